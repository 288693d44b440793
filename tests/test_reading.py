"""Reading data: the wording of page furniture, and what must not be taken for it."""

from typing import get_args

import pytest

from retrieval.reading import furniture_role, reading_data
from retrieval.types import EVIDENCE_ROLES, Role

FURNITURE: dict[Role, list[str]] = {
    "navigation": [
        "Leave a Comment",
        "Comments",
        "Recent Posts",
        "Share this article",
        "back to top",
        "Table of contents",
        "https://example.org/review?place=1",
        "www.example.org",
        "Skip to content",
        "Tags: pain, back",
    ],
    "byline": [
        "By Jane Doe",
        "Written By Jane Doe",
        "Reviewed by Dr Jane Doe, MD",
        "Oct 22",
        "Oct 22, 2024",
        "2 min read",
        "Last updated: 3 May 2024",
        "MD, PhD. Physician from Lisbon.",
        "Physical Therapist | + posts",
        "I've been practicing yoga since 2014.",
        "I’m a health and wellness enthusiast.",
    ],
    "caption": [
        "Photo of author",
        "Image credit: Jane Doe",
        "A young woman with long hair has her hands in a pose",
    ],
    "reference": [
        "Doe J. A title. J Pain. 2018 Apr;22(2):247-251. doi: 10.1016/j.x.2017.05.006.",
        "Doe J. A title. PMID: 29861215.",
    ],
    "disclaimer": [
        "This page is for informational and educational purposes only.",
        "It is not intended to provide medical advice.",
        "This is not a substitute for professional medical advice.",
        "© 2024 Example Ltd. All rights reserved.",
        "The publisher takes responsibility for nothing.",
        "All readers of this page are advised to consult their doctors.",
    ],
    "advert": [
        "Book your session today.",
        "Call us now!",
        "Visit our office in Springfield.",
        "Call (555) 010-4477.",
        "I invite you to try a session.",
        "Curious to try it?",
        "See one of our licensed therapists.",
        "Free consultation for new clients.",
    ],
    "roadmap": [
        "In this article, we will explore the ideas.",
        "Let’s start with the body.",
        "Let us look at each of them.",
        "You may be wondering what it is.",
        "Are you confused by all these names?",
        "If so, you’re not alone!",
        "Keep reading to find out.",
    ],
}


@pytest.mark.parametrize(
    ("role", "text"),
    [(role, text) for role, texts in FURNITURE.items() for text in texts],
)
def test_page_furniture_is_known_by_its_wording(role: Role, text: str) -> None:
    assert furniture_role(text) == role


@pytest.mark.parametrize("text", ["BY JANE DOE", "leave a comment", "CALL US NOW!"])
def test_upper_and_lower_case_do_not_matter(text: str) -> None:
    assert furniture_role(text) == furniture_role(text.swapcase())
    assert furniture_role(text) is not None


@pytest.mark.parametrize("text", ["In  this\narticle we look", "in this\u00a0article we look"])
def test_white_space_does_not_matter(text: str) -> None:
    assert furniture_role(text) == "roadmap"


SUBJECT_MATTER = [
    "Massage can help people with low back pain.",
    "A person with fragile bones should ask a doctor first.",
    "The technique was described by Jane Doe in 1990.",
    "It works by gently lengthening the tissue.",
    "Some therapists book longer sessions for chronic pain.",
    "Contact with the skin is slow and gentle.",
    "Research on comments by patients is missing.",
    "Sessions last 30 to 60 minutes.",
    "In May 2016 a trial with 40 people was published.",
    "Let the tissue soften before you go on.",
    "Consult your doctor first if you take medication.",
    "Search for a practitioner with training.",
    "Do not press hard at the top of the spine.",
]


@pytest.mark.parametrize("text", SUBJECT_MATTER)
def test_what_an_author_says_on_the_subject_is_not_furniture(text: str) -> None:
    assert furniture_role(text) is None


@pytest.mark.parametrize("text", ["", " ", "x", "。", "\u200b"])
def test_next_to_nothing_is_not_furniture(text: str) -> None:
    assert furniture_role(text) is None


def test_furniture_is_looked_for_at_the_beginning_of_a_line_only() -> None:
    assert furniture_role("word " * 10 + "book your session") == "advert"
    assert furniture_role("word " * 1000 + "book your session") is None


def test_every_role_of_the_data_file_exists_and_is_not_evidence() -> None:
    roles = set(reading_data()["roles"])

    assert roles == set(FURNITURE)
    assert roles <= set(get_args(Role))
    assert not roles & EVIDENCE_ROLES


def test_abbreviations_are_written_as_they_are_looked_up() -> None:
    words = reading_data()["abbreviations"]["never_end"]

    assert all(word == word.casefold() and not word.endswith(".") for word in words)
    assert len(words) == len(set(words))
