"""The lexicon: typed things, found by their longest names."""

import pytest

from answering.lexicon import Lexicon

ROWS: list[dict[str, object]] = [
    {
        "name": "back pain",
        "type": "condition",
        "words": ["back pain", "bad back"],
        "kinds": ["pain"],
    },
    {"name": "pain", "type": "symptom", "words": ["pain"], "kinds": ["complaint"]},
    {"name": "complaint", "type": "symptom", "words": ["complaint"], "kinds": []},
    {"name": "the back", "type": "body", "words": ["my back", "the back"], "kinds": []},
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(ROWS)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("My BACK PAIN is bad", ["back pain"]),
        ("back-pain", ["back pain"]),
        ("back  pains", ["back pain"]),
        ("pain in my back", ["pain", "the back"]),
        ("pain, then pain again", ["pain"]),
        ("painting a backpack", []),
        ("", []),
    ],
)
def test_things_are_found_by_their_longest_names(
    lexicon: Lexicon, text: str, names: list[str]
) -> None:
    assert [entity.name for entity in lexicon.find(text)] == names


def test_names_can_be_taken_out(lexicon: Lexicon) -> None:
    assert lexicon.without("is pain in my back a complaint").split() == ["is", "in", "a"]


def test_the_words_that_name_a_thing_are_told(lexicon: Lexicon) -> None:
    assert [(word, e.name) for word, e in lexicon.named("a bad back")] == [
        ("bad back", "back pain")
    ]


def test_an_empty_lexicon_finds_nothing() -> None:
    assert Lexicon([]).find("back pain") == ()
