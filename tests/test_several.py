"""Several questions in one message are answered one by one and joined, source by source."""

import pytest

from answering.assistant import Assistant


def aspects(assistant: Assistant, message: str, *history: str) -> list[tuple[str, ...]]:
    """The first aspect of each question that a message was taken to ask, with its topics."""
    key = assistant.understand(message, history)
    return [(*part.topics, *part.aspects[:1]) for part in key.parts]


def test_each_question_is_understood_with_the_topic_of_the_first(assistant: Assistant) -> None:
    message = "How long does a massage last? What do I wear? And does it hurt?"

    assert aspects(assistant, message) == [
        ("massage", "session-length"),
        ("massage", "clothing"),
        ("massage", "pain-sensations"),
    ]


def test_one_question_about_two_treatments_is_one(assistant: Assistant) -> None:
    message = "How long is a massage and how long is a myofascial release?"

    assert aspects(assistant, message) == []


def test_a_question_that_names_nothing_belongs_to_the_one_before(assistant: Assistant) -> None:
    assert aspects(assistant, "How long does a massage last, do they say?") == []


def test_two_sentences_about_two_treatments_are_two(assistant: Assistant) -> None:
    message = "What is myofascial release? How long does a massage last?"

    assert aspects(assistant, message) == [
        ("myofascial release", "definition"),
        ("massage", "session-length"),
    ]


def test_the_quotes_of_each_question_stand_under_their_sources(assistant: Assistant) -> None:
    first, second = "What do I wear for myofascial release?", "Does myofascial release hurt?"
    both = assistant.answer(f"{first} {second}")

    for question in (first, second):
        alone = assistant.answer(question)
        assert {q.passage for s in alone.sources for q in s.quotes} <= {
            q.passage for s in both.sources for q in s.quotes
        }
    assert both.status == "answered"
    assert len({source.document.id for source in both.sources}) == len(both.sources)


ONE = [
    "Can I claim it, or do I pay for MFR myself?",
    "For whom is massage, and for whom MFR?",
    "MFR, what do I wear, how long is it and is there music?",
    "Does any article name gout, whether by massage or by MFR?",
]


@pytest.mark.parametrize("message", ONE)
def test_one_question_with_several_halves_is_one(assistant: Assistant, message: str) -> None:
    assert assistant.understand(message).parts == ()


def test_what_is_left_open_makes_the_whole_partial(assistant: Assistant) -> None:
    answer = assistant.answer("What do I wear for massage? How much does a massage cost?")

    assert answer.status == "partial"
    assert answer.sources


@pytest.mark.parametrize(
    "message",
    [
        "Which oil does my car need and how do I do it?",
        "Can you book a taxi for me? How long does it last?",
        "Where can I train as an MFR therapist and how long is it?",
    ],
)
def test_what_goes_on_from_something_else_is_about_it_too(
    assistant: Assistant, message: str
) -> None:
    """The second question by itself would be answered."""
    assert assistant.answer(message).status == "declined"


def test_when_nothing_is_answered_it_says_so_once(assistant: Assistant) -> None:
    answer = assistant.answer("How much does a massage cost? Does insurance pay for massage?")

    assert answer.status == "declined"
    assert not answer.sources


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_quotes_stand_as_in_the_source_whatever_is_asked_first(
    assistant: Assistant, order: tuple[int, int]
) -> None:
    asked = ["What do I wear for massage?", "How long does a massage last?"]
    answer = assistant.answer(" ".join(asked[n] for n in order))

    for source in answer.sources:
        places = [quote.passage.number for quote in source.quotes]
        assert places == sorted(places)
