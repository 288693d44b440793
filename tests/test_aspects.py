"""Aspects: the angle of a question is found by example, that of a sentence by its wording."""

import pytest

from answering import aspects as module
from answering.aspects import (
    LEAST,
    MOST,
    aspect,
    aspects,
    aspects_of_claim,
    aspects_of_question,
)
from answering.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("do they want me to undress for it", "clothing"),
        ("What does the appointment cost me?", "cost-insurance"),
        ("my nan is 84, could she have massage", "age-groups"),
        ("is it going to be painful", "pain-sensations"),
        ("can I treat myself at home", "self-treatment"),
        ("roughly how many minutes is one session", "session-length"),
        ("is there scientific proof that CST works", "evidence"),
        ("do you rub oil on people", "oil-lotion"),
        ("how do the two differ", "difference"),
    ],
)
def test_the_angle_of_a_question(assistant: Assistant, question: str, first: str) -> None:
    assert assistant.understand(question).aspects[0] == first


@pytest.mark.parametrize("question", ["what is the capital of France", "play some jazz"])
def test_a_question_without_a_known_angle_has_none(assistant: Assistant, question: str) -> None:
    assert assistant.understand(question).aspects == ()


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Sessions last about 40 minutes.", "session-length"),
        ("It should not be used by people with open wounds.", "safety-contraindications"),
        ("Ask your doctor before you begin.", "doctor-first"),
        ("No oil is needed.", "oil-lotion"),
        ("Clients keep their clothes on.", "clothing"),
    ],
)
def test_what_a_sentence_answers(sentence: str, name: str) -> None:
    assert name in aspects_of_claim(sentence)


def test_cues_add_to_nearness_and_far_questions_have_no_angle() -> None:
    names = [known.name for known in aspects()]
    near = [LEAST - module.CUE_BONUS / 2] * len(names)
    assert aspects_of_question("something else entirely", near) == ()
    assert aspects_of_question("how much does it cost", near)[0] == "cost-insurance"


def test_at_most_a_few_angles_are_taken() -> None:
    near = [LEAST + 0.1] * len(aspects())
    assert len(aspects_of_question("anything", near)) == MOST


def test_aspects_are_found_by_name() -> None:
    assert [aspect(known.name) for known in aspects()] == list(aspects())
