"""The values that flow: a span cannot leave its document, and says so."""

import pytest

from retrieval.types import DISCLOSURE_ROLES, EVIDENCE_ROLES, Corpus, Span
from tests.texts import document


def test_a_span_is_a_slice() -> None:
    assert Span(document("It helps."), 3, 8).text == "helps"


def test_offsets_count_code_points() -> None:
    assert Span(document("👩‍👩‍👧 é\r\nx"), 6, 7).text == "é"


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 2), (0, 0), (2, 1), (0, 10), (9, 9), (10, 11)], ids=str
)
def test_a_span_outside_of_its_document_cannot_be_made(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"span {start}:{end} .*'made-up' .9 characters"):
        Span(document("It helps."), start, end)


def test_documents_are_the_same_only_if_they_are_one_object() -> None:
    assert document("It helps.") != document("It helps.")


def test_a_document_shows_itself_without_its_text() -> None:
    assert repr(document("It helps.")) == "Document('made-up', 9 characters)"


def test_a_source_is_found_by_its_id() -> None:
    only = document("It helps.")

    assert Corpus((only,), sha256="").document("made-up") is only


def test_an_unknown_source_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(KeyError, match="no source 'other'; there are: made-up"):
        Corpus((document("It helps."),), sha256="").document("other")


def test_no_role_is_both_evidence_and_disclosure() -> None:
    assert not EVIDENCE_ROLES & DISCLOSURE_ROLES
