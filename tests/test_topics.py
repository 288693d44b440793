"""Topics: the longest name wins, case and hyphens do not matter, a bad file says what is wrong."""

from pathlib import Path

import pytest
from hypothesis import given

from answering.topics import Topic, Topics
from retrieval.errors import DataFileError
from retrieval.types import Corpus
from tests.texts import MakeCorpus, any_text


@pytest.fixture(scope="module")
def topics(corpus: Corpus) -> Topics:
    """The topics of the five articles."""
    return Topics.of_corpus(corpus)


FOUND = {
    "one": ("does massage hurt", ["massage"]),
    "another name of it": ("is MFR slow", ["myofascial release"]),
    "capitals": ("MASSAGE", ["massage"]),
    "plural": ("are massages good", ["massage"]),
    "two, in the order of the file": (
        "massage or myofascial release",
        ["myofascial release", "massage"],
    ),
    "all three": (
        "craniosacral therapy, massage, mfr",
        ["myofascial release", "massage", "craniosacral therapy"],
    ),
    "each once": ("massage, massage and more massages", ["massage"]),
    "longest name wins": ("myofascial release massage", ["myofascial release"]),
    "longest name wins, plural": ("myofascial release massages", ["myofascial release"]),
    "adjective of a treatment": ("myofascial massage", ["myofascial release"]),
    "a variety is not the treatment": ("deep tissue massage", ["deep tissue massage"]),
    "hyphen for space": ("self-myofascial-release", ["myofascial release"]),
    "space for hyphen": ("cranio sacral therapy", ["craniosacral therapy"]),
    "two spaces and a line end": ("craniosacral \n therapy", ["craniosacral therapy"]),
    "common misspelling": ("myofacial release", ["myofascial release"]),
    "a treatment and a subject": ("does massage reach the fascia", ["massage", "fascia"]),
    "beside a bracket": ("(massage)", ["massage"]),
    "possessive": ("massage's effect", ["massage"]),
    "not inside a word": ("massaged the messages", []),
    "system, not therapy": ("the craniosacral system", ["craniosacral system"]),
    "part of a name": ("craniosacral motion", []),
    "system and therapy": (
        "craniosacral therapy treats the craniosacral system",
        ["craniosacral therapy", "craniosacral system"],
    ),
    "none": ("what is yoga", []),
    "empty": ("", []),
    "letters that grow in lower case": ("İİİ massage İ", ["massage"]),
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND.keys())
def test_topics_named_in_a_text(topics: Topics, text: str, expected: list[str]) -> None:
    assert list(topics.find(text)) == expected


WITHOUT = {
    "one": ("how long is a massage", "how long is a"),
    "two": ("is massage or MFR better", "is or better"),
    "whole name": ("does myofascial release massage hurt", "does hurt"),
    "neutral words stay": ("the craniosacral motion", "the craniosacral motion"),
    "letters that grow in lower case": ("İİİ massage İstanbul", "İİİ İstanbul"),
    "nothing to take": ("what is yoga", "what is yoga"),
}


@pytest.mark.parametrize(("text", "expected"), WITHOUT.values(), ids=WITHOUT.keys())
def test_a_text_without_its_topics(topics: Topics, text: str, expected: str) -> None:
    assert " ".join(topics.without(text).split()) == expected


@given(any_text)
def test_what_is_left_names_no_more_topics_than_before(topics: Topics, text: str) -> None:
    assert set(topics.find(topics.without(text))) <= set(topics.find(text))


def test_treatments_can_be_compared_and_other_subjects_cannot(topics: Topics) -> None:
    assert topics.treatments() == ("myofascial release", "massage", "craniosacral therapy")
    assert topics.treatments(["fascia", "massage"]) == ("massage",)
    assert topics.treatments([]) == ()


