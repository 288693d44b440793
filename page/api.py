"""The addresses for programs: questions as JSON, the schema, and whether the server is up.

The schema is read from `docs/`, where people read it too, so that there is one file and no copy to
fall behind; the program is installed from its folder (`pip install --editable .`), which has it.
"""

import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Request, Response

from answering.assistant import Assistant
from answering.contract import to_json
from answering.request import asked, parsed
from retrieval.errors import InputError, SourcewiseError

Api = FastAPI
"""What `create_api` makes, for those who go on with it."""

MAX_BODY = 64 * 1024
SCHEMA = Path(__file__).parent.parent / "docs" / "answer.schema.json"

_JSON = "application/json; charset=utf-8"
_BODY = "The body of POST /api/ask"


def _always() -> bool:
    """Nothing is to be waited for."""
    return True


def create_api(assistant: Assistant, is_ready: Callable[[], bool] = _always) -> FastAPI:
    """A server with these addresses and no others; a page can be mounted behind them."""
    server = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    server.include_router(router(assistant, is_ready))
    return server


def router(assistant: Assistant, is_ready: Callable[[], bool] = _always) -> APIRouter:
    """The addresses; `is_ready` says whether the model is loaded, as an event's `is_set` does.

    The functions are no coroutines, so each request has a thread and none holds up another.
    """
    routes = APIRouter()

    @routes.post("/api/ask")
    def ask(body: Annotated[bytes, Depends(_start_of_body)]) -> Response:
        return _answered(assistant, body)

    @routes.get("/api/schema")
    def schema() -> Response:
        return _schema()

    @routes.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @routes.get("/readyz")
    def readyz(response: Response) -> dict[str, str]:
        ready = is_ready()
        response.status_code = 200 if ready else 503
        return {"status": "ready" if ready else "loading"}

    return routes


def ask_tool(assistant: Assistant) -> Callable[[str, list[str] | None], str]:
    """The function that other programs get as a tool, for `gr.api(…, api_name="ask")` and MCP.

    It gives text: of an object, Gradio would send Python's notation, which is no JSON.
    """

    def ask(question: str, history: list[str] | None = None) -> str:
        """
        Answer a question from a folder of documents, in verbatim quotes, source by source.

        Nothing is generated: every quoted text is exactly the characters start:end of its source.
        The status is answered, partial, declined, clarify or urgent. Show quotes unchanged and with
        their source, name the silent sources too, and pass on the notices.

        Args:
            question: The question in plain words.
            history: The earlier questions of the conversation, oldest first.
        Returns:
            The answer as a JSON object of the answer contract, or a JSON object with an error.
        """
        try:
            given = asked({"question": question, "history": history}, "The tool ask")
            return to_json(assistant.answer(*given))
        except SourcewiseError as error:
            return json.dumps({"error": str(error)})

    return ask


def mcp_available() -> bool:
    """Whether the package is there that serves the tool over MCP."""
    return find_spec("mcp") is not None


async def _start_of_body(request: Request) -> bytes:
    """The body, or so much of it that it is seen to be too long; nobody can fill the memory."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            break
    return bytes(body)


def _answered(assistant: Assistant, body: bytes) -> Response:
    if len(body) > MAX_BODY:
        return _error(413, f"{_BODY} is longer than {MAX_BODY} bytes: send a shorter question.")
    try:
        data = parsed(body, _BODY)
    except InputError as error:
        return _error(400, error)
    try:
        answer = assistant.answer(*asked(data, _BODY))
    except InputError as error:
        return _error(422, error)
    except SourcewiseError as error:
        return _error(503, error)
    return Response(to_json(answer), media_type=_JSON)


def _schema() -> Response:
    try:
        return Response(SCHEMA.read_bytes(), media_type="application/schema+json")
    except OSError as error:
        return _error(
            503,
            f"{SCHEMA} cannot be read ({error.strerror}): install the program from its folder "
            "with 'make install' or 'pip install --editable .'.",
        )


def _error(status: int, message: object) -> Response:
    return Response(json.dumps({"error": str(message)}), status, media_type=_JSON)
