"""Writes a source as HTML for the page, with the quoted place marked; everything is escaped."""

from collections.abc import Iterable
from html import escape
from urllib.parse import quote as percent

from answering.render import attribution
from page.languages import ENGLISH, label, words
from page.quoting import exact, short_name
from retrieval.passages import document_passages
from retrieval.types import Corpus, Document, Note

_PLACE_WORDS = 7


def view(corpus: Corpus, place: object, language: str = ENGLISH) -> str:
    """The HTML for a place a page asks for: all sources, one source, or one with a marked quote.

    `place` comes from a browser and may be anything: `None`, `[source]` or `[source, start, end]`.
    """
    match place:
        case None:
            return overview(corpus.documents, language)
        case [str(source)]:
            found = _document(corpus, source)
            return document_html(found, language=language) if found else _lost(language)
        case [str(source), int(start), int(end)]:
            found = _document(corpus, source)
            if found and 0 <= start < end <= len(found.text):
                return document_html(found, (start, end), language)
    return _lost(language)


def overview(
    documents: Iterable[Document], language: str = ENGLISH, *, targets: bool = False
) -> str:
    """The list of sources with their facts.

    With `targets` each entry is the target of its own link, so that the link leads somewhere even
    where the viewer is not there yet; for one list of a page, as an id may stand only once.
    """

    def target(document: Document) -> str:
        return f' id="{_anchor(document)}"' if targets else ""

    rows = "".join(
        f"<li{target(document)}>{source_link(document, document.facts.title)}"
        f"{who(document, language, _offer(document, language), titled=True)}"
        f'<p class="sw-place">{escape(_references(document, language))}</p></li>'
        for document in documents
    )
    return (
        f"<h2>{escape(words('sources', language))}</h2>"
        f"<p>{escape(words('overview', language))}</p>"
        f'<ol class="sw-list">{rows}</ol>'
    )


def document_html(
    document: Document, marked: tuple[int, int] | None = None, language: str = ENGLISH
) -> str:
    """A whole source as text, with at most one mark, whose text is exactly the quote."""
    parts = [
        f'<div class="sw-head"><h2>{escape(document.facts.title)}</h2>'
        f"{_tools(document, marked, language) if marked else ''}</div>",
        _facts(document, language),
        _notes(document, language),
    ]
    if marked:
        start, end = marked
        text = document.text
        body = f"{exact(text[:start])}<mark>{exact(text[start:end])}</mark>{exact(text[end:])}"
    else:
        body = exact(document.text)
    parts.append(f'<div class="sw-text" dir="auto">{body}</div>')
    return "".join(parts)


def source_link(document: Document, text: str) -> str:
    """A link that opens a source in the viewer."""
    return f'<a href="#{_anchor(document)}">{escape(text)}</a>'


def _anchor(document: Document) -> str:
    """The name of a source in the addresses of the page."""
    return f"source-{escape(percent(document.id, safe=''))}"


def who(document: Document, language: str, evidence: str = "", *, titled: bool = False) -> str:
    """Who wrote a source and when, in one line; credentials and what it sells open with a click.

    Beside its short name the line leaves out what the name says already, unless it is `titled`.
    """
    facts = document.facts
    date = facts.published or label("no_date", language)
    author = facts.author or label("no_author", language)
    known = (author, facts.publisher, date)
    line = " · ".join(part for part in known if part and (titled or part != short_name(document)))
    offers = f" · <b>{escape(label('offers', language))}</b>" if evidence else ""
    printed = (
        f"<p>{escape(words('printed', language))}: {escape(facts.author_as_printed or '')}</p>"
        if facts.credentials
        else ""
    )
    title = "" if titled or facts.title == short_name(document) else f"<p>{escape(facts.title)}</p>"
    hidden = f"{title}{printed}{evidence}"
    if not hidden:
        return f'<p class="sw-who">{escape(line)}</p>'
    return f'<details class="sw-who"><summary>{escape(line)}{offers}</summary>{hidden}</details>'


def cited(document: Document, start: int, end: int) -> str:
    """A quote as one line to take along, with its source and place."""
    quote = " ".join(document.text[start:end].split())
    facts = f"{document.facts.title} · {attribution(document)}"
    return f"“{quote}” — {facts} ({document.id}, {start}–{end})"


def _tools(document: Document, marked: tuple[int, int], language: str) -> str:
    text = escape(cited(document, *marked))
    return (
        '<p class="sw-tools">'
        f'<button type="button" data-do="copy-text" data-text="{text}">'
        f"{escape(words('copy_quote', language))}</button>"
        '<button type="button" data-do="copy-link">'
        f"{escape(words('copy_link', language))}</button></p>"
    )


def _facts(document: Document, language: str) -> str:
    facts = document.facts
    printed = (
        facts.author_as_printed or label("no_author", language),
        facts.publisher,
        facts.published or label("no_date", language),
        _references(document, language),
    )
    line = " · ".join(part for part in printed if part)
    lines = [f"<p>{escape(line)}</p>", _offer(document, language)]
    url = facts.url
    if url and url.startswith(("https://", "http://")):
        lines.append(
            f'<p><a href="{escape(url)}" target="_blank" rel="noopener noreferrer">'
            f"{escape(words('original', language))}</a></p>"
        )
    return f'<div class="sw-facts">{"".join(lines)}</div>'


def _offer(document: Document, language: str) -> str:
    """The sentence that shows that a source offers the treatment, or nothing."""
    if not document.offers:
        return ""
    start, end = document.offers
    offer = escape(document.text[start:end])
    return f"<p><em>{escape(label('offers', language))}:</em> “{offer}”</p>"


def _references(document: Document, language: str) -> str:
    count = sum(passage.role == "reference" for passage in document_passages(document))
    name = "references" if count else "no_references"
    return words(name, language, count=count)


def _notes(document: Document, language: str) -> str:
    if not document.notes:
        return ""
    rows = "".join(_note(document, note, language) for note in document.notes)
    title = escape(words("notes", language, count=len(document.notes)))
    return f'<details class="sw-notes"><summary>{title}</summary><ul>{rows}</ul></details>'


def _note(document: Document, note: Note, language: str) -> str:
    place = " ".join(document.text[note.start :].split()[:_PLACE_WORDS])
    said = escape(words("place", language, words=f"{place} …"))
    return f"<li><b>{said}</b> {escape(note.text)}</li>"


def _document(corpus: Corpus, source: str) -> Document | None:
    return next((document for document in corpus.documents if document.id == source), None)


def _lost(language: str) -> str:
    return f"<p>{escape(words('lost', language))}</p>"
