"""A build that stands still at a known point, so that a test can kill it there or run two at once.

As a program, `python -m tests.held_build CORPUS INDEX POINT`, it prints a line when it has reached
the point ("embedding" or "writing") and goes on when it gets a line.
"""

import sys
from collections.abc import Callable, Sequence

import numpy as np

from retrieval.corpus import load_corpus
from retrieval.embedding import Vectors
from retrieval.index import build_index


class LetterEncoder:
    """Counts letters: texts with like letters are near, and nothing has to be loaded.

    `at_writing` is called when the files of a build are written and not yet in use.
    """

    name = "letters"

    def __init__(self, at_writing: Callable[[], object] = lambda: None) -> None:
        self._at_writing = at_writing

    @property
    def fingerprint(self) -> str:
        """Asked for by a build when the manifest is due, which is what it writes last."""
        self._at_writing()
        return "letters-1"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """How often each of 26 letters occurs, made a unit vector."""
        counts = [
            [text.lower().count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"]
            for text in texts
        ]
        vectors = np.array(counts, dtype=np.float32) + 1e-6
        return np.asarray(
            vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32
        )

    def windows(self, text: str) -> list[str]:
        """Every text fits."""
        return [text]

    def knows(self, word: str) -> bool:
        """A word is made of letters."""
        return word.isalpha()


def main(corpus: str, index: str, point: str) -> None:
    """Build the index, but wait at the point."""

    def wait() -> None:
        sys.stdout.write(f"reached {point}\n")
        sys.stdout.flush()
        sys.stdin.readline()

    encoder = LetterEncoder(at_writing=wait if point == "writing" else lambda: None)
    build_index(
        load_corpus(corpus),
        encoder,
        index,
        progress=lambda _done, _total: wait() if point == "embedding" else None,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
