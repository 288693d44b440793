"""Writes an answer as the JSON object of the answer contract, with receipts that can be checked."""

import hashlib
import json
from typing import Any

from answering.types import Answer, Quote, SourceAnswer
from retrieval.types import Document

_LINE_ENDS = (0x85, 0x2028, 0x2029)
"""Characters that JSON allows in a string but that some readers take for the end of a line."""
_HALVES = range(0xD800, 0xE000)
"""Halves of characters, which a question may hold and which no file in UTF-8 can."""
_ESCAPED = {code: f"\\u{code:04x}" for code in (*_LINE_ENDS, *_HALVES)}


def to_dict(answer: Answer) -> dict[str, Any]:
    """The contract's object for an answer, keys in the contract's order."""
    return {
        "question": answer.question,
        "status": answer.status,
        "headline": answer.headline,
        "sources": [_source(source) for source in answer.sources],
        "silent": list(answer.silent),
        "disagreements": [
            {"about": point.about, "quotes": [_receipt(quote) for quote in point.quotes]}
            for point in answer.disagreements
        ],
        "research": [_receipt(quote) for quote in answer.research],
        "cautions": [_receipt(quote) for quote in answer.cautions],
        "nearest": [_receipt(quote) for quote in answer.nearest],
        "notices": [{"kind": notice.kind, "text": notice.text} for notice in answer.notices],
        "understood": {
            "question": answer.understood.question,
            "topics": list(answer.understood.topics),
            "aspects": list(answer.understood.aspects),
            "missing": list(answer.understood.missing),
        },
        "corpus": f"sha256:{answer.corpus}",
        "model": answer.model,
    }


def to_json(answer: Answer, *, indent: int | None = None) -> str:
    """The object as text; one line unless `indent` is given, whatever line marks a text holds."""
    text = json.dumps(to_dict(answer), ensure_ascii=False, indent=indent)
    return text.translate(_ESCAPED)


def answer_id(answer: Answer) -> str:
    """Names an answer by its bytes: SHA-256 of the one-line JSON in UTF-8, in hex."""
    return hashlib.sha256(to_json(answer).encode()).hexdigest()


def source_facts(document: Document) -> dict[str, str | None]:
    """What an answer says about a source beside its quotes; None where the file does not say."""
    facts = document.facts
    return {
        "title": facts.title,
        "author": facts.author_as_printed,
        "publisher": facts.publisher,
        "published": facts.published,
        "url": facts.url,
    }


def _source(source: SourceAnswer) -> dict[str, Any]:
    return {
        "id": source.document.id,
        **source_facts(source.document),
        "offers_treatment": _place(source.offers) if source.offers else None,
        "quotes": [_quote(quote) for quote in source.quotes],
    }


def _quote(quote: Quote) -> dict[str, Any]:
    heading = quote.passage.heading
    return {
        **_place(quote),
        "heading": heading.text if heading else None,
        "about": list(quote.about),
        "kind": quote.kind,
        "score": round(quote.score, 4),
    }


def _place(quote: Quote) -> dict[str, Any]:
    span = quote.passage.span
    return {"text": span.text, "start": span.start, "end": span.end}


def _receipt(quote: Quote) -> dict[str, Any]:
    return {"source": quote.document.id, **_place(quote)}
