"""The README is true: its answer is the real one, its commands and files exist."""

import io
import re
import subprocess

import pytest
from rich.console import Console

from answering.assistant import Assistant
from answering.cli import app
from answering.terminal import show_answer
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/**/*.md", "evaluation/*.md", "index/*.md", "corpus/*.md")
    for path in sorted(ROOT.glob(pattern))
]


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().split("\n")]


def test_the_answer_shown_is_the_real_one(assistant: Assistant) -> None:
    found = re.search(r'```text\n\$ sourcewise ask "(.+)"\n(.*?)```', README, re.DOTALL)
    assert found
    console = Console(file=io.StringIO(), width=80, record=True, highlight=False, markup=False)

    show_answer(console, assistant.answer(found[1]), assistant.corpus.documents)

    assert lines(found[2]) == lines(console.export_text())


def test_the_python_shown_runs(assistant: Assistant) -> None:
    found = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert found
    calls = [
        line for line in found[1].split("\n") if line.startswith(("from", "assistant", "print"))
    ]
    assert calls[1] == 'assistant = Assistant.from_folders("corpus", "index")'

    exec("\n".join([calls[0], calls[2]]), {"assistant": assistant})


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z]+)", README)) - {"if"}))
def test_every_make_target_exists(target: str) -> None:
    done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0


def test_every_command_exists() -> None:
    named = set(re.findall(r"^ +sourcewise ([a-z]+)", README, re.MULTILINE))
    known = {
        command.name or command.callback.__name__
        for command in app.registered_commands
        if command.callback
    }
    assert named <= known
    assert named


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_to_a_file(document: str) -> None:
    path = ROOT / document
    targets = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    missing = [target for target in targets if not (path.parent / target).exists()]
    assert missing == []
