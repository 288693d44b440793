"""The command line: what each command prints, where, and with which exit code.

Most runs call the command inside the tests' process; a few start a real one, where it matters.
"""

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from answering import cli
from answering.assistant import Assistant
from answering.contract import to_dict, to_json
from answering.handout import to_html
from page.feedback import FeedbackStore
from retrieval import errors
from retrieval.embedding import SentenceEncoder
from tests.conftest import ROOT, NewIndex

YEAST = "# What Is Yeast?\n\nYeast is a fungus that feeds on sugar – and gives off gas.\n"
RYE = "Rye Bread\n\nRye dough proves for six hours in a basket.\n"
COMMANDS = ["ask", "index", "verify", "feedback", "serve"]


@dataclass(frozen=True, slots=True)
class Result:
    """What a run left behind."""

    code: int
    out: str
    err: str


class Shell:
    """Runs the command in this process, with streams that know ASCII only, as in a C locale."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch
        patch.setenv("COLUMNS", "80")
        patch.delenv("SOURCEWISE_MODEL", raising=False)

    def __call__(self, *words: str | Path, stdin: str | bytes = b"") -> Result:
        typed = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = io.BytesIO(), io.BytesIO()
        self.patch.setattr(sys, "argv", ["sourcewise", *map(str, words)])
        self.patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), "ascii"))
        self.patch.setattr(sys, "stdout", io.TextIOWrapper(out, "ascii"))
        self.patch.setattr(sys, "stderr", io.TextIOWrapper(err, "ascii"))
        with pytest.raises(SystemExit) as left:
            cli.main()
        sys.stdout.flush()
        sys.stderr.flush()
        code = left.value.code
        assert isinstance(code, int)
        return Result(code, out.getvalue().decode(), err.getvalue().decode())


@pytest.fixture
def sourcewise(monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The command."""
    return Shell(monkeypatch)


@dataclass(frozen=True, slots=True)
class Bakery:
    """A small corpus with its index, and the options that name them."""

    docs: Path
    index: Path
    assistant: Assistant

    @property
    def options(self) -> Sequence[str | Path]:
        return ("--corpus", self.docs, "--index", self.index)


@pytest.fixture(scope="module")
def bakery(
    tmp_path_factory: pytest.TempPathFactory, new_index: NewIndex, encoder: SentenceEncoder
) -> Bakery:
    """Two small documents with an index that is up to date."""
    folder = tmp_path_factory.mktemp("bakery")
    docs = folder / "docs"
    docs.mkdir()
    (docs / "yeast.md").write_text(YEAST, encoding="utf-8")
    (docs / "rye.txt").write_text(RYE, encoding="utf-8")
    index = new_index(folder / "index")
    return Bakery(docs, index, Assistant.from_folders(docs, index, encoder=encoder))


# --- ask ------------------------------------------------------------------------------------------


def test_ask_shows_an_answer_to_read(sourcewise: Shell, bakery: Bakery) -> None:
    done = sourcewise("ask", "What is yeast?", *bakery.options)
    answer = bakery.assistant.answer("What is yeast?")
    lines = done.out.splitlines()

    assert (done.code, done.err) == (0, "")
    assert lines[0] == answer.headline
    assert "What Is Yeast?" in lines
    assert "  “Yeast is a fungus that feeds on sugar – and gives off gas.”" in lines
    assert "  no author in the file · no date in the file · yeast" in lines
    assert "  Rye Bread" in lines[lines.index("Nothing on this in") :]


def test_what_is_shown_holds_no_score_and_no_color_codes(sourcewise: Shell, bakery: Bakery) -> None:
    done = sourcewise("ask", "What is yeast?", *bakery.options)

    assert "\x1b" not in done.out
    assert "0." not in done.out


def test_ask_json_prints_the_answer_of_the_contract(sourcewise: Shell, bakery: Bakery) -> None:
    done = sourcewise("ask", "--json", "What is yeast?", *bakery.options)

    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == to_dict(bakery.assistant.answer("What is yeast?"))


