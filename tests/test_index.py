"""The index: it finds things, outlives what happens to its folder, and never mixes two builds."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

import pytest

from retrieval.embedding import SentenceEncoder, Vectors
from retrieval.errors import IndexFolderError
from retrieval.index import Index, build_index, open_index
from retrieval.manifest import MANIFEST, changes, file_hashes
from retrieval.passages import passages
from retrieval.types import EVIDENCE_ROLES, Corpus, Hit
from tests.held_build import LetterEncoder
from tests.test_manifest import INDEX_FILES, build_of, halve
from tests.texts import MakeCorpus

ROOT = Path(__file__).parent.parent


def find(index: Index, encoder: SentenceEncoder, question: str) -> list[Hit]:
    return index.search(question, encoder.encode([question]))


class TestSearch:
    """On the five articles, with the real model."""

    @pytest.mark.parametrize(
        ("question", "source", "start"),
        [
            ("How long does a massage session last?", "oliveira-cruz", "The sessions usually last"),
            ("Do I have to undress?", "oliveira-cruz", "Clients remain fully clothed"),
            ("severe osteoporosis", "what-is", "Severe osteoporosis"),
            ("What is fascia?", "ktaylor101", "Fascia is the connective tissue"),
            ("Should I consult my doctor?", "galeano", "Consult your doctor first"),
            ("Does it relieve low back pain?", "ktaylor101", "This pressure can lead to"),
        ],
    )
    def test_a_question_finds_its_passage_among_the_first_ten(
        self, built: Index, encoder: SentenceEncoder, question: str, source: str, start: str
    ) -> None:
        found = [
            (hit.passage.document.id.startswith(source), hit.passage.text.startswith(start))
            for hit in find(built, encoder, question)[:10]
        ]

        assert (True, True) in found

    def test_only_what_can_be_evidence_is_found(
        self, built: Index, encoder: SentenceEncoder
    ) -> None:
        hits = find(built, encoder, "book an appointment, written by")

        assert {hit.passage.role for hit in hits} == EVIDENCE_ROLES
        assert len(hits) == sum(p.role in EVIDENCE_ROLES for p in built.passages)

    def test_other_passages_are_found_on_request(
        self, built: Index, encoder: SentenceEncoder
    ) -> None:
        adverts = [p for p in built.passages if p.role == "advert"]
        question = "book an appointment"
        hits = built.search(question, encoder.encode([question]), among=iter(adverts))

        assert len(hits) == len(adverts) == 6
        assert hits[0].passage.text.startswith("Visit our office")

    def test_hits_are_sorted_and_their_cosines_are_cosines(
        self, built: Index, encoder: SentenceEncoder
    ) -> None:
        hits = find(built, encoder, "What is fascia?")

        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert all(-1 <= hit.cosine <= 1 for hit in hits)

    def test_the_same_question_has_the_same_hits(
        self, built: Index, encoder: SentenceEncoder
    ) -> None:
        assert find(built, encoder, "Does it hurt?") == find(built, encoder, "Does it hurt?")

    @pytest.mark.parametrize("question", ["", "???", "按摩", "zzzz", "it is"], ids=repr)
    def test_a_question_without_known_words_still_ranks_everything(
        self, built: Index, encoder: SentenceEncoder, question: str
    ) -> None:
        assert len(find(built, encoder, question)) == len(find(built, encoder, "fascia"))


class TestBuild:
    """What a build writes is what was read, and it says how far it is."""

    def test_what_is_opened_is_what_was_built(self, corpus: Corpus, built: Index) -> None:
        assert built.passages == passages(corpus.documents)

    def test_a_second_build_is_like_the_first_to_the_last_byte(
        self, make_corpus: MakeCorpus, encoder: SentenceEncoder, tmp_path: Path
    ) -> None:
        corpus = make_corpus(
            {"a.txt": (ROOT / "corpus" / "ktaylor101-mfr-vs-massage.txt").read_bytes()}
        )

        first = build_index(corpus, encoder, tmp_path / "first")
        build_index(corpus, encoder, tmp_path / "second")

        assert file_hashes(build_of(tmp_path / "first")) == file_hashes(
            build_of(tmp_path / "second")
        )
        second = open_index(corpus, tmp_path / "second")
        assert find(first, encoder, "Does it hurt?") == find(second, encoder, "Does it hurt?")

    def test_progress_is_told_up_to_the_end(self, corpus: Corpus, tmp_path: Path) -> None:
        steps: list[tuple[int, int]] = []

        build_index(corpus, LetterEncoder(), tmp_path, lambda *step: steps.append(step))

        total = len(passages(corpus.documents))
        assert steps == [(256, total), (total, total)]

    def test_a_new_build_replaces_the_old_one_and_nothing_else(
        self, make_corpus: MakeCorpus, tmp_path: Path
    ) -> None:
        (tmp_path / "README.md").write_text("Built, never edited.")
        build_index(make_corpus({"a.txt": "It helps."}), LetterEncoder(), tmp_path)
        first = build_of(tmp_path)

        build_index(make_corpus({"a.txt": "It hurts."}), LetterEncoder(), tmp_path)

        assert build_of(tmp_path) != first
        assert names(tmp_path) == {"README.md", MANIFEST, build_of(tmp_path).name, "corpus"}

    def test_an_end_of_a_long_passage_is_found(
        self, make_corpus: MakeCorpus, encoder: SentenceEncoder, tmp_path: Path
    ) -> None:
        """The model reads 256 tokens at once; a passage may be longer."""
        filler = ", ".join(f"the muscle number {number} of the body" for number in range(150))
        long = f"This concerns {filler}, and in the end a purple elephant plays the trumpet."
        corpus = make_corpus({"long.txt": long, "short.txt": "Fascia is a tissue. Muscles move."})
        assert len(encoder.windows(long)) > 3

        index = build_index(corpus, encoder, tmp_path / "index")

        best = find(open_index(corpus, tmp_path / "index"), encoder, "elephants with trumpets")[0]
        assert best.passage.text == long
        assert best.cosine > 0.3
        assert index.vectors.cosines(encoder.encode(["an elephant makes music"])).argmax() == 0

    def test_documents_without_a_sentence(self, make_corpus: MakeCorpus, tmp_path: Path) -> None:
        corpus = make_corpus({"a.md": "# Only a title"})

        with pytest.raises(IndexFolderError, match=r"No sentence was found in .*: put documents"):
            build_index(corpus, LetterEncoder(), tmp_path / "index")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the index is built."""
    return tmp_path / "index"


