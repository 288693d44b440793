"""What a browser may ask of the program, and what it may send instead."""

import json
from pathlib import Path
from typing import Any

import pytest

from answering.assistant import Assistant
from answering.contract import answer_id
from page.desk import MOST_TURNS, Desk
from page.feedback import FeedbackStore
from page.languages import words
from retrieval.errors import ModelError
from retrieval.types import Corpus
from tests.listener import Listener
from tests.viewed import Viewed


@pytest.fixture
def listener(corpus: Corpus) -> Listener:
    return Listener(corpus)


@pytest.fixture
def desk(listener: Listener, tmp_path: Path) -> Desk:
    return Desk(listener, ["One?"], FeedbackStore(tmp_path / "feedback.sqlite3"))


def test_a_question_is_answered_after_those_before_it(desk: Desk, listener: Listener) -> None:
    first = "<b>one</b> *two* & &lt; $$x$$ \\ `y`\nnext"
    desk.reply({"question": "three", "before": [first]})

    assert listener.asked == [("three", (first,))]


def test_nothing_is_kept_between_two_calls(desk: Desk, listener: Listener) -> None:
    desk.reply({"question": "my secret"})
    html = desk.reply({"question": "hello"})

    assert "secret" not in html
    assert listener.asked[-1] == ("hello", ())


CALLS: dict[str, tuple[object, tuple[str, tuple[str, ...]]]] = {
    "nothing": (None, ("", ())),
    "a list": ([1, 2], ("", ())),
    "no text": ({"question": 7, "before": "x"}, ("", ())),
    "some texts": ({"question": "q", "before": ["a", None, 3, "b"]}, ("q", ("a", "b"))),
    "many turns": (
        {"question": "q", "before": [str(n) for n in range(1000)]},
        ("q", tuple(str(n) for n in range(1000 - MOST_TURNS, 1000))),
    ),
}


@pytest.mark.parametrize(("call", "asked"), CALLS.values(), ids=CALLS.keys())
def test_whatever_a_browser_sends_is_read_as_far_as_it_can_be(
    desk: Desk, listener: Listener, call: object, asked: tuple[str, tuple[str, ...]]
) -> None:
    assert "First line." in desk.reply(call)
    assert listener.asked == [asked]


def test_a_failure_is_said_in_the_conversation(corpus: Corpus) -> None:
    class Broken(Listener):
        def answer(self, question: str, history: object = ()) -> object:  # type: ignore[override]
            raise ModelError("There is no model <here>.")

    desk = Desk(Broken(corpus), [], FeedbackStore("nowhere"))  # type: ignore[arg-type]
    said = Viewed(desk.reply({"question": "x"}))

    assert words("failed", reason="There is no model <here>.") in said.text
    assert "here" not in said.tags


@pytest.mark.parametrize("call", [None, {}, {"language": "xx"}, {"language": ["de"]}])
def test_the_frame_is_english_unless_another_language_is_asked_for(
    desk: Desk, call: object
) -> None:
    assert words("welcome") in Viewed(desk.frame(call)).text


def test_the_frame_and_the_sources_speak_the_language(desk: Desk) -> None:
    assert words("welcome", "de") in Viewed(desk.frame({"language": "de"})).text
    assert words("sources", "pt") in Viewed(desk.open_source({"language": "pt"})).text


def test_an_answer_is_taken_along(desk: Desk) -> None:
    call = {"question": "x", "before": ["w"]}

    assert json.loads(desk.take({**call, "form": "json"}))["headline"] == "First line."
    assert "<h1>First line.</h1>" in desk.take({**call, "form": "handout"})
    assert "**First line.**" in desk.take({**call, "form": "markdown"})


@pytest.mark.parametrize("form", [None, "exe", ["json"], 7])
def test_there_are_no_other_forms(desk: Desk, listener: Listener, form: object) -> None:
    assert desk.take({"question": "x", "form": form}) == ""
    assert listener.asked == []


KEPT: dict[str, tuple[dict[str, Any], str | None, str | None]] = {
    "without consent": ({"consent": False, "comment": "a remark"}, None, None),
    "consent not said": ({"comment": "a remark"}, None, None),
    "with consent": ({"consent": True, "comment": "a remark"}, "my question", "a remark"),
}


@pytest.mark.parametrize(("said", "question", "comment"), KEPT.values(), ids=KEPT.keys())
def test_words_of_a_reader_are_kept_only_with_consent(
    desk: Desk, said: dict[str, Any], question: str | None, comment: str | None
) -> None:
    call = {"question": "my question", "verdict": "wrong-source", **said}

    assert desk.keep_feedback(call) == words("thanks")
    (row,) = desk.store.entries()
    assert (row["verdict"], row["question"], row["comment"]) == (
        "wrong-source",
        question,
        comment,
    )


def test_feedback_names_the_answer_and_its_citations(assistant: Assistant, tmp_path: Path) -> None:
    desk = Desk(assistant, [], FeedbackStore(tmp_path / "feedback.sqlite3"))
    call = {"question": "Does myofascial release hurt?", "verdict": "helpful"}
    desk.keep_feedback({**call, "answer": "0" * 64, "citations": []})
    answer = assistant.answer(call["question"])
    (row,) = desk.store.entries()

    assert row["answer"] == answer_id(answer)
    assert {source for source, _, _ in row["citations"]} == {s.document.id for s in answer.sources}


@pytest.mark.parametrize("verdict", [None, "great", 1])
def test_what_is_no_verdict_is_not_kept(desk: Desk, verdict: object) -> None:
    said = desk.keep_feedback({"question": "x", "verdict": verdict, "language": "de"})

    assert said.startswith(words("not_kept", "de", reason="")[:10])
    assert list(desk.store.entries()) == []
