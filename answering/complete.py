"""Decides whether the quotes found answer a question, or only bear on it."""

from collections.abc import Sequence

from answering.claims import Claim
from answering.knowledge import cues, knowledge
from answering.lexicon import lexicon
from answering.types import Understood


def is_complete(key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether nothing that was asked about is left open by the claims shown."""
    return (
        not key.absent
        and _is_about(key, shown)
        and _names_what_was_asked(key, shown)
        and _has_number(key, shown)
    )


def _is_about(key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether any claim is about an asked-about topic, not only about the body."""
    return not key.topics or any(set(key.topics) & set(claim.about) for claim in shown)


def _names_what_was_asked(key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether the thing itself is named, where the answer hangs on it.

    Whether cream is used hangs on the cream; how long a session lasts does not hang on the
    complaint.
    """
    types = knowledge("questions")["types"]["exact"]
    named = frozenset().union(*(claim.entities | claim.broader for claim in shown))
    exact = {name for name in key.entities if lexicon().entity(name).type in types}
    return not exact or bool(exact & named)


def _has_number(key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether a number is there, if one was asked for."""
    number = cues("questions", "has_number")
    return "number" not in key.wants or any(number.search(c.passage.text) for c in shown)
