"""The figures of the public sets, on invented questions."""

import json
from pathlib import Path

import pytest

from answering.types import Status
from evaluation.answers_on_sets import own_score
from evaluation.figures import Counts, auc, is_inside, of_all, worst_labels
from evaluation.public_sets import is_tuned
from evaluation.question_sets import Question, Run, index_of
from retrieval.passages import passages
from tests.texts import MakeCorpus

CONFLICT = Question("q", "Do?", sides={"a": "supports", "b": "refutes", "c": "supports"})


def test_counts_compare_what_was_found_with_what_is_true() -> None:
    counts = Counts.of([(True, True), (True, True), (True, False), (False, True), (False, False)])

    assert counts == Counts(hits=2, alarms=1, misses=1)
    assert counts.precision == counts.recall == counts.f1 == pytest.approx(2 / 3)
    assert str(counts).startswith("precision 0.667, recall 0.667, F1 0.667 (2 hits")


def test_counts_of_nothing_are_zero() -> None:
    nothing = Counts.of([])

    assert (nothing.precision, nothing.recall, nothing.f1) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("positive", "negative", "expected"),
    [
        ([0.8, 0.9], [0.1, 0.2], 1.0),
        ([0.1, 0.2], [0.8, 0.9], 0.0),
        ([0.5, 0.5], [0.5], 0.5),
        ([0.0, 2.0], [0.0, 1.0], 0.625),
        ([0.3], [0.1, 0.3, 0.5, 0.2], 0.625),
        ([], [0.1], 0.5),
        ([0.1], [], 0.5),
    ],
)
def test_auc_counts_a_tie_as_half(
    positive: list[float], negative: list[float], expected: float
) -> None:
    assert auc(positive, negative) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("blue kites", "Some  Blue\n kites fly.", True),
        ("  blue\tkites ", "blue kites", True),
        ("blue kites", "blue and green kites", False),
        ("", "anything", False),
        (" \n", "anything", False),
    ],
)
def test_white_space_and_case_do_not_matter(part: str, whole: str, expected: bool) -> None:
    assert is_inside(part, whole) is expected


def test_a_quote_matches_the_section_of_its_own_document(make_corpus: MakeCorpus) -> None:
    text = "# Kites\n\nKites fly in wind. They are light.\n\nRepair a kite with glue.\n"
    corpus = make_corpus({"one.md": text, "two.md": text})
    question = Question(
        "q", "Do kites fly?", gold=(("one", "Kites fly  in wind. They are light."),)
    )
    found = {
        (passage.document.id, passage.text): question.in_section(passage)
        for passage in passages(corpus.documents)
        if passage.role == "paragraph"
    }

    assert found == {
        ("one", "Kites fly in wind."): True,
        ("one", "They are light."): True,
        ("one", "Repair a kite with glue."): False,
        ("two", "Kites fly in wind."): False,
        ("two", "They are light."): False,
        ("two", "Repair a kite with glue."): False,
    }


def test_an_answer_is_held_by_a_text_of_the_right_document(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"one.md": "Kites fly in wind.", "two.md": "Kites fly in wind, not rain."})
    question = Question("q", "Where do kites fly?", gold=(("two", "IN  wind"),))
    one, two = passages(corpus.documents)

    assert not question.held_by([one])
    assert question.held_by([one, two])


@pytest.mark.parametrize(
    ("documents", "expected"),
    [(["a", "b"], True), (["a", "c"], False), (["b", "z"], False), ([], False)],
)
def test_both_sides_are_there_when_documents_of_both_are(
    documents: list[str], expected: bool
) -> None:
    assert CONFLICT.both_sides(documents) is expected


def test_the_status_decides_before_the_strength() -> None:
    ranked: list[tuple[Status, float]] = [
        ("declined", 9.0),
        ("partial", 0.1),
        ("partial", 50.0),
        ("answered", 0.0),
        ("answered", 0.4),
    ]
    scores = [own_score(status, strength) for status, strength in ranked]

    assert scores == sorted(set(scores))
    assert own_score("urgent", 1.0) == own_score("clarify", 1.0) == 0.0


def test_the_worst_labels_come_by_share_then_by_number() -> None:
    rows = [("even", True), ("even", False), ("bad", True), ("worse", True), ("worse", True)]

    assert worst_labels([*rows, ("good", False)]) == [
        ("worse", 2, 2),
        ("bad", 1, 1),
        ("even", 1, 2),
    ]


def test_a_share_is_printed_with_its_numbers() -> None:
    assert of_all(1, 8) == "0.125 (1 of 8)"
    assert of_all(0, 0) == "0.000 (0 of 0)"


def test_the_halves_never_change() -> None:
    """Texts that were read may not move into the half that is kept unread."""
    articles = [f"article-{number}" for number in range(12)]

    assert [article for article in articles if is_tuned(article)] == [
        "article-5",
        "article-6",
        "article-9",
        "article-10",
        "article-11",
    ]


def test_every_which_question_is_taken_of_those_with_the_label(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {
            "id": f"q{number}",
            "question": f"Question\u2028{number}?",
            "answerable": number % 3 == 0,
            "docs": {},
            "quotes": [{"doc": "one", "text": "Kites."}],
            "label": "odd" if number % 2 else "even",
        }
        for number in range(8)
    ]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (tmp_path / "questions.jsonl").write_text(lines + "\n", encoding="utf-8")

    assert [q.id for q in Run(tmp_path, every=3).questions()] == ["q0", "q3", "q6"]
    assert [q.id for q in Run(tmp_path, every=2).questions("odd")] == ["q1", "q5"]
    assert Run(tmp_path).questions()[3].pages == {"one"}
    assert Run(tmp_path).questions()[3].answerable


def test_the_index_is_named_after_the_corpus_and_its_parent(tmp_path: Path) -> None:
    corpus = tmp_path / "kites" / "corpus"

    assert index_of(corpus).name == "kites-corpus"
    assert index_of(corpus) != index_of(tmp_path / "boats" / "corpus")
