"""What is pointed at where nothing answers, on a corpus of a few sentences."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from answering.aspects import aspects
from answering.claims import claim_table
from answering.evidence import Evidence
from answering.judgement import Found
from answering.nearest import (
    AMONG,
    CLOSE_CAP,
    CLOSE_COSINE,
    CLOSEST,
    MIN_COSINE,
    MOST_SOURCES,
    NEAREST,
    WITHIN,
    Search,
    among_nearest,
    close,
    most_closely,
    nearest,
)
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
    found = nearest(key, evidence_of(texts), ranking(cosines or {}))
    return [hit.passage.text for hit in found]


def evidence_of(texts: list[str]) -> Evidence:
    """What the sources with these texts say."""
    read = [replace(document(text), id=f"source-{n}") for n, text in enumerate(texts)]
    claims = claim_table(passages(read), Topics())
    return Evidence(claims, np.zeros((len(claims), len(aspects()))), frozenset())


def ranking(cosines: dict[str, float]) -> Search:
    """A search that finds sentences in the order of these cosines."""

    def search(_: str, among: Iterable[Passage]) -> list[Hit]:
        found = [Hit(p, 0.0, cosines.get(p.text, 0.0)) for p in among]
        return sorted(found, key=lambda hit: -hit.cosine)

    return search


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
    left = most_closely(asked(), found, ranking(near))
    return [int(one.claim.passage.document.id) for one in left]


def test_few_sources_are_all_quoted() -> None:
    some = [1.0] * MOST_SOURCES
    assert kept(some, [0.0] * MOST_SOURCES) == list(range(MOST_SOURCES))


def test_of_many_sources_the_strongest_stay_then_the_nearest() -> None:
    strengths = [0.5, 0.5, 0.5, *[1.0] * (MOST_SOURCES - 1)]
    cosines = [0.1, 0.3, 0.2, *[0.0] * (MOST_SOURCES - 1)]
    assert kept(strengths, cosines) == [1, *range(3, MOST_SOURCES + 2)]


def nearby(reached: list[str], cosines: dict[str, float]) -> list[str]:
    """What is quoted of one source with these sentences, where a key reaches some of them."""
    evidence = evidence_of([" ".join(cosines)])
    found = [Found(claim, 1.0) for claim in evidence.claims if claim.passage.text in reached]
    kept_ones = among_nearest(asked(), found, evidence, ranking(cosines))
    return [one.claim.passage.text for one in kept_ones]


def falling(count: int, step: float) -> dict[str, float]:
    """Sentences, each further from the question than the one before by `step`."""
    return {f"This is sentence {n}.": 0.9 - n * step for n in range(count)}


def test_on_a_subject_of_which_nothing_is_known_the_nearest_are_quoted_nearest_first() -> None:
    cosines = falling(2 * AMONG, 0.01)
    *near, _ = list(cosines)[: CLOSEST + 1]
    assert nearby([], dict(reversed(cosines.items()))) == near


def test_not_those_much_further_than_the_nearest_one() -> None:
    assert nearby([], falling(CLOSEST, WITHIN / 2 + 0.01)) == list(falling(2, 0.0))


def test_what_a_key_reaches_is_quoted_as_far_as_it_stands_near() -> None:
    cosines = falling(AMONG + 1, 0.3)
    first, *_, last, beyond = cosines
    assert nearby([last, beyond], cosines) == [first, last]


def test_a_list_of_which_one_item_stands_near_is_kept_whole() -> None:
    text = "It is used for:\n\n- back pain\n- neck pain\n\n" + " ".join(falling(AMONG, 0.0))
    evidence = evidence_of([text])
    items = [claim for claim in evidence.claims if claim.passage.lead is not None]
    cosines = {**falling(AMONG, 0.0), items[0].passage.text: 1.0}
    found = [Found(item, 1.0) for item in items]
    kept_ones = among_nearest(asked(), found, evidence, ranking(cosines))
    assert {*items} <= {one.claim for one in kept_ones}


NEAR = {f"This is sentence {n}.": CLOSE_COSINE for n in range(CLOSE_CAP + 1)}
UNREACHED = {
    "close enough, a few of one source": (asked(), NEAR, CLOSE_CAP),
    "not close enough": (asked(), dict.fromkeys(NEAR, CLOSE_COSINE - 0.01), 0),
    "an angle is asked about": (asked("mechanism"), NEAR, 0),
    "a word stands nowhere": (replace(asked(), unknown=("decaf",)), NEAR, 0),
    "a thing stands nowhere": (replace(asked(), absent=("tea",)), NEAR, 0),
}


@pytest.mark.parametrize(("key", "cosines", "count"), UNREACHED.values(), ids=UNREACHED.keys())
def test_close_sentences_answer_what_no_key_reaches(
    key: Understood, cosines: dict[str, float], count: int
) -> None:
    assert len(close(key, evidence_of([" ".join(cosines)]), ranking(cosines))) == count
