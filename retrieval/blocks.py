"""Reads the plain text of a document as blocks: title, headings, paragraphs, lists, page furniture.

The rules know plain text as it is copied from web pages, and Markdown. Where structure is in
doubt the reader fails closed: after a gap wider than the document's usual one a plain-text
heading is no longer trusted, so a passage never stands under a heading that is not its own.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from retrieval.reading import furniture_role
from retrieval.types import Block, Document, Role, Span

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_RULE = re.compile(r"^([-*_=~#])(?:[ \t]*\1){2,}$")
_BULLET = re.compile(r"(?:[•☆★▪◦‣●○■□➢➤✓✔*+·–—-]|\(?\d{1,3}[.)]|\(?[a-z]\))[ \t\u00a0]+(?=\S)")
_TERMINAL = re.compile(r"[.!?。！？।؟۔…][\"'”’)\]»]*$")
_TERM_ITEM = re.compile(r"^[^\W\d_][^.:!?]{1,60}:\s+\S.*[.!?][\"'”’)]*$", re.DOTALL)

_HAS_HEADING: frozenset[Role] = frozenset({"paragraph", "lead-in", "item", "advert", "roadmap"})
_TABLE_OR_CODE = ("|", "```", "<")

MAX_HEADING_WORDS = 14
MAX_HEADING_CHARS = 110
MAX_ITEM_WORDS = 25
"""A line without a bullet that is longer than this is not an entry of an unmarked list."""
WRAP_WIDTH = 120
"""Documents whose longest line is no longer than this may have been wrapped by hand."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    gap: int  # blank lines before it
    text: str
    mark: str = ""  # bullet or number, outside the text


def blocks(document: Document) -> tuple[Block, ...]:
    """The blocks of a document in reading order; every visible character but marks is in one."""
    lines = _joined(list(_lines(document.text)))
    return _Reader(document, lines).read()


def _lines(text: str) -> Iterator[_Line]:
    newline_end = 0
    for found in _LINE.finditer(text):
        raw = found.group()
        inner = raw.strip()
        if not inner:
            continue
        start = found.start() + len(raw) - len(raw.lstrip())
        gap = max(0, len(_BREAK.findall(text, newline_end, start)) - 1)
        newline_end = start + len(inner)
        yield _marked(_Line(start, newline_end, gap, inner))


def _marked(line: _Line) -> _Line:
    found = _BULLET.match(line.text)
    if not found or _RULE.match(line.text):
        return line
    rest = line.text[found.end() :]
    return replace(
        line, start=line.end - len(rest), text=rest, mark=line.text[: found.end()].strip()
    )


def _joined(lines: list[_Line]) -> list[_Line]:
    """Join the lines of paragraphs that were wrapped by hand."""
    if not lines or max(len(line.text) for line in lines) > WRAP_WIDTH:
        return lines
    width = sorted(len(line.text) for line in lines)[int(len(lines) * 0.9)]
    out: list[_Line] = []
    for line in lines:
        last = out[-1] if out else None
        if last and _continues(last, line, width):
            text = last.text + "\n" + line.text
            out[-1] = replace(last, end=line.end, text=text)
        else:
            out.append(line)
    return out


def _continues(last: _Line, line: _Line, width: int) -> bool:
    tail = last.text.rsplit("\n", 1)[-1]
    full = len(tail) >= 0.7 * width and width >= 40
    alone = any(_MARKDOWN_HEADING.match(text) or _RULE.match(text) for text in (tail, line.text))
    return line.gap == 0 and not line.mark and full and not alone


