"""The reviewed claim file: it can be read back, it says what is wrong, and it outweighs cues."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from answering.aspects import aspects
from answering.claims import Claim, is_evidence
from answering.reviewed import Labels, Reviewed, Tags, claim_key, lead_of, to_toml
from answering.topics import Topic, Topics
from answering.types import ClaimRole, Kind
from retrieval.errors import DataFileError
from retrieval.passages import passages
from retrieval.types import EVIDENCE_ROLES, Corpus, Passage
from tests.tables import Table
from tests.texts import MakeCorpus, document

TEA = Topics([Topic(name, (name,), is_treatment=True) for name in ("green tea", "black tea")])
TAGS = Tags(("green tea",), ("session-length",), ("goal",), ("half a cup",), "purpose")


def read(text: str) -> list[Passage]:
    """The passages of a page."""
    return list(passages([document(text)]))


def file(folder: Path, content: str) -> Path:
    path = folder / "claims.toml"
    path.write_text(content, encoding="utf-8")
    return path


# --- Written and read back ------------------------------------------------------------------------

WRITTEN: dict[str, tuple[str, Tags]] = {
    "everything": ("Green tea is brewed for two minutes.", TAGS),
    "nothing": ("Green tea is brewed for two minutes.", Tags()),
    "several of each": (
        "Both teas are brewed.",
        Tags(("green tea", "black tea"), ("goal", "definition"), (), ("cup", "pot")),
    ),
    "quotation marks": ('They call it "tea" or ‘chai’ or “cha”.', replace(TAGS, things=('"x"',))),
    "signs of the file itself": ("Use [[claim]] = # and \\n here.", replace(TAGS, things=("\\",))),
    "other letters": ("抹茶 is a green tea.", replace(TAGS, things=("抹茶", "thé"))),
}


@pytest.mark.parametrize(("text", "tags"), WRITTEN.values(), ids=WRITTEN.keys())
def test_what_was_written_is_read_back(tmp_path: Path, text: str, tags: Tags) -> None:
    (passage,) = read(text)
    path = file(tmp_path, to_toml([(passage, None, tags)]))

    assert Reviewed.read(path, TEA).tags(passage, None) == tags


def test_a_sign_that_nobody_sees_can_be_written_too(tmp_path: Path) -> None:
    (passage,) = read("Green tea\x7f is brewed for two minutes.")
    path = file(tmp_path, to_toml([(passage, None, TAGS)]))

    assert Reviewed.read(path, TEA).tags(passage, None) == TAGS


def test_entries_stand_in_the_order_given_with_the_words_they_are_about() -> None:
    found = read(f"Green tea is brewed. Black tea is{' very' * 30} strong.")
    rows = tomllib.loads(to_toml([(passage, None, TAGS) for passage in found]))["claim"]

    assert [row["source"] for row in rows] == ["made-up", "made-up"]
    assert [len(row["begins"]) for row in rows] == [20, 60]
    assert all(p.text.startswith(row["begins"]) for p, row in zip(found, rows, strict=True))


def test_a_file_without_entries_labels_nothing(tmp_path: Path) -> None:
    (passage,) = read("Green tea is brewed.")
    reviewed = Reviewed.read(file(tmp_path, "# Nothing yet.\n"), TEA)

    assert len(reviewed) == 0
    assert reviewed.tags(passage, None) is None
    assert reviewed.warnings([passage]) == []


# --- The key --------------------------------------------------------------------------------------

SENTENCE = "Green tea is brewed for two minutes."
KEYS: dict[str, tuple[str, bool]] = {
    "the same": (SENTENCE, True),
    "more white space": ("Green  tea is brewed\tfor two minutes.", True),
    "a space that does not break": ("Green tea is brewed for\u00a0two minutes.", True),
    "one letter": ("Green tea is brewed for ten minutes.", False),
    "a capital": ("Green Tea is brewed for two minutes.", False),
    "another sign at the end": ("Green tea is brewed for two minutes!", False),
    "one more word": ("Green tea is brewed for about two minutes.", False),
}


@pytest.mark.parametrize(("text", "same"), KEYS.values(), ids=KEYS.keys())
def test_an_entry_holds_for_these_words_whatever_the_space_between_them(
    text: str, same: bool
) -> None:
    (one,), (other,) = read(SENTENCE), read(text)

    assert (claim_key(one, None) == claim_key(other, None)) is same


def test_an_item_is_known_by_its_lead_in_too() -> None:
    key = {}
    for lead in ("Green tea is good for:", "Nobody should drink tea with:"):
        found = read(f"{lead}\n\n• Headaches\n• Colds\n")
        (item,) = [passage for passage in found if passage.text == "Headaches"]
        key[lead] = claim_key(item, lead_of(item, found))

    assert len(set(key.values())) == 2


# --- Broken files ---------------------------------------------------------------------------------

GOOD = '[[claim]]\nsource = "a"\nkey = "0123456789ab"\nbegins = "Green tea"\n'
BROKEN: dict[str, tuple[str, list[str]]] = {
    "no source": ('[[claim]]\nkey = "1"\n', ["number 2", "'source'"]),
    "no key": ('[[claim]]\nsource = "a"\n', ["number 2", "'key'"]),
    "unknown topic": (f'{GOOD}about = ["chai"]', ["number 2", "about", "'chai'", "green tea"]),
    "unknown aspect": (f'{GOOD}answers = ["colour"]', ["number 2", "answers", "'colour'"]),
    "unknown aspect touched": (f'{GOOD}touches = ["smell"]', ["number 2", "touches", "'smell'"]),
    "unknown role": (f'{GOOD}role = "joke"', ["number 2", "role", "'joke'", "caution"]),
    "role is a list": (f'{GOOD}role = ["gap"]', ["number 2", "role", "gap"]),
    "unknown field": (f'{GOOD}topics = ["green tea"]', ["number 2", "'topics'"]),
    "a text for a list": (f'{GOOD}about = "green tea"', ["number 2", "about", "list"]),
    "a number in a list": (f"{GOOD}things = [5]", ["number 2", "things", "list"]),
    "a list in a list": (f'{GOOD}answers = [["goal"]]', ["number 2", "answers", "list"]),
    "a blank text": (f'{GOOD}things = [" "]', ["number 2", "things", "list"]),
}


@pytest.mark.parametrize(("content", "named"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_entry_is_named_by_file_and_number(
    tmp_path: Path, content: str, named: list[str]
) -> None:
    path = file(tmp_path, f"{GOOD}\n{content}\n")

    with pytest.raises(DataFileError) as caught:
        Reviewed.read(path, TEA)

    assert [word for word in (str(path), *named) if word not in str(caught.value)] == []


NO_ENTRIES: dict[str, bytes] = {
    "not TOML": b"[[claim",
    "not UTF-8": b"# \xff\n",
    "one table for all": b'[claim]\nsource = "a"\nkey = "1"\n',
    "a text": b'claim = "a"\n',
    "a list of texts": b'claim = ["a"]\n',
}


@pytest.mark.parametrize("content", NO_ENTRIES.values(), ids=NO_ENTRIES.keys())
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "claims.toml"
    path.write_bytes(content)

    with pytest.raises(DataFileError, match=r"claims\.toml"):
        Reviewed.read(path, TEA)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="nowhere"):
        Reviewed.read(tmp_path / "nowhere.toml", TEA)


# --- Sentences that were edited -------------------------------------------------------------------


def test_an_edited_sentence_loses_its_labels_and_the_editor_is_told(
    make_corpus: MakeCorpus,
) -> None:
    topics = '[[topic]]\nname = "green tea"\nkind = "treatment"\n'
    page = f"Tea\n\n{SENTENCE} It is served hot. It is served cold.\n"
    before = passages(make_corpus({"tea.txt": page}).documents)
    rows = [(passage, None, TAGS) for passage in before if passage.role == "paragraph"]
    edited = page.replace("two", "ten").replace("cold", "iced")
    corpus = make_corpus({"tea.txt": edited, "topics.toml": topics, "claims.toml": to_toml(rows)})
    reviewed = Labels.of_corpus(corpus).reviewed
    after = passages(corpus.documents)

    assert [p.text for p in after if reviewed.tags(p, None)] == ["It is served hot."]
    (warning,) = reviewed.warnings(after)
    assert "2 of 3 entries" in warning
    assert repr(SENTENCE) in warning
    assert "of tea:" in warning
    assert str(corpus.claims_file) in warning
    assert reviewed.warnings(before) == []


# --- An editor outweighs cues ---------------------------------------------------------------------

PAGE = "Tea\n\nGreen tea may not be suitable for everyone. Nobody knows why.\n"


def labelled(make_corpus: MakeCorpus, tags: Tags | None) -> Claim:
    """The first sentence of PAGE, as cues alone or as an editor labels it."""
    topics = "".join(
        f'[[topic]]\nname = "{name}"\nkind = "treatment"\n' for name in ("green tea", "black tea")
    )
    corpus = make_corpus({"tea.txt": PAGE, "topics.toml": topics})
    return Table.of(corpus, {"Green tea": tags} if tags else {}).starting("Green tea")


def test_without_an_editor_cues_decide(make_corpus: MakeCorpus) -> None:
    claim = labelled(make_corpus, None)

    assert (claim.about, claim.kind, claim.caution) == (("green tea",), "caution", True)
    assert "suitable-for" in claim.aspects
    assert not claim.reviewed


def test_an_editor_says_what_a_claim_is_about_and_answers(make_corpus: MakeCorpus) -> None:
    says = Tags(("black tea", "green tea"), ("oil-lotion",), ("goal",), ("fibromyalgia", "cup"))
    claim = labelled(make_corpus, says)

    assert claim.about == ("green tea", "black tea")
    assert (claim.aspects, claim.touches) == (("oil-lotion",), ("goal",))
    assert (claim.things, claim.role) == (("fibromyalgia", "cup"), "plain")
    assert "fibromyalgia" in claim.entities
    assert claim.reviewed


ROLES: dict[ClaimRole, tuple[Kind, bool, bool]] = {
    "plain": ("claim", False, True),
    "purpose": ("claim", False, True),
    "choice": ("claim", False, True),
    "definition": ("claim", False, True),
    "caution": ("caution", True, True),
    "gap": ("research-gap", False, True),
    "reported": ("reported", False, True),
    "opinion": ("opinion", False, True),
    "filler": ("claim", False, False),
}


@pytest.mark.parametrize("role", get_args(ClaimRole))
def test_a_role_decides_how_a_claim_is_shown_and_whether_at_all(
    make_corpus: MakeCorpus, role: ClaimRole
) -> None:
    claim = labelled(make_corpus, replace(TAGS, role=role))

    assert (claim.kind, claim.caution, is_evidence(claim)) == ROLES[role]


# --- The file of the five articles ----------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped(corpus: Corpus) -> Labels:
    return Labels.of_corpus(corpus)


def test_no_entry_of_the_five_articles_is_out_of_date(corpus: Corpus, shipped: Labels) -> None:
    assert shipped.reviewed.warnings(passages(corpus.documents)) == []


def test_every_sentence_of_the_five_articles_is_reviewed(corpus: Corpus, shipped: Labels) -> None:
    found = passages(corpus.documents)
    bare = [p for p in found if shipped.reviewed.tags(p, lead_of(p, found)) is None]

    assert [p.text for p in bare if p.role in EVIDENCE_ROLES] == []
    assert len(shipped.reviewed) > 0


def test_every_value_of_the_five_articles_is_known(corpus: Corpus, shipped: Labels) -> None:
    rows = tomllib.loads(Path(corpus.claims_file or "").read_text(encoding="utf-8"))["claim"]
    known = {aspect.name for aspect in aspects()}

    assert {topic for row in rows for topic in row["about"]} <= {t.name for t in shipped.topics.all}
    assert {name for row in rows for name in row.get("answers", [])} <= known
    assert {name for row in rows for name in row.get("touches", [])} <= known
    assert {row.get("role", "plain") for row in rows} <= set(get_args(ClaimRole))
    assert len({(row["source"], row["key"]) for row in rows}) == len(rows)
