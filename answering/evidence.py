"""Picks, for a key, the claims of each source that speak to it; sees the key alone, no wording.

A claim speaks to a question when it is about an asked-about topic and answers an asked-about
aspect, names an asked-about thing, or holds most of the other asked-about words, weighted by how
rare they are. What no key reaches is searched for by meaning and by words, with a stricter gate.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from answering.aspects import aspect, aspects
from answering.claims import Claim
from answering.knowledge import knowledge
from answering.lexicon import lexicon
from answering.types import Understood
from retrieval.lexical import stems
from retrieval.types import EVIDENCE_ROLES

RANK_WEIGHTS = (1.0, 0.6, 0.4)
"""What a claim gains for answering the first, second or third aspect of a question."""
KIND = 0.9
"""What a claim gains for naming a kind of the thing asked about, such as a tension headache."""
GENERAL = 0.5
"""What a claim gains for naming a more general thing than the one asked about."""
MIN_COVERAGE = 0.5
"""Weighted share of the asked-about words that makes a claim speak without any aspect."""
MAX_SHARE = 0.25
"""A word in more of the passages than this is no evidence by itself."""
BELOW_BEST = 0.5
"""Claims of a source that are weaker than its strongest by more than this are left out."""
HINT = 0.5
"""What a claim can gain for holding the words in which the aspect was asked for."""
PURE = 0.4
"""What a claim gains for being about no other treatment than the one asked about."""
COMMON = 4.0
"""Weight of the words that everybody uses: hints count only as far as they are rare beside it."""
NARROW_CAP = 4
BROAD_CAP = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A claim with how strongly it speaks to the key."""

    claim: Claim
    strength: float


