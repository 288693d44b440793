"""Reads a folder of documents and the facts beside them; keeps every character as it is.

`sources.toml` gives title, author, publisher, date, address and editor's notes. A note points at
its place by the exact text that stands there, so it cannot drift when the file is edited.
"""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from retrieval.errors import CorpusError
from retrieval.types import CLAIMS_FILE, LABEL_FILES, TOPICS_FILE, Corpus, Document, Facts, Note

SUFFIXES = (".txt", ".md")
SOURCES_FILE = "sources.toml"
NOT_DOCUMENTS = ("notice", "readme", "license", "licence")
"""Stems of files about the corpus rather than of it."""

_FACT_KEYS = ("title", "author", "publisher", "published", "url")
_KEYS = {*_FACT_KEYS, "credentials", "offers_treatment", "notes"}
_NOTE_KEYS = {"before", "heading", "note"}


def load_corpus(folder: str | Path) -> Corpus:
    """Read every document below `folder`.

    Raises CorpusError when the folder or a file cannot be read, two files share a stem, a file
    is not UTF-8, `sources.toml` does not fit the documents, or nothing is left to read.
    """
    root = Path(folder)
    paths = _document_paths(root)
    known = _read_sources(root / SOURCES_FILE, {path.stem for path in paths})
    documents, warnings, inputs = [], [], {}
    for path in paths:
        data = _read_bytes(path)
        inputs[path.relative_to(root).as_posix()] = hashlib.sha256(data).hexdigest()
        text = _decode(data, path)
        if text.strip():
            documents.append(_document(root, path, text, data, known.get(path.stem, {})))
        else:
            warnings.append(f"{path.name} is empty and was left out")
    if not documents:
        raise CorpusError(
            f"No document to read in {root}: put at least one .txt or .md file with text there."
        )
    for extra in (SOURCES_FILE, *LABEL_FILES):
        if (root / extra).is_file():
            inputs[extra] = hashlib.sha256(_read_bytes(root / extra)).hexdigest()
    return Corpus(
        documents=tuple(sorted(documents, key=lambda d: d.id)),
        sha256=_combined(inputs),
        inputs=inputs,
        warnings=tuple(warnings),
        folder=str(root),
        topics_file=_if_there(root / TOPICS_FILE),
        claims_file=_if_there(root / CLAIMS_FILE),
    )


def _if_there(path: Path) -> str | None:
    return str(path) if path.is_file() else None


def _combined(inputs: dict[str, str]) -> str:
    listing = "".join(f"{name}\0{digest}\n" for name, digest in sorted(inputs.items()))
    return hashlib.sha256(listing.encode()).hexdigest()


def _document_paths(root: Path) -> list[Path]:
    if not root.is_dir():
        raise CorpusError(f"There is no folder {root}: name the folder that holds the documents.")
    try:
        found = [p for p in root.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file()]
    except OSError as error:
        raise CorpusError(
            f"{root} cannot be listed ({error.strerror}): check its permissions."
        ) from error
    paths = sorted(p for p in found if not _is_set_aside(p.relative_to(root)))
    stems: dict[str, Path] = {}
    for path in paths:
        if path.stem in stems:
            raise CorpusError(
                f"{path} and {stems[path.stem]} have the same name without ending; "
                "answers name sources by it, so rename one of them."
            )
        stems[path.stem] = path
    return paths


def _is_set_aside(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return hidden or path.stem.lower() in NOT_DOCUMENTS


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CorpusError(
            f"{path} cannot be read ({error.strerror}): check its permissions."
        ) from error


def _decode(data: bytes, path: Path) -> str:
    if b"\0" in data:
        raise CorpusError(f"{path} is not a text file: save it as UTF-8 text or remove it.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{path} is not UTF-8 at byte {error.start}: save it as UTF-8 or remove it."
        ) from error


def _read_sources(path: Path, stems: set[str]) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        data = tomllib.loads(_decode(_read_bytes(path), path))
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(f"{path} is not valid TOML, correct it: {error}.") from error
    for stem, facts in data.items():
        if stem not in stems:
            raise CorpusError(
                f"{path} describes {stem!r}, but no such document is there: remove the entry, or "
                f"name it after one of {', '.join(sorted(stems))}."
            )
        if not isinstance(facts, dict) or set(facts) - _KEYS:
            unknown = sorted(set(facts) - _KEYS) if isinstance(facts, dict) else facts
            raise CorpusError(
                f"{path}, [{stem}]: {unknown} is not known here; use only {sorted(_KEYS)}."
            )
    return data


def _document(root: Path, path: Path, text: str, data: bytes, facts: dict[str, Any]) -> Document:
    where = f"{SOURCES_FILE}, [{path.stem}]"
    printed = {key: _string(facts, key, where) for key in _FACT_KEYS}
    title = printed.pop("title") or _printed_title(text) or path.stem
    credentials = _list(facts, "credentials", where)
    for line in credentials:
        _locate(text, line, f"{where} credentials")
    offers = _string(facts, "offers_treatment", where)
    start = _locate(text, offers, f"{where} offers_treatment") if offers else 0
    return Document(
        id=path.stem,
        text=text,
        facts=Facts(title=title, credentials=tuple(credentials), **printed),
        sha256=hashlib.sha256(data).hexdigest(),
        path=path.relative_to(root).as_posix(),
        notes=tuple(_note(text, note, where) for note in _list(facts, "notes", where)),
        offers=(start, start + len(offers)) if offers else None,
    )


def _string(facts: dict[str, Any], key: str, where: str) -> str | None:
    value = facts.get(key)
    if value is not None and not (isinstance(value, str) and value.strip()):
        raise CorpusError(
            f"{where}: {key} must be text in quotation marks; leave it out if unknown."
        )
    return value


def _list(facts: dict[str, Any], key: str, where: str) -> list[Any]:
    value = facts.get(key, [])
    if not isinstance(value, list):
        raise CorpusError(f"{where}: {key} must be a list in square brackets, found {value!r}.")
    return value


def _printed_title(text: str) -> str | None:
    """The first line, if it is short enough to be one."""
    first = text.strip().splitlines()[0].strip().lstrip("#").strip()
    return first if 0 < len(first) <= 200 else None


def _note(text: str, note: dict[str, Any], where: str) -> Note:
    known = isinstance(note, dict) and {"before", "note"} <= set(note) <= _NOTE_KEYS
    if not known or not all(isinstance(value, str) for value in note.values()):
        raise CorpusError(
            f"{where}: a note has 'before' and 'note', and may have 'heading', all of them text; "
            f"found {note!r}."
        )
    start = _locate(text, note["before"], f"{where} notes")
    return Note(start=start, text=note["note"], heading=note.get("heading"))


def _locate(text: str, piece: object, where: str) -> int:
    """Offset of the only place where `piece` stands, character for character."""
    if not isinstance(piece, str) or not piece:
        raise CorpusError(f"{where}: expected the exact text of a place, found {piece!r}.")
    count = text.count(piece)
    if count != 1:
        found = "does not occur" if count == 0 else f"occurs {count} times"
        raise CorpusError(f"{where}: {piece!r} {found} in the text; copy a longer exact piece.")
    return text.index(piece)
