"""The page's fixed words, in the language of the reader; quotes and first lines stay as they are.

English is part of `wording.toml`; each other language is a file of the same entries beside this
module. A language without a file is read as English.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from answering.knowledge import knowledge

ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch", "es": "Español", "pt": "Português"}
"""The name of each language in itself, by its code."""


def words(name: str, language: str = ENGLISH, **values: object) -> str:
    """One of the page's own phrases."""
    return str(table(language)["page"][name]).format(**values)


def label(name: str, language: str = ENGLISH) -> str:
    """A short label that the page shares with the other outputs."""
    return str(table(language)["label"][name])


def known(language: object) -> str:
    """A language that has words; a browser may ask for anything."""
    return language if isinstance(language, str) and language in LANGUAGES else ENGLISH


@cache
def table(language: str) -> dict[str, Any]:
    """All phrases of a language, with the tables "page" and "label"."""
    if language == ENGLISH:
        return knowledge("wording")
    text = files("page").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
