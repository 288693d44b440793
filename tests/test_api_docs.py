"""The commands of `docs/api.md` work as they stand there, and print what is printed there."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from answering.assistant import Assistant
from answering.contract import answer_id, to_json
from page.api import MAX_BODY, create_api
from tests.conftest import ROOT
from tests.test_api import fetch
from tests.threaded import threaded

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:7860"
BLOCKS = re.findall(r"```(sh|python)\n(.*?)```\n(?:\n```text\n(.*?)```)?", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    with threaded(create_api(assistant)) as found:
        yield found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that looks like the project's, in which the commands may write."""
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    return tmp_path


def run(language: str, code: str, address: str, folder: Path) -> str:
    """What a block prints when it is run as it stands, but for the port."""
    code = code.replace(ADDRESS, address)
    python = shlex.quote(sys.executable)
    # Bash: the installed command is that of this checkout, wherever it is.
    script = f'set -euo pipefail\nsourcewise() {{ {python} -m answering.cli "$@"; }}\n{code}'
    words = ["bash", "-c", script] if language == "sh" else [sys.executable, "-c", code]
    done = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "no_proxy": "127.0.0.1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_there_is_something_to_run() -> None:
    assert shutil.which("curl"), "install curl: the commands of docs/api.md use it"
    assert len(BLOCKS) >= 7


@pytest.mark.parametrize(("language", "code", "shown"), BLOCKS)
def test_a_block_prints_what_stands_below_it(
    language: str, code: str, shown: str, address: str, folder: Path
) -> None:
    printed = run(language, code, address, folder)

    if shown:
        assert printed.strip() == shown.strip()


def test_the_answer_that_is_saved_holds(assistant: Assistant, address: str, folder: Path) -> None:
    block = next(code for _, code, _ in BLOCKS if "> answer.json" in code)
    printed = run("sh", block, address, folder)
    expected = assistant.answer("How long does it take?", ["Does massage hurt?"])
    found = re.fullmatch(r"(\d+) of (\d+) quotes hold\.\n", printed)

    assert (folder / "answer.json").read_bytes() == to_json(expected).encode()
    assert found
    assert found[1] == found[2] != "0"


def test_the_hash_that_is_printed_is_the_id(
    assistant: Assistant, address: str, folder: Path
) -> None:
    block = next(code for _, code, _ in BLOCKS if "sha256sum" in code)

    assert run("sh", block, address, folder).split()[0] == answer_id(
        assistant.answer("What is fascia?")
    )


def test_the_limit_is_the_real_one() -> None:
    assert f"longer than {MAX_BODY // 1024} KiB" in PAGE


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`(?:POST|GET) (/\S+)`", PAGE))))
def test_every_address_exists(path: str, address: str) -> None:
    assert fetch(f"{address}{path}")[0] in {200, 405}
