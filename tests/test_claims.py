"""The claim table: what each sentence is about, and what kind of statement it is."""

import pytest

from answering.claims import Claim, claim_table
from answering.topics import Topic, Topics
from answering.types import Kind
from retrieval.passages import passages
from retrieval.types import Corpus, Note
from tests.texts import document

MFR, MASSAGE, CRANIO = "myofascial release", "massage", "craniosacral therapy"
OLIVEIRA = "oliveira-cruz-mfr-massage-craniosacral"


@pytest.fixture(scope="module")
def topics(corpus: Corpus) -> Topics:
    """The topics of the five articles."""
    return Topics.of_corpus(corpus)


@pytest.fixture(scope="module")
def claims(corpus: Corpus, topics: Topics) -> tuple[Claim, ...]:
    """The claim table of the five articles."""
    return claim_table(passages(corpus.documents), topics)


def starting(claims: tuple[Claim, ...], words: str) -> Claim:
    """The only claim that begins with these words."""
    (found,) = [claim for claim in claims if claim.passage.text.startswith(words)]
    return found


def test_there_is_one_claim_per_passage_in_their_order(claims: tuple[Claim, ...]) -> None:
    assert [claim.passage.number for claim in claims] == list(range(len(claims)))


# --- About what -----------------------------------------------------------------------------------

OPENING_LISTS = {
    MFR: ("Focuses on releasing fascial", "Sometimes integrated with massage"),
    MASSAGE: ("Encompasses many techniques", "Primarily works on individual muscles"),
    CRANIO: ("Gentle, hands-on approach that", "Addresses whole body rather than"),
}
"""The first and the last point of three lists; the heading of the second is lost in the file."""


@pytest.mark.parametrize(
    ("treatment", "first", "last"), [(name, *ends) for name, ends in OPENING_LISTS.items()]
)
def test_each_point_of_the_opening_lists_is_about_one_therapy(
    claims: tuple[Claim, ...], topics: Topics, treatment: str, first: str, last: str
) -> None:
    numbers = [starting(claims, words).passage.number for words in (first, last)]
    listed = claims[numbers[0] : numbers[1] + 1]
    treatments = {c.passage.text: topics.treatments(c.about) for c in listed}

    assert len(listed) in {5, 6}
    assert treatments == dict.fromkeys(treatments, (treatment,))


TREATMENTS: dict[str, tuple[str, ...]] = {
    # named in the sentence
    "Massage typically uses flowing": (MASSAGE,),
    "Myofascial release, however, involves": (MFR,),
    "There is no time frame for": (MFR,),
    "In contrast, myofascial release sessions": (MFR,),
    "Both massage and myofascial release techniques": (MFR, MASSAGE),
    "CranioSacral Therapy is a gentle type": (CRANIO,),
    # a name inside a longer name
    "Myofascial release massage is a specialized": (MFR,),
    "Myofascial release massage is commonly used": (MFR,),
    # set apart from another treatment
    "Unlike traditional massage, myofascial release": (MFR,),
    "Unlike deep tissue massage, myofascial release": (MFR,),
    "Unlike massage, myofascial release:": (MFR,),
    # carried over from the sentence before
    "Instead, your therapist applies": (MFR,),
    "Instead, it works by gently elongating": (MFR,),
    "The sessions usually last about": (MASSAGE,),
    "The therapist often works on the entire body": (MASSAGE,),
    "This gentle pressure allows": (CRANIO,),
    # carried over from the heading
    "It’s often part of a long-term": (MFR,),
    "Some techniques may feel intense": (MFR,),
    # an item takes the treatment of its lead-in
    "Uses sustained, gentle pressure rather": (MFR,),
    "Reduce muscle tension and soreness": (MASSAGE,),
    "Chronic neck and back pain": (MFR,),
    "Acute injuries or active inflammation": (MFR,),
    "Relieve myofascial tensions;": (MFR,),
    # one treatment though it reads "the therapy"
    "The Therapy allows for greater": (CRANIO,),
    # every treatment
    "While therapies may overlap": (MFR, MASSAGE, CRANIO),
    "Further research is needed on their": (MFR, MASSAGE, CRANIO),
    "The main differences between the two": (MFR, CRANIO),
}


@pytest.mark.parametrize(
    ("words", "treatments"), TREATMENTS.items(), ids=[words[:40] for words in TREATMENTS]
)
def test_the_treatments_a_sentence_is_about(
    claims: tuple[Claim, ...], topics: Topics, words: str, treatments: tuple[str, ...]
) -> None:
    assert topics.treatments(starting(claims, words).about) == treatments


def test_these_therapies_are_at_least_those_just_named(claims: tuple[Claim, ...]) -> None:
    assert {MFR, CRANIO} <= set(starting(claims, "These therapies work with different").about)


def test_a_system_of_the_body_is_not_the_therapy_named_after_it(
    claims: tuple[Claim, ...],
) -> None:
    assert CRANIO not in starting(claims, "The CranioSacral system is made up of").about


def test_every_claim_is_about_known_topics_in_their_order(
    claims: tuple[Claim, ...], topics: Topics
) -> None:
    order = [topic.name for topic in topics.all]

    for claim in claims:
        assert list(claim.about) == [name for name in order if name in claim.about]


def test_without_topics_no_claim_is_about_anything(corpus: Corpus) -> None:
    assert {claim.about for claim in claim_table(passages(corpus.documents), Topics())} == {()}


