"""Takes messages apart into the questions they ask; a message with one question stays whole."""

import pytest
from hypothesis import given

from answering.asked import asking_part, questions_in
from tests.texts import any_text

SEVERAL = {
    "sentences": (
        "Can I come with a cold? How long is it? And who does it?",
        ["Can I come with a cold?", "How long is it?", "And who does it?"],
    ),
    "commas": (
        "what is it, how much pressure is used, does it help with sleep?",
        ["what is it", "how much pressure is used", "does it help with sleep?"],
    ),
    "a how, a which, an is": (
        "what it is, which parts they touch, how firm is it, and is oil used?",
        ["what it is", "which parts they touch", "how firm is it", "is oil used?"],
    ),
    "an and": (
        "How does the treatment work and what do I wear?",
        ["How does the treatment work", "what do I wear?"],
    ),
    "joined by a plus and an also": (
        "what is it + how firm is it also does it hurt",
        ["what is it", "how firm is it", "does it hurt"],
    ),
    "behind a number of them": (
        "two things: is it firm and does it hurt?",
        ["two things is it firm", "does it hurt?"],
    ),
    "behind a heading": (
        "the cranial one - how firm is it and is it any use?",
        ["the cranial one - how firm is it", "is it any use?"],
    ),
    "whom and whether anybody": (
        "how long is it, which people may not come and is anybody sore?",
        ["how long is it", "which people may not come", "is anybody sore?"],
    ),
    "two things behind a colon": (
        "two things for Monday: how long am I in, and do my socks stay on?",
        ["two things for Monday how long am I in", "do my socks stay on?"],
    ),
    "am I and for how long": (
        "what do I wear, am I sore after it and for how many days?",
        ["what do I wear", "am I sore after it", "for how many days?"],
    ),
    "a list with marks": (
        "For my gran. a) how long does it take b) must she lie down",
        ["For my gran. how long does it take", "must she lie down"],
    ),
    "a numbered list": (
        "1. what do I wear 2. is it firm? 3. who does it",
        ["what do I wear", "is it firm?", "who does it"],
    ),
    "told first": (
        "I fell last year. Is it safe for me? And does it hurt?",
        ["I fell last year. Is it safe for me?", "And does it hurt?"],
    ),
    "told last": (
        "Does it hurt a lot? How long is it? I am a bit nervous.",
        ["Does it hurt a lot?", "How long is it? I am a bit nervous."],
    ),
}
ONE = {
    "a question": "which is better for my back pain",
    "a story": "I fell last year. Does it hurt?",
    "numbers in brackets": "My knee (grade 2) and hip (grade 3) hurt, is it firm?",
    "numbers out of order": "I had a baby on the 3. and a fall on the 5. Is it firm?",
    "two treatments": "should I book this or that for my back?",
    "too short to stand alone": "Massage? Cranio?",
    "no question": "I am tired. My back aches.",
    "nothing": "",
}


@pytest.mark.parametrize(("message", "questions"), SEVERAL.values(), ids=SEVERAL.keys())
def test_several_questions_come_apart(message: str, questions: list[str]) -> None:
    assert list(questions_in(message)) == questions


@pytest.mark.parametrize("message", ONE.values(), ids=ONE.keys())
def test_one_question_stays_whole(message: str) -> None:
    assert questions_in(message) == (message,)


def test_what_is_told_beside_a_question_is_left_out() -> None:
    assert asking_part("My son rides. I am sore. Can I come?") == "Can I come?"


def test_what_somebody_says_of_themselves_is_no_heading() -> None:
    assert asking_part("I'm cross: it rained. Is oil used?") == "Is oil used?"
    assert asking_part("Knee: is oil used?") == "Knee is oil used?"


def test_a_message_that_only_tells_is_all_asked() -> None:
    assert asking_part("My back aches.") == "My back aches."


@given(any_text)
def test_any_text_comes_apart_into_pieces_of_itself(message: str) -> None:
    assert all(
        set(piece.split()) <= set(" ".join(questions_in(message)).split())
        for piece in questions_in(message)
    )
    assert questions_in(message)


TELLING = {
    "behind the question": ("Does it hurt, I bruise easily", "Does it hurt"),
    "before the question": ("my feet are cold, would it warm them", "would it warm them"),
    "what it hangs on stays": ("If it is sore, can I come?", "If it is sore can I come?"),
}


@pytest.mark.parametrize(("message", "asked"), TELLING.values(), ids=TELLING.keys())
def test_what_somebody_says_of_themselves_behind_a_comma_asks_nothing(
    message: str, asked: str
) -> None:
    assert asking_part(message) == asked
