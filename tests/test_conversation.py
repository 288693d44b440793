"""Follow-ups: a turn that leans on the conversation takes over what it lacks, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answering.conversation import standalone, told_on
from answering.topics import Topics
from retrieval.types import Corpus
from tests.texts import any_text

MFR, MASSAGE, CRANIO = "myofascial release", "massage", "craniosacral therapy"


@pytest.fixture(scope="module")
def topics(corpus: Corpus) -> Topics:
    """The topics of the five articles."""
    return Topics.of_corpus(corpus)


@pytest.mark.parametrize(
    ("earlier", "understood"),
    [
        (
            "How long does a massage session last?",
            "How long does a craniosacral therapy session last?",
        ),
        ("Is masage safe?", "Is craniosacral therapy safe?"),
        (
            "Why is MFR slow in the first week?",
            "Why is craniosacral therapy slow in the first week?",
        ),
        ("Massage or MFR after sport?", "or after sport craniosacral therapy?"),
    ],
)
def test_the_other_topic_takes_the_place_of_the_first(
    topics: Topics, earlier: str, understood: str
) -> None:
    assert standalone("And craniosacral therapy?", [earlier], topics) == understood


FOLLOW_UPS: dict[str, tuple[list[str], str, tuple[str, ...], str]] = {
    "lacks a subject": (["Does massage hurt?"], "And how long does it take?", (MASSAGE,), "long"),
    "only a word": (["What is massage?"], "why?", (MASSAGE,), "what is massage?"),
    "another complaint": (
        ["Does massage help with neck pain?"],
        "ok and my jaw?",
        (MASSAGE,),
        "does massage help with jaw?",
    ),
    "the other treatment": (["How long does massage take?"], "What about MFR?", (MFR,), "long"),
    "the other, with and": (
        ["Is massage safe?"],
        "and what about craniosacral?",
        (CRANIO,),
        "safe",
    ),
    "ok, the other": (["Is massage safe?"], "ok, how about myofascial release", (MFR,), "safe"),
    "just the other": (["Does massage hurt?"], "and MFR?", (MFR,), "hurt"),
    "just the other, with for": (["Is massage safe?"], "and for craniosacral", (CRANIO,), "safe"),
    "two subjects": (["Massage or MFR?"], "which one is cheaper?", (MFR, MASSAGE), "cheaper"),
    "two subjects, one after the other": (
        ["Does massage hurt?", "and MFR?"],
        "so which of the two is gentler then?",
        (MFR, MASSAGE),
        "gentler",
    ),
    "two, but only one was spoken of": (
        ["Does massage hurt?"],
        "is either arm treated first?",
        (MASSAGE,),
        "arm",
    ),
    "over two turns": (
        ["Does massage hurt?", "And how long does it take?"],
        "does it cost much?",
        (MASSAGE,),
        "cost",
    ),
    "swapped, then on": (
        ["Does massage hurt?", "What about MFR?"],
        "and how long does it take?",
        (MFR,),
        "long",
    ),
    "small talk between": (
        ["Does massage hurt?", "thanks!", "great"],
        "and how long does it take?",
        (MASSAGE,),
        "long",
    ),
    "the same of the other": (
        ["Does massage help with stress?"],
        "Would craniosacral do that too?",
        (CRANIO,),
        "stress",
    ),
    "the last subject counts": (
        ["Does massage hurt?", "Is craniosacral therapy gentle?"],
        "and how long does it take?",
        (CRANIO,),
        "long",
    ),
}


def test_what_is_only_told_is_added_to_the_last_question(topics: Topics) -> None:
    turns = ["Is massage safe for my gran?", "and MFR?"]

    assert told_on("She is 81.", turns, topics) == (
        "Is myofascial release safe for my gran? She is 81."
    )
    assert told_on("She is 81.", ["What is the capital of Peru?"], topics) == "She is 81."


@pytest.mark.parametrize(
    ("history", "turn", "about", "kept"), FOLLOW_UPS.values(), ids=FOLLOW_UPS.keys()
)
def test_a_follow_up_takes_over_what_it_lacks(
    topics: Topics, history: list[str], turn: str, about: tuple[str, ...], kept: str
) -> None:
    resolved = standalone(turn, history, topics)

    assert topics.find(resolved) == about
    assert kept in resolved.lower()


ALONE: dict[str, tuple[list[str], str]] = {
    "no history": ([], "and how long does it take?"),
    "names its subject": (["Does massage hurt?"], "What is craniosacral therapy?"),
    "history without a subject": (["hello", "thanks"], "and how long does it take?"),
    "blank history": (["", "  "], "how long does it take?"),
    "too long to lean on anything": (
        ["Does massage hurt?"],
        "I sit at a desk all day and drive home in a small car and then my shoulders ache badly",
    ),
    "empty": ([], ""),
}


@pytest.mark.parametrize(("history", "turn"), ALONE.values(), ids=ALONE.keys())
def test_a_question_that_stands_alone_is_left_as_it_is(
    topics: Topics, history: list[str], turn: str
) -> None:
    assert standalone(turn, history, topics) == turn


def test_without_topics_nothing_is_guessed() -> None:
    assert standalone("and rye?", ["how long does wheat bread keep?"], Topics()) == "and rye?"


def test_only_earlier_questions_count_and_a_long_talk_is_no_trouble(topics: Topics) -> None:
    history = ["Does massage hurt?", *["and then?"] * 200]

    assert topics.find(standalone("how long?", history, topics)) == (MASSAGE,)


@given(any_text)
def test_without_history_any_text_is_left_as_it_is(topics: Topics, text: str) -> None:
    assert standalone(text, [], topics) == text


@given(st.lists(any_text, max_size=4), any_text)
def test_any_conversation_can_be_resolved_and_again_the_same(
    topics: Topics, history: list[str], text: str
) -> None:
    resolved = standalone(text, history, topics)

    assert resolved == standalone(text, list(history), topics)
    assert set(topics.find(resolved)) <= set(topics.find(" . ".join([*history, text])))