def test_ask_html_prints_a_page_to_give_away(sourcewise: Shell, bakery: Bakery) -> None:
    done = sourcewise("ask", "--html", "What is yeast?", *bakery.options)
    assistant = bakery.assistant

    assert (done.code, done.err) == (0, "")
    assert done.out == to_html(assistant.answer("What is yeast?"), assistant.corpus.documents)


def test_history_resolves_a_follow_up(
    sourcewise: Shell, tmp_path: Path, new_index: NewIndex
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "yeast.md").write_text(YEAST, encoding="utf-8")
    (docs / "topics.toml").write_text(
        '[[topic]]\nname = "yeast"\nkind = "subject"\n', encoding="utf-8"
    )
    where = ("--corpus", docs, "--index", new_index(tmp_path / "index"))
    turns = ("--history", "What is yeast?", "--history", "thanks")

    done = sourcewise("ask", "--json", "and what does it feed on?", *turns, *where)

    assert json.loads(done.out)["understood"]["topics"] == ["yeast"]


def test_an_empty_question_is_answered_with_a_request_for_one(
    sourcewise: Shell, bakery: Bakery
) -> None:
    done = sourcewise("ask", "--json", "", *bakery.options)

    assert done.code == 0
    assert json.loads(done.out)["status"] == "clarify"


REQUESTS = [
    '{"question": "What is yeast?"}',
    "Is this JSON?",
    "",
    '{"question": "yeast – 酵母 – خميرة?", "history": [], "id": 7}',
    "[1, 2]",
    '{"history": ["What is yeast?"]}',
    '{"question": 5}',
    '{"question": "why?", "history": "What is yeast?"}',
    '{"question": "why?", "history": [1]}',
    "[" * 100_000,
    '{"question": ""}',
    '{"question": "What is\\u2028 yeast?", "history": null}',
]
WRONG = {2: "not JSON", 5: "no question", 6: "no question", 7: "no question", 8: "history"}
WRONG |= {9: "history", 10: "not JSON"}
"""Line numbers of those that are no requests, blank lines counted, and what is said of them."""


def test_a_batch_is_answered_line_by_line_in_order(sourcewise: Shell, bakery: Bakery) -> None:
    done = sourcewise("ask", "--jsonl", *bakery.options, stdin="\n".join(REQUESTS))
    answers = [json.loads(line) for line in done.out.removesuffix("\n").split("\n")]
    asked = [(number, line) for number, line in enumerate(REQUESTS, 1) if line]

    assert len(answers) == len(asked)
    for (number, line), answer in zip(asked, answers, strict=True):
        if number in WRONG:
            assert set(answer) == {"error"}
            assert answer["error"].startswith(f"Line {number}: ")
            assert WRONG[number] in answer["error"]
        else:
            question = json.loads(line)["question"]
            assert answer == to_dict(bakery.assistant.answer(question))


def test_a_batch_with_bad_lines_ends_with_an_exit_code_and_a_count(
    sourcewise: Shell, bakery: Bakery
) -> None:
    done = sourcewise("ask", "--jsonl", *bakery.options, stdin="\n".join(REQUESTS))

    assert done.code == errors.InputError.exit_code
    assert done.err.startswith(f"sourcewise: {len(WRONG)} ")
    assert done.err.count("\n") == 1


BATCHES = {
    "nothing": (b"", []),
    "blank lines": (b"\n \r\n\n", []),
    "no line end": (b'{"question": ""}', [""]),
    "Windows line ends": (b'{"question": ""}\r\n{"question": "?"}\r\n', ["", "?"]),
    "byte order mark": (b'\xef\xbb\xbf{"question": "?"}\n', ["?"]),
    "not UTF-8": (b'{"question": "\xff"}\n', ["\ufffd"]),
}


@pytest.mark.parametrize(("stdin", "questions"), BATCHES.values(), ids=BATCHES.keys())
def test_a_batch_of_any_bytes(
    sourcewise: Shell, bakery: Bakery, stdin: bytes, questions: list[str]
) -> None:
    done = sourcewise("ask", "--jsonl", *bakery.options, stdin=stdin)
    lines = [line for line in done.out.split("\n") if line]

    assert done.code == 0
    assert [json.loads(line)["question"] for line in lines] == questions


# --- index ----------------------------------------------------------------------------------------


