"""The bank: what a question is like, and whether a message needs help at once."""

import numpy as np
import pytest

from answering.aspects import aspects
from answering.assistant import Assistant
from answering.bank import Bank, phrases
from answering.knowledge import knowledge
from answering.urgent import is_urgent
from retrieval.embedding import SentenceEncoder


@pytest.fixture(scope="module")
def bank(assistant: Assistant) -> Bank:
    return assistant._bank


def test_every_example_is_among_the_phrases() -> None:
    assert len(phrases()) == sum(
        len(group)
        for group in (
            *(known.examples for known in aspects()),
            knowledge("elsewhere")["examples"],
            knowledge("urgent_examples")["urgent"],
            knowledge("urgent_examples")["harmless"],
        )
    )


def test_no_message_is_both_urgent_and_harmless() -> None:
    examples = knowledge("urgent_examples")
    both = {text.lower() for text in examples["urgent"]} & {
        text.lower() for text in examples["harmless"]
    }
    assert both == set()
    assert len(set(examples["urgent"])) == len(examples["urgent"]) >= 150
    assert len(set(examples["harmless"])) == len(examples["harmless"]) >= 300


@pytest.mark.parametrize(
    ("question", "expected"),
    [("will they want me to undress", "clothing"), ("what will it cost me", "cost-insurance")],
)
def test_a_question_is_most_like_those_of_its_aspect(
    bank: Bank, encoder: SentenceEncoder, question: str, expected: str
) -> None:
    like = bank.likeness(encoder.encode([question]), [question])
    assert aspects()[int(np.argmax(like.aspects))].name == expected
    assert like.elsewhere < max(like.aspects)


def test_what_is_told_counts_for_little(bank: Bank, encoder: SentenceEncoder) -> None:
    told = "I'm 91 and a retired bus driver."
    parts = [f"{told} Can I keep my socks on?", told, "Can I keep my socks on?"]
    like = bank.likeness(encoder.encode(parts), parts)
    assert aspects()[int(np.argmax(like.aspects))].name == "clothing"
    assert like.told < 0.5 < bank.likeness(encoder.encode(parts[1:2]), parts[1:2]).told


@pytest.mark.parametrize("question", ["will it rain tomorrow", "transfer 20 euros to my son"])
def test_what_has_nothing_to_do_with_it_is_like_nothing_asked_here(
    bank: Bank, encoder: SentenceEncoder, question: str
) -> None:
    like = bank.likeness(encoder.encode([question]), [question])
    assert like.elsewhere > max(like.aspects)


@pytest.mark.parametrize(
    ("message", "calls"),
    [
        ("my face has gone numb and I can't get my words out", True),
        ("I had a stroke in 2012, can I have a massage", False),
        ("does it hurt", False),
        ("I sprained my thumb this morning and it is swollen, massage today?", False),
        ("I twisted my ankle, the foot is cold and white and I can't feel my toes", True),
        ("what is going on today", False),
    ],
)
def test_urgent_messages_are_told_from_others(
    bank: Bank, encoder: SentenceEncoder, message: str, calls: bool
) -> None:
    assert is_urgent(message, bank.urgency(encoder.encode([message]), [message])) is calls
