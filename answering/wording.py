"""The program's own sentences, all from `wording.toml`; it says nothing else of its own."""

import os
from collections.abc import Iterable

from answering.knowledge import knowledge
from answering.types import Notice, NoticeKind

EMERGENCY_SETTING = "SOURCEWISE_EMERGENCY_NUMBER"
"""Environment variable with the number to call in an emergency, such as 112."""


def headline(name: str, **values: object) -> str:
    """A first line; `speaking` and `all` are counts of sources."""
    if "speaking" in values:
        values["speak"] = "speaks" if values["speaking"] == 1 else "speak"
    return str(knowledge("wording")["headline"][name]).format(**values)


def counted(name: str, speaking: int, total: int) -> str:
    """The first line that says how many sources speak, in the singular where one does."""
    if name == "answered" and speaking == 1:
        name = "only_source" if total == 1 else "one_source"
    return headline(name, speaking=speaking, all=total)


def notice(kind: NoticeKind, name: str | None = None, **values: str) -> Notice:
    """A notice of ours with its fields filled."""
    return Notice(kind, str(knowledge("wording")["notice"][name or kind]).format(**values))


def urgent_notice() -> Notice:
    """The urgent-care notice with the local emergency number."""
    number = os.environ.get(EMERGENCY_SETTING, "").strip()
    return notice("urgent", number=number or str(knowledge("wording")["emergency_number"]))


def label(name: str) -> str:
    """A short label of the page, the terminal and the exports."""
    return str(knowledge("wording")["label"][name])


def listed(words: Iterable[str]) -> str:
    """Words in quotation marks, separated by commas."""
    return ", ".join(f"“{word}”" for word in words)
