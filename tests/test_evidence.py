"""Evidence: which claims speak to a key."""

from dataclasses import replace

import pytest

from answering.assistant import Assistant
from answering.evidence import CAP, Evidence
from answering.types import Look, Understood
from retrieval.types import EVIDENCE_ROLES

KEY = Understood(question="")


@pytest.fixture(scope="module")
def evidence(assistant: Assistant) -> Evidence:
    return assistant.evidence


def texts(evidence: Evidence, key: Understood, *topics: str) -> list[str]:
    return [found.claim.passage.text for found in evidence.speaking(Look(key, topics))]


def test_an_aspect_finds_the_claims_that_answer_it(evidence: Evidence) -> None:
    found = texts(evidence, replace(KEY, aspects=("oil-lotion",)), "myofascial release")
    assert any("doesn’t use oil" in text for text in found)
    assert any("without lotion or oil" in text for text in found)


def test_only_claims_about_the_topic_speak(evidence: Evidence) -> None:
    key = replace(KEY, aspects=("session-length",))
    assert "The sessions usually last about an hour." in texts(evidence, key, "massage")
    assert "The sessions usually last about an hour." not in texts(
        evidence, key, "craniosacral therapy"
    )


def test_what_is_said_of_another_treatment_and_the_same_tissue_is_left_out(
    evidence: Evidence,
) -> None:
    key = replace(KEY, aspects=("target-tissue",), topics=("massage", "fascia"))
    about = [set(found.claim.about) for found in evidence.speaking(Look(key, ("fascia",)))]
    assert about
    assert all("massage" in names or names == {"fascia"} for names in about)


def test_a_source_of_other_treatments_does_not_speak_by_what_it_says_of_a_complaint(
    evidence: Evidence,
) -> None:
    cranio = "craniosacral therapy"
    key = replace(KEY, aspects=("conditions",), entities=("stress",), topics=(cranio,))
    found = evidence.speaking(Look(key, (cranio,)))
    of_it = {claim.source for claim in evidence.claims if cranio in claim.about}
    assert {one.claim.source for one in found} <= of_it


def test_one_word_alone_does_not_speak_beside_an_aspect(evidence: Evidence) -> None:
    key = replace(KEY, terms=("tissu",))
    assert texts(evidence, key)
    found = evidence.speaking(Look(replace(key, aspects=("emotional-mental",))))
    assert found
    assert all("emotional-mental" in one.claim.aspects + one.claim.touches for one in found)


def test_where_the_thing_is_named_only_claims_that_name_it_speak(evidence: Evidence) -> None:
    key = replace(KEY, aspects=("conditions",), entities=("plantar fasciitis",))
    found = texts(evidence, key, "myofascial release")
    assert "Plantar fasciitis or foot pain" in found
    assert all("plantar fasciitis" in text.lower() for text in found)


def test_a_source_that_does_not_name_a_complaint_speaks_of_what_it_is_a_kind_of(
    evidence: Evidence,
) -> None:
    """A source that names it is quoted with nothing less exact."""
    key = replace(KEY, aspects=("conditions",), entities=("migraine",))
    found = texts(evidence, key, "myofascial release")
    assert "Tension headaches and migraines" in found
    assert any("low back pain, plantar fasciitis, headaches" in text for text in found)
    assert "Chronic neck and back pain" not in found


def test_a_kind_of_the_thing_is_named_too(evidence: Evidence) -> None:
    key = replace(KEY, aspects=("conditions",), entities=("headache",))
    assert "Tension headaches and migraines" in texts(evidence, key, "myofascial release")


def test_rare_words_speak_without_any_aspect(evidence: Evidence) -> None:
    key = replace(KEY, terms=("effleurag", "petrissag"))
    assert all("effleurage" in text for text in texts(evidence, key))
    assert texts(evidence, key)


def test_words_that_stand_nowhere_count_against_a_claim(evidence: Evidence) -> None:
    claim = next(c for c in evidence.claims if "effleurage" in c.passage.text)
    assert evidence.terms.coverage(("effleurag",), claim) == 1.0
    assert evidence.terms.coverage(("effleurag", "zumba"), claim) < 0.5


@pytest.mark.parametrize("aspects", [(), ("techniques",), ("definition",)])
def test_what_holds_the_phrase_of_a_question_speaks_alone(
    evidence: Evidence, aspects: tuple[str, ...]
) -> None:
    found = texts(evidence, replace(KEY, aspects=aspects, phrases=("skin roll",)))
    assert found
    assert all("skin rolling" in text.lower() for text in found)


def test_how_much_is_not_asked_by_a_phrase(evidence: Evidence) -> None:
    key = replace(KEY, aspects=("pressure-amount",))
    assert texts(evidence, replace(key, phrases=("skin roll",))) == texts(evidence, key)


def test_a_key_with_nothing_in_it_finds_nothing(evidence: Evidence) -> None:
    assert texts(evidence, KEY) == []


@pytest.mark.parametrize("aspect", ["benefits", "oil-lotion"])
def test_no_source_says_more_than_a_reader_takes_in(evidence: Evidence, aspect: str) -> None:
    found = evidence.speaking(Look(replace(KEY, aspects=(aspect,))))
    # A list is one statement, shown whole.
    said = {
        (one.claim.passage.document.id, one.claim.passage.lead or one.claim.passage.number)
        for one in found
    }
    sources = [source for source, _ in said]
    assert sources
    assert max(sources.count(source) for source in sources) <= CAP


def test_furniture_of_the_page_is_never_evidence(evidence: Evidence) -> None:
    assert {claim.passage.role for claim in evidence.about(KEY, ())} <= EVIDENCE_ROLES


@pytest.mark.parametrize(
    ("name", "mentioned"),
    [("fibromyalgia", True), ("headache", True), ("gout", False), ("cupping", False)],
)
def test_what_the_documents_mention(evidence: Evidence, name: str, mentioned: bool) -> None:
    assert evidence.mentions(name) is mentioned
