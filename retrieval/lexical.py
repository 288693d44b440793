"""Finds passages by the words they share with a question; the only module that knows bm25s.

Words are folded to lower case and stemmed (Porter 2), so "treatments" finds "treatment".
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_EN_PLUS
from numpy.typing import NDArray

_WORD = re.compile(r"\w+(?:['’]\w+)?")
STOPWORDS = frozenset(word.casefold() for word in STOPWORDS_EN_PLUS)
FOLDER = "bm25"


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english", 0)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem under which a word is counted."""
    folded = unicodedata.normalize("NFKC", word).casefold().replace("’", "'").removesuffix("'s")
    return str(_stemmer().stemWord(folded))


def words(text: str) -> list[str]:
    """The words of a text in order, as written."""
    return _WORD.findall(text)


def stems(text: str) -> list[str]:
    """The stems of the words of a text that are not stop words, in order."""
    return [
        stem(word) for word in words(text) if word.casefold().replace("’", "'") not in STOPWORDS
    ]


class LexicalIndex:
    """BM25 (Lucene's variant, k1 1.5, b 0.75) over the passages of a corpus."""

    def __init__(self, model: bm25s.BM25) -> None:
        self._model = model

    @classmethod
    def build(cls, texts: Sequence[str]) -> "LexicalIndex":
        """Count the words of the texts; a text's position is its passage number."""
        model = bm25s.BM25(method="lucene")
        # An empty text would leave bm25s nothing to count; no word is spelled like this.
        model.index([stems(text) or ["\x00"] for text in texts], show_progress=False)
        return cls(model)

    def save(self, folder: Path) -> None:
        """Write the index below `folder`."""
        self._model.save(str(folder / FOLDER), show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read what `save` wrote; ValueError when it is not such an index."""
        try:
            return cls(bm25s.BM25.load(str(folder / FOLDER), load_vocab=True))
        except EOFError as error:
            raise ValueError(f"{FOLDER} holds an empty file") from error

    def __contains__(self, stemmed: str) -> bool:
        return stemmed in self._model.vocab_dict

    def scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every passage for the stems of a query; 0 where they share none."""
        known = sorted({word for word in query if word in self})
        if not known:
            return np.zeros(self._model.scores["num_docs"], dtype=np.float32)
        return np.asarray(self._model.get_scores(known), dtype=np.float32)