@pytest.fixture
def small(make_corpus: MakeCorpus, folder: Path) -> Corpus:
    """A small corpus with a list, and an index of it."""
    corpus = make_corpus({"a.txt": "On Pain\n\nIt helps with:\n\n- aches\n- stress\n\nIt relaxes."})
    build_index(corpus, LetterEncoder(), folder)
    return corpus


SPOIL: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "halved": halve,
    "something else": lambda path: path.write_bytes(b"Neither JSON nor numbers.\n" * 20),
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00" * 99),
}


class TestDamage:
    """A folder that is not as it was left is an error that names the remedy."""

    @pytest.mark.parametrize("spoil", SPOIL.values(), ids=SPOIL.keys())
    @pytest.mark.parametrize("name", INDEX_FILES)
    def test_a_spoilt_file(
        self, small: Corpus, folder: Path, name: str, spoil: Callable[[Path], object]
    ) -> None:
        spoil(build_of(folder) / name)

        with pytest.raises(IndexFolderError, match=r"index in .* is damaged .*'sourcewise index'"):
            open_index(small, folder)

    @pytest.mark.parametrize("spoil", SPOIL.values(), ids=SPOIL.keys())
    def test_a_spoilt_manifest(
        self, small: Corpus, folder: Path, spoil: Callable[[Path], object]
    ) -> None:
        spoil(folder / MANIFEST)

        with pytest.raises(
            IndexFolderError, match=r"no readable index in .*: run 'sourcewise index'"
        ):
            open_index(small, folder)

    @pytest.mark.parametrize(
        "row",
        [
            "[]",
            "5",
            "{}",
            '{"document": "a", "start": 9}',
            '{"document": "zzz", "start": 9, "end": 12, "role": "item", "block": 0, '
            '"heading": null, "lead": null, "lost": null, "vectors": 1}',
            '{"document": "a", "start": 9, "end": 1200, "role": "item", "block": 0, '
            '"heading": null, "lead": null, "lost": null, "vectors": 1}',
            '{"document": "a", "start": "9", "end": 12, "role": "item", "block": 0, '
            '"heading": null, "lead": null, "lost": null, "vectors": 1}',
            '{"document": "a", "start": 9, "end": 12, "role": "item", "block": 0, '
            '"heading": [9], "lead": null, "lost": null, "vectors": 1}',
        ],
        ids=[
            "list",
            "number",
            "no keys",
            "some keys",
            "unknown document",
            "outside of the document",
            "text for a number",
            "half a heading",
        ],
    )
    def test_a_passage_that_is_none(self, small: Corpus, folder: Path, row: str) -> None:
        with (build_of(folder) / "passages.jsonl").open("a") as file:
            file.write(row + "\n")

        with pytest.raises(IndexFolderError, match="is damaged"):
            open_index(small, folder)

    def test_a_missing_build(self, small: Corpus, folder: Path) -> None:
        build_of(folder).rename(folder / "elsewhere")

        with pytest.raises(IndexFolderError, match="is damaged"):
            open_index(small, folder)

    def test_a_folder_that_is_not_there(self, small: Corpus, tmp_path: Path) -> None:
        with pytest.raises(IndexFolderError, match="There is no readable index in"):
            open_index(small, tmp_path / "nowhere")

    def test_documents_that_the_index_does_not_know(
        self, small: Corpus, make_corpus: MakeCorpus, folder: Path
    ) -> None:
        with pytest.raises(IndexFolderError, match="is damaged"):
            open_index(make_corpus({"b.txt": "It helps."}), folder)

    @pytest.mark.parametrize("name", [*INDEX_FILES, MANIFEST])
    def test_a_new_build_repairs_everything(self, small: Corpus, folder: Path, name: str) -> None:
        halve(folder / name if name == MANIFEST else build_of(folder) / name)

        build_index(small, LetterEncoder(), folder)

        assert changes(small, LetterEncoder(), folder) == []
        assert open_index(small, folder).passages == passages(small.documents)

    @pytest.mark.parametrize("below", ["", "deeper"], ids=["in its place", "above it"])
    def test_a_file_where_the_folder_should_be(
        self, small: Corpus, tmp_path: Path, below: str
    ) -> None:
        (tmp_path / "file").write_text("in the way")

        with pytest.raises(IndexFolderError, match=r"cannot be written to .*: make the folder wri"):
            build_index(small, LetterEncoder(), tmp_path / "file" / below)

    def test_a_folder_where_the_manifest_should_be(self, small: Corpus, tmp_path: Path) -> None:
        (tmp_path / "other" / MANIFEST).mkdir(parents=True)

        with pytest.raises(IndexFolderError, match="cannot be written to"):
            build_index(small, LetterEncoder(), tmp_path / "other")


