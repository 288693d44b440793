"""Assembly: what stands in an answer, under which source and in which order."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from answering.compose import Composer
from answering.nearest import MOST_SOURCES
from answering.types import Answer, Quote, Understood
from answering.wording import counted, notice
from retrieval.embedding import SentenceEncoder
from retrieval.index import build_index
from retrieval.types import Corpus, Hit, Passage
from tests.tables import Table
from tests.texts import MakeCorpus

MUD, SALT = "mud pack", "salt room"
TOPICS = "".join(
    f'[[topic]]\nname = "{name}"\nkind = "treatment"\nnames = ["{name}s"]\n' for name in (MUD, SALT)
)
FILES = {
    "a.txt": (
        "At the spa\n\nSalt rooms need no oil. Mud packs need oil. "
        "A mud pack session lasts an hour. Mud packs and salt rooms are kept free of lotion. "
        "Salt rooms are free of creams.\n\n"
        "Call us now on (555) 010-4477 to book an appointment.\n"
    ),
    "b.txt": (
        "At the bath\n\nA mud pack session lasts 20 minutes. "
        "More research on mud packs is needed. Talk to your doctor before you use a mud pack.\n\n"
        "Oils that go into a mud pack:\n\n• Olive oil\n• Almond oil\n"
    ),
    "c.txt": "The door\n\nThe door is blue.\n",
    "topics.toml": TOPICS,
}
Compose = Callable[[Understood], Answer]


@pytest.fixture
def spa(make_corpus: MakeCorpus) -> Corpus:
    """Three sources on two treatments; the third says nothing of either."""
    return make_corpus(FILES)


@pytest.fixture
def compose(spa: Corpus, encoder: SentenceEncoder, tmp_path: Path) -> Compose:
    """Answers keys from the three sources."""
    return composed(spa, encoder, tmp_path)


def composed(corpus: Corpus, encoder: SentenceEncoder, folder: Path) -> Compose:
    index, table = build_index(corpus, encoder, folder / "index"), Table.of(corpus)

    def search(text: str, among: Iterable[Passage]) -> list[Hit]:
        return index.search(text, encoder.encode([text]), among)

    return Composer(corpus.documents, table.topics, table.evidence, search).compose


def asked(aspect: str) -> Understood:
    return Understood("What of mud packs?", topics=(MUD,), aspects=(aspect,))


def texts(quotes: Iterable[Quote]) -> list[str]:
    return [quote.text for quote in quotes]


def quoted(answer: Answer) -> dict[str, list[str]]:
    return {source.document.id: texts(source.quotes) for source in answer.sources}


def test_quotes_stand_under_their_source_in_its_own_order(compose: Compose) -> None:
    assert quoted(compose(asked("oil-lotion"))) == {
        "a": [
            "Mud packs need oil.",
            "Mud packs and salt rooms are kept free of lotion.",
        ],
        "b": ["Oils that go into a mud pack:", "Olive oil", "Almond oil"],
    }


def test_a_lead_in_stands_once_above_its_items(compose: Compose) -> None:
    (_, bath) = compose(asked("oil-lotion")).sources

    assert [quote.kind for quote in bath.quotes] == ["list-lead", "list-item", "list-item"]


@pytest.mark.parametrize("topics", [(MUD, SALT), (SALT, MUD)])
def test_a_comparison_begins_with_what_is_about_both_and_keeps_sides_together(
    compose: Compose, topics: tuple[str, ...]
) -> None:
    """The sides stand as in the topics file, whichever was named first."""
    key = Understood("", route="compare", topics=topics, aspects=("oil-lotion",))

    assert quoted(compose(key))["a"] == [
        "Mud packs and salt rooms are kept free of lotion.",
        "Mud packs need oil.",
        "Salt rooms need no oil.",
        "Salt rooms are free of creams.",
    ]


def test_without_a_comparison_the_order_is_the_sources_own(compose: Compose) -> None:
    shown = quoted(compose(replace(asked("oil-lotion"), topics=(MUD, SALT))))["a"]

    assert shown == sorted(shown, key=FILES["a.txt"].index)
    assert len(shown) == 4


def test_a_source_that_says_nothing_is_called_silent(compose: Compose) -> None:
    assert compose(asked("session-length")).silent == ("c",)
    assert compose(replace(asked("oil-lotion"), sources=("a", "c"))).silent == ("c",)
    assert compose(replace(asked("oil-lotion"), sources=("a",))).silent == ()


def test_only_the_sources_that_were_asked_about_are_quoted(compose: Compose) -> None:
    assert list(quoted(compose(replace(asked("oil-lotion"), sources=("b",))))) == ["b"]


def test_a_source_that_sells_is_shown_with_the_sentence_that_says_so(compose: Compose) -> None:
    offers = {s.document.id: s.offers for s in compose(asked("session-length")).sources}

    assert offers["a"] is not None
    assert offers["a"].text.startswith("Call us now")
    assert offers["b"] is None


def test_sources_that_differ_stand_beside_each_other(compose: Compose) -> None:
    (difference,) = compose(asked("session-length")).disagreements

    assert texts(difference.quotes) == [
        "A mud pack session lasts an hour.",
        "A mud pack session lasts 20 minutes.",
    ]
    assert [quote.document.id for quote in difference.quotes] == ["a", "b"]


RESEARCH = "More research on mud packs is needed."
DOCTOR = "Talk to your doctor before you use a mud pack."
BESIDE: dict[str, tuple[Understood, list[str], list[str]]] = {
    "whom to ask": (asked("doctor-first"), [RESEARCH], []),
    "a plain fact": (asked("session-length"), [], []),
    "somebody's own body": (
        replace(asked("doctor-first"), wants=("own_body",)),
        [RESEARCH],
        [DOCTOR],
    ),
    "a fact, told with something of oneself": (
        replace(asked("session-length"), wants=("own_body",)),
        [],
        [],
    ),
    "another treatment": (
        Understood("", topics=(SALT,), aspects=("oil-lotion",), wants=("own_body",)),
        [],
        [],
    ),
    "the documents themselves": (
        Understood("", route="about-sources", topics=(MUD,), wants=("advert", "own_body")),
        [],
        [],
    ),
}


@pytest.mark.parametrize(("key", "research", "cautions"), BESIDE.values(), ids=BESIDE.keys())
def test_gaps_and_cautions_stand_beside_answers_about_their_treatment(
    compose: Compose, key: Understood, research: list[str], cautions: list[str]
) -> None:
    answer = compose(key)

    assert answer.status == "answered"
    assert (texts(answer.research), texts(answer.cautions)) == (research, cautions)


def test_what_stands_nowhere_is_named(compose: Compose) -> None:
    (first, *_) = compose(replace(asked("session-length"), missing=("gout",))).notices

    assert first.kind == "missing"
    assert "“gout”" in first.text


def test_every_answer_from_sources_ends_with_the_medical_notice(compose: Compose) -> None:
    for key in (asked("session-length"), replace(asked("oil-lotion"), missing=("gout",))):
        assert compose(key).notices[-1].kind == "medical"


def test_the_answer_keeps_its_key_and_how_it_was_found(compose: Compose) -> None:
    key = asked("session-length")
    answer = compose(key)

    assert answer.understood == key
    assert [(look.key, look.topics) for look in answer.looks] == [(key, (MUD,))]
    assert all(quote.score > 0 for source in answer.sources for quote in source.quotes)


def test_where_very_many_sources_speak_it_says_how_many_are_not_quoted(
    make_corpus: MakeCorpus, encoder: SentenceEncoder, tmp_path: Path
) -> None:
    count = MOST_SOURCES + 2
    files = {
        f"{n:02}.txt": f"Bath {n}\n\nA mud pack session lasts {n} minutes.\n" for n in range(count)
    }
    corpus = make_corpus(
        {**files, "silent.txt": "The door\n\nThe door is blue.\n", "topics.toml": TOPICS}
    )
    compose = composed(corpus, encoder, tmp_path)
    length, oil = asked("session-length"), asked("oil-lotion")
    alone, beside_another = compose(length), compose(replace(length, parts=(length, oil)))

    for answer in (alone, beside_another):
        assert len(answer.sources) == MOST_SOURCES
        assert len(answer.left_out) == count - MOST_SOURCES
        assert answer.silent == ("silent",)
        assert answer.notices.count(notice("missing", "not_quoted", more=2)) == 1
        assert answer.headline == counted(answer.status, count, count + 1)
