"""Cuts blocks into passages, the whole sentences and list items that are embedded and quoted."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from retrieval.blocks import blocks
from retrieval.reading import furniture_role
from retrieval.sentences import sentences
from retrieval.types import DISCLOSURE_ROLES, Block, Document, Passage, Role, Span

_NOT_PASSAGES: frozenset[Role] = frozenset({"title", "heading", "caption", "navigation"})

_QUESTION = re.compile(r"[?？؟][\"'”’)\]»]*$")
_TAKES_OVER: dict[Role, float] = {"advert": 0.49, "disclaimer": 0.49, "reference": 0.3}
"""A paragraph with more than this share of such sentences is of that role altogether."""


def passages(documents: Iterable[Document]) -> tuple[Passage, ...]:
    """The passages of all documents, numbered from 0 in the order given."""
    out: list[Passage] = []
    for document in documents:
        base = len(out)
        for passage in document_passages(document):
            lead = None if passage.lead is None else passage.lead + base
            out.append(replace(passage, number=passage.number + base, lead=lead))
    return tuple(out)


@lru_cache(maxsize=1024)
def document_passages(document: Document) -> tuple[Passage, ...]:
    """The passages of one document, numbered from 0."""
    out: list[Passage] = []
    lead_numbers: dict[int, int] = {}
    for number, block in enumerate(blocks(document)):
        if block.role in _NOT_PASSAGES:
            continue
        for span, role in _units(block):
            if role == "lead-in":
                lead_numbers[number] = len(out)
            lead = lead_numbers.get(block.lead) if block.lead is not None else None
            lead = lead if role == "item" else None
            # A byline or an advert is not part of the section it happens to stand in.
            own = role in DISCLOSURE_ROLES
            heading, lost = (None, None) if own else (block.heading, block.lost)
            out.append(Passage(len(out), span, role, number, heading, lead, lost))
    return tuple(out)


@lru_cache(maxsize=1024)
def quotable(document: Document) -> dict[tuple[int, int], Passage]:
    """The passages of a document by their offsets: all that may be quoted, and nothing else."""
    return {(p.span.start, p.span.end): p for p in document_passages(document)}


def context(passage: Passage, lead: Passage | None = None) -> str:
    """Title and heading (and lead-in) of a passage: embedded before it, never quoted with it."""
    parts = [passage.document.facts.title]
    if passage.heading:
        parts.append(passage.heading.text)
    if lead:
        parts.append(lead.text)
    return " – ".join(" ".join(part.split()) for part in parts)


def _units(block: Block) -> Iterator[tuple[Span, Role]]:
    document, start, end = block.span.document, block.span.start, block.span.end
    spans = [Span(document, a, b) for a, b in sentences(document.text, start, end)]
    roles = _sentence_roles(block, spans)
    if roles[0] == "reference":
        yield block.span, roles[0]
    else:
        yield from zip(spans, roles, strict=True)


def _sentence_roles(block: Block, spans: list[Span]) -> list[Role]:
    if block.role not in {"paragraph", "lead-in"}:
        return [block.role] * len(spans)
    roles = [_sentence_role(span.text) for span in spans]
    for role, share in _TAKES_OVER.items():
        if roles.count(role) > share * len(roles):
            return [role] * len(roles)
    if roles[0] == "byline":
        return ["byline"] * len(roles)
    if block.role == "lead-in":
        roles[-1] = "lead-in"
    return roles


def _sentence_role(text: str) -> Role:
    """A question that the author asks leads the reader on; it claims nothing."""
    return furniture_role(text) or ("roadmap" if _QUESTION.search(text) else "paragraph")
