"""Disagreement: where sources, or one source with itself, say different things on one point."""

from collections.abc import Mapping

import pytest

from answering.disagree import Points
from answering.reviewed import Tags
from answering.types import Disagreement, Understood
from tests.tables import Table
from tests.texts import MakeCorpus

TOPICS = """topic = [
  { name = "mud pack", kind = "treatment", names = ["mud packs"] },
  { name = "salt room", kind = "treatment", names = ["salt rooms"] },
  { name = "skin", kind = "subject" },
]"""


def asked(*aspects: str, about: str = "mud pack", sources: tuple[str, ...] = ()) -> Understood:
    return Understood("", topics=(about,), aspects=aspects, sources=sources)


def table(
    make_corpus: MakeCorpus, texts: Mapping[str, str], labels: Mapping[str, Tags] | None = None
) -> Table:
    """A source for each text, by its id; none has a title that names anything."""
    pages = {f"{name}.txt": f"At the spa\n\n{text}\n" for name, text in texts.items()}
    return Table.of(make_corpus({**pages, "topics.toml": TOPICS}), labels)


def between(found: Table, key: Understood, shown: tuple[str, ...] = ()) -> tuple[Disagreement, ...]:
    """The differences for a key, where the claims that begin with `shown` are quoted anyway."""
    claims = [found.starting(words) for words in shown]
    return Points(found.claims, found.topics).between(key, claims)


def quoted(differences: tuple[Disagreement, ...]) -> dict[str, list[tuple[str, str]]]:
    """What is quoted on each point, as source and text."""
    return {d.about: [(q.document.id, q.text) for q in d.quotes] for d in differences}


# --- What differs ---------------------------------------------------------------------------------

DIFFERENT: dict[str, tuple[str, str, str]] = {
    "times": (
        "session-length",
        "A mud pack session lasts 20 minutes.",
        "A mud pack session lasts an hour.",
    ),
    "a time and no limit": (
        "session-length",
        "A mud pack session lasts 20 minutes.",
        "There is no time limit for mud packs.",
    ),
    "light and deep": (
        "pressure-amount",
        "A mud pack is put on with light pressure.",
        "A mud pack is put on with deep pressure.",
    ),
    "temporary and lasting": (
        "lasting-effect",
        "The effect of a mud pack is temporary.",
        "A mud pack has lasting effects.",
    ),
    "painful and denied": (
        "pain-sensations",
        "A mud pack may be painful.",
        "A mud pack should not be painful.",
    ),
    "set apart from another treatment": (
        "pressure-amount",
        "Unlike salt rooms, mud packs use light pressure.",
        "Mud packs use deep pressure.",
    ),
}


