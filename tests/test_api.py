"""What programs get: the very bytes of the contract, or an error that says what to do."""

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from threading import Event
from typing import Any, get_type_hints
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import gradio as gr
import pytest
from jsonschema import Draft202012Validator

from answering.assistant import Assistant
from answering.contract import to_json
from answering.types import Answer
from page.api import MAX_BODY, SCHEMA, ask_tool, create_api, mcp_available
from retrieval.errors import ModelError
from tests.conftest import ROOT
from tests.threaded import threaded

QUESTIONS: list[tuple[str, list[str]]] = [
    ("Which is better for my back pain, massage or myofascial release?", []),
    ("And how long does it take?", ["Does massage hurt?"]),
    ("Does acupuncture help?", []),
    ("I have crushing chest pain and my left arm hurts", []),
    ("What is fascia – 筋膜?\u2028 half \ud83d", []),
    ("", []),
]


class Unready:
    """Stands for an assistant whose model is missing."""

    def answer(self, question: str, history: list[str]) -> Answer:
        raise ModelError(f"There is no model, install it (asked {question!r}).")


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    with threaded(create_api(assistant)) as found:
        yield found


@pytest.fixture(scope="module")
def broken() -> Iterator[str]:
    with threaded(create_api(Unready())) as found:  # type: ignore[arg-type]
        yield found


def fetch(url: str, body: bytes | None = None) -> tuple[int, Message, bytes]:
    try:
        with urlopen(Request(url, body)) as response:
            return response.status, response.headers, response.read()
    except HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


@pytest.mark.parametrize(("question", "history"), QUESTIONS)
def test_an_answer_is_the_contract_byte_for_byte(
    address: str, assistant: Assistant, question: str, history: list[str]
) -> None:
    body = json.dumps({"question": question, "history": history}).encode()
    status, headers, got = fetch(f"{address}/api/ask", body)

    assert (status, headers["content-type"]) == (200, "application/json; charset=utf-8")
    assert got == to_json(assistant.answer(question, history)).encode()


def test_questions_at_the_same_time_get_their_own_answers(
    address: str, assistant: Assistant
) -> None:
    questions = [question for question, _ in QUESTIONS] * 3
    with ThreadPoolExecutor(6) as pool:
        bodies = [json.dumps({"question": question}).encode() for question in questions]
        got = list(pool.map(lambda body: fetch(f"{address}/api/ask", body)[2], bodies))

    assert got == [to_json(assistant.answer(question)).encode() for question in questions]


WRONG: dict[str, tuple[bytes, int, str]] = {
    "nothing": (b"", 400, "this is not JSON"),
    "no JSON": (b"Why?", 400, "this is not JSON"),
    "not UTF-8": (b'{"question": "\xff"}', 400, "this is not JSON"),
    "very deep": (b"[" * 60_000, 400, "this is not JSON"),
    "a list": (b"[1, 2]", 422, "there is no question"),
    "no question": (b'{"history": []}', 422, "there is no question"),
    "question is a number": (b'{"question": 5}', 422, "there is no question"),
    "history is a text": (b'{"question": "?", "history": "x"}', 422, "history is not a list"),
    "history of numbers": (b'{"question": "?", "history": [1]}', 422, "history is not a list"),
    "too long": (b'{"question": "?"}'.ljust(MAX_BODY + 1), 413, f"longer than {MAX_BODY} bytes"),
}


