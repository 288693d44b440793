"""The aspects as data: well formed, no example twice, and cues that mean their own aspect."""

import re
from collections import Counter
from typing import Any

import pytest

from answering.knowledge import any_of, knowledge

KEYS = {"name", "ask", "narrow", "question", "claim", "examples"}
NAME = re.compile(r"[a-z]+(-[a-z]+)*")
TREATMENT = "{x}"
MASK = "it"
"""What stands for a treatment when a question is compared with the examples."""
MIN_OWN = 0.49  # half: the banks hold questions on the border of two aspects on purpose
"""Of all examples that the question cues of an aspect match, the share that must be its own."""


def aspects() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = knowledge("aspects")["aspect"]
    return rows


def masked(aspect: dict[str, Any]) -> list[str]:
    """The examples of an aspect as they are compared."""
    return [example.replace(TREATMENT, MASK) for example in aspect["examples"]]


def plain(text: str) -> str:
    """The text in lower case, without punctuation."""
    return " ".join(re.sub(r"[^\w\s{}]", " ", text.lower()).split())


def repeated(items: list[str]) -> list[str]:
    return [item for item, count in Counter(items).items() if count > 1]


NAMES = [aspect["name"] for aspect in aspects()]
each_aspect = pytest.mark.parametrize("aspect", aspects(), ids=NAMES)


def test_there_are_about_fifty_aspects() -> None:
    assert 45 <= len(NAMES) <= 64


def test_names_are_unique() -> None:
    assert not repeated(NAMES)


@pytest.mark.parametrize("table", ["kin", "beside"])
def test_tables_of_angles_name_angles_that_there_are(table: str) -> None:
    rows: dict[str, list[str]] = knowledge("questions")[table]
    assert rows
    assert {*rows, *(name for names in rows.values() for name in names)} <= set(NAMES)


def test_the_angles_of_a_phrase_are_angles_that_there_are() -> None:
    assert set(knowledge("questions")["types"]["of_phrases"]) <= set(NAMES)


def test_no_two_aspects_are_called_the_same_in_plain_words() -> None:
    assert not repeated([aspect["ask"] for aspect in aspects()])


def test_no_example_stands_twice() -> None:
    assert not repeated([plain(e) for aspect in aspects() for e in aspect["examples"]])


@each_aspect
def test_an_aspect_has_the_keys_of_the_format(aspect: dict[str, Any]) -> None:
    assert set(aspect) == KEYS
    assert isinstance(aspect["narrow"], bool)
    assert NAME.fullmatch(aspect["name"])


@each_aspect
def test_ask_continues_a_sentence(aspect: dict[str, Any]) -> None:
    """It stands in "No source says {ask}."."""
    assert re.match(r"(how|what|which|whether|who|where|why|in what) ", aspect["ask"])
    assert aspect["ask"][-1].isalpha()


@each_aspect
@pytest.mark.parametrize("side", ["question", "claim"])
def test_every_cue_is_a_regular_expression(aspect: dict[str, Any], side: str) -> None:
    assert aspect[side]
    assert any_of(aspect[side])
    assert not repeated(aspect[side])


@each_aspect
def test_there_are_enough_examples(aspect: dict[str, Any]) -> None:
    assert 24 <= len(aspect["examples"]) <= 120


@each_aspect
def test_most_aspects_are_asked_about_without_naming_a_treatment(aspect: dict[str, Any]) -> None:
    named = [example for example in aspect["examples"] if TREATMENT in example]

    assert len(named) <= 0.6 * len(aspect["examples"])


@each_aspect
def test_an_example_has_no_other_gap_than_the_treatment(aspect: dict[str, Any]) -> None:
    assert not [e for e in masked(aspect) if re.search(r"[{}]", e) or e != " ".join(e.split())]


@each_aspect
def test_every_question_cue_matches_an_example_of_its_own(aspect: dict[str, Any]) -> None:
    own = masked(aspect)

    assert not [cue for cue in aspect["question"] if not any(map(any_of([cue]).search, own))]


@each_aspect
def test_question_cues_leave_the_other_aspects_alone(aspect: dict[str, Any]) -> None:
    cues = any_of(aspect["question"])
    matched = [other["name"] for other in aspects() for e in masked(other) if cues.search(e)]

    assert matched.count(aspect["name"]) >= MIN_OWN * len(matched), Counter(matched)
