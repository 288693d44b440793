"""What readers say is kept as agreed with them: no more than that, and nothing is lost."""

import hashlib
import json
import re
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from answering.assistant import Assistant
from answering.contract import answer_id, to_json
from page.feedback import MAX_CITATIONS, MAX_COMMENT, MAX_QUESTION, VERDICTS, FeedbackStore
from retrieval.errors import FeedbackError, InputError
from tests.conftest import ROOT

ANSWER = "0123456789abcdef" * 4
PLAIN: dict[str, Any] = {"answer": ANSWER, "verdict": "helpful", "citations": [["a", 0, 9]]}
SECRET = "my secret back pain"


@pytest.fixture
def store(tmp_path: Path) -> FeedbackStore:
    return FeedbackStore(tmp_path / "new" / "folder" / "feedback.sqlite3")


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_the_id_of_an_answer_is_the_hash_of_its_bytes(assistant: Assistant) -> None:
    answer = assistant.answer("half \ud83d a character")

    assert answer_id(answer) == hashlib.sha256(to_json(answer).encode()).hexdigest()
    assert answer_id(answer) != answer_id(assistant.answer("another"))


def test_what_was_kept_comes_back_in_order(store: FeedbackStore) -> None:
    sent = [{**PLAIN, "verdict": verdict} for verdict in VERDICTS]
    numbers = [store.keep(entry) for entry in sent]
    found = list(store.entries())

    assert numbers == [entry["id"] for entry in found] == [1, 2, 3, 4, 5]
    assert [entry["verdict"] for entry in found] == list(VERDICTS)
    assert all(entry["citations"] == [["a", 0, 9]] for entry in found)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", entry["day"]) for entry in found)


def test_nothing_else_is_kept(store: FeedbackStore) -> None:
    """A day without a time, and no column for who it was."""
    store.keep(PLAIN)
    with closing(sqlite3.connect(store.path)) as file:
        columns = [row[1] for row in file.execute("PRAGMA table_info(feedback)")]

    assert columns == ["id", "day", "answer", "verdict", "citations", "question", "comment"]


CONSENT: dict[str, tuple[dict[str, Any], bool]] = {
    "not asked": ({}, False),
    "none": ({"consent": None}, False),
    "refused": ({"consent": False}, False),
    "given": ({"consent": True}, True),
}


@pytest.mark.parametrize(("extra", "kept"), CONSENT.values(), ids=CONSENT.keys())
def test_words_are_kept_with_consent_only(
    store: FeedbackStore, extra: dict[str, Any], kept: bool
) -> None:
    store.keep({**PLAIN, "question": SECRET, "comment": SECRET, **extra})
    (entry,) = store.entries()

    assert (entry["question"], entry["comment"]) == ((SECRET, SECRET) if kept else (None, None))
    assert (SECRET.encode() in everything_in(store.path.parent)) == kept


@pytest.mark.parametrize(
    "text", ["", "筋膜 👩‍👩‍👧", "a\x00b", "'); DROP TABLE feedback; --", "one\r\ntwo"]
)
def test_words_come_back_as_they_were(store: FeedbackStore, text: str) -> None:
    store.keep({**PLAIN, "consent": True, "question": text, "citations": [[f"x{text}", 0, 1]]})
    (entry,) = store.entries()

    assert entry["question"] == text
    assert entry["citations"] == [[f"x{text}", 0, 1]]


def test_half_a_character_is_kept_as_a_question_mark(store: FeedbackStore) -> None:
    store.keep({**PLAIN, "consent": True, "comment": "a \ud83d b"})

    assert next(store.entries())["comment"] == "a ? b"


LIMITS: dict[str, dict[str, Any]] = {
    "citations": {"citations": [["a", 0, 1]] * MAX_CITATIONS},
    "no citations": {"citations": []},
    "comment": {"comment": "x" * MAX_COMMENT},
    "question": {"question": "x" * MAX_QUESTION},
}


@pytest.mark.parametrize("extra", LIMITS.values(), ids=LIMITS.keys())
def test_all_up_to_the_limits_is_kept(store: FeedbackStore, extra: dict[str, Any]) -> None:
    assert store.keep({**PLAIN, "consent": True, **extra}) == 1


