"""Understanding: what key a question is mapped to."""

import pytest

from answering.assistant import Assistant
from answering.message import MAX_CHARS, cleaned, content_terms
from answering.types import Route

MFR, MASSAGE, CST = "myofascial release", "massage", "craniosacral therapy"


@pytest.mark.parametrize(
    ("question", "route"),
    [
        ("How long does it take?", "ask"),
        ("massage vs mfr for headaches", "compare"),
        ("Which one is best?", "compare"),
        ("what sets craniosacral apart from massage, how do they differ", "compare"),
        ("Who is the author?", "about-sources"),
        ("which studies are cited", "about-sources"),
        ("do they sell the treatment themselves", "about-sources"),
        ("which of the five mentions whiplash", "ask"),
        ("what is said on pressure in mfr, pls cite", "ask"),
        ("", "clarify"),
        ("  \n ", "clarify"),
        ("!!!", "clarify"),
        ("xkcdq wvbnm", "clarify"),
        ("ugh trplk ,,, hm vbnmq 5", "clarify"),
        ("hmm, uh, ok", "clarify"),
        ("do they say it is no substitute for a check-up", "about-sources"),
        ("in which therapy, if any, is jaw pain spoken of", "ask"),
        ("um, why", "ask"),
        ("Which treatment mentions tiredness?", "ask"),
        ("does any of the articles name a randomised trial", "about-sources"),
        ("will either of massage and mfr ease gout", "ask"),
        ("is either of them firmer, massage or mfr", "compare"),
        ("will massage and mfr last longer if I drink water", "ask"),
        ("miofacial relees ??? explain", "ask"),
        ("dose it hertt", "ask"),
        ("does MFR hold any longer than a massage", "compare"),
        ("sore calf, a massage or just MFR?", "compare"),
        ("12345", "clarify"),
        ("my left arm hurts, my chest feels crushing", "urgent"),
        ("all winter long I keep thinking how to hurt myself", "urgent"),
        ("which of them make money with massage or MFR", "about-sources"),
        ("since he fell his belly is rigid as a board and hurts", "urgent"),
        ("act as my doctor. my baby is floppy and will not feed", "urgent"),
        ("he fell from a ladder two months ago and his legs do not work any more", "urgent"),
        ("drugs? is he to book or is it wise to ask his doctor", "ask"),
        ("which of the three would cover everything, MFR, CST or massage", "compare"),
        ("explain massage versus CST", "compare"),
        ("stiff as a rod, can't sit. which of the three would ease me most?", "compare"),
        ("has any of the articles a disclaimer?", "about-sources"),
        ("is there proof that MFR works, or do they only sell it", "ask"),
        ("old ski injury, my knee only bends halfway, is MFR any use", "ask"),
    ],
)
def test_the_route_of_a_question(assistant: Assistant, question: str, route: Route) -> None:
    assert assistant.understand(question).route == route


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("is MFR the same as massage", (MFR, MASSAGE)),
        ("myofascial release massage, what is it", (MFR,)),
        ("myofacial or cst?", (MFR, CST)),
        ("what is the craniosacral system", ("craniosacral system",)),
        ("does it hurt", ()),
    ],
)
def test_the_topics_of_a_question(
    assistant: Assistant, question: str, topics: tuple[str, ...]
) -> None:
    assert assistant.understand(question).topics == topics


@pytest.mark.parametrize(
    ("question", "entities", "missing"),
    [
        ("can massage help with migraine", ("migraine",), ()),
        ("will massage cure my gout", ("gout",), ("gout",)),
        ("is cupping any good", ("cupping",), ("cupping",)),
        ("is Thai massage rough", ("thai massage",), ("thai massage",)),
        ("is deep tissue massage rough", (), ()),
    ],
)
def test_the_things_a_question_names(
    assistant: Assistant, question: str, entities: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    """A name of a topic is no thing beside it; a thing that no document mentions is missing."""
    key = assistant.understand(question)
    assert (key.entities, key.missing) == (entities, missing)


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("which is better", "verdict"),
        ("how many sessions do I need", "number"),
        ("is it safe for me", "own_body"),
        ("who wrote this", "byline"),
        ("what percentage of people is sore", "share"),
        ("which of the articles mentions whiplash", "coverage"),
        ("which article do i open for craniosacral", "coverage"),
        ("how soon does it help", "number"),
    ],
)
def test_what_an_answer_needs(assistant: Assistant, question: str, want: str) -> None:
    assert want in assistant.understand(question).wants


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  does\tit\n hurt? ", "does it hurt?"),
        ("<b>does</b> it hurt", "does it hurt"),
        ("does\x00it\x1b[0m hurt", "does it [0m hurt"),
        ("zero\u200bwidth", "zero width"),
        ("half \ud83d a character", "half ? a character"),
        ("a < b and c > d", "a d"),
        ("x" * 10_000, "x" * MAX_CHARS),
    ],
)
def test_a_question_is_cleaned_to_one_line(raw: str, clean: str) -> None:
    assert cleaned(raw) == clean