def test_a_variety_is_meant_only_where_it_is_named(topics: Topics) -> None:
    assert "deep tissue massage" not in topics.treatments()
    assert topics.treatments(["deep tissue massage"]) == ("deep tissue massage",)
    assert topics.varieties(["massage", "deep tissue massage"]) == ("deep tissue massage",)
    assert set(topics.every_treatment()) - set(topics.treatments()) == {"deep tissue massage"}


def test_every_topic_is_found_by_each_of_its_names(topics: Topics) -> None:
    for topic in topics.all:
        for name in topic.names:
            assert topics.find(f"about {name}.") == (topic.name,)


def test_no_name_stands_for_two_topics(topics: Topics) -> None:
    names = [name for topic in topics.all for name in set(topic.names)]

    assert len(names) == len(set(names))


def test_a_corpus_without_a_topics_file_has_no_topics(make_corpus: MakeCorpus) -> None:
    topics = Topics.of_corpus(make_corpus({"bread.txt": "Bread needs flour."}))

    assert topics.all == ()
    assert topics.find("massage bread") == ()
    assert topics.without("massage bread") == "massage bread"
    assert topics.treatments() == ()


def test_signs_in_a_name_are_taken_as_they_are() -> None:
    topics = Topics([Topic("c++ (new)", ("c++ (new)",), is_treatment=False)])

    assert topics.find("is C++ (new) good") == ("c++ (new)",)
    assert topics.find("is c or cc new") == ()


def test_a_topics_file_needs_no_more_than_a_name_and_a_kind(tmp_path: Path) -> None:
    path = tmp_path / "topics.toml"
    path.write_text('[[topic]]\nname = "rye"\nkind = "subject"\n', encoding="utf-8")

    assert Topics.read(path).all == (Topic("rye", ("rye",), is_treatment=False),)


BROKEN: dict[str, tuple[bytes, str]] = {
    "not TOML": (b"[[topic", "topics.toml"),
    "not UTF-8": (b'# \xff\n[[topic]]\nname = "rye"\nkind = "subject"', "utf-8"),
    "no name": (b'[[topic]]\nkind = "subject"', "name"),
    "no kind": (b'[[topic]]\nname = "rye"', "kind"),
    "unknown kind": (b'[[topic]]\nname = "rye"\nkind = "treatmant"', "treatmant"),
    "names is one text": (
        b'[[topic]]\nname = "rye"\nkind = "subject"\nnames = "rye bread"',
        "list",
    ),
    "treated by what is no treatment": (
        b'[[topic]]\nname = "rye"\nkind = "subject"\ntreated_by = ["rye"]',
        "treated_by",
    ),
    "a name is a number": (b'[[topic]]\nname = "rye"\nkind = "subject"\nnames = [5]', "list"),
    "a name is empty": (b'[[topic]]\nname = "rye"\nkind = "subject"\nnames = [""]', "list"),
    "the name is blank": (b'[[topic]]\nname = " "\nkind = "subject"', "list"),
    "the name is a number": (b'[[topic]]\nname = 5\nkind = "subject"', "list"),
    "one table for all": (b'[topic]\nname = "rye"\nkind = "subject"', "topics.toml"),
    "topic is a text": (b'topic = "rye"', "topics.toml"),
    "neutral is a list": (b'neutral = ["rye"]', "topics.toml"),
    "neutral names is one text": (b'[neutral]\nnames = "rye"', "list"),
}


@pytest.mark.parametrize(("content", "named"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_topics_file_is_a_data_file_error(
    tmp_path: Path, content: bytes, named: str
) -> None:
    path = tmp_path / "topics.toml"
    path.write_bytes(content)

    with pytest.raises(DataFileError, match="every \\[\\[topic\\]\\] has a name") as caught:
        Topics.read(path)

    assert str(path) in str(caught.value)
    assert named in str(caught.value)


def test_a_missing_topics_file_is_a_data_file_error(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="nowhere"):
        Topics.read(tmp_path / "nowhere.toml")
