"""Saved answers: how a file of them is read, and what is said about it as a whole.

What each forged quote is reported as stands in test_verbatim.
"""

import json
from dataclasses import replace
from typing import Any

import pytest

from answering.assistant import Assistant
from answering.contract import to_dict, to_json
from answering.types import Answer, Quote, SourceAnswer, Understood
from answering.verify import read_answers, verify
from retrieval.errors import InputError
from retrieval.passages import document_passages
from retrieval.types import Corpus


def an_answer(corpus: Corpus, number: int = 0) -> Answer:
    """An answer with one quote, the first sentence of one article."""
    document = corpus.documents[number]
    quote = Quote(document_passages(document)[0])
    return Answer(
        question="what?",
        status="answered",
        headline="",
        understood=Understood("what?"),
        sources=(SourceAnswer(document, (quote,)),),
        corpus=corpus.sha256,
    )


FILES: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "object": ('{"a": 1}', [{"a": 1}]),
    "object over several lines": ('{\n "a": 1\n}\n', [{"a": 1}]),
    "list": ('[{"a": 1}, {"a": 2}]', [{"a": 1}, {"a": 2}]),
    "JSON lines": ('{"a": 1}\n{"a": 2}\n', [{"a": 1}, {"a": 2}]),
    "blank lines between": ('\n{"a": 1}\n\n{"a": 2}\n\n', [{"a": 1}, {"a": 2}]),
    "Windows line ends": ('{"a": 1}\r\n{"a": 2}\r\n', [{"a": 1}, {"a": 2}]),
    "line separator in a text": (
        '{"a": "\u2028"}\n{"a": "\x85"}',
        [{"a": "\u2028"}, {"a": "\x85"}],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FILES.values(), ids=FILES.keys())
def test_a_file_holds_an_object_a_list_or_one_object_per_line(
    text: str, expected: list[dict[str, Any]]
) -> None:
    assert read_answers(text) == expected


NO_ANSWERS = {
    "empty": ("", "No answer in the file"),
    "blank": (" \n\n ", "No answer in the file"),
    "empty list": ("[]", "No answer in the file"),
    "number": ("5", "No answer in the file"),
    "null": ("null", "No answer in the file"),
    "text": ('"a"', "No answer in the file"),
    "list of numbers": ("[1, 2]", "No answer in the file"),
    "list in a list": ('[[{"a": 1}]]', "No answer in the file"),
    "prose": ("Massage is better.", "Line 1 is not JSON"),
    "one bad line": ('{"a": 1}\nnope\n', "Line 2 is not JSON"),
    "a number among the lines": ('{"a": 1}\n5\n', "No answer in the file"),
    "cut off": ('{"a": [1, 2', "Line 1 is not JSON"),
    "nested too deeply": ("[" * 200_000, "Line 1 is not JSON"),
}


@pytest.mark.parametrize(("text", "message"), NO_ANSWERS.values(), ids=NO_ANSWERS.keys())
def test_a_file_without_answers_is_an_input_error(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_answers(text)


def test_an_answer_read_back_is_the_answer_written(corpus: Corpus) -> None:
    answer = an_answer(corpus)

    assert read_answers(to_json(answer)) == [to_dict(answer)]
    assert read_answers(to_json(answer, indent=1)) == [to_dict(answer)]


def test_every_answer_of_a_file_is_checked_and_named_by_its_number(corpus: Corpus) -> None:
    answers = [to_dict(an_answer(corpus, number)) for number in range(3)]
    answers[1]["sources"][0]["quotes"][0]["text"] = "Massage is better."

    report = verify(answers, corpus)

    assert report.checked == 3
    assert len(report.failures) == 1
    assert report.failures[0].startswith("answer 2, sources[0].quotes[0]: ")
    assert report.notes == ()


def test_an_answer_without_quotes_holds(corpus: Corpus) -> None:
    declined = replace(an_answer(corpus), status="declined", sources=())

    report = verify([to_dict(declined)], corpus)

    assert (report.checked, report.failures, report.notes) == (0, (), ())


@pytest.mark.parametrize("stamp", ["sha256:" + "0" * 64, "", None, 5])
def test_an_answer_from_another_state_of_the_corpus_is_noted(corpus: Corpus, stamp: object) -> None:
    """Its quotes may still hold, so that is no failure."""
    answer = {**to_dict(an_answer(corpus)), "corpus": stamp}

    report = verify([to_dict(an_answer(corpus)), answer], corpus)

    assert report.failures == ()
    assert report.notes == ("answer 2: was given from another state of the corpus",)


def test_an_error_in_the_place_of_an_answer_is_noted(corpus: Corpus) -> None:
    """Answers to a batch hold an error for a line that was no request."""
    lines = f"{to_json(an_answer(corpus))}\n{json.dumps({'error': 'Line 2: …'})}\n"

    report = verify(read_answers(lines), corpus)

    assert report.checked == 1
    assert report.failures == ()
    assert report.notes == ("answer 2: is no answer but an error",)


@pytest.mark.parametrize("value", [None, {}, "text", 5, True])
@pytest.mark.parametrize(
    "key", ["sources", "disagreements", "research", "cautions", "nearest", "quotes"]
)
def test_what_has_not_the_lists_of_an_answer_is_an_input_error(
    corpus: Corpus, key: str, value: object
) -> None:
    """Otherwise an answer whose quotes were moved elsewhere would pass unchecked."""
    answer = to_dict(an_answer(corpus))
    holder = answer["sources"][0] if key == "quotes" else answer
    holder[key] = value

    with pytest.raises(InputError, match=rf"^answer 1.*'{key}' is not a list"):
        verify([answer], corpus)
    del holder[key]
    with pytest.raises(InputError, match=rf"^answer 1.*'{key}' is not a list"):
        verify([answer], corpus)


@pytest.mark.parametrize("key", ["sources", "disagreements"])
def test_a_source_that_is_no_object_is_an_input_error(corpus: Corpus, key: str) -> None:
    answer = {**to_dict(an_answer(corpus)), key: ["what-is-mfr-massage"]}

    with pytest.raises(InputError, match=rf"answer 1: {key}\[0\] is not an object"):
        verify([answer], corpus)


@pytest.mark.parametrize("key", ["title", "author", "publisher", "published", "url"])
def test_a_changed_fact_about_a_source_is_found(assistant: Assistant, key: str) -> None:
    saved = to_dict(assistant.answer("Do I keep my clothes on?"))
    saved["sources"][0][key] = "Somebody Else"

    report = verify([saved], assistant.corpus)

    assert len(report.failures) == 1
    assert report.failures[0].startswith(f"answer 1, sources[0].{key}: is ")
