"""Our own words: every template can be filled, and none takes sides."""

import re
from string import Formatter
from typing import Any

import pytest

from answering.knowledge import knowledge
from answering.topics import Topics
from answering.types import Notice
from answering.wording import EMERGENCY_SETTING, headline, label, listed, notice, urgent_notice
from retrieval.types import Corpus
from tests.wordings import FIELDS, TEMPLATES, pattern, said_by_us

TEXTS: dict[str, str] = {
    f"{table}.{name}": text
    for table in ("headline", "notice", "label", "handout")
    for name, text in knowledge("wording")[table].items()
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_every_template_can_be_filled(text: str) -> None:
    names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    assert names <= set(FIELDS)
    assert "{" not in text.format(**dict.fromkeys(names, "x"))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_template_names_a_treatment(corpus: Corpus, text: str) -> None:
    """So none can name a winner."""
    assert Topics.of_corpus(corpus).find(text) == ()


TAKES_SIDES = re.compile(
    r"\b(recommend\w*|we suggest|you should|the best|most (sources|articles|of)|majority|agree\w*"
    r"|consensus|votes?|prove[ns]?|studies show|effective|works? better|superior|safe"
    r"|book (a|your) session)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_template_recommends_counts_votes_or_makes_a_claim(text: str) -> None:
    assert TAKES_SIDES.search(text) is None


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_template_speaks_of_better_only_to_leave_it_open(text: str) -> None:
    if re.search(r"\b(better|best|worse)\b", text):
        assert re.search(r"\b(not|none)\b", text, re.IGNORECASE)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_template_is_one_short_line(text: str) -> None:
    assert text == " ".join(text.split())
    assert len(text) <= 200


@pytest.mark.parametrize(("speaking", "verb"), [(1, "speaks"), (2, "speak"), (5, "speak")])
def test_the_verb_agrees_with_the_number(speaking: int, verb: str) -> None:
    text = headline("partial", speaking=speaking, all=5)

    assert f"{speaking} of 5 {verb} " in text


def test_a_notice_is_of_its_kind_and_filled() -> None:
    assert notice("missing", terms="“cupping”") == Notice(
        "missing", knowledge("wording")["notice"]["missing"].format(terms="“cupping”")
    )


def test_another_wording_keeps_the_kind() -> None:
    assert notice("missing", "clarify").kind == "missing"
    assert notice("missing", "clarify").text == knowledge("wording")["notice"]["clarify"]


def test_a_missing_thing_in_braces_is_shown_as_it_is() -> None:
    assert "{speaking} {0} {}" in notice("missing", terms="{speaking} {0} {}").text


EMERGENCY = {
    "not set": (None, "your local emergency number"),
    "blank": ("  ", "your local emergency number"),
    "set": ("112", "112"),
    "with spaces around": (" 999 ", "999"),
}


@pytest.mark.parametrize(("setting", "number"), EMERGENCY.values(), ids=EMERGENCY.keys())
def test_the_urgent_notice_names_the_emergency_number(
    monkeypatch: pytest.MonkeyPatch, setting: str | None, number: str
) -> None:
    if setting is None:
        monkeypatch.delenv(EMERGENCY_SETTING, raising=False)
    else:
        monkeypatch.setenv(EMERGENCY_SETTING, setting)

    assert urgent_notice().kind == "urgent"
    assert f"Call {number} now" in urgent_notice().text


def test_labels_are_looked_up_by_name() -> None:
    assert label("silent") == knowledge("wording")["label"]["silent"]
    with pytest.raises(KeyError):
        label("no such label")


LISTED: dict[str, tuple[list[str], str]] = {
    "none": ([], ""),
    "one": (["cupping"], "“cupping”"),
    "two": (["cupping", "yoga"], "“cupping”, “yoga”"),
}


@pytest.mark.parametrize(("words", "text"), LISTED.values(), ids=LISTED.keys())
def test_words_are_listed_in_quotation_marks(words: list[str], text: str) -> None:
    assert listed(words) == text


FILLED: dict[str, tuple[str, dict[str, Any]]] = {
    "partial": ("partial", {"speaking": 2, "all": 5}),
    "declined": ("declined", {"all": 5}),
    "clarify": ("clarify", {}),
}


@pytest.mark.parametrize(("name", "values"), FILLED.values(), ids=FILLED.keys())
def test_a_filled_template_is_recognised_as_ours(name: str, values: dict[str, Any]) -> None:
    """The check that the contract test relies on."""
    assert said_by_us("headline", headline(name, **values))
    assert not said_by_us("headline", headline(name, **values) + " Massage is better.")
    assert not said_by_us("headline", "Massage is better.")


def test_every_field_stands_for_something_narrow() -> None:
    numbers = pattern("{speaking} of {all}")

    assert numbers.fullmatch("2 of 5")
    assert not numbers.fullmatch("massage of 5")
    assert set(TEMPLATES) == {"headline", "notice"}
