"""Puts right misspelled words, where only one reading is near: "oesteoporosis" is osteoporosis.

Short forms that people write by habit ("appt") are written out.

A word is looked at only when it is long, no usual word and stands in no source, so that real words
are never turned into others. What the sources join by a hyphen may be written as one word.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping

from answering.names import any_name, name_key
from retrieval.lexical import words

SHORTEST = 6
"""Letters of the words that are meant; shorter ones are near to too many others."""
LEAST = 5
"""Letters from which a word is looked at, if one letter is all that it lacks."""
NEAR = 0.86
"""Share of letters that two spellings must have in common, in order."""
NEAR_SHORT = 0.9
"""The same for a word of LEAST letters: all of them."""
LEAST_SWAPPED = 4
"""Letters from which a word is looked at, if two neighbours of it have changed places."""
_ENDING = re.compile(r"(e?s|e?d|ing|l?y|e?rs?|ions?|al|ic|ive|ness|ment|able|ful|ie[sd]|iest)?")
"""What a form of a word ends in, behind what it has in common with another form."""
_HYPHENATED = re.compile(r"\b[^\W\d_]{2,}(?:-[^\W\d_]{2,})+\b")


class Spelling:
    """Knows the words of a corpus and its knowledge; read-only."""

    def __init__(
        self,
        known: Iterable[str],
        is_usual: Callable[[str], bool],
        short: Mapping[str, str] | None = None,
    ) -> None:
        self._by_letter: dict[str, list[str]] = {}
        known = list(known)
        self._joined: dict[str, str] = {
            joined.replace("-", ""): joined
            for text in known
            for joined in sorted(_HYPHENATED.findall(text.lower()))
        }
        self._known = frozenset(w.lower() for text in known for w in words(text))
        for word in sorted(self._known):
            if len(word) >= SHORTEST and word.isalpha():
                self._by_letter.setdefault(word[0], []).append(word)
        self._is_usual = is_usual
        self._short = dict(short or {})
        self._shorts = re.compile(rf"(?<!\w)(?:{any_name(self._short)})(?!\w)", re.IGNORECASE)

    def corrected(self, text: str) -> str:
        """The text with misspelled words put right; the same text when there are none."""
        text = self._shorts.sub(lambda found: self._short[name_key(found.group())], text)
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
        if not word.isalpha() or word in self._known or self._is_usual(word):
            return None
        swapped = [other for other in _swaps(word) if other in self._known]
        if len(word) >= LEAST_SWAPPED and len(swapped) == 1:
            return swapped[0]
        other_letter = [other for other in known if _differs_in_one(word, other)]
        if len(word) >= SHORTEST and len(other_letter) == 1:
            return other_letter[0]
        if len(word) < LEAST:
            return None
        cutoff = NEAR if len(word) >= SHORTEST else NEAR_SHORT
        near = difflib.get_close_matches(word, known, n=1, cutoff=cutoff)
        return near[0] if near and not _is_form(word, near[0]) else None


def _swaps(word: str) -> set[str]:
    """The word with two neighbours in each other's place."""
    return {word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(1, len(word) - 1)}


def _differs_in_one(word: str, other: str) -> bool:
    """Whether one letter stands for another, and the two are no forms of one word."""
    if len(word) != len(other) or sum(map(str.__ne__, word, other)) != 1:
        return False
    return not _is_form(word, other)


def _is_form(word: str, other: str) -> bool:
    """Whether the two are forms of one word, such as "stretchy" and "stretches"."""
    pairs = enumerate(zip(word, other, strict=False))
    same = next((n for n, (a, b) in pairs if a != b), min(len(word), len(other)))
    return bool(_ENDING.fullmatch(word[same:]) and _ENDING.fullmatch(other[same:]))
