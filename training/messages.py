"""What the model of angles learns from: every example phrasing and the harder messages.

`messages.toml` holds messages in which the angle is hidden in a story or put in other words, those
that ask for several angles, what is about something else, and what people tell without asking.
"""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answering.aspects import aspects
from answering.knowledge import knowledge

FILE = Path(__file__).with_name("messages.toml")
WITH_STORY = 0.2
"""Share of the messages that get something told before or behind them in a pass."""
JOINED = 0.08
"""Share that ask a second question, taken from another message."""
_BETWEEN = (" and ", "? ", ", ", ". also ", " ")


@dataclass(frozen=True, slots=True)
class Message:
    """A text with the numbers of what it asks for; ELSEWHERE and TOLD follow the angles."""

    text: str
    asked: tuple[int, ...]


ELSEWHERE = len(aspects())
TOLD = ELSEWHERE + 1
CLASSES = TOLD + 1


def messages() -> list[Message]:
    """Everything to learn from, once."""
    harder: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    number = {known.name: n for n, known in enumerate(aspects())}
    found = [
        Message(text, (n,))
        for n, known in enumerate(aspects())
        for text in (*known.examples, *harder["angle"].get(known.name, ()))
    ]
    found += [
        Message(row["text"], tuple(number[name] for name in row["angles"]))
        for row in harder["several"]
    ]
    elsewhere = (*knowledge("elsewhere")["examples"], *harder["elsewhere"])
    found += [Message(text, (ELSEWHERE,)) for text in elsewhere]
    return [*found, *(Message(text, (TOLD,)) for text in harder["told"])]


def varied(all_of: list[Message], seed: int) -> Iterator[Message]:
    """All messages once, some of them with a story beside them or with a second question."""
    chance = random.Random(seed)
    told = [one.text for one in all_of if one.asked == (TOLD,)]
    asking = [one for one in all_of if len(one.asked) == 1 and one.asked[0] < ELSEWHERE]
    for one in all_of:
        drawn = chance.random()
        if one.asked == (ELSEWHERE,):
            yield one
        elif drawn < WITH_STORY:
            parts = [one.text, chance.choice(told)]
            chance.shuffle(parts)
            yield Message(" ".join(parts), one.asked)
        elif drawn < WITH_STORY + JOINED and len(one.asked) == 1 and one.asked != (TOLD,):
            other = chance.choice(asking)
            text = f"{one.text.rstrip('?. ')}{chance.choice(_BETWEEN)}{other.text}"
            yield Message(text, (*one.asked, *other.asked))
        else:
            yield one