class DyingEncoder(LetterEncoder):
    """Embeds one batch and then fails, as a machine without memory would."""

    def __init__(self) -> None:
        super().__init__()
        self._batches = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self._batches += 1
        if self._batches > 1:
            raise MemoryError
        return super().encode(texts)


@contextmanager
def held_build(corpus: Corpus, folder: Path, point: str) -> Iterator[subprocess.Popen[str]]:
    """A build in a process of its own that has reached a point and waits there."""
    command = [sys.executable, "-m", "tests.held_build", corpus.folder, str(folder), point]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == f"reached {point}\n"
        yield process


def release(process: subprocess.Popen[str]) -> int:
    """Let a held build go on, and wait for its end."""
    process.communicate("go on\n")
    return process.returncode


class TestInterruption:
    """Whatever ends a build, the index in use stays in use."""

    def test_an_encoder_that_dies_half_way(self, corpus: Corpus, folder: Path) -> None:
        build_index(corpus, LetterEncoder(), folder)
        before = names(folder)

        with pytest.raises(MemoryError):
            build_index(corpus, DyingEncoder(), folder)

        assert names(folder) == before
        assert changes(corpus, LetterEncoder(), folder) == []

    def test_an_encoder_that_dies_when_everything_is_written(
        self, small: Corpus, folder: Path
    ) -> None:
        before = names(folder)

        def die() -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            build_index(small, LetterEncoder(at_writing=die), folder)

        assert names(folder) == before
        assert changes(small, LetterEncoder(), folder) == []

    def test_a_disk_that_fails_at_the_very_last_step(
        self, small: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise OSError(errno.EIO, "Input/output error")

        monkeypatch.setattr(os, "replace", fail)
        with pytest.raises(IndexFolderError, match="Input/output error"):
            build_index(small, LetterEncoder(), folder)

        assert changes(small, LetterEncoder(), folder) == []
        assert open_index(small, folder).passages == passages(small.documents)

    @pytest.mark.parametrize("point", ["embedding", "writing"])
    def test_a_killed_build_leaves_the_old_index_in_use(
        self, small: Corpus, folder: Path, point: str
    ) -> None:
        with held_build(small, folder, "writing") as earlier:
            assert release(earlier) == 0
        before = build_of(folder)

        with held_build(small, folder, point) as process:
            process.kill()

        assert build_of(folder) == before
        assert changes(small, LetterEncoder(), folder) == []
        assert open_index(small, folder).passages == passages(small.documents)

    def test_the_next_build_sweeps_up_after_a_killed_one(self, small: Corpus, folder: Path) -> None:
        with held_build(small, folder, "writing") as process:
            process.kill()
        left = {name for name in names(folder) if name.startswith(".building-")}
        assert len(left) == 1

        build_index(small, LetterEncoder(), folder)

        assert names(folder) == {MANIFEST, build_of(folder).name}

    def test_a_build_leaves_another_that_is_still_running_alone(
        self, small: Corpus, folder: Path
    ) -> None:
        with held_build(small, folder, "writing") as process:
            build_index(small, LetterEncoder(), folder)
            assert any(name.startswith(f".building-{process.pid}-") for name in names(folder))

            assert release(process) == 0

        assert changes(small, LetterEncoder(), folder) == []
        assert names(folder) == {MANIFEST, build_of(folder).name}


class TestTwoBuildsAtOnce:
    """Both end well, and what is in use afterwards is one of the two, whole."""

    def test_in_two_processes(self, small: Corpus, folder: Path) -> None:
        with (
            held_build(small, folder, "writing") as first,
            held_build(small, folder, "writing") as second,
        ):
            assert [release(second), release(first)] == [0, 0]

        assert changes(small, LetterEncoder(), folder) == []
        assert open_index(small, folder).passages == passages(small.documents)

    def test_in_two_threads(self, small: Corpus, folder: Path) -> None:
        both_have_written = Barrier(2)

        def build(_: int) -> Index:
            return build_index(small, LetterEncoder(both_have_written.wait), folder)

        with ThreadPoolExecutor(2) as pool:
            first, second = pool.map(build, range(2))

        assert first.passages == second.passages
        assert changes(small, LetterEncoder(), folder) == []
        assert open_index(small, folder).passages == first.passages


def test_importing_the_index_loads_no_heavy_library() -> None:
    """The page must show before torch is there; answers come with the first question."""
    heavy = ["torch", "sentence_transformers", "transformers", "sklearn", "gradio", "fastapi"]
    code = f"import retrieval.index, sys; print([n for n in {heavy} if n in sys.modules])"

    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert found.stdout.strip() == "[]"
