"""Runs the real page as a process of its own, on a port that is free."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent
PATIENCE = 300


@contextmanager
def served(corpus: Path, index: Path) -> Iterator[str]:
    """The address of the page over a corpus; it has answered once when this returns."""
    folders = ("--corpus", str(corpus), "--index", str(index))
    with running("app.py", "--port", "0", *folders) as address:
        yield address


@contextmanager
def running(*arguments: str) -> Iterator[str]:
    """The address that a Python program says it answers at; the program ends with the block."""
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        late = Timer(PATIENCE, process.kill)
        late.start()
        try:
            address = _address(process)
            with urlopen(f"{address}/healthz") as response:
                assert response.read() == b'{"status":"ok"}'
            yield address
        finally:
            late.cancel()
            process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if found := re.search(r"http://\S+", line):
            return found[0]
    raise AssertionError(f"The page did not start: {said}")
