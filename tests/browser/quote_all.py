"""The page over an assistant that answers every question with all there is to quote."""

import socket
import sys

import typer
import uvicorn

from answering.types import Answer, Quote, SourceAnswer, Understood
from app import Server, create_server
from retrieval.corpus import load_corpus
from retrieval.passages import document_passages
from retrieval.types import Document


class QuoteAll:
    """Stands for an assistant."""

    def __init__(self, folder: str) -> None:
        self.corpus = load_corpus(folder)

    def answer(self, question: str, history: list[str]) -> Answer:
        """Every passage of every source."""
        sources = tuple(map(_all_of, self.corpus.documents))
        return Answer(question, "answered", question, Understood(question), sources)


def _all_of(document: Document) -> SourceAnswer:
    quotes = [Quote(p, ("a *topic*",), "opinion") for p in document_passages(document)]
    return SourceAnswer(document, tuple(quotes))


def main() -> None:
    """Serve it, and say where."""
    server = create_server(QuoteAll(sys.argv[1]))  # type: ignore[arg-type]
    with socket.create_server(("127.0.0.1", 0)) as door:
        config = uvicorn.Config(server, log_level="warning")
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        Server(config, lambda: typer.echo(address)).run(sockets=[door])


if __name__ == "__main__":
    main()
