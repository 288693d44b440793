"""The values that flow through retrieval; imports nothing of its own.

Offsets count Unicode code points of `Document.text`, start included, end excluded.
"""

from dataclasses import dataclass, field
from typing import Literal

Role = Literal[
    "title",
    "heading",
    "paragraph",
    "lead-in",
    "item",
    "byline",
    "caption",
    "advert",
    "disclaimer",
    "reference",
    "roadmap",
    "navigation",
]

EVIDENCE_ROLES: frozenset[Role] = frozenset({"paragraph", "lead-in", "item"})
"""Roles that can be evidence for a question about the subject."""

DISCLOSURE_ROLES: frozenset[Role] = frozenset({"byline", "advert", "disclaimer", "reference"})
"""Roles that are evidence only for who wrote, sells or cites."""

TOPICS_FILE = "topics.toml"
CLAIMS_FILE = "claims.toml"
LABEL_FILES = (TOPICS_FILE, CLAIMS_FILE)
"""Files beside a corpus that say what passages are about: they change no passage and no vector."""


@dataclass(frozen=True, slots=True)
class Note:
    """An editor's remark on a place in a document; the text itself stays untouched.

    `heading` is the heading that the file lost at `start` ("" when nobody knows it);
    None when the note is about something else.
    """

    start: int
    text: str
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a source, as printed; None where the file does not say."""

    title: str
    author: str | None = None
    credentials: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    url: str | None = None

    @property
    def author_as_printed(self) -> str | None:
        """Author with every credential the file prints, contradictions kept."""
        if not self.author or not self.credentials:
            return self.author
        printed = "; ".join(f"“{line}”" for line in self.credentials)
        return f"{self.author} (printed as {printed})"


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One file of the corpus; two documents are equal only when they are the same object."""

    id: str
    text: str
    facts: Facts
    sha256: str
    path: str = ""
    notes: tuple[Note, ...] = ()
    offers: tuple[int, int] | None = None

    def __repr__(self) -> str:
        return f"Document({self.id!r}, {len(self.text)} characters)"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a document; `.text` is always a slice, so it cannot differ from its source."""

    document: Document
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.document.text):
            raise ValueError(
                f"span {self.start}:{self.end} does not lie inside {self.document.id!r} "
                f"({len(self.document.text)} characters)"
            )

    @property
    def text(self) -> str:
        """The characters `start:end` of the document."""
        return self.document.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or other line group, before it is cut into sentences.

    `lead` is the index of the lead-in block of a list item; `lost` is the heading an editor
    restored for a place whose own heading is lost (used to label, never shown as printed).
    """

    role: Role
    span: Span
    heading: Span | None = None
    lead: int | None = None
    lost: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One whole sentence or list item: the unit that is embedded, found and quoted.

    `number` is unique over the corpus and is the last tie-breaker everywhere.
    `lead` is the number of the lead-in that a list item needs to be understood.
    """

    number: int
    span: Span
    role: Role
    block: int
    heading: Span | None = None
    lead: int | None = None
    lost: str | None = None

    @property
    def document(self) -> Document:
        """The source of the passage."""
        return self.span.document

    @property
    def text(self) -> str:
        """The exact characters of the passage."""
        return self.span.text


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found.

    `score` is the reciprocal-rank-fusion score (higher is better); `cosine` the similarity of
    question and passage, -1 to 1.
    """

    passage: Passage
    score: float
    cosine: float


@dataclass(frozen=True, slots=True)
class Corpus:
    """All documents of a folder in the order of their ids, with their passages."""

    documents: tuple[Document, ...]
    sha256: str
    inputs: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    folder: str = ""
    topics_file: str | None = None
    claims_file: str | None = None

    def document(self, id: str) -> Document:
        """The document with this id; KeyError names the ones there are."""
        for document in self.documents:
            if document.id == id:
                return document
        known = ", ".join(d.id for d in self.documents)
        raise KeyError(f"no source {id!r}; there are: {known}")
