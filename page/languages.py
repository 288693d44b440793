"""All of the program's own words in the language of the reader; only quotes stay as they are.

English is part of `wording.toml`; each other language is a file of the same entries beside this
module. A language without a file is read as English.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from answering.knowledge import knowledge
from answering.wording import Phrase

ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch", "es": "Español", "pt": "Português"}
"""The name of each language in itself, by its code."""


def words(name: str, language: str = ENGLISH, **values: object) -> str:
    """One of the page's own phrases."""
    return str(table(language)["page"][name]).format(**values)


def label(name: str, language: str = ENGLISH) -> str:
    """A short label that the page shares with the other outputs."""
    return str(table(language)["label"][name])


def translated(text: str, language: str = ENGLISH) -> str:
    """A first line, a notice or a part of one; as it is where it has no words in the language."""
    if language == ENGLISH or not isinstance(text, Phrase):
        return text
    template = table(language).get(text.table, {}).get(text.name)
    if template is None:
        return text
    filled = {
        name: translated(value, language) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    return str(template).format(**filled)


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
