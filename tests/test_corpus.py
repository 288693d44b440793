"""The corpus: what is read, that it is read unchanged, and what is said when it cannot be."""

import hashlib
import os
import shutil
import sys
from pathlib import Path

import pytest

from retrieval.corpus import load_corpus
from retrieval.errors import CorpusError
from retrieval.types import Corpus, Document, Facts
from tests.texts import MakeCorpus

ROOT = Path(__file__).parent.parent

AS_SUPPLIED = {
    "galeano-massage-mfr-vs-massage-therapy.txt": (
        "aa9b40f0db6b25607edf977610949ff83e941626e2e92c3f8163231ee5504b91"
    ),
    "knecht-chiropractic-mfr-vs-massage.txt": (
        "e50eebb7a0aaa459b7f52bcafc3ead20b2fd51643256070db3252bdaeda8775c"
    ),
    "ktaylor101-mfr-vs-massage.txt": (
        "4b28ad41e1a44a9905b88584c468ab2ea32abf1146aa356136bfa8ee22d1d7ff"
    ),
    "oliveira-cruz-mfr-massage-craniosacral.txt": (
        "c3ac4b85ef6099c9926d2977421e785a149fbd78808e5694017238b377d3dfb9"
    ),
    "what-is-mfr-massage.txt": ("fb61c100b5b1859cbff37bcbd937de2a95fd54daa3cf4b98af59169d5d89f03a"),
}
TEXT = "On Pain\n\nIt helps. It helps with pain.\n"


class TestTheFiveArticles:
    """They are what was supplied, and what `sources.toml` says about them is printed in them."""

    @pytest.mark.parametrize(("name", "sha256"), AS_SUPPLIED.items())
    def test_no_byte_was_changed(self, name: str, sha256: str) -> None:
        assert hashlib.sha256((ROOT / "corpus" / name).read_bytes()).hexdigest() == sha256

    def test_they_are_all_there_and_nothing_else_is(self, corpus: Corpus) -> None:
        assert [document.path for document in corpus.documents] == sorted(AS_SUPPLIED)
        assert corpus.warnings == ()

    def test_their_texts_are_the_files(self, corpus: Corpus) -> None:
        for document in corpus.documents:
            assert document.text.encode() == (ROOT / "corpus" / document.path).read_bytes()
            assert document.sha256 == AS_SUPPLIED[document.path]

    def test_their_titles_are_their_first_lines(self, corpus: Corpus) -> None:
        for document in corpus.documents:
            assert document.text.startswith(document.facts.title + "\n")

    def test_authors_and_dates_are_printed_in_them(self, corpus: Corpus) -> None:
        for document in corpus.documents:
            facts = document.facts
            for printed in (facts.author, facts.publisher, facts.published, *facts.credentials):
                assert printed is None or printed in document.text

    def test_who_offers_the_treatment_is_told_in_their_own_words(self, corpus: Corpus) -> None:
        offers = {d.id: d.text[slice(*d.offers)] for d in corpus.documents if d.offers}

        assert set(AS_SUPPLIED) - {f"{source}.txt" for source in offers} == {
            "oliveira-cruz-mfr-massage-craniosacral.txt"
        }
        assert offers["galeano-massage-mfr-vs-massage-therapy"] == (
            "I've been practicing Massage Therapy since 2014."
        )

    def test_both_professions_of_the_first_author_are_kept(self, corpus: Corpus) -> None:
        credentials = corpus.document("oliveira-cruz-mfr-massage-craniosacral").facts.credentials

        assert credentials[0].startswith("MD, PhD.")
        assert credentials[1] == "Physical Therapist"


def test_a_file_with_nothing_beside_it(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"pain.txt": TEXT})

    (document,) = corpus.documents
    assert (document.id, document.text, document.path) == ("pain", TEXT, "pain.txt")
    assert document.facts == Facts(title="On Pain")
    assert (document.notes, document.offers, corpus.topics_file) == ((), None, None)


TITLES = {
    "first line": ("On Pain\n\nIt helps.", "On Pain"),
    "hashes of Markdown": ("# On Pain #\n\nIt helps.", "On Pain #"),
    "after blank lines": ("\n\n  On Pain\nIt helps.", "On Pain"),
    "a first line too long for a title": ("word " * 50, "pain"),
    "nothing but hashes": ("##\n\nIt helps.", "pain"),
}


