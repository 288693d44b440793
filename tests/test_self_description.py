"""What documents print about themselves: which of them a question means, and what is quoted."""

import pytest

from answering.claims import claim_table
from answering.judgement import Found
from answering.self_description import Disclosures, has_year, makers
from answering.topics import Topics
from answering.types import Understood
from retrieval.passages import passages
from retrieval.types import Corpus
from tests.tables import Table
from tests.texts import MakeCorpus, document

FILES = {
    "both.txt": (
        "Tea and coffee compared\n\nWritten by Ann Lee\n\nTea is a leaf and coffee is a bean.\n"
    ),
    "coffee.txt": "What is coffee?\n\nWritten by Bo Diaz\n\nCoffee is a bean.\n",
    "three.txt": (
        "Tea, coffee, cocoa\n\nWritten by Cleo Park\n\nAll of them are drunk hot.\n\nBy Cleo Park\n"
    ),
    "sources.toml": (
        '[both]\nauthor = "Ann Lee"\n\n[coffee]\nauthor = "Bo Diaz"\n'
        'publisher = "The Bean House"\n\n[three]\nauthor = "Cleo Park"\n'
    ),
    "topics.toml": "".join(
        f'[[topic]]\nname = "{name}"\nkind = "treatment"\n' for name in ("tea", "coffee", "cocoa")
    ),
}


@pytest.fixture
def corpus_of_drinks(make_corpus: MakeCorpus) -> Corpus:
    return make_corpus(FILES)


@pytest.fixture
def drinks(corpus_of_drinks: Corpus) -> Disclosures:
    """Three documents on one, two and three drinks."""
    table = Table.of(corpus_of_drinks)
    return Disclosures(corpus_of_drinks.documents, table.topics, table.evidence.terms)


def said(drinks: Disclosures, question: str, *roles: str) -> list[tuple[str, str]]:
    found = drinks.of(Understood(question), roles or ("byline",))
    return [(one.claim.passage.document.id, one.claim.passage.text) for one in found]


EVERY = ["both", "coffee", "three"]
MEANT: dict[str, tuple[str, list[str]]] = {
    "no title": ("Who wrote these articles?", EVERY),
    "nothing at all": ("", EVERY),
    "a word of one title": ("Who wrote the one with cocoa?", ["three"]),
    "another": ("Who wrote the piece that compared them?", ["both"]),
    "a small word between two": ("Who wrote about tea and coffee?", ["both"]),
    "a small word alone": ("What is the name of the author?", EVERY),
    "words of two titles alike": ("Who wrote about tea?", ["both", "three"]),
    "a word of every title": ("Who wrote about coffee?", EVERY),
    "an author": ("Who is Ann Lee?", ["both"]),
    "a publisher": ("What is the Bean House?", ["coffee"]),
    "capitals": ("WHO IS CLEO PARK", ["three"]),
    "all three drinks": ("Who wrote the article on all three?", ["three"]),
    "a short form alone": ("What's the tea one's maker?", ["both", "three"]),
    "all sources, whatever else it says": ("Which of the articles on tea sell it?", EVERY),
    "all sources, by their number": ("Which of the five sells tea?", EVERY),
    "all treatments": ("Who compares all treatments?", ["three"]),
}


@pytest.mark.parametrize(("question", "meant"), MEANT.values(), ids=MEANT.keys())
def test_a_document_is_meant_by_the_rarest_words_of_its_title_and_makers(
    drinks: Disclosures, question: str, meant: list[str]
) -> None:
    assert [source for source, _ in said(drinks, question)] == meant


def test_a_name_that_was_printed_already_is_not_repeated(drinks: Disclosures) -> None:
    assert said(drinks, "Who is Cleo Park?") == [("three", "Written by Cleo Park")]


def test_what_a_writer_muses_about_is_left_out_beside_who_it_is(make_corpus: MakeCorpus) -> None:
    about = "I have been practising since 2003. I am a nurse. I love the mornings most."
    corpus = make_corpus({
        "a.txt": f"Tea\n\nWritten by Ann Lee\n\n{about}\n\nTea is a leaf.\n",
        "sources.toml": '[a]\nauthor = "Ann Lee"\n',
    })  # fmt: skip
    table = Table.of(corpus)
    drinks = Disclosures(corpus.documents, table.topics, table.evidence.terms)

    found = [text for _, text in said(drinks, "Who wrote it?")]
    assert found == [
        "Written by Ann Lee",
        "I have been practising since 2003.",
        "I am a nurse.",
    ]


def test_a_name_printed_by_another_document_is_no_repetition(make_corpus: MakeCorpus) -> None:
    page = "About tea\n\nWritten by Ann Lee\n\nTea is a leaf.\n"
    corpus = make_corpus({"a.txt": page, "b.txt": page})
    table = Table.of(corpus)

    assert said(
        Disclosures(corpus.documents, table.topics, table.evidence.terms), "Who wrote it?"
    ) == [
        ("a", "Written by Ann Lee"),
        ("b", "Written by Ann Lee"),
    ]


def test_only_the_wanted_roles_are_quoted(drinks: Disclosures) -> None:
    assert said(drinks, "", "reference") == []
    assert {text.split()[0] for _, text in said(drinks, "", "byline")} == {"Written"}


def test_without_three_treatments_in_one_title_all_of_them_are_found_by_words(
    make_corpus: MakeCorpus,
) -> None:
    files = {name: text for name, text in FILES.items() if name != "three.txt"}
    corpus = make_corpus({**files, "sources.toml": ""})
    table = Table.of(corpus)
    drinks = Disclosures(corpus.documents, table.topics, table.evidence.terms)

    assert [name for name, _ in said(drinks, "Who wrote about all treatments?")] == [
        "both",
        "coffee",
    ]


def test_makers_are_the_printed_names(corpus_of_drinks: Corpus) -> None:
    found = {document.id: makers(document) for document in corpus_of_drinks.documents}

    assert {"bo", "diaz", "bean", "hous"} <= found["coffee"]
    assert found["both"] == {"ann", "lee"}


YEARS = {
    "printed": ("What year was it written?", "Published on 3 May 2019.", True),
    "a day without one": ("What year was it written?", "Published on 3 May.", False),
    "since when somebody is at work": ("In what year?", "I have baked since 2014.", False),
    "not asked": ("Who wrote it?", "Written by Bo Diaz.", True),
}


@pytest.mark.parametrize(("question", "text", "expected"), YEARS.values(), ids=YEARS.keys())
def test_a_year_is_only_answered_by_one(question: str, text: str, *, expected: bool) -> None:
    found = [Found(claim, 1.0) for claim in claim_table(passages([document(text)]), Topics())]
    assert has_year(Understood(question), found) is expected
