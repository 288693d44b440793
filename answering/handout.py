"""Writes an answer as one HTML page to print and give away; it needs and fetches nothing else."""

from collections.abc import Collection, Iterable, Iterator
from html import escape
from itertools import groupby

from answering.knowledge import knowledge
from answering.render import MARKED, attribution, placed
from answering.statements import statements
from answering.types import Answer, Kind, NoticeKind, Quote, SourceAnswer
from answering.wording import label
from retrieval.types import Document

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

_STYLE = """
@page { size: A4; margin: 18mm; }
body { max-width: 174mm; margin: 0 auto; padding: 4mm; color: #000; background: #fff;
  font: 11pt/1.45 Georgia, "Times New Roman", serif; overflow-wrap: anywhere; }
h1 { font-size: 16pt; line-height: 1.25; margin: 0 0 3mm; }
h2 { font-size: 13pt; margin: 7mm 0 2mm; border-bottom: 1px solid #000; }
h3 { font-size: 11pt; margin: 4mm 0 0; }
h1, h2, h3, .by { break-after: avoid; }
p, ul { margin: 1mm 0; }
.by, .at, .about, footer { font-size: 9pt; }
.urgent { font-weight: bold; border: 2px solid #000; padding: 2mm; }
.quote { white-space: pre-wrap; }
blockquote { margin: 2mm 0 2mm 2mm; padding-left: 3mm; border-left: 2px solid #000;
  break-inside: avoid; }
footer { margin-top: 8mm; border-top: 1px solid #000; padding-top: 2mm; }
"""


def to_html(answer: Answer, documents: Iterable[Document] = ()) -> str:
    """A whole page in English around the answer; `documents` gives silent sources their titles."""
    title = _text(f"{_own('title')}: {answer.question}")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(_Page(documents).parts(answer))
        + f"\n</main>\n<footer>\n{_foot(answer)}\n</footer>\n</body>\n</html>\n"
    )


class _Page:
    """The body of one page; who wrote a source is printed where it first appears."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.titles = {document.id: document.facts.title for document in documents}
        self.introduced: set[str] = set()

    def parts(self, answer: Answer) -> Iterator[str]:
        """The elements of the page, in the order in which they are read."""
        yield f"<h1>{_text(answer.headline)}</h1>"
        yield f"<p><b>{_text(_own('asked'))}:</b> {_text(answer.question)}</p>"
        if answer.understood.followed_up:
            understood = _text(answer.understood.question)
            yield f"<p><b>{_text(label('understood'))}:</b> {understood}</p>"
        yield from _notices(answer, {"urgent", "missing"})
        if answer.sources:
            yield f"<h2>{_text(label('sources'))}</h2>"
        for source in answer.sources:
            yield from self._source(source)
        if answer.sources and answer.silent:
            yield f"<h2>{_text(label('silent'))}</h2>\n<ul>"
            for source_id in answer.silent:
                yield f"<li>{_text(self.titles.get(source_id, source_id))}</li>"
            yield "</ul>"
        for point in answer.disagreements:
            yield from self._section(f"{label('disagreements')}: {point.about}", point.quotes)
        yield from self._section(label("research"), answer.research)
        yield from self._section(label("cautions"), answer.cautions, quiet={"caution"})
        yield from self._section(label("nearest"), answer.nearest)
        yield from _notices(answer, {"medical"})

    def _source(self, source: SourceAnswer) -> Iterator[str]:
        yield "<section>"
        yield from self._introduction(source.document)
        if source.offers:
            offers = _text(label("offers"))
            yield f"<blockquote><p><b>{offers}:</b> {_quoted(source.offers)}</p></blockquote>"
        yield from _statements(source.quotes)
        yield "</section>"

    def _introduction(self, document: Document) -> Iterator[str]:
        yield f'<h3 dir="auto">{_text(document.facts.title)}</h3>'
        if document.id in self.introduced:
            return
        self.introduced.add(document.id)
        yield f'<p class="by" dir="auto">{_text(attribution(document))}</p>'
        if document.facts.url:
            # Paper has no links, and a page to give away must not lead anybody anywhere.
            yield f'<p class="by">{_text(document.facts.url)}</p>'

    def _section(
        self, title: str, quotes: Collection[Quote], quiet: Collection[Kind] = ()
    ) -> Iterator[str]:
        if not quotes:
            return
        yield f"<section>\n<h2>{_text(title)}</h2>"
        for document, group in groupby(quotes, lambda quote: quote.document):
            yield from self._introduction(document)
            yield from _statements(group, quiet)
        yield "</section>"


def _statements(quotes: Iterable[Quote], quiet: Collection[Kind] = ()) -> Iterator[str]:
    """One block quotation per statement: a lead-in and its items are one."""
    for one in statements(quotes):
        about = placed(one.quote)
        rows = "".join(
            f"<li>{_line(item, quiet, '' if placed(item) == about else placed(item))}</li>\n"
            for item in one.items
        )
        below = f"\n<ul>\n{rows}</ul>" if rows else ""
        yield f"<blockquote>\n<p>{_line(one.quote, quiet, about)}</p>{below}\n</blockquote>"


def _line(quote: Quote, quiet: Collection[Kind], about: str) -> str:
    marked = quote.kind in MARKED and quote.kind not in quiet
    mark = f'<b class="kind">{_text(label(quote.kind))}:</b> ' if marked else ""
    below = f'<br><i class="about">{_text(about)}</i>' if about else ""
    return f"{mark}{_quoted(quote)}{below}"


def _quoted(quote: Quote) -> str:
    span = quote.passage.span
    place = f"({_text(quote.document.id)}, {span.start}–{span.end})"
    return (
        f'“<span class="quote" dir="auto">{_text(quote.text)}</span>” '
        f'<span class="at">{place}</span>'
    )


def _notices(answer: Answer, kinds: Collection[NoticeKind]) -> Iterator[str]:
    for notice in answer.notices:
        if notice.kind in kinds:
            yield f'<p class="{notice.kind}">{_text(notice.text)}</p>'


def _foot(answer: Answer) -> str:
    lines = (
        _own("places"),
        f"{_own('corpus')}: sha256:{answer.corpus}",
        f"{_own('model')}: {answer.model}",
    )
    return "\n".join(f"<p>{_text(line)}</p>" for line in lines)


def _own(name: str) -> str:
    """One of the page's own phrases."""
    return str(knowledge("wording")["handout"][name])


def _text(text: str) -> str:
    """Escaped text. Half a character has no bytes; a carriage return is lost unless named."""
    return escape(text.encode("utf-8", "replace").decode()).replace("\r", "&#13;")