@pytest.mark.parametrize(("text", "title"), TITLES.values(), ids=TITLES.keys())
def test_a_title_that_nobody_gave(make_corpus: MakeCorpus, text: str, title: str) -> None:
    assert make_corpus({"pain.txt": text}).documents[0].facts.title == title


def test_facts_beside_the_documents(make_corpus: MakeCorpus) -> None:
    sources = """
        [pain]
        title = "Pain and how it helps"
        author = "Jane Doe"
        publisher = "Doe Ltd"
        published = "Oct 22"
        url = "https://example.org/pain"
        credentials = ["It helps with pain."]
        offers_treatment = "It helps."
        [[pain.notes]]
        before = "It helps with"
        heading = "Pain"
        note = "A heading is lost here."
        [[pain.notes]]
        before = "On Pain"
        note = "The title."
    """
    (document,) = make_corpus({"pain.txt": TEXT, "sources.toml": sources}).documents

    assert document.facts == Facts(
        title="Pain and how it helps",
        author="Jane Doe",
        credentials=("It helps with pain.",),
        publisher="Doe Ltd",
        published="Oct 22",
        url="https://example.org/pain",
    )
    assert document.offers is not None
    assert document.text[slice(*document.offers)] == "It helps."
    assert [(note.start, note.heading) for note in document.notes] == [(19, "Pain"), (0, None)]


IS_A_DOCUMENT = {
    "pain.txt": True,
    "pain.md": True,
    "PAIN.TXT": True,
    "deep/er/pain.md": True,
    "notice-of-pain.txt": True,
    "readme-first.md": True,
    "pain.html": False,
    "pain": False,
    "NOTICE.md": False,
    "README.md": False,
    "License.txt": False,
    ".hidden.txt": False,
    ".git/pain.txt": False,
    "topics.toml": False,
}


@pytest.mark.parametrize(("name", "expected"), IS_A_DOCUMENT.items())
def test_which_files_are_documents(make_corpus: MakeCorpus, name: str, expected: bool) -> None:
    corpus = make_corpus({"always.txt": "It helps.", name: TEXT})

    assert (name in [document.path for document in corpus.documents]) is expected


def test_documents_are_in_the_order_of_their_ids(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"b.txt": TEXT, "z/a.txt": TEXT, "a/c.md": TEXT})

    assert [document.id for document in corpus.documents] == ["a", "b", "c"]


def test_an_empty_file_is_left_out_with_a_warning(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"empty.txt": " \n\t\n", "pain.txt": TEXT})

    assert [document.id for document in corpus.documents] == ["pain"]
    assert corpus.warnings == ("empty.txt is empty and was left out",)


def test_a_byte_order_mark_is_no_part_of_the_text(make_corpus: MakeCorpus) -> None:
    (document,) = make_corpus({"pain.txt": b"\xef\xbb\xbf" + TEXT.encode()}).documents

    assert document.text == TEXT


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028"], ids=repr)
def test_line_ends_are_kept_as_they_are(make_corpus: MakeCorpus, line_end: str) -> None:
    text = TEXT.replace("\n", line_end)

    assert make_corpus({"pain.txt": text}).documents[0].text == text


def test_topics_beside_the_documents_are_found(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"pain.txt": TEXT, "topics.toml": ""})

    assert corpus.topics_file == str(Path(corpus.folder) / "topics.toml")


HASHED = {"a.txt": TEXT, "b.md": "# B\n\nIt heals.", "sources.toml": "", "topics.toml": ""}


