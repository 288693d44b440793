"""The example phrasings, all in one list, and what a text is by its likeness to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answering.angles import Angles, trained_for
from answering.aspects import aspects
from answering.classifier import RECIPE, Classifier, WordingClassifier
from answering.knowledge import knowledge
from retrieval.embedding import Encoder, Vectors
from retrieval.lexical import words
from retrieval.phrases import Arrays, fitted

TRAINED = 0.5
"""How much the trained model counts, beside the likeness to the examples."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a question is like those of each aspect, and like those about something else.

    `told` is how likely it asks nothing, and only tells.
    """

    aspects: Sequence[float]
    elsewhere: float
    told: float = 0.0


def phrases() -> tuple[str, ...]:
    """All example phrasings: what the index embeds once."""
    return tuple(phrase for group in _groups() for phrase in group)


@cache
def words_asked_with() -> frozenset[str]:
    """The words, in small letters, of all example phrasings: what people ask with."""
    return frozenset(word.lower() for phrase in phrases() for word in words(phrase))


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    """The examples of every aspect, then those of something else, then the urgent messages."""
    urgent = knowledge("urgent_examples")
    return (
        *(known.examples for known in aspects()),
        tuple(knowledge("elsewhere")["examples"]),
        tuple(urgent["harmless"]),
        tuple(urgent["urgent"]),
    )


@dataclass(frozen=True, slots=True)
class Bank:
    """Classifies texts; fitted once to the vectors of `phrases()`.

    `trained` is the model trained for the same angles, where it belongs to the encoder.
    """

    angles: Classifier
    urgent: WordingClassifier
    trained: Angles | None = None

    @classmethod
    def from_folder(cls, encoder: Encoder, folder: str | Path) -> "Bank":
        """The bank kept in an index folder, fitted first when it is not there."""
        kept = fitted(encoder, phrases(), folder, _fit, RECIPE)
        parts: dict[str, dict[str, NDArray[Any]]] = {"angles": {}, "urgent": {}}
        for name, array in kept.items():
            part, field = name.split(".")
            # Compared in double precision with every question, so turned into it only once.
            parts[part][field] = array.astype(np.float64) if field == "examples" else array
        found = Classifier(**parts["angles"]), WordingClassifier(**parts["urgent"])
        return cls(*found, trained_for(encoder))

    def likeness(self, vectors: Vectors, texts: Sequence[str]) -> Likeness:
        """Of a question given as several texts (the whole, then its sentences), the most.

        A sentence counts as far as it asks, not only tells. Whether a question is about something
        else the whole says, since a story beside it may be.
        """
        found = self.angles.scores(vectors)
        told = np.zeros(len(texts))
        if self.trained is not None:
            trained = self.trained.scores(texts)
            told = trained[:, -1]
            found = (1 - TRAINED) * found + TRAINED * trained[:, :-1]
        most = np.round((found * (1 - told)[:, None]).max(axis=0), 6)
        elsewhere = round(float(found[0, -1]), 6)
        return Likeness([float(score) for score in most[:-1]], elsewhere, float(told[0]))

    def aspects_of(self, vectors: Vectors) -> NDArray[np.float64]:
        """How much each text is like the questions of each aspect, shape (n, aspects)."""
        return self.angles.scores(vectors)[:, :-1]

    def urgency(self, vectors: Vectors, texts: Sequence[str]) -> float:
        """How much a message, the whole and its sentences, is like those that need help at once.

        The whole decides together with the sentence that is most like them.
        """
        found = self.urgent.scores(vectors, texts)
        return round(float((found[0] + found.max()) / 2), 6)


def _fit(vectors: Vectors) -> Arrays:
    """Both classifiers as arrays, by "part.field"."""
    parts = list(_split(vectors, [len(group) for group in _groups()]))
    angles = parts[:-2]
    urgent = [0] * (len(vectors) - len(parts[-1])) + [1] * len(parts[-1])
    made: dict[str, Classifier | WordingClassifier] = {
        "angles": Classifier.fit(np.vstack(angles), _numbers(angles), len(angles)),
        "urgent": WordingClassifier.fit(vectors, phrases(), urgent),
    }
    return {
        f"{part}.{field.name}": getattr(fit, field.name)
        for part, fit in made.items()
        for field in fields(fit)
    }


def _split(vectors: Vectors, sizes: Sequence[int]) -> Iterator[Vectors]:
    start = 0
    for size in sizes:
        yield vectors[start : start + size]
        start += size


def _numbers(parts: Sequence[Vectors]) -> list[int]:
    return [number for number, part in enumerate(parts) for _ in range(len(part))]
