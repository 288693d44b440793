"""Sets of questions with known answers, and what is measured on one of them."""

import json
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from answering.assistant import Assistant
from answering.types import Quote
from evaluation.figures import is_inside
from retrieval.types import Passage

BOTH_SIDES = frozenset({"supports", "refutes"})


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a set with what is known about its answer.

    `gold` holds documents with text that answers, `sides` what each document says to a claim.
    """

    id: str
    text: str
    label: str = ""
    answerable: bool = False
    gold: tuple[tuple[str, str], ...] = ()
    sides: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Question":
        """From a line of `questions.jsonl`."""
        return cls(
            id=row["id"],
            text=row["question"],
            label=row.get("label") or "",
            answerable=bool(row["answerable"]),
            gold=tuple((one["doc"], one["text"]) for one in row["quotes"]),
            sides=row.get("sides") or {},
        )

    @property
    def pages(self) -> frozenset[str]:
        """The documents that answer it."""
        return frozenset(document for document, _ in self.gold)

    def in_section(self, found: Quote | Passage) -> bool:
        """Whether a text lies inside a section that answers, of the same document."""
        return any(
            found.document.id == document and is_inside(found.text, section)
            for document, section in self.gold
        )

    def held_by(self, found: Iterable[Quote | Passage]) -> bool:
        """Whether one of these texts, of a right document, holds an answer."""
        return any(
            one.document.id == document and is_inside(answer, one.text)
            for one in found
            for document, answer in self.gold
        )

    def both_sides(self, documents: Iterable[str]) -> bool:
        """Whether documents of both sides are among these."""
        return {self.sides[one] for one in documents if one in self.sides} == BOTH_SIDES


@dataclass(frozen=True, slots=True)
class Run:
    """What is measured, on which corpus, and on which part of the questions."""

    folder: Path
    corpus: Path | None = None
    index: Path | None = None
    every: int = 1
    show: bool = False

    def assistant(self, corpus: Path) -> Assistant:
        """One for the whole run, on this corpus unless another was given."""
        corpus = self.corpus or corpus
        return Assistant.from_folders(corpus, self.index or index_of(corpus), say=_say)

    def questions(self, label: str | None = None) -> list[Question]:
        """Every which question of the set, of those with a label where one is given."""
        lines = (self.folder / "questions.jsonl").read_text(encoding="utf-8").split("\n")
        rows = [Question.of(json.loads(line)) for line in lines if line]
        return [row for row in rows if label in {None, row.label}][:: self.every]


def index_of(corpus: Path) -> Path:
    """The index folder of a corpus that is only measured on, named after it and its parent."""
    name = "-".join(part for part in corpus.resolve().parts[-2:] if part.strip("/"))
    return Path(tempfile.gettempdir()) / "sourcewise-public" / name


def _say(text: str) -> None:
    print(text, file=sys.stderr)
