"""The data that describes how pages are read: abbreviations and the wording of page furniture."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, cast

from retrieval.types import Role

DATA_FILE = "reading.toml"
MAX_LOOKED_AT = 600
"""Characters of a line that are looked at: page furniture shows itself early on."""


@cache
def reading_data() -> dict[str, Any]:
    """The content of `reading.toml`."""
    return tomllib.loads(files("retrieval").joinpath(DATA_FILE).read_text(encoding="utf-8"))


@cache
def _role_patterns() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    rows: list[tuple[Role, re.Pattern[str]]] = []
    for role, cues in reading_data()["roles"].items():
        whole = [rf"^(?:{pattern})$" for pattern in cues.get("whole", ())]
        joined = "|".join(whole + list(cues.get("part", ())))
        rows.append((cast(Role, role), re.compile(joined, re.IGNORECASE)))
    return tuple(rows)


def furniture_role(text: str) -> Role | None:
    """The role of a line or sentence that is not the document's own subject matter, or None."""
    flat = " ".join(text[:MAX_LOOKED_AT].split())
    for role, pattern in _role_patterns():
        if pattern.search(flat):
            return role
    return None
