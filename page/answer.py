"""Writes an answer as HTML for the page: what matters first, then a card for each source."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from answering.message import MAX_CHARS
from answering.statements import Statement, statements
from answering.types import Answer, Kind, NoticeKind, Quote, SourceAnswer
from page.languages import label, translated, words
from page.quoting import Quoting, short_name
from page.viewer import source_link, who
from retrieval.types import Document

OPEN = 2
"""Statements of a source that are shown at once; the others open with a click."""
TWO = 2


def answer_html(answer: Answer, documents: Sequence[Document], language: str) -> str:
    """One turn of the conversation: the question as it was asked, and its answer."""
    return _turn(answer.status, answer.question, _Page(answer, documents, language).html())


def failure_html(question: str, reason: object, language: str) -> str:
    """The same turn when there is no answer."""
    said = escape(words("failed", language, reason=reason))
    return _turn("failed", question, f'<p class="sw-first">{said}</p>')


def _turn(status: str, question: str, html: str) -> str:
    text = shown(question)
    asked = f'<h2 class="sw-asked" dir="auto">{escape(text)}</h2>' if text.strip() else ""
    return (
        f'<article class="sw-turn" data-status="{status}">{asked}'
        f'<div class="sw-answer">{html}</div></article>'
    )


def shown(text: str) -> str:
    """A question as a page can show it: without control characters and half characters."""
    whole = text.encode("utf-8", "replace").decode()
    return "".join(mark if mark.isprintable() or mark in "\u200c\u200d" else " " for mark in whole)


class _Page:
    """The parts of one answer."""

    def __init__(self, answer: Answer, documents: Sequence[Document], language: str) -> None:
        self.answer = answer
        self.documents = {document.id: document for document in documents}
        self.language = language
        self.quoting = Quoting(documents, language)

    def html(self) -> str:
        comparing = self.answer.understood.route == "compare"
        research = self._beside("research", self.answer.research, opened=comparing)
        cautions = self._beside("cautions", self.answer.cautions, quiet={"caution"})
        parts = [
            f'<p class="sw-first">{escape(translated(self.answer.headline, self.language))}</p>',
            self._notices({"urgent"}, 'class="sw-urgent" role="alert"'),
            self._understood(),
            self._notices({"missing"}, 'class="sw-missing"'),
            self._several(),
            f'<div class="sw-beside">{research}{cautions}</div>' if research or cautions else "",
            self._sources(comparing),
            *(
                self._beside("disagreements", point.quotes, name=point.about, opened=True)
                for point in self.answer.disagreements
            ),
            self._silent(),
            self._beside("nearest", self.answer.nearest, opened=True),
            self._notices({"medical"}, 'class="sw-medical"'),
        ]
        return "".join(parts)

    def _word(self, name: str, **values: object) -> str:
        return escape(words(name, self.language, **values))

    def _label(self, name: str) -> str:
        return escape(label(name, self.language))

    def _notices(self, kinds: Collection[NoticeKind], attributes: str) -> str:
        found = (notice for notice in self.answer.notices if notice.kind in kinds)
        texts = (escape(translated(notice.text, self.language)) for notice in found)
        return "".join(f"<p {attributes}>{text}</p>" for text in texts)

    def _understood(self) -> str:
        """How a follow-up was read, with the two ways to put it right."""
        parts = []
        if len(self.answer.question) > MAX_CHARS:
            parts.append(f'<p class="sw-missing">{self._word("cut", count=MAX_CHARS)}</p>')
        if self.answer.understood.followed_up:
            read = escape(self.answer.understood.question)
            parts.append(
                f'<p class="sw-understood">{self._label("understood")}: '
                f'<span class="sw-read">{read}</span> '
                f'<button type="button" data-do="change">{self._word("change")}</button>'
                f'<button type="button" data-do="alone">{self._word("alone")}</button></p>'
            )
        return "".join(parts)

    def _several(self) -> str:
        """Each question of a message that holds several, to be asked by itself."""
        asked = [part.question for part in self.answer.understood.parts]
        if not asked:
            return ""
        rows = "".join(
            f'<li><button type="button" data-ask="{escape(one)}">{escape(one)}</button></li>'
            for one in asked
        )
        return f'<div class="sw-several"><p>{self._word("several")}</p><ul>{rows}</ul></div>'

    def _named(self, named: Mapping[str, Sequence[Statement]]) -> str:
        """What the sources say with the very thing that the comparison is for, put first."""
        parts = "".join(
            f'<section class="{self.quoting.hue(source.document)}">'
            f"{self._head(source.document, source.offers)}"
            f"{''.join(map(self.quoting.block, named[source.document.id]))}</section>"
            for source in self.answer.sources
            if named[source.document.id]
        )
        if not parts:
            return ""
        thing = ", ".join(self.answer.understood.entities)
        count = sum(map(bool, named.values()))
        return (
            f'<details class="sw-part sw-asked-thing" open><summary><h3>'
            f"{self._word('named', thing=thing)}</h3> <span>{count} / {len(self.documents)}</span>"
            f"</summary>{parts}</details>"
        )

    def _sources(self, comparing: bool) -> str:
        said = {one.document.id: list(statements(one.quotes)) for one in self.answer.sources}
        things = self.answer.understood.entities if comparing else ()
        named = {name: [one for one in own if one.names(things)] for name, own in said.items()}
        first = self._named(named)
        cards = "".join(
            self._card(source, [one for one in said[source.document.id] if one not in spoken])
            for source in self.answer.sources
            if (spoken := named[source.document.id]) != said[source.document.id]
        )
        title = f'<h3 class="sw-sources">{self._label("sources")}</h3>' if cards else ""
        return f"{first}{title}{cards}"

    def _card(self, source: SourceAnswer, said: Sequence[Statement]) -> str:
        understood = self.answer.understood
        sides = understood.topics if understood.route == "compare" else ()
        head = self._head(source.document, source.offers)
        body = self._compared(said, sides) if len(sides) >= TWO else self._listed(said)
        hue = self.quoting.hue(source.document)
        return f'<section class="sw-card {hue}">{head}{body}</section>'

    def _head(self, document: Document, offers: Quote | None = None) -> str:
        evidence = (
            f'<p class="sw-offers">{self._label("offers")}: {self.quoting.words_of(offers)}</p>'
            if offers
            else ""
        )
        link = source_link(document, short_name(document))
        return (
            f"<header><h4>{self.quoting.badge(document)}{link}</h4>"
            f"{who(document, self.language, evidence)}</header>"
        )

    def _listed(self, said: Sequence[Statement]) -> str:
        """The statements that speak most to the question; the others open with a click."""
        first = sorted(sorted(range(len(said)), key=lambda n: (-said[n].strength, n))[:OPEN])
        rest = [statement for number, statement in enumerate(said) if number not in first]
        opened = "".join(self.quoting.block(said[number]) for number in first)
        if not rest:
            return opened
        folded = "".join(map(self.quoting.block, rest))
        more = self._word("more", count=len(rest))
        return f'{opened}<details class="sw-more"><summary>{more}</summary>{folded}</details>'

    def _compared(self, said: Sequence[Statement], sides: Sequence[str]) -> str:
        """What is about one side in its column, what is about several above them."""
        columns: dict[str, list[Statement]] = {side: [] for side in sides}
        joint: list[Statement] = []
        for statement in said:
            about = [side for side in sides if side in statement.about]
            (columns[about[0]] if len(about) == 1 else joint).append(statement)
        above = self._listed(joint) if joint else ""
        if not any(columns.values()):
            return above
        heads = "".join(f'<th scope="col">{escape(side)}</th>' for side in sides)
        cells = "".join(self._cell(side, columns[side]) for side in sides)
        return (
            f'{above}<table class="sw-sides"><thead><tr>{heads}</tr></thead>'
            f"<tbody><tr>{cells}</tr></tbody></table>"
        )

    def _cell(self, side: str, said: Iterable[Statement]) -> str:
        quotes = "".join(self.quoting.block(statement, placed=False) for statement in said)
        empty = f'<p class="sw-place">{self._word("quiet_side")}</p>'
        return f'<td data-side="{escape(side)}">{quotes or empty}</td>'

    def _silent(self) -> str:
        if not (self.answer.sources and self.answer.silent):
            return ""
        rows = "".join(
            f"<li>{self.quoting.badge(document)}{source_link(document, short_name(document))}</li>"
            for document in (self.documents[source] for source in self.answer.silent)
        )
        return f'<div class="sw-silent"><h3>{self._label("silent")}</h3><ul>{rows}</ul></div>'

    def _beside(
        self,
        kind: str,
        quotes: Iterable[Quote],
        *,
        name: str = "",
        opened: bool = False,
        quiet: Collection[Kind] = (),
    ) -> str:
        """A part beside the sources' own cards: one line that opens, or is open already."""
        groups = [(d, list(group)) for d, group in groupby(quotes, lambda quote: quote.document)]
        if not groups:
            return ""
        title = self._label(kind) + (f": {escape(translated(name, self.language))}" if name else "")
        count = sum(len(group) for _, group in groups)
        body = "".join(
            f'<section class="{self.quoting.hue(document)}">'
            f"<h4>{self.quoting.badge(document)}{source_link(document, short_name(document))}</h4>"
            f"{self.quoting.blocks(group, quiet)}</section>"
            for document, group in groups
        )
        return (
            f'<details class="sw-part sw-{kind}"{" open" if opened else ""}>'
            f"<summary><h3>{title}</h3> <span>{count}</span></summary>{body}</details>"
        )
