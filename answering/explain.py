"""Says in plain lines how an answer came about, for staff: what was understood, which gate decided,
and for each claim why it was taken or left."""

from collections.abc import Collection, Iterator

from answering.evidence import Evidence
from answering.judgement import Judgement
from answering.types import Answer, Look, Understood

LEFT = 5
"""Claims of a source that were left out and are still listed."""
_PARTS = (
    "topics",
    "aspects",
    "entities",
    "terms",
    "hints",
    "phrases",
    "wants",
    "sources",
    "absent",
)


def explanation(answer: Answer, evidence: Evidence) -> Iterator[str]:
    """The lines of an explanation."""
    key = answer.understood
    yield f"Question: {key.question}" + (" (made to stand alone)" if key.followed_up else "")
    yield f"Route: {key.route}"
    yield from _key(key)
    yield f"Status: {answer.status}, because {answer.gate}."
    quoted = {q.passage.number for source in answer.sources for q in source.quotes}
    for look in answer.looks:
        yield from _look(look, evidence, quoted)


def _key(key: Understood) -> Iterator[str]:
    for name in _PARTS:
        values = getattr(key, name)
        if values:
            yield f"{name.capitalize()}: {', '.join(values)}"
    not_there = [*key.missing, *(word for word in key.unknown if word not in key.missing)]
    if not_there:
        yield f"In no source: {', '.join(not_there)}"


def _look(look: Look, evidence: Evidence, quoted: Collection[int]) -> Iterator[str]:
    angles = ", ".join(look.key.aspects) or "any aspect"
    yield ""
    yield f"Looked for {angles}, about {', '.join(look.topics) or 'anything'}:"
    source, left = "", 0
    for one in evidence.judge(look):
        if one.claim.source != source:
            source, left = one.claim.source, 0
            yield f"  {source}"
        left += one.verdict != "shown"
        if one.strength and left <= LEFT:
            yield f"    {_line(one, quoted)}"


def _line(one: Judgement, quoted: Collection[int]) -> str:
    left = one.verdict == "shown" and one.claim.passage.number not in quoted
    verdict = "not part of the comparison" if left else one.verdict
    reasons = " + ".join(f"{name} {value:g}" for name, value in one.parts)
    words = " ".join(one.claim.passage.text.split())
    by = "labelled" if one.claim.reviewed else "proposed"
    return f"{verdict}: {one.strength:.2f} = {reasons} [{by}] “{words[:90]}”"
