"""The reviewed claim file: what an editor says each sentence of a corpus is about and answers.

It stands beside the corpus as `claims.toml` and overrides the labels that the program proposes.
Every entry names its sentence by the hash of its words, so that a sentence that was edited loses
its labels and the editor is told, instead of keeping labels that no longer fit.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from answering.aspects import aspects
from answering.topics import Topics
from answering.types import ClaimRole
from retrieval.errors import DataFileError
from retrieval.types import Corpus, Passage

KEY_LENGTH = 12
BEGINS = 60
"""Characters of a sentence that stand beside its key, for the people who read the file."""
_LISTS = ("about", "answers", "touches", "things")
_KEYS = {"source", "key", "begins", "role", *_LISTS}


@dataclass(frozen=True, slots=True)
class Tags:
    """What an editor says of one claim.

    `about` are topics, `answers` the aspects it must not be missing from, `touches` those it
    supports, `things` what it speaks of in the words people use.
    """

    about: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    role: ClaimRole = "plain"


class Reviewed:
    """The entries of a claim file by source and key; empty when a corpus has none."""

    def __init__(self, tags: Mapping[tuple[str, str], tuple[str, Tags]], path: str = "") -> None:
        self._tags = dict(tags)
        self._path = path

    @classmethod
    def of_corpus(cls, corpus: Corpus, topics: Topics) -> "Reviewed":
        """The reviewed file beside a corpus, or an empty one."""
        return cls.read(Path(corpus.claims_file), topics) if corpus.claims_file else cls({})

    @classmethod
    def read(cls, path: Path, topics: Topics) -> "Reviewed":
        """Read a claim file; DataFileError says which entry does not fit and why."""
        try:
            rows = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("claim", [])
        except (OSError, ValueError) as error:
            raise DataFileError(f"{path} cannot be read, correct it: {error}.") from error
        if not isinstance(rows, list):
            raise DataFileError(f"{path}: every entry begins with [[claim]].")
        known = _Known(frozenset(t.name for t in topics.all), frozenset(a.name for a in aspects()))
        tags = {}
        for number, row in enumerate(rows, 1):
            try:
                key = (str(row["source"]), str(row["key"]))
                tags[key] = (str(row.get("begins", "")), known.tags(row))
            except (KeyError, ValueError, TypeError, AttributeError) as error:
                raise DataFileError(
                    f"{path}, [[claim]] number {number}: {error}. An entry has source and key, "
                    f"may have begins and role, and the lists {', '.join(_LISTS)}."
                ) from error
        return cls(tags, str(path))

    def __len__(self) -> int:
        return len(self._tags)

    def tags(self, passage: Passage, lead: Passage | None) -> Tags | None:
        """The tags of a passage, or None when nobody reviewed it as it reads now."""
        found = self._tags.get((passage.document.id, claim_key(passage, lead)))
        return found[1] if found else None

    def warnings(self, passages: Sequence[Passage]) -> list[str]:
        """One line when entries fit no sentence any more, because it was edited or removed."""
        there = {(p.document.id, claim_key(p, lead_of(p, passages))) for p in passages}
        stale = [(key, begins) for key, (begins, _) in self._tags.items() if key not in there]
        if not stale:
            return []
        (source, _), begins = stale[0]
        return [
            f"{self._path}: {len(stale)} of {len(self)} entries fit no sentence any more and are "
            f"not used, the first is {begins!r} of {source}: review these sentences again."
        ]


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands beside a corpus to say what it is about: its topics and its reviewed claims."""

    topics: Topics
    reviewed: Reviewed

    @classmethod
    def of_corpus(cls, corpus: Corpus) -> "Labels":
        """The labels of a corpus; empty ones when nobody made any."""
        topics = Topics.of_corpus(corpus)
        return cls(topics, Reviewed.of_corpus(corpus, topics))


@dataclass(frozen=True, slots=True)
class _Known:
    topics: frozenset[str]
    aspects: frozenset[str]

    def tags(self, row: dict[str, Any]) -> Tags:
        unknown = sorted(set(row) - _KEYS)
        if unknown:
            raise ValueError(f"{unknown[0]!r} is not known here")
        lists = {name: _texts(row.get(name, []), name) for name in _LISTS}
        for name, allowed in (
            ("about", self.topics),
            ("answers", self.aspects),
            ("touches", self.aspects),
        ):
            wrong = [value for value in lists[name] if value not in allowed]
            if wrong:
                raise ValueError(f"{name} names {wrong[0]!r}, which is none of {sorted(allowed)}")
        role = row.get("role", "plain")
        if role not in get_args(ClaimRole):
            raise ValueError(f"the role {role!r} is none of {', '.join(get_args(ClaimRole))}")
        return Tags(**lists, role=role)


def claim_key(passage: Passage, lead: Passage | None) -> str:
    """The hash of a sentence with its heading and lead-in, blind to white space."""
    around = [part.text for part in (passage.heading, lead) if part]
    words = " ".join(" ".join([*around, passage.text]).split())
    return hashlib.sha256(words.encode()).hexdigest()[:KEY_LENGTH]


def lead_of(passage: Passage, passages: Sequence[Passage]) -> Passage | None:
    """The lead-in of a list item."""
    return None if passage.lead is None else passages[passage.lead]


def to_toml(rows: Iterable[tuple[Passage, Passage | None, Tags]]) -> str:
    """Entries as a claim file, in the order given."""
    return "\n".join(_entry(passage, lead, tags) for passage, lead, tags in rows)


def _entry(passage: Passage, lead: Passage | None, tags: Tags) -> str:
    fields: dict[str, object] = {
        "source": passage.document.id,
        "key": claim_key(passage, lead),
        "begins": " ".join(passage.text.split())[:BEGINS],
        **{name: list(getattr(tags, name)) for name in _LISTS if getattr(tags, name)},
    }
    if tags.role != "plain":
        fields["role"] = tags.role
    lines = (f"{name} = {_value(value)}" for name, value in fields.items())
    return "\n".join(["[[claim]]", *lines, ""])


def _value(value: object) -> str:
    """A TOML value; the one sign that TOML wants escaped and JSON does not is escaped too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _texts(value: object, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise ValueError(f"{name} is not a list of texts")
    return tuple(dict.fromkeys(value))
