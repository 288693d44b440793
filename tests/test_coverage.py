"""Coverage: what the claim table fills, what is thin in it, and that it survives being a file."""

from pathlib import Path

import pytest

from answering.claims import Claim, claim_table, is_evidence
from answering.coverage import Cell, as_claim_file, cells, overview, without_aspect
from answering.reviewed import Reviewed, Tags
from answering.topics import Topics
from retrieval.passages import passages
from retrieval.types import Corpus
from tests.tables import Table
from tests.texts import MakeCorpus

TOPICS = """topic = [
  { name = "mud pack", kind = "treatment", names = ["mud packs"] },
  { name = "salt room", kind = "treatment", names = ["salt rooms"] },
]"""
FILES = {
    "one.txt": "At the spa\n\nMud packs use oil. Bring your clothes for the salt room.\n",
    "two.txt": (
        "At the spa\n\nMud packs and salt rooms are made without oil. Mud packs need no oil.\n\n"
        "The door is blue. Mud packs are brown.\n\nWritten by Ann Lee\n"
    ),
    "topics.toml": TOPICS,
}


@pytest.fixture
def spa(make_corpus: MakeCorpus) -> Table:
    """Two sources on two treatments, as cues alone label them."""
    return Table.of(make_corpus(FILES))


def test_a_cell_counts_the_claims_and_the_sources_that_fill_it(spa: Table) -> None:
    assert cells(spa.claims) == (
        Cell("mud pack", "oil-lotion", ("one", "two"), 3),
        Cell("salt room", "clothing", ("one",), 1),
        Cell("salt room", "oil-lotion", ("two",), 1),
    )


def test_a_claim_about_no_topic_fills_a_cell_too(make_corpus: MakeCorpus) -> None:
    found = Table.of(make_corpus({"one.txt": "At the spa\n\nBring your own oil.\n"}))

    assert cells(found.claims) == (Cell("", "oil-lotion", ("one",), 1),)
    assert "no topic, oil-lotion: one" in list(overview(found.claims))


def test_claims_that_answer_nothing_are_found(spa: Table) -> None:
    assert [claim.passage.text for claim in without_aspect(spa.claims)] == [
        "The door is blue.",
        "Mud packs are brown.",
    ]


def test_the_overview_shows_every_claim_and_then_what_is_thin(spa: Table) -> None:
    assert list(overview(spa.claims)) == [
        "## one",
        "0 [proposed] mud pack: oil-lotion “Mud packs use oil.”",
        "1 [proposed] salt room: clothing “Bring your clothes for the salt room.”",
        "## two",
        "2 [proposed] mud pack, salt room: oil-lotion “Mud packs and salt rooms are made without "
        "oil.”",
        "3 [proposed] mud pack: oil-lotion “Mud packs need no oil.”",
        "4 [proposed] no topic: nothing “The door is blue.”",
        "5 [proposed] mud pack: nothing “Mud packs are brown.”",
        "## Answered by one source only: 2 of 3 cells",
        "salt room, clothing: one",
        "salt room, oil-lotion: two",
        "## Claims that answer nothing people ask about: 2",
        "two: The door is blue.",
        "two: Mud packs are brown.",
    ]


def test_what_an_editor_says_is_counted_and_marked(make_corpus: MakeCorpus) -> None:
    labels = {
        "The door": Tags(("salt room",), (), ("environment",)),
        "Mud packs are brown": Tags(("mud pack",), role="filler"),
    }
    found = Table.of(make_corpus(FILES), labels)

    assert without_aspect(found.claims) == ()
    lines = list(overview(found.claims))
    assert any(
        "[labelled] salt room: nothing (touches environment) “The door" in line for line in lines
    )
    assert not any("Mud packs are brown" in line for line in lines)


# --- The table as a file --------------------------------------------------------------------------


def labels(claim: Claim) -> tuple[object, ...]:
    """What a claim file says of a claim."""
    return (claim.about, claim.aspects, claim.touches, claim.entities, claim.kind, claim.caution)


def read_back(corpus: Corpus, claims: tuple[Claim, ...], folder: Path) -> tuple[Claim, ...]:
    """The table that the exported file of a table makes."""
    path = folder / "exported.toml"
    path.write_text(as_claim_file(claims), encoding="utf-8")
    topics = Topics.of_corpus(corpus)
    return claim_table(passages(corpus.documents), topics, Reviewed.read(path, topics))


def exported(claims: tuple[Claim, ...]) -> list[Claim]:
    return [c for c in claims if is_evidence(c) or c.passage.role == "lead-in"]


def differing(one: tuple[Claim, ...], other: tuple[Claim, ...]) -> list[str]:
    pairs = zip(exported(one), exported(other), strict=True)
    return [a.passage.text for a, b in pairs if labels(a) != labels(b)]


def test_an_exported_table_is_the_same_when_it_is_read_back(
    make_corpus: MakeCorpus, tmp_path: Path
) -> None:
    corpus = make_corpus(FILES)
    claims = Table.of(corpus).claims
    again = read_back(corpus, claims, tmp_path)

    assert differing(claims, again) == []
    assert all(claim.reviewed for claim in exported(again))
    assert as_claim_file(again) == as_claim_file(claims)


def test_the_table_of_the_five_articles_is_the_same_when_it_is_read_back(
    corpus: Corpus, tmp_path: Path
) -> None:
    claims = claim_table(passages(corpus.documents), Topics.of_corpus(corpus))

    assert differing(claims, read_back(corpus, claims, tmp_path)) == []


def test_an_editors_table_is_the_same_when_it_is_read_back(
    make_corpus: MakeCorpus, tmp_path: Path
) -> None:
    corpus = make_corpus(FILES)
    tags = Tags(("salt room",), ("goal",), ("environment",), ("blue",), "choice")
    claims = Table.of(corpus, {"The door": tags}).claims
    again = read_back(corpus, claims, tmp_path)

    (door,) = [claim for claim in again if claim.passage.text == "The door is blue."]
    assert (door.things, door.role, door.touches) == (("blue",), "choice", ("environment",))
    assert as_claim_file(again) == as_claim_file(claims)
