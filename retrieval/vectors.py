"""Finds passages by the direction of their vectors; the only module that knows FAISS."""

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from retrieval.embedding import Vectors

FILE = "vectors.faiss"


class VectorIndex:
    """An exact inner-product index; a long passage has several rows and counts with its best."""

    def __init__(self, index: faiss.Index, rows: Sequence[int], count: int) -> None:
        self._index = index
        self._rows = np.asarray(rows, dtype=np.int64)
        self._count = count

    @classmethod
    def build(cls, vectors: Vectors, rows: Sequence[int], count: int) -> "VectorIndex":
        """Index unit vectors; `rows[i]` is the passage of vector i, of `count` passages."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        return cls(index, rows, count)

    def save(self, folder: Path) -> None:
        """Write the vectors below `folder`."""
        faiss.write_index(self._index, str(folder / FILE))

    @classmethod
    def load(cls, folder: Path, rows: Sequence[int], count: int) -> "VectorIndex":
        """Read what `save` wrote; ValueError when it is not such an index."""
        faiss.omp_set_num_threads(1)
        try:
            index = faiss.read_index(str(folder / FILE))
        except RuntimeError as error:
            raise ValueError(f"{FILE} is not a FAISS index") from error
        if index.ntotal != len(rows):
            raise ValueError(f"{FILE} holds {index.ntotal} vectors, expected {len(rows)}")
        return cls(index, rows, count)

    def of_passages(self) -> Vectors:
        """The vector of every passage (of a long one, its first), shape (passages, dimensions)."""
        rows = self._index.reconstruct_n(0, self._index.ntotal)
        first = np.unique(self._rows, return_index=True)[1]
        return np.ascontiguousarray(rows[first], dtype=np.float32)

    def cosines(self, query: Vectors) -> NDArray[np.float64]:
        """Cosine of every passage to one query vector, shape (1, dimensions).

        Rounded to six decimals, so that the last bits of a sum never decide an order.
        """
        similar, found = self._index.search(query, self._index.ntotal)
        best = np.full(self._count, -1.0)
        np.maximum.at(best, self._rows[found[0]], similar[0].astype(np.float64))
        return np.round(best, 6)
