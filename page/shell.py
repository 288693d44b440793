"""Shows the first view at once: the welcome stands in the HTML itself, until Gradio is there.

On a slow phone Gradio needs seconds before it shows anything. So the page is sent along as it will
be, and `page.js` moves it into its place: what was typed or pressed meanwhile is not lost. Gradio's
own script and style are held back for `shell.js`, which fetches them when the page comes into use
or has been read for a while: they cannot delay what there is to read.
"""

import gzip
import re
from collections.abc import Sequence
from html import escape

from page.frame import frame
from page.headers import Application, Message, Receive, Send
from page.languages import ENGLISH, words
from retrieval.types import Document

_BODY = re.compile(rb"<body[^>]*>")
_PROGRAM = re.compile(rb'<script type="module"[^>]*></script>|<link rel="stylesheet"[^>]*>')


def head_of(documents: Sequence[Document]) -> str:
    """The page's title, and what a search engine or a list of open pages says of it."""
    said = escape(words("tagline", count=len(documents)))
    title = f"<title>{escape(words('title'))}</title>"
    return f'{title}<meta name="description" content="{said}">'


def shell(documents: Sequence[Document], examples: Sequence[str], css: str, script: str) -> str:
    """The first view in English, with its style and the script that keeps what is done to it."""
    return (
        f'<div id="sw-shell"><style>{css}</style><div class="sw" lang="{ENGLISH}">'
        f"{frame(documents, examples)}</div></div><script>{script}</script>"
    )


class Shell:
    """An ASGI application around another one, whose page at "/" begins with a head and a shell."""

    def __init__(self, app: Application, head: str, html: str) -> None:
        self.app = app
        self._head = head.encode()
        self._html = html.encode()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass everything on but the page itself, which is held until it is whole."""
        if (scope["type"], scope.get("method"), scope.get("path")) != ("http", "GET", "/"):
            await self.app(scope, receive, send)
            return
        accepted = {name.lower(): value for name, value in scope["headers"]}
        zipped = b"gzip" in accepted.get(b"accept-encoding", b"")
        # What is compressed cannot be added to, so it is compressed here.
        asked = [row for row in scope["headers"] if row[0].lower() != b"accept-encoding"]
        held: list[Message] = []

        async def hold(message: Message) -> None:
            held.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                for one in self._begun(held, zipped):
                    await send(one)

        await self.app({**scope, "headers": asked}, receive, hold)

    def _begun(self, held: Sequence[Message], zipped: bool) -> tuple[Message, Message]:
        """The whole response with the shell at the start of its body, where it is HTML."""
        start = held[0]
        body = b"".join(message.get("body", b"") for message in held[1:])
        place = _BODY.search(body)
        if place:
            body = self._first(body[: place.end()]) + body[place.end() :]
        body = gzip.compress(body, mtime=0) if zipped else body
        headers = [row for row in start["headers"] if row[0].lower() != b"content-length"]
        headers += [(b"content-length", str(len(body)).encode()), (b"vary", b"accept-encoding")]
        headers += [(b"content-encoding", b"gzip")] if zipped else []
        return {**start, "headers": headers}, {"type": "http.response.body", "body": body}

    def _first(self, head: bytes) -> bytes:
        """The start of the page up to its body, with the shell and without Gradio's program."""
        program = b"".join(_PROGRAM.findall(head))
        head = _PROGRAM.sub(b"", head).replace(b"<head>", b"<head>" + self._head, 1)
        return head + b'<template id="sw-program">' + program + b"</template>" + self._html