class _Reader:
    """One pass over the lines; holds the heading, the lead-in and the list in force."""

    def __init__(self, document: Document, lines: list[_Line]) -> None:
        self.document = document
        self.lines = lines
        self.out: list[Block] = []
        self.heading: Span | None = None
        self.lost: str | None = None
        self.lead: int | None = None
        self.in_list = False
        self.markdown = any(_MARKDOWN_HEADING.match(line.text) for line in lines)
        gaps = Counter(line.gap for line in lines if line.gap)
        self.usual_gap = gaps.most_common(1)[0][0] if gaps else 0
        self.notes = sorted(
            (note.start, note.heading) for note in document.notes if note.heading is not None
        )

    def read(self) -> tuple[Block, ...]:
        for index, line in enumerate(self.lines):
            if _RULE.match(line.text):
                self._leave_list()
                continue
            self._notice_lost_headings(line)
            self._take(index, line)
        return tuple(self.out)

    def _span(self, line: _Line) -> Span:
        return Span(self.document, line.start, line.end)

    def _add(self, role: Role, line: _Line, lead: int | None = None) -> None:
        under, lost = (self.heading, self.lost) if role in _HAS_HEADING else (None, None)
        self.out.append(Block(role, self._span(line), under, lead, lost))

    def _leave_list(self) -> None:
        self.lead, self.in_list = None, False

    def _notice_lost_headings(self, line: _Line) -> None:
        after_heading = bool(self.out) and self.out[-1].role in {"heading", "title"}
        if not self.markdown and line.gap > max(1, self.usual_gap) and not after_heading:
            self.heading, self.lost = None, None
            self._leave_list()
        while self.notes and self.notes[0][0] < line.end:
            self.heading, self.lost = None, self.notes.pop(0)[1] or None
            self._leave_list()

    def _take(self, index: int, line: _Line) -> None:
        found = _MARKDOWN_HEADING.match(line.text)
        if found:
            self._take_heading(self._without_hashes(line, found))
        elif index == 0 and self._is_title(line):
            self._add("title", line)
        elif line.mark and self._is_name(index):
            self._add("byline", line)
        elif line.mark and self._starts_or_continues_list(index):
            self._take_item(line)
        else:
            self._take_plain(index, line)

    def _is_title(self, line: _Line) -> bool:
        known = line.text == self.document.facts.title
        likely = known or (not line.mark and self._looks_like_heading(line))
        return likely and len(self.lines) > 1

    def _without_hashes(self, line: _Line, found: re.Match[str]) -> _Line:
        text = line.text[found.end() :].rstrip("#").rstrip() or line.text[found.end() :]
        start = line.start + found.end()
        return replace(line, start=start, end=start + len(text), text=text)

    def _take_heading(self, line: _Line) -> None:
        first = not self.out
        self._add("title" if first else "heading", line)
        self._leave_list()
        if not first:
            self.heading, self.lost = self._span(line), None

    def _starts_or_continues_list(self, index: int) -> bool:
        """A dash after a title is often the start of a byline, not of a list."""
        role = self._listed_role(self.lines[index])
        return role is None or role in {"advert", "roadmap"}

    def _listed_role(self, line: _Line) -> Role | None:
        """In a list "A person with …" is no caption, and "By …" after a lead-in no byline."""
        role = furniture_role(line.text)
        mistaken = role == "caption" or (role == "byline" and self.lead is not None)
        return None if mistaken else role

    def _take_item(self, line: _Line) -> None:
        self.in_list = True
        complete = bool(_TERM_ITEM.match(line.text))
        role = self._listed_role(line) or ("paragraph" if complete else "item")
        self._add(role, line, self.lead)

    def _take_plain(self, index: int, line: _Line) -> None:
        if self._is_unmarked_item(index, line) and self._listed_role(line) is None:
            self._add("item", line, self.lead)
            return
        role = furniture_role(line.text) if self._is_furniture(line) else None
        if role:
            self._add(role, line)
            return
        if line.text.endswith((":", "：")) and not self._is_last(index):
            self._add("lead-in", line)
            self.lead, self.in_list = len(self.out) - 1, False
        elif self._is_name(index):
            self._add("byline", line)
        elif self._looks_like_heading(line) and not self._is_last(index):
            self._take_heading(line)
        elif self._is_stray(line):
            self._add("byline", line)
        else:
            self._leave_list()
            self._add("paragraph", line)

    def _is_last(self, index: int) -> bool:
        return index + 1 >= len(self.lines)

    def _is_name(self, index: int) -> bool:
        """A short line with a byline right below it is the author's name, not a heading."""
        if self.lead is not None:
            return False
        below = self.lines[index + 1].text if not self._is_last(index) else ""
        return len(self.lines[index].text.split()) <= 5 and furniture_role(below) == "byline"

    def _is_furniture(self, line: _Line) -> bool:
        """Short lines as a whole; long ones are judged sentence by sentence later."""
        return not _TERMINAL.search(line.text) or len(_TERMINAL_ENDS.findall(line.text)) <= 1

    def _is_unmarked_item(self, index: int, line: _Line) -> bool:
        """A short line after a lead-in, or after another such item, that ends no sentence."""
        if self.lead is None or (line.gap and line.gap >= max(1, self.usual_gap)):
            return False
        if line.mark or _TERMINAL.search(line.text) or line.text.endswith(":"):
            return False
        previous = self.out[-1]
        follows = previous.role == "lead-in" or (previous.role == "item" and not self.in_list)
        return follows and len(line.text.split()) <= MAX_ITEM_WORDS

    def _looks_like_heading(self, line: _Line) -> bool:
        text = line.text
        if line.mark or len(text) > MAX_HEADING_CHARS or len(text.split()) > MAX_HEADING_WORDS:
            return False
        if text.startswith(_TABLE_OR_CODE):
            return False
        if text.endswith("?"):
            return len(_TERMINAL_ENDS.findall(text)) == 1 and text[0].isupper()
        return not _TERMINAL.search(text) and text[-1] not in ":;," and not text[0].islower()

    def _is_stray(self, line: _Line) -> bool:
        """A lower-case scrap without an end mark, such as a repeated author name."""
        return len(line.text.split()) <= 4 and not _TERMINAL.search(line.text) and not line.mark


_TERMINAL_ENDS = re.compile(r"[.!?。！？।][\"'”’)\]»]*(?=\s|$)")