def test_index_says_what_changed_and_what_there_is(sourcewise: Shell, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "yeast.md").write_text(YEAST, encoding="utf-8")
    where = ("--corpus", docs, "--index", tmp_path / "index")

    first = sourcewise("index", *where)
    again = sourcewise("index", *where)
    (docs / "rye.txt").write_text(RYE, encoding="utf-8")
    (docs / "yeast.md").write_text(YEAST.replace("gas", "air"), encoding="utf-8")
    (docs / "empty.txt").write_text("", encoding="utf-8")
    changed = sourcewise("index", *where)

    assert [done.code for done in (first, again, changed)] == [0, 0, 0]
    assert "there is no readable index yet" in first.err
    assert first.out == "The index is up to date: 1 passages of 1 documents.\n"
    assert (again.out, again.err) == (first.out, "")
    said = " ".join(changed.err.split())
    assert "empty.txt is empty and was left out" in said
    assert "file rye.txt is new; file yeast.md changed." in said
    assert changed.out == "The index is up to date: 2 passages of 2 documents.\n"


@pytest.mark.parametrize("name", ["bread", "build", "build-2", "index"])
def test_each_corpus_has_an_index_of_its_own(
    sourcewise: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """Asking another corpus once must not cost the first one its index, or the other way round."""
    monkeypatch.chdir(tmp_path)
    for folder, text in (("corpus", YEAST), (name, RYE)):
        Path(folder).mkdir(exist_ok=True)
        (Path(folder) / "page.md").write_text(text, encoding="utf-8")

    for options in ([], ["--corpus", name]):
        assert "no readable index yet" in sourcewise("index", *options).err
    Path("corpus/page.md").write_text(YEAST.replace("gas", "air"), encoding="utf-8")
    assert "file page.md changed" in sourcewise("index").err

    assert sourcewise("index").err == ""
    assert sourcewise("index", "--corpus", "./corpus").err == ""
    assert sourcewise("index", "--corpus", name).err == ""
    assert sourcewise("index", "--corpus", tmp_path / name).err == ""


# --- verify ---------------------------------------------------------------------------------------


def saved(bakery: Bakery, folder: Path) -> Path:
    path = folder / "answer.json"
    answer = to_dict(bakery.assistant.answer("What is yeast?"))
    path.write_text(json.dumps(answer), encoding="utf-8")
    return path


def test_verify_passes_an_answer_that_holds(
    sourcewise: Shell, bakery: Bakery, tmp_path: Path
) -> None:
    done = sourcewise("verify", saved(bakery, tmp_path), "--corpus", bakery.docs)

    assert done == Result(0, "1 of 1 quotes hold.\n", "")


def test_verify_reads_standard_input(sourcewise: Shell, bakery: Bakery, tmp_path: Path) -> None:
    typed = saved(bakery, tmp_path).read_text("utf-8")

    done = sourcewise("verify", "-", "--corpus", bakery.docs, stdin=typed)

    assert done == Result(0, "1 of 1 quotes hold.\n", "")


def test_verify_reads_a_file_with_a_byte_order_mark(
    sourcewise: Shell, bakery: Bakery, tmp_path: Path
) -> None:
    path = saved(bakery, tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    for done in (
        sourcewise("verify", path, "--corpus", bakery.docs),
        sourcewise("verify", "-", "--corpus", bakery.docs, stdin=path.read_bytes()),
    ):
        assert done == Result(0, "1 of 1 quotes hold.\n", "")


def test_verify_prints_a_line_per_failure_and_fails(
    sourcewise: Shell, bakery: Bakery, tmp_path: Path
) -> None:
    path = saved(bakery, tmp_path)
    answer = json.loads(path.read_text("utf-8"))
    quote = answer["sources"][0]["quotes"][0]
    answer["sources"][0]["quotes"] = [{**quote, "text": "Yeast is no fungus."}, quote, {}]
    path.write_text(json.dumps(answer), encoding="utf-8")

    done = sourcewise("verify", path, "--corpus", bakery.docs)

    assert (done.code, done.err) == (1, "")
    place = f"{quote['start']}:{quote['end']}"
    assert done.out.splitlines() == [
        f"answer 1, sources[0].quotes[0]: yeast says other characters at {place}",
        "answer 1, sources[0].quotes[2]: None:None are not offsets",
        "1 of 3 quotes hold.",
    ]


def test_verify_notes_that_the_corpus_has_changed(
    sourcewise: Shell, bakery: Bakery, tmp_path: Path
) -> None:
    path = saved(bakery, tmp_path)
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "yeast.md").write_text(YEAST, encoding="utf-8")

    done = sourcewise("verify", path, "--corpus", docs)

    assert done.code == 0
    assert done.out.splitlines() == [
        "answer 1: was given from another state of the corpus",
        "1 of 1 quotes hold.",
    ]


# --- feedback -------------------------------------------------------------------------------------


def test_feedback_prints_what_was_kept(sourcewise: Shell, tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite3"
    entry = {"answer": "0" * 64, "verdict": "missing", "consent": True, "comment": "– 筋膜\u2028"}
    FeedbackStore(path).keep(entry)
    FeedbackStore(path).keep(entry)
    done = sourcewise("feedback", "--store", path)

    assert (done.code, done.err) == (0, "")
    assert [json.loads(line) for line in done.out.splitlines()] == list(
        FeedbackStore(path).entries()
    )


def test_before_any_feedback_nothing_is_printed(
    sourcewise: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    assert sourcewise("feedback") == Result(0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_feedback_file_is_said(sourcewise: Shell, tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite3"
    path.write_text("no database " * 100)
    done = sourcewise("feedback", "--store", path)

    assert (done.code, done.out) == (errors.FeedbackError.exit_code, "")
    assert str(path) in done.err


# --- Errors ---------------------------------------------------------------------------------------


@pytest.fixture
def broken(tmp_path: Path, new_index: NewIndex) -> Path:
    """A folder with all that can be wrong."""
    new_index(tmp_path / "new")
    for folder in ("empty", "no-text", "latin", "topics", "sources", "docs"):
        (tmp_path / folder).mkdir()
    (tmp_path / "no-text" / "blank.txt").write_text(" \n", encoding="utf-8")
    (tmp_path / "latin" / "page.txt").write_bytes("Brötchen".encode("latin-1"))
    for folder in ("topics", "sources", "docs"):
        (tmp_path / folder / "yeast.md").write_text(YEAST, encoding="utf-8")
    (tmp_path / "topics" / "topics.toml").write_text("[[topic]]\n", encoding="utf-8")
    (tmp_path / "sources" / "sources.toml").write_text("[rye]\n", encoding="utf-8")
    (tmp_path / "file").write_text("Massage is better.", encoding="utf-8")
    (tmp_path / "latin.json").write_bytes(b'{"question": "\xff"}')
    return tmp_path


ERRORS: dict[str, tuple[str, int, list[str]]] = {
    "no corpus": ("ask why? --corpus nowhere", 3, ["nowhere", "name the folder"]),
    "empty corpus": ("ask why? --corpus empty", 3, ["empty", "put at least one"]),
    "only blank files": ("index --corpus no-text", 3, ["no-text", "put at least one"]),
    "not UTF-8": ("index --corpus latin", 3, ["page.txt", "save it as UTF-8"]),
    "facts of nobody": ("index --corpus sources", 3, ["sources.toml", "remove the entry"]),
    "index is a file": (
        "index --corpus docs --index file",
        4,
        ["file", "make the folder writable"],
    ),
    "no such model": (
        "index --corpus docs --index new --model ./no-such-model",
        5,
        ["no-such-model", "name a folder"],
    ),
    "broken topics": ("ask why? --corpus topics --index new", 6, ["topics.toml", "has a name"]),
    "nothing to verify": ("verify nowhere.json --corpus docs", 7, ["nowhere.json", "name a saved"]),
    "no answer in it": ("verify file --corpus docs", 7, ["Line 1", "save the answer again"]),
    "answer not UTF-8": ("verify latin.json --corpus docs", 7, ["latin.json", "name a saved"]),
    "verify a folder": ("verify docs --corpus docs", 7, ["docs", "name a saved"]),
}


@pytest.mark.parametrize(("typed", "code", "said"), ERRORS.values(), ids=ERRORS.keys())
def test_an_error_is_one_line_that_says_what_where_and_what_to_do(
    sourcewise: Shell,
    monkeypatch: pytest.MonkeyPatch,
    broken: Path,
    typed: str,
    code: int,
    said: list[str],
) -> None:
    monkeypatch.chdir(broken)

    done = sourcewise(*typed.split())
    last = done.err.splitlines()[-1]

    assert (done.code, done.out) == (code, "")
    assert last.startswith("sourcewise: ")
    assert [words for words in said if words not in last] == []
    assert "Traceback" not in done.err


def test_each_error_has_an_exit_code_of_its_own() -> None:
    tree = errors.SourcewiseError.__subclasses__()
    codes = [kind.exit_code for kind in tree]

    assert sorted(codes) == list(range(3, 3 + len(tree)))


WRONG_COMMAND_LINES = {
    "no question": "ask",
    "question and batch": "ask why? --jsonl",
    "two forms": "ask why? --json --html",
    "batch and page": "ask --jsonl --html",
    "unknown command": "answer",
    "unknown option": "ask why? --loud",
    "port is a word": "serve --port high",
    "port too high": "serve --port 70000",
    "two questions": "ask why how",
}


@pytest.mark.parametrize("typed", WRONG_COMMAND_LINES.values(), ids=WRONG_COMMAND_LINES.keys())
def test_a_wrong_command_line_is_explained(sourcewise: Shell, typed: str) -> None:
    done = sourcewise(*typed.split())

    assert (done.code, done.out) == (2, "")
    assert "Usage: sourcewise" in done.err
    assert "Error: " in done.err


# --- Help -----------------------------------------------------------------------------------------


def test_the_help_lists_the_commands_and_the_exit_codes(sourcewise: Shell) -> None:
    done = sourcewise("--help")
    said = " ".join(done.out.split())

    assert done.code == 0
    assert [command for command in COMMANDS if f" {command} " not in said] == []
    for kind in errors.SourcewiseError.__subclasses__():
        if kind is not errors.QuoteError:
            assert f" {kind.exit_code} " in said


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_shows_examples(sourcewise: Shell, command: str) -> None:
    done = sourcewise(command, "--help")

    assert done.code == 0
    assert f"Usage: sourcewise {command}" in done.out
    assert f"sourcewise {command} " in done.out.split("Example")[-1]


def test_without_a_command_the_help_is_shown(sourcewise: Shell) -> None:
    assert "Usage: sourcewise" in "".join((sourcewise().out, sourcewise().err))


# --- Real processes -------------------------------------------------------------------------------

C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def started(*words: str | Path, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "answering.cli", *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, **environment},
    )


QUESTIONS = [
    "Which is better for my back pain, massage or myofascial release?",
    "How long does a session last?",
    "What are the precautions?",
    "Does acupuncture help?",
    "Who wrote these articles?",
    "What is fascia – 筋膜?",
    "",
]


def test_another_process_in_a_c_locale_gives_the_same_bytes(
    assistant: Assistant, index_folder: Path
) -> None:
    """With other hashes of texts too, which decide the order of sets."""
    requests = "".join(json.dumps({"question": question}) + "\n" for question in QUESTIONS)
    where = ("--corpus", "corpus", "--index", index_folder)
    process = started("ask", "--jsonl", *where, PYTHONHASHSEED="4711", **C_LOCALE)
    out, err = process.communicate(requests.encode())
    expected = "".join(to_json(assistant.answer(question)) + "\n" for question in QUESTIONS)

    assert (process.returncode, err) == (0, b"")
    assert out == expected.encode()


@pytest.mark.parametrize("command", ["ask", "verify"])
def test_a_reader_who_goes_away_is_no_error(bakery: Bakery, command: str) -> None:
    """As in `sourcewise … | head -1`."""
    words = ["--jsonl", *bakery.options] if command == "ask" else ["-", "--corpus", bakery.docs]
    answer = json.dumps(to_dict(bakery.assistant.answer("")))
    process = started(command, *words)
    assert process.stdout
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate(f"{answer}\n".encode() * 3)

    assert err == b""
