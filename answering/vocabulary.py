"""What understanding a question needs to know of a corpus and of words."""

from collections.abc import Callable
from dataclasses import dataclass

from answering.bank import Likeness
from answering.lexicon import lexicon
from answering.message import content_terms, is_said_around
from retrieval.lexical import STOPWORDS, stem


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a corpus and its model know of words.

    Whether the corpus has a stem, whether a word is usual, whether evidence mentions an entity,
    whether it stands in any text at all, the phrases of the corpus that a text holds, the ids of
    the sources whose maker it names, a text without the titles in it and the ids of their
    sources, what a text and the part of it that asks are like, how much
    it is like a message that needs help at once, and a text with its misspelled words put right.
    """

    has_stem: Callable[[str], bool]
    is_usual: Callable[[str], bool]
    mentions: Callable[[str], bool]
    stands_somewhere: Callable[[str], bool]
    phrases: Callable[[str], tuple[str, ...]]
    sources: Callable[[str], tuple[str, ...]]
    titled: Callable[[str], tuple[str, tuple[str, ...]]]
    likeness: Callable[[str, str], Likeness]
    urgency: Callable[[str], float]
    corrected: Callable[[str], str]

    def is_word(self, word: str) -> bool:
        """Whether it is a word at all, of the corpus or any other."""
        known = self.has_stem(stem(word)) or self.is_usual(word)
        return len(word) > 1 and (word.lower() in STOPWORDS or known)

    def terms(self, text: str) -> list[str]:
        """The words with content of a text without topics that name no thing and no maker."""
        return [
            word
            for word in content_terms(lexicon().without(text))
            if not self.sources(word) and (self.has_stem(stem(word)) or not is_said_around(word))
        ]
