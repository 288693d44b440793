"""Terms: a claim holds the more of a question, the rarer the words are that it holds."""

import pytest

from answering.reviewed import Tags
from answering.terms import Terms
from tests.tables import Table
from tests.texts import MakeCorpus

PAGE = """Tea at home

Every tea needs water. Oolong needs hot water. Matcha needs a whisk.

What tea is drunk from:

• Bowls of clay
• Glasses

Green tea is cheap. White tea is mild. Black tea is strong. Mint tea is no tea at all.

Iced tea is sweet. Cold tea is bitter. Old tea is stale. Good tea is fresh.
"""


@pytest.fixture
def page(make_corpus: MakeCorpus) -> Table:
    return Table.of(make_corpus({"tea.txt": PAGE}), {"White tea": Tags(things=("pricey",))})


@pytest.fixture
def terms(page: Table) -> Terms:
    return Terms(page.claims)


HELD: dict[str, tuple[tuple[str, ...], str, bool]] = {
    "the only word": (("whisk",), "Matcha", True),
    "none of them": (("whisk",), "Oolong", False),
    "another form of the word": (("bowl",), "Bowls", True),
    "a word of the lead-in": (("drunk",), "Glasses", True),
    "a word of another item": (("glass",), "Bowls", False),
    "a word that an editor added": (("pricey",), "White tea", True),
    "that word for another claim": (("pricey",), "Black tea", False),
}


@pytest.mark.parametrize(("asked", "words", "holds"), HELD.values(), ids=HELD.keys())
def test_a_claim_holds_its_own_words_those_of_its_lead_in_and_an_editors(
    page: Table, terms: Terms, asked: tuple[str, ...], words: str, holds: bool
) -> None:
    assert terms.coverage(asked, page.starting(words)) == float(holds)


def test_a_rare_word_weighs_more_than_a_usual_one(page: Table, terms: Terms) -> None:
    asked = ("oolong", "need")
    rare = terms.coverage(asked, page.starting("Oolong"))
    usual = terms.coverage(asked, page.starting("Matcha"))
    both = terms.coverage(("oolong", "whisk"), page.starting("Oolong"))

    assert rare == 1.0
    assert 0.0 <= usual < 0.5
    assert both == pytest.approx(0.5)


def test_a_word_that_stands_nowhere_counts_against_every_claim(page: Table, terms: Terms) -> None:
    assert 0.0 < terms.coverage(("whisk", "zebra"), page.starting("Matcha")) < 0.5


EMPTY: dict[str, tuple[str, ...]] = {"no words": (), "a word of most claims": ("tea",)}


@pytest.mark.parametrize("asked", EMPTY.values(), ids=EMPTY.keys())
def test_what_says_nothing_is_held_by_no_claim(
    page: Table, terms: Terms, asked: tuple[str, ...]
) -> None:
    claim = page.starting("Black tea")

    assert terms.coverage(asked, claim) == 0.0
    assert terms.hints(asked, claim) == 0.0


def test_a_word_of_most_claims_takes_nothing_from_the_others(page: Table, terms: Terms) -> None:
    assert terms.coverage(("tea", "strong"), page.starting("Black tea")) == 1.0


def test_hints_gain_with_every_rare_word_that_is_held(page: Table, terms: Terms) -> None:
    claim = page.starting("Oolong needs")
    none, one, both = (
        terms.hints(hints, claim)
        for hints in (("whisk", "zebra"), ("oolong", "zebra"), ("oolong", "hot"))
    )

    assert none == 0.0
    assert 0.0 < one < both < 1.0


def test_a_hint_alone_is_never_as_good_as_a_word_asked_for(page: Table, terms: Terms) -> None:
    claim = page.starting("Matcha")

    assert terms.hints(("whisk",), claim) < 0.5 < terms.coverage(("whisk",), claim)


def test_it_is_counted_in_how_many_claims_a_word_stands(terms: Terms) -> None:
    assert terms.frequency["whisk"] == 1
    assert terms.frequency["drunk"] == 3
    assert "zebra" not in terms.frequency
