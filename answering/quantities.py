"""Reads numbers with a unit ("90 to 120 seconds", "about an hour") so that they can be compared."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from answering.knowledge import any_of, cues, knowledge

NO_LIMIT = "no limit"
_TEN = 10


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of one measure, from `low` to `high` in the measure's smallest unit.

    `high` is infinite where a text says that there is no limit; `aspects` are the aspects under
    which such amounts are compared.
    """

    measure: str
    low: float
    high: float
    aspects: frozenset[str]

    def meets(self, other: "Quantity") -> bool:
        """Whether the two amounts, of the same measure, have anything in common."""
        same = self.measure == other.measure
        return same and self.low <= other.high and other.low <= self.high

    @property
    def shown(self) -> str:
        """The amount in one form, the same for equal amounts."""
        return f"{self.low:.12g}-{self.high:.12g}" if math.isfinite(self.high) else NO_LIMIT


def quantities(text: str) -> Iterator[Quantity]:
    """Every amount in a text, and every statement that an amount has no limit."""
    for match in _amounts().finditer(text):
        unit, size = _unit(match["unit"])
        if match["low"].lower() not in unit.get("not_counted", ()):
            low, high = _range(match, size)
            yield Quantity(unit["measure"], low, high, frozenset(unit["aspects"]))
    for unit in knowledge("quantities")["unit"]:
        if any_of(unit.get("no_limit", ())).search(text):
            yield Quantity(unit["measure"], math.inf, math.inf, frozenset(unit["aspects"]))


def _range(match: re.Match[str], size: float) -> tuple[float, float]:
    """From the least to the most that an amount can mean, in the measure's smallest unit."""
    more = size / 2 if match["half"] else 0.0
    first = _unit(match["first"])[1] if match["first"] else size
    ends = [end * first for end in _number(match["low"])]
    ends += [end * size for end in _number(match["high"])] if match["high"] else []
    return (0.0 if match["up_to"] else min(ends) + more), max(ends) + more


@cache
def _amounts() -> re.Pattern[str]:
    """A number or a range with its unit; "a few minutes to 15 minutes" names the unit twice."""
    spoken = "|".join(map(re.escape, sorted(_spoken(), key=len, reverse=True)))
    number = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\b(?:{spoken})(?!\w))"
    names = sorted(_units(), key=len, reverse=True)
    unit = rf"(?:{'|'.join(map(re.escape, names))})s?(?!\w|[\s-]+olds?\b)"
    return re.compile(
        rf"(?<![\w.])(?P<up_to>(?:up to|at most|less than|under) )?(?P<low>{number})"
        rf"(?:(?:[\s-]*(?P<first>{unit}))?\s*(?:-|–|—|to|or|and)\s*(?P<high>{number}))?"
        rf"[\s-]*(?P<unit>{unit})(?P<half> and a half\b)?",
        re.IGNORECASE | re.ASCII,
    )


@cache
def _spoken() -> dict[str, tuple[float, float]]:
    """What number words mean, from the least to the most; also "two and a half"."""
    known = {
        word: (float(a), float(b)) for word, (a, b) in knowledge("quantities")["words"].items()
    }
    exact = {word: low for word, (low, high) in known.items() if low == high and " " not in word}
    tens = {word: value for word, value in exact.items() if value >= _TEN * 2 and value % _TEN == 0}
    ones = {word: value for word, value in exact.items() if 1 <= value < _TEN and len(word) > 2}
    for ten, value in tens.items():
        known |= {
            f"{ten}{sign}{one}": (value + n, value + n) for one, n in ones.items() for sign in "- "
        }
    known |= {f"{one} and a half": (n + 0.5, n + 0.5) for one, n in ones.items()}
    return known


@cache
def _units() -> dict[str, dict[str, Any]]:
    return {name: unit for unit in knowledge("quantities")["unit"] for name in unit["names"]}


def _unit(written: str) -> tuple[dict[str, Any], float]:
    """The unit as it is listed, and its size."""
    name = written.lower()
    name = name if name in _units() else name.removesuffix("s")
    unit = _units()[name]
    return unit, float(unit["names"][name])


def _number(written: str) -> tuple[float, float]:
    """The least and the most that a number, in digits or as a word, can mean."""
    listed = _spoken().get(written.lower())
    if listed:
        return listed
    thousands = re.match(r"\d{1,3},\d{3}", written)
    value = float(written.replace(",", "" if thousands else "."))
    return value, value


def number_kinds(text: str) -> list[str]:
    """The kinds of number that a question asks for, of those that no other number answers."""
    table = knowledge("questions")["number_kinds"]
    return [name for name, kind in table.items() if any_of(kind["asked"]).search(text)]


def number_given(wants: Iterable[str]) -> re.Pattern[str]:
    """How a sentence shows that it gives a number of the wanted kind, or any number."""
    table = knowledge("questions")["number_kinds"]
    given = [pattern for name in wants if name in table for pattern in table[name]["given"]]
    return any_of(given) if given else cues("questions", "has_number")
