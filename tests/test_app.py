import asyncio
import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

import app
from page.examples import examples
from page.languages import words
from retrieval.corpus import load_corpus
from retrieval.errors import DataFileError, SourcewiseError
from retrieval.types import Corpus
from tests.listener import Listener
from tests.serving import ROOT, served
from tests.texts import MakeCorpus

FORM = {"Content-Type": "multipart/form-data; boundary=x"}
UPLOAD = b"""--x\r
Content-Disposition: form-data; name="files"; filename="a.txt"\r
\r
several bytes\r
--x--\r
"""


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield door.getsockname()[1]


@pytest.fixture(scope="module")
def server(index_folder: Path) -> Iterator[str]:
    """A served page, without a browser."""
    with served(ROOT / "corpus", index_folder) as address:
        yield address


def test_the_page_builds(corpus: Corpus) -> None:
    async def build() -> set[str]:
        page = app.build_page(Listener(corpus), [])  # type: ignore[arg-type]
        block = next(block for block in page.blocks.values() if block.elem_id == "sw-page")
        return {function.__name__ for function in block.server_fns}  # type: ignore[attr-defined]

    # Inside a running loop, because Gradio leaves loops of its own behind where there is none.
    called = asyncio.run(build())
    script = (ROOT / "page" / "page.js").read_text(encoding="utf-8")

    assert called == set(re.findall(r"server\.(\w+)\(", script))


def test_the_page_is_served_closed(server: str) -> None:
    with urlopen(server) as response:
        html = response.read().decode()
        assert "default-src 'self'" in response.headers["content-security-policy"]
    assert words("welcome").split(".")[0] in html
    assert f'<meta name="description" content="{words("tagline", count=5)}">' in html
    assert html.index('<template id="sw-program">') < html.index('<script type="module"')
    assert '"analytics_enabled":false' in html.replace(" ", "")
    with urlopen(f"{server}/gradio_api/info") as response:
        offered = json.loads(response.read())
    assert set(offered["named_endpoints"]) == {"/ask"}
    assert offered["unnamed_endpoints"] == {}
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
