"""Angles that plain wording decides, whatever a question is otherwise like."""

import pytest

from answering.assistant import Assistant

SAFETY = "safety-contraindications"
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
    "whom to keep away": ("Who had better stay away from MFR?", "safety-contraindications"),
    "after an operation": ("New knee in June, can I come for MFR?", "safety-contraindications"),
    "with a cold and no angle": ("I've caught a cold. Should I come?", "safety-contraindications"),
    "told apart in one point": (
        "How is the pressure of massage different from that of MFR?",
        "pressure-amount",
    ),
    "told apart in a list of points": (
        "How do MFR and massage differ - aim, pressure, pace?",
        "difference",
    ),
    "the difference as such": (
        "Both are soft. So what is the difference, MFR and CST?",
        "difference",
    ),
    "told apart from a variety": ("deep tissue versus MFR", "relation-to-other"),
    "a fact, with a complaint beside it": (
        "Which presses harder, massage or MFR? My skin bruises.",
        "pressure-amount",
    ),
    "pain as a fact": ("Which is more painful, MFR or deep tissue?", "pain-sensations"),
    "the meaning of a name": ("CST means?", "definition"),
    "how much is known": ("How much do we know about fascia?", "evidence"),
    "what it does to the tissue": ("What does MFR do to the tissue?", "mechanism"),
    "a treatment and a complaint and nothing else": ("CST, sciatica?", "conditions"),
    "a treatment and pain": ("massage painful?", "pain-sensations"),
    "the gentler one": ("Is it MFR or CST that is the gentler one?", "pressure-amount"),
    "which is for a complaint that is all it says": (
        "Awful knots. Which of these is for knots?",
        "conditions",
    ),
    "what medicine made of it, as hearsay": (
        "Is it true that doctors ignored fascia for long?",
        "history-origin",
    ),
    "tears, whatever they are like": ("Why did I cry like a child in MFR?", "emotional-mental"),
    "one and the same as a variety": (
        "Somebody says deep tissue and MFR are one and the same, are they?",
        "relation-to-other",
    ),
    "in which cases to leave it": (
        "When had one better leave MFR alone?",
        "safety-contraindications",
    ),
    "a choice, whatever else it sounds like": (
        "Whiplash here - MFR or massage, what do they say?",
        "choice",
    ),
    "told apart in several points": (
        "How do MFR and CST differ in pressure, in aim and in pace?",
        "difference",
    ),
    "the state of research": ("How firm is the evidence on fascia?", "evidence"),
    "the lighter one, before a comma": ("Which is lighter, CST or MFR?", "pressure-amount"),
    "what the hands do": (
        "What is the difference in how they work on you, MFR and massage?",
        "touch-manner",
    ),
    "what each is for": ("When do people take MFR and when massage?", "goal"),
    "one or the other to be rid of something": (
        "Frozen shoulder, MFR or massage to loosen it?",
        "choice",
    ),
    "several points of a session": (
        "MFR: the room, the clothes, the length, what are they like?",
        "clothing",
    ),
    "when it is over": ("What tells her that MFR is finished?", "finding-the-spot"),
    "what a tissue is like when well": ("healthy fascia?", "tissue-function"),
    "what medicine made of it": (
        "Experts never cared about fascia, is that so?",
        "history-origin",
    ),
    "what it is used for, in short": ("sprained wrist last year, MFR indicated?", "conditions"),
    "what did somebody else good": (
        "MFR fixed her sciatica, she swears. Is that in there?",
        "conditions",
    ),
    "what may be had with a disorder of a tissue": (
        "Marfan syndrome, a connective tissue disorder. May I have MFR?",
        "safety-contraindications",
    ),
    "how long to wait": ("Back surgery in May. How long must I wait for MFR?", SAFETY),
    "how it differs, whatever it is called": (
        "How does MFR differ from the soothing massage?",
        "difference",
    ),
    "not made up one's mind": ("Torn between massage and MFR for sciatica.", "choice"),
    "explained against each other": ("Explain MFR versus CST", "difference"),
    "what a source says of a complaint": (
        "Gout. Does the CST source say it cures it?",
        "conditions",
    ),
    "oneself in one word": ("any use, self-massage?", "self-treatment"),
    "sellers themselves are no self-treatment": (
        "Which of the authors sell massage themselves?",
        "seller",
    ),
    "one point of a session": ("MFR: what is the room like?", "environment"),
    "a session told in words": ("Please describe an average massage.", "session-description"),
    "oneself, whatever else is told": (
        "Money is short. Does any article speak of treating yourself?",
        "self-treatment",
    ),
    "a medicine told beside what helps": (
        "The tablets do nothing for my migraine. Would MFR help?",
        "conditions",
    ),
    "a medicine asked about": (
        "Warfarin for years. Is massage safe?",
        "medication-drugs-alcohol",
    ),
    "a medicine and a complaint": (
        "Gout and ibuprofen. Is massage safe?",
        "safety-contraindications",
    ),
    "whether to keep a date": ("Flu since Monday. Postpone MFR?", "safety-contraindications"),
    "whom to send away": (
        "For which conditions should we turn people away from MFR?",
        "safety-contraindications",
    ),
    "whom to ask, with a medicine": (
        "Insulin daily. Need I tell anybody before I book MFR?",
        "doctor-first",
    ),
    "both instead of one": ("Do I need to choose, or may I have massage and MFR?", "combination"),
    "who is after money": ("Which author wants my money?", "seller"),
    "why they hold still": ("The point of the long still holds in MFR?", "hold-length"),
    "what doctors said": (
        "Fascia matters so much, yet no doctor ever spoke of it?",
        "history-origin",
    ),
    "one's own": ("Any benefit if I give my own massage?", "self-treatment"),
    "what makes staff think twice": (
        "What in a client should make us hesitate to give MFR?",
        "safety-contraindications",
    ),
    "told apart, with hands told of": (
        "What is the difference between massage and MFR? Both press on you.",
        "difference",
    ),
    "harm, whatever is done at home": ("Is self-massage safe with a blood clot?", SAFETY),
    "harm, whatever is told apart": ("When is massage harmful and when is MFR?", SAFETY),
    "harm, whatever doctors said": ("Doctors always ignore this: is MFR safe with gout?", SAFETY),
    "a blood thinner with a complaint": (
        "Warfarin here, will massage help with bruises?",
        "medication-drugs-alcohol",
    ),
    "the pressure of a treatment": ("What is the ideal massage pressure?", "pressure-amount"),
    "help with a complaint": ("Does MFR help with brittle bones?", "conditions"),
}


@pytest.mark.parametrize(("question", "aspect"), MEANT.values(), ids=MEANT.keys())
def test_the_angle_that_is_meant(assistant: Assistant, question: str, aspect: str) -> None:
    assert assistant.understand(question).aspects[:1] == (aspect,)
