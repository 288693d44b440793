"""Search by words: what counts as the same word, and which passages share it."""

from pathlib import Path

import pytest

from retrieval.lexical import LexicalIndex, stem, stems, words

SAME = [
    ("massage", "massages"),
    ("massage", "Massaging"),
    ("MASSAGE", "massage"),
    ("injury", "injuries"),
    ("body's", "body"),
    ("body’s", "bodies"),
    ("Straße", "STRASSE"),
    ("ﬁbers", "fiber"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


DIFFERENT = [("massage", "message"), ("pain", "pan"), ("muscle", "mussel"), ("it", "is")]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


WORDS = {
    "sentence": ("It helps, Dr. Doe!", ["It", "helps", "Dr", "Doe"]),
    "apostrophes": ("doesn't body’s 'quoted'", ["doesn't", "body’s", "quoted"]),
    "hyphen": ("5-10 hands-on", ["5", "10", "hands", "on"]),
    "accents": ("São Paulo", ["São", "Paulo"]),
    "Chinese": ("按摩 有帮助。", ["按摩", "有帮助"]),
    "no word": ("… – !?", []),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("text", "expected"), WORDS.values(), ids=WORDS.keys())
def test_words_are_as_written(text: str, expected: list[str]) -> None:
    assert words(text) == expected


STEMS = {
    "stop words are left out": ("What is the massage for?", ["massag"]),
    "in upper case too": ("WHAT IS THE massage FOR", ["massag"]),
    "with either apostrophe": ("it's it’s massage", ["massag"]),
    "order and repetition are kept": ("pain, massages, pain", ["pain", "massag", "pain"]),
    "nothing else": ("what is it", []),
}


@pytest.mark.parametrize(("text", "expected"), STEMS.values(), ids=STEMS.keys())
def test_stems_of_a_text(text: str, expected: list[str]) -> None:
    assert stems(text) == expected


TEXTS = [
    "Massages relieve pain in the neck.",
    "Release is slow.",
    "Pain, pain and again pain.",
    "it is",
    "",
]


@pytest.fixture(params=["built", "saved and loaded"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> LexicalIndex:
    """The same index, fresh and from its folder."""
    built = LexicalIndex.build(TEXTS)
    if request.param == "built":
        return built
    built.save(tmp_path)
    return LexicalIndex.load(tmp_path)


FOUND: dict[str, tuple[list[str], list[int]]] = {
    "one word": (["massag"], [0]),
    "more often is better": (["pain"], [2, 0]),
    "a rare word counts for more": (["pain", "massag"], [0, 2]),
    "unknown words do no harm": (["zebra", "slow"], [1]),
    "repeating a word changes nothing": (["slow", "slow", "pain"], [1, 2, 0]),
    "only unknown words": (["zebra"], []),
    "no word": ([], []),
}


@pytest.mark.parametrize(("query", "expected"), FOUND.values(), ids=FOUND.keys())
def test_passages_that_share_a_word_best_first(
    index: LexicalIndex, query: list[str], expected: list[int]
) -> None:
    scores = index.scores(query)

    assert scores.shape == (len(TEXTS),)
    assert sorted((scores > 0).nonzero()[0], key=lambda i: -scores[i]) == expected


def test_repeated_words_and_their_order_do_not_count(index: LexicalIndex) -> None:
    expected = index.scores(["pain", "slow"])

    assert (index.scores(["slow", "pain", "slow"]) == expected).all()


def test_whether_a_stem_occurs_anywhere(index: LexicalIndex) -> None:
    assert "massag" in index
    assert "massage" not in index
    assert "zebra" not in index


def test_texts_without_a_single_word_can_be_indexed() -> None:
    assert LexicalIndex.build(["", "it is"]).scores(["pain"]).tolist() == [0, 0]


def test_a_text_with_odd_characters_finds_nothing_by_accident(index: LexicalIndex) -> None:
    assert not index.scores(stems("\x00 \ud7ff 👩")).any()
