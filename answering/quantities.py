"""Reads numbers with a unit ("90 to 120 seconds", "about an hour") so that they can be compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from answering.knowledge import any_of, knowledge

NO_LIMIT = "no limit"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of one measure, from `low` to `high` in the measure's smallest unit.

    `high` is 0 where a text says that there is no limit; `aspects` are the aspects under which
    such amounts are compared.
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
        return f"{self.low:g}-{self.high:g}" if self.high else NO_LIMIT


def quantities(text: str) -> Iterator[Quantity]:
    """Every amount in a text, and the statement that a time has no limit."""
    for match in _amounts().finditer(text):
        unit, size = _unit(match["unit"])
        if match["low"].lower() in unit.get("not_counted", ()):
            continue
        low, high = _number(match["low"]), _number(match["high"] or match["low"])
        first = _unit(match["first"])[1] if match["first"] else size
        low_end = 0.0 if match["up_to"] else low[0] * first
        yield Quantity(unit["measure"], low_end, high[1] * size, frozenset(unit["aspects"]))
    if any_of(knowledge("quantities")["no_limit"]).search(text):
        unit = knowledge("quantities")["unit"][0]
        yield Quantity(unit["measure"], 0.0, 0.0, frozenset(unit["aspects"]))


@cache
def _amounts() -> re.Pattern[str]:
    """A number or a range with its unit; "a few minutes to 15 minutes" names the unit twice."""
    words = sorted(knowledge("quantities")["words"], key=len, reverse=True)
    number = rf"(?:\d+(?:[.,]\d+)?|\b(?:{'|'.join(map(re.escape, words))}))"
    names = sorted(_units(), key=len, reverse=True)
    unit = rf"(?:{'|'.join(map(re.escape, names))})s?(?!\w|[\s-]+olds?\b)"
    return re.compile(
        rf"(?<![\w.])(?P<up_to>(?:up to|at most|less than|under) )?(?P<low>{number})"
        rf"(?:(?:[\s-]*(?P<first>{unit}))?\s*(?:-|–|—|to|or|and)\s*(?P<high>{number}))?"
        rf"[\s-]*(?P<unit>{unit})",
        re.IGNORECASE,
    )


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
    listed = knowledge("quantities")["words"].get(written.lower())
    if listed:
        return float(listed[0]), float(listed[1])
    value = float(written.replace(",", "."))
    return value, value
