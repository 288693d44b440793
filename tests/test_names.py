"""Names: one form for looking up, one pattern for finding."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answering.names import any_name, lowered, name_key


@pytest.mark.parametrize(
    ("name", "key"),
    [("Back Pain", "back pain"), ("back-\n pain ", "back pain"), ("can’t sleep", "can't sleep")],
)
def test_names_that_differ_in_form_alone_have_one_key(name: str, key: str) -> None:
    assert name_key(name) == key


@given(st.text())
def test_lower_case_keeps_every_offset(text: str) -> None:
    assert len(lowered(text)) == len(text)


def test_the_longest_name_is_found_first() -> None:
    assert re.findall(any_name(["back", "back pain"]), "back-pain, back") == ["back-pain", "back"]


@given(st.lists(st.sampled_from(["a", "ab", "ab c", "b", "b-c", "bc", ".", "(", "ß"]), min_size=1))
def test_every_name_is_found_whole(names: list[str]) -> None:
    pattern = re.compile(any_name(map(name_key, names)))
    assert all(pattern.fullmatch(name_key(name)) for name in names)


def test_no_names_are_found_nowhere() -> None:
    assert re.search(any_name([]), "anything") is None
