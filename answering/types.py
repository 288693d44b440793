"""The values an answer is made of.

A quote holds a passage and no text of its own, and is checked when it is made: text that is not
a whole sentence or list item of the named source cannot be quoted at all.
"""

from dataclasses import dataclass
from typing import Literal

from answering.quantities import Quantity
from retrieval.errors import QuoteError
from retrieval.passages import quotable
from retrieval.types import Document, Passage

Status = Literal["answered", "partial", "declined", "clarify", "urgent"]
Kind = Literal[
    "claim",
    "opinion",
    "reported",
    "caution",
    "research-gap",
    "disclosure",
    "list-lead",
    "list-item",
]
ClaimRole = Literal[
    "plain",
    "purpose",
    "choice",
    "definition",
    "caution",
    "gap",
    "reported",
    "opinion",
    "filler",
]
"""What a claim is to an answer; "filler" is nothing that can be quoted by itself."""
NoticeKind = Literal["urgent", "medical", "missing"]
Route = Literal["ask", "compare", "clarify", "urgent", "about-sources"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A whole sentence or list item of one source.

    `about` holds canonical topic names; `score` is for staff and tests, never shown to clients.
    """

    passage: Passage
    about: tuple[str, ...] = ()
    kind: Kind = "claim"
    score: float = 0.0

    def __post_init__(self) -> None:
        span = self.passage.span
        known = quotable(span.document).get((span.start, span.end))
        given = (self.passage.role, self.passage.heading)
        if known is None or (known.role, known.heading) != given:
            raise QuoteError(
                f"{span.text[:60]!r} ({span.document.id}, {span.start}:{span.end}) is not a whole "
                "sentence or list item of that source and cannot be quoted."
            )

    @property
    def text(self) -> str:
        """The exact characters, sliced from the source."""
        return self.passage.text

    @property
    def document(self) -> Document:
        """The source."""
        return self.passage.document


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """What one source says, in the order in which it says it."""

    document: Document
    quotes: tuple[Quote, ...]
    offers: Quote | None = None

    def __post_init__(self) -> None:
        for quote in (*self.quotes, *((self.offers,) if self.offers else ())):
            if quote.document is not self.document:
                raise QuoteError(
                    f"A quote of {quote.document.id} cannot stand under {self.document.id}."
                )


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Quotes, of several sources or of one, that say different things on the same point."""

    about: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Our own fixed wording, visibly not from the documents."""

    kind: NoticeKind
    text: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question was taken to mean: the key that decides the answer.

    `question` is the standalone question after the conversation was resolved; `aspects` its
    angles, best first; `entities` the typed things it names; `hints` the stems of the words in
    which an angle is asked for, `terms` those of its other words; `phrases` the words side by
    side that a few passages hold too, where it names no topic and no thing; `amounts` the numbers
    with a unit that it names; `wants` what an answer needs (a verdict, a number, a meaning, the
    time before, a caution for the asker, a kind of disclosure); `sources` the ids of the
    sources that are named; `absent` those entities that no evidence mentions, `missing` the words
    for them where they stand in no source at all, `unknown` the other words that stand in none;
    `elsewhere` says that it is about something else altogether. A message that asks several
    questions has a key for each in `parts`, and is answered part by part.
    """

    question: str
    route: Route = "ask"
    topics: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    amounts: tuple[Quantity, ...] = ()
    wants: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    elsewhere: bool = False
    followed_up: bool = False
    parts: tuple["Understood", ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """One look into the claim table: which key, about which topics, how many claims a source.

    Claims that an editor gave the `role` come first.
    """

    key: Understood
    topics: tuple[str, ...] = ()
    cap: int | None = None
    role: ClaimRole | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; page, command line, API and exports all show this same object.

    `left_out` names the sources that speak too, less closely, where very many do. `gate` names
    what decided the status and `looks` what was looked up, for those who want to know why; neither
    is shown to clients.
    """

    question: str
    status: Status
    headline: str
    understood: Understood
    sources: tuple[SourceAnswer, ...] = ()
    silent: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    research: tuple[Quote, ...] = ()
    cautions: tuple[Quote, ...] = ()
    nearest: tuple[Quote, ...] = ()
    notices: tuple[Notice, ...] = ()
    corpus: str = ""
    model: str = ""
    gate: str = ""
    looks: tuple[Look, ...] = ()
