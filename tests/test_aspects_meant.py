"""Angles that plain wording decides, whatever a question is otherwise like."""

import pytest

from answering.assistant import Assistant

MEANT = {
    "a complaint and nothing else": ("pelvic pain??", "conditions"),
    "which is for a complaint": ("For fibromyalgia is massage better or MFR better?", "choice"),
    "how to decide": ("How does somebody decide between these treatments?", "choice"),
    "the use of a part of the body": ("what are the benefits of fascia", "tissue-function"),
    "the use of a treatment": ("what are the benefits of massage", "benefits"),
    "a fresh injury": ("sprained ankle, still swollen, MFR today?", "safety-contraindications"),
    "what to wear, whatever one has": (
        "Ankle sprained, what do I wear for massage today?",
        "clothing",
    ),
    "where a complaint is mentioned": ("which of them mentions sciatica", "conditions"),
    "whom it does not suit": (
        "Which sort of person is MFR unsuitable for?",
        "safety-contraindications",
    ),
    "what speaks against it": ("Any reason not to book MFR?", "safety-contraindications"),
    "whether it suits somebody ill": (
        "Would MFR be suitable with gout?",
        "safety-contraindications",
    ),
    "help with a complaint": ("Does MFR help with brittle bones?", "conditions"),
}


@pytest.mark.parametrize(("question", "aspect"), MEANT.values(), ids=MEANT.keys())
def test_the_angle_that_is_meant(assistant: Assistant, question: str, aspect: str) -> None:
    assert assistant.understand(question).aspects[:1] == (aspect,)
