"""What a browser may ask of the program, and what it may send instead."""

import json

import pytest

from page.desk import MOST_TURNS, Desk
from page.languages import words
from retrieval.errors import ModelError
from retrieval.types import Corpus
from tests.listener import Listener
from tests.viewed import Viewed


@pytest.fixture
def listener(corpus: Corpus) -> Listener:
    return Listener(corpus)


@pytest.fixture
def desk(listener: Listener) -> Desk:
    return Desk(listener, ["One?"])


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

    said = Viewed(Desk(Broken(corpus), []).reply({"question": "x"}))  # type: ignore[arg-type]

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
    assert "**First line.**" in desk.take({**call, "form": "markdown"})


@pytest.mark.parametrize("form", [None, "exe", ["json"], 7])
def test_there_are_no_other_forms(desk: Desk, listener: Listener, form: object) -> None:
    assert desk.take({"question": "x", "form": form}) == ""
    assert listener.asked == []
