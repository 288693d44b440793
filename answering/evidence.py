"""Picks, for a key, the claims of each source that speak to it; sees the key alone, no wording.

A claim speaks to a question when it is about an asked-about topic and answers an asked-about
aspect, names an asked-about thing, or holds most of the other asked-about words, weighted by how
rare they are. What no key reaches is searched for by meaning and by words, with a stricter gate.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from answering.aspects import aspects, is_narrow, kin_of
from answering.claims import Claim, is_evidence
from answering.collocations import Collocations
from answering.judgement import BELOW_BEST, FULL, Found, Judgement, verdict, with_whole_lists
from answering.knowledge import kinds, knowledge
from answering.lexicon import lexicon
from answering.quantities import number_given
from answering.terms import MAX_SHARE, Terms
from answering.types import Look, Understood

RANKS = (FULL, 0.6, 0.4)
"""What a claim gains for answering the first, second or any other aspect of a question."""
KIN = 0.45
"""What it gains for an aspect whose claims answer a question of the first one as well: too little
to be shown beside claims of its source that answer that one."""
TOUCH = 0.4
"""Share of that gain for a claim that only supports the aspect."""
KIND = 0.9
"""What a claim gains for naming a kind of the thing asked about, such as a tension headache."""
GENERAL = 0.5
"""What a claim gains for naming a more general thing than the one asked about."""
MIN_COVERAGE = 0.5
"""Weighted share of the asked-about words that makes a claim speak without any aspect."""
HINT = 0.5
"""What a claim can gain for holding the words in which the aspect was asked for."""
PURE = 0.4
"""What a claim gains for being about no other treatment than the one asked about."""
AMOUNT = 1.0
"""What a claim gains for giving the number that the question names, in the same measure."""
ROLE = 0.6
"""What a claim gains for the role an editor gave it, where that role is looked for."""
CAP = 7
"""Claims of a source that are shown for a topic, unless a look says otherwise."""


@dataclass(frozen=True)
class Evidence:
    """The claim table with the figures that selection needs; shared by all askers.

    `near` holds the likeness of every passage to every aspect, shape (passages, aspects);
    `treated_by` names the treatments that work on a part of the body.
    """

    claims: Sequence[Claim]
    near: NDArray[np.float64]
    treatments: frozenset[str]
    treated_by: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def terms(self) -> Terms:
        """The words of the claims."""
        return Terms(self.claims)

    @cached_property
    def phrases(self) -> Collocations:
        """The words side by side of the claims."""
        return Collocations(self.claims)

    @cached_property
    def entities(self) -> frozenset[str]:
        """Names of the entities that any evidence mentions, by themselves or by a kind of them."""
        return frozenset().union(*(c.entities | c.broader for c in self.claims if is_evidence(c)))

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """Entities that so much of the evidence names that they tell no claim from another."""
        pool = [claim for claim in self.claims if is_evidence(claim)]
        counts = Counter(name for claim in pool for name in claim.entities)
        return frozenset(name for name, n in counts.items() if n > MAX_SHARE * len(pool))

    @cached_property
    def _treated_in(self) -> Mapping[str, frozenset[str]]:
        """The topics of the claims of each source."""
        found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        for claim in self.claims:
            found[claim.source] |= {*claim.about}
        return found

    def mentions(self, name: str) -> bool:
        """Whether any evidence mentions an entity, or a kind of it."""
        return name in self.entities

    def covers(self, name: str) -> bool:
        """Whether any evidence mentions the next more general thing."""
        return bool(self.entities & set(lexicon().general(name)))

    def about(self, key: Understood, topics: Iterable[str]) -> list[Claim]:
        """Evidence of the asked-about sources about any of `topics`; all when none is named."""
        wanted = set(topics)
        return [c for c in self._of_sources(key) if not wanted or wanted & set(c.about)]

    def speaking(self, look: Look) -> list[Found]:
        """The claims that speak to a look's key, strongest first, source by source."""
        return [Found(j.claim, j.strength) for j in self.judge(look) if j.verdict == "shown"]

    def judge(self, look: Look) -> list[Judgement]:
        """Every claim about a look's topics with a verdict, source by source, strongest first.

        Every source that speaks is heard, however weakly, but for its own weaker claims.
        """
        by_source: dict[str, list[Judgement]] = {}
        for claim in self._pool(look.key, set(look.topics)):
            one = Judgement(claim, tuple(self._parts(look, claim)))
            by_source.setdefault(claim.source, []).append(one)
        return [one for rows in by_source.values() for one in self._best(look, rows)]

    def _pool(self, key: Understood, wanted: set[str]) -> list[Claim]:
        """Claims on the topic that come first: those that answer a narrow aspect, where it is one,
        else those that name the asked-about thing; all where there are none.
        """
        pool = [c for c in self._of_sources(key) if self._on_topic(key, c, wanted)]
        if said := [c for c in pool if self._says(key, c)]:
            return said
        meeting = [c for c in pool if c.meets(key.amounts)]
        if meeting and not self._narrow(key):
            return meeting
        if self._narrow(key):
            pool = [c for c in pool if self._is_answered_by(key, c)] or pool
            if "number" in key.wants and not set(key.aspects[:1]) & kinds("safety"):
                number = number_given(key.wants)
                pool = [c for c in pool if self.names(key, c)] or pool
                pool = [c for c in pool if number.search(c.passage.text)] or pool
            return pool
        return self._naming(key, pool) or self._explaining(key, pool) or pool

    def _says(self, key: Understood, claim: Claim) -> bool:
        """Whether a claim holds a phrase of the question, where that is what is asked about."""
        asked = key.phrases and set(key.aspects[:1]) <= kinds("of_phrases")
        return bool(asked) and self.phrases.held(key.phrases, claim)

    def _is_answered_by(self, key: Understood, claim: Claim) -> bool:
        """Whether a claim answers or touches the narrow aspect asked about.

        Or another one that is as likely meant; where a thing is asked about, if it names the thing.
        """
        says = {*claim.aspects, *claim.touches}
        if says & {key.aspects[0], *kin_of(key.aspects[0])}:
            return True
        asked = self._asked(key)
        named = not asked or asked & (claim.entities | claim.broader)
        return bool(named and says & _first(key))

    def _naming(self, key: Understood, pool: Sequence[Claim]) -> list[Claim]:
        """Claims that name the asked-about thing.

        Those of a source that has none of it may name the complaint that it is one of: of a
        migraine says something who speaks of headaches.
        """
        asked = self._asked(key)
        named = [c for c in pool if (c.entities | c.broader) & asked]
        heard = {c.source for c in named}
        near = self._near(key) if named else frozenset()
        more = [c for c in pool if c.entities & near and c.source not in heard]
        return sorted([*named, *more], key=lambda c: c.passage.number)

    def _explaining(self, key: Understood, pool: Sequence[Claim]) -> list[Claim]:
        """Claims that hold the words whose meaning is asked, where no topic is named."""
        known = [term for term in key.terms if term in self.terms.frequency]
        explains = "meaning" in key.wants or set(key.aspects[:1]) & kinds("meanings")
        if key.topics or not known or not explains:
            return []
        return [c for c in pool if self.terms.coverage(known, c) >= MIN_COVERAGE]

    def _of_sources(self, key: Understood) -> list[Claim]:
        """Evidence of the sources that the question names, of all when it names none."""
        return [
            c
            for c in self.claims
            if is_evidence(c) and (not key.sources or c.source in key.sources)
        ]

    def _on_topic(self, key: Understood, claim: Claim, wanted: set[str]) -> bool:
        """About the topic; or about no treatment, naming the thing or true of every treatment.

        Not where it speaks of other treatments than those asked about, or its source does.
        """
        of = self.treatments & {*claim.about}
        if not wanted or wanted & {*claim.about}:
            asked_of = self.treatments & {*key.topics}
            return not (of and asked_of) or bool(of & asked_of)
        if of or not wanted & self._treated_in[claim.source]:
            return False
        treated = frozenset().union(*(self.treated_by.get(name, ()) for name in claim.about))
        shared = kinds("shared") | (kinds("of_treated") if treated & wanted else frozenset())
        answers = bool(shared & _first(key) & set(claim.aspects))
        asked = (claim.entities | claim.broader) & self._asked(key)
        return answers or bool(asked or claim.entities & self._near(key))

    def _narrow(self, key: Understood) -> bool:
        """Whether only claims of the first aspect answer.

        Not where nobody named the treatments: the aspects are those of treatments.
        """
        if not (self.treatments and key.aspects):
            return False
        of_complaint = not key.topics and self._asked(key) & self.entities
        tissue = set(key.aspects[:1]) & kinds("of_tissue")
        return is_narrow(key.aspects[0]) and not (tissue and of_complaint)

    def _parts(self, look: Look, claim: Claim) -> Iterable[tuple[str, float]]:
        """What makes a claim speak to a key, each with its weight; empty when it does not."""
        key, wanted = look.key, set(look.topics)
        answers = self._answers(key, claim)
        names = self.names(key, claim)
        holds = self.terms.coverage(key.terms, claim)
        holds = holds if holds >= MIN_COVERAGE else 0.0
        if self._asked(key) and not names and not self._narrow(key):
            answers = 0.0
            holds = holds if len(key.terms) > 1 else 0.0
        if claim.reviewed and not (answers or names) and len(key.terms) == 1 and key.aspects:
            holds = 0.0
        parts = [
            ("aspect", answers),
            ("thing", names),
            ("words", holds),
            ("number", AMOUNT * claim.meets(key.amounts)),
            ("phrase", FULL * self._says(key, claim)),
        ]
        if any(value for _, value in parts):
            others = self.treatments & set(claim.about) - wanted
            pure = PURE if wanted & set(claim.about) and not others else 0.0
            hints = HINT * self.terms.hints(key.hints, claim)
            role = ROLE if look.role and claim.role == look.role else 0.0
            parts += [("only this treatment", pure), ("wording", round(hints, 6)), ("role", role)]
            yield from ((name, value) for name, value in parts if value)

    def _answers(self, key: Understood, claim: Claim) -> float:
        gains = [0.0]
        kin = kin_of(key.aspects[0]) if key.aspects else ()
        first = _first(key)
        for n, name in enumerate(key.aspects):
            weight = (
                KIN if name in kin else FULL if name in first else RANKS[min(n, len(RANKS) - 1)]
            )
            gains += [weight] if name in claim.aspects else []
            gains += [weight * TOUCH] if name in claim.touches else []
        return max(gains)

    def _asked(self, key: Understood) -> frozenset[str]:
        """The things asked about that tell one claim from another."""
        subject_of = knowledge("questions")["subject_of"]
        subject = subject_of.get(key.aspects[0], ()) if key.aspects else ()
        asked = {*key.entities} - self.everywhere - {*subject}
        return frozenset(asked - kinds("everything") or asked)

    def _near(self, key: Understood) -> frozenset[str]:
        """The complaints that the complaints asked about are kinds of."""
        return frozenset(n for one in self._asked(key) for n in lexicon().complaint_of(one))

    def names(self, key: Understood, claim: Claim) -> float:
        """1 for the thing asked about, KIND for a kind of it, GENERAL for what it is one of."""
        asked = self._asked(key)
        if asked & claim.entities:
            return 1.0
        if asked & claim.broader:
            return KIND
        known = bool(key.topics or key.aspects) and "coverage" not in key.wants
        general = {kind for name in key.entities for kind in lexicon().general(name)}
        bears = known and (not claim.caution or set(key.aspects) & kinds("safety"))
        return GENERAL if bears and general & claim.entities else 0.0

    def _best(self, look: Look, rows: list[Judgement]) -> list[Judgement]:
        """The claims of one source with verdicts; ties by nearness to the aspect, then by place."""
        first = look.key.aspects[0] if look.key.aspects else None
        column = next((n for n, known in enumerate(aspects()) if known.name == first), None)

        def order(one: Judgement) -> tuple[float, bool, float, int]:
            number = one.claim.passage.number
            near = 0.0 if column is None else float(self.near[number, column])
            return (-one.strength, one.claim.passage.role == "item", -near, number)

        cap = look.cap or CAP
        ranked = sorted(rows, key=order)
        floor = ranked[0].strength - BELOW_BEST
        found = [replace(one, verdict=verdict(one, n, floor, cap)) for n, one in enumerate(ranked)]
        return found if look.key.entities else with_whole_lists(found, floor)


def _first(key: Understood) -> set[str]:
    """The aspect asked about; beside a narrow one also any other, which is as likely meant."""
    narrow = all(map(is_narrow, key.aspects[:1]))
    return {*key.aspects[:1], *(filter(is_narrow, key.aspects) if narrow else ())}
