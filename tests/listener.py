"""Stands for an assistant and remembers what it is asked."""

from collections.abc import Sequence

from answering.types import Answer, Understood
from retrieval.types import Corpus


class Listener:
    """Answers everything with one line of its own."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        """A clarification."""
        self.asked.append((question, tuple(history)))
        return Answer(question, "clarify", "First line.", Understood(question))
