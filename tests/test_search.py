"""Ranking: two rankings become one, ties have an order, and no source crowds out another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from retrieval.passages import document_passages
from retrieval.search import RRF_CONSTANT, fuse, per_source
from retrieval.types import Document, Facts, Hit, Passage
from tests.texts import document

FOUR = document_passages(document("One is here. Two is here. Three is here. Four is here."))


def cosines(*values: float) -> NDArray[np.float64]:
    return np.array(values, dtype=np.float64)


def lexical(*values: float) -> NDArray[np.float32]:
    return np.array(values, dtype=np.float32)


RANKINGS = {
    "by meaning alone": ((0.1, 0.4, 0.3, 0.2), (0, 0, 0, 0), [1, 2, 3, 0]),
    "both agree": ((0.4, 0.3, 0.2, 0.1), (4, 3, 2, 1), [0, 1, 2, 3]),
    "a shared word lifts": ((0.4, 0.3, 0.2, 0.1), (0, 0, 0, 9), [3, 0, 1, 2]),
    "first in both beats first in one": ((0.4, 0.3, 0.2, 0.1), (1, 9, 0, 0), [0, 1, 2, 3]),
    "equal in everything": ((0.5, 0.5, 0.5, 0.5), (1, 1, 1, 1), [0, 1, 2, 3]),
    "a tie of two rankings": ((0.1, 0.2, 0.0, 0.0), (2, 1, 0, 0), [0, 1, 2, 3]),
    "differences too small to mean anything": (
        (0.5, 0.5, 0.5, 0.5),
        (1, 1.0000001, 1, 1),
        [0, 1, 2, 3],
    ),
}


@pytest.mark.parametrize(("dense", "words", "expected"), RANKINGS.values(), ids=RANKINGS.keys())
def test_two_rankings_become_one(
    dense: tuple[float, ...], words: tuple[float, ...], expected: list[int]
) -> None:
    hits = fuse(FOUR, cosines(*dense), lexical(*words))

    assert [hit.passage.number for hit in hits] == expected


def test_the_score_is_the_sum_of_reciprocal_ranks() -> None:
    first, *_, last = fuse(FOUR, cosines(0.4, 0.3, 0.2, 0.1), lexical(9, 0, 0, 0))

    assert first.score == pytest.approx(1 / (RRF_CONSTANT + 1) + 1 / (RRF_CONSTANT + 1))
    assert last.score == pytest.approx(1 / (RRF_CONSTANT + 4))
    assert (first.cosine, last.cosine) == (0.4, 0.1)


def test_only_the_passages_asked_for_are_ranked() -> None:
    hits = fuse([FOUR[3], FOUR[1]], cosines(0.9, 0.1, 0.9, 0.2), lexical(9, 0, 9, 0))

    assert [hit.passage.number for hit in hits] == [3, 1]
    assert hits[0].score == pytest.approx(1 / (RRF_CONSTANT + 1))


def test_no_passages_no_hits() -> None:
    assert fuse([], cosines(), lexical()) == []


@given(
    st.permutations(FOUR),
    st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=4, max_size=4),
    st.lists(st.sampled_from([0.0, 1.0, 2.0]), min_size=4, max_size=4),
)
def test_the_order_in_which_passages_come_changes_nothing(
    shuffled: list[Passage], dense: list[float], words: list[float]
) -> None:
    expected = fuse(FOUR, cosines(*dense), lexical(*words))

    assert fuse(shuffled, cosines(*dense), lexical(*words)) == expected


def hits_of(sources: str) -> list[Hit]:
    """One hit per letter, best first; the letter is its source."""
    documents = {name: Document(name, "It helps.", Facts(name), "") for name in sources}
    return [
        Hit(document_passages(documents[name])[0], score=1 - rank / 100, cosine=0.5)
        for rank, name in enumerate(sources)
    ]


QUOTAS = [
    ("aaab", 1, "ab"),
    ("aaab", 2, "aab"),
    ("abab", 2, "abab"),
    ("aaabca", 1, "abc"),
    ("aaa", 9, "aaa"),
    ("aaa", 0, ""),
    ("", 2, ""),
]


@pytest.mark.parametrize(("sources", "quota", "kept"), QUOTAS)
def test_each_source_is_heard_up_to_its_quota(sources: str, quota: int, kept: str) -> None:
    hits = hits_of(sources)
    chosen = per_source(hits, quota)

    assert "".join(hit.passage.document.id for hit in chosen) == kept
    assert chosen == sorted(chosen, key=lambda hit: -hit.score)
    assert all(hit in hits for hit in chosen)
