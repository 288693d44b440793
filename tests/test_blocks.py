"""Blocks: headings, lists and page furniture; whose heading a block stands under."""

import re

import pytest
from hypothesis import given

from retrieval.blocks import blocks
from retrieval.types import Block, Corpus, Document, Note, Role
from tests.texts import any_text, document

GALEANO = "galeano-massage-mfr-vs-massage-therapy"
KNECHT = "knecht-chiropractic-mfr-vs-massage"
KTAYLOR = "ktaylor101-mfr-vs-massage"
OLIVEIRA = "oliveira-cruz-mfr-massage-craniosacral"
WHAT_IS = "what-is-mfr-massage"


def outline(text: str) -> list[tuple[Role, str]]:
    """Role and text of each block."""
    return [(block.role, block.span.text) for block in blocks(document(text))]


def headings(text: str) -> dict[str, str | None]:
    """The heading that each block which can have one stands under."""
    return {
        block.span.text: block.heading.text if block.heading else None
        for block in blocks(document(text))
        if block.role not in {"title", "heading"}
    }


def starting(document: Document, words: str) -> Block:
    """The only block that starts with these words."""
    (found,) = [block for block in blocks(document) if block.span.text.startswith(words)]
    return found


def without_notes(document: Document) -> Document:
    return Document(document.id, document.text, document.facts, document.sha256)


def items_under(document: Document, lead: str) -> list[str]:
    """The items of the list that this lead-in opens."""
    found = blocks(document)
    (number,) = [i for i, block in enumerate(found) if block.span.text == lead]
    assert found[number].role == "lead-in"
    return [block.span.text for block in found if block.role == "item" and block.lead == number]


class TestAnyText:
    """What holds for every text, however odd."""

    @given(any_text)
    def test_a_block_is_a_stripped_slice(self, text: str) -> None:
        for block in blocks(document(text)):
            assert block.span.text == text[block.span.start : block.span.end]
            assert block.span.text == block.span.text.strip()

    @given(any_text)
    def test_blocks_are_in_order_and_do_not_overlap(self, text: str) -> None:
        end = 0
        for block in blocks(document(text)):
            assert end <= block.span.start
            end = block.span.end

    @given(any_text)
    def test_only_marks_and_rules_are_left_out(self, text: str) -> None:
        end, outside = 0, ""
        for block in blocks(document(text)):
            outside += text[end : block.span.start] + "\n"
            end = block.span.end
        outside += text[end:]
        unmarked = re.sub(r"\(?([a-z]\)|\d{1,3}[.)])", "", outside)
        assert not any(character.isalnum() for character in unmarked)

    @given(any_text)
    def test_a_heading_stands_above_and_a_lead_in_before(self, text: str) -> None:
        found = blocks(document(text))
        for number, block in enumerate(found):
            if block.heading is not None:
                assert block.heading.end <= block.span.start
                assert any(b.role == "heading" and b.span == block.heading for b in found)
            if block.lead is not None:
                assert block.lead < number
                assert found[block.lead].role == "lead-in"


ROLES: list[tuple[str, str, Role]] = [
    (GALEANO, "Massage Therapy and Myofascial Release (How they are DIFFERENT)", "title"),
    (KNECHT, "What Is the Difference Between Myofascial Release and a Massage?", "title"),
    (KTAYLOR, "Myofascial Release vs. Massage: What’s the Difference?", "title"),
    (OLIVEIRA, "Differences between myofascial release, massage and craniosacral therapy", "title"),
    (WHAT_IS, "What is Myofascial Release Massage?", "title"),
    (GALEANO, "What is FASCIA?", "heading"),
    (GALEANO, "Is Myofascial Release a Deep Tissue Massage?", "heading"),
    (KNECHT, "Take the Next Step at Knecht Chiropractic Center", "heading"),
    (KTAYLOR, "Lasting Change, Not Just Temporary Relief", "heading"),
    (OLIVEIRA, "Massage vs. Myofascial Release: Key Differences", "heading"),
    (WHAT_IS, "Do Myofascial Release Massages Hurt?", "heading"),
    (
        GALEANO,
        "A young woman with long dark brown curly hair in a braid has her arms and hands in an "
        "I don't know pose",
        "caption",
    ),
    (OLIVEIRA, "Photo of author", "caption"),
    (GALEANO, "Recent Posts", "navigation"),
    (KTAYLOR, "Comments", "navigation"),
    (OLIVEIRA, "Leave a Comment", "navigation"),
    (OLIVEIRA, "Written By Diene Oliveira Cruz", "byline"),
    (OLIVEIRA, "diene oliveira cruz", "byline"),
    (OLIVEIRA, "Diene Oliveira Cruz", "byline"),
    (OLIVEIRA, "Physical Therapist | + posts", "byline"),
    (KTAYLOR, "ktaylor101", "byline"),
    (KTAYLOR, "Oct 22", "byline"),
    (KTAYLOR, "2 min read", "byline"),
    (OLIVEIRA, "Key differences below:", "roadmap"),
    (KNECHT, "Massage is often used to:", "lead-in"),
    (KNECHT, "Unlike massage, myofascial release:", "lead-in"),
    (OLIVEIRA, "The main differences between the two are:", "lead-in"),
]


