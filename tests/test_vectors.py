"""Search by vectors: exact cosines, and long passages that count with their best piece."""

from pathlib import Path

import numpy as np
import pytest

from retrieval.embedding import Vectors
from retrieval.vectors import FILE, VectorIndex


def vectors(*rows: tuple[float, float]) -> Vectors:
    return np.array(rows, dtype=np.float32)


EAST, NORTH, WEST = (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)
BETWEEN = (0.6, 0.8)


@pytest.fixture(params=["built", "saved and loaded"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> VectorIndex:
    """Three passages, the second of them long: it has three vectors."""
    rows = [0, 1, 1, 1, 2]
    built = VectorIndex.build(vectors(EAST, NORTH, BETWEEN, WEST, WEST), rows, 3)
    if request.param == "built":
        return built
    built.save(tmp_path)
    return VectorIndex.load(tmp_path, rows, 3)


QUERIES = {
    "one piece": (EAST, [1.0, 0.6, -1.0]),
    "the best of several pieces": (NORTH, [0.0, 1.0, 0.0]),
    "the last of several pieces": (WEST, [-1.0, 1.0, 1.0]),
    "in between": (BETWEEN, [0.6, 1.0, -0.6]),
}


@pytest.mark.parametrize(("query", "expected"), QUERIES.values(), ids=QUERIES.keys())
def test_a_passage_counts_with_its_best_vector(
    index: VectorIndex, query: tuple[float, float], expected: list[float]
) -> None:
    assert index.cosines(vectors(query)).tolist() == expected


def test_cosines_are_rounded_so_that_the_last_bits_decide_nothing() -> None:
    index = VectorIndex.build(vectors((0.1234561, 0), (0.1234559, 0)), [0, 1], 2)

    assert index.cosines(vectors(EAST)).tolist() == [0.123456, 0.123456]


def test_a_passage_without_a_vector_is_the_worst_of_all() -> None:
    index = VectorIndex.build(vectors(NORTH), [1], 2)

    assert index.cosines(vectors(EAST)).tolist() == [-1.0, 0.0]


def test_the_vector_of_a_long_passage_is_its_first(index: VectorIndex) -> None:
    assert index.of_passages().tolist() == vectors(EAST, NORTH, WEST).tolist()


DAMAGE = {
    "nothing in the file": b"",
    "something else in the file": b"These are no vectors at all, but some text of some length.",
}


@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_file_that_is_no_index(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)

    with pytest.raises(ValueError, match=f"{FILE} is not a FAISS index"):
        VectorIndex.load(tmp_path, [0], 1)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=f"{FILE} is not a FAISS index"):
        VectorIndex.load(tmp_path, [0], 1)


def test_a_truncated_file(tmp_path: Path) -> None:
    VectorIndex.build(vectors(EAST, NORTH), [0, 1], 2).save(tmp_path)
    whole = (tmp_path / FILE).read_bytes()

    for length in range(len(whole)):
        (tmp_path / FILE).write_bytes(whole[:length])
        with pytest.raises(ValueError, match=f"{FILE} is not a FAISS index"):
            VectorIndex.load(tmp_path, [0, 1], 2)


def test_a_file_with_another_number_of_vectors(tmp_path: Path) -> None:
    VectorIndex.build(vectors(EAST, NORTH), [0, 1], 2).save(tmp_path)

    with pytest.raises(ValueError, match="holds 2 vectors, expected 3"):
        VectorIndex.load(tmp_path, [0, 1, 1], 2)
