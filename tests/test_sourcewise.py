"""The command's start: a package that is missing is named, with what to do."""

import subprocess
import sys

import pytest

from retrieval.errors import ModelError
from tests.conftest import ROOT

START = (
    "import sys; sys.modules[{module!r}] = None; sys.argv = ['sourcewise', 'serve']; "
    "import sourcewise; sourcewise.main()"
)


@pytest.mark.parametrize("module", ["faiss", "bm25s", "Stemmer", "numpy", "typer", "gradio"])
def test_a_missing_package_is_named(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", START.format(module=module)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == ModelError.exit_code
    assert f"'{module}' is missing" in done.stderr
    assert "make install" in done.stderr
    assert "Traceback" not in done.stderr
