"""Cuts a stretch of text into sentences without losing or changing a character.

Western marks end a sentence when white space follows and the next word does not begin in
lower case; CJK and Indic marks end one wherever they stand. Abbreviations are data.
"""

import re
from collections.abc import Iterator
from functools import cache

from retrieval.reading import reading_data

_CLOSERS = "\"'”’»)\\]」』】》*_"
# A run of marks is tried once, from its first one, so that a hostile line stays cheap.
_END = re.compile(
    rf"(?:(?<![.!?…؟۔])[.!?…؟۔]++[{_CLOSERS}]*+(?=\s|$)|[。！？｡।॥]++[{_CLOSERS}]*+)"
    r"(?=\s*(?P<following>.{0,2}))",
    re.DOTALL,
)
_LAST_WORD = re.compile(r"[^\s(\[“\"‘']+$")
_INITIAL = re.compile(r"^[^\W\d_]$")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word.casefold() for word in reading_data()["abbreviations"]["never_end"])


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the sentences in `text[start:end]`, stripped of white space.

    Every character that is not white space lies in exactly one sentence.
    """
    end = len(text) if end is None else end
    begin = start
    for mark in _END.finditer(text, start, end):
        if mark.start() >= begin and _ends_sentence(text, begin, mark):
            yield from _stripped(text, begin, mark.end())
            begin = mark.end()
    yield from _stripped(text, begin, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    inner = piece.strip()
    if inner:
        left = start + len(piece) - len(piece.lstrip())
        yield left, left + len(inner)


def _ends_sentence(text: str, begin: int, mark: re.Match[str]) -> bool:
    following = mark["following"].lstrip("\"'“‘(«[*_")
    if not following:
        return True
    if following[0].islower():
        return False
    if not mark.group().startswith(".") or mark.group().startswith(".."):
        return True
    found = _LAST_WORD.search(text, max(begin, mark.start() - 40), mark.start())
    word = found.group().casefold() if found else ""
    if word.isdigit() and not text[begin : mark.start() - len(word)].strip():
        return False  # the number of a list entry, such as "1."
    if word == "no" and following[0].isdigit():
        return False
    return not (_INITIAL.match(word) and word not in {"i"}) and word not in _abbreviations()