@pytest.mark.parametrize(("body", "code", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_request_is_explained(address: str, body: bytes, code: int, said: str) -> None:
    status, headers, got = fetch(f"{address}/api/ask", body)
    error = json.loads(got)

    assert (status, headers["content-type"]) == (code, "application/json; charset=utf-8")
    assert set(error) == {"error"}
    assert error["error"].startswith("The body of POST /api/ask")
    assert said in error["error"]


def test_a_body_of_the_greatest_length_is_answered(address: str) -> None:
    assert fetch(f"{address}/api/ask", b'{"question": ""}'.ljust(MAX_BODY))[0] == 200


def test_a_missing_model_is_said(broken: str) -> None:
    status, _, got = fetch(f"{broken}/api/ask", b'{"question": "Why?"}')

    assert status == 503
    assert json.loads(got) == {"error": "There is no model, install it (asked 'Why?')."}


def test_the_schema_is_that_of_the_documentation_and_fits(address: str) -> None:
    status, _, got = fetch(f"{address}/api/schema")
    _, _, answer = fetch(f"{address}/api/ask", b'{"question": "What is fascia?"}')

    assert (status, got) == (200, (ROOT / "docs" / "answer.schema.json").read_bytes())
    assert Draft202012Validator(json.loads(got)).is_valid(json.loads(answer))
    assert (ROOT / "docs" / "answer.schema.json").samefile(SCHEMA)


def test_the_server_says_that_it_is_up_and_when_it_is_ready() -> None:
    loaded = Event()
    with threaded(create_api(Unready(), loaded.is_set)) as address:  # type: ignore[arg-type]
        before = fetch(f"{address}/readyz")
        alive = fetch(f"{address}/healthz")
        loaded.set()
        after = fetch(f"{address}/readyz")

    assert (alive[0], alive[2]) == (200, b'{"status":"ok"}')
    assert (before[0], before[2]) == (503, b'{"status":"loading"}')
    assert (after[0], after[2]) == (200, b'{"status":"ready"}')


def test_without_more_a_server_is_ready(address: str) -> None:
    assert fetch(f"{address}/readyz")[0] == 200


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/api", "/api/ask/x"])
def test_there_is_no_other_address(address: str, path: str) -> None:
    assert fetch(f"{address}{path}")[0] == 404


# --- The tool -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("question", "history"), QUESTIONS)
def test_the_tool_gives_the_contract_byte_for_byte(
    assistant: Assistant, question: str, history: list[str]
) -> None:
    expected = to_json(assistant.answer(question, history))

    assert ask_tool(assistant)(question, history or None) == expected


WRONG_CALLS: dict[str, tuple[Any, Any, str]] = {
    "question is a number": (5, None, "there is no question"),
    "history is a text": ("Why?", "x", "history is not a list"),
    "no model": ("Why?", [], "There is no model"),
}


@pytest.mark.parametrize(
    ("question", "history", "said"), WRONG_CALLS.values(), ids=WRONG_CALLS.keys()
)
def test_the_tool_says_what_is_wrong(question: Any, history: Any, said: str) -> None:
    result = json.loads(ask_tool(Unready())(question, history))  # type: ignore[arg-type]

    assert set(result) == {"error"}
    assert said in result["error"]


def test_the_tool_says_what_it_is_for_and_what_it_takes(assistant: Assistant) -> None:
    """Other programs see its types and its words, and nothing more."""
    tool = ask_tool(assistant)

    assert get_type_hints(tool) == {
        "question": str,
        "history": list[str] | None,
        "return": str,
    }
    assert tool.__doc__
    assert "verbatim" in tool.__doc__
    assert "history: The earlier questions" in tool.__doc__


def test_a_page_can_offer_the_tool(assistant: Assistant) -> None:
    async def offered() -> dict[str, Any]:
        with gr.Blocks(analytics_enabled=False) as page:
            gr.api(ask_tool(assistant), api_name="ask")  # type: ignore[attr-defined]
        return dict(page.get_api_info()["named_endpoints"])

    (endpoint,) = asyncio.run(offered()).values()
    parameters = {row["parameter_name"]: row for row in endpoint["parameters"]}

    assert set(parameters) == {"question", "history"}
    assert parameters["history"]["parameter_has_default"]


def test_whether_the_tool_can_be_served_is_known() -> None:
    assert isinstance(mcp_available(), bool)
