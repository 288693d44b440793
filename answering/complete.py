"""Decides whether the quotes found answer a question, or only bear on it."""

from collections.abc import Sequence

from answering.claims import Claim
from answering.knowledge import cues, kinds
from answering.lexicon import lexicon
from answering.types import Understood


def is_complete(key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether nothing that was asked about is left open by the claims shown."""
    return (
        not any(_hangs_on(name, key, shown) for name in key.absent)
        and _is_about(key, shown)
        and _names_what_was_asked(key, shown)
        and _has_number(key, shown)
    )


def _hangs_on(name: str, key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether the answer hangs on a thing that no source mentions.

    Not where it is one of several of its type ("oil or cream") and another is named; and what
    somebody feels changes nothing about a point that has nothing to do with it.
    """
    kind = lexicon().entity(name).type
    if kind in kinds("exact"):
        same = {e for e in key.entities if lexicon().entity(e).type == kind} - {name}
        same |= set(lexicon().entity(name).kinds) if kind in kinds("inherits") else set()
        return not any(same & (claim.entities | claim.broader) for claim in shown)
    return kind in kinds("states") or not set(key.aspects[:1]) & kinds("by_itself")


def _is_about(key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether any claim is about an asked-about topic, not only about the body."""
    return not key.topics or any(set(key.topics) & set(claim.about) for claim in shown)


def _names_what_was_asked(key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether the thing itself is named, where the answer hangs on it.

    Whether cream is used hangs on the cream; how long a session lasts does not hang on the
    complaint. What holds for sport holds for running.
    """
    named = frozenset().union(*(claim.entities | claim.broader for claim in shown))
    exact = [e for name in key.entities if (e := lexicon().entity(name)).type in kinds("exact")]
    return not exact or any(
        e.name in named or (e.type in kinds("inherits") and named & set(e.kinds)) for e in exact
    )


def _has_number(key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether a number is there, if one was asked for."""
    number = cues("questions", "has_number")
    return "number" not in key.wants or any(number.search(c.passage.text) for c in shown)
