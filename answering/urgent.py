"""Recognises messages that describe an emergency, by the signs in `urgent.toml`."""

import re
from functools import cache

from answering.knowledge import any_of, cues, knowledge
from retrieval.sentences import sentences


@cache
def _signs() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    return tuple(
        (sign["name"], tuple(any_of(patterns) for patterns in sign["all"]))
        for sign in knowledge("urgent")["sign"]
    )


ALARM = 0.42
"""How much a message must be like the urgent ones of `urgent_examples.toml` to raise the alarm."""
SIGN = 0.24
"""How much less is enough when it also shows a sign of `urgent.toml`."""
CALM = 0.15
"""How much more is needed when it shows none and tells of something ordinary."""


def is_urgent(text: str, likeness: float) -> bool:
    """Whether a message calls for help at once, by its likeness to urgent ones and by its signs."""
    if urgent_sign(text) is not None:
        return likeness > ALARM - SIGN
    return likeness > ALARM + CALM * bool(cues("urgent", "calm").search(text))


def urgent_sign(text: str) -> str | None:
    """The name of the first sign that a message shows, or None."""
    told = " ".join(
        cues("urgent", "denied").sub(" ", sentence)
        for start, end in sentences(text)
        if (sentence := text[start:end]) and not _is_past_or_general(sentence)
    )
    for name, groups in _signs():
        if all(group.search(told) for group in groups):
            return name
    return None


def _is_past_or_general(sentence: str) -> bool:
    """What is long past, or about nobody in particular, calls for no help now."""
    return bool(cues("urgent", "unless").search(sentence)) and not cues("urgent", "now").search(
        sentence
    )
