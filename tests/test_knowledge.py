"""The data files: each loads, each pattern is one, and a broken file says what is wrong with it."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import answering.knowledge
from answering.knowledge import any_of, cues, knowledge
from retrieval.errors import DataFileError

NAMES = sorted(
    entry.name.removesuffix(".toml")
    for entry in files(answering.knowledge).iterdir()
    if entry.name.endswith(".toml")
)
WITH_PATTERNS = ("aspects", "claims", "questions", "urgent")
NOT_PATTERNS = {"name", "ask", "examples", "empty"}
"""Keys whose values are words."""


def patterns(value: Any, key: str = "") -> Iterator[str]:
    """Every pattern in the content of a data file."""
    if isinstance(value, dict):
        for inner_key, inner in value.items():
            yield from patterns(inner, inner_key)
    elif isinstance(value, list):
        for inner in value:
            yield from patterns(inner, key)
    elif isinstance(value, str) and key not in NOT_PATTERNS:
        yield value


@pytest.mark.parametrize("name", NAMES)
def test_every_data_file_loads(name: str) -> None:
    assert knowledge(name)


@pytest.mark.parametrize("name", WITH_PATTERNS)
def test_every_pattern_is_a_regular_expression_that_needs_some_text(name: str) -> None:
    """A pattern that matches nothing at all would match every text."""
    found = list(patterns(knowledge(name)))

    assert len(found) > 10
    assert [pattern for pattern in found if re.compile(pattern).search("")] == []


@pytest.mark.parametrize("name", WITH_PATTERNS)
def test_no_pattern_was_written_with_a_single_backslash(name: str) -> None:
    """In TOML "\\b" is a backspace, which no text has."""
    assert [pattern for pattern in patterns(knowledge(name)) if not pattern.isprintable()] == []


def test_any_of_matches_where_one_of_the_patterns_does() -> None:
    found = any_of(["bread$", "rye|wheat"])

    assert found.search("WHEAT flour")
    assert found.search("good Bread")
    assert not found.search("bread is good")


def test_any_of_nothing_matches_nothing() -> None:
    assert not any_of([]).search("")
    assert not any_of([]).search("anything")


def test_cues_are_the_patterns_of_one_table() -> None:
    assert cues("claims", "research_gap").search("Further research is needed.")
    assert not cues("claims", "research_gap").search("Bread is needed.")


BROKEN = {
    "not TOML": b"[claims",
    "not UTF-8": b'opinion = ["\xff"]',
    "a single backslash": b'opinion = ["\\w"]',
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_a_data_file_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.toml").write_bytes(content)

    with pytest.raises(DataFileError, match="cannot be read") as caught:
        knowledge(str(tmp_path / "broken"))

    assert str(tmp_path / "broken.toml") in str(caught.value)


def test_a_missing_file_is_a_data_file_error() -> None:
    with pytest.raises(DataFileError, match=r"nowhere\.toml cannot be read"):
        knowledge("nowhere")


@pytest.mark.parametrize("pattern", ["(bread", "bread)", "bread)|(rye", "[bread", "*bread", 5])
def test_a_broken_pattern_is_a_data_file_error_that_shows_it(pattern: Any) -> None:
    with pytest.raises(DataFileError, match="no regular expression") as caught:
        any_of(["rye", pattern])

    assert repr(pattern) in str(caught.value)
