"""Makes a message readable: one line of text, and the words in it that carry content."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from answering.knowledge import cues, knowledge
from retrieval.lexical import STOPWORDS, words

MAX_CHARS = 2000
"""Characters of a question that are read; more than a page of text is not a question."""
MAX_TERMS = 24
SHORTEST = 3
"""Letters that a word needs to say something between strings that are none, and words that must
be left where what frames a question is taken out."""

_TAG = re.compile(r"<[^<>]{0,200}>")
_LETTERS = re.compile(r"[^\W\d_]")
_QUOTED = re.compile(r"(?<!\w)[\"“‘'`]([^\"“”‘’'`]{3,40})[\"”’'`](?!\w)")
_QUOTES = re.compile(r"(?<!\w)['‘’\"“”]|['‘’\"“”](?!\w)")
_UNREADABLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}", re.IGNORECASE)


def cleaned(question: str) -> str:
    """The question as one line without control characters or markup, at most MAX_CHARS long."""
    text = question.encode("utf-8", "replace").decode("utf-8")
    text = _TAG.sub(" ", unicodedata.normalize("NFC", text))
    text = "".join(c if unicodedata.category(c) not in {"Cc", "Cf"} else " " for c in text)
    return " ".join(text.split())[:MAX_CHARS].strip()


def content_terms(text: str) -> list[str]:
    """The words of a question that carry its content, as written, at most MAX_TERMS."""
    return list(dict.fromkeys(filter(carries_content, words(text))))[:MAX_TERMS]


def quoted_terms(text: str) -> list[str]:
    """The words with content that a message puts in quotation marks, as what it asks about."""
    return content_terms(" ".join(_QUOTED.findall(text)))


def unframed(text: str) -> str:
    """A text without quotation marks and without what only speaks of the sources as asked.

    What frames a question stays where hardly anything else would be left.
    """
    plain = _QUOTES.sub(" ", text)
    bare = cues("questions", "framing").sub(" ", plain)
    return " ".join((bare if len(words(bare)) >= SHORTEST else plain).split())


def carries_content(word: str) -> bool:
    """Whether a word says what is asked, unlike stop words and "please"."""
    return len(word) > 1 and _plain(word) not in _empty_words()


def is_said_around(word: str) -> bool:
    """Whether people put a word around any question, whatever they ask: "honestly"."""
    return _plain(word) in _words_around()


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


@cache
def _empty_words() -> frozenset[str]:
    return STOPWORDS | frozenset(knowledge("questions")["words"]["empty"])


def _says(word: str) -> bool:
    """Whether a word carries content, or opens a question."""
    return carries_content(word) or bool(cues("questions", "opens_question").match(word))


@cache
def _interjections() -> frozenset[str]:
    return frozenset(knowledge("questions")["words"]["interjections"])


@cache
def _words_around() -> frozenset[str]:
    return frozenset(knowledge("questions")["words"]["around"]) | _interjections()


def is_meaningless(text: str, is_word: Callable[[str], bool]) -> bool:
    """Whether nothing in it has letters, or all that could say something is no word.

    Such are strings that `is_word` denies, with nothing but "ugh" or "the" beside them.
    """
    if not _LETTERS.search(text):
        return True
    asked = words(text)
    told = [word for word in asked if not word.isdigit() and not is_said_around(word)]
    said = [word for word in told if len(word) >= SHORTEST and is_word(word)]
    if any(map(carries_content, said)) or not all(word.isascii() for word in asked):
        return False
    if {*map(_plain, asked)} & _interjections() and not any(map(_says, told)):
        return True
    unknown = [word for word in told if len(word) > 1 and not is_word(word)]
    return len(unknown) > 1 or (not said and bool(unknown) and bool(_UNREADABLE.search(text)))
