"""How much the words of a key say: which claims hold them, weighted by how rare they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from answering.claims import Claim
from retrieval.lexical import stems

MAX_SHARE = 0.25
"""A word in more of the passages than this is no evidence by itself."""
COMMON = 4.0
"""Weight of the words that everybody uses: hints count only as far as they are rare beside it."""


@dataclass(frozen=True)
class Terms:
    """The words of every claim of a corpus, as stems."""

    claims: Sequence[Claim]

    @cached_property
    def words(self) -> tuple[frozenset[str], ...]:
        """The stems of each passage, with those of its lead-in and of an editor's words for it."""
        own = [
            frozenset(stems(" ".join([c.passage.text, *c.things, _heading(c)])))
            for c in self.claims
        ]
        leads = [claim.passage.lead for claim in self.claims]
        return tuple(
            words | (own[lead] if lead is not None else frozenset())
            for words, lead in zip(own, leads, strict=True)
        )

    @cached_property
    def frequency(self) -> dict[str, int]:
        """In how many passages a stem occurs."""
        counts: dict[str, int] = {}
        for found in self.words:
            for stemmed in found:
                counts[stemmed] = counts.get(stemmed, 0) + 1
        return counts

    def coverage(self, terms: Sequence[str], claim: Claim) -> float:
        """Share of the terms that a claim holds, weighted by their rarity, 0 to 1."""
        held = self.words[claim.passage.number]
        weights = [(term in held, self._rarity(term)) for term in terms]
        every = sum(weight for _, weight in weights)
        return sum(weight for holds, weight in weights if holds) / every if every else 0.0

    def hints(self, hints: Sequence[str], claim: Claim) -> float:
        """How much of the wording of an aspect a claim holds, 0 to 1; common words hardly count."""
        held = self.words[claim.passage.number]
        rare = sum(self._rarity(term) for term in hints if term in held)
        return rare / (sum(map(self._rarity, hints)) + COMMON)

    def _rarity(self, term: str) -> float:
        """Inverse document frequency as BM25 counts it, 0 for words that are everywhere."""
        count, seen = len(self.claims), self.frequency.get(term, 0)
        if seen > MAX_SHARE * count:
            return 0.0
        return float(np.log1p((count - seen + 0.5) / (seen + 0.5)))


def _heading(claim: Claim) -> str:
    """The heading a claim stands under, where no editor has said what it is about."""
    heading = None if claim.reviewed else claim.passage.heading
    return heading.text if heading else ""
