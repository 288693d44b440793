"""Checks every quote of a saved answer against the corpus: nothing fuzzy, nothing taken on trust.

A quote holds when its text is exactly the characters at its offsets in the source it names, when
those are a whole sentence or list item there, and when a list item comes with its lead-in.
Similarity measures would let a dropped "not" through; this does not.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from answering.contract import source_facts
from retrieval.errors import InputError
from retrieval.passages import document_passages, quotable
from retrieval.types import Corpus, Document, Passage

_LISTS = ("research", "cautions", "nearest")


@dataclass(frozen=True, slots=True)
class Report:
    """How many quotes were checked, how many hold, and a line per failure."""

    checked: int
    held: int
    failures: tuple[str, ...]
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Saved:
    """A quote as it stands in a saved answer: where, of which source, with what list around it."""

    where: str
    source: object
    quote: Any
    beside: tuple[tuple[object, object], ...]


def read_answers(text: str) -> list[dict[str, Any]]:
    """The answers of a saved file: one JSON object, a list of them, or one per line."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = [
            _line(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()
        ]
    answers = data if isinstance(data, list) else [data]
    if not answers or not all(isinstance(answer, dict) for answer in answers):
        raise InputError("No answer in the file: expected a JSON object, or one object per line.")
    return answers


def _line(number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"Line {number} is not JSON ({error}): save the answer again.") from error


def verify(answers: list[dict[str, Any]], corpus: Corpus) -> Report:
    """Check every quote of every answer against the documents as they are now."""
    documents = {document.id: document for document in corpus.documents}
    checked, held, failures, notes = 0, 0, [], []
    for number, answer in enumerate(answers, 1):
        if set(answer) == {"error"}:
            notes.append(f"answer {number}: is no answer but an error")
            continue
        if answer.get("corpus") != f"sha256:{corpus.sha256}":
            notes.append(f"answer {number}: was given from another state of the corpus")
        for saved in _quotes(answer, f"answer {number}"):
            checked += 1
            reason = _failure(saved, documents)
            held += reason is None
            if reason:
                failures.append(f"answer {number}, {saved.where}: {reason}")
        wrong = _fact_failures(answer, documents, f"answer {number}")
        failures += [f"answer {number}, {reason}" for reason in wrong]
    return Report(checked, held, tuple(failures), tuple(notes))


def _fact_failures(
    answer: dict[str, Any], documents: Mapping[str, Document], of: str
) -> Iterator[str]:
    """Titles, makers and dates of a saved answer that are not what the corpus knows."""
    for place, source in _items(answer, "sources", of):
        document = documents.get(str(source.get("id")))
        for key, known in source_facts(document).items() if document else ():
            if key in source and source[key] != known:
                yield f"{place}.{key}: is {known!r} in the corpus, not {source[key]!r}"


def _quotes(answer: dict[str, Any], of: str) -> Iterator[_Saved]:
    for place, source in _items(answer, "sources", of):
        rows = _list(source, "quotes", f"{of}, {place}")
        yield from _group(f"{place}.quotes", [(source.get("id"), row) for row in rows])
        offer = source.get("offers_treatment")
        if offer is not None:
            yield _Saved(f"{place}.offers_treatment", source.get("id"), offer, ())
    for place, point in _items(answer, "disagreements", of):
        yield from _group(f"{place}.quotes", _named(_list(point, "quotes", f"{of}, {place}")))
    for key in _LISTS:
        yield from _group(key, _named(_list(answer, key, of)))


def _list(holder: dict[str, Any], key: str, where: str) -> list[Any]:
    value = holder.get(key)
    if not isinstance(value, list):
        raise InputError(f"{where}: '{key}' is not a list, so this is not a saved answer.")
    return value


def _items(answer: dict[str, Any], key: str, of: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, item in enumerate(_list(answer, key, of)):
        place = f"{key}[{number}]"
        if not isinstance(item, dict):
            raise InputError(f"{of}: {place} is not an object, so this is not a saved answer.")
        yield place, item


def _named(rows: list[Any]) -> list[tuple[object, Any]]:
    """Each quote with the source it names itself."""
    return [(row.get("source") if isinstance(row, dict) else None, row) for row in rows]


def _group(where: str, named: list[tuple[object, Any]]) -> Iterator[_Saved]:
    beside = tuple((source, row.get("start")) for source, row in named if isinstance(row, dict))
    for number, (source, row) in enumerate(named):
        yield _Saved(f"{where}[{number}]", source, row, beside)


def _failure(saved: _Saved, documents: Mapping[str, Document]) -> str | None:
    """Why a quote does not hold, or None."""
    if not isinstance(saved.quote, Mapping):
        return "is not a quote with text, start and end"
    document = documents.get(saved.source) if isinstance(saved.source, str) else None
    if document is None:
        return f"there is no source {saved.source!r}"
    text, start, end = (saved.quote.get(key) for key in ("text", "start", "end"))
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        return f"{start!r}:{end!r} are not offsets"
    if text != document.text[start:end]:
        return f"{document.id} says other characters at {start}:{end}"
    passage = quotable(document).get((start, end))
    if passage is None:
        return f"{start}:{end} is not a whole sentence or list item of {document.id}"
    return _context_failure(saved, passage)


def _context_failure(saved: _Saved, passage: Passage) -> str | None:
    """What is wrong around a quote whose characters are right."""
    printed = passage.heading.text if passage.heading else None
    if "heading" in saved.quote and saved.quote["heading"] != printed:
        return f"stands under {printed!r}, not under {saved.quote['heading']!r}"
    if passage.lead is None:
        return None
    lead = document_passages(passage.document)[passage.lead]
    if (saved.source, lead.span.start) not in saved.beside:
        return f"the list item comes without its lead-in {lead.text!r}"
    return None
