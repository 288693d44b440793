"""What the page can ask of the program; it keeps nothing about anybody between two calls.

A call is one JSON object from a browser, which may hold anything: what is not of the expected
kind counts as not given.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from answering.contract import answer_id, to_json
from answering.handout import to_html
from answering.render import to_markdown
from answering.types import Answer
from page.answer import answer_html, failure_html
from page.feedback import MAX_CITATIONS, MAX_QUESTION, FeedbackStore
from page.frame import frame
from page.languages import known, words
from page.viewer import view
from retrieval.errors import SourcewiseError
from retrieval.types import Corpus

MOST_TURNS = 10
"""Earlier questions that are read; a follow-up leans on the last few."""


class Answers(Protocol):
    """What the page needs of an assistant."""

    corpus: Corpus

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        """The answer to a question asked after earlier ones."""


class Desk:
    """Replies to a page in HTML or text."""

    def __init__(self, assistant: Answers, examples: Sequence[str], store: FeedbackStore) -> None:
        self.assistant = assistant
        self.examples = examples
        self.store = store

    def frame(self, call: object) -> str:
        """The page before the first question, in a language."""
        language = known(_fields(call).get("language"))
        return frame(self.assistant.corpus.documents, self.examples, language)

    def reply(self, call: object) -> str:
        """One turn: the question and its answer."""
        language = known(_fields(call).get("language"))
        question, before = _asked(call)
        try:
            answer = self.assistant.answer(question, before)
        except SourcewiseError as error:
            return failure_html(question, error, language)
        return answer_html(answer, self.assistant.corpus.documents, language)

    def open_source(self, call: object) -> str:
        """A source with or without a marked place, or all of them."""
        fields = _fields(call)
        return view(self.assistant.corpus, fields.get("place"), known(fields.get("language")))

    def take(self, call: object) -> str:
        """The answer again, in a form to take along; empty for a form that there is not."""
        write = self._forms().get(str(_fields(call).get("form")))
        return write(self.assistant.answer(*_asked(call))) if write else ""

    def keep_feedback(self, call: object) -> str:
        """Keep what a reader thinks of an answer, and say whether it was kept.

        The answer's number and its citations are computed here, whatever the browser says.
        """
        fields = _fields(call)
        question, before = _asked(call)
        try:
            answer = self.assistant.answer(question, before)
            entry = {
                "answer": answer_id(answer),
                "verdict": fields.get("verdict"),
                "citations": _citations(answer),
                "consent": fields.get("consent"),
                "question": question[:MAX_QUESTION],
                "comment": fields.get("comment"),
            }
            self.store.keep(entry)
        except SourcewiseError as error:
            return words("not_kept", known(fields.get("language")), reason=error)
        return words("thanks", known(fields.get("language")))

    def _forms(self) -> dict[str, Callable[[Answer], str]]:
        documents = self.assistant.corpus.documents
        return {
            "markdown": lambda answer: to_markdown(answer, documents, chips=False),
            "handout": lambda answer: to_html(answer, documents),
            "json": lambda answer: to_json(answer, indent=2) + "\n",
        }


def _fields(call: object) -> dict[str, Any]:
    return call if isinstance(call, dict) else {}


def _citations(answer: Answer) -> list[tuple[str, int, int]]:
    quotes = [quote for source in answer.sources for quote in source.quotes]
    spans = [quote.passage.span for quote in (*quotes, *answer.research, *answer.cautions)]
    places = [(span.document.id, span.start, span.end) for span in spans]
    return list(dict.fromkeys(places))[:MAX_CITATIONS]


def _asked(call: object) -> tuple[str, list[str]]:
    """The question of a call and the ones before it, as far as they are texts."""
    fields = _fields(call)
    question, before = fields.get("question"), fields.get("before")
    turns = before if isinstance(before, list) else []
    return (
        question if isinstance(question, str) else "",
        [turn for turn in turns if isinstance(turn, str)][-MOST_TURNS:],
    )
