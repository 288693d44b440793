"""Explanations: every line that staff need to see why an answer is what it is."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from answering.compose import Composer
from answering.evidence import Evidence
from answering.explain import LEFT, explanation
from answering.reviewed import Labels
from answering.types import Answer, Status, Understood
from retrieval.embedding import SentenceEncoder
from retrieval.index import Index
from retrieval.types import Corpus, Hit, Passage
from tests.tables import Table

MASSAGE, MFR = "massage", "myofascial release"


@pytest.fixture(scope="module")
def articles(corpus: Corpus) -> Table:
    """The claims of the five articles."""
    return Table.of_labels(corpus, Labels.of_corpus(corpus))


@pytest.fixture(scope="module")
def evidence(articles: Table) -> Evidence:
    return articles.evidence


Compose = Callable[[Understood], Answer]


@pytest.fixture(scope="module")
def compose(
    corpus: Corpus, articles: Table, evidence: Evidence, built: Index, encoder: SentenceEncoder
) -> Compose:
    """Answers keys from the five articles."""

    def search(text: str, among: Iterable[Passage]) -> list[Hit]:
        return built.search(text, encoder.encode([text]), among)

    return Composer(corpus.documents, articles.topics, evidence, search).compose


LENGTH = Understood("How long does it take?", topics=(MASSAGE,), aspects=("session-length",))
BENEFITS = Understood("What is it good for?", topics=(MFR,), aspects=("benefits",))
COMPARED = Understood(
    "Which is better for my back pain?",
    route="compare",
    topics=(MFR, MASSAGE),
    aspects=("choice",),
    entities=("back pain",),
    wants=("verdict", "own_body"),
)
BOTH = Understood("Do they differ?", "compare", (MFR, MASSAGE), ("oil-lotion",))
KEYS: dict[str, tuple[Understood, Status]] = {
    "answered": (LENGTH, "answered"),
    "partial": (
        replace(
            BENEFITS,
            question="Does it hurt with gout?",
            aspects=("pain-sensations",),
            entities=("gout",),
            absent=("gout",),
        ),
        "partial",
    ),
    "compared": (BOTH, "answered"),
    "compared, open": (COMPARED, "partial"),
    "declined": (Understood("How much is it?", aspects=("cost-insurance",)), "declined"),
    "clarify": (Understood("hdjskal", route="clarify"), "clarify"),
    "urgent": (Understood("I cannot breathe", route="urgent", topics=(MASSAGE,)), "urgent"),
    "about the sources": (
        Understood("Who wrote it?", route="about-sources", wants=("byline",)),
        "answered",
    ),
}


def beginning(text: str) -> str:
    return f"“{' '.join(text.split())[:90]}”"


def called_shown(lines: Iterable[str]) -> set[str]:
    """The words of the claims that an explanation calls shown."""
    return {line[line.index("“") :] for line in lines if line.strip().startswith("shown: ")}


def quoted(answer: Answer) -> set[str]:
    """The beginnings of all quotes but lead-ins, which come with their items."""
    quotes = [quote for source in answer.sources for quote in source.quotes]
    return {beginning(quote.text) for quote in quotes if quote.kind != "list-lead"}


@pytest.mark.parametrize(("key", "status"), KEYS.values(), ids=KEYS.keys())
def test_question_route_status_and_gate_are_said_of_every_answer(
    compose: Compose, evidence: Evidence, key: Understood, status: Status
) -> None:
    answer = compose(key)
    lines = list(explanation(answer, evidence))

    assert answer.status == status
    assert answer.gate
    assert lines[:2] == [f"Question: {key.question}", f"Route: {key.route}"]
    assert f"Status: {status}, because {answer.gate}." in lines


@pytest.mark.parametrize("key", [LENGTH, BENEFITS], ids=["narrow", "broad"])
def test_what_is_called_shown_is_what_the_answer_quotes(
    compose: Compose, evidence: Evidence, key: Understood
) -> None:
    answer = compose(key)

    assert quoted(answer)
    assert called_shown(explanation(answer, evidence)) == quoted(answer)


@pytest.mark.parametrize("key", [COMPARED, BOTH], ids=["a choice", "a fact"])
def test_every_quote_of_a_comparison_is_called_shown(
    compose: Compose, evidence: Evidence, key: Understood
) -> None:
    answer = compose(key)

    assert quoted(answer)
    assert quoted(answer) <= called_shown(explanation(answer, evidence))


def test_nothing_else_in_a_comparison_is_called_shown(compose: Compose, evidence: Evidence) -> None:
    answer = compose(COMPARED)

    assert called_shown(explanation(answer, evidence)) <= quoted(answer)


def test_a_claim_that_was_left_is_listed_with_the_reason(
    compose: Compose, evidence: Evidence
) -> None:
    lines = list(explanation(compose(BENEFITS), evidence))
    verdicts = {line.strip().split(":")[0] for line in lines if line.startswith("    ")}

    assert verdicts == {"shown", "weaker than others here", "too many"}


def test_of_each_source_only_a_few_of_the_claims_that_were_left_are_listed(
    compose: Compose, evidence: Evidence
) -> None:
    left: list[int] = []
    for line in explanation(compose(BENEFITS), evidence):
        if line.startswith("    "):
            left[-1] += not line.strip().startswith("shown")
        elif line.startswith("  "):
            left.append(0)

    assert max(left) == LEFT


def test_the_strength_of_a_claim_is_taken_apart(compose: Compose, evidence: Evidence) -> None:
    (line, *_) = [line for line in explanation(compose(LENGTH), evidence) if "shown" in line]

    assert "= aspect 1 + only this treatment 0.4 [labelled]" in line
    assert "1.40 =" in line


def test_each_look_says_what_was_looked_for(compose: Compose, evidence: Evidence) -> None:
    lines = list(explanation(compose(BOTH), evidence))

    assert [line for line in lines if line.startswith("Looked")] == [
        "Looked for oil-lotion, about myofascial release:",
        "Looked for oil-lotion, about massage:",
    ]


def test_what_was_understood_is_said_in_its_parts(compose: Compose, evidence: Evidence) -> None:
    key = replace(
        COMPARED, hints=("choos",), terms=("zumba",), unknown=("zumba",), missing=("gout",)
    )
    lines = list(explanation(compose(replace(key, followed_up=True)), evidence))

    assert lines[:9] == [
        "Question: Which is better for my back pain? (made to stand alone)",
        "Route: compare",
        "Topics: myofascial release, massage",
        "Aspects: choice",
        "Entities: back pain",
        "Terms: zumba",
        "Hints: choos",
        "Wants: verdict, own_body",
        "In no source: gout, zumba",
    ]
