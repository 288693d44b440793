"""Keeps what was computed from a fixed list of phrases, such as examples, beside the index.

It depends on the model, the phrases and the recipe alone, so every corpus in the folder shares it.
"""

import hashlib
import io
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.embedding import Encoder, Vectors
from retrieval.errors import IndexFolderError

_DIGEST = 32

Arrays = Mapping[str, NDArray[Any]]


def fitted(
    encoder: Encoder,
    phrases: Sequence[str],
    folder: str | Path,
    fit: Callable[[Vectors], Arrays],
    recipe: str,
) -> Arrays:
    """What `fit` makes of the unit vectors of the phrases, made at most once.

    The vectors have the shape (len(phrases), dimensions); `recipe` names how `fit` works, so that
    another way of fitting is not taken for this one.
    """
    key = hashlib.sha256("\0".join([encoder.fingerprint, recipe, *phrases]).encode()).hexdigest()
    path = Path(folder) / f"phrases-{key[:16]}.npz"
    kept = _read(path)
    if kept is None:
        kept = dict(fit(encoder.encode(phrases)))
        _write(path, kept)
    return kept


def _read(path: Path) -> Arrays | None:
    """What was written, or None when it is missing or not whole."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    digest, body = data[:_DIGEST], data[_DIGEST:]
    if hashlib.sha256(body).digest() != digest:
        return None
    with np.load(io.BytesIO(body), allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def _write(path: Path, arrays: Arrays) -> None:
    body = io.BytesIO()
    np.savez(body, allow_pickle=False, **arrays)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".phrases-", delete=False) as out:
            out.write(hashlib.sha256(body.getvalue()).digest() + body.getvalue())
        for old in path.parent.glob("phrases-*.np?"):
            old.unlink(missing_ok=True)
        Path(out.name).replace(path)
    except OSError as error:
        raise IndexFolderError(
            f"{path} cannot be written ({error.strerror or error}): make the folder writable, "
            "free some space, or name another with --index."
        ) from error
