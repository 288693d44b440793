"""Words side by side that the sources use for one thing, and no lexicon knows: "skin rolling".

Two words with content that stand next to each other in a question and in a few passages (a
collocation) name what those passages speak of.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from answering.claims import Claim
from answering.knowledge import knowledge
from answering.message import carries_content
from retrieval.lexical import STOPWORDS, stem, words
from retrieval.types import EVIDENCE_ROLES

MOST = 6
"""Passages that hold a phrase; what stands in more of them is a way of speaking."""


@dataclass(frozen=True)
class Collocations:
    """The pairs of words of every claim of a corpus, as stems."""

    claims: Sequence[Claim]

    @cached_property
    def _held(self) -> tuple[frozenset[str], ...]:
        return tuple(
            frozenset(_pairs(c.passage.text) if c.passage.role in EVIDENCE_ROLES else [])
            for c in self.claims
        )

    @cached_property
    def _known(self) -> frozenset[str]:
        counts = Counter(pair for held in self._held for pair in held)
        return frozenset(pair for pair, count in counts.items() if count <= MOST)

    def find(self, text: str) -> tuple[str, ...]:
        """The phrases of the corpus that a text holds, as stems; "dry or wet heat" holds two."""
        pairs = [*_pairs(text), *_pairs(_second().sub(" ", text))]
        return tuple(pair for pair in dict.fromkeys(pairs) if pair in self._known)

    def held(self, phrases: Sequence[str], claim: Claim) -> bool:
        """Whether a claim holds any of the phrases."""
        return not self._held[claim.passage.number].isdisjoint(phrases)


def _pairs(text: str) -> list[str]:
    """Every two neighbours of which one carries content and none is a stop word."""
    return [
        f"{stem(one)} {stem(other)}"
        for one, other in pairwise(words(text))
        if (carries_content(one) or carries_content(other))
        and not {one.lower(), other.lower()} & STOPWORDS
    ]


@cache
def _second() -> re.Pattern[str]:
    """The second of two of a kind before their noun: "or wet" in "dry or wet heat"."""
    joins = "|".join(knowledge("questions")["words"]["joins"])
    return re.compile(rf"\s+(?:{joins})\.?(?:\s+(?:an?|the))?\s+[\w-]+", re.IGNORECASE)
