"""A source in the viewer: every quote is its only mark, and nothing in it becomes HTML."""

import pytest

from page.languages import LANGUAGES, label, words
from page.viewer import cited, overview, view, who
from retrieval.passages import passages
from retrieval.types import Corpus, Document, Facts, Note
from tests.viewed import Viewed


def test_every_passage_is_the_only_mark_in_its_source(corpus: Corpus) -> None:
    for passage in passages(corpus.documents):
        span = passage.span
        viewed = Viewed(view(corpus, [span.document.id, span.start, span.end]))

        assert viewed.marks == [passage.text]
        assert viewed.text.endswith(span.document.text)


def test_a_source_opens_without_a_mark(corpus: Corpus) -> None:
    source = corpus.documents[0]
    viewed = Viewed(view(corpus, [source.id]))

    assert viewed.marks == []
    assert viewed.text.endswith(source.text)
    assert source.facts.title in viewed.text
    assert all(note.text in viewed.text for note in source.notes)


def test_the_overview_names_every_source(corpus: Corpus) -> None:
    viewed = Viewed(view(corpus, None))

    assert viewed.links == [f"#source-{document.id}" for document in corpus.documents]
    assert all(document.facts.title in viewed.text for document in corpus.documents)


@pytest.mark.parametrize(
    "place",
    [
        ["nobody"],
        ["nobody", 0, 1],
        ["ktaylor101-mfr-vs-massage", 5, 5],
        ["ktaylor101-mfr-vs-massage", -3, 5],
        ["ktaylor101-mfr-vs-massage", 0, 10**9],
        ["ktaylor101-mfr-vs-massage", "0", "5"],
        ["ktaylor101-mfr-vs-massage", 0.5, 5],
        [],
        "ktaylor101-mfr-vs-massage",
        {"source": 1},
        7,
        [["x"]],
    ],
)
def test_a_place_that_is_none_is_said_to_be_none(corpus: Corpus, place: object) -> None:
    assert Viewed(view(corpus, place)).text == words("lost")


def test_nothing_in_a_document_becomes_html() -> None:
    bad = "<script>alert(1)</script><mark>\"'&amp;</mark>\r\n${1} {{1}}"
    source = Document(
        id='"><b>',
        text=bad,
        facts=Facts(bad, bad, (bad,), bad, bad, "javascript:alert(1)"),
        sha256="",
        notes=(Note(0, bad),),
        offers=(0, len(bad)),
    )
    opened = Viewed(view(Corpus((source,), ""), [source.id, 0, len(bad)]))

    assert opened.marks == [bad]
    assert set(opened.tags) == {
        "button",
        "h2",
        "div",
        "p",
        "em",
        "details",
        "summary",
        "ul",
        "li",
        "b",
        "mark",
    }
    assert opened.links == []
    assert Viewed(overview([source])).tags.count("a") == 1


def test_the_address_of_a_source_is_linked() -> None:
    source = Document("a", "x", Facts("T", url='https://example.org/?a="b"&c'), "")

    assert Viewed(view(Corpus((source,), ""), ["a"])).links == ['https://example.org/?a="b"&c']


LINES: dict[str, tuple[Facts, str]] = {
    "all": (Facts("T", "A. Writer", publisher="A House", published="May 3"), "A House · May 3"),
    "a house": (Facts("T", publisher="A House"), "no author in the file · no date in the file"),
    "nothing": (Facts("T"), "no author in the file · no date in the file"),
}


@pytest.mark.parametrize(("facts", "line"), LINES.values(), ids=LINES.keys())
def test_the_line_of_a_source_says_what_its_name_does_not(facts: Facts, line: str) -> None:
    assert Viewed(who(Document("a", "x", facts, ""), "en")).text.startswith(line)


def test_contradicting_credentials_are_kept_as_printed() -> None:
    facts = Facts("T", "A. Writer", ("MD", "physical therapist"))
    text = Viewed(who(Document("a", "x", facts, ""), "en")).text

    assert "“MD”; “physical therapist”" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_missing_facts_are_said_in_the_language_of_the_reader(
    corpus: Corpus, language: str
) -> None:
    text = Viewed(overview(corpus.documents, language)).text

    assert label("no_date", language) in text
    assert words("no_references", language) in text


def test_a_quote_to_take_along_names_its_source_and_place() -> None:
    document = Document("a", "It\nhelps.", Facts("T", "A. Writer"), "")

    assert cited(document, 0, 9) == ("“It helps.” — T · A. Writer · no date in the file (a, 0–9)")