@pytest.mark.parametrize(("source", "text", "role"), ROLES)
def test_roles_in_the_articles(corpus: Corpus, source: str, text: str, role: Role) -> None:
    (found,) = [b for b in blocks(corpus.document(source)) if b.span.text == text]

    assert found.role == role


def test_the_addresses_of_review_pages_are_navigation(corpus: Corpus) -> None:
    assert starting(corpus.document(KNECHT), "https://search.google.com/").role == "navigation"


HEADINGS = [
    (GALEANO, "In general, the difference", None),
    (GALEANO, "The fascia is an intelligent network", "What is FASCIA?"),
    (GALEANO, "There’s still a lot of research", "What is FASCIA?"),
    (GALEANO, "Myo-(muscle) and fascia-", None),
    (GALEANO, "The aim of Myofascial Release", None),
    (GALEANO, "Please note that I said", "Is Myofascial Release a Deep Tissue Massage?"),
    (GALEANO, "I personally believe", None),
    (GALEANO, "At any time you feel", None),
    (KNECHT, "If you’re dealing with", None),
    (KNECHT, "Support general wellness", "What Is Massage Therapy?"),
    (KNECHT, "Is often used as part of", "What Is Myofascial Release?"),
    (KTAYLOR, "You may be wondering", None),
    (KTAYLOR, "The collagenous layer", "The Two Layers of Fascia"),
    (OLIVEIRA, "Sometimes integrated with massage", "Myofascial Release"),
    (OLIVEIRA, "Encompasses many techniques", None),
    (OLIVEIRA, "Primarily works on individual", None),
    (OLIVEIRA, "Gentle, hands-on approach", "Craniosacral Therapy"),
    (OLIVEIRA, "While therapies may overlap", None),
    (OLIVEIRA, "Myofascial release is a technique", "What is Myofascial Release?"),
    (OLIVEIRA, "Craniosacral Therapy is a gentle", "CranioSacral Therapy"),
    (OLIVEIRA, "The Therapy allows", "CranioSacral Therapy"),
    (OLIVEIRA, "CranioSacral Therapy, Myofascial Release are all", None),
    (OLIVEIRA, "The Myofascial system is a web", None),
    (OLIVEIRA, "The effectiveness of either", "Selecting the Right Therapist"),
    (WHAT_IS, "This technique uses slow", "Key Points"),
    (WHAT_IS, "Recent surgery", "Side Effects and Precautions for Myofascial Release Massage"),
]


@pytest.mark.parametrize(("source", "start", "heading"), HEADINGS)
def test_headings_in_the_articles(
    corpus: Corpus, source: str, start: str, heading: str | None
) -> None:
    above = starting(corpus.document(source), start).heading

    assert (above.text if above else None) == heading


@pytest.mark.parametrize(
    ("source", "start"),
    [
        (GALEANO, "Myo-(muscle) and fascia-"),
        (GALEANO, "I personally believe"),
        (OLIVEIRA, "Encompasses many techniques"),
        (OLIVEIRA, "CranioSacral Therapy, Myofascial Release are all"),
    ],
)
def test_a_wider_gap_than_usual_ends_a_heading_without_any_note(
    corpus: Corpus, source: str, start: str
) -> None:
    assert starting(without_notes(corpus.document(source)), start).heading is None


def test_only_the_editors_note_ends_a_heading_where_the_gap_is_the_usual_one(
    corpus: Corpus,
) -> None:
    article, start = corpus.document(OLIVEIRA), "While therapies may overlap"

    without = starting(without_notes(article), start).heading

    assert starting(article, start).heading is None
    assert without is not None
    assert without.text == "Craniosacral Therapy"