YOGA = Topics(
    [
        Topic("yoga", ("yoga",), is_treatment=True),
        Topic("pilates", ("pilates",), is_treatment=True),
        Topic("breath", ("breath", "breathing"), is_treatment=False),
    ]
)
PAGE = """Yoga or pilates?

Yoga

{text}
"""
ON_A_PAGE: dict[str, tuple[str, list[str]]] = {
    "named": ("Pilates needs a mat.", ["pilates"]),
    "under its heading": ("It needs a mat.", ["yoga"]),
    "unlike": ("Unlike pilates, yoga is slow.", ["yoga"]),
    "compared to": ("Compared to pilates, yoga is slow.", ["yoga"]),
    "rather than": ("Yoga holds a pose rather than repeating it as pilates does.", ["yoga"]),
    "instead of": ("Instead of pilates, try yoga.", ["yoga"]),
    "both": ("Both yoga and pilates need a mat.", ["yoga", "pilates"]),
    "a subject beside it": ("Yoga works with the breath.", ["yoga", "breath"]),
    "either technique": ("Either technique needs a mat.", ["yoga", "pilates"]),
    "both methods": ("Both methods need a mat.", ["yoga", "pilates"]),
}


@pytest.mark.parametrize(("text", "about"), ON_A_PAGE.values(), ids=ON_A_PAGE.keys())
def test_about_on_a_made_up_page(text: str, about: list[str]) -> None:
    page = document(PAGE.format(text=text), title="Yoga or pilates?")
    table = claim_table(passages([page]), YOGA)

    assert list(starting(table, text).about) == about


def test_where_a_heading_is_lost_a_sentence_is_about_nothing() -> None:
    """Rather than about the heading that happens to stand above it."""
    text = PAGE.format(text="It is slow.\n\nIt is fast.")
    note = Note(text.index("It is fast."), "A heading is lost before this line.", heading="")
    table = claim_table(passages([document(text, title="Yoga or pilates?", notes=[note])]), YOGA)

    assert starting(table, "It is slow.").about == ("yoga",)
    assert starting(table, "It is fast.").about == ()


def test_a_restored_heading_counts_like_a_printed_one() -> None:
    text = PAGE.format(text="It is slow.\n\nIt is fast.")
    note = Note(text.index("It is fast."), "The heading is lost.", heading="Pilates")
    table = claim_table(passages([document(text, title="Yoga or pilates?", notes=[note])]), YOGA)

    assert starting(table, "It is fast.").about == ("pilates",)


# --- What kind ------------------------------------------------------------------------------------

KINDS: dict[str, Kind] = {
    "Further research is needed": "research-gap",
    "There’s still a lot of research": "research-gap",
    "We are just now learning": "research-gap",
    "I personally believe": "opinion",
    "Uses very light force and developers": "reported",
    "Consult your doctor first": "caution",
    "Massage is often used to:": "list-lead",
    "Reduce muscle tension and soreness": "list-item",
    "Myofascial release is typically safe": "list-lead",
    "Acute injuries or active inflammation": "list-item",
    "Written By Diene": "disclosure",
    "Contact Knecht Chiropractic Center to": "disclosure",
    "Stecco A, Stern R": "disclosure",
    "Neither Galeano Massage nor the publisher": "disclosure",
}


@pytest.mark.parametrize(("words", "kind"), KINDS.items(), ids=[words[:30] for words in KINDS])
def test_the_kind_of_a_statement(claims: tuple[Claim, ...], words: str, kind: Kind) -> None:
    assert starting(claims, words).kind == kind


PLAIN = [
    "Just in the brief period of research",
    "The sessions usually last about",
    "Massage can feel wonderful",
    "Myofascial release should not be painful.",
]


@pytest.mark.parametrize("words", PLAIN)
def test_a_plain_statement_is_no_gap_opinion_or_hearsay(
    claims: tuple[Claim, ...], words: str
) -> None:
    """One period of research is no missing research, and "can" is no opinion."""
    assert starting(claims, words).kind not in {"research-gap", "opinion", "reported"}


WORDED: dict[str, Kind] = {
    "More research is needed on yoga.": "research-gap",
    "Larger trials are needed.": "research-gap",
    "How yoga does this is not yet known.": "research-gap",
    "There is little evidence for it.": "research-gap",
    "I believe that yoga helps.": "opinion",
    "In my opinion yoga helps.": "opinion",
    "Some people say that yoga heals.": "reported",
    "Yoga is said to heal.": "reported",
    "According to its founder yoga heals.": "reported",
    "Talk to your doctor before you begin.": "caution",
    "Yoga may not be suitable for everyone.": "caution",
    "Yoga can have side effects.": "caution",
    "Yoga needs a mat.": "claim",
    "The class needs further chairs.": "claim",
    "We research prices.": "claim",
}


@pytest.mark.parametrize(("text", "kind"), WORDED.items(), ids=WORDED)
def test_kinds_by_wording(text: str, kind: Kind) -> None:
    page = document(PAGE.format(text=f"It needs a mat. {text} It ends."))

    assert starting(claim_table(passages([page]), YOGA), text).kind == kind


CAUTIONS = {
    "a caution": ("Consult your doctor first", True),
    "a cautioning lead-in": ("Myofascial release is typically safe", True),
    "an item under it": ("Recent surgery (without clearance)", True),
    "an item of another list": ("Recovery after surgery or injury", False),
    "a plain claim": ("The sessions usually last about", False),
    "small print": ("All readers/viewers of this content", False),
}


@pytest.mark.parametrize(("words", "expected"), CAUTIONS.values(), ids=CAUTIONS.keys())
def test_items_under_a_caution_are_cautions_and_small_print_is_none(
    claims: tuple[Claim, ...], words: str, expected: bool
) -> None:
    assert starting(claims, words).caution is expected


def test_every_article_has_something_to_quote(claims: tuple[Claim, ...], corpus: Corpus) -> None:
    speaking = {claim.passage.document.id for claim in claims if claim.about}

    assert speaking == {document.id for document in corpus.documents}
