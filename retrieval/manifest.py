"""What an index was built from, written down, and what has changed since."""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from retrieval.embedding import Encoder
from retrieval.types import LABEL_FILES, Corpus

FORMAT = 1
MANIFEST = "manifest.json"
LIBRARIES = ("faiss-cpu", "torch", "sentence-transformers", "bm25s", "PyStemmer")
READER_FILES = ("reading.toml", "reading.py", "sentences.py", "blocks.py", "passages.py")
"""The files that decide what a passage is: when one changes, the index is rebuilt."""


def manifest_of(corpus: Corpus, encoder: Encoder) -> dict[str, Any]:
    """Everything the index depends on."""
    return {
        "format": FORMAT,
        "model": {"name": encoder.name, "sha256": encoder.fingerprint},
        "libraries": {name: version(name) for name in LIBRARIES},
        "reader": _reader_hash(),
        "inputs": {k: v for k, v in sorted(corpus.inputs.items()) if k not in LABEL_FILES},
    }


def changes(corpus: Corpus, encoder: Encoder, folder: str | Path) -> list[str]:
    """What differs between the index and what it would be built from now; [] if nothing."""
    root = Path(folder)
    old = read_manifest(root)
    if old is None:
        return ["there is no readable index yet"]
    new = manifest_of(corpus, encoder)
    found = [f"{what} changed" for what in ("format", "reader") if old.get(what) != new[what]]
    if old.get("model") != new["model"]:
        found.append(f"the model is now {new['model']['name']}")
    found += _differences("library", old.get("libraries"), new["libraries"])
    found += _differences("file", old.get("inputs"), new["inputs"])
    return found or _damage(root, old)


def _differences(kind: str, old: object, new: dict[str, str]) -> list[str]:
    before = old if isinstance(old, dict) else {}
    added = [f"{kind} {name} is new" for name in sorted(set(new) - set(before))]
    gone = [f"{kind} {name} is gone" for name in sorted(set(before) - set(new))]
    both = sorted(set(new) & set(before))
    return added + gone + [f"{kind} {n} changed" for n in both if before[n] != new[n]]


def _damage(root: Path, manifest: dict[str, Any]) -> list[str]:
    recorded = manifest.get("files")
    actual = file_hashes(root / str(manifest.get("build")))
    if not isinstance(recorded, dict) or not recorded:
        return ["the manifest lists no files"]
    return [
        f"index file {name} is {'damaged' if name in actual else 'missing'}"
        for name, digest in sorted(recorded.items())
        if actual.get(name) != digest
    ]


def read_manifest(root: Path) -> dict[str, Any] | None:
    """The manifest in an index folder, or None when there is none that can be read."""
    try:
        data = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def file_hashes(build: Path) -> dict[str, str]:
    """SHA-256 of every file below a build, by its path there."""
    if not build.is_dir():
        return {}
    return {
        file.relative_to(build).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(build.rglob("*"))
        if file.is_file()
    }


@cache
def _reader_hash() -> str:
    package = files("retrieval")
    return hashlib.sha256(
        b"\0".join(package.joinpath(f).read_bytes() for f in READER_FILES)
    ).hexdigest()