@pytest.mark.parametrize(("aspect", "one", "other"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_two_sources_that_differ_are_both_quoted(
    make_corpus: MakeCorpus, aspect: str, one: str, other: str
) -> None:
    found = between(table(make_corpus, {"a": one, "b": other}), asked(aspect))

    assert list(quoted(found).values()) == [[("a", one), ("b", other)]]


@pytest.mark.parametrize(("aspect", "one", "other"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_a_source_that_differs_with_itself_is_quoted_twice(
    make_corpus: MakeCorpus, aspect: str, one: str, other: str
) -> None:
    found = between(table(make_corpus, {"a": f"{one}\n\n{other}"}), asked(aspect))

    assert list(quoted(found).values()) == [[("a", one), ("a", other)]]


def test_the_point_is_named_with_its_topic(make_corpus: MakeCorpus) -> None:
    _, one, other = DIFFERENT["light and deep"]
    found = between(table(make_corpus, {"a": one, "b": other}), asked("pressure-amount"))

    assert [difference.about for difference in found] == ["how firm the pressure is (mud pack)"]


ALIKE: dict[str, tuple[str, str, str]] = {
    "one time in two units": (
        "session-length",
        "A mud pack session lasts sixty minutes.",
        "A mud pack session lasts about an hour.",
    ),
    "denied twice": (
        "pain-sensations",
        "A mud pack should not be painful.",
        "A mud pack is painless.",
    ),
    "each about another treatment": (
        "pressure-amount",
        "Mud packs use light pressure.",
        "Salt rooms use deep pressure.",
    ),
    "set apart from another treatment": (
        "pressure-amount",
        "Unlike salt rooms with their deep pressure, mud packs use light pressure.",
        "Mud packs use gentle pressure.",
    ),
    "the other treatment set apart": (
        "pressure-amount",
        "Mud packs use light pressure.",
        "Unlike mud packs, salt rooms use deep pressure.",
    ),
    "two treatments in one sentence": (
        "pressure-amount",
        "Mud packs use light pressure, while salt rooms use deep pressure.",
        "Mud packs use gentle pressure.",
    ),
    "rather than": (
        "pressure-amount",
        "Mud packs use light pressure rather than deep pressure.",
        "Mud packs use gentle pressure.",
    ),
    "a claim on both sides": (
        "pressure-amount",
        "Mud packs use light pressure but also deep pressure.",
        "Mud packs use light pressure.",
    ),
    "a claim with two times": (
        "session-length",
        "A mud pack session lasts 20 minutes, but the first one takes an hour.",
        "A mud pack session lasts 20 minutes.",
    ),
    "two treatments that no word parts": (
        "session-length",
        "A mud pack session and a salt room session last an hour.",
        "A mud pack session lasts 20 minutes.",
    ),
    "numbers of other measures": (
        "session-length",
        "A mud pack session with 500 grams lasts 20 minutes.",
        "A mud pack session lasts 20 minutes.",
    ),
}


@pytest.mark.parametrize(("aspect", "one", "other"), ALIKE.values(), ids=ALIKE.keys())
def test_what_does_not_differ_is_no_disagreement(
    make_corpus: MakeCorpus, aspect: str, one: str, other: str
) -> None:
    """Neither about mud packs nor about salt rooms."""
    found = table(make_corpus, {"a": one, "b": other})

    assert between(found, asked(aspect)) == ()
    assert between(found, asked(aspect, about="salt room")) == ()


def test_each_treatment_of_one_sentence_counts_for_itself(make_corpus: MakeCorpus) -> None:
    both = "Mud packs use light pressure, while salt rooms use deep pressure."
    other = "Salt rooms use light pressure."
    found = table(make_corpus, {"a": both, "b": other})

    assert between(found, asked("pressure-amount")) == ()
    assert quoted(between(found, asked("pressure-amount", about="salt room"))) == {
        "how firm the pressure is (salt room)": [("a", both), ("b", other)]
    }


def test_a_subject_has_points_too(make_corpus: MakeCorpus) -> None:
    one, other = "The skin needs light pressure.", "The skin needs deep pressure."
    found = between(
        table(make_corpus, {"a": one, "b": other}), asked("pressure-amount", about="skin")
    )

    assert quoted(found) == {"how firm the pressure is (skin)": [("a", one), ("b", other)]}


@pytest.mark.parametrize(
    "text",
    [
        "Mud packs do not feel sore.",
        "A mud pack should never be painful.",
        "A mud pack is not painful.",
        "A mud pack is never painful.",
        "A mud pack does not hurt.",
    ],
)
def test_what_is_denied_is_on_the_other_side(make_corpus: MakeCorpus, text: str) -> None:
    """So it agrees with "painless" and differs from "painful"."""
    key, labels = asked("pain-sensations"), {text: Tags(("mud pack",), ("pain-sensations",))}
    agrees = table(make_corpus, {"a": text, "b": "A mud pack is painless."}, labels)
    assert between(agrees, key) == ()

    differs = table(make_corpus, {"a": text, "b": "A mud pack may be painful."}, labels)
    assert len(between(differs, key)) == 1


# --- When it is shown -----------------------------------------------------------------------------

TWENTY, HOUR = "A mud pack session lasts 20 minutes.", "A mud pack session lasts an hour."
ASKED: dict[str, tuple[Understood, tuple[str, ...], bool]] = {
    "the point": (asked("session-length"), (), True),
    "another aspect": (asked("oil-lotion"), (), False),
    "the point, but second": (asked("oil-lotion", "session-length"), (), False),
    "the point of another topic": (asked("session-length", about="salt room"), (), False),
    "nothing": (Understood(""), (), False),
    "nothing, both sides quoted": (Understood(""), (TWENTY, HOUR), True),
    "another aspect, both sides quoted": (asked("oil-lotion"), (TWENTY, HOUR), True),
    "another aspect, one side quoted": (asked("oil-lotion"), (TWENTY,), False),
}


@pytest.mark.parametrize(("key", "shown", "expected"), ASKED.values(), ids=ASKED.keys())
def test_a_difference_is_shown_when_it_was_asked_for_or_shows_anyway(
    make_corpus: MakeCorpus, key: Understood, shown: tuple[str, ...], expected: bool
) -> None:
    found = between(table(make_corpus, {"a": TWENTY, "b": HOUR}), key, shown)

    assert bool(found) is expected


SOURCES: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "none named": ((), ["a", "b", "c"]),
    "two that differ": (("b", "c"), ["b", "c"]),
    "two that agree": (("a", "c"), []),
    "one": (("b",), []),
}


@pytest.mark.parametrize(("sources", "expected"), SOURCES.values(), ids=SOURCES.keys())
def test_only_the_sources_that_were_asked_about_are_quoted(
    make_corpus: MakeCorpus, sources: tuple[str, ...], expected: list[str]
) -> None:
    found = table(make_corpus, {"a": TWENTY, "b": HOUR, "c": TWENTY})
    differences = between(found, asked("session-length", sources=sources))

    assert [name for rows in quoted(differences).values() for name, _ in rows] == expected


def test_each_source_is_quoted_once_for_each_side(make_corpus: MakeCorpus) -> None:
    found = table(make_corpus, {"a": f"{TWENTY}\n\nA mud pack session is 20 minutes.", "b": HOUR})

    (rows,) = quoted(between(found, asked("session-length"))).values()
    assert rows == [("a", TWENTY), ("b", HOUR)]


def test_an_item_is_quoted_whole_and_with_its_lead_in(make_corpus: MakeCorpus) -> None:
    listed = "With a mud pack, the pressure is often:\n\n• Always light pressure, says Ann\n• Warm"
    plain = "A mud pack is put on with deep pressure."
    found = between(table(make_corpus, {"a": listed, "b": plain}), asked("pressure-amount"))

    assert list(quoted(found).values()) == [
        [
            ("a", "With a mud pack, the pressure is often:"),
            ("a", "Always light pressure, says Ann"),
            ("b", plain),
        ]
    ]
    assert [q.kind for q in found[0].quotes] == ["list-lead", "list-item", "claim"]


# --- Which claims count ---------------------------------------------------------------------------

GENTLE, DEEP = "Mud packs are gentle.", "Mud packs use deep pressure."
LABELS: dict[str, tuple[Tags | None, bool]] = {
    "nobody says it is about pressure": (None, False),
    "an editor says it answers that": (Tags(("mud pack",), ("pressure-amount",)), True),
    "an editor says it touches that": (Tags(("mud pack",), (), ("pressure-amount",)), True),
    "an editor says it is about something else": (Tags(("mud pack",), ("goal",)), False),
    "an editor calls it filler": (Tags(("mud pack",), ("pressure-amount",), role="filler"), False),
}


@pytest.mark.parametrize(("tags", "expected"), LABELS.values(), ids=LABELS.keys())
def test_only_claims_that_speak_to_the_point_count(
    make_corpus: MakeCorpus, tags: Tags | None, expected: bool
) -> None:
    found = table(make_corpus, {"a": GENTLE, "b": DEEP}, {GENTLE: tags} if tags else {})

    assert bool(between(found, asked("pressure-amount"))) is expected
