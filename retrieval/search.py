"""Ranks passages for a question: by meaning and by words, fused by rank, heard source by source."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.types import Hit, Passage

RRF_CONSTANT = 60
"""Reciprocal rank fusion as in Cormack, Clarke and Büttcher (SIGIR 2009): 1 / (60 + rank)."""


def fuse(
    passages: Sequence[Passage],
    cosines: NDArray[np.float64],
    lexical: NDArray[np.float32],
) -> list[Hit]:
    """All of `passages` as hits, best first, ties by passage number.

    `cosines` and `lexical` are indexed by passage number. A passage that shares no word with the
    question gets no lexical rank.
    """
    dense = sorted(passages, key=lambda p: (-cosines[p.number], p.number))
    words = sorted(
        (p for p in passages if lexical[p.number] > 0),
        key=lambda p: (-round(float(lexical[p.number]), 6), p.number),
    )
    scores: dict[int, float] = defaultdict(float)
    for ranking in (dense, words):
        for rank, passage in enumerate(ranking, start=1):
            scores[passage.number] += 1 / (RRF_CONSTANT + rank)
    hits = [Hit(p, scores[p.number], float(cosines[p.number])) for p in passages]
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage.number))


def per_source(hits: Iterable[Hit], quota: int) -> list[Hit]:
    """At most `quota` hits of each source, in the order given: no source crowds out another."""
    taken: dict[str, int] = defaultdict(int)
    kept = []
    for hit in hits:
        source = hit.passage.document.id
        if taken[source] < quota:
            taken[source] += 1
            kept.append(hit)
    return kept
