"""The index folder: builds it in one step, opens it, and says what has changed since.

    index/
      manifest.json        format, model, libraries, hashes of every input and of every file below
      build-<key>/         passages.jsonl, vectors.faiss, bm25/

A build is written beside the old one and becomes current when `manifest.json` is replaced, which
the file system does at once: whoever dies before that leaves the old index in use.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.embedding import Encoder, Vectors
from retrieval.errors import IndexFolderError
from retrieval.lexical import LexicalIndex, stems
from retrieval.manifest import MANIFEST, file_hashes, manifest_of, read_manifest
from retrieval.passages import context, passages
from retrieval.search import fuse
from retrieval.types import EVIDENCE_ROLES, Corpus, Document, Hit, Passage, Role, Span
from retrieval.vectors import VectorIndex

PASSAGES = "passages.jsonl"
BATCH = 256
"""Passages between two steps of the progress bar."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Index:
    """The passages of a corpus with what finds them; read-only, shared by all askers."""

    passages: tuple[Passage, ...]
    vectors: VectorIndex
    lexical: LexicalIndex

    def search(
        self, text: str, vector: Vectors, among: Iterable[Passage] | None = None
    ) -> list[Hit]:
        """All passages of `among` (default: all that can be evidence), best first.

        `vector` is the text's unit vector, shape (1, dimensions).
        """
        pool = (
            [p for p in self.passages if p.role in EVIDENCE_ROLES] if among is None else list(among)
        )
        return fuse(pool, self.vectors.cosines(vector), self.lexical.scores(stems(text)))


def build_index(
    corpus: Corpus, encoder: Encoder, folder: str | Path, progress: Progress | None = None
) -> Index:
    """Read, embed and write the whole corpus; the old index stays in use until the last step."""
    root = Path(folder)
    try:
        root.mkdir(parents=True, exist_ok=True)
        _sweep(root)
        # The place is made first: that it cannot be written shows before the long work, not after.
        with tempfile.TemporaryDirectory(prefix=f".building-{os.getpid()}-", dir=root) as temporary:
            target = Path(temporary) / "build"
            target.mkdir()
            index, rows = _embed(corpus, encoder, progress)
            _write(target, index, rows)
            _publish(root, target, manifest_of(corpus, encoder))
    except OSError as error:
        raise IndexFolderError(
            f"The index cannot be written to {root} ({error.strerror or error}): "
            "make the folder writable, free some space, or name another with --index."
        ) from error
    return index


def open_index(corpus: Corpus, folder: str | Path) -> Index:
    """Open the current build; IndexFolderError when it is missing, damaged or does not fit."""
    root = Path(folder)
    manifest = read_manifest(root)
    if manifest is None:
        raise IndexFolderError(f"There is no readable index in {root}: run 'sourcewise index'.")
    build = root / str(manifest.get("build"))
    try:
        stored, rows = _read_passages(build / PASSAGES, corpus)
        return Index(stored, VectorIndex.load(build, rows, len(stored)), LexicalIndex.load(build))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexFolderError(
            f"The index in {root} is damaged ({error}): run 'sourcewise index' to build it again."
        ) from error


def _embed(corpus: Corpus, encoder: Encoder, progress: Progress | None) -> tuple[Index, list[int]]:
    stored = passages(corpus.documents)
    contexts = [context(p, None if p.lead is None else stored[p.lead]) for p in stored]
    pieces = [
        (number, piece)
        for number, (passage, around) in enumerate(zip(stored, contexts, strict=True))
        for piece in _pieces(encoder, passage.text, around)
    ]
    # Texts of like length in one batch waste no padding; the order is undone afterwards.
    order = sorted(range(len(pieces)), key=lambda i: -len(pieces[i][1]))
    vectors: Vectors | None = None
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        part = encoder.encode([pieces[i][1] for i in batch])
        if vectors is None:
            vectors = np.zeros((len(pieces), part.shape[1]), dtype=np.float32)
        vectors[batch] = part
        if progress:
            progress(min(start + BATCH, len(order)), len(order))
    if vectors is None:
        raise IndexFolderError(
            f"No sentence was found in {corpus.folder}: put documents with text there."
        )
    rows = [number for number, _ in pieces]
    lexical = LexicalIndex.build([f"{c} {p.text}" for c, p in zip(contexts, stored, strict=True)])
    return Index(stored, VectorIndex.build(vectors, rows, len(stored)), lexical), rows


def _pieces(encoder: Encoder, text: str, around: str) -> list[str]:
    """What is embedded for a passage: with its context if all fits, else alone, else in windows."""
    whole = encoder.windows(f"{around} – {text}")
    return whole if len(whole) == 1 else encoder.windows(text)


def _write(target: Path, index: Index, rows: list[int]) -> None:
    with (target / PASSAGES).open("w", encoding="utf-8") as stream:
        counts = np.bincount(rows, minlength=len(index.passages))
        for passage, count in zip(index.passages, counts, strict=True):
            stream.write(json.dumps(_row(passage, int(count))) + "\n")
    index.vectors.save(target)
    index.lexical.save(target)


def _row(passage: Passage, vectors: int) -> dict[str, Any]:
    heading = passage.heading
    return {
        "document": passage.document.id,
        "start": passage.span.start,
        "end": passage.span.end,
        "role": passage.role,
        "block": passage.block,
        "heading": None if heading is None else [heading.start, heading.end],
        "lead": passage.lead,
        "lost": passage.lost,
        "vectors": vectors,
    }


def _read_passages(path: Path, corpus: Corpus) -> tuple[tuple[Passage, ...], list[int]]:
    documents = {document.id: document for document in corpus.documents}
    stored: list[Passage] = []
    rows: list[int] = []
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream):
            row = json.loads(line)
            stored.append(_passage(number, row, documents[row["document"]]))
            rows += [number] * int(row["vectors"])
    return tuple(stored), rows


def _passage(number: int, row: dict[str, Any], document: Document) -> Passage:
    role: Role = row["role"]
    heading = None if row["heading"] is None else Span(document, *row["heading"])
    span = Span(document, row["start"], row["end"])
    return Passage(number, span, role, row["block"], heading, row["lead"], row["lost"])


def _publish(root: Path, target: Path, manifest: dict[str, Any]) -> None:
    recorded = file_hashes(target)
    name = f"build-{os.getpid()}-{hashlib.sha256(os.urandom(16)).hexdigest()[:12]}"
    manifest = {**manifest, "build": name, "files": recorded}
    waiting = target.parent / MANIFEST
    waiting.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    target.rename(root / name)
    old = read_manifest(root)
    waiting.replace(root / MANIFEST)
    if old and old.get("build"):
        shutil.rmtree(root / str(old["build"]), ignore_errors=True)


def _sweep(root: Path) -> None:
    """Remove what killed builds left behind, but not what a build still running may be writing."""
    current = read_manifest(root)
    keep = str(current.get("build")) if current else ""
    for folder in [*root.glob("build-*"), *root.glob(".building-*")]:
        owner = folder.name.split("-")[1]
        if folder.name != keep and not (owner.isdigit() and _is_running(int(owner))):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
