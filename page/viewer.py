"""Writes a source as HTML for the page, with the quoted place marked; everything is escaped."""

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote as percent

from answering.knowledge import knowledge
from answering.render import attribution
from answering.wording import label
from retrieval.types import Corpus, Document, Note

_PLACE_WORDS = 7


def words(name: str, **values: object) -> str:
    """One of the page's own phrases."""
    return str(knowledge("wording")["page"][name]).format(**values)


def panel() -> str:
    """The empty viewer. Gradio takes it for a template, so it holds nothing but our own words."""
    return (
        f'<aside class="sw-panel" aria-label="{_own("sources")}"'
        f' data-chip="{_own("chip", number="#")}" data-lost="{_own("lost")}">'
        f'<div class="sw-bar"><a href="#sources">{_own("all")}</a>'
        f'<button type="button" class="sw-close" aria-label="{_own("close")}">×</button></div>'
        '<div class="sw-body" tabindex="0" role="region"></div></aside>'
    )


def view(corpus: Corpus, place: object) -> str:
    """The HTML for a place a page asks for: all sources, one source, or one with a marked quote.

    `place` comes from a browser and may be anything: `None`, `[source]` or `[source, start, end]`.
    """
    match place:
        case None:
            return overview(corpus.documents)
        case [str(source)]:
            found = _document(corpus, source)
            return document_html(found) if found else _lost()
        case [str(source), int(start), int(end)]:
            found = _document(corpus, source)
            if found and 0 <= start < end <= len(found.text):
                return document_html(found, (start, end))
    return _lost()


def overview(documents: Iterable[Document]) -> str:
    """The list of sources."""
    rows = "".join(
        f'<li><a href="#source-{percent(document.id, safe="")}">'
        f"{escape(document.facts.title)}</a><p>{escape(attribution(document))}</p></li>"
        for document in documents
    )
    return (
        f"<h2>{escape(words('sources'))}</h2><p>{escape(words('overview'))}</p>"
        f'<ol class="sw-list">{rows}</ol>'
    )


def document_html(document: Document, marked: tuple[int, int] | None = None) -> str:
    """A whole source as text, with at most one mark, whose text is exactly the quote."""
    parts = [f"<h2>{escape(document.facts.title)}</h2>", _facts(document), _notes(document)]
    if marked:
        start, end = marked
        text = document.text
        body = f"{_exact(text[:start])}<mark>{_exact(text[start:end])}</mark>{_exact(text[end:])}"
    else:
        body = _exact(document.text)
    parts.append(f'<div class="sw-text" dir="auto">{body}</div>')
    return "".join(parts)


def _facts(document: Document) -> str:
    lines = [f"<p>{escape(attribution(document))}</p>"]
    if document.offers:
        start, end = document.offers
        offer = escape(document.text[start:end])
        lines.append(f"<p><em>{escape(label('offers'))}:</em> “{offer}”</p>")
    url = document.facts.url
    if url and url.startswith(("https://", "http://")):
        lines.append(
            f'<p><a href="{escape(url)}" target="_blank" rel="noopener noreferrer">'
            f"{escape(words('original'))}</a></p>"
        )
    return f'<div class="sw-facts">{"".join(lines)}</div>'


def _notes(document: Document) -> str:
    if not document.notes:
        return ""
    rows = "".join(_note(document, note) for note in document.notes)
    title = escape(words("notes", count=len(document.notes)))
    return f'<details class="sw-notes"><summary>{title}</summary><ul>{rows}</ul></details>'


def _note(document: Document, note: Note) -> str:
    place = " ".join(document.text[note.start :].split()[:_PLACE_WORDS])
    return f"<li><b>{escape(words('place', words=f'{place} …'))}</b> {escape(note.text)}</li>"


def _document(corpus: Corpus, source: str) -> Document | None:
    return next((document for document in corpus.documents if document.id == source), None)


def _exact(text: str) -> str:
    """Escaped text; a carriage return would be lost in HTML unless it is written as an entity."""
    return escape(text).replace("\r", "&#13;")


def _own(name: str, **values: object) -> str:
    """A phrase of ours for a template, where `$`, braces and backslashes would be code."""
    text = escape(words(name, **values))
    return re.sub(r"[`${}\\]", lambda match: f"&#{ord(match[0])};", text)


def _lost() -> str:
    return f"<p>{escape(words('lost'))}</p>"
