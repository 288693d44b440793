"""Amounts: one form for equal amounts, whatever the wording; nothing where nothing is counted."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from answering.quantities import NO_LIMIT, Quantity, number_given, number_kinds, quantities
from tests.texts import any_text


def amounts(text: str) -> list[tuple[str, str]]:
    return [(found.measure, found.shown) for found in quantities(text)]


ONE: dict[str, tuple[str, str]] = {
    # digits, words and other ways to write a unit
    "It takes 45 minutes.": ("time", "2700-2700"),
    "It takes 45 min.": ("time", "2700-2700"),
    "a 45-minute session": ("time", "2700-2700"),
    "45 MINUTES": ("time", "2700-2700"),
    "forty minutes": ("time", "2400-2400"),
    "1.5 hours": ("time", "5400-5400"),
    "1,5 hours": ("time", "5400-5400"),
    "an hour": ("time", "3600-3600"),
    "about one hour": ("time", "3600-3600"),
    "sixty minutes": ("time", "3600-3600"),
    "2 days": ("time", "172800-172800"),
    "five grams": ("weight", "5-5"),
    "5g": ("weight", "5-5"),
    "2 kilos": ("weight", "2000-2000"),
    "70%": ("share", "70-70"),
    "70 percent": ("share", "70-70"),
    "70 per cent": ("share", "70-70"),
    "40 dollars": ("money", "40-40"),
    "three sessions": ("times", "3-3"),
    "5 times": ("times", "5-5"),
    # ranges
    "90 to 120 seconds": ("time", "90-120"),
    "90-120 seconds": ("time", "90-120"),
    "90–120 seconds": ("time", "90-120"),
    "between 30 and 60 minutes": ("time", "1800-3600"),
    "two or three sessions": ("times", "2-3"),
    "five to 15 seconds": ("time", "5-15"),
    "20% to 30%": ("share", "20-30"),
    # words that are a range by themselves
    "a few minutes": ("time", "120-300"),
    "several visits": ("times", "3-9"),
    "a couple of hours": ("time", "7200-7200"),
    # the unit named twice, also two different ones
    "a few minutes to 15 minutes": ("time", "120-900"),
    "30 seconds to 2 minutes": ("time", "30-120"),
    # only an upper end
    "up to 30 minutes": ("time", "0-1800"),
    "at most two sessions": ("times", "0-2"),
    "less than a minute": ("time", "0-60"),
    "under an hour": ("time", "0-3600"),
    # said to have none
    "There is no time limit.": ("time", NO_LIMIT),
    "There is no time frame for it.": ("time", NO_LIMIT),
    "It has no fixed duration.": ("time", NO_LIMIT),
}


@pytest.mark.parametrize(("text", "amount"), ONE.items(), ids=ONE)
def test_an_amount_is_read_in_the_smallest_unit(text: str, amount: tuple[str, str]) -> None:
    assert amounts(text) == [amount]


NONE = [
    "a 7 year old",
    "a 7-year-old",
    "for 7-year-olds",
    "a session",
    "one session",
    "an appointment",
    "many times",
    "at times",
    "minutes later",
    "the second session",
    "5 gardens",
    "room 12",
    "model v2 minutes",
    "3.5",
    "one-on-one sessions",
    "the limit of my patience",
    "",
]


@pytest.mark.parametrize("text", NONE)
def test_what_counts_nothing_is_no_amount(text: str) -> None:
    assert amounts(text) == []


def test_every_amount_of_a_text_is_found_in_its_order() -> None:
    text = "Hold it for 90 seconds with five grams; a session takes an hour, with no time limit."

    assert amounts(text) == [
        ("time", "90-90"),
        ("weight", "5-5"),
        ("time", "3600-3600"),
        ("time", NO_LIMIT),
    ]


def test_an_amount_knows_under_which_aspects_it_is_compared() -> None:
    (time,) = quantities("an hour")
    (share,) = quantities("70%")

    assert {"session-length", "hold-length"} <= time.aspects
    assert share.aspects == {"composition"}


MEETS: dict[str, tuple[str, str, bool]] = {
    "the same": ("an hour", "60 minutes", True),
    "within a range": ("45 minutes", "30 to 60 minutes", True),
    "at its end": ("60 minutes", "30 to 60 minutes", True),
    "two ranges that overlap": ("30 to 60 minutes", "45 to 90 minutes", True),
    "under an upper end": ("10 minutes", "up to 15 minutes", True),
    "two ranges apart": ("30 to 60 minutes", "90 to 120 minutes", False),
    "over an upper end": ("20 minutes", "up to 15 minutes", False),
    "one number, other units": ("90 seconds", "90 minutes", False),
    "one number, other measures": ("5 percent", "5 grams", False),
    "no limit and a number": ("no time limit", "30 minutes", False),
    "no limit twice": ("no time limit", "no fixed duration", True),
}


@pytest.mark.parametrize(("one", "other", "expected"), MEETS.values(), ids=MEETS.keys())
def test_amounts_meet_when_they_have_anything_in_common(
    one: str, other: str, expected: bool
) -> None:
    (first,), (second,) = quantities(one), quantities(other)

    assert first.meets(second) is expected
    assert second.meets(first) is expected


# --- Any text -------------------------------------------------------------------------------------

NUMBERS = ["a", "an", "one", "two", "half", "twenty", "five", "a few", "a couple of", "several"]
DIGITS = ["7", "90", "1.5", "1,000", "0", "00", "9999999", "٣", "²", "½"]
UNITS = ["minute", "minutes", "HOURS", "sec", "%", "percent", "grams", "pound", "session", "times"]
AROUND = ["up to", "less than", "to", "or", "and", "-", "–", ". ", "old", "no", "time", "limit"]


def joined(pieces: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from([" ", "", "-"]).map(lambda between: between.join(pieces))


spoken = st.lists(st.sampled_from(NUMBERS + DIGITS + UNITS + AROUND), max_size=12).flatmap(joined)
"""Numbers, units and the words around them, in any order."""


def is_sound(amount: Quantity) -> bool:
    """The lower end comes first; "no limit" has no ends at all."""
    return 0 <= amount.low <= amount.high and (amount.shown != NO_LIMIT or math.isinf(amount.low))


@given(st.one_of(any_text, spoken))
@example("9" * 400 + " minutes")
def test_any_text_can_be_read(text: str) -> None:
    assert all(found.low >= 0 and found.aspects for found in quantities(text))


@given(spoken)
@example("twenty-five minutes")
@example("ten to five minutes")
@example("a few sessions or a treatment")
def test_the_lower_end_is_never_above_the_upper_one(text: str) -> None:
    assert all(is_sound(amount) for amount in quantities(text))


@pytest.mark.parametrize("text", ["two ſeconds", "5 MİNUTES", "5 mınutes", "ſix minutes"])
def test_letters_that_fold_into_others_do_no_harm(text: str) -> None:
    assert all(is_sound(amount) for amount in quantities(text))


AS_PEOPLE_SAY: dict[str, list[tuple[str, str]]] = {
    "twenty-five minutes": [("time", "1500-1500")],
    "half an hour": [("time", "1800-1800")],
    "an hour and a half": [("time", "5400-5400")],
    "one and a half hours": [("time", "5400-5400")],
    "1,000 minutes": [("time", "60000-60000")],
    "There is no set number of sessions.": [("times", NO_LIMIT)],
}


@pytest.mark.parametrize(("text", "expected"), AS_PEOPLE_SAY.items(), ids=AS_PEOPLE_SAY)
def test_amounts_as_people_say_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert amounts(text) == expected


@pytest.mark.parametrize(
    ("question", "sentence", "gives"),
    [
        ("What percentage gets sore?", "It fades within 24 hours.", False),
        ("What percentage gets sore?", "One in five people is sore.", True),
        ("How many litres must I drink?", "Rest for two days.", False),
        ("How many glasses of water then?", "Drink two glasses.", True),
        ("How many visits does it take?", "Rest for two days.", True),
    ],
)
def test_a_number_of_another_kind_is_none(question: str, sentence: str, gives: bool) -> None:
    assert bool(number_given(number_kinds(question)).search(sentence)) == gives
