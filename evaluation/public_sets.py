"""Measures parts of the product on public sets that nobody here wrote; the sets are not shipped.

python -m evaluation.public_sets SET FOLDER [--index DIR] [--corpus DIR] [--every N] [--show]

The set of gaps has a stable half that may be read when something is tuned and a half that stays
unread; of the sets of questions only figures are printed, unless `--show` asks for what went wrong.
Whoever adds a set adds a function to `SETS`.
"""

import argparse
import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from answering.knowledge import cues
from evaluation.answers_on_sets import (
    Lines,
    measure_healthver,
    measure_medquad,
    measure_offtopic,
    measure_squad,
)
from evaluation.figures import Counts, share
from evaluation.question_sets import Run

TABLES = ("research_gap", "not_known")
"""Both kinds of sentence are shown as gaps; only the first asks for research in so many words."""


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


def measure_gaps(run: Run) -> Lines:
    """How well the patterns find sentences that say that research is missing."""
    sentences = _sentences(run.folder / "sentences.jsonl")
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
    return share(sum(one.direction or one.challenge for one in found), len(found))


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


SETS: Mapping[str, Callable[[Run], Lines]] = {
    "gaps": measure_gaps,
    "healthver": measure_healthver,
    "medquad": measure_medquad,
    "offtopic": measure_offtopic,
    "squad2": measure_squad,
}
"""What to measure on which kind of set."""


def main() -> None:
    """Print the figures of one set."""
    parser = argparse.ArgumentParser(description="Measure on a public set.")
    parser.add_argument("set", choices=sorted(SETS), help="the kind of set")
    parser.add_argument("folder", type=Path, help="the folder of the set")
    parser.add_argument("--corpus", type=Path, help="instead of the set's own or corpus/")
    parser.add_argument("--index", type=Path, help="instead of a temporary folder for each corpus")
    parser.add_argument("--every", type=_positive, default=1, help="take every N-th question")
    parser.add_argument("--show", action="store_true", help="list what was wrongly answered")
    given = parser.parse_args()
    run = Run(given.folder, given.corpus, given.index, given.every, given.show)
    for line in SETS[given.set](run):
        print(line, flush=True)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


if __name__ == "__main__":
    main()
