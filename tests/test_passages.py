"""Passages: the sentences and list items that are embedded, found and quoted."""

import pytest
from hypothesis import given

from retrieval.blocks import blocks
from retrieval.passages import context, document_passages, passages, quotable
from retrieval.types import DISCLOSURE_ROLES, EVIDENCE_ROLES, Corpus, Passage, Role
from tests.texts import any_text, document

GALEANO = "galeano-massage-mfr-vs-massage-therapy"
KNECHT = "knecht-chiropractic-mfr-vs-massage"
KTAYLOR = "ktaylor101-mfr-vs-massage"
OLIVEIRA = "oliveira-cruz-mfr-massage-craniosacral"
WHAT_IS = "what-is-mfr-massage"


def cut(text: str) -> list[tuple[Role, str]]:
    """Role and text of each passage."""
    return [(passage.role, passage.text) for passage in document_passages(document(text))]


def passage(corpus: Corpus, source: str, text: str) -> Passage:
    """The only passage of a source with exactly this text."""
    (found,) = [p for p in document_passages(corpus.document(source)) if p.text == text]
    return found


class TestAnyText:
    """What holds for every text, however odd."""

    @given(any_text)
    def test_a_passage_is_a_stripped_slice(self, text: str) -> None:
        for found in document_passages(document(text)):
            assert found.text == text[found.span.start : found.span.end]
            assert found.text == found.text.strip() != ""

    @given(any_text)
    def test_passages_are_in_order_and_do_not_overlap(self, text: str) -> None:
        end = 0
        for number, found in enumerate(document_passages(document(text))):
            assert found.number == number
            assert end <= found.span.start
            end = found.span.end

    @given(any_text)
    def test_a_passage_lies_in_its_block(self, text: str) -> None:
        made_up = document(text)
        found = blocks(made_up)
        for inner in document_passages(made_up):
            around = found[inner.block]
            assert around.span.start <= inner.span.start < inner.span.end <= around.span.end
            of_section = inner.role not in DISCLOSURE_ROLES
            assert inner.heading == (around.heading if of_section else None)
            assert inner.lost == (around.lost if of_section else None)
            assert around.role not in {"title", "heading"}

    @given(any_text)
    def test_a_block_of_passages_loses_no_character(self, text: str) -> None:
        made_up = document(text)
        pieces: dict[int, str] = {}
        for found in document_passages(made_up):
            pieces[found.block] = pieces.get(found.block, "") + "".join(found.text.split())
        for number, block in enumerate(blocks(made_up)):
            if block.role not in {"title", "heading", "caption", "navigation"}:
                assert pieces[number] == "".join(block.span.text.split())

    @given(any_text)
    def test_only_passages_can_be_quoted(self, text: str) -> None:
        made_up = document(text)
        found = document_passages(made_up)

        assert list(quotable(made_up).values()) == list(found)
        assert list(quotable(made_up)) == [(p.span.start, p.span.end) for p in found]

    @given(any_text)
    def test_only_items_have_a_lead_in_and_it_is_one(self, text: str) -> None:
        found = document_passages(document(text))
        for item in found:
            if item.lead is not None:
                assert item.role == "item"
                assert item.lead < item.number
                assert found[item.lead].role == "lead-in"


