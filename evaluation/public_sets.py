"""Measures parts of the product on public sets that nobody here wrote; the sets are not shipped.

python -m evaluation.public_sets gaps FOLDER

Each set has a stable half that may be read when something is tuned and a half that stays unread.
Whoever adds a set adds a function to `SETS`.
"""

import argparse
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from answering.knowledge import cues

Lines = Iterable[str]
TABLES = ("research_gap", "not_known")
"""Both kinds of sentence are shown as gaps; only the first asks for research in so many words."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How a detector did: hits, false alarms and misses."""

    hits: int
    alarms: int
    misses: int

    @classmethod
    def of(cls, pairs: Iterable[tuple[bool, bool]]) -> "Counts":
        """Counts over pairs of what was found and what is true."""
        all_ = list(pairs)
        return cls(
            hits=sum(found and true for found, true in all_),
            alarms=sum(found and not true for found, true in all_),
            misses=sum(true and not found for found, true in all_),
        )

    @property
    def precision(self) -> float:
        """The share of what was found that is true."""
        return _share(self.hits, self.hits + self.alarms)

    @property
    def recall(self) -> float:
        """The share of what is true that was found."""
        return _share(self.hits, self.hits + self.misses)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _share(2 * self.hits, 2 * self.hits + self.alarms + self.misses)

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f}, recall {self.recall:.3f}, F1 {self.f1:.3f} "
            f"({self.hits} hits, {self.alarms} false alarms, {self.misses} misses)"
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the set of gaps: does it ask for further research, or name a problem?"""

    article: str
    text: str
    direction: bool
    challenge: bool


def is_tuned(article: str) -> bool:
    """Whether the texts of this article may be read when patterns are written; never changes."""
    return hashlib.sha256(article.encode()).digest()[0] % 2 == 0


def measure_gaps(folder: Path) -> Lines:
    """How well the patterns find sentences that say that research is missing."""
    sentences = _sentences(folder / "sentences.jsonl")
    halves = {
        "whole": sentences,
        "tuned half": [one for one in sentences if is_tuned(one.article)],
        "held-out half": [one for one in sentences if not is_tuned(one.article)],
    }
    for name, part in halves.items():
        yield f"{name}, {len(part)} sentences"
        for table in TABLES:
            yield f"  {table}: {_gaps_found(part, table)}"
        yield f"  of all found, a direction or a challenge: {_either(part):.3f}"


def _gaps_found(sentences: Sequence[Sentence], table: str) -> Counts:
    """Against the label for further research, the narrower of the two."""
    return Counts.of((_says(one.text, table), one.direction) for one in sentences)


def _either(sentences: Sequence[Sentence]) -> float:
    """The precision where "it is not known", which the set calls a challenge, counts as well."""
    found = [one for one in sentences if any(_says(one.text, table) for table in TABLES)]
    return _share(sum(one.direction or one.challenge for one in found), len(found))


def _says(text: str, table: str) -> bool:
    return cues("claims", table).search(text) is not None


def _sentences(path: Path) -> list[Sentence]:
    """All sentences; the article is the document's name without the number of the sentence."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [
        Sentence(
            article=re.sub(r"_\d+$", "", row["doc"]),
            text=row["text"],
            direction=bool(row["direction"]),
            challenge=bool(row["challenge"]),
        )
        for row in rows
    ]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


SETS: Mapping[str, Callable[[Path], Lines]] = {"gaps": measure_gaps}
"""What to measure on which kind of set."""


def main() -> None:
    """Print the figures of one set."""
    parser = argparse.ArgumentParser(description="Measure on a public set.")
    parser.add_argument("set", choices=sorted(SETS), help="the kind of set")
    parser.add_argument("folder", type=Path, help="the folder of the set")
    given = parser.parse_args()
    for line in SETS[given.set](given.folder):
        print(line)


if __name__ == "__main__":
    main()
