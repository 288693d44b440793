"""Which sentences say that research is missing. All are invented for this table."""

import pytest

from answering.knowledge import cues

MISSING = [
    # More study is needed.
    "Further research is needed on how long the relief lasts.",
    "More and better studies are needed before anyone can be sure.",
    "Larger trials would be helpful to compare the two.",
    "Additional evidence on its use in children is still required.",
    "More research should be done on gentle pressure.",
    "A lot of research NEEDS to be done here.",
    "Until more research is available, results should be read with care.",
    "Much work remains to be done to understand stretching.",
    # Something asks for study.
    "The link between posture and sleep deserves further investigation.",
    "These early results call for rigorous clinical trials.",
    "The role of breathing needs to be studied further.",
    "Scientists still need to find out what fascia does at rest.",
    "We urgently need more research into slow stretching.",
    "Touch should be a priority for research.",
    # Questions for later.
    "Future studies will compare both methods.",
    "Further research into light touch may explain this.",
    "It would be interesting to see whether warmth adds anything.",
    "One direction for future research is the effect of music.",
    "Whether the effect lasts is still an open question.",
    "The question of dosage remains unanswered.",
    # Too little was studied.
    "There is a lack of good scientific research on foam rollers.",
    "There is not enough evidence to recommend it.",
    "Few studies have compared the two styles.",
    "The evidence for cupping is limited.",
    "Its use after surgery has never been properly studied.",
    "Research on this method is still in its infancy.",
    "There are wide gaps in our knowledge of touch.",
    "The jury is still out on weighted blankets.",
    # It is not known yet.
    "It is still unclear whether the benefits last.",
    "How stretching does this is not yet known.",
    "Little is known about its use in older people.",
    "The long-term effects of the method remain unknown.",
    "Whether warmth helps remains to be seen.",
    "Researchers don’t fully understand why light touch calms people.",
    "Nobody really knows how it works.",
    "We are only beginning to understand this tissue.",
    "We are just now learning about this tissue.",
    "Researchers continue to study what causes the stiffness.",
]

NOT_MISSING = [
    # Research that is there.
    "Research shows it works.",
    "Studies have been done.",
    "Just in the brief period of research that we do have, we already understand a lot.",
    "Further studies showed that it lowers stress.",
    "Further research on touch has shown that people sleep better.",
    "More research shows that people should walk every day.",
    "Additional evidence suggests that you should drink enough.",
    "There is strong evidence for regular exercise.",
    "The evidence is clear.",
    "No further research is needed to enjoy a walk.",
    "The study was limited to adults.",
    "Many studies support this approach.",
    # Something else is needed, or is more.
    "More exercise is needed.",
    "You need more information? Call us.",
    "More work is needed on your left shoulder.",
    "A sleep study is required before surgery.",
    "Further appointments are needed for most people.",
    "Larger rooms are needed for group classes.",
    "More sessions will be needed to see results.",
    "Your blood should be tested regularly.",
    "A lump should be examined further by a doctor.",
    "Rest is still required after the treatment.",
    # What one person does not know, asks or looks up.
    "Do a little research before you choose a therapist.",
    "If you are unsure, ask your doctor.",
    "If you remain unclear about the exercises, call us.",
    "You are just learning yoga?",
    "You may have cough medicine if the cause of your cough is unknown.",
    "A good therapist asks open questions.",
    "Do you have unanswered questions about your first visit?",
    "Unexplored emotions can show up as tension.",
    "We don’t know if you will like it, but try it.",
    # The words in another sense.
    "She did further research on fascia in Boston.",
    "He began his future studies at a college of massage.",
    "Stay open to what the future may bring.",
    "The clinic remains open during the holidays.",
    "Lack of sleep can make pain worse.",
    "Little effort is needed.",
    "The trial lesson is free.",
    "We research prices.",
    "It is important to understand how your body works.",
]


def says_gap(text: str) -> bool:
    """Whether research is asked for, or something is said not to be known."""
    return any(cues("claims", table).search(text) for table in ("research_gap", "not_known"))


@pytest.mark.parametrize("sentence", MISSING)
def test_a_sentence_that_says_research_is_missing_is_found(sentence: str) -> None:
    assert says_gap(sentence)


@pytest.mark.parametrize("sentence", NOT_MISSING)
def test_a_sentence_that_says_no_such_thing_is_left_alone(sentence: str) -> None:
    assert not says_gap(sentence)


@pytest.mark.parametrize(
    "words", ["further ", "whether ", "future research on ", "need a ", "no few ", "questions of "]
)
def test_a_long_text_that_goes_on_and_on_is_searched_in_linear_time(words: str) -> None:
    """Where the patterns had to go back again and again, this would not end."""
    assert len(words * 5000) > 30_000
    says_gap(words * 5000)


def test_case_and_the_kind_of_apostrophe_make_no_difference() -> None:
    assert says_gap("MORE RESEARCH IS NEEDED")
    assert says_gap("Scientists don't know why.")
    assert says_gap("Scientists don’t know why.")