def test_the_list_that_lost_its_heading_is_labelled_by_the_editor(corpus: Corpus) -> None:
    labelled = [b for b in blocks(corpus.document(OLIVEIRA)) if b.lost is not None]

    assert {(block.heading, block.lost) for block in labelled} == {(None, "Massage")}
    assert [block.span.text.split()[0] for block in labelled] == [
        "Encompasses",
        "Often",
        "Aims",
        "Pressure",
        "Primarily",
    ]


def test_the_uses_without_bullets_are_a_list(corpus: Corpus) -> None:
    lead = (
        "Myofascial release massage is commonly used to address a variety of structural and "
        "chronic issues, including:"
    )

    assert items_under(corpus.document(WHAT_IS), lead) == [
        "Chronic neck and back pain",
        "Fibromyalgia or chronic fatigue",
        "Tension headaches and migraines",
        "Limited range of motion",
        "TMJ dysfunction",
        "Postural imbalances",
        "Pelvic pain or dysfunction",
        "Recovery after surgery or injury",
        "Scar tissue adhesions",
        "Tingling, numbness, or nerve impingement",
        "Sports injuries or repetitive strain",
        "Plantar fasciitis or foot pain",
    ]


def test_the_precautions_without_bullets_are_a_list(corpus: Corpus) -> None:
    lead = (
        "Myofascial release is typically safe for most people, but may not be appropriate if you "
        "have:"
    )

    assert items_under(corpus.document(WHAT_IS), lead) == [
        "Acute injuries or active inflammation",
        "Severe osteoporosis or fragile bones",
        "Open wounds, infections, or skin irritation",
        "Recent surgery (without clearance)",
        "Connective tissue disorders (unless specifically advised by your physician)",
    ]


def test_a_list_with_bullets_may_have_blank_lines_between_its_items(corpus: Corpus) -> None:
    assert items_under(corpus.document(KNECHT), "Massage is often used to:") == [
        "Reduce muscle tension and soreness",
        "Promote relaxation and stress relief",
        "Improve blood flow and lymphatic drainage",
        "Support general wellness and recovery",
    ]


def test_bullets_stay_outside_of_the_items(corpus: Corpus) -> None:
    marked = 0
    for article in corpus.documents:
        for block in blocks(article):
            assert block.span.text[0] not in "•☆-"
            marked += article.text[: block.span.start].rstrip().endswith(("•", "☆"))

    assert marked == 15 + 9 + 8 + 3


MARKS = [
    "• ",
    "☆ ",
    "- ",
    "* ",
    "– ",
    "+ ",
    "1. ",
    "12) ",
    "(3) ",
    "b) ",
    "  •   ",
    "-\t",
    "•\u00a0",
]


@pytest.mark.parametrize("mark", MARKS)
def test_marks_of_lists(mark: str) -> None:
    text = f"It helps with:\n\n{mark}chronic pain\n{mark}stiff joints\n\nIt takes time."

    assert outline(text) == [
        ("lead-in", "It helps with:"),
        ("item", "chronic pain"),
        ("item", "stiff joints"),
        ("paragraph", "It takes time."),
    ]


NOT_MARKS = [
    "-5 degrees are cold.",
    "•",
    "3.5 hours are long.",
    "2016 was a year.",
    "*Press* here.",
]


@pytest.mark.parametrize("line", NOT_MARKS)
def test_what_looks_like_a_mark_and_is_none(line: str) -> None:
    assert line in [text for _, text in outline(f"It is so.\n\n{line}\n\nIt ends.")]


LEAD_INS: dict[str, tuple[str, list[str]]] = {
    "people in a list with bullets are no caption": (
        "Not for:\n- A person with fragile bones\n- Chronic pain",
        ["A person with fragile bones", "Chronic pain"],
    ),
    "people in a list without bullets are no caption": (
        "Not for:\nA person with fragile bones\nChronic pain",
        ["A person with fragile bones", "Chronic pain"],
    ),
    "an item that begins with By is no byline": (
        "It is done:\n- By stretching the tissue\n- By waiting",
        ["By stretching the tissue", "By waiting"],
    ),
    "a sentence ends a list without bullets": (
        "It helps with:\nChronic pain\nIt takes time.\nPatience",
        ["Chronic pain"],
    ),
    "a heading ends a list": (
        "It helps with:\n\n- Chronic pain\n\nA Heading Here\n\n- Stiff joints\n",
        ["Chronic pain"],
    ),
    "a blank line ends a list without bullets": (
        "One.\n\nTwo.\n\nIt helps with:\nChronic pain\n\nLong walks outside are good as well",
        ["Chronic pain"],
    ),
}


