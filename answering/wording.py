"""The program's own sentences, all from `wording.toml`; it says nothing else of its own."""

import os
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from answering.knowledge import knowledge
from answering.types import Notice, NoticeKind

EMERGENCY_SETTING = "SOURCEWISE_EMERGENCY_NUMBER"
"""Environment variable with the number to call in an emergency, such as 112."""


class Phrase(str):
    """A sentence of ours in English, which can be said in another language.

    It remembers its entry, a table and a name, and what it was filled with.
    """

    table: str
    name: str
    values: Mapping[str, object]

    @classmethod
    def of(cls, table: str, name: str, text: str, **values: object) -> "Phrase":
        """The sentence `text` with its fields filled, which stands in `table` under `name`."""
        made = cls(text.format(**values))
        made.table, made.name, made.values = table, name, MappingProxyType(values)
        return made


def _phrase(table: str, name: str, **values: object) -> Phrase:
    return Phrase.of(table, name, str(knowledge("wording")[table][name]), **values)


def headline(name: str, **values: object) -> Phrase:
    """A first line; `speaking` and `all` are counts of sources."""
    one = f"{name}_one"
    if values.get("speaking") == 1 and one in knowledge("wording")["headline"]:
        name = one
    return _phrase("headline", name, **values)


def counted(name: str, speaking: int, total: int) -> Phrase:
    """The first line that says how many sources speak."""
    if name == "answered" and total == 1:
        name = "only_source"
    return headline(name, speaking=speaking, all=total)


def notice(kind: NoticeKind, name: str | None = None, **values: object) -> Notice:
    """A notice of ours with its fields filled."""
    return Notice(kind, _phrase("notice", name or kind, **values))


def urgent_notice() -> Notice:
    """The urgent-care notice with the local emergency number."""
    number = os.environ.get(EMERGENCY_SETTING, "").strip()
    return notice("urgent", number=number or label("emergency_number"))


def label(name: str, **values: object) -> Phrase:
    """A short label of the page, the terminal and the exports."""
    return _phrase("label", name, **values)


def on_topic(point: Phrase, topics: Iterable[str]) -> Phrase:
    """What was asked or is disputed, with the topics that it was about."""
    named = ", ".join(topics)
    return label("on_topic", point=point, topic=named) if named else point


def listed(words: Iterable[str]) -> str:
    """Words in quotation marks, separated by commas."""
    return ", ".join(f"“{word}”" for word in words)
