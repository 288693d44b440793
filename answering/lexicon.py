"""The things people ask about: conditions, body parts, substances; typed, with what they are.

Typed things are told apart from the rest of a question because only they decide whether a question
is a near miss: what is said of one treatment does not answer a question about another.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from answering.knowledge import kinds, knowledge
from answering.names import any_name, lowered, name_key


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing; `kinds` are the names of more general things, nearest first."""

    name: str
    type: str
    kinds: tuple[str, ...]


class Lexicon:
    """Finds entities in a text; the longest words win."""

    def __init__(self, rows: Iterable[dict[str, object]]) -> None:
        self._entities: dict[str, Entity] = {}
        self._of: dict[str, str] = {}
        for row in rows:
            name = str(row["name"])
            more = tuple(str(kind) for kind in _list(row.get("kinds")))
            self._entities[name] = Entity(name, str(row["type"]), more)
            for word in _list(row.get("words")):
                self._of[name_key(str(word))] = name
        self._pattern = re.compile(rf"(?<!\w)(?=({any_name(self._of)})(?:s|es|'s)?(?!\w))")

    def find(self, text: str) -> tuple[Entity, ...]:
        """The entities a text names, each once, in the order in which they stand."""
        return tuple(dict.fromkeys(entity for _, entity in self.named(text)))

    def named(self, text: str) -> tuple[tuple[str, Entity], ...]:
        """The entities a text names, each with the words that name it, in order."""
        return tuple(
            (word, self._entities[self._of[name_key(word)]]) for word, _, _ in self._matches(text)
        )

    def without(self, text: str) -> str:
        """The text with the names of entities taken out."""
        for _, start, end in reversed(list(self._matches(text))):
            text = f"{text[:start]} {text[end:]}"
        return text

    @property
    def names(self) -> tuple[str, ...]:
        """How the things are called here, without what people write for them."""
        return tuple(self._entities)

    def general(self, name: str) -> tuple[str, ...]:
        """What a thing is a kind of; "a medical condition" is none, it would cover everything."""
        everything = kinds("everything")
        return tuple(kind for kind in self._entities[name].kinds if kind not in everything)

    def complaint_of(self, name: str) -> tuple[str, ...]:
        """The complaint that a complaint is first of all a kind of, where it is."""
        nearest = self._entities[name].kinds[:1]
        chain = [self._entities[one] for one in (name, *nearest) if one in self._entities]
        is_complaint = all(entity.type in kinds("complaints") for entity in chain)
        return tuple(
            e.name for e in chain[1:] if is_complaint and e.name not in kinds("everything")
        )

    def entity(self, name: str) -> Entity:
        """The entity with this name."""
        return self._entities[name]

    def _matches(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Words found, with their offsets, in order; of those that overlap the longest."""
        found = [(m.group(1), *m.span(1)) for m in self._pattern.finditer(lowered(text))]
        kept: list[tuple[str, int, int]] = []
        for word, start, end in sorted(found, key=lambda row: (row[1] - row[2], row[1])):
            if all(end <= other[1] or start >= other[2] for other in kept):
                kept.append((word, start, end))
        yield from sorted(kept, key=lambda row: row[1])


@cache
def lexicon() -> Lexicon:
    """The lexicon of `lexicon.toml`."""
    return Lexicon(knowledge("lexicon")["entity"])


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []
