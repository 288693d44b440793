"""Tells our own words from others: every template of `wording.toml` as a regular expression."""

import re
from string import Formatter
from typing import Literal

from answering.knowledge import knowledge

_NUMBER = r"\d+"
_QUOTED = r"“[^”]*”"
FIELDS = {
    "speaking": _NUMBER,
    "all": _NUMBER,
    "more": _NUMBER,
    "about": rf"(?: for {_QUOTED}(?:, {_QUOTED})*)?",
    "terms": rf"{_QUOTED}(?:, {_QUOTED})*",
    "number": r"[^.]+",
    "asked": r"[^.]+",
    "point": r"[^.]+",
    "topic": r"[^.]+",
    "reason": r".+",
}
"""What may stand in the place of each field; kept narrow, since the rest is fixed."""

TEMPLATES = {table: tuple(knowledge("wording")[table].values()) for table in ("headline", "notice")}


def pattern(template: str) -> re.Pattern[str]:
    """What a template can become."""
    parts = Formatter().parse(template)
    return re.compile(
        "".join(
            re.escape(words) + (FIELDS[field] if field is not None else "")
            for words, field, _, _ in parts
        )
    )


def said_by_us(table: Literal["headline", "notice"], text: str) -> bool:
    """Whether a text comes from one of the templates."""
    return any(pattern(template).fullmatch(text) for template in TEMPLATES[table])