ROLES: list[tuple[str, str, Role]] = [
    (
        GALEANO,
        "Are you one of the many people that have heard of the benefits of Myofascial Release?",
        "roadmap",
    ),
    (
        GALEANO,
        "You may have some confusion on what the difference is between Massage Therapy and "
        "Myofascial Release.",
        "roadmap",
    ),
    (
        GALEANO,
        "In this article, I will break down for you some key differences between Massage Therapy "
        "and Myofascial Release.",
        "roadmap",
    ),
    (GALEANO, "Let’s learn when and how each one of these can help you.", "roadmap"),
    (
        KTAYLOR,
        "You may be wondering what the difference is between Myofascial Release and massage.",
        "roadmap",
    ),
    (KTAYLOR, "If so, you’re not alone!", "roadmap"),
    (KTAYLOR, "Let’s start with the body.", "roadmap"),
    (KTAYLOR, "You’ve probably heard the word a lot lately, but what is fascia?", "roadmap"),
    (OLIVEIRA, "Key differences below:", "roadmap"),
    (
        KNECHT,
        "Contact Knecht Chiropractic Center to schedule an evaluation and learn how myofascial "
        "release can support your recovery and overall wellness.",
        "advert",
    ),
    (
        KNECHT,
        "Visit our office in Sanford, North Carolina, or call (919) 777-5242\u00a0to book an "
        "appointment today.",
        "advert",
    ),
    (
        KTAYLOR,
        "If you’ve only experienced massage, I invite you to try a Myofascial Release session and "
        "feel the difference for yourself.",
        "advert",
    ),
    (
        WHAT_IS,
        "Curious to try myofascial release massage with one of our licensed therapists?",
        "advert",
    ),
    (WHAT_IS, "Book a “Customized Massage”.", "advert"),
    (WHAT_IS, "Schedule your session here →", "advert"),
    (OLIVEIRA, "Written By Diene Oliveira Cruz", "byline"),
    (OLIVEIRA, "MD, PhD.", "byline"),
    (
        OLIVEIRA,
        "Physical Medicine & Rehabilitation Physician from São Paulo - Brazil.",
        "byline",
    ),
    (OLIVEIRA, "Pain Fellowship in University of São Paulo.", "byline"),
    (OLIVEIRA, "Physical Therapist | + posts", "byline"),
    (OLIVEIRA, "Pain and Rehabilitation Specialist.", "byline"),
    (KTAYLOR, "ktaylor101", "byline"),
    (KTAYLOR, "Oct 22", "byline"),
    (GALEANO, "I've been practicing Massage Therapy since 2014.", "byline"),
    (
        GALEANO,
        "We are all unique and what works for one person will not necessarily work for another "
        "person.",
        "byline",
    ),
    (
        GALEANO,
        "The content in this article is for informational, entertainment, and educational "
        "purposes only.",
        "disclaimer",
    ),
    (
        GALEANO,
        "This article was written by and is the intellectual property of If this article appears "
        "anywhere else on the internet it was stolen from the copyright owner.",
        "disclaimer",
    ),
    (
        GALEANO,
        "Koren Y, Kalichman L. Deep tissue massage: What are we talking about? J Bodyw Mov Ther. "
        "2018 Apr;22(2):247-251. doi: 10.1016/j.jbmt.2017.05.006. Epub 2017 May 17. "
        "PMID: 29861215.",
        "reference",
    ),
    (
        GALEANO,
        "Consult your doctor first if you have been diagnosed with a medical condition or are "
        "using prescription medications.",
        "paragraph",
    ),
    (
        GALEANO,
        "I personally believe that everyone can benefit from both Myofascial Release and Massage "
        "Therapy.",
        "paragraph",
    ),
    (OLIVEIRA, "Further research is needed on their comparative effectiveness.", "paragraph"),
    (OLIVEIRA, "Relieve myofascial tensions;", "item"),
    (OLIVEIRA, "The sessions usually last about an hour.", "paragraph"),
    (KTAYLOR, "These are signs that they, too, need attention.", "paragraph"),
    (WHAT_IS, "Myofascial release should not be painful.", "paragraph"),
    (WHAT_IS, "Chronic neck and back pain", "item"),
]


@pytest.mark.parametrize(("source", "text", "role"), ROLES)
def test_roles_in_the_articles(corpus: Corpus, source: str, text: str, role: Role) -> None:
    assert passage(corpus, source, text).role == role


def test_titles_headings_captions_and_navigation_are_no_passages(corpus: Corpus) -> None:
    for article in corpus.documents:
        texts = {found.text for found in document_passages(article)}
        left_out = {
            block.span.text
            for block in blocks(article)
            if block.role in {"title", "heading", "caption", "navigation"}
        }
        assert article.facts.title in left_out
        assert not texts & left_out


def test_three_references_and_every_sentence_of_the_disclaimer(corpus: Corpus) -> None:
    roles = [found.role for found in document_passages(corpus.document(GALEANO))]

    assert roles.count("reference") == 3
    assert roles.count("disclaimer") == 1 + 5


def test_how_much_of_each_article_can_be_evidence(corpus: Corpus) -> None:
    evidence = {
        article.id: sum(p.role in EVIDENCE_ROLES for p in document_passages(article))
        for article in corpus.documents
    }

    assert evidence == {GALEANO: 44, KNECHT: 32, KTAYLOR: 30, OLIVEIRA: 75, WHAT_IS: 46}


