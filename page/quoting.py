"""Writes quotes as HTML: the exact characters, a numbered chip, what marks and places them."""

from collections.abc import Collection, Iterable
from html import escape

from answering.render import MARKED, citation
from answering.statements import Statement, statements
from answering.types import Kind, Quote
from page.languages import label, words
from retrieval.types import Document

HUES = 8
"""Colours there are for sources; beyond that they repeat, and the letter tells them apart."""


def exact(text: str) -> str:
    """Escaped text; a carriage return would be lost in HTML unless it is written as an entity."""
    return escape(text).replace("\r", "&#13;")


def short_name(document: Document) -> str:
    """Who says it, in as few words as the file prints: author, publisher or title."""
    facts = document.facts
    return facts.author or facts.publisher or facts.title


class Quoting:
    """Numbers the quotes of one answer in the order in which they are first shown."""

    def __init__(self, documents: Iterable[Document], language: str) -> None:
        self.language = language
        self._places = {document.id: place for place, document in enumerate(documents)}
        self._numbers: dict[tuple[str, int, int], int] = {}

    def badge(self, document: Document) -> str:
        """The letter of a source; its colour comes from `hue`."""
        place = self._places[document.id]
        letter = chr(ord("A") + place) if place < 26 else str(place + 1)
        return f'<span class="sw-badge sw-hue-{place % HUES}" aria-hidden="true">{letter}</span>'

    def hue(self, document: Document) -> str:
        """The class that gives a part the colour of its source."""
        return f"sw-hue-{self._places[document.id] % HUES}"

    def words_of(self, quote: Quote) -> str:
        """The quoted characters with the chip that opens their place."""
        document, span = quote.document, quote.passage.span
        place = (document.id, span.start, span.end)
        number = self._numbers.setdefault(place, len(self._numbers) + 1)
        name = escape(words("chip", self.language, number=number))
        return (
            f'“<span class="sw-words">{exact(quote.text)}</span><span class="sw-end">”\u00a0'
            f'<a class="sw-chip" href="{escape(citation(document, span.start, span.end))}" '
            f'aria-label="{name}">{number}</a></span>'
        )

    def block(
        self, statement: Statement, quiet: Collection[Kind] = (), *, placed: bool = True
    ) -> str:
        """A statement as a block quotation; without its topics unless it is to be `placed`."""
        parts = [self._mark(statement.quote, quiet), f"<p>{self.words_of(statement.quote)}</p>"]
        if statement.items:
            rows = (
                f"<li>{self._mark(item, quiet)}{self.words_of(item)}</li>"
                for item in statement.items
            )
            parts.append(f"<ul>{''.join(rows)}</ul>")
        parts.append(self._place(statement) if placed else "")
        return f"<blockquote>{''.join(parts)}</blockquote>"

    def blocks(self, quotes: Iterable[Quote], quiet: Collection[Kind] = ()) -> str:
        """All quotes as block quotations."""
        return "".join(self.block(statement, quiet) for statement in statements(quotes))

    def _mark(self, quote: Quote, quiet: Collection[Kind]) -> str:
        if quote.kind not in MARKED or quote.kind in quiet:
            return ""
        return f'<span class="sw-kind">{escape(label(quote.kind, self.language))}</span> '

    def _place(self, statement: Statement) -> str:
        """Topic and section of a statement, as a reader needs them to place it."""
        heading = statement.quote.passage.heading
        section = f"{label('section', self.language)} “{heading.text}”" if heading else ""
        parts = [part for part in (", ".join(statement.about), section) if part]
        return f'<p class="sw-place">{escape(" · ".join(parts))}</p>' if parts else ""
