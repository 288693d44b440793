"""The shape of the program: who imports whom, where each library lives, how long things are."""

import ast
import subprocess
import sysconfig
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(
    [
        *ROOT.glob("app.py"),
        *(
            path
            for package in ("retrieval", "answering", "page")
            for path in (ROOT / package).rglob("*.py")
        ),
    ]
)
TREES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_bytes()) for path in FILES}

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 50

LIBRARIES = {
    "faiss": "retrieval/vectors.py",
    "sentence_transformers": "retrieval/embedding.py",
    "torch": "retrieval/embedding.py",
    "bm25s": "retrieval/lexical.py",
    "Stemmer": "retrieval/lexical.py",
    "typer": "answering/cli.py",
    "rich": "answering/terminal.py",
    "gradio": "app.py",
    "fastapi": "page/api.py",
    "uvicorn": "app.py",
}
"""Each library has one home, so that it can be replaced by changing one file."""

KNOWS_NOTHING_OF = [
    ("retrieval", ["answering", "page", "app"]),
    ("answering", ["page", "app"]),
    ("page", ["app"]),
]
ALLOWED = {("answering/cli.py", "app"), ("answering/cli.py", "page")}
"""`sourcewise serve` starts the page and `sourcewise feedback` prints what it kept: the command
line is the only place that names them, when it is asked to."""

SUBJECT_WORDS = [
    "oliveira",
    "galeano",
    "knecht",
    "ktaylor",
    "massage",
    "myofascial",
    "craniosacral",
]


def imported(tree: ast.AST) -> Iterator[str]:
    """The full names of the modules that a module imports, anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def roots(file: str) -> set[str]:
    """The packages and libraries that a file imports from."""
    return {name.split(".")[0] for name in imported(TREES[file])}


def module_name(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def test_there_is_something_to_look_at() -> None:
    assert {"retrieval/index.py", "retrieval/__init__.py"} <= set(TREES)
    assert "faiss" in roots("retrieval/vectors.py")


@pytest.mark.parametrize(("library", "home"), LIBRARIES.items())
def test_a_library_is_imported_in_one_module_only(library: str, home: str) -> None:
    assert {file for file in TREES if library in roots(file)} <= {home}


@pytest.mark.parametrize(
    ("package", "above"), [(package, name) for package, names in KNOWS_NOTHING_OF for name in names]
)
def test_no_package_knows_what_is_built_upon_it(package: str, above: str) -> None:
    found = {
        (file, above) for file in TREES if file.startswith(f"{package}/") and above in roots(file)
    }

    assert found <= ALLOWED


def test_no_module_imports_the_tests_or_the_evaluation() -> None:
    assert [file for file in TREES if roots(file) & {"tests", "evaluation"}] == []


def test_imports_do_not_run_in_circles() -> None:
    modules = {module_name(file): file for file in TREES}
    graph = {
        name: {found for found in imported(TREES[file]) if found in modules and found != name}
        for name, file in modules.items()
    }

    assert len(list(TopologicalSorter(graph).static_order())) == len(modules)


def test_the_import_contract_of_the_project_holds() -> None:
    lint = Path(sysconfig.get_path("scripts")) / "lint-imports"
    found = subprocess.run(
        [lint, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert found.returncode == 0, found.stdout + found.stderr
    assert "0 broken" in found.stdout


@pytest.mark.parametrize("file", TREES)
def test_files_are_short(file: str) -> None:
    assert len((ROOT / file).read_text(encoding="utf-8").splitlines()) <= MAX_FILE_LINES


@pytest.mark.parametrize("file", TREES)
def test_functions_are_short(file: str) -> None:
    too_long = {
        node.name: lines
        for node in ast.walk(TREES[file])
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > MAX_FUNCTION_LINES
    }

    assert too_long == {}


def test_no_module_is_a_box_of_odds_and_ends() -> None:
    vague = {"util", "utils", "helper", "helpers", "common", "misc"}

    assert [file for file in TREES if Path(file).stem in vague] == []


@pytest.mark.parametrize("file", TREES)
def test_every_module_begins_by_saying_what_it_is_for(file: str) -> None:
    assert ast.get_docstring(TREES[file])


@pytest.mark.parametrize("word", SUBJECT_WORDS)
def test_the_code_does_not_know_its_subject(word: str) -> None:
    """What the documents are about is data: another folder of documents needs no other code."""
    found = [file for file in TREES if word in (ROOT / file).read_text(encoding="utf-8").lower()]

    assert found == []
