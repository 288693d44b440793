"""What is pointed at where nothing answers, on a corpus of a few sentences."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from answering.aspects import aspects
from answering.claims import claim_table
from answering.evidence import Evidence
from answering.judgement import Found
from answering.nearest import MIN_COSINE, MOST_SOURCES, NEAREST, most_closely, nearest
from answering.topics import Topics
from answering.types import Understood
from retrieval.passages import passages
from retrieval.types import Hit, Passage
from tests.texts import document

SESSION = "A session lasts about an hour."
OTHER = "The tissue is a thin white layer."
CAUTION = "Consult your doctor first."


def pointed_at(
    key: Understood, texts: list[str], cosines: dict[str, float] | None = None
) -> list[str]:
    read = [replace(document(text), id=f"source-{n}") for n, text in enumerate(texts)]
    claims = claim_table(passages(read), Topics())
    near = np.zeros((len(claims), len(aspects())))
    given = cosines or {}

    def search(_: str, among: Iterable[Passage]) -> list[Hit]:
        found = [Hit(p, 0.0, given.get(p.text, 0.0)) for p in among]
        return sorted(found, key=lambda hit: -hit.cosine)

    return [hit.passage.text for hit in nearest(key, Evidence(claims, near, frozenset()), search)]


def asked(*angles: str, elsewhere: bool = False) -> Understood:
    return Understood(question="?", route="ask", aspects=angles, elsewhere=elsewhere)


CASES = {
    "a price: what else is told of a session": (asked("cost-insurance"), [SESSION]),
    "pregnancy: whom to ask": (asked("pregnancy"), [CAUTION]),
    "the angle, of other things": (asked("session-length"), [SESSION]),
    "another angle: nothing that sounds alike": (asked("mechanism"), []),
    "no angle": (asked(), []),
    "something else": (asked("cost-insurance", elsewhere=True), []),
}


@pytest.mark.parametrize(("key", "expected"), CASES.values(), ids=CASES.keys())
def test_the_angle_decides_where_it_has_neighbours(key: Understood, expected: list[str]) -> None:
    assert pointed_at(key, [f"{SESSION} {OTHER} {CAUTION}"]) == expected


@pytest.mark.parametrize("key", [asked("mechanism"), asked(elsewhere=True)])
def test_else_a_passage_has_to_sound_like_the_question(key: Understood) -> None:
    alike = {SESSION: MIN_COSINE, OTHER: MIN_COSINE - 0.01}
    assert pointed_at(key, [SESSION, OTHER], alike) == [SESSION]


def test_each_source_is_pointed_at_once_and_few_are() -> None:
    texts = [f"{SESSION} Sessions last about {n} minutes." for n in range(20, 20 + NEAREST + 1)]
    found = pointed_at(asked("cost-insurance"), texts)
    assert found == [SESSION] * NEAREST


def kept(strengths: list[float], cosines: list[float]) -> list[int]:
    """The numbers of the sources that stay, of one claim each."""
    read = [replace(document(f"Claim {n}."), id=f"{n:02}") for n in range(len(strengths))]
    claims = claim_table(passages(read), Topics())
    found = [Found(claim, strength) for claim, strength in zip(claims, strengths, strict=True)]
    near = {claim.passage.text: cosine for claim, cosine in zip(claims, cosines, strict=True)}

    def search(_: str, among: Iterable[Passage]) -> list[Hit]:
        hits = [Hit(passage, 0.0, near[passage.text]) for passage in among]
        return sorted(hits, key=lambda hit: -hit.cosine)

    left = most_closely(asked(), found, search)
    return [int(one.claim.passage.document.id) for one in left]


def test_few_sources_are_all_quoted() -> None:
    some = [1.0] * MOST_SOURCES
    assert kept(some, [0.0] * MOST_SOURCES) == list(range(MOST_SOURCES))


def test_of_many_sources_the_strongest_stay_then_the_nearest() -> None:
    strengths = [0.5, 0.5, 0.5, *[1.0] * (MOST_SOURCES - 1)]
    cosines = [0.1, 0.3, 0.2, *[0.0] * (MOST_SOURCES - 1)]
    assert kept(strengths, cosines) == [1, *range(3, MOST_SOURCES + 2)]