class TestHash:
    """The hash of a corpus stands for what was read, and for nothing else."""

    def test_the_folder_does_not_matter(self, make_corpus: MakeCorpus, tmp_path: Path) -> None:
        first = make_corpus(HASHED)
        shutil.copytree(first.folder, tmp_path / "elsewhere")

        assert load_corpus(tmp_path / "elsewhere").sha256 == first.sha256

    def test_the_order_of_writing_does_not_matter(self, make_corpus: MakeCorpus) -> None:
        first = make_corpus(HASHED)

        assert make_corpus(dict(reversed(HASHED.items()))).sha256 == first.sha256

    def test_files_that_are_not_read_do_not_matter(self, make_corpus: MakeCorpus) -> None:
        first = make_corpus(HASHED)

        assert make_corpus({**HASHED, "NOTICE.md": "x", "c.pdf": "x"}).sha256 == first.sha256

    @pytest.mark.parametrize(
        "changed",
        [
            {"a.txt": TEXT.replace("helps", "help", 1)},
            {"a.txt": TEXT + "\n"},
            {"a.txt": TEXT.replace("\n", "\r\n")},
            {"c.txt": TEXT},
            {"sources.toml": "# a comment"},
            {"topics.toml": "# a comment"},
        ],
        ids=["a character", "a line end", "all line ends", "a file", "facts", "topics"],
    )
    def test_everything_that_is_read_matters(
        self, make_corpus: MakeCorpus, changed: dict[str, str]
    ) -> None:
        first = make_corpus(HASHED)

        assert make_corpus({**HASHED, **changed}).sha256 != first.sha256

    def test_a_new_name_matters(self, make_corpus: MakeCorpus) -> None:
        assert make_corpus({"a.txt": TEXT}).sha256 != make_corpus({"b.txt": TEXT}).sha256


UNREADABLE: dict[str, tuple[dict[str, str | bytes], list[str]]] = {
    "nothing in the folder": ({}, ["No document to read in", "corpus", "put at least one .txt"]),
    "no document in the folder": ({"a.pdf": "x"}, ["No document to read", "put at least one"]),
    "only empty files": ({"a.txt": " ", "b.md": ""}, ["No document to read", "put at least one"]),
    "Latin 1": (
        {"a.txt": "Öl".encode("latin-1")},
        ["a.txt is not UTF-8 at byte 0", "save it as UTF-8 or remove it"],
    ),
    "UTF-16": ({"a.txt": "It helps.".encode("utf-16")}, ["a.txt is not a text file", "save it as"]),
    "NUL bytes": ({"a.txt": b"It\0helps."}, ["a.txt is not a text file", "UTF-8 text or remove"]),
    "one name twice": (
        {"a.txt": TEXT, "deep/a.md": TEXT},
        ["a.txt", "deep/a.md", "same name", "rename one"],
    ),
    "facts in Latin 1": (
        {"a.txt": TEXT, "sources.toml": b'[a]\ntitle = "\xd6l"'},
        ["sources.toml is not UTF-8 at byte 13", "save it"],
    ),
}


