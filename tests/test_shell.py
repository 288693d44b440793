"""The first view: in the HTML itself, and nothing else is touched."""

import asyncio
import gzip

import pytest

from page.frame import frame
from page.headers import Message
from page.languages import words
from page.shell import Shell, head_of, shell
from retrieval.types import Corpus
from tests.viewed import Viewed

HEAD = b"<head><style>a {}</style>"
SCRIPT = b'<script type="module" crossorigin src="./a.js"></script>'
STYLE = b'<link rel="stylesheet" crossorigin href="./a.css">'
BODY = b"<p>page</p></body></html>"
HTML = b"<html>" + HEAD + SCRIPT + STYLE + b"</head><body class='a'>" + BODY
WHOLE = (
    b"<html><head><title>t</title><style>a {}</style></head><body class='a'>"
    b'<template id="sw-program">' + SCRIPT + STYLE + b"</template><i>shell</i>" + BODY
)
GET = {"type": "http", "method": "GET", "path": "/", "headers": []}
ZIPPED = {**GET, "headers": [(b"Accept-Encoding", b"gzip, br")]}


def served(scope: Message, *parts: bytes) -> tuple[bytes, dict[bytes, bytes], list[bytes]]:
    """The body and headers that a browser gets, and the names of the headers passed on."""
    sent: list[Message] = []
    names: list[bytes] = []

    async def app(scope: Message, _: object, send: object) -> None:
        names.extend(name for name, _ in scope["headers"])
        length = str(sum(map(len, parts))).encode()
        await send({  # type: ignore[operator]
            "type": "http.response.start", "status": 200, "headers": [(b"content-length", length)],
        })  # fmt: skip
        for number, part in enumerate(parts):
            more = number + 1 < len(parts)
            await send({"type": "http.response.body", "body": part, "more_body": more})  # type: ignore[operator]

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    asyncio.run(Shell(app, "<title>t</title>", "<i>shell</i>")(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return body, dict(sent[0]["headers"]), names


@pytest.mark.parametrize("cut", [len(HTML), 5, 30])
def test_the_page_begins_with_it_and_keeps_the_program_for_it(cut: int) -> None:
    body, headers, passed_on = served(GET, HTML[:cut], HTML[cut:])

    assert body == WHOLE
    assert headers[b"content-length"] == str(len(body)).encode()
    assert passed_on == []


def test_it_is_compressed_where_a_browser_takes_that() -> None:
    body, headers, passed_on = served(ZIPPED, HTML)

    assert gzip.decompress(body) == served(GET, HTML)[0]
    assert headers[b"content-length"] == str(len(body)).encode()
    assert headers[b"content-encoding"] == b"gzip"
    assert passed_on == [], "the page itself must come as it is"


@pytest.mark.parametrize(
    "scope",
    [{**ZIPPED, "path": "/config"}, {**ZIPPED, "method": "POST"}],
    ids=["another address", "another method"],
)
def test_everything_else_is_passed_on_as_it_is(scope: Message) -> None:
    body, _, passed_on = served(scope, HTML)

    assert (body, passed_on) == (HTML, [b"Accept-Encoding"])


def test_what_is_no_html_is_passed_on_as_it_is() -> None:
    assert served(GET, b"<oops>")[0] == b"<oops>"


def test_it_is_the_page_with_its_style_and_script(corpus: Corpus) -> None:
    html = shell(corpus.documents, ["Does it hurt?"], "p {}", "go()")

    assert frame(corpus.documents, ["Does it hurt?"]) in html
    assert words("welcome") in Viewed(html).text
    assert "<style>p {}</style>" in html
    assert html.endswith("<script>go()</script>")


def test_the_head_says_what_the_page_is(corpus: Corpus) -> None:
    head = head_of(corpus.documents)

    assert f"<title>{words('title')}</title>" in head
    assert f'content="{words("tagline", count=5)}"' in head
