"""A lead-in and its list items are one statement."""

from answering.statements import statements
from answering.types import Quote
from retrieval.passages import document_passages
from retrieval.types import Document, Facts

TEXT = """It helps.

Massage is used for:

• back pain

• stress

It is gentle.
"""


def quotes() -> list[Quote]:
    passages = document_passages(Document("a", TEXT, Facts("T"), ""))
    return [
        Quote(p, ("massage",) if p.role == "item" else (), score=float(p.number)) for p in passages
    ]


def test_items_stand_with_their_lead_in() -> None:
    made = [(one.quote.text, [item.text for item in one.items]) for one in statements(quotes())]

    assert made == [
        ("It helps.", []),
        ("Massage is used for:", ["back pain", "stress"]),
        ("It is gentle.", []),
    ]


def test_a_statement_is_about_what_its_items_are_and_as_strong_as_the_strongest() -> None:
    whole = list(statements(quotes()))[1]

    assert whole.about == ("massage",)
    assert whole.strength == max(item.score for item in whole.items)


def test_a_statement_names_a_thing_in_any_of_its_words() -> None:
    first, whole, _ = statements(quotes())

    assert whole.names({"back pain"})
    assert not first.names({"back pain"})
    assert not whole.names(set())


def test_no_quotes_make_no_statement() -> None:
    assert list(statements([])) == []