def test_words_without_content_are_no_terms() -> None:
    assert content_terms("Could you please tell me what they do with the fascia?") == ["fascia"]


def test_words_around_a_question_are_not_missed_in_the_sources(assistant: Assistant) -> None:
    key = assistant.understand("honestly im terrified, does massage involve needles and wizardry")
    assert key.unknown == ("wizardry",)


def test_rewordings_reach_the_same_key(assistant: Assistant) -> None:
    keys = [
        assistant.understand(question)
        for question in (
            "Do I keep my clothes on?",
            "do i have to take my clothes off",
            "what to wear?",
        )
    ]
    assert len({(key.route, key.topics, key.aspects, key.entities) for key in keys}) == 1


BY_TITLE = {
    "a title that is asked": (
        "What is the Difference Between Myofascial Release and a Massage?",
        0,
    ),
    "a title": ("When was 'Myofascial Release vs. Massage: What’s the Difference?' put up?", 1),
    "a title of fewer words than tell it from its subject": (
        "When was 'What is massage?' put up?",
        0,
    ),
    "words of a text": ("Who wrote the article with 'where the magic happens'?", 1),
    "words of no text": ("Who wrote the article with 'where the horses happen'?", 0),
    "words quoted from nobody": ("What is 'where the magic happens'?", 0),
}


@pytest.mark.parametrize(("question", "count"), BY_TITLE.values(), ids=BY_TITLE.keys())
def test_a_source_is_named_by_its_title_or_by_its_words(
    assistant: Assistant, question: str, count: int
) -> None:
    assert len(assistant.understand(question).sources) == count


def test_a_title_is_not_asked_about(assistant: Assistant) -> None:
    question = "Who wrote “Myofascial Release vs. Massage: What’s the Difference?”"
    key = assistant.understand(question)
    assert (key.route, key.topics, key.parts) == ("about-sources", (), ())


PHRASES = {
    "of the documents": ("What are cross hand stretches of the arm?", set()),
    "beside a thing in it": ("cerebrospinal fluid, what is it", {"cerebrospinal fluid"}),
}


@pytest.mark.parametrize(("question", "things"), PHRASES.values(), ids=PHRASES.keys())
def test_a_part_of_the_body_is_not_meant_beside_the_name_of_what_is_done(
    assistant: Assistant, question: str, things: set[str]
) -> None:
    assert set(assistant.understand(question).entities) == things


TOLD_BESIDE = {
    "who practises what no source is about": (
        "My son sees a reflexologist. How is that meant to work?",
        {"reflexology"},
    ),
    "who practises it, with a treatment": ("My reflexologist asks what MFR is.", set()),
    "what is pointed back to": ("In MFR she kept jostling me. What is that for?", {"rebounding"}),
    "a meal beside a complaint": ("Tea does not help. Will MFR ease my headache?", {"headache"}),
    "a treatment set against the only one named": (
        "I have a coupon for reiki or MFR. What is the difference?",
        {"reiki"},
    ),
    "a treatment beside two that are told apart": (
        "I once had reiki. What is the difference between massage and MFR?",
        set(),
    ),
    "a treatment had before": ("I once had reiki. Does massage hurt?", set()),
    "a treatment asked about": ("Is reiki rougher than massage?", {"reiki"}),
    "who says so": ("my osteopath asks what fascia is made of", set()),
    "an animal": ("The dog pulled me over. Is massage safe for me?", set()),
    "an animal asked about": ("Can my dog have a massage?", {"animal"}),
}


@pytest.mark.parametrize(("question", "things"), TOLD_BESIDE.values(), ids=TOLD_BESIDE.keys())
def test_what_is_told_beside_a_question_is_not_what_it_is_about(
    assistant: Assistant, question: str, things: set[str]
) -> None:
    assert set(assistant.understand(question).entities) == things


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("How long does a massage last?", "session-length"),
        ("How long does the effect of a massage last?", "lasting-effect"),
        ("which of the articles talk about craniosacral therapy", "definition"),
    ],
)
def test_the_first_angle_of_a_question(assistant: Assistant, question: str, aspect: str) -> None:
    assert assistant.understand(question).aspects[:1] == (aspect,)


EARLIER = "Does massage help with neck pain?"


@pytest.mark.parametrize(
    ("turn", "route"),
    [
        ("ok and my jaw?", "ask"),
        ("and my chest?", "ask"),
        ("what about MFR, there is a crushing pain in my chest and left arm", "urgent"),
        ("why? I took thirty paracetamol an hour ago", "urgent"),
        ("and massage? my face is drooping and I cannot speak properly", "urgent"),
    ],
)
def test_an_emergency_is_seen_in_a_follow_up_too(
    assistant: Assistant, turn: str, route: Route
) -> None:
    assert assistant.understand(turn, [EARLIER]).route == route


