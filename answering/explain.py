"""Says in plain lines how an answer came about, for staff: what was understood, which gate decided,
and for each claim why it was taken or left."""

from collections.abc import Collection, Iterator

from answering.evidence import Evidence
from answering.judgement import Judgement
from answering.types import Answer, Look, Understood
from retrieval.types import Passage

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
_LEFT_OUT = {
    "declined": "beside the point",
    "ask": "others stand nearer",
    "compare": "not part of the comparison",
    "about-sources": "not what a source prints about itself",
}
"""What is said of a claim that speaks and is not quoted, by status or by route."""


def explanation(answer: Answer, evidence: Evidence) -> Iterator[str]:
    """The lines of an explanation."""
    key = answer.understood
    yield f"Question: {key.question}" + (" (made to stand alone)" if key.followed_up else "")
    yield f"Route: {key.route}"
    yield from _key(key)
    yield f"Status: {answer.status}, because {answer.gate}."
    quoted = {q.passage.number: q for source in answer.sources for q in source.quotes}
    left_out = _LEFT_OUT.get(answer.status, _LEFT_OUT.get(key.route, ""))
    for look in answer.looks:
        yield from _look(look, evidence, quoted, left_out)
    judged = (one for look in answer.looks for one in evidence.judge(look))
    shown = {one.claim.passage.number for one in judged if one.verdict == "shown"}
    beside = [quote for number, quote in quoted.items() if number not in shown]
    if beside and answer.looks:
        yield ""
        yield "Quoted beside them, as nearest to the question or as what they need or point to:"
        yield from (f"  {quote.document.id} “{_start(quote.passage)}”" for quote in beside)


def _key(key: Understood) -> Iterator[str]:
    for name in _PARTS:
        values = getattr(key, name)
        if values:
            yield f"{name.capitalize()}: {', '.join(values)}"
    not_there = [*key.missing, *(word for word in key.unknown if word not in key.missing)]
    if not_there:
        yield f"In no source: {', '.join(not_there)}"


def _look(look: Look, evidence: Evidence, quoted: Collection[int], left_out: str) -> Iterator[str]:
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
            yield f"    {_line(one, quoted, left_out)}"


def _line(one: Judgement, quoted: Collection[int], left_out: str) -> str:
    left = one.verdict == "shown" and one.claim.passage.number not in quoted
    verdict = left_out if left else one.verdict
    reasons = " + ".join(f"{name} {value:g}" for name, value in one.parts)
    by = "labelled" if one.claim.reviewed else "proposed"
    return f"{verdict}: {one.strength:.2f} = {reasons} [{by}] “{_start(one.claim.passage)}”"


def _start(passage: Passage) -> str:
    return " ".join(passage.text.split())[:90]
