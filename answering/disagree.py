"""Finds where documents say different things on the same point about the same treatment.

Two kinds of points: opposed statements (`points.toml` lists the two sides by their wording) and
numbers with a unit, given for the same aspect. A sentence is taken part by part, so that what it
says of one treatment is not held against another. Nothing is weighed: both sides are quoted.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from answering.aspects import aspect
from answering.claims import Claim
from answering.knowledge import any_of, cues, knowledge
from answering.quantities import quantities
from answering.topics import Topics
from answering.types import Disagreement, Quote, Understood
from answering.wording import Phrase, on_topic
from retrieval.types import EVIDENCE_ROLES


@dataclass(frozen=True, slots=True)
class Statement:
    """What one claim says on a point; statements with different `side`s differ."""

    claim: Claim
    topic: str
    point: str
    side: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of one topic on which the statements do not agree."""

    about: Phrase
    topic: str
    aspects: frozenset[str]
    statements: tuple[Statement, ...]


class Points:
    """All points of a corpus on which its sentences differ; made once."""

    def __init__(self, claims: Sequence[Claim], topics: Topics) -> None:
        found = [
            statement
            for claim in claims
            if claim.passage.role in EVIDENCE_ROLES and claim.role != "filler"
            for statement in _statements(claim, topics)
        ]
        self._points = tuple(_points(found))
        self._claims = claims

    def between(self, key: Understood, shown: Iterable[Claim]) -> tuple[Disagreement, ...]:
        """The differences that belong to an answer.

        Those on the point that was asked about, and those that show in what is quoted anyway.
        """
        quoted = {claim.passage.number for claim in shown}
        return tuple(
            Disagreement(on_topic(point.about, [point.topic]), tuple(self._quotes(statements)))
            for point in self._points
            if (statements := _of_sources(point.statements, key))
            and (_is_asked(point, key) or _shows(statements, quoted))
        )

    def _quotes(self, statements: Iterable[Statement]) -> Iterator[Quote]:
        done: set[int] = set()
        for statement in statements:
            claim = statement.claim
            lead = claim.passage.lead
            for one in ([self._claims[lead]] if lead is not None else []) + [claim]:
                if one.passage.number not in done:
                    done.add(one.passage.number)
                    yield Quote(one.passage, one.about, one.kind)


def _of_sources(statements: Sequence[Statement], key: Understood) -> tuple[Statement, ...]:
    """The statements of the asked-about sources, if they still differ."""
    if not key.sources:
        return tuple(statements)
    kept = [s for s in statements if s.claim.source in key.sources]
    return tuple(kept) if len({s.side for s in kept}) > 1 else ()


def _is_asked(point: Point, key: Understood) -> bool:
    return point.topic in key.topics and bool(point.aspects & set(key.aspects[:1]))


def _shows(statements: Iterable[Statement], quoted: set[int]) -> bool:
    sides = {s.side for s in statements if s.claim.passage.number in quoted}
    return len(sides) > 1


# Which sentences are statements on a point


@dataclass(frozen=True, slots=True)
class _Opposed:
    name: str
    ask: str
    aspects: frozenset[str]
    one: re.Pattern[str]
    other: re.Pattern[str]


@cache
def _opposed() -> tuple[_Opposed, ...]:
    return tuple(
        _Opposed(
            row["name"],
            row["ask"],
            frozenset(row["aspects"]),
            any_of(row["one"]),
            any_of(row["other"]),
        )
        for row in knowledge("points")["point"]
    )


def _statements(claim: Claim, topics: Topics) -> Iterator[Statement]:
    """What a claim says on any point; a claim on both sides of a point takes no side."""
    tagged = {*claim.aspects, *claim.touches}
    parts = [(part, _topic_of(part, claim, topics)) for part in _parts(claim.passage.text)]
    found: dict[tuple[str, str], set[str]] = {}
    for part, topic in parts:
        for point in _opposed():
            for side in _sides(point, part) if topic and tagged & point.aspects else ():
                found.setdefault((topic, point.name), set()).add(side)
        for amount in quantities(part) if topic else ():
            for name in sorted(tagged & amount.aspects):
                found.setdefault((topic, name), set()).add(amount.shown)
    for (topic, name), sides in found.items():
        if len(sides) == 1:
            yield Statement(claim, topic, name, *sides)


def _parts(text: str) -> list[str]:
    """The parts of a sentence, each about one thing."""
    plain = cues("claims", "contrast").sub(" ", text)
    return [part for part in cues("points", "parts").sub("\n", plain).split("\n") if part.strip()]


def _topic_of(part: str, claim: Claim, topics: Topics) -> str:
    """The one treatment a part is about, else the one subject; "" when that is not clear."""
    treatments = topics.treatments(claim.about)
    named = [name for name in topics.treatments(topics.find(part)) if name in treatments]
    subjects = tuple(name for name in claim.about if name not in treatments)
    for names in (named, treatments, subjects):
        if names:
            return names[0] if len(names) == 1 else ""
    return ""


def _sides(point: _Opposed, part: str) -> set[str]:
    """On which side a part of a sentence is; what is denied counts for the other side."""
    denied = [match.span() for match in cues("points", "denied").finditer(part)]
    sides: set[str] = set()
    for side, opposite, pattern in (("one", "other", point.one), ("other", "one", point.other)):
        for match in pattern.finditer(part):
            inside = any(start < match.start() < end for start, end in denied)
            sides.add(opposite if inside else side)
    return sides


def _points(statements: Iterable[Statement]) -> Iterator[Point]:
    """The points on which not all statements about a topic are on one side."""
    order = sorted(statements, key=lambda s: (s.topic, s.point, s.claim.passage.number))
    for (topic, name), group in groupby(order, key=lambda s: (s.topic, s.point)):
        rows = tuple(_first_of_each(group))
        if len({row.side for row in rows}) > 1:
            about, on = _described(name)
            yield Point(about, topic, on, rows)


def _described(name: str) -> tuple[Phrase, frozenset[str]]:
    """A point in plain words, with the aspects that ask about it."""
    for point in _opposed():
        if point.name == name:
            return Phrase.of("point", name, point.ask), point.aspects
    return Phrase.of("ask", name, aspect(name).ask), frozenset({name})


def _first_of_each(group: Iterable[Statement]) -> Iterator[Statement]:
    """One statement per source and side, in the order of the corpus."""
    done: set[tuple[str, str]] = set()
    for statement in group:
        key = (statement.claim.source, statement.side)
        if key not in done:
            done.add(key)
            yield statement