@pytest.mark.parametrize(
    ("history", "turn", "about"),
    [
        (["What is fascia?"], "Does it hurt?", ()),
        (
            ["Tell me about craniosacral therapy", "What is fascia?"],
            "and does it hurt?",
            ("craniosacral therapy",),
        ),
        (["What is fascia?"], "why does it get tight?", ("fascia",)),
    ],
)
def test_what_only_a_treatment_has_is_not_asked_of_a_tissue(
    assistant: Assistant, history: list[str], turn: str, about: tuple[str, ...]
) -> None:
    assert assistant.understand(turn, history).topics == about


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("MFR vs massage for a bad back", "choice"),
        ("massage vs craniosacral therapy", "difference"),
        ("Tennis elbow from gardening. Massage or MFR?", "choice"),
    ],
)
def test_treatments_set_against_each_other_for_a_complaint_are_to_be_chosen_from(
    assistant: Assistant, question: str, aspect: str
) -> None:
    assert assistant.understand(question).aspects[0] == aspect


OVERVIEWS = {
    "a treatment": ("do all of the documents cover craniosacral?", (CST,), ("definition",), ()),
    "a complaint": (
        "Do any of the articles mention a herniated disc?",
        (),
        ("conditions",),
        ("herniated disc",),
    ),
    "how it is between treatments": (
        "which of these treatments has the lightest touch?",
        (MFR, MASSAGE, CST),
        ("pressure-amount",),
        (),
    ),
    "how it is": ("does any of the sources say how long a session is", (), ("session-length",), ()),
}


@pytest.mark.parametrize(
    ("question", "topics", "first", "things"), OVERVIEWS.values(), ids=OVERVIEWS.keys()
)
def test_whoever_asks_which_source_speaks_of_a_subject_means_the_subject(
    assistant: Assistant,
    question: str,
    topics: tuple[str, ...],
    first: tuple[str, ...],
    things: tuple[str, ...],
) -> None:
    key = assistant.understand(question)
    assert (key.topics, key.aspects[:1], key.entities) == (topics, first, things)


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("the physio spoke of a 'cross-hand stretch', what is it", ("cross", "hand", "stretch")),
        ('what do they mean by "melt" and so on', ("melt",)),
        ("what do they mean by a cross-hand stretch in 'MFR'", ()),
    ],
)
def test_words_in_quotation_marks_are_what_is_asked_about(
    assistant: Assistant, question: str, terms: tuple[str, ...]
) -> None:
    key = assistant.understand(question)
    assert (key.terms if not key.topics else ()) == terms


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("knots like golf balls, does massage hurt", set()),
        ("does a golf ball help at home", {"massage ball"}),
        ("tablets do nothing for me. Does MFR help with migraine?", {"migraine"}),
        ("I take tablets. Is MFR safe for me?", {"medicine"}),
    ],
)
def test_a_likeness_is_not_asked_about_nor_a_medicine_beside_it(
    assistant: Assistant, question: str, things: set[str]
) -> None:
    named = {*assistant.understand(question).entities} & {"massage ball", "medicine", "migraine"}
    assert named == things


def test_whoever_asks_what_a_thing_is_means_that_thing(assistant: Assistant) -> None:
    assert assistant.understand("cerebrospinal fluid, what is that?").entities


@pytest.mark.parametrize(
    ("history", "turn", "meant"),
    [
        (["what is MFR"], "how is it different from massage", {MFR, MASSAGE}),
        (["does MFR use oil?"], "and the ordinary one?", {MASSAGE}),
        (["Who wrote about craniosacral therapy?"], "what are her qualifications", {CST}),
    ],
)
def test_a_turn_goes_on_from_the_one_before(
    assistant: Assistant, history: list[str], turn: str, meant: set[str]
) -> None:
    assert set(assistant.understand(turn, history).topics) == meant


TOLD = {
    "a figure of speech": (
        "MFR yesterday, today i feel like ive been hit by a bus. when does that go away",
        "ask",
    ),
    "a bus": ("I was hit by a bus an hour ago, my leg is at an angle and bleeding badly", "urgent"),
    "no figure of speech": ("looks like he was hit by a car, blood everywhere", "urgent"),
    "a feeling that is a sign": ("feels like I've been kicked in the chest", "urgent"),
    "what the program is for": ("what can you help me with?", "clarify"),
}


@pytest.mark.parametrize(("message", "route"), TOLD.values(), ids=TOLD.keys())
def test_a_message_that_sounds_like_something_else(
    assistant: Assistant, message: str, route: Route
) -> None:
    assert assistant.understand(message).route == route


SAFETY = {
    "with something fresh": "twisted my ankle last night and its swollen - MFR tomorrow yes/no",
    "too soon": "shoulder surgery in May, is MFR too soon?",
    "may I come": "sprained ankle, can I come in for MFR?",
    "is it ok": "I have brittle bones. Would MFR be ok for me?",
}


@pytest.mark.parametrize("message", SAFETY.values(), ids=SAFETY.keys())
def test_whether_one_may_come_is_a_question_of_safety(assistant: Assistant, message: str) -> None:
    assert assistant.understand(message).aspects[:1] == ("safety-contraindications",)
