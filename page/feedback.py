"""Keeps what readers think of answers in one SQLite file: a verdict, a day, and no name.

A reader's own words are kept only with consent; no address, no time of day, no chat.
"""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from retrieval.errors import FeedbackError, InputError

STORE = Path("feedback") / "feedback.sqlite3"

VERDICTS = ("helpful", "not-helpful", "wrong-source", "out-of-context", "missing")
MAX_CITATIONS = 200
MAX_COMMENT = 1000
MAX_QUESTION = 4000
MAX_SOURCE = 300
MAX_OFFSET = 10**9

_FIELDS = {"answer", "verdict", "citations", "consent", "question", "comment"}
_PATIENCE = 10.0
"""Seconds to wait for another writer; each of them is done in a few milliseconds."""
_TABLE = """
CREATE TABLE IF NOT EXISTS feedback (
  id INTEGER PRIMARY KEY, day TEXT NOT NULL, answer TEXT NOT NULL, verdict TEXT NOT NULL,
  citations TEXT NOT NULL, question TEXT, comment TEXT)
"""
_COLUMNS = ("id", "day", "answer", "verdict", "citations", "question", "comment")

Entry = dict[str, Any]


class FeedbackStore:
    """One file, opened for each call, so that any number of threads and programs may share it."""

    def __init__(self, path: str | Path = STORE) -> None:
        self.path = Path(path)

    def keep(self, entry: object) -> int:
        """Keep what a browser sent and give it a number; InputError if it is not as agreed."""
        row = _checked(entry)
        today = datetime.now(UTC).date().isoformat()
        columns = _COLUMNS[1:]
        values = [{**row, "day": today}[column] for column in columns]
        marks = ", ".join("?" * len(columns))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as store:
                _prepare(store)
                statement = f"INSERT INTO feedback ({', '.join(columns)}) VALUES ({marks})"
                return int(store.execute(statement, values).lastrowid or 0)
        except (OSError, sqlite3.Error) as error:
            raise self._failure("written", error) from error

    def entries(self) -> Iterator[Entry]:
        """What was kept, oldest first; nothing where nobody has said anything yet."""
        if not self.path.exists():
            return
        try:
            with closing(self._open()) as store:
                rows = store.execute(
                    f"SELECT {', '.join(_COLUMNS)} FROM feedback ORDER BY id"
                ).fetchall()
            found = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
            found = [{**row, "citations": json.loads(row["citations"])} for row in found]
        except (OSError, sqlite3.Error, ValueError, TypeError) as error:
            raise self._failure("read", error) from error
        yield from found

    def _open(self) -> sqlite3.Connection:
        """Without a level of isolation each statement is a transaction of its own."""
        return sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)

    def _failure(self, done: str, error: Exception) -> FeedbackError:
        return FeedbackError(
            f"The feedback in {self.path} cannot be {done} ({error}): "
            "make the folder writable, or move a damaged file away and a new one is made."
        )


def _prepare(store: sqlite3.Connection) -> None:
    try:
        store.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        # Two programs that start at once both switch a new file; the one that loses may go on,
        # since a file that is not switched yet is as safe and only slower.
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
    store.execute(_TABLE)


def _checked(entry: object) -> dict[str, str | None]:
    """The columns of an entry, its words left out where there is no consent."""
    if not isinstance(entry, Mapping):
        raise _wrong("it is not an object")
    unknown = sorted(str(name) for name in entry if name not in _FIELDS)
    if unknown:
        raise _wrong(f"it has unknown fields: {', '.join(unknown)[:80]}")
    answer, verdict, consent = (entry.get(name) for name in ("answer", "verdict", "consent"))
    if not isinstance(answer, str) or not re.fullmatch(r"[0-9a-f]{64}", answer):
        raise _wrong("answer is not the id of an answer (64 hexadecimal digits)")
    if not isinstance(verdict, str) or verdict not in VERDICTS:
        raise _wrong(f"verdict is not one of {', '.join(VERDICTS)}")
    if consent is not None and not isinstance(consent, bool):
        raise _wrong("consent is neither true nor false")
    question = _words(entry, "question", MAX_QUESTION)
    comment = _words(entry, "comment", MAX_COMMENT)
    return {
        "answer": answer,
        "verdict": verdict,
        "citations": json.dumps(_citations(entry.get("citations"))),
        "question": question if consent is True else None,
        "comment": comment if consent is True else None,
    }


def _citations(given: object) -> list[tuple[str, int, int]]:
    if given is None:
        return []
    if not isinstance(given, list | tuple) or len(given) > MAX_CITATIONS:
        raise _wrong(f"citations is not a list of at most {MAX_CITATIONS}")
    return [_citation(row) for row in given]


def _citation(row: object) -> tuple[str, int, int]:
    match row:
        case [str(source), int(start), int(end)]:
            # True and False are integers to Python.
            numbers = type(start) is int and type(end) is int
            if numbers and 0 <= start < end <= MAX_OFFSET and 0 < len(source) <= MAX_SOURCE:
                return source, start, end
    raise _wrong("citations holds something else than [source, start, end]")


def _words(entry: Mapping[Any, object], name: str, limit: int) -> str | None:
    given = entry.get(name)
    if given is None:
        return None
    if not isinstance(given, str):
        raise _wrong(f"{name} is not a text")
    if len(given) > limit:
        raise _wrong(f"{name} is longer than {limit} characters")
    return given.encode("utf-8", "replace").decode()  # half a character has no bytes


def _wrong(reason: str) -> InputError:
    return InputError(f"This feedback was not kept, {reason}: correct it and send it again.")
