"""The page speaks several languages with the same words to fill in."""

from string import Formatter

import pytest

from page.languages import ENGLISH, LANGUAGES, known, label, table, words

OTHERS = [language for language in LANGUAGES if language != ENGLISH]


def fields(text: str) -> set[str | None]:
    return {field for _, field, _, _ in Formatter().parse(text)} - {None}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("part", ["page", "label"])
def test_every_language_has_every_phrase_with_the_same_fields(language: str, part: str) -> None:
    english, other = table(ENGLISH)[part], table(language)[part]

    assert set(other) == set(english)
    assert {name: fields(text) for name, text in other.items()} == {
        name: fields(text) for name, text in english.items()
    }


@pytest.mark.parametrize("language", OTHERS)
def test_no_language_is_a_copy_of_english(language: str) -> None:
    same = {
        name
        for part in ("page", "label")
        for name, text in table(language)[part].items()
        if text == table(ENGLISH)[part][name]
    }

    assert same <= {"title", "original", "markdown", "json"}


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("de", "de"), ("pt", "pt"), ("xx", "en"), (None, "en"), (7, "en"), ("../wording", "en")],
)
def test_an_unknown_language_is_read_as_english(asked: object, spoken: str) -> None:
    assert known(asked) == spoken


def test_phrases_are_filled() -> None:
    assert words("more", "de", count=3) == "3 weitere"
    assert label("silent", "es") == "Nada sobre esto en"
