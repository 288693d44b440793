"""The page speaks several languages with the same words to fill in."""

from string import Formatter

import pytest

from answering.aspects import aspects
from answering.knowledge import knowledge
from answering.wording import Phrase, counted, headline, notice, on_topic
from page.languages import ENGLISH, LANGUAGES, known, label, table, translated, words

OTHERS = [language for language in LANGUAGES if language != ENGLISH]
PARTS = ("page", "label", "headline", "notice")


def fields(text: str) -> set[str | None]:
    return {field for _, field, _, _ in Formatter().parse(text)} - {None}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("part", PARTS)
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
        for part in PARTS
        for name, text in table(language)[part].items()
        if text == table(ENGLISH)[part][name]
    }

    assert same <= {"title", "original", "markdown", "json", "on_topic"}


@pytest.mark.parametrize("language", OTHERS)
def test_every_angle_and_every_point_has_words_in_every_language(language: str) -> None:
    assert list(table(language)["ask"]) == [known.name for known in aspects()]
    assert list(table(language)["point"]) == [row["name"] for row in knowledge("points")["point"]]


SAID = {
    "many": (
        counted("answered", 2, 5),
        "2 von 5 Quellen sagen etwas dazu. Jede wird für sich zitiert.",
    ),
    "one": (counted("answered", 1, 5), "Eine von 5 Quellen sagt etwas dazu."),
    "the only one": (counted("answered", 1, 1), "Das sagt die Quelle dazu."),
    "one for a part": (
        counted("partial", 1, 5),
        "Die Quellen beantworten das nicht ganz. 1 von 5 sagt etwas zu einem Teil davon.",
    ),
    "no number": (headline("clarify"), "Bitte stellen Sie eine Frage in wenigen Worten."),
    "the words of the reader": (
        notice("missing", terms="“cupping {all}”").text,
        "Keine Quelle erwähnt: “cupping {all}”.",
    ),
    "a sentence within a sentence": (
        notice(
            "missing", "not_found", asked=on_topic(Phrase.of("ask", "clothing", "x"), ["massage"])
        ).text,
        "Dazu wurde nichts gefunden: was man anziehen soll (massage).",
    ),
    "an angle that an operator added": (
        Phrase.of("ask", "parking", "where to park"),
        "where to park",
    ),
    "somebody else's words": ("Hello", "Hello"),
}


@pytest.mark.parametrize(("text", "german"), SAID.values(), ids=SAID.keys())
def test_what_an_answer_says_is_said_in_the_language_of_the_reader(text: str, german: str) -> None:
    assert translated(text, "de") == german
    assert translated(text, ENGLISH) == text


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("de", "de"), ("pt", "pt"), ("xx", "en"), (None, "en"), (7, "en"), ("../wording", "en")],
)
def test_an_unknown_language_is_read_as_english(asked: object, spoken: str) -> None:
    assert known(asked) == spoken


def test_phrases_are_filled() -> None:
    assert words("more", "de", count=3) == "3 weitere"
    assert label("silent", "es") == "Nada sobre esto en"
