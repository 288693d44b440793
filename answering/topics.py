"""The subjects of a corpus by the names people give them, from `topics.toml` beside it."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answering.names import any_name, lowered, name_key
from retrieval.errors import DataFileError
from retrieval.types import Corpus

_KINDS = ("treatment", "variety", "subject")


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject; a treatment can be compared with others, another subject cannot.

    A variety of a treatment is one too, but is meant only where it is named. `treated_by` names the
    treatments that work on a part of the body.
    """

    name: str
    names: tuple[str, ...]
    is_treatment: bool
    is_variety: bool = False
    treated_by: tuple[str, ...] = ()


class Topics:
    """Finds topics in a text; the longest name wins, so a part of a name never counts."""

    def __init__(self, topics: Iterable[Topic] = (), neutral: Iterable[str] = ()) -> None:
        self.all = tuple(topics)
        self._of = {name_key(name): topic.name for topic in self.all for name in topic.names}
        names = any_name([*self._of, *map(name_key, neutral)])
        self._pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)")

    @classmethod
    def of_corpus(cls, corpus: Corpus) -> "Topics":
        """The topics of a corpus; none when it has no `topics.toml`."""
        return cls.read(Path(corpus.topics_file)) if corpus.topics_file else cls()

    @classmethod
    def read(cls, path: Path) -> "Topics":
        """Read a topics file; DataFileError says what does not fit."""
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
            topics = [_topic(row) for row in data.get("topic", ())]
            _check_treated(topics)
            return cls(topics, _names(data.get("neutral", {}).get("names", [])))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise DataFileError(
                f"{path} is not a topics file ({error}): every [[topic]] has a name, a kind "
                "('treatment', 'variety' or 'subject') and a list of names."
            ) from error

    def find(self, text: str) -> tuple[str, ...]:
        """The topics that a text names, each once, in the order of the topics file."""
        found = {self._of.get(name_key(match.group())) for match in self._matches(text)}
        return tuple(topic.name for topic in self.all if topic.name in found)

    def is_name(self, word: str) -> bool:
        """Whether a word or phrase is just the name of a topic."""
        return name_key(word) in self._of

    def without(self, text: str, instead: str = "") -> str:
        """The text with the names of topics taken out, or with another word in their place."""
        spans = [m.span() for m in self._matches(text) if name_key(m.group()) in self._of]
        for start, end in reversed(spans):
            text = f"{text[:start]} {instead} {text[end:]}"
        return text

    def swapped(self, text: str, name: str) -> str | None:
        """The text about another topic, in the place of the one it names; None if that is unclear.

        What a name adds to the topic stays ("… session", "… therapist").
        """
        named = [(*m.span(), self._of.get(name_key(m.group()))) for m in self._matches(text)]
        topics = [(start, end, topic) for start, end, topic in named if topic is not None]
        if len(topics) != 1:
            return None
        start, end, topic = topics[0]
        before, said, after = text[:start], text[start:end], text[end:]
        rest = said[len(topic) :] if lowered(said).startswith(f"{topic} ") else ""
        return f"{before}{name}{rest}{after}"

    def treatments(self, names: Iterable[str] | None = None) -> tuple[str, ...]:
        """Those of `names` that are treatments; by default all that are no mere varieties."""
        if names is None:
            return tuple(t.name for t in self.all if t.is_treatment and not t.is_variety)
        wanted = set(names)
        return tuple(t.name for t in self.all if t.is_treatment and t.name in wanted)

    def every_treatment(self) -> tuple[str, ...]:
        """All treatments, varieties too."""
        return tuple(topic.name for topic in self.all if topic.is_treatment)

    def varieties(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of `names` that are varieties of a treatment."""
        wanted = set(names)
        return tuple(t.name for t in self.all if t.is_variety and t.name in wanted)

    def treated_by(self) -> dict[str, frozenset[str]]:
        """The treatments that work on each part of the body."""
        return {topic.name: frozenset(topic.treated_by) for topic in self.all if topic.treated_by}

    def _matches(self, text: str) -> list[re.Match[str]]:
        return list(self._pattern.finditer(lowered(text)))


def _topic(row: dict[str, Any]) -> Topic:
    if row["kind"] not in _KINDS:
        raise ValueError(f"the kind {row['kind']!r} is not known")
    names = _names([row["name"], *_names(row.get("names", []))])
    treated_by = _names(row.get("treated_by", []))
    return Topic(row["name"], names, row["kind"] != "subject", row["kind"] == "variety", treated_by)


def _check_treated(topics: Sequence[Topic]) -> None:
    """Whatever works on a part of the body must be a treatment of the same file."""
    known = {topic.name for topic in topics if topic.is_treatment}
    for name in (name for topic in topics for name in topic.treated_by):
        if name not in known:
            raise ValueError(f"{name!r} in treated_by is not the name of a treatment")


def _names(names: object) -> tuple[str, ...]:
    if not isinstance(names, list) or not all(isinstance(n, str) and n.strip() for n in names):
        raise ValueError(f"{names!r} is not a list of names")
    return tuple(names)
