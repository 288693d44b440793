"""What the tests share: the real model, the real articles and one real index over them."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from answering.assistant import Assistant
from retrieval.corpus import load_corpus
from retrieval.embedding import SentenceEncoder
from retrieval.index import Index, build_index, open_index
from retrieval.types import Corpus
from tests.texts import MakeCorpus

ROOT = Path(__file__).parent.parent

NewIndex = Callable[[Path], Path]
"""Makes a folder for an index; see the fixture `new_index`."""

# How long one example takes says nothing on a shared machine.
settings.register_profile("sourcewise", deadline=None, print_blob=True)
settings.load_profile("sourcewise")


@pytest.fixture(scope="session")
def encoder() -> SentenceEncoder:
    """The model of the program; loaded at the first text."""
    return SentenceEncoder()


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The five articles."""
    return load_corpus(ROOT / "corpus")


@pytest.fixture(scope="session")
def index_folder(
    corpus: Corpus, encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder with an index of the five articles; not to be written to."""
    folder = tmp_path_factory.mktemp("built")
    build_index(corpus, encoder, folder)
    return folder


@pytest.fixture(scope="session")
def built(corpus: Corpus, index_folder: Path) -> Index:
    """The index of the five articles, opened from its folder."""
    return open_index(corpus, index_folder)


@pytest.fixture
def make_corpus(tmp_path: Path) -> MakeCorpus:
    """Writes files into a folder below tmp_path and loads it."""
    folder = tmp_path / "corpus"

    def make(files: Mapping[str, str | bytes]) -> Corpus:
        shutil.rmtree(folder, ignore_errors=True)
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return load_corpus(folder)

    return make


@pytest.fixture(scope="session")
def assistant(index_folder: Path, encoder: SentenceEncoder) -> Assistant:
    """Answers from the five articles."""
    return Assistant.from_folders(ROOT / "corpus", index_folder, encoder=encoder)


@pytest.fixture(scope="session")
def new_index(assistant: Assistant, index_folder: Path) -> NewIndex:
    """Makes a folder for an index, with the vectors that every index can share."""
    assert assistant.corpus.documents

    def make(folder: Path) -> Path:
        folder.mkdir(parents=True)
        for shared in index_folder.glob("phrases-*.npz"):
            shutil.copy(shared, folder)
        return folder

    return make
