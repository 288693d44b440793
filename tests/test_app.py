import asyncio
import socket
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

import app
from answering.types import Answer, Understood
from page.examples import examples
from page.viewer import overview, panel, view, words
from retrieval.corpus import load_corpus
from retrieval.errors import DataFileError, ModelError, SourcewiseError
from retrieval.passages import passages
from retrieval.types import Corpus, Document, Facts, Note
from tests.serving import ROOT, served
from tests.texts import MakeCorpus

FORM = {"Content-Type": "multipart/form-data; boundary=x"}
UPLOAD = b"""--x\r
Content-Disposition: form-data; name="files"; filename="a.txt"\r
\r
several bytes\r
--x--\r
"""


class Viewed(HTMLParser):
    """The tags of a piece of HTML, its text, and the texts of its marks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.marks: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self._marking = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "mark":
            self.marks.append("")
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")
        self._marking = tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._marking = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._marking:
            self.marks[-1] += data


class Listener:
    """Stands for an assistant and remembers what it is asked."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def answer(self, question: str, history: list[str]) -> Answer:
        self.asked.append((question, tuple(history)))
        return Answer(question, "clarify", "First line.", Understood(question))


def say(assistant: Listener, message: str, chat: list[app.Message]) -> list[app.Message]:
    """The chat after one more turn."""
    *_, (_, chat) = app.respond(assistant, message, chat)  # type: ignore[arg-type]
    return chat


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield door.getsockname()[1]


@pytest.fixture(scope="module")
def server(index_folder: Path) -> Iterator[str]:
    """A served page, without a browser."""
    with served(ROOT / "corpus", index_folder) as address:
        yield address


def test_every_passage_is_the_only_mark_in_its_source(corpus: Corpus) -> None:
    for passage in passages(corpus.documents):
        span = passage.span
        viewed = Viewed(view(corpus, [span.document.id, span.start, span.end]))

        assert viewed.marks == [passage.text]
        assert viewed.text.endswith(span.document.text)


def test_a_source_opens_without_a_mark(corpus: Corpus) -> None:
    source = corpus.documents[0]
    viewed = Viewed(view(corpus, [source.id]))

    assert viewed.marks == []
    assert viewed.text.endswith(source.text)
    assert source.facts.title in viewed.text
    assert all(note.text in viewed.text for note in source.notes)


def test_the_overview_names_every_source(corpus: Corpus) -> None:
    viewed = Viewed(view(corpus, None))

    assert viewed.links == [f"#source-{document.id}" for document in corpus.documents]
    assert all(document.facts.title in viewed.text for document in corpus.documents)


@pytest.mark.parametrize(
    "place",
    [
        ["nobody"],
        ["nobody", 0, 1],
        ["ktaylor101-mfr-vs-massage", 5, 5],
        ["ktaylor101-mfr-vs-massage", -3, 5],
        ["ktaylor101-mfr-vs-massage", 0, 10**9],
        ["ktaylor101-mfr-vs-massage", "0", "5"],
        ["ktaylor101-mfr-vs-massage", 0.5, 5],
        [],
        "ktaylor101-mfr-vs-massage",
        {"source": 1},
        7,
        [["x"]],
    ],
)
def test_a_place_that_is_none_is_said_to_be_none(corpus: Corpus, place: object) -> None:
    assert Viewed(view(corpus, place)).text == words("lost")


def test_nothing_in_a_document_becomes_html() -> None:
    bad = "<script>alert(1)</script><mark>\"'&amp;</mark>\r\n${1} {{1}}"
    source = Document(
        id='"><b>',
        text=bad,
        facts=Facts(bad, bad, (bad,), bad, bad, "javascript:alert(1)"),
        sha256="",
        notes=(Note(0, bad),),
        offers=(0, len(bad)),
    )
    opened = Viewed(view(Corpus((source,), ""), [source.id, 0, len(bad)]))

    assert opened.marks == [bad]
    assert set(opened.tags) == {
        "h2",
        "div",
        "p",
        "em",
        "details",
        "summary",
        "ul",
        "li",
        "b",
        "mark",
    }
    assert opened.links == []
    assert Viewed(overview([source])).tags.count("a") == 1


def test_the_address_of_a_source_is_linked() -> None:
    source = Document("a", "x", Facts("T", url='https://example.org/?a="b"&c'), "")

    assert Viewed(view(Corpus((source,), ""), ["a"])).links == ['https://example.org/?a="b"&c']


def test_the_empty_viewer_holds_no_template_code() -> None:
    assert not set("`${}\\") & set(panel())