WRONG: dict[str, tuple[object, str]] = {
    "nothing": (None, "not an object"),
    "a list": ([PLAIN], "not an object"),
    "a text": (json.dumps(PLAIN), "not an object"),
    "unknown field": ({**PLAIN, "email": "a@b"}, "unknown fields: email"),
    "field that is no text": ({5: 5}, "unknown fields: 5"),
    "no answer": ({"verdict": "helpful"}, "answer"),
    "answer is no hash": ({**PLAIN, "answer": "abc"}, "answer"),
    "answer with a line end": ({**PLAIN, "answer": f"{ANSWER}\n"}, "answer"),
    "answer in capitals": ({**PLAIN, "answer": ANSWER.upper()}, "answer"),
    "no verdict": ({"answer": ANSWER}, "verdict"),
    "unknown verdict": ({**PLAIN, "verdict": "great"}, "one of helpful, not-helpful"),
    "verdict is a list": ({**PLAIN, "verdict": ["helpful"]}, "verdict"),
    "consent is a text": ({**PLAIN, "consent": "true"}, "consent"),
    "consent is a number": ({**PLAIN, "consent": 1}, "consent"),
    "question is a number": ({**PLAIN, "question": 5}, "question is not a text"),
    "question too long": ({**PLAIN, "question": "x" * (MAX_QUESTION + 1)}, "question is longer"),
    "comment is a list": ({**PLAIN, "comment": ["x"]}, "comment is not a text"),
    "comment too long": ({**PLAIN, "comment": "x" * (MAX_COMMENT + 1)}, "comment is longer"),
    "too many citations": ({**PLAIN, "citations": [["a", 0, 1]] * 201}, "at most 200"),
    "citations is a text": ({**PLAIN, "citations": "abc"}, "citations is not a list"),
    "citation too short": ({**PLAIN, "citations": [["a", 0]]}, "[source, start, end]"),
    "citation too long": ({**PLAIN, "citations": [["a", 0, 1, 2]]}, "[source, start, end]"),
    "source is a number": ({**PLAIN, "citations": [[1, 0, 1]]}, "[source, start, end]"),
    "source is empty": ({**PLAIN, "citations": [["", 0, 1]]}, "[source, start, end]"),
    "source too long": ({**PLAIN, "citations": [["x" * 301, 0, 1]]}, "[source, start, end]"),
    "start is true": ({**PLAIN, "citations": [["a", False, True]]}, "[source, start, end]"),
    "start is a fraction": ({**PLAIN, "citations": [["a", 0.0, 1]]}, "[source, start, end]"),
    "backwards": ({**PLAIN, "citations": [["a", 2, 1]]}, "[source, start, end]"),
    "below zero": ({**PLAIN, "citations": [["a", -1, 1]]}, "[source, start, end]"),
    "huge": ({**PLAIN, "citations": [["a", 0, 10**30]]}, "[source, start, end]"),
}


@pytest.mark.parametrize(("entry", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_is_not_as_agreed_is_refused_and_leaves_nothing(
    store: FeedbackStore, entry: object, said: str
) -> None:
    with pytest.raises(InputError, match=re.escape(said)) as caught:
        store.keep(entry)

    assert "not kept" in str(caught.value)
    assert "send it again" in str(caught.value)
    assert not store.path.exists()


def test_before_the_first_word_there_is_nothing(store: FeedbackStore) -> None:
    assert list(store.entries()) == []
    assert not store.path.parent.exists()


def test_many_threads_lose_nothing(store: FeedbackStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(store.keep, [PLAIN] * 64))

    assert sorted(numbers) == list(range(1, 65))
    assert len(list(store.entries())) == 64


def test_two_programs_may_share_a_new_file(store: FeedbackStore) -> None:
    program = (
        "import sys; from page.feedback import FeedbackStore; "
        f"[FeedbackStore(sys.argv[1]).keep({PLAIN!r}) for _ in range(40)]"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", program, str(store.path)], cwd=ROOT)
        for _ in range(2)
    ]

    assert [process.wait() for process in started] == [0, 0]
    assert [entry["id"] for entry in store.entries()] == list(range(1, 81))


def test_readers_do_not_wait_for_a_writer(store: FeedbackStore) -> None:
    store.keep(PLAIN)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")

        assert len(list(store.entries())) == 1


def damaged(path: Path) -> None:
    path.write_bytes(b"This is no database. " * 100)


def another(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE feedback (id INTEGER PRIMARY KEY, words TEXT)")


def spoiled(path: Path) -> None:
    FeedbackStore(path).keep(PLAIN)
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("UPDATE feedback SET citations = '[['")


@pytest.mark.parametrize("spoil", [damaged, another, spoiled, Path.mkdir])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, spoil: Any) -> None:
    path = tmp_path / "feedback.sqlite3"
    spoil(path)

    with pytest.raises(FeedbackError, match="cannot be read") as caught:
        list(FeedbackStore(path).entries())

    assert str(path) in str(caught.value)
    assert "move a damaged file away" in str(caught.value)


@pytest.mark.parametrize("spoil", [damaged, another, Path.mkdir])
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, spoil: Any) -> None:
    path = tmp_path / "feedback.sqlite3"
    spoil(path)

    with pytest.raises(FeedbackError, match=re.escape(f"{path} cannot be written")):
        FeedbackStore(path).keep(PLAIN)


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    path = tmp_path / "file" / "feedback.sqlite3"

    with pytest.raises(FeedbackError, match=re.escape(str(path))):
        FeedbackStore(path).keep(PLAIN)