@dataclass(frozen=True)
class Evidence:
    """The claim table with the figures that selection needs; shared by all askers.

    `near` holds the similarity of every passage to every aspect, shape (passages, aspects).
    """

    claims: Sequence[Claim]
    near: NDArray[np.float64]
    treatments: frozenset[str]

    @cached_property
    def words(self) -> tuple[frozenset[str], ...]:
        """The stems of each passage, with those of its lead-in."""
        own = [frozenset(stems(claim.passage.text)) for claim in self.claims]
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

    @cached_property
    def entities(self) -> frozenset[str]:
        """Names of the entities that any evidence mentions, by themselves or by a kind of them."""
        return frozenset().union(*(c.entities | c.broader for c in self.claims if _is_evidence(c)))

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """Entities that so much of the evidence names that they tell no claim from another."""
        pool = [claim for claim in self.claims if _is_evidence(claim)]
        counts = Counter(name for claim in pool for name in claim.entities)
        return frozenset(name for name, n in counts.items() if n > MAX_SHARE * len(pool))

    def mentions(self, name: str) -> bool:
        """Whether any evidence mentions an entity, or a kind of it."""
        return name in self.entities

    def covers(self, name: str) -> bool:
        """Whether any evidence mentions the next more general thing."""
        return bool(self.entities & set(_general(name)))

    def about(self, key: Understood, topics: Iterable[str]) -> list[Claim]:
        """Evidence of the asked-about sources about any of `topics`; all when none is named."""
        wanted = set(topics)
        return [c for c in self._of_sources(key) if not wanted or wanted & set(c.about)]

    def speaking(
        self, key: Understood, topics: Iterable[str], cap: int | None = None
    ) -> list[Found]:
        """The claims about any of `topics` that speak to the key, strongest first, per source.

        Every source that speaks is heard, however weakly; weaker claims of a source that has
        stronger ones are left out.
        """
        wanted = set(topics)
        by_source: dict[str, list[Found]] = {}
        for claim in self._pool(key, wanted):
            strength = self.strength(key, claim, wanted)
            if strength > 0:
                source = claim.passage.document.id
                by_source.setdefault(source, []).append(Found(claim, strength))
        return [found for rows in by_source.values() for found in self._best(key, rows, cap)]

    def _pool(self, key: Understood, wanted: set[str]) -> list[Claim]:
        """Claims on the topic that come first: those that answer a narrow aspect, where it is one,
        else those that name the asked-about thing; all where there are none.
        """
        pool = [c for c in self._of_sources(key) if self._on_topic(key, c, wanted)]
        if self._narrow(key):
            return [claim for claim in pool if key.aspects[0] in claim.aspects] or pool
        named = [c for c in pool if (c.entities | c.broader) & self._asked(key)]
        return named or pool

    def _of_sources(self, key: Understood) -> list[Claim]:
        """Evidence of the sources that the question names, of all when it names none."""
        return [
            c
            for c in self.claims
            if _is_evidence(c) and (not key.sources or c.passage.document.id in key.sources)
        ]

    def _on_topic(self, key: Understood, claim: Claim, wanted: set[str]) -> bool:
        """About the topic; or about no treatment, naming the thing or true of every treatment."""
        if not wanted or wanted & set(claim.about):
            return True
        if self.treatments & set(claim.about):
            return False
        shared = knowledge("questions")["types"]["shared"]
        answers = any(name in shared for name in key.aspects[:1] if name in claim.aspects)
        return answers or bool((claim.entities | claim.broader) & self._asked(key))

    def _narrow(self, key: Understood) -> bool:
        return bool(key.aspects) and aspect(key.aspects[0]).narrow

    def strength(self, key: Understood, claim: Claim, wanted: set[str]) -> float:
        """How strongly a claim speaks to a key; 0 when it does not."""
        answers = max(
            (
                w
                for name, w in zip(key.aspects, RANK_WEIGHTS, strict=False)
                if name in claim.aspects
            ),
            default=0.0,
        )
        names = self.names(key, claim)
        holds = self.coverage(key.terms, claim)
        holds = holds if holds >= MIN_COVERAGE else 0.0
        if self._asked(key) and not names and not self._narrow(key):
            answers = 0.0
            holds = holds if len(key.terms) > 1 else 0.0
        total = answers + names + holds
        others = self.treatments & set(claim.about) - wanted
        pure = PURE if wanted & set(claim.about) and not others else 0.0
        return round(total + pure + self._hints(key, claim), 6) if total else 0.0

    def _hints(self, key: Understood, claim: Claim) -> float:
        held = self.words[claim.passage.number]
        rare = sum(self._rarity(term) for term in key.hints if term in held)
        every = sum(self._rarity(term) for term in key.hints)
        return HINT * rare / (every + COMMON)

    def _asked(self, key: Understood) -> frozenset[str]:
        return frozenset(key.entities) - self.everywhere

    def names(self, key: Understood, claim: Claim) -> float:
        """1 for the thing asked about, KIND for a kind of it, GENERAL for what it is one of."""
        asked = self._asked(key)
        if asked & claim.entities:
            return 1.0
        if asked & claim.broader:
            return KIND
        known = bool(key.topics or key.aspects)
        general = {kind for name in key.entities for kind in _general(name)}
        return GENERAL if known and general & claim.entities else 0.0

    def coverage(self, terms: Sequence[str], claim: Claim) -> float:
        """Share of the terms that a claim holds, weighted by their rarity, 0 to 1."""
        weights = [self._rarity(term) for term in terms]
        held = self.words[claim.passage.number]
        found = [w for term, w in zip(terms, weights, strict=True) if term in held]
        return sum(found) / sum(weights) if sum(weights) else 0.0

    def _rarity(self, term: str) -> float:
        """Inverse document frequency as BM25 counts it, 0 for words that are everywhere."""
        count, seen = len(self.claims), self.frequency.get(term, 0)
        if seen > MAX_SHARE * count:
            return 0.0
        return float(np.log1p((count - seen + 0.5) / (seen + 0.5)))

    def _best(self, key: Understood, rows: list[Found], cap: int | None) -> list[Found]:
        """The strongest claims of one source; ties by nearness to the aspect, then by place."""
        first = key.aspects[0] if key.aspects else None
        column = next((n for n, known in enumerate(aspects()) if known.name == first), None)

        def order(found: Found) -> tuple[float, bool, float, int]:
            number = found.claim.passage.number
            near = 0.0 if column is None else float(self.near[number, column])
            return (-found.strength, found.claim.passage.role == "item", -near, number)

        cap = cap or (NARROW_CAP if first and aspect(first).narrow else BROAD_CAP)
        ranked = sorted(rows, key=order)
        floor = ranked[0].strength - BELOW_BEST
        return [found for found in ranked if found.strength >= floor][:cap]


def _general(name: str) -> tuple[str, ...]:
    """The next more general things; "a medical condition" is none, it would cover everything."""
    everything = knowledge("questions")["types"]["everything"]
    return tuple(kind for kind in lexicon().entity(name).kinds if kind not in everything)


def _is_evidence(claim: Claim) -> bool:
    return claim.passage.role in EVIDENCE_ROLES and claim.passage.role != "lead-in"
