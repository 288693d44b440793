"""The angles of a question (how long, what for, does it hurt …): found by example, by wording.

A question is compared with the example phrasings of every aspect (`bank`). Names of treatments are
masked first, since they would outweigh the angle. Cue patterns add a bonus where the wording is
plain.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from answering.knowledge import any_of, kinds, knowledge

MASK = "it"
CUE_BONUS = 0.15
"""What a matching cue pattern adds to the likeness of an aspect."""
TISSUE_BONUS = 0.1
"""What is added for aspects of the body where the body is named and no treatment is."""
MARGIN = 0.05
"""Aspects this close to the best one are taken too."""
MOST = 2
LEAST = 0.18
"""Below this likeness a question has no known angle ..."""
LEAST_UNNAMED = 0.25
"""... or below this, when it names nothing that the sources are about."""
LEAST_DISCLOSING = 0.3
"""... or is not about the documents themselves."""
LEAST_BESIDE_MEANING = 0.6
"""... or below this, when it asks what words mean."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One angle; `narrow` ones are answered by all their few claims, broad ones by the best."""

    name: str
    ask: str
    narrow: bool
    question: re.Pattern[str]
    claim: re.Pattern[str]
    examples: tuple[str, ...]


@cache
def aspects() -> tuple[Aspect, ...]:
    """The aspects of `aspects.toml`, in its order."""
    return tuple(
        Aspect(
            row["name"],
            row["ask"],
            row["narrow"],
            any_of(row["question"]),
            any_of(row["claim"]),
            tuple(example.replace("{x}", MASK) for example in row["examples"]),
        )
        for row in knowledge("aspects")["aspect"]
    )


@cache
def aspect(name: str) -> Aspect:
    """The aspect with this name."""
    return next(known for known in aspects() if known.name == name)


def is_narrow(name: str) -> bool:
    """Whether an aspect is answered by all its few claims."""
    return aspect(name).narrow


def aspects_of_question(
    text: str,
    likeness: Sequence[float],
    least: float = LEAST,
    *,
    of_tissue: bool = False,
    means: bool = False,
) -> tuple[str, ...]:
    """The aspects of a masked question, best first, at most MOST; none when nothing is near.

    `of_tissue` says that the question names a part of the body and no treatment, `means` that it
    asks what words mean.
    """

    def bonus(known: Aspect) -> float:
        tissue = of_tissue and known.name in kinds("of_tissue")
        return CUE_BONUS * bool(known.question.search(text)) + TISSUE_BONUS * tissue

    scored = [
        (round(like + bonus(known), 6), -number, known.name)
        for number, (known, like) in enumerate(zip(aspects(), likeness, strict=True))
    ]
    scored = [row for row in scored if row[0] >= LEAST_DISCLOSING or row[2] not in _disclosing()]
    scored.sort(reverse=True)
    best = scored[0][0]
    if means and scored[0][2] not in kinds("meanings"):
        least = LEAST_BESIDE_MEANING
    if best < least:
        return ()
    return tuple(name for score, _, name in scored[:MOST] if score >= best - MARGIN)


def _disclosing() -> frozenset[str]:
    """The aspects that are answered by what documents print about themselves."""
    return frozenset(knowledge("questions")["types"]["disclosures"])


def kin_of(name: str) -> tuple[str, ...]:
    """The aspects whose claims answer a question of this one as well."""
    return tuple(knowledge("questions")["kin"].get(name, ()))


def aspects_of_claim(text: str) -> tuple[str, ...]:
    """The aspects that a sentence answers, by its wording."""
    return tuple(known.name for known in aspects() if known.claim.search(text))


def aspects_of_heading(text: str) -> tuple[str, ...]:
    """The aspects that a heading announces, by its wording as a question or as a claim."""
    return tuple(
        known.name for known in aspects() if known.question.search(text) or known.claim.search(text)
    )
