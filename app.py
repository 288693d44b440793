"""Serves the chat page: questions on the left, the sources they are answered from on the right."""

import argparse
import os
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

# Both are read while gradio is imported.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr
import uvicorn

from answering import terminal
from answering.assistant import CORPUS, Assistant, index_folder
from page.api import Api, ask_tool, create_api, mcp_available
from page.desk import Desk
from page.examples import examples
from page.feedback import FeedbackStore
from page.frame import template
from page.headers import Headers
from page.languages import words
from page.shell import Shell, head_of, shell
from retrieval.embedding import SentenceEncoder
from retrieval.errors import PortError, SourcewiseError

TOOL_OFF = "The tool for other programs (MCP) is off; to have it: pip install --editable '.[mcp]'"

_SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
_MONO = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")


def build_page(assistant: Assistant, offered: Sequence[str]) -> gr.Blocks:
    """The page of one assistant. It keeps nothing about anybody: a chat lives in its browser.

    `offered` are the questions to begin with.
    """
    desk = Desk(assistant, offered, FeedbackStore())

    # Gradio calls them by their names, with the one argument that the page sends.
    def frame(call: object) -> str:
        return desk.frame(call)

    def reply(call: object) -> str:
        return desk.reply(call)

    def open_source(call: object) -> str:
        return desk.open_source(call)

    def take(call: object) -> str:
        return desk.take(call)

    def keep_feedback(call: object) -> str:
        return desk.keep_feedback(call)

    page = gr.Blocks(title=words("title"), fill_height=True, analytics_enabled=False)
    with page:
        gr.HTML(
            elem_id="sw-page",
            html_template=template(assistant.corpus.documents, offered),
            js_on_load=_asset("page.js"),
            server_functions=[frame, reply, open_source, take, keep_feedback],
            apply_default_css=False,
        )
        gr.api(ask_tool(assistant), api_name="ask", concurrency_limit=None)  # type: ignore[attr-defined]
    return page


def create_server(assistant: Assistant, is_ready: Callable[[], bool] = lambda: True) -> Api:
    """The page with its headers and the addresses for programs, for any ASGI server."""
    server = create_api(assistant, is_ready)
    offered = examples(assistant.corpus.folder)
    documents = assistant.corpus.documents
    first = shell(documents, offered, _asset("page.css"), _asset("shell.js"))
    server.add_middleware(Shell, head=head_of(documents), html=first)
    server.add_middleware(Headers)
    page = build_page(assistant, offered)
    gr.mount_gradio_app(
        server,
        page,
        path="/",
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        max_file_size=1,  # byte: nothing is to be uploaded here
        theme=gr.themes.Base(font=_SANS, font_mono=_MONO),
        css=_asset("page.css"),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=mcp_available(),
        pwa=False,
    )
    if not page.mcp_server:
        terminal.err().print(TOOL_OFF)
    return server


def serve(corpus: Path, index: Path, host: str, port: int, model: str | None) -> None:
    """Open the page and stay until stopped; the model is loaded behind it."""
    with _listen(host, port) as door:
        _serve(corpus, index, host, model, door)


def _serve(corpus: Path, index: Path, host: str, model: str | None, door: socket.socket) -> None:
    messages = terminal.err()
    with terminal.progress_bar(messages, "Reading passages") as progress:
        assistant = Assistant.from_folders(
            corpus, index, encoder=SentenceEncoder(model), say=messages.print, progress=progress
        )
    loaded = threading.Event()
    app = create_server(assistant, loaded.is_set)

    def ready() -> None:
        shown = f"[{host}]" if ":" in host else host
        terminal.out().print(f"Sourcewise answers at http://{shown}:{door.getsockname()[1]}")
        threading.Thread(target=_warm_up, args=(assistant, loaded), daemon=True).start()

    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)
    Server(config, ready).run(sockets=[door])


def main(arguments: Sequence[str] | None = None) -> None:
    """`python app.py`: the page over `corpus/`, with an index in `index/`."""
    parser = argparse.ArgumentParser(prog="app.py", description="Open the chat page.")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of documents")
    parser.add_argument("--index", type=Path, help="folder for the index")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=port_number, default=7860, help="port to listen on")
    parser.add_argument("--model", help="another embedding model, by name or folder")
    given = parser.parse_args(arguments)
    try:
        folder = index_folder(given.corpus, given.index)
        serve(given.corpus, folder, given.host, given.port, given.model)
    except SourcewiseError as error:
        terminal.err().print(f"sourcewise: {error}")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)


def port_number(text: str) -> int:
    """A port of the command line; argparse words the error."""
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError(port)
    return port


class Server(uvicorn.Server):
    """Says that it is there once it really answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then call `ready`."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def _listen(host: str, port: int) -> socket.socket:
    """The socket to serve on, taken before anything slow is done."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]  # Python repeats the address after it
        raise PortError(
            f"Cannot listen on {host}, port {port} ({reason}): stop the program that uses "
            f"it, or choose another port, for example --port {port + 1}."
        ) from error


def _warm_up(assistant: Assistant, loaded: threading.Event) -> None:
    try:
        assistant.warm_up()
    except SourcewiseError as error:
        terminal.err().print(f"sourcewise: {error}")
    else:
        loaded.set()


def _asset(name: str) -> str:
    return files("page").joinpath(name).read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
