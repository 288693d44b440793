"""Tells which class a text belongs to, by its likeness to example texts of every class.

Kernel ridge regression on class membership ("regularized least-squares classification", Rifkin,
Yeo and Poggio 2003): a Gaussian kernel on sentence vectors, and where it helps a linear one on the
words. A few lines, no training run, and the examples stay data that anybody can add to.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

from retrieval.embedding import Vectors
from retrieval.lexical import words

WIDTH = 2.0
"""How fast likeness falls with distance; chosen with RIDGE by leaving out each example in turn."""
WIDTH_WORDING = 4.0
"""The same where the words are looked at too."""
RIDGE = 0.3
"""How little a single example counts ..."""
RIDGE_WORDING = 1.0
"""... and how little where the words are looked at too."""
MEANING = 1.0
WORDING = 1.0
"""How much likeness of meaning and of wording count where both are looked at."""
BLOCK = 1000
"""Examples whose wording is compared with all others at a time."""
SLOTS = 4096
"""Places for words and pairs of words; two that share one are taken for each other."""
RECIPE = repr((WIDTH, WIDTH_WORDING, RIDGE, RIDGE_WORDING, MEANING, WORDING, SLOTS))
"""Everything that a fit depends on beside its examples."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Classifier:
    """Fitted once to examples: unit vectors (n, dimensions) and their weights (n, classes)."""

    examples: Vectors
    weights: Matrix
    share: Matrix

    @classmethod
    def fit(cls, examples: Vectors, classes: Sequence[int], count: int) -> "Classifier":
        """`examples` are unit vectors, shape (n, dimensions); `classes` their n class numbers."""
        share, weights = _fit(_likeness(examples, examples), classes, count, RIDGE)
        return cls(examples, weights, share)

    def scores(self, vectors: Vectors) -> Matrix:
        """How much each vector belongs to each class, about 0 to 1; shape (vectors, classes)."""
        return _rounded(_likeness(vectors, self.examples) @ self.weights + self.share)


@dataclass(frozen=True, slots=True)
class WordingClassifier:
    """Two classes, told apart by meaning and by the very words, such as "ago" and "now".

    `by_word` holds the weight of each slot of words and `rarity` how rare its words are.
    """

    examples: Vectors
    weights: Matrix
    share: Matrix
    by_word: Matrix
    rarity: Matrix

    @classmethod
    def fit(
        cls, examples: Vectors, texts: Sequence[str], classes: Sequence[int]
    ) -> "WordingClassifier":
        """`examples` are unit vectors of `texts`; a class is 1 for what is looked for, else 0."""
        held = sparse.csr_array(np.vstack([_counts(text).astype(np.float32) for text in texts]))
        seen = np.bincount(held.indices, minlength=SLOTS)
        rarity = np.log((1 + len(texts)) / (1 + seen)) + 1
        worded = _unit_rows(held.astype(np.float64) * rarity)
        near = MEANING * _likeness(examples, examples, WIDTH_WORDING)
        for start in range(0, len(texts), BLOCK):
            part = worded[start : start + BLOCK] @ worded.T
            near[start : start + BLOCK] += WORDING * part.toarray()
        share, weights = _fit(near, classes, 2, RIDGE_WORDING)
        return cls(examples, weights[:, 1], share[1:], WORDING * (worded.T @ weights[:, 1]), rarity)

    def scores(self, vectors: Vectors, texts: Sequence[str]) -> Matrix:
        """How much each text is of the class looked for, about 0 to 1; shape (texts,)."""
        near = MEANING * _likeness(vectors, self.examples, WIDTH_WORDING) @ self.weights
        worded = _unit(np.vstack([_counts(text) for text in texts]) * self.rarity) @ self.by_word
        return _rounded(near + worded + self.share)


def _likeness(vectors: Vectors, examples: Vectors, width: float = WIDTH) -> Matrix:
    near: Matrix = vectors.astype(np.float64) @ examples.T.astype(np.float64, copy=False)
    near -= 1.0
    near *= width
    return np.exp(near, out=near)


def _fit(near: Matrix, classes: Sequence[int], count: int, ridge: float) -> tuple[Matrix, Matrix]:
    """The share of each class among the examples, and the weight of each example for each class."""
    member = np.eye(count)[np.asarray(classes, dtype=np.intp)]
    share = member.mean(axis=0)
    near[np.diag_indices_from(near)] += ridge
    # Symmetric, so the transposed view is the same matrix in the order that is solved in place.
    factor = linalg.cho_factor(near.T, lower=True, overwrite_a=True, check_finite=False)
    weights: Matrix = linalg.cho_solve(factor, member - share, check_finite=False)
    return share, weights


def _counts(text: str) -> Matrix:
    """How often words and pairs of words stand in a text, damped; shape (SLOTS,)."""
    out = np.zeros(SLOTS)
    for piece in _pieces(text):
        out[zlib.crc32(piece.encode("utf-8", "replace")) % SLOTS] += 1
    damped: Matrix = np.log1p(out)
    return damped


def _pieces(text: str) -> Iterator[str]:
    found = [word.lower().replace("’", "'") for word in words(text)]
    yield from found
    yield from (f"{one} {other}" for one, other in pairwise(found))


def _unit(rows: Matrix) -> Matrix:
    """Rows of length 1; a row of nothing stays nothing."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Matrix = rows / np.where(lengths == 0, 1.0, lengths)
    return scaled


def _unit_rows(rows: sparse.csr_array) -> sparse.csr_array:
    """The same of rows that are mostly nothing."""
    lengths = np.sqrt((rows * rows).sum(axis=1))
    return sparse.csr_array(sparse.diags_array(1 / np.where(lengths == 0, 1.0, lengths)) @ rows)


def _rounded(found: Matrix) -> Matrix:
    """To six digits, so that the last bits of a sum decide nothing."""
    kept: Matrix = np.round(found, 6)
    return kept
