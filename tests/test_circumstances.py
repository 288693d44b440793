"""What somebody says of themselves: left out where nothing hangs on it, and nowhere else."""

from dataclasses import replace

import pytest

from answering.circumstances import of_anyone, without, without_circumstances
from answering.types import Understood

GOUT, WINE = "gout", "alcohol"
KEY = Understood(
    "Is gout or wine a bar?", aspects=("clothing",), entities=(GOUT, WINE), absent=(GOUT, WINE)
)


@pytest.mark.parametrize(
    ("aspect", "left"),
    [("clothing", (WINE,)), ("position", ()), ("benefits", (GOUT, WINE))],
    ids=["a complaint does not matter", "nothing matters", "everything does"],
)
def test_what_no_source_mentions_is_left_out_where_nothing_hangs_on_it(
    aspect: str, left: tuple[str, ...]
) -> None:
    key = without_circumstances(replace(KEY, aspects=(aspect,)))

    assert (key.entities, key.absent) == (left, left)


def test_what_a_source_mentions_stays() -> None:
    key = without_circumstances(replace(KEY, absent=()))

    assert key.entities == (GOUT, WINE)


@pytest.mark.parametrize(
    ("aspect", "question", "left"),
    [
        ("mechanism", "I have gout and like wine. How does it work?", ()),
        ("mechanism", "How does it work on gout? I like wine.", (GOUT,)),
        ("benefits", "I have gout and like wine. What good does it do?", (GOUT, WINE)),
    ],
    ids=["told before", "asked about", "everything hangs on it"],
)
def test_what_is_told_beside_a_plain_question_is_left_out(
    aspect: str, question: str, left: tuple[str, ...]
) -> None:
    key = without_circumstances(replace(KEY, aspects=(aspect,), question=question))

    assert key.absent == left


def test_what_is_told_narrows_no_question_on_a_session() -> None:
    told = "I have gout and like wine. What happens in one?"
    key = replace(KEY, aspects=("session-description",), question=told, absent=())

    assert without_circumstances(key).entities == ()


def test_only_what_is_named_is_left_out() -> None:
    assert without(KEY, [GOUT]).entities == (WINE,)


@pytest.mark.parametrize(
    ("question", "absent", "found"),
    [
        ("Gran is frail. Who should stay away from it?", ("older person",), True),
        ("Who should not have it?", (), True),
        ("Is it suitable for my gran?", ("older person",), False),
        ("I have gout. Who should not have it?", (GOUT,), False),
    ],
)
def test_whom_it_does_not_suit_is_asked_of_anyone_but_not_with_a_complaint(
    question: str, absent: tuple[str, ...], found: bool
) -> None:
    assert of_anyone(Understood(question, absent=absent)) is found
