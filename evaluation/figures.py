"""Figures that say how well something was found, and the comparison of texts that they rest on."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WORST = 5


@dataclass(frozen=True, slots=True)
class Counts:
    """How a detector did: hits, false alarms and misses."""

    hits: int
    alarms: int
    misses: int

    @classmethod
    def of(cls, pairs: Iterable[tuple[bool, bool]]) -> "Counts":
        """Counts over pairs of what was found and what is true."""
        all_ = list(pairs)
        return cls(
            hits=sum(found and true for found, true in all_),
            alarms=sum(found and not true for found, true in all_),
            misses=sum(true and not found for found, true in all_),
        )

    @property
    def precision(self) -> float:
        """The share of what was found that is true."""
        return share(self.hits, self.hits + self.alarms)

    @property
    def recall(self) -> float:
        """The share of what is true that was found."""
        return share(self.hits, self.hits + self.misses)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return share(2 * self.hits, 2 * self.hits + self.alarms + self.misses)

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f}, recall {self.recall:.3f}, F1 {self.f1:.3f} "
            f"({self.hits} hits, {self.alarms} false alarms, {self.misses} misses)"
        )


def share(part: int, whole: int) -> float:
    """A part of a whole; 0 of nothing."""
    return part / whole if whole else 0.0


def of_all(part: int, whole: int) -> str:
    """A share with the numbers it is made of, to be printed."""
    return f"{share(part, whole):.3f} ({part} of {whole})"


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """How often a positive scores above a negative, ties counting half; 0.5 without a pair."""
    if not positive or not negative:
        return 0.5
    ordered = sorted(negative)
    won = sum(bisect_left(ordered, one) + bisect_right(ordered, one) for one in positive)
    return won / (2 * len(positive) * len(negative))


def worst_labels(rows: Iterable[tuple[str, bool]]) -> list[tuple[str, int, int]]:
    """Of pairs of label and "is wrong", the worst labels by share, with wrong and all."""
    by_label: dict[str, list[bool]] = defaultdict(list)
    for label, wrong in rows:
        by_label[label].append(wrong)
    counted = [(label, sum(found), len(found)) for label, found in by_label.items() if any(found)]
    return sorted(counted, key=lambda one: (-share(*one[1:]), -one[1], one[0]))[:WORST]


def squeezed(text: str) -> str:
    """A text as it is compared: white space squeezed, case dropped."""
    return " ".join(re.split(r"\s+", text.strip())).casefold()


def is_inside(part: str, whole: str) -> bool:
    """Whether a text holds another, however its white space is set; an empty one never does."""
    return bool(squeezed(part)) and squeezed(part) in squeezed(whole)