@pytest.mark.parametrize(("text", "items"), LEAD_INS.values(), ids=LEAD_INS.keys())
def test_what_a_lead_in_opens(text: str, items: list[str]) -> None:
    found = blocks(document(f"A Title Here\n\n{text}\n\nThe end."))

    assert [b.span.text for b in found if b.lead is not None] == items


def test_an_entry_of_several_sentences_is_one_item() -> None:
    assert outline("Title Here\n\n1. Press gently. Then wait.\n2. Rest\n\nDone.")[1:] == [
        ("item", "Press gently. Then wait."),
        ("item", "Rest"),
        ("paragraph", "Done."),
    ]


def test_a_term_with_its_explanation_is_a_paragraph() -> None:
    assert outline("Title Here\n\n- Skin rolling: It lifts the skin.\n- Rest\n\nDone.")[1] == (
        "paragraph",
        "Skin rolling: It lifts the skin.",
    )


GAPS: dict[str, tuple[str, dict[str, str | None]]] = {
    "the usual gap keeps the heading": (
        "Title\n\nFirst Part\n\nOne.\n\nTwo.",
        {"One.": "First Part", "Two.": "First Part"},
    ),
    "a wider gap ends it": (
        "Title\n\nFirst Part\n\nOne.\n\n\nTwo.",
        {"One.": "First Part", "Two.": None},
    ),
    "a wide gap below the heading itself does not": (
        "Title\n\nFirst Part\n\n\n\nOne.\n\nTwo.",
        {"One.": "First Part", "Two.": "First Part"},
    ),
    "where gaps are wide as a rule they end nothing": (
        "Title\n\n\nFirst Part\n\n\nOne.\n\n\nTwo.",
        {"One.": "First Part", "Two.": "First Part"},
    ),
    "without blank lines the next heading ends it": (
        "Title\nFirst Part\nOne.\nTwo.\nSecond Part\nThree.",
        {"One.": "First Part", "Two.": "First Part", "Three.": "Second Part"},
    ),
    "in Markdown headings are marked and gaps mean nothing": (
        "# Title\n\n## First part\n\nOne.\n\n\n\nTwo.",
        {"One.": "First part", "Two.": "First part"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), GAPS.values(), ids=GAPS.keys())
def test_how_far_a_heading_reaches(text: str, expected: dict[str, str | None]) -> None:
    assert headings(text) == expected


NOTES: dict[str, tuple[str | None, str | None, str | None]] = {
    "a heading restored": ("Second Part", None, "Second Part"),
    "a heading lost for good": ("", None, None),
    "a note on something else": (None, "First Part", None),
}


@pytest.mark.parametrize(("restored", "heading", "lost"), NOTES.values(), ids=NOTES.keys())
@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n\n"], ids=["usual gap", "wide gap"])
def test_notes_on_lost_headings(
    restored: str | None, heading: str | None, lost: str | None, gap: str
) -> None:
    text = f"Title\n\nFirst Part\n\nOne.\n\nTwo.\n\nThree.{gap}• Four\n\nThird Part\n\nFive."
    note = Note(start=text.index("• Four"), text="A note.", heading=restored)
    found = {b.span.text: b for b in blocks(document(text, notes=[note]))}

    expected = heading if gap == "\n\n" else None
    above = found["Four"].heading
    assert (above.text if above else None) == expected
    assert found["Four"].lost == lost
    assert found["Three."].lost is None
    assert found["Five."].lost is None


HEADING_LIKE = {
    "a short line": ("What to Expect", "heading"),
    "a question": ("Does it hurt?", "heading"),
    "with a comma": ("Lasting Change, Not Relief", "heading"),
    "digits": ("5 Facts About Fascia", "heading"),
    "no Latin letters": ("按摩的好处", "heading"),
    "a sentence": ("It hurts.", "paragraph"),
    "two questions": ("Does it hurt? Is it safe?", "paragraph"),
    "lower case": ("and this goes on here without end", "paragraph"),
    "many words": ("Word " * 14 + "word", "paragraph"),
    "very long words": ("Ab" * 60 + " and more words here now", "paragraph"),
    "ends in a comma": ("As we have said here before,", "paragraph"),
    "row of a table": ("| Massage | 60 min |", "paragraph"),
    "tag": ("<div class='a'> this is HTML", "paragraph"),
    "scrap in lower case": ("jane doe", "byline"),
}


@pytest.mark.parametrize(("line", "role"), HEADING_LIKE.values(), ids=HEADING_LIKE.keys())
def test_what_is_a_heading_in_plain_text(line: str, role: Role) -> None:
    assert outline(f"The Title\n\nIt begins.\n\n{line}\n\nIt ends.")[2] == (role, line.strip())


def test_the_last_line_is_no_heading() -> None:
    assert (
        outline("The Title\n\nIt begins.\n\nWhat to Expect From the Session")[-1][0] == "paragraph"
    )


def test_a_name_above_a_byline_is_no_heading() -> None:
    assert outline("The Title\n\nIt ends.\n\nJane Doe\nPhysical Therapist | + posts\n\nMore.")[
        2
    ] == (
        "byline",
        "Jane Doe",
    )


def test_headings_of_markdown_lose_their_hashes() -> None:
    text = "# The title\n\nIntro.\n\n## Does it hurt? ##\n\nNo.\n\n### 3.5 hours.\n\nYes."

    assert outline(text) == [
        ("title", "The title"),
        ("paragraph", "Intro."),
        ("heading", "Does it hurt?"),
        ("paragraph", "No."),
        ("heading", "3.5 hours."),
        ("paragraph", "Yes."),
    ]


def test_rules_are_left_out() -> None:
    text = "The Title\n=========\n\nOne.\n\n---\n\n* * *\n\nTwo."

    assert outline(text) == [("title", "The Title"), ("paragraph", "One."), ("paragraph", "Two.")]


WRAPPED = """\
Layers of the tissue

This is the connective tissue that surrounds and supports every
cell, muscle and bone in the body. Ideally it is supple and
fluid.
It is everywhere in the body, from the head down to the toes, and
it is all connected.

  - an entry that is rather long and was therefore wrapped by hand
    onto a second line
  - a short entry
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"], ids=repr)
def test_lines_wrapped_by_hand_are_joined(line_end: str) -> None:
    text = WRAPPED.replace("\n", line_end)

    assert [(role, " ".join(piece.split())) for role, piece in outline(text)] == [
        ("title", "Layers of the tissue"),
        (
            "paragraph",
            "This is the connective tissue that surrounds and supports every cell, muscle and "
            "bone in the body. Ideally it is supple and fluid.",
        ),
        (
            "paragraph",
            "It is everywhere in the body, from the head down to the toes, and it is all "
            "connected.",
        ),
        (
            "item",
            "an entry that is rather long and was therefore wrapped by hand onto a second line",
        ),
        ("item", "a short entry"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("# A heading that is as long as the lines of the text below it", "heading"),
        ("-" * 60, "rule"),
    ],
    ids=["heading", "rule"],
)
def test_a_heading_or_rule_is_not_joined_with_the_lines_around_it(first: str, second: str) -> None:
    above = "These are the words of a paragraph that was wrapped by hand and"
    below = "that goes on below as if nothing at all had stood in between it."
    texts = [text for _, text in outline(f"# T\n\n{above}\n{first}\n{below}\n")]

    assert above in texts
    assert below in texts


def test_line_ends_of_windows_make_no_difference() -> None:
    text = "The Title\n\nA Part\n\nOne. Two.\n\nUses:\n\n- pain\n- stress\n\n\nThree."

    assert outline(text.replace("\n", "\r\n")) == outline(text)
    assert headings(text.replace("\n", "\r\n")) == headings(text)


SMALL: dict[str, tuple[str, list[tuple[Role, str]]]] = {
    "one sentence": ("It helps.", [("paragraph", "It helps.")]),
    "one line": (
        "Opening hours from nine to five",
        [("paragraph", "Opening hours from nine to five")],
    ),
    "one item": ("- chronic pain", [("item", "chronic pain")]),
    "a title and a sentence": (
        "On Pain\nIt helps.",
        [("title", "On Pain"), ("paragraph", "It helps.")],
    ),
    "a title in Markdown": ("# On pain", [("title", "On pain")]),
    "only a rule": ("---", []),
    "nothing": (" \n\n", []),
}


@pytest.mark.parametrize(("text", "expected"), SMALL.values(), ids=SMALL.keys())
def test_small_documents(text: str, expected: list[tuple[Role, str]]) -> None:
    assert outline(text) == expected


def test_tables_and_code_are_no_headings() -> None:
    text = (
        "# Title\n\n## Part\n\n| Method | Takes |\n|---|---|\n| Massage | 60 minutes or so |\n\n"
        "```python\nprint('hello')\n```\n\nOne."
    )

    assert headings(text)["One."] == "Part"
    assert ("paragraph", "| Massage | 60 minutes or so |") in outline(text)
