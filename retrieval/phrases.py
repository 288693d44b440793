"""Keeps the vectors of a fixed list of phrases, such as example questions, beside the index.

They depend on the model and the phrases alone, so every corpus in the folder shares them.
"""

import hashlib
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from retrieval.embedding import Encoder, Vectors
from retrieval.errors import IndexFolderError

_DIGEST = 32


def phrase_vectors(encoder: Encoder, phrases: Sequence[str], folder: str | Path) -> Vectors:
    """Unit vectors of the phrases, shape (len(phrases), dimensions), embedded at most once."""
    key = hashlib.sha256("\0".join([encoder.fingerprint, *phrases]).encode()).hexdigest()
    path = Path(folder) / f"phrases-{key[:16]}.npy"
    kept = _read(path, len(phrases))
    if kept is None:
        kept = encoder.encode(phrases)
        _write(path, kept)
    return kept


def _read(path: Path, count: int) -> Vectors | None:
    """What was written, or None when it is missing or not whole."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    digest, body = data[:_DIGEST], data[_DIGEST:]
    if hashlib.sha256(body).digest() != digest:
        return None
    vectors: Vectors = np.load(io.BytesIO(body), allow_pickle=False)
    return vectors if len(vectors) == count else None


def _write(path: Path, vectors: Vectors) -> None:
    body = io.BytesIO()
    np.save(body, vectors, allow_pickle=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".phrases-", delete=False) as out:
            out.write(hashlib.sha256(body.getvalue()).digest() + body.getvalue())
        for old in path.parent.glob("phrases-*.npy"):
            old.unlink(missing_ok=True)
        Path(out.name).replace(path)
    except OSError as error:
        raise IndexFolderError(
            f"{path} cannot be written ({error.strerror or error}): make the folder writable, "
            "free some space, or name another with --index."
        ) from error
