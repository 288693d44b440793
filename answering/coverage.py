"""What the claim table of a corpus covers, for the editor who refines it.

A cell is one topic seen from one aspect, with the sources that answer it: the coverage grid is the
claim table itself, counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from answering.claims import Claim, is_evidence
from answering.reviewed import BEGINS, Tags, lead_of, to_toml
from answering.types import ClaimRole, Kind
from retrieval.types import Passage


@dataclass(frozen=True, slots=True)
class Cell:
    """The claims on one topic from one aspect; `sources` are ids, in the order of the corpus."""

    topic: str
    aspect: str
    sources: tuple[str, ...]
    claims: int


def overview(claims: Sequence[Claim]) -> Iterator[str]:
    """The claim table line by line, then what is thin in it."""
    source = ""
    for claim in claims:
        if is_evidence(claim):
            if claim.source != source:
                source = claim.source
                yield f"## {source}"
            yield _line(claim)
    alone = [cell for cell in cells(claims) if len(cell.sources) == 1]
    yield f"## Answered by one source only: {len(alone)} of {len(cells(claims))} cells"
    yield from (f"{cell.topic or 'no topic'}, {cell.aspect}: {cell.sources[0]}" for cell in alone)
    bare = without_aspect(claims)
    yield f"## Claims that answer nothing people ask about: {len(bare)}"
    yield from (f"{claim.source}: {_words(claim)}" for claim in bare)


def _line(claim: Claim) -> str:
    about = ", ".join(claim.about) or "no topic"
    answers = ", ".join(claim.aspects) or "nothing"
    touches = f" (touches {', '.join(claim.touches)})" if claim.touches else ""
    by = "labelled" if claim.reviewed else "proposed"
    return f"{claim.passage.number} [{by}] {about}: {answers}{touches} “{_words(claim)}”"


def _words(claim: Claim) -> str:
    return " ".join(claim.passage.text.split())[:BEGINS]


def cells(claims: Iterable[Claim]) -> tuple[Cell, ...]:
    """Every cell that any claim fills, by topic and aspect."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        if is_evidence(claim):
            for topic in claim.about or ("",):
                for aspect in claim.aspects:
                    found.setdefault((topic, aspect), []).append(claim)
    return tuple(
        Cell(topic, aspect, _sources(rows), len(rows))
        for (topic, aspect), rows in sorted(found.items())
    )


def without_aspect(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Evidence that answers nothing that people ask about, as far as the table knows."""
    return tuple(c for c in claims if is_evidence(c) and not (c.aspects or c.touches))


def as_claim_file(claims: Sequence[Claim]) -> str:
    """The whole table in the form of a claim file, for an editor to correct."""
    passages = [claim.passage for claim in claims]
    rows: list[tuple[Passage, Passage | None, Tags]] = [
        (claim.passage, lead_of(claim.passage, passages), _tags(claim))
        for claim in claims
        if is_evidence(claim) or claim.passage.role == "lead-in" or claim.reviewed
    ]
    return to_toml(rows)


def _tags(claim: Claim) -> Tags:
    things = claim.things if claim.reviewed else tuple(sorted(claim.entities))
    role = claim.role if claim.reviewed else _role(claim)
    return Tags(claim.about, claim.aspects, claim.touches, things, role)


def _role(claim: Claim) -> ClaimRole:
    """The role of a claim that nobody reviewed; an item under a caution is one too."""
    return "caution" if claim.caution else _ROLE.get(claim.kind, "plain")


_ROLE: dict[Kind, ClaimRole] = {
    "research-gap": "gap",
    "reported": "reported",
    "opinion": "opinion",
}


def _sources(rows: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.source for claim in rows))