def test_earlier_questions_come_back_as_they_were_asked(corpus: Corpus) -> None:
    assistant = Listener(corpus)
    first = "<b>one</b> *two* & &lt; $$x$$ \\ `y`\nnext"
    chat = say(assistant, "three", say(assistant, first, []))

    assert assistant.asked == [(first, ()), ("three", (first.replace("\n", " "),))]
    assert [message["role"] for message in chat] == ["user", "assistant"] * 2


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("<img src=x> <!--", "<img src=x> <!--"),
        ("**a** `b`", "**a** `b`"),
        ("a\x00b\x07c\x1b[31m", "a b c [31m"),
        ("half \ud800", "half ?"),
        ("按摩 مساج", "按摩 مساج"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_the_question_is_shown_as_text(corpus: Corpus, message: str, shown: str) -> None:
    content = say(Listener(corpus), message, [])[0]["content"][0]["text"]

    assert unescape(content) == shown
    assert not set(content) & set("<>*`")


def test_an_empty_message_is_answered_without_an_empty_question(corpus: Corpus) -> None:
    (only,) = say(Listener(corpus), " \n", [])

    assert only == {"role": "assistant", "content": [{"type": "text", "text": "**First line.**\n"}]}


def test_a_missing_model_is_said_in_the_chat(corpus: Corpus) -> None:
    class Broken(Listener):
        def answer(self, question: str, history: list[str]) -> Answer:
            raise ModelError("There is no model <here>.")

    assert "no model &#60;here&#62;." in say(Broken(corpus), "x", [])[-1]["content"][0]["text"]


def test_a_chat_knows_no_other(corpus: Corpus) -> None:
    assistant = Listener(corpus)
    say(assistant, "my secret", [])
    chat = say(assistant, "hello", [])

    assert "secret" not in str(chat)
    assert assistant.asked[-1] == ("hello", ())


def test_the_page_builds(corpus: Corpus) -> None:
    async def build() -> list[str]:
        page = app.build_page(Listener(corpus))  # type: ignore[arg-type]
        return [str(block.elem_id) for block in page.blocks.values()]

    # Inside a running loop, because Gradio leaves loops of its own behind where there is none.
    assert {"sw-log", "sw-box", "sw-source", "sw-again"} <= set(asyncio.run(build()))


def test_the_page_is_served_closed(server: str) -> None:
    with urlopen(server) as response:
        html = response.read().decode()
        assert "default-src 'self'" in response.headers["content-security-policy"]
    assert words("welcome").split(".")[0] in html
    assert '"analytics_enabled":false' in html.replace(" ", "")
    with urlopen(f"{server}/gradio_api/info") as response:
        assert b'"named_endpoints":{},"unnamed_endpoints":{}' in response.read()
    upload = Request(f"{server}/gradio_api/upload", data=UPLOAD, headers=FORM, method="POST")
    with pytest.raises(HTTPError) as refused:
        urlopen(upload)
    refused.value.close()
    assert refused.value.code == 413
    for path in ("docs", "redoc", "openapi.json", "monitoring", "monitoring/summary"):
        with pytest.raises(HTTPError) as refused:
            urlopen(f"{server}/{path}")
        refused.value.close()
        assert refused.value.code in {403, 404}


def test_the_page_offers_the_examples_of_the_corpus() -> None:
    found = examples(ROOT / "corpus")

    assert len(found) == 5
    assert all(question.endswith("?") for question in found)


@pytest.mark.parametrize(
    "content", ["questions = 'one'", "questions = [1]", "questions = [", "", b"\xff\xfe"]
)
def test_malformed_examples_say_so(tmp_path: Path, content: str | bytes) -> None:
    file = tmp_path / "examples.toml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)

    with pytest.raises(DataFileError, match=r"examples\.toml"):
        examples(tmp_path)


def test_a_corpus_need_not_have_examples(make_corpus: MakeCorpus) -> None:
    assert examples(make_corpus({"a.txt": "It helps."}).folder) == []


def test_a_taken_port_is_said_before_anything_is_loaded(taken: int) -> None:
    with pytest.raises(SourcewiseError, match=f"port {taken} .*--port {taken + 1}"):
        app.serve(Path("nowhere"), Path("nowhere"), "127.0.0.1", taken, None)


def test_no_such_address() -> None:
    with pytest.raises(SourcewiseError, match=r"Cannot listen on 256\.1\.1\.1"):
        app.serve(Path("nowhere"), Path("nowhere"), "256.1.1.1", 0, None)


@pytest.mark.parametrize("port", ["65536", "-1", "http"])
def test_a_wrong_port_is_a_wrong_command_line(
    port: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        app.main([f"--port={port}"])

    assert stopped.value.code == 2
    assert "--port" in capsys.readouterr().err


def test_errors_are_one_message_and_an_exit_code(
    taken: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, code in (
        (["--port", str(taken)], 9),
        (["--port", "0", "--corpus", str(tmp_path / "none")], 3),
    ):
        with pytest.raises(SystemExit) as stopped:
            app.main(arguments)
        shown = capsys.readouterr()

        assert stopped.value.code == code
        assert shown.err.strip().startswith("sourcewise: ")
        assert "Traceback" not in shown.err + shown.out


def test_importing_the_page_is_light() -> None:
    heavy = "{'torch', 'sentence_transformers', 'transformers'}"
    code = (
        "import app, os, sys; "
        f"print(sorted({heavy} & set(sys.modules)), os.environ['GRADIO_ANALYTICS_ENABLED'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["[]", "False"]


def test_the_page_knows_nothing_of_the_corpus() -> None:
    files = [ROOT / "app.py", *(ROOT / "page").iterdir()]
    text = "".join(file.read_text(encoding="utf-8") for file in files if file.is_file()).lower()
    titles = {word for d in load_corpus(ROOT / "corpus").documents for word in d.id.split("-")}

    assert not [word for word in titles if len(word) > 6 and word in text]
