"""Writes an answer as Markdown, for the chat and for exports; what it says is decided before."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from urllib.parse import quote as percent

from answering.statements import statements
from answering.types import Answer, Kind, NoticeKind, Quote, SourceAnswer
from answering.wording import label
from retrieval.types import Document

MARKED: frozenset[Kind] = frozenset({"opinion", "reported", "caution"})
"""Kinds that a reader must be told of, since a quote alone does not show them."""

_BREAKS = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
"""White space that ends a line for some reader of Markdown; other spaces stay as they are."""

_ALIVE = re.compile(
    r"[<>&\\`*_{}\[\]#~|$@]"
    r"|%(?=%)"  # the page keeps places for formulas as %%%…%%%
    r"|(?<=[a-z]):(?=//)|(?<=\bwww)\.",  # bare addresses become links
    re.IGNORECASE,
)
"""Characters that Markdown, HTML or LaTeX could take for more than themselves inside a line."""

_LINE_START = re.compile(r"^(?:[-+=]|\d+(?=[.)]))")


def to_markdown(answer: Answer, documents: Iterable[Document] = (), *, chips: bool = True) -> str:
    """An answer as Markdown, one line of our own first, then source by source.

    With `chips` each quote ends in a numbered link `#cite-<source>-<start>-<end>`, else in its
    place in words. `documents` gives the sources that say nothing their titles.
    """
    return "\n\n".join(_Writer(documents, chips).blocks(answer)) + "\n"


def escape(text: str) -> str:
    """Text as one line that shows exactly its own characters, whatever reads the Markdown.

    Only entities are used, so `html.unescape` gives the line back.
    """
    line = _BREAKS.sub(" ", text).strip(" ")
    return _LINE_START.sub(_entities, _ALIVE.sub(_entities, line))


def citation(document: Document, start: int, end: int) -> str:
    """The address that a citation chip carries."""
    return f"#cite-{percent(document.id, safe='')}-{start}-{end}"


def attribution(document: Document) -> str:
    """Who wrote it, who published it and when, as printed; what is missing is said."""
    facts = document.facts
    author = facts.author_as_printed or label("no_author")
    parts = (author, facts.publisher, facts.published or label("no_date"))
    return " · ".join(part for part in parts if part)


def placed(quote: Quote) -> str:
    """Topic and section of a quote, as a reader needs them to place it."""
    heading = quote.passage.heading
    section = [f"{label('section')} “{heading.text}”"] if heading else []
    return " · ".join([", ".join(quote.about), *section] if quote.about else section)


def _entities(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(mark)};" for mark in match[0])


class _Writer:
    """Numbers the quotes of one answer in the order in which they are first shown."""

    def __init__(self, documents: Iterable[Document], chips: bool) -> None:
        self.titles = {document.id: document.facts.title for document in documents}
        self.chips = chips
        self.numbers: dict[tuple[str, int, int], int] = {}
        self.introduced: set[str] = set()

    def blocks(self, answer: Answer) -> Iterator[str]:
        """The blocks of the answer, to be set apart by empty lines."""
        yield f"**{escape(answer.headline)}**"
        yield from _notices(answer, {"urgent"}, "**")
        if answer.understood.followed_up:
            yield f"*{escape(label('understood'))}: {escape(answer.understood.question)}*"
        yield from _notices(answer, {"missing"}, "*")
        # That research is missing is the first thing to know of a comparison.
        comparing = answer.understood.route == "compare"
        if comparing:
            yield from self._section(label("research"), answer.research)
        if answer.sources:
            yield f"## {escape(label('sources'))}"
        for source in answer.sources:
            yield from self._source(source)
        if answer.sources and answer.silent:
            yield f"## {escape(label('silent'))}"
            yield "\n".join(f"- {self._title(source_id)}" for source_id in answer.silent)
        for point in answer.disagreements:
            yield from self._section(f"{label('disagreements')}: {point.about}", point.quotes)
        if not comparing:
            yield from self._section(label("research"), answer.research)
        yield from self._section(label("cautions"), answer.cautions, quiet={"caution"})
        yield from self._section(label("nearest"), answer.nearest)
        yield from _notices(answer, {"medical"}, "*")

    def _title(self, source_id: str) -> str:
        title = escape(self.titles.get(source_id, source_id))
        return f"[{title}](#source-{percent(source_id, safe='')})" if self.chips else title

    def _source(self, source: SourceAnswer) -> Iterator[str]:
        yield from self._introduction(source.document)
        if source.offers:
            yield f"*{escape(label('offers'))}:* {self._quoted(source.offers)}"
        yield from self._quotes(source.quotes)

    def _introduction(self, document: Document) -> Iterator[str]:
        yield f"### {escape(document.facts.title)}"
        if document.id not in self.introduced:
            self.introduced.add(document.id)
            yield f"*{escape(attribution(document))}*"

    def _section(
        self, title: str, quotes: Iterable[Quote], quiet: Collection[Kind] = ()
    ) -> Iterator[str]:
        for number, (document, group) in enumerate(groupby(quotes, lambda q: q.document)):
            if number == 0:
                yield f"## {escape(title)}"
            yield from self._introduction(document)
            yield from self._quotes(group, quiet)

    def _quotes(self, quotes: Iterable[Quote], quiet: Collection[Kind] = ()) -> Iterator[str]:
        """One block quotation per statement: a lead-in and its items are one."""
        for one in statements(quotes):
            lines = [*self._lines(one.quote, None, quiet, item=False)]
            lines += [">"] if one.items else []
            for item in one.items:
                lines += self._lines(item, one.quote, quiet, item=True)
            yield "\n".join(lines)

    def _lines(
        self, quote: Quote, lead: Quote | None, quiet: Collection[Kind], *, item: bool
    ) -> Iterator[str]:
        marked = quote.kind in MARKED and quote.kind not in quiet
        parts = [f"**{escape(label(quote.kind))}**"] if marked else []
        parts.append(self._quoted(quote))
        about = placed(quote)
        if about and not (lead and about == placed(lead)):
            parts.append(f"*{escape(about)}*")
        first = "> - " if item else "> "
        yield first + ("\\\n" + ">   "[: len(first)]).join(parts)

    def _quoted(self, quote: Quote) -> str:
        return f"“{escape(quote.text)}”\u00a0{self._chip(quote)}"

    def _chip(self, quote: Quote) -> str:
        document, start, end = quote.document, quote.passage.span.start, quote.passage.span.end
        if not self.chips:
            return f"({escape(document.id)}, {start}–{end})"
        number = self.numbers.setdefault((document.id, start, end), len(self.numbers) + 1)
        return f"[{number}]({citation(document, start, end)})"


def _notices(answer: Answer, kinds: Collection[NoticeKind], sign: str) -> Iterator[str]:
    for notice in answer.notices:
        if notice.kind in kinds:
            yield f"{sign}{escape(notice.text)}{sign}"
