"""Finds the sources that a question names by their title, or by words of theirs that it quotes."""

import re
from collections.abc import Iterable
from functools import cached_property

from answering.knowledge import cues
from answering.names import name_key
from retrieval.lexical import words
from retrieval.types import Document

SHORTEST_TITLE = 4
"""Words of a title from which it stands for its source; shorter ones are what it is about."""
SHORTEST_QUOTE = 3
"""Words of a quotation that tell a source from others."""
_OPENS = re.compile(r"[\"“‘'`]\s*$")
"""A quotation mark right before a title."""
_QUOTATION = re.compile(r"(?<!\w)[\"“‘'`](?P<words>[^\"“”‘`]{8,120}?)[\"”’'`](?!\w)")


class Titles:
    """The titles and texts of the sources, to be found in a question."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)

    @cached_property
    def _titles(self) -> dict[str, re.Pattern[str]]:
        found = {d.id: words(d.facts.title) for d in self.documents}
        return {
            name: re.compile(r"\W+".join(map(re.escape, title)) + r"(?!\w)\W*", re.IGNORECASE)
            for name, title in found.items()
            if len(title) >= SHORTEST_TITLE
        }

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {d.id: _plain(d.text) for d in self.documents}

    def taken_out(self, text: str) -> tuple[str, tuple[str, ...]]:
        """The text without the titles and quotations that name sources, and the sources' ids."""
        speaks = cues("questions", "speaks_of_source")
        for name, title in self._titles.items():
            found = title.search(text)
            rest = title.sub(" ", text)
            # Most titles could be questions: one is meant as such only where something says so.
            if found and (_OPENS.search(text[: found.start()]) or speaks.search(rest)):
                return _bare(rest), (name,)
        quotation = _QUOTATION.search(text)
        if quotation is None or not speaks.search(text):
            return text, ()
        said = _plain(quotation["words"]).strip()
        ids = tuple(name for name, own in self._texts.items() if f" {said} " in own)
        if len(said.split()) < SHORTEST_QUOTE or not 0 < len(ids) < len(self.documents):
            return text, ()
        return _bare(text.replace(quotation.group(), " ")), ids


def _plain(text: str) -> str:
    """The words of a text in one spelling, with a space around each."""
    return f" {' '.join(map(name_key, words(text)))} "


def _bare(text: str) -> str:
    return " ".join(text.split())
