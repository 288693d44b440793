"""Turns a follow-up into a question that stands alone, or leaves it as it is.

A short turn that leans on the conversation ("what about the other?", "and how long?") takes over
what it lacks from the last question that has it. Without history nothing is guessed.
"""

import re
from collections.abc import Sequence

from answering.knowledge import any_of, cues, knowledge
from answering.lexicon import lexicon
from answering.topics import Topics
from retrieval.lexical import words

BOTH = 2
"""Treatments spoken of last that a turn means by "both", "which one" or "either of them"."""


def standalone(text: str, history: Sequence[str], topics: Topics) -> str:
    """The question with the topic, or the question with the other topic, of the conversation.

    What is asked of "her" who wrote a document goes on from the question before.
    """
    if history and not topics.find(text) and cues("questions", "maker").search(text):
        return f"{history[-1]} {text}"
    return _going_on(text, _resolved(history, topics), topics)


def _going_on(text: str, turns: Sequence[str], topics: Topics) -> str:
    """A turn made to stand alone by earlier ones that do."""
    pair = _pair(turns, topics) if _of_both(text, topics) else []
    if len(pair) == BOTH:
        return _carrying(text, pair)
    return _joined(text, _last_named(turns, topics), topics)


def _last_named(turns: Sequence[str], topics: Topics) -> str:
    """The last turn that names a subject."""
    return next((turn for turn in reversed(turns) if topics.find(turn)), "")


def _of_both(text: str, topics: Topics) -> bool:
    """Whether a turn names nothing and speaks of the two that were spoken of."""
    table = knowledge("questions")["follow_up"]
    alone = not topics.find(text) and _leans(text, topics)
    return alone and bool(any_of(table["both"]).search(text))


def _pair(turns: Sequence[str], topics: Topics) -> list[str]:
    """The treatments named last, at most BOTH, in the order in which they were named."""
    named = (name for turn in reversed(turns) for name in reversed(topics.find(turn)))
    treatments = set(topics.treatments())
    last = [name for name in dict.fromkeys(named) if name in treatments][:BOTH]
    return last[::-1]


def _carrying(text: str, names: Sequence[str]) -> str:
    return f"{text.rstrip(' ?.!')} ({' and '.join(names)})?" if names else text


def told_on(text: str, history: Sequence[str], topics: Topics) -> str:
    """The last question on a subject with what a turn adds to it without asking anything."""
    return f"{_last_named(_resolved(history, topics), topics)} {text}".strip()


def _resolved(history: Sequence[str], topics: Topics) -> list[str]:
    """Earlier turns, each made to stand alone by the ones before it."""
    out: list[str] = []
    for turn in history:
        out.append(_going_on(turn, out, topics))
    return out


def _joined(text: str, earlier: str, topics: Topics) -> str:
    if not earlier or not _leans(text, topics):
        return text
    named = topics.find(text)
    if not named and cues("questions", "why_so").search(text):
        return earlier
    if not named and (swapped := _with_thing(earlier, text)):
        return swapped
    if named and _swaps(text, topics):
        return _with_topic(earlier, named[0], topics)
    if named and not _sets_apart(text):
        return text
    return _carrying(text, [name for name in topics.find(earlier) if name not in named])


def _sets_apart(text: str) -> bool:
    """Whether a turn compares what was spoken of, as "it", with what it names."""
    table = knowledge("questions")["follow_up"]
    return bool(any_of(table["it"]).search(text)) and bool(
        cues("questions", "compare").search(text)
    )


def _leans(text: str, topics: Topics) -> bool:
    """Whether a turn is short and lacks a subject, or opens like a continuation."""
    table = knowledge("questions")["follow_up"]
    if len(words(text)) > table["longest_turn"]:
        return False
    opens = any_of(table["opens"]).search(text)
    return bool(opens or not topics.find(text) or _sets_apart(text))


def _swaps(text: str, topics: Topics) -> bool:
    """Whether a turn only puts another topic in the place of the last one."""
    table = knowledge("questions")["follow_up"]
    rest = any_of(table["opens"]).sub(" ", topics.without(text))
    said = {word.lower() for word in words(rest)} - set(table["linking"])
    return not said or bool(any_of(table["swap"]).search(text))


def thing_alone(text: str) -> str:
    """The complaint or body part that a turn names and says nothing else; empty if it says more."""
    table = knowledge("questions")["follow_up"]
    rest = lexicon().without(any_of(table["opens"]).sub(" ", text))
    said = {word.lower() for word in words(rest)} - set(table["linking"])
    named = _swappable(text)
    return named[0] if len(named) == 1 and not said else ""


def _swappable(text: str) -> list[str]:
    types = knowledge("questions")["follow_up"]["swappable"]
    return [word for word, entity in lexicon().named(text) if entity.type in types]


def _with_thing(earlier: str, text: str) -> str:
    """The earlier question with the thing of a turn that names nothing else in place of its own."""
    new, old = thing_alone(text), _swappable(earlier)
    if not (new and old):
        return ""
    return re.sub(rf"(?<!\w){re.escape(old[0])}(?!\w)", new, earlier, count=1, flags=re.IGNORECASE)


def _with_topic(earlier: str, name: str, topics: Topics) -> str:
    """The earlier question about another topic."""
    if swapped := topics.swapped(earlier, name):
        return swapped
    rest = " ".join(topics.without(earlier).split()).rstrip(" ?.!")
    return f"{rest} {name}?"
