"""Puts right misspelled words, where only one reading is near: "oesteoporosis" is osteoporosis.

A word is looked at only when it is long, no usual word and stands in no source, so that real words
are never turned into others. What the sources join by a hyphen may be written as one word.
"""

import difflib
import re
from collections.abc import Callable, Iterable

from retrieval.lexical import words

SHORTEST = 6
"""Letters from which a word is looked at; shorter ones are near to too many others."""
NEAR = 0.86
"""Share of letters that two spellings must have in common, in order."""
_HYPHENATED = re.compile(r"\b[^\W\d_]{2,}(?:-[^\W\d_]{2,})+\b")


class Spelling:
    """Knows the words of a corpus and its knowledge; read-only."""

    def __init__(self, known: Iterable[str], is_usual: Callable[[str], bool]) -> None:
        self._by_letter: dict[str, list[str]] = {}
        known = list(known)
        self._joined: dict[str, str] = {
            joined.replace("-", ""): joined
            for text in known
            for joined in sorted(_HYPHENATED.findall(text.lower()))
        }
        for word in sorted({w.lower() for text in known for w in words(text)}):
            if len(word) >= SHORTEST and word.isalpha():
                self._by_letter.setdefault(word[0], []).append(word)
        self._is_usual = is_usual

    def corrected(self, text: str) -> str:
        """The text with misspelled words put right; the same text when there are none."""
        for word in dict.fromkeys(words(text)):
            meant = self._meant(word.lower())
            if meant:
                text = text.replace(word, meant)
        return text

    def _meant(self, word: str) -> str | None:
        """The one known word that a misspelled one is near to."""
        known = self._by_letter.get(word[:1], [])
        if word in self._joined and not self._is_usual(word):
            return self._joined[word]
        if len(word) < SHORTEST or not word.isalpha() or word in known or self._is_usual(word):
            return None
        near = difflib.get_close_matches(word, known, n=1, cutoff=NEAR)
        return near[0] if near and not _is_form(word, near[0]) else None


def _is_form(word: str, other: str) -> bool:
    """Whether the two are forms of one word, such as "stretchy" and "stretches"."""
    shortest = min(len(word), len(other))
    return word[: shortest - 2] == other[: shortest - 2]