@pytest.mark.parametrize(("files", "message"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_documents_that_cannot_be_read(
    make_corpus: MakeCorpus, files: dict[str, str | bytes], message: list[str]
) -> None:
    with pytest.raises(CorpusError) as error:
        make_corpus({"NOTICE.md": "There is a folder.", **files})

    assert [part for part in message if part not in str(error.value)] == []


KNOWN_KEYS = "['author', 'credentials', 'notes', 'offers_treatment', 'published', 'publisher'"
A_NOTE = "a note has 'before' and 'note', and may have 'heading', all of them text"
BAD_FACTS: dict[str, tuple[str, list[str]]] = {
    "broken TOML": ("[a\n", ["sources.toml is not valid TOML, correct it", "line 1"]),
    "unknown document": (
        '[other]\ntitle = "x"',
        ["sources.toml describes 'other'", "no such document", "remove the entry", "one of a"],
    ),
    "unknown key": (
        '[a]\ntitel = "x"\nautor = "y"',
        ["sources.toml, [a]", "['autor', 'titel'] is not known", "use only " + KNOWN_KEYS],
    ),
    "no table": ("a = 5", ["sources.toml, [a]", "5 is not known", "use only " + KNOWN_KEYS]),
    "number for text": (
        "[a]\ntitle = 5",
        ["sources.toml, [a]: title must be text in quotation marks", "leave it out if unknown"],
    ),
    "empty author": ('[a]\nauthor = " "', ["[a]: author must be text", "leave it out if unknown"]),
    "date without quotation marks": (
        "[a]\npublished = 2024-10-22",
        ["[a]: published must be text in quotation marks"],
    ),
    "credentials not a list": (
        '[a]\ncredentials = "On Pain"',
        ["[a]: credentials must be a list in square brackets", "'On Pain'"],
    ),
    "credentials not in the text": (
        '[a]\ncredentials = ["PhD"]',
        ["[a] credentials: 'PhD' does not occur in the text", "copy a longer exact piece"],
    ),
    "offer not in the text": (
        '[a]\noffers_treatment = "Book now."',
        ["[a] offers_treatment: 'Book now.' does not occur in the text", "copy"],
    ),
    "offer in the text twice": (
        '[a]\noffers_treatment = "It helps"',
        ["[a] offers_treatment: 'It helps' occurs 2 times", "copy a longer exact piece"],
    ),
    "notes not a list": ("[a]\nnotes = 5", ["[a]: notes must be a list in square brackets"]),
    "note not a table": ('[a]\nnotes = ["x"]', ["sources.toml, [a]: " + A_NOTE, "'x'"]),
    "note without text": ('[[a.notes]]\nbefore = "On Pain"', [A_NOTE, "'On Pain'"]),
    "note without place": ('[[a.notes]]\nnote = "x"', [A_NOTE]),
    "note with an unknown key": (
        '[[a.notes]]\nbefore = "On Pain"\nnote = "x"\nafter = "y"',
        [A_NOTE, "'after'"],
    ),
    "note that is a number": ('[[a.notes]]\nbefore = "On Pain"\nnote = 5', [A_NOTE, "5"]),
    "heading that is a number": (
        '[[a.notes]]\nbefore = "On Pain"\nnote = "x"\nheading = 5',
        [A_NOTE, "5"],
    ),
    "place that does not exist": (
        '[[a.notes]]\nbefore = "It hurts"\nnote = "x"',
        ["[a] notes: 'It hurts' does not occur in the text", "copy"],
    ),
    "place that is ambiguous": (
        '[[a.notes]]\nbefore = "It helps"\nnote = "x"',
        ["[a] notes: 'It helps' occurs 2 times in the text", "copy a longer exact piece"],
    ),
    "empty place": (
        '[[a.notes]]\nbefore = ""\nnote = "x"',
        ["[a] notes: expected the exact text of a place, found ''"],
    ),
    "place in lower case": (
        '[[a.notes]]\nbefore = "it helps."\nnote = "x"',
        ["'it helps.' does not occur in the text"],
    ),
}


@pytest.mark.parametrize(("sources", "message"), BAD_FACTS.values(), ids=BAD_FACTS.keys())
def test_facts_that_do_not_fit_the_documents(
    make_corpus: MakeCorpus, sources: str, message: list[str]
) -> None:
    with pytest.raises(CorpusError) as error:
        make_corpus({"a.txt": TEXT, "sources.toml": sources})

    assert [part for part in message if part not in str(error.value)] == []


@pytest.mark.parametrize("in_the_way", [None, "a file"], ids=["missing", "a file"])
def test_a_folder_that_is_none(tmp_path: Path, in_the_way: str | None) -> None:
    folder = tmp_path / "documents"
    if in_the_way:
        folder.write_text(in_the_way)

    with pytest.raises(CorpusError, match=f"There is no folder {folder}: name the folder"):
        load_corpus(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that nobody can read")
def test_a_file_that_cannot_be_read(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    make_corpus({"pain.txt": TEXT})
    (tmp_path / "corpus" / "memory.txt").symlink_to("/proc/self/mem")

    with pytest.raises(CorpusError, match=r"memory.txt cannot be read .*: check its permissions"):
        load_corpus(tmp_path / "corpus")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    make_corpus({"pain.txt": TEXT})
    (tmp_path / "corpus" / "pain.txt").chmod(0)

    with pytest.raises(CorpusError, match=r"pain.txt cannot be read .Permission denied."):
        load_corpus(tmp_path / "corpus")


def test_documents_cannot_be_changed(make_corpus: MakeCorpus) -> None:
    document: Document = make_corpus({"pain.txt": TEXT}).documents[0]

    with pytest.raises(AttributeError):
        document.text = "It hurts."  # type: ignore[misc]
