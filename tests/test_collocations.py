"""Collocations: words side by side that name one thing, known to a lexicon or not."""

import pytest

from answering.claims import claim_table
from answering.collocations import MOST, Collocations
from answering.topics import Topics
from retrieval.passages import passages
from tests.texts import document

TEXT = (
    "The outer layer is soft. Skin rolling lifts the skin. "
    "Direct or indirect moves: the hands follow the tissue. Cross-hand moves are slow."
)


def collocations_of(text: str) -> Collocations:
    return Collocations(claim_table(passages([document(text)]), Topics()))


FOUND = {
    "as it stands": ("What is skin rolling?", ("skin roll",)),
    "another form, with a hyphen and capitals": ("SKIN-ROLLS?", ("skin roll",)),
    "the first of two that share a word": (
        "How do outer and inner layer differ?",
        ("outer layer",),
    ),
    "with an article between": ("a cross-hand or an open move", ("cross hand", "hand move")),
    "the words apart": ("Does rolling hurt the skin?", ()),
    "a stop word between": ("the skin and the rolling", ()),
    "not in the corpus": ("What is a warm stone?", ()),
    "nothing": ("", ()),
}


@pytest.mark.parametrize(("question", "expected"), FOUND.values(), ids=FOUND.keys())
def test_a_phrase_of_the_corpus_is_found_in_a_question(
    question: str, expected: tuple[str, ...]
) -> None:
    assert collocations_of(TEXT).find(question) == expected


def test_what_stands_in_many_passages_is_a_way_of_speaking() -> None:
    times = [f"Warm water helps number {n}." for n in range(MOST + 1)]

    assert collocations_of(" ".join(times[:MOST])).find("warm water") == ("warm water",)
    assert collocations_of(" ".join(times)).find("warm water") == ()


def test_a_claim_holds_a_phrase_or_not() -> None:
    found = collocations_of(TEXT)
    held = [c.passage.text for c in found.claims if found.held(("skin roll",), c)]
    assert held == ["Skin rolling lifts the skin."]
