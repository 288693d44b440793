"""What is found of a claim: how strongly it speaks to a question, and whether it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from answering.claims import Claim

FULL = 1.0
"""What a claim gains for answering the very aspect that was asked about."""
BELOW_BEST = 0.5
"""Claims of a source that are weaker than its strongest by more than this are left out, unless an
editor or their wording says that they answer the very aspect that was asked about."""

Verdict = Literal["shown", "says nothing on it", "weaker than others here", "too many"]


@dataclass(frozen=True, slots=True)
class Found:
    """A claim with how strongly it speaks to the key."""

    claim: Claim
    strength: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """A claim on the topic, what its strength is made of, and whether it is shown."""

    claim: Claim
    parts: tuple[tuple[str, float], ...]
    verdict: Verdict = "says nothing on it"

    @property
    def strength(self) -> float:
        """How strongly the claim speaks to the key; 0 when it does not."""
        return round(sum(value for _, value in self.parts), 6)


def with_whole_lists(found: Sequence[Judgement], floor: float) -> list[Judgement]:
    """Where nothing single is asked about, the items of a list are shown all or not at all."""
    leads = {j.claim.passage.lead for j in found if j.verdict == "shown"} - {None}
    return [
        replace(j, verdict="shown")
        if j.claim.passage.lead in leads and j.strength and j.strength >= floor
        else j
        for j in found
    ]


def verdict(one: Judgement, rank: int, floor: float, cap: int) -> Verdict:
    """Whether the claim with this rank in its source is shown; `floor` is the least strength."""
    if not one.strength:
        return "says nothing on it"
    if one.strength < floor and ("aspect", FULL) not in one.parts:
        return "weaker than others here"
    return "shown" if rank < cap else "too many"