def test_a_numbered_point_of_several_sentences_is_cut_into_sentences(corpus: Corpus) -> None:
    found = document_passages(corpus.document(OLIVEIRA))
    duration = passage(corpus, OLIVEIRA, "The sessions usually last about an hour.")

    assert [p.text.split()[0] for p in found if p.block == duration.block] == [
        "Environment",
        "The",
        "In",
        "Clients",
    ]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Chronic neck and back pain", "structural and chronic issues, including:"),
        ("Plantar fasciitis or foot pain", "structural and chronic issues, including:"),
        ("Severe osteoporosis or fragile bones", "may not be appropriate if you have:"),
    ],
)
def test_a_use_and_a_precaution_are_told_apart_by_their_lead_in(
    corpus: Corpus, text: str, lead: str
) -> None:
    all_passages = passages(corpus.documents)
    (item,) = [p for p in all_passages if p.text == text]

    assert item.lead is not None
    assert all_passages[item.lead].text.endswith(lead)
    assert all_passages[item.lead].document is item.document


def test_passages_are_numbered_over_all_documents(corpus: Corpus) -> None:
    all_passages = passages(corpus.documents)

    assert [p.number for p in all_passages] == list(range(len(all_passages)))
    assert [p.document.id for p in all_passages] == sorted(p.document.id for p in all_passages)


def test_the_numbers_of_a_second_document_go_on_where_the_first_ended() -> None:
    first, second = document("It helps. It relaxes."), document("Uses:\n\n- pain\n- stress")

    assert [(p.number, p.lead) for p in passages([first, second])] == [
        (0, None),
        (1, None),
        (2, None),
        (3, 2),
        (4, 2),
    ]


PARAGRAPHS: dict[str, tuple[str, list[Role]]] = {
    "own question": ("Does it hurt at all? It may. Wait.", ["roadmap", "paragraph", "paragraph"]),
    "advert at the end": ("It helps. It heals. Book now.", ["paragraph", "paragraph", "advert"]),
    "mostly advert": ("Call us now. We are nice. Book now.", ["advert"] * 3),
    "half an advert": ("We are nice. Book now.", ["advert"] * 2),
    "mostly disclaimer": (
        "This is for educational purposes only. All rights reserved. Be well.",
        ["disclaimer"] * 3,
    ),
    "begins as a byline": ("I’m a health enthusiast. I like tea.", ["byline"] * 2),
    "speaks of himself later": (
        "It helps. I’m a health enthusiast. So there.",
        ["paragraph", "byline", "paragraph"],
    ),
    "roadmap": ("In this article we look at it. It helps.", ["roadmap", "paragraph"]),
}


@pytest.mark.parametrize(("text", "roles"), PARAGRAPHS.values(), ids=PARAGRAPHS.keys())
def test_roles_within_a_paragraph(text: str, roles: list[Role]) -> None:
    assert [role for role, _ in cut(f"It begins.\n\n{text}\n\nIt ends.")][1:-1] == roles


def test_a_lead_in_is_only_the_last_sentence_of_its_paragraph() -> None:
    assert cut("It is old. It is used for:\n\n- pain\n\nIt ends.")[:3] == [
        ("paragraph", "It is old."),
        ("lead-in", "It is used for:"),
        ("item", "pain"),
    ]


def test_a_reference_is_one_passage_however_many_full_stops_it_has() -> None:
    reference = "Doe J. A long title. J Pain. 2018 Apr;22(2):247-251. doi: 10.1016/j.x.06."

    assert cut(f"It begins.\n\n{reference}\n\nIt ends.")[1] == ("reference", reference)


CONTEXTS = {
    "title": ("It helps.", "It helps.", "A title"),
    "heading": ("Title\n\nThe Part\n\nIt helps.", "It helps.", "A title – The Part"),
    "lead-in": (
        "Title\n\nThe Part\n\nUses of it:\n\n- pain\n\nEnd.",
        "pain",
        "A title – The Part – Uses of it:",
    ),
}


@pytest.mark.parametrize(("text", "quoted", "expected"), CONTEXTS.values(), ids=CONTEXTS.keys())
def test_context_is_title_heading_and_lead_in(text: str, quoted: str, expected: str) -> None:
    found = document_passages(document(text))
    (about,) = [p for p in found if p.text == quoted]

    assert context(about, None if about.lead is None else found[about.lead]) == expected
    assert quoted not in expected


def test_context_is_on_one_line() -> None:
    (only,) = document_passages(document("It helps.", title="A title\r\n  on two lines"))

    assert context(only) == "A title on two lines"
