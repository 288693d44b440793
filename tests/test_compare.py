"""Comparisons: each side from each source, nothing on a third treatment, and what settles one."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from answering.compare import ON_THE_POINT, Compared, Comparison
from answering.reviewed import Tags
from answering.types import Understood
from tests.tables import Table
from tests.texts import MakeCorpus

MUD, SALT, STEAM = "mud pack", "salt room", "steam bath"
TOPICS = "".join(
    f'[[topic]]\nname = "{name}"\nkind = "treatment"\nnames = ["{name}s"]\n'
    for name in (MUD, SALT, STEAM)
)
BOTH = (MUD, SALT)


def asked(
    *aspects: str,
    topics: tuple[str, ...] = BOTH,
    entities: tuple[str, ...] = (),
    wants: tuple[str, ...] = (),
) -> Understood:
    return Understood(
        "", route="compare", topics=topics, aspects=aspects, entities=entities, wants=wants
    )


def table(
    make_corpus: MakeCorpus, pages: Mapping[str, str], labels: Mapping[str, Tags] | None = None
) -> Table:
    """A source for each page, by its id; its first line is its title."""
    files = {f"{name}.txt": page for name, page in pages.items()}
    return Table.of(make_corpus({**files, "topics.toml": TOPICS}), labels)


def compared(found: Table, key: Understood) -> Compared:
    return Comparison(found.topics, found.evidence).of(key)


def texts(comparison: Compared) -> dict[str, set[str]]:
    """What each source is found to say."""
    sources: dict[str, set[str]] = {}
    for one in comparison.found:
        sources.setdefault(one.claim.passage.document.id, set()).add(one.claim.passage.text)
    return sources


# --- Which claims belong into a comparison --------------------------------------------------------

OILS = {
    "a": "At the spa\n\nSalt rooms need no oil. Mud packs need oil.\n",
    "b": "At the spa\n\nMud packs use lotion. Salt rooms use lotion too. The door is blue.\n",
    "c": "At the spa\n\nSteam baths use much oil.\n",
}


@pytest.mark.parametrize("topics", [(MUD, SALT), (SALT, MUD)])
def test_each_source_is_heard_on_each_side(
    make_corpus: MakeCorpus, topics: tuple[str, ...]
) -> None:
    """Which side is named first makes no difference."""
    comparison = compared(table(make_corpus, OILS), asked("oil-lotion", topics=topics))

    assert texts(comparison) == {
        "a": {"Mud packs need oil.", "Salt rooms need no oil."},
        "b": {"Mud packs use lotion.", "Salt rooms use lotion too."},
    }
    assert [look.topics for look in comparison.looks] == [(side,) for side in topics]


def test_a_source_that_says_much_of_one_side_does_not_crowd_out_the_other(
    make_corpus: MakeCorpus,
) -> None:
    many = " ".join(f"Mud packs need oil number {n}." for n in ("one", "two", "three", "four"))
    found = table(make_corpus, {"a": f"At the spa\n\n{many} Salt rooms need no oil.\n"})
    shown = texts(compared(found, asked("oil-lotion")))["a"]

    assert "Salt rooms need no oil." in shown
    assert len([text for text in shown if text.startswith("Mud")]) == ON_THE_POINT


THIRD: dict[str, tuple[str, bool]] = {
    "one of the two": ("Mud packs need oil.", True),
    "both": ("Mud packs and salt rooms need oil.", True),
    "all three": ("Mud packs, salt rooms and steam baths need oil.", True),
    "one of the two and a third": ("Mud packs and steam baths need oil.", False),
    "the third": ("Steam baths need oil.", False),
}


@pytest.mark.parametrize(("text", "expected"), THIRD.values(), ids=THIRD.keys())
def test_what_is_said_of_a_third_treatment_is_left_out(
    make_corpus: MakeCorpus, text: str, expected: bool
) -> None:
    found = table(make_corpus, {"a": f"At the spa\n\n{text}\n"})

    assert bool(compared(found, asked("oil-lotion")).found) is expected


JOINT: dict[str, tuple[str, tuple[str, ...], bool]] = {
    "both": ("They go well together.", BOTH, True),
    "all three": ("They go well together.", (MUD, SALT, STEAM), True),
    "one of the two": ("It goes well with a swim.", (MUD,), False),
    "one of the two, set apart from the other": ("Unlike salt rooms it is hot.", (MUD,), True),
    "one of the two and a third": ("They go well together.", (MUD, STEAM), False),
}


@pytest.mark.parametrize("aspect", ["combination", "similarity", "relation-to-other"])
@pytest.mark.parametrize(("text", "about", "expected"), JOINT.values(), ids=JOINT.keys())
def test_how_treatments_go_together_is_told_by_claims_about_both(
    make_corpus: MakeCorpus, aspect: str, text: str, about: tuple[str, ...], expected: bool
) -> None:
    found = table(make_corpus, {"a": f"At the spa\n\n{text}\n"}, {text: Tags(about, (aspect,))})

    assert bool(compared(found, asked(aspect)).found) is expected


def test_a_difference_is_told_by_claims_about_one_too(make_corpus: MakeCorpus) -> None:
    text = "Salt rooms are drier."
    labels = {text: Tags((SALT,), ("difference",))}
    found = table(make_corpus, {"a": f"At the spa\n\n{text}\n"}, labels)

    assert texts(compared(found, asked("difference"))) == {"a": {text}}


def test_whether_two_are_the_same_is_also_told_by_how_they_differ(make_corpus: MakeCorpus) -> None:
    same, other = "Both are old cures.", "Salt rooms are drier than mud packs."
    labels = {same: Tags(BOTH, ("relation-to-other",)), other: Tags(BOTH, ("difference",))}
    found = table(make_corpus, {"a": f"At the spa\n\n{same} {other}\n"}, labels)

    assert texts(compared(found, asked("relation-to-other"))) == {"a": {same}}
    assert texts(compared(found, asked("relation-to-other", "difference"))) == {"a": {same, other}}


def test_what_sets_a_side_apart_on_the_point_is_shown_however_much_its_source_says(
    make_corpus: MakeCorpus,
) -> None:
    plain = [f"Mud packs need oil of kind {n}." for n in ("ash", "elm", "oak")]
    apart, beside = "Mud packs need warm oil instead.", "Salt rooms smell of oil."
    labels = {text: Tags((MUD,), ("oil-lotion",)) for text in plain}
    labels |= {apart: Tags((MUD,), ("oil-lotion", "difference"))}
    labels |= {beside: Tags((SALT,), ("oil-lotion",))}
    found = table(
        make_corpus, {"a": f"At the spa\n\n{' '.join([*plain, apart, beside])}\n"}, labels
    )

    assert texts(compared(found, asked("oil-lotion"))) == {"a": {*plain[:2], apart, beside}}


def test_a_plain_fact_is_not_widened_to_every_difference(make_corpus: MakeCorpus) -> None:
    oil, other = "Mud packs need oil.", "Mud packs are wet, salt rooms dry."
    labels = {oil: Tags((MUD,), ("session-length",)), other: Tags(BOTH, ("difference",))}
    found = table(make_corpus, {"a": f"At the spa\n\n{oil} {other}\n"}, labels)

    assert texts(compared(found, asked("session-length", "difference"))) == {"a": {oil}}


HEADACHE, WARMTH, AIR = "Mud packs ease a headache.", "Mud packs give warmth.", "Salt rooms air."
PURPOSES = {"a": f"At the spa\n\n{HEADACHE} {WARMTH} {AIR} Salt rooms are white.\n"}
PURPOSE = {
    HEADACHE: Tags((MUD,), ("conditions",)),
    WARMTH: Tags((MUD,), ("goal", "difference")),
    AIR: Tags((SALT,), ("goal", "difference")),
    "Salt rooms are white.": Tags((SALT,), ("goal",)),
}


def test_a_side_on_whose_point_a_source_is_silent_is_shown_by_what_sets_it_apart(
    make_corpus: MakeCorpus,
) -> None:
    """The other side, of which the source speaks to the point, needs no more."""
    found = table(make_corpus, PURPOSES, PURPOSE)
    key = asked("choice", entities=("headache",), wants=("verdict",))

    assert texts(compared(found, key)) == {"a": {HEADACHE, AIR}}


def test_which_is_for_a_complaint_needs_no_more_where_a_source_names_it(
    make_corpus: MakeCorpus,
) -> None:
    found = table(make_corpus, PURPOSES, PURPOSE)

    assert texts(compared(found, asked("conditions", entities=("headache",)))) == {"a": {HEADACHE}}


def test_without_a_point_both_sides_are_shown_by_what_sets_them_apart(
    make_corpus: MakeCorpus,
) -> None:
    found = table(make_corpus, PURPOSES, PURPOSE)

    assert texts(compared(found, asked("choice", wants=("verdict",)))) == {"a": {WARMTH, AIR}}


def test_how_to_choose_is_shown_wherever_it_stands(make_corpus: MakeCorpus) -> None:
    text = "Ask the staff which of the two is for you."
    labels = {text: Tags(BOTH, ("choice",), role="choice")}
    found = table(make_corpus, {"a": f"At the spa\n\n{text}\n"}, labels)

    assert texts(compared(found, asked("choice", wants=("verdict",)))) == {"a": {text}}


def test_without_a_name_every_treatment_is_compared(make_corpus: MakeCorpus) -> None:
    found = table(make_corpus, OILS)
    comparison = Comparison(found.topics, found.evidence)

    assert comparison.sides(asked(topics=())) == (MUD, SALT, STEAM)
    assert comparison.sides(asked(topics=(SALT, MUD))) == (MUD, SALT)


def test_a_claim_about_both_sides_is_found_once(make_corpus: MakeCorpus) -> None:
    both = "Mud packs and salt rooms need oil."
    found = table(make_corpus, {"a": f"At the spa\n\n{both}\n"})

    assert [f.claim.passage.text for f in compared(found, asked("oil-lotion")).found] == [both]


# --- What settles a comparison --------------------------------------------------------------------

TITLE, OTHER_TITLE = "Mud packs and salt rooms", "At the spa"
THREE = "Mud packs, salt rooms and steam baths"
BETTER = "For a headache the mud pack is the better choice, not the salt room."
BEST = "For a headache the mud pack is the best choice of the three."
COMPLAINT = asked("choice", entities=("headache",), wants=("verdict",))
ALL_THREE = asked("choice", topics=(MUD, SALT, STEAM), entities=("headache",), wants=("verdict",))
BETTER_TAGS = Tags(BOTH, ("choice", "conditions"))

SETTLED: dict[str, tuple[Understood, str, str, Tags, bool]] = {
    "a source on the two names the complaint": (COMPLAINT, TITLE, BETTER, BETTER_TAGS, True),
    "a source on all three does so of two": (COMPLAINT, THREE, BETTER, BETTER_TAGS, True),
    "a source on something else does": (COMPLAINT, OTHER_TITLE, BETTER, BETTER_TAGS, False),
    "a source on the two names another": (
        COMPLAINT,
        TITLE,
        BETTER.replace("headache", "cold"),
        BETTER_TAGS,
        False,
    ),
    "it only names the complaint": (
        COMPLAINT,
        TITLE,
        "Mud packs ease a headache.",
        Tags((MUD,), ("conditions",)),
        False,
    ),
    "all three, in one sentence": (
        ALL_THREE,
        THREE,
        BEST,
        Tags((MUD, SALT, STEAM), ("choice", "conditions")),
        True,
    ),
    "all three, but of two": (ALL_THREE, THREE, BETTER, BETTER_TAGS, False),
    "no verdict was asked for": (
        asked("oil-lotion"),
        OTHER_TITLE,
        "Mud packs need oil.",
        Tags((MUD,), ("oil-lotion",)),
        True,
    ),
    "a verdict on a fact": (
        asked("oil-lotion", wants=("verdict",)),
        TITLE,
        "Mud packs need oil.",
        Tags((MUD,), ("oil-lotion",)),
        False,
    ),
    "a verdict on whether they differ": (
        asked("difference", wants=("verdict",)),
        OTHER_TITLE,
        "Mud packs are wet.",
        Tags((MUD,), ("difference",)),
        True,
    ),
    "a verdict on a fact that is told of both": (
        asked("oil-lotion", wants=("verdict",)),
        OTHER_TITLE,
        "Mud packs and salt rooms need oil.",
        Tags(BOTH, ("oil-lotion",)),
        True,
    ),
    "a verdict on what is wanted, whatever complaint is told": (
        asked("mobility-posture", entities=("stiff neck",), wants=("verdict",)),
        TITLE,
        "Mud packs ease stiffness more than salt rooms do.",
        Tags(BOTH, ("mobility-posture", "difference")),
        True,
    ),
    "a verdict on a fact that one sentence compares": (
        asked("oil-lotion", wants=("verdict",)),
        TITLE,
        "Mud packs need more oil than salt rooms.",
        Tags(BOTH, ("oil-lotion", "difference")),
        True,
    ),
}


@pytest.mark.parametrize(
    ("key", "title", "text", "tags", "expected"), SETTLED.values(), ids=SETTLED.keys()
)
def test_a_choice_is_settled_by_a_source_that_compares_the_sides_on_the_point(
    make_corpus: MakeCorpus, key: Understood, title: str, text: str, tags: Tags, expected: bool
) -> None:
    found = table(make_corpus, {"a": f"{title}\n\n{text}\n"}, {text: tags})

    assert compared(found, key).settled is expected


def test_nothing_is_settled_where_research_is_said_to_be_missing(make_corpus: MakeCorpus) -> None:
    gap = "For a headache, which of the two is the better choice has not been studied."
    labels = {BETTER: BETTER_TAGS, gap: replace(BETTER_TAGS, role="gap")}
    found = table(make_corpus, {"a": f"{TITLE}\n\n{BETTER} {gap}\n"}, labels)

    assert gap in texts(compared(found, COMPLAINT))["a"]
    assert not compared(found, COMPLAINT).settled
