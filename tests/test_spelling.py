"""Spelling: what is misspelled is put right, and nothing else is touched."""

import pytest

from answering.spelling import Spelling

KNOWN = [
    "Severe osteoporosis or fragile bones.",
    "Cross-Hand holds, a re-flection",
    "the benefits of stretches",
    "restrictions",
    "flexibility",
    "tissue",
    "anxiety",
]
SHORT = {"tx": "treatment", "w/o": "without", "s/e": "side effects"}
USUAL = {"moisture", "reflection", "strictly"}

CORRECTED = {
    "a letter too many": ("is it safe with oesteoporosis", "is it safe with osteoporosis"),
    "a wrong letter": ("what are the benifits", "what are the benefits"),
    "nothing wrong": ("what are the benefits", "what are the benefits"),
    "a usual word": ("moisture and reflection", "moisture and reflection"),
    "another form of a known word": ("the stretchy bit", "the stretchy bit"),
    "a short word": ("benes", "benes"),
    "a short word that lacks a letter": ("bones and tisue", "bones and tissue"),
    "far from all": ("xylophone lessons", "xylophone lessons"),
    "capitals": ("Benifits?", "benefits?"),
    "joined by a hyphen in the sources": ("crosshand holds?", "cross-hand holds?"),
    "a usual word that they write with a hyphen": ("reflection", "reflection"),
    "twice": ("benifits, benifits", "benefits, benefits"),
    "no letters": ("5-10 %", "5-10 %"),
    "a letter left out": ("flexiblity and anxity", "flexibility and anxiety"),
    "neighbours in each other's place": ("bnoes and bneefits", "bones and benefits"),
    "one letter for another in a short word": ("tissuk", "tissue"),
    "short forms": ("TX w/o oil, s/e?", "treatment without oil, side effects?"),
    "a short form within a word": ("extx txt", "extx txt"),
    "empty": ("", ""),
}


@pytest.mark.parametrize(("text", "expected"), CORRECTED.values(), ids=CORRECTED.keys())
def test_misspelled_words_are_put_right(text: str, expected: str) -> None:
    assert Spelling(KNOWN, USUAL.__contains__, SHORT).corrected(text) == expected


def test_without_known_words_nothing_is_corrected() -> None:
    assert Spelling([], USUAL.__contains__).corrected("benifits") == "benifits"
