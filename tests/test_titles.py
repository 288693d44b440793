"""Sources that a question names by their title, or by words of theirs that it quotes."""

from dataclasses import replace

import pytest

from answering.titles import Titles
from tests.texts import document

TEA = replace(
    document("How to make tea without a pot\n\nPour it slowly and wait. All of us like it hot."),
    id="tea",
)
MILK = replace(document("Milk\n\nWarm it gently in a small pan. All of us like it hot."), id="milk")


TITLES = Titles(
    [
        replace(TEA, facts=replace(TEA.facts, title="How to make tea without a pot")),
        replace(MILK, facts=replace(MILK.facts, title="Milk")),
    ]
)
NAMED = {
    "a title": ("Who wrote How to make tea without a pot?", "Who wrote", ("tea",)),
    "in another case, quoted": (
        "is 'how to make tea, without a POT' any good",
        "is ' any good",
        ("tea",),
    ),
    "asked as a question": (
        "how to make tea without a pot?",
        "how to make tea without a pot?",
        (),
    ),
    "a part of a title": ("how to make tea", "how to make tea", ()),
    "a title of one word": ("Is milk warm?", "Is milk warm?", ()),
    "words of one source": (
        "the article with 'warm it gently' - whose?",
        "the article with - whose?",
        ("milk",),
    ),
    "words of every source": (
        "the article with 'all of us like it hot'",
        "the article with 'all of us like it hot'",
        (),
    ),
    "a word or two": ("the article with 'warm it'", "the article with 'warm it'", ()),
    "words of a source, of which nobody speaks": (
        "what is 'warm it gently'",
        "what is 'warm it gently'",
        (),
    ),
}


@pytest.mark.parametrize(("text", "left", "ids"), NAMED.values(), ids=NAMED.keys())
def test_titles_and_quotations_are_taken_out(text: str, left: str, ids: tuple[str, ...]) -> None:
    assert TITLES.taken_out(text) == (left, ids)
