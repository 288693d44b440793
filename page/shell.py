"""Shows the first view at once: the welcome stands in the HTML itself, until Gradio is there.

On a slow phone Gradio needs seconds before it shows anything. So the page is sent along as it will
be, and `page.js` moves it into its place: what was typed or pressed meanwhile is not lost.
"""

import gzip
import re
from collections.abc import Sequence

from page.frame import frame
from page.headers import Application, Message, Receive, Send
from page.languages import ENGLISH
from retrieval.types import Document

_BODY = re.compile(rb"<body[^>]*>")


def shell(documents: Sequence[Document], examples: Sequence[str], css: str, script: str) -> str:
    """The first view in English, with its style and the script that keeps what is done to it."""
    return (
        f'<div id="sw-shell"><style>{css}</style><div class="sw" lang="{ENGLISH}">'
        f"{frame(documents, examples)}</div></div><script>{script}</script>"
    )


class Shell:
    """An ASGI application around another one, whose page at "/" begins with a shell."""

    def __init__(self, app: Application, html: str) -> None:
        self.app = app
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
            body = body[: place.end()] + self._html + body[place.end() :]
        body = gzip.compress(body, mtime=0) if zipped else body
        headers = [row for row in start["headers"] if row[0].lower() != b"content-length"]
        headers += [(b"content-length", str(len(body)).encode()), (b"vary", b"accept-encoding")]
        headers += [(b"content-encoding", b"gzip")] if zipped else []
        return {**start, "headers": headers}, {"type": "http.response.body", "body": body}
