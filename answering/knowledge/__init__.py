"""The domain's data files: cues, wording, urgent signs. Data, read once; no logic of answers."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from retrieval.errors import DataFileError


@cache
def knowledge(name: str) -> dict[str, Any]:
    """The content of `<name>.toml` in this folder; DataFileError says what is wrong with it."""
    path = files(__name__).joinpath(f"{name}.toml")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataFileError(f"{path} cannot be read, correct it: {error}.") from error


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern that matches where any of `patterns` does, without regard to case."""
    joined = "|".join(f"(?:{_checked(pattern)})" for pattern in patterns)
    return re.compile(joined or r"(?!)", re.IGNORECASE)


def _checked(pattern: str) -> str:
    """The pattern, if it is one by itself."""
    try:
        re.compile(pattern)
    except (re.error, TypeError) as error:
        raise DataFileError(
            f"{pattern!r} in a file of {files(__name__)} is no regular expression, correct it: "
            f"{error}."
        ) from error
    return pattern


@cache
def cues(name: str, table: str) -> re.Pattern[str]:
    """The patterns listed under `table` in `<name>.toml`, as one."""
    return any_of(knowledge(name)[table])


@cache
def kinds(name: str) -> frozenset[str]:
    """The names listed as `name` under `types` in `questions.toml`."""
    return frozenset(knowledge("questions")["types"][name])
