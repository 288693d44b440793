"""What belongs into a comparison of treatments, and whether the documents settle it.

From each source, for each treatment: what it says on the point that was asked about. A source that
says it of one treatment only also shows what the other is for. How to choose is quoted wherever it
stands. Nothing is weighed, and no treatment is put first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from answering.aspects import aspect
from answering.claims import Claim
from answering.evidence import Evidence
from answering.judgement import Found
from answering.knowledge import kinds
from answering.lexicon import lexicon
from answering.topics import Topics
from answering.types import Look, Understood
from retrieval.lexical import stems
from retrieval.types import Document

ON_THE_POINT = 2
"""Claims of one source on the asked-about point, for one treatment."""
OF_EACH = 4
"""Claims of one source on each treatment that say how treatments differ."""
MANY = 9
"""Claims of one source among which one is chosen that says what a treatment is for."""
EVERY = 99
"""Claims of one source among which those are looked for that speak of several treatments."""
TWO = 2


@dataclass(frozen=True, slots=True)
class Compared:
    """The claims of a comparison, how they were looked up, and whether they settle it."""

    found: tuple[Found, ...]
    looks: tuple[Look, ...]
    settled: bool


class Comparison:
    """Compares treatments within the claims of one corpus."""

    def __init__(self, topics: Topics, evidence: Evidence) -> None:
        self.topics = topics
        self.evidence = evidence

    def sides(self, key: Understood) -> tuple[str, ...]:
        """The treatments to compare: those that are named, or all of the corpus."""
        return self.topics.treatments(key.topics) or self.topics.treatments()

    def of(self, key: Understood) -> Compared:
        """The comparison for a key whose topics are the treatments to compare."""
        point = _point(key)
        if set(key.aspects[:1]) & kinds("joint"):
            looks = [Look(key, key.topics)]
            apart = set(key.aspects) & kinds("already_comparing") - kinds("joint")
            whole = apart and not self.topics.varieties(key.topics)
            looks += [Look(_on(key, apart), key.topics, OF_EACH)] if apart and not whole else []
            found = [one for look in looks for one in self._between(look, key)]
            if whole:
                told = self._told_apart(_on(key, apart))
                looks += told[0]
                found += told[1]
        elif set(key.aspects[:1]) & kinds("already_comparing"):
            looks, found = self._told_apart(key)
        else:
            asked = bool(point.aspects or point.entities)
            looks = [Look(point, (side,), ON_THE_POINT) for side in key.topics] if asked else []
            found = [one for look in looks for one in self._between(look, key)]
            found += self._joint(point, key) if asked else []
            done = {(source, side) for one in found for source, side in _places(one.claim)}
            for look in self._beside(key) if not asked or _is_choice(key, found) else ():
                looks.append(look)
                found += self._comparing(look, key, done)
        shown = {one.claim.passage.number: one for one in reversed(found)}
        claims = [one.claim for one in shown.values()]
        return Compared(tuple(shown.values()), tuple(looks), self._is_settled(key, point, claims))

    def _told_apart(self, key: Understood) -> tuple[list[Look], list[Found]]:
        """How each of the treatments is told from the others, with the looks for it."""
        looks = [Look(key, key.topics, EVERY)]
        looks += [Look(key, (side,), OF_EACH) for side in key.topics]
        of_all, *of_each = (self._between(look, key) for look in looks)
        found = _most(MANY, (one for one in of_all if len(self._sides(one, key)) >= TWO))
        return looks, self._of_several([*found, *chain.from_iterable(of_each)], key)

    def _joint(self, point: Understood, key: Understood) -> list[Found]:
        """The claims that compare the sides on the point, or set one of them apart in it."""
        all_of = self._between(Look(point, key.topics, MANY), key)
        about_both = kinds("already_comparing") - kinds("apart")
        return [
            one
            for one in all_of
            if kinds("apart") & {*one.claim.aspects}
            or (about_both & {*one.claim.aspects} and len(self._sides(one, key)) >= TWO)
        ]

    def _between(self, look: Look, key: Understood) -> list[Found]:
        """How one treatment differs from a third one says nothing about the two asked about.

        A variety is told by the treatment that it is one of.
        """
        asked = set(key.topics)
        kept = []
        for one in self.evidence.speaking(look):
            about = set(self.topics.treatments(one.claim.about))
            third = self._set_apart(one.claim) - asked and not self.topics.varieties(about)
            if third and "difference" in one.claim.aspects:
                continue
            both = len(self._sides(one, key)) >= TWO or not set(key.aspects[:1]) & kinds("joint")
            if both and (about <= asked or asked <= about):
                kept.append(one)
        return kept

    def _of_several(self, found: Sequence[Found], key: Understood) -> list[Found]:
        """What sources say that speak of more than one of the sides; of one alone if none does."""
        sides: dict[str, set[str]] = {}
        for one in found:
            sides.setdefault(one.claim.source, set()).update(self._sides(one, key))
        both = [f for f in found if len(sides[f.claim.source]) >= TWO]
        return both or list(found)

    def _sides(self, one: Found, key: Understood) -> set[str]:
        """The treatments asked about that a claim is about or sets something apart from."""
        return ({*one.claim.about} | self._set_apart(one.claim)) & set(key.topics)

    def _set_apart(self, claim: Claim) -> set[str]:
        """The treatments that a claim, or the lead-in of a list item, names to set others apart."""
        lead = claim.passage.lead
        texts = [claim.passage.text]
        texts += [] if lead is None else [self.evidence.claims[lead].passage.text]
        return {name for text in texts for name in self.topics.treatments(self.topics.find(text))}

    def _beside(self, key: Understood) -> Iterable[Look]:
        """Looks for what each treatment is for, and for how to choose."""
        yield Look(_on(key, kinds("choosing")), key.topics, MANY, "choice")
        for side in key.topics:
            yield Look(_on(key, kinds("purpose")), (side,), MANY, "purpose")

    def _comparing(self, look: Look, key: Understood, done: set[tuple[str, str]]) -> list[Found]:
        """One claim of each source that sets treatments against each other.

        Nothing for a treatment of which the source already speaks to the point. Of claims that
        speak equally strongly the one that also helps to choose comes first.
        """
        kept: dict[str, Found] = {}
        for one in sorted(self._between(look, key), key=_most_helpful):
            source = one.claim.source
            side = look.topics[0] if look.role == "purpose" else ""
            needed = kinds("choosing") | (kinds("apart") if side else frozenset())
            if needed & set(one.claim.aspects) and (source, side) not in done:
                kept.setdefault(source, one)
        return list(kept.values())

    def _is_settled(self, key: Understood, point: Understood, shown: Iterable[Claim]) -> bool:
        """Nothing was to be settled, or a source that compares the two speaks to the point.

        Comparing treatments for a complaint asks which one is for it. No source settles which of
        many is the best unless one sentence is about them all.
        """
        shown = list(shown)
        if any(c.kind == "research-gap" and set(key.topics) <= set(c.about) for c in shown):
            return False
        if set(key.aspects[:1]) & kinds("already_comparing"):
            return True
        fact = set(point.aspects[:1]) & kinds("of_fact")
        told = {name for claim in shown if fact & {*claim.aspects} for name in claim.about}
        if set(key.topics) <= told or ("verdict" not in key.wants and not _complaints(key)):
            return True
        aspects = set(point.aspects) - kinds("already_comparing")
        things = set(key.entities) if _complaints(key) else set()
        wanted = aspects & kinds("sought") if things else aspects
        return any(
            set(claim.aspects) & (kinds("choosing") | kinds("already_comparing"))
            and (things & claim.entities or wanted & set(claim.aspects))
            and set(key.topics) <= self._compared_by(claim.passage.document)
            and (len(key.topics) == TWO or set(key.topics) <= set(claim.about))
            for claim in shown
        )

    def _compared_by(self, document: Document) -> set[str]:
        return set(self.topics.treatments(self.topics.find(document.facts.title)))


def _most(count: int, found: Iterable[Found]) -> list[Found]:
    """The first of each source, as many as are shown."""
    kept: dict[str, list[Found]] = {}
    for one in found:
        kept.setdefault(one.claim.source, []).append(one)
    return [one for rows in kept.values() for one in rows[:count]]


def _point(key: Understood) -> Understood:
    """The key without the choice itself; a complaint is what the choice is about."""
    aspects = tuple(a for a in key.aspects if a not in kinds("choosing"))
    if set(aspects[:1]) & kinds("whatever_else"):
        aspects = tuple(a for a in aspects if a not in kinds("already_comparing"))
    if _complaints(key):
        off_point = kinds("already_comparing")
        aspects = tuple(a for a in aspects if not aspect(a).narrow and a not in off_point)
        aspects = aspects or tuple(kinds("complaint"))
    return replace(key, aspects=aspects)


def _complaints(key: Understood) -> bool:
    return bool({lexicon().entity(name).type for name in key.entities} & kinds("complaints"))


def _places(claim: Claim) -> Iterable[tuple[str, str]]:
    """The source of a claim with each topic that it is about."""
    return ((claim.source, name) for name in claim.about)


def _most_helpful(one: Found) -> tuple[float, bool]:
    return (-one.strength, not kinds("choosing") & set(one.claim.aspects))


def _is_choice(key: Understood, found: Sequence[Found]) -> bool:
    """Whether somebody has to choose for a complaint, rather than asks for a fact.

    Which treatment is for a complaint is a fact where a source names the complaint.
    """
    point = set(key.aspects[:1]) - kinds("choosing")
    if found and point and "verdict" not in key.wants and not kinds("choosing") & {*key.aspects}:
        return False
    return _complaints(key) or (
        "own_body" in key.wants and not any(aspect(a).narrow for a in point)
    )


def _on(key: Understood, aspects: Iterable[str]) -> Understood:
    """A key that looks for other aspects, in the light of the things the question names."""
    hints = (*key.hints, *stems(" ".join(key.entities)))
    return replace(key, aspects=tuple(sorted(aspects)), entities=(), terms=(), hints=hints)
