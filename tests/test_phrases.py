"""Vectors of phrases: embedded once, kept beside the index, and never taken for others."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from retrieval.embedding import Encoder, SentenceEncoder, Vectors
from retrieval.errors import IndexFolderError
from retrieval.phrases import Arrays, fitted
from tests.held_build import LetterEncoder
from tests.test_manifest import halve

PHRASES = ["Does it hurt?", "How long does it take?"]


class CountingEncoder(LetterEncoder):
    """Counts how often it is asked to embed anything."""

    def __init__(self, fingerprint: str = "letters-1") -> None:
        super().__init__()
        self._name_of_files = fingerprint
        self.calls = 0

    @property
    def fingerprint(self) -> str:
        """What a model with other files would have."""
        return self._name_of_files

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.calls += 1
        return super().encode(texts)


def as_they_are(vectors: Vectors) -> Arrays:
    return {"vectors": vectors}


def phrase_vectors(
    encoder: Encoder, phrases: Sequence[str], folder: Path, recipe: str = "as they are"
) -> Vectors:
    return fitted(encoder, phrases, folder, as_they_are, recipe)["vectors"]


def kept(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def test_they_are_the_vectors_of_the_phrases(encoder: SentenceEncoder, tmp_path: Path) -> None:
    expected = encoder.encode(PHRASES).tobytes()

    assert phrase_vectors(encoder, PHRASES, tmp_path).tobytes() == expected
    assert phrase_vectors(encoder, PHRASES, tmp_path).tobytes() == expected


def test_they_are_embedded_once(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    first = phrase_vectors(encoder, PHRASES, tmp_path / "index")
    second = phrase_vectors(encoder, PHRASES, tmp_path / "index")

    assert encoder.calls == 1
    assert first.tobytes() == second.tobytes()
    assert len(kept(tmp_path / "index")) == 1


OTHERS = {
    "another phrase": ([*PHRASES, "Is it safe?"], "letters-1"),
    "another order": (PHRASES[::-1], "letters-1"),
    "phrases cut elsewhere": (["Does it", "hurt?How long does it take?"], "letters-1"),
    "another model": (PHRASES, "letters-2"),
}


@pytest.mark.parametrize(("phrases", "model"), OTHERS.values(), ids=OTHERS.keys())
def test_others_are_embedded_anew_and_replace_them(
    tmp_path: Path, phrases: list[str], model: str
) -> None:
    phrase_vectors(CountingEncoder(), PHRASES, tmp_path)
    other = CountingEncoder(model)

    assert phrase_vectors(other, phrases, tmp_path).tobytes() == other.encode(phrases).tobytes()
    assert other.calls == 2
    assert len(kept(tmp_path)) == 1


def test_another_way_of_fitting_is_not_taken_for_this_one(tmp_path: Path) -> None:
    phrase_vectors(CountingEncoder(), PHRASES, tmp_path)
    encoder = CountingEncoder()
    phrase_vectors(encoder, PHRASES, tmp_path, "another recipe")

    assert encoder.calls == 1
    assert len(kept(tmp_path)) == 1


SPOIL: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "halved": halve,
    "something else": lambda path: path.write_bytes(b"no numbers at all" * 9),
    "one byte changed": lambda path: path.write_bytes(path.read_bytes()[:-1] + b"\xff"),
}


@pytest.mark.parametrize("spoil", SPOIL.values(), ids=SPOIL.keys())
def test_a_spoilt_file_is_written_again(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    expected = phrase_vectors(CountingEncoder(), PHRASES, tmp_path)
    spoil(kept(tmp_path)[0])
    encoder = CountingEncoder()

    assert phrase_vectors(encoder, PHRASES, tmp_path).tobytes() == expected.tobytes()
    assert encoder.calls == 1
    assert phrase_vectors(encoder, PHRASES, tmp_path).tobytes() == expected.tobytes()
    assert encoder.calls == 1


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(IndexFolderError, match=r"cannot be written .*: make the folder writable"):
        phrase_vectors(CountingEncoder(), PHRASES, tmp_path / "file")
