"""Whether quotes answer a question or only bear on it, on a corpus of a few sentences."""

from dataclasses import replace

import pytest

from answering.claims import Claim, claim_table
from answering.complete import is_complete
from answering.topics import Topics
from answering.types import Understood
from retrieval.passages import passages
from tests.texts import document

LISTED = "It holds many techniques (effleurage, petrissage, etc) that move the tissue."
CALLED = "Knots (also known as effleurage) are worked out."


def claims_of(text: str) -> tuple[Claim, ...]:
    return claim_table(passages([document(text)]), Topics())


CASES = {
    "only listed as an example": (("effleurag",), ("meaning",), LISTED, False),
    "listed, and its meaning not asked": (("effleurag",), (), LISTED, True),
    "said in other words": (("effleurag",), ("meaning",), CALLED, True),
    "told": (("effleurag",), ("meaning",), "Effleurage is a long stroke.", True),
    "nothing of it": (("effleurag",), ("meaning",), "A long stroke.", True),
}


@pytest.mark.parametrize(("terms", "wants", "text", "expected"), CASES.values(), ids=CASES.keys())
def test_a_word_in_a_list_of_examples_is_not_explained(
    terms: tuple[str, ...], wants: tuple[str, ...], text: str, *, expected: bool
) -> None:
    key = Understood(question="", route="ask", terms=terms, wants=wants)
    assert is_complete(key, claims_of(text)) is expected


BEFORE = {
    "used during": (("before",), "The work is done without lotion.", False),
    "time not asked": ((), "The work is done without lotion.", True),
    "used before": (("before",), "Put on no lotion before the session.", True),
}


@pytest.mark.parametrize(("wants", "text", "expected"), BEFORE.values(), ids=BEFORE.keys())
def test_what_is_used_before_is_not_what_is_used_during(
    wants: tuple[str, ...], text: str, *, expected: bool
) -> None:
    key = Understood(question="", route="ask", entities=("lotion",), wants=wants)
    assert is_complete(key, claims_of(text)) is expected


ANGLES = {
    "answers": (("pain-sensations",), (), (), True),
    "only bears on it": ((), ("pain-sensations",), (), False),
    "names the thing asked about": ((), ("pain-sensations",), ("lotion",), True),
    "found by its words": ((), (), (), True),
}


@pytest.mark.parametrize(
    ("answers", "touches", "entities", "expected"), ANGLES.values(), ids=ANGLES.keys()
)
def test_what_only_bears_on_an_angle_does_not_answer_it(
    answers: tuple[str, ...], touches: tuple[str, ...], entities: tuple[str, ...], *, expected: bool
) -> None:
    (claim,) = claims_of("The touch is gentle, without lotion.")
    shown = [replace(claim, aspects=answers, touches=touches)]
    key = Understood(question="", route="ask", aspects=("pain-sensations",), entities=entities)
    assert is_complete(key, shown) is expected


NEAR = {
    "what it is a kind of": ("It helps recovery after an injury.", True),
    "something else": ("It helps recovery after a cold.", False),
}


@pytest.mark.parametrize(("text", "expected"), NEAR.values(), ids=NEAR.keys())
def test_what_is_said_of_an_injury_holds_for_an_old_one(text: str, *, expected: bool) -> None:
    old = ("old injury",)
    key = Understood("", route="ask", aspects=("recovery-sport",), entities=old, absent=old)
    assert is_complete(key, claims_of(text)) is expected


DEMANDED = {
    "asked for and not given": ("Will it cure me?", "It eases pain.", False),
    "asked for and given": ("Will it cure me?", "It cures pain.", True),
    "not asked for": ("Will it help?", "It eases pain.", True),
    "a licence asked for, and only the trade told": (
        "What licence must he hold?",
        "It is done by a potter.",
        False,
    ),
    "a licence told": ("What licence must he hold?", "A potter's license is needed.", True),
    "another good": ("Is it good for good posture?", "It helps posture.", True),
}


@pytest.mark.parametrize(("question", "text", "expected"), DEMANDED.values(), ids=DEMANDED.keys())
def test_a_cure_or_a_licence_is_only_answered_by_one(
    question: str, text: str, *, expected: bool
) -> None:
    assert is_complete(Understood(question=question), claims_of(text)) is expected
