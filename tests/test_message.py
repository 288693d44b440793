"""What is left of a message for reading: words that say something, without frames and marks."""

import pytest
from hypothesis import given

from answering.message import is_meaningless, unframed
from retrieval.lexical import words
from tests.texts import any_text

FRAMES = {
    "what the sources say, at the end": (
        "a potter's wheel, is it safe, what do the articles say on that?",
        "a potter's wheel, is it safe,",
    ),
    "whether any says so": ("Do any of the five texts say that clay is dear?", "clay is dear?"),
    "according to them": ("why is clay dear acc. to the sources", "why is clay dear"),
    "hearsay": ("Is it true that clay is dear?", "clay is dear?"),
    "quotation marks": ("what is a “kick wheel” for", "what is a kick wheel for"),
    "a question of the sources themselves": (
        "Which works do the articles cite?",
        "Which works do the articles cite?",
    ),
    "nothing but a frame": ("What do the sources say?", "What do the sources say?"),
}


@pytest.mark.parametrize(("text", "left"), FRAMES.values(), ids=FRAMES.keys())
def test_what_only_speaks_of_the_sources_is_taken_out(text: str, left: str) -> None:
    assert " ".join(unframed(text).replace(" ?", "?").split()).rstrip("? ") == left.rstrip("? ")


@given(any_text)
def test_nothing_is_added_to_any_text(text: str) -> None:
    assert set(words(unframed(text))) <= set(words(text.replace("'", " "))) | set(words(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hmm, blah, ok", True),
        ("uh the", True),
        ("uh, clay", False),
        ("um, why", False),
        ("ok", False),
        ("...", True),
    ],
)
def test_sounds_alone_mean_nothing(text: str, *, expected: bool) -> None:
    assert is_meaningless(text, lambda word: word.isalpha()) is expected
