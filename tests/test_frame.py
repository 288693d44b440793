"""The page before the first question."""

import pytest

from page.frame import frame, template
from page.languages import LANGUAGES, words
from retrieval.types import Corpus, Document, Facts
from tests.viewed import Viewed


def test_nothing_in_the_template_is_code() -> None:
    bad = "${alert(1)} {{x}} `y` \\n <b>"
    html = template([Document(bad, "x", Facts(bad), "")], [bad])

    assert not set("`${}\\") & set(html)
    assert bad in Viewed(html).text
    assert "b" not in Viewed(html).tags


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_it_is_and_is_not_and_what_can_be_asked(corpus: Corpus, language: str) -> None:
    text = Viewed(frame(corpus.documents, ["Does it hurt?"], language)).text

    assert words("welcome", language) in text
    assert words("limits", language) in text
    assert "Does it hurt?" in text
    assert all(document.facts.title in text for document in corpus.documents)


def test_without_examples_none_are_announced(corpus: Corpus) -> None:
    assert words("try") not in Viewed(frame(corpus.documents, [])).text
