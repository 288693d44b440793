"""The lexicon as data: well formed, each word in one place, no circle; it finds what is said."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from answering.knowledge import knowledge
from answering.lexicon import lexicon

TYPES = {
    "condition", "symptom", "body", "substance", "person",
    "treatment", "activity", "tool", "medicine", "place", "role", "animal",
}  # fmt: skip
KEYS = {"name", "type", "words", "kinds"}
SUBJECTS = {"massage", "myofascial release", "craniosacral therapy", "fascia"}
# Right as whole words of the language, and wrong in far too many sentences.
TOO_GENERAL = {
    "back", "hand", "hands", "head", "face", "work", "book", "running", "couple", "minor", "stroke",
    "rest", "fall", "cold", "training", "event", "side", "symptom", "tool", "treatment", "therapy",
    "therapist", "pressure", "session", "body", "time", "senior", "friend", "adult", "women", "men",
}  # fmt: skip


def entries() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = knowledge("lexicon")["entity"]
    return rows


def all_words() -> Iterator[tuple[str, str]]:
    """Every word with the name it belongs to."""
    for entry in entries():
        for word in entry["words"]:
            yield word, entry["name"]


def kinds_of() -> dict[str, list[str]]:
    return {entry["name"]: entry["kinds"] for entry in entries()}


def repeated(items: Iterator[str] | list[str]) -> list[str]:
    return [item for item, count in Counter(items).items() if count > 1]


def circle_from(name: str, path: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The way from `name` over its kinds back to a name already passed; empty if there is none."""
    if name in path:
        return (*path, name)
    ways = (circle_from(kind, (*path, name)) for kind in kinds_of()[name])
    return next((way for way in ways if way), ())


def test_there_are_enough_entries() -> None:
    assert len(entries()) >= 450


def test_every_type_is_used_and_no_other() -> None:
    assert {entry["type"] for entry in entries()} == TYPES


def test_entries_have_the_keys_of_the_format() -> None:
    for entry in entries():
        assert set(entry) == KEYS, entry["name"]


def test_names_are_unique() -> None:
    assert not repeated([entry["name"] for entry in entries()])


def test_every_name_is_among_its_own_words() -> None:
    assert not [entry["name"] for entry in entries() if entry["name"] not in entry["words"]]


def test_a_word_belongs_to_one_entity_and_stands_there_once() -> None:
    assert not repeated([word for word, _ in all_words()])


def test_words_are_lower_case_with_single_spaces_and_plain_apostrophes() -> None:
    assert not [
        w for w, _ in all_words() if w != " ".join(w.lower().split()) or re.search("[-’]", w)
    ]


def test_kinds_are_entries() -> None:
    names = set(kinds_of())
    assert not [kind for kinds in kinds_of().values() for kind in kinds if kind not in names]


def test_kinds_do_not_run_in_a_circle() -> None:
    assert not [way for name in kinds_of() if (way := circle_from(name))]


def test_the_subjects_themselves_are_not_listed() -> None:
    assert not SUBJECTS & {word for word, _ in all_words()}


def test_words_of_general_use_are_not_listed() -> None:
    assert not TOO_GENERAL & {word for word, _ in all_words()}


SENTENCES = [
    ("Which is better for my back pain?", ["back pain"]),
    ("Can I come back next week?", []),
    ("My lower back is stiff", ["the back", "stiffness"]),
    ("Chronic neck and back pain", ["neck", "back pain"]),
    ("Does hot-stone massage hurt?", ["hot stone massage", "pain"]),
    ("On the other hand it is hands-on", []),
    ("long flowing strokes", []),
    ("I had a stroke and take warfarin", ["cerebral stroke", "blood thinner"]),
    ("Can I book a couple of hours?", []),
    ("I'm running late, in the long run", []),
    ("how many sessions before it works", []),
    ("Do I lie face down?", []),
    ("will it help with plantar fascitis", ["plantar fasciitis"]),
    ("a herniated disk or sciatica", ["herniated disc", "sciatica"]),
    ("TMJ dysfunction and migraines", ["tmj dysfunction", "migraine"]),
    ("frozen shoulder; trapped nerves", ["frozen shoulder", "pinched nerve"]),
    ("high blood pressure or a blood clot", ["high blood pressure", "blood clot"]),
    ("my excema itches, I bruise easily", ["eczema", "itching", "bruise"]),
    ("Open wounds, infections, or skin irritation", ["open wound", "infection", "skin problem"]),
    ("Is it OK after a C-section?", ["caesarean section"]),
    ("six weeks after hip replacement", ["hip replacement"]),
    ("I'm 20 weeks pregnant", ["pregnant woman"]),
    ("my 6 month old has colic", ["baby", "colic"]),
    ("Can my teenage daughter come?", ["teenager"]),
    ("My kids have ADHD", ["child", "adhd"]),
    ("I can’t sleep, I'm stressed", ["insomnia", "stress"]),
    ("pins and needles, then numbness", ["tingling", "numbness"]),
    ("tired and dizzy afterwards", ["fatigue", "dizziness"]),
    ("allergic to nuts: which oil?", ["nut allergy", "oil"]),
    ("tight hamstrings and sore calves", ["hamstring", "calf pain"]),
    ("the quadratus lumborum (QL)", ["quadratus lumborum"]),
    ("What about cupping, dry needling or reiki?", ["cupping", "dry needling", "reiki"]),
    ("a physiotherapist or physiotherapy", ["physiotherapist", "physiotherapy"]),
    ("Swedish massage or Thai massage", ["swedish massage", "thai massage"]),
    ("a foam-roller, a tennis ball", ["foam roller", "tennis ball"]),
    ("gym, sauna or swimming after?", ["gym", "sauna", "swimming"]),
    ("Can I drive home?", ["driving"]),
    ("alcohol or coffee before", ["alcohol", "coffee"]),
    ("is there parking and step-free access", ["parking", "wheelchair access"]),
    ("Do you do home visits?", ["home visit"]),
    ("long covid, fibromyalgia, endometriosis", ["long covid", "fibromyalgia", "endometriosis"]),
    ("lymphedema after breast cancer", ["lymphoedema", "breast cancer"]),
    ("severe osteoporosis or fragile bones", ["osteoporosis"]),
    ("a double-blind study of minor effects", []),
]


@pytest.mark.parametrize(("sentence", "names"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_finds_what_a_sentence_names(sentence: str, names: list[str]) -> None:
    assert [entity.name for entity in lexicon().find(sentence)] == names
