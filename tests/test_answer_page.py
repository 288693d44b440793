"""An answer on the page: every quote exact, beside its chip; each source on its own."""

import re
from html import unescape

import pytest

from answering.assistant import Assistant
from answering.message import MAX_CHARS
from answering.types import Answer, Notice, Quote, SourceAnswer, Understood
from page.answer import answer_html, failure_html, shown
from page.languages import LANGUAGES, label, words
from page.quoting import short_name
from retrieval.passages import document_passages
from retrieval.types import Corpus, Document, Facts
from tests.test_render import AWKWARD
from tests.viewed import Viewed

CHIP = re.compile(
    r'<span class="sw-words">(.*?)</span><span class="sw-end">”\u00a0'
    r'<a class="sw-chip" href="#cite-(.+?)-(\d+)-(\d+)"',
    re.DOTALL,
)
QUESTIONS = [
    "Which is better for my back pain, massage or myofascial release?",
    "Does myofascial release hurt?",
    "Who should not have myofascial release?",
    "How much does a session cost?",
    "Who wrote these articles?",
]


def page(answer: Answer, corpus: Corpus, language: str = "en") -> str:
    return answer_html(answer, corpus.documents, language)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quote_is_the_text_at_the_place_of_its_chip(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.answer(question)
    shown_places = set()
    for text, source, start, end in CHIP.findall(page(answer, assistant.corpus)):
        assert unescape(text) == assistant.corpus.document(source).text[int(start) : int(end)]
        shown_places.add((source, int(start), int(end)))
    every = [
        *(quote for source in answer.sources for quote in source.quotes),
        *(quote for point in answer.disagreements for quote in point.quotes),
        *answer.research,
        *answer.cautions,
        *answer.nearest,
    ]

    assert {(q.document.id, q.passage.span.start, q.passage.span.end) for q in every} <= (
        shown_places
    )


def test_nothing_in_a_document_becomes_html(corpus: Corpus) -> None:
    text = "\n\n".join(f"It says {bad} here." for bad in AWKWARD)
    document = Document("a-1-2 ü%", text, Facts('"><img src=x>', "<b>x</b>"), "")
    quotes = tuple(Quote(p, ("<i>t</i>",), "opinion") for p in document_passages(document))
    said = Understood("<u>q</u>", followed_up=True)
    source = SourceAnswer(document, quotes)
    answer = Answer("<s>q</s>", "answered", "<em>f</em>", said, (source,))
    html = answer_html(answer, [document], "en")

    assert not {"img", "script", "b", "i", "u", "s", "em"} & set(Viewed(html).tags)
    assert [unescape(quote) for quote, *_ in CHIP.findall(html)].count(quotes[0].text) == 1


def test_a_comparison_sets_the_sides_beside_each_other(assistant: Assistant) -> None:
    html = page(assistant.answer(QUESTIONS[0]), assistant.corpus)
    sides = re.findall(r'<td data-side="(.*?)"', html)

    assert "On back pain" in Viewed(html).text
    assert sides
    assert sides[::2] == ["myofascial release"] * (len(sides) // 2)
    assert sides[1::2] == ["massage"] * (len(sides) // 2)


def test_sources_stand_in_the_same_order_and_the_silent_are_named(assistant: Assistant) -> None:
    answer = assistant.answer(QUESTIONS[1])
    text = Viewed(page(answer, assistant.corpus)).text
    names = [short_name(source.document) for source in answer.sources]

    assert [name for name in names if name in text] == names
    assert all(
        short_name(assistant.corpus.document(source)) in text.split(label("silent"))[1]
        for source in answer.silent
    )


def test_what_a_source_sells_is_shown_with_its_evidence(assistant: Assistant) -> None:
    answer = assistant.answer(QUESTIONS[1])
    text = Viewed(page(answer, assistant.corpus)).text

    assert [source for source in answer.sources if source.offers]
    for source in answer.sources:
        if source.offers:
            assert source.offers.text in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_speak_the_language_and_quotes_stay(assistant: Assistant, language: str) -> None:
    answer = assistant.answer(QUESTIONS[1])
    html = page(answer, assistant.corpus, language)

    assert label("sources", language) in Viewed(html).text
    assert CHIP.findall(html) == CHIP.findall(page(answer, assistant.corpus))


GERMAN = {
    "a decline": ("How much does a massage cost?", "Keine der 5 Quellen beantwortet das."),
    "an urgent notice": ("crushing pain in my chest and left arm", "Rufen Sie jetzt den Notruf an"),
    "what nobody mentions": ("is reiki rougher than massage", "Keine Quelle erwähnt: “reiki”"),
    "a point on which they differ": (
        "Does myofascial release hurt?",
        "Wo sie sich unterscheiden: ",
    ),
}


@pytest.mark.parametrize(("question", "german"), GERMAN.values(), ids=GERMAN.keys())
def test_all_that_the_page_says_itself_is_in_the_language(
    assistant: Assistant, question: str, german: str
) -> None:
    html = page(assistant.answer(question), assistant.corpus, "de")

    assert german in Viewed(html).text
    assert not re.search(r"\b(source|sources|whether|speaks?|Call)\b", _own_words(html))


def _own_words(html: str) -> str:
    """What the page says beside the quotes, the names of the sources and the question."""
    bare = re.sub(r"<(q|blockquote|a|h2|header)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return Viewed(bare).text


def test_a_score_is_never_shown(assistant: Assistant) -> None:
    for question in QUESTIONS:
        html = page(assistant.answer(question), assistant.corpus)

        assert not re.search(r"0\.\d{2,}", Viewed(html).text)


def test_an_urgent_notice_stands_first_and_alone(corpus: Corpus) -> None:
    notice = Notice("urgent", "Call for help.")
    answer = Answer("q", "urgent", "Now.", Understood("q"), notices=(notice,))
    html = page(answer, corpus)

    assert '<p class="sw-urgent" role="alert">Call for help.</p>' in html
    assert "blockquote" not in Viewed(html).tags


def test_a_follow_up_says_how_it_was_read_and_can_be_put_right(corpus: Corpus) -> None:
    answer = Answer("and it?", "declined", "No.", Understood("whole question?", followed_up=True))
    html = page(answer, corpus)

    assert "Understood as: whole question?" in Viewed(html).text
    assert 'data-do="change"' in html
    assert 'data-do="alone"' in html


@pytest.mark.parametrize(
    "asked", [(), ("Does it hurt?", "How long is it (massage)?"), ("<b>a</b>?", "Is it b?")]
)
def test_several_questions_can_be_asked_one_by_one(corpus: Corpus, asked: tuple[str, ...]) -> None:
    key = Understood("All of it?", parts=tuple(Understood(one) for one in asked))
    html = page(Answer("All of it?", "declined", "No.", key), corpus)

    assert tuple(unescape(one) for one in re.findall(r'data-ask="(.*?)"', html)) == asked


def test_a_long_message_is_said_to_be_cut(corpus: Corpus) -> None:
    long = Answer("x" * (MAX_CHARS + 1), "declined", "No.", Understood("x"))

    assert words("cut", count=MAX_CHARS) in Viewed(page(long, corpus)).text


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("<img src=x> <!--", "<img src=x> <!--"),
        ("a\x00b\x07c\x1b[31m", "a b c [31m"),
        ("half \ud800", "half ?"),
        ("按摩 مساج", "按摩 مساج"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_the_question_is_shown_as_text(corpus: Corpus, message: str, text: str) -> None:
    answer = Answer(message, "clarify", "First line.", Understood(message))

    assert shown(message) == text
    assert Viewed(page(answer, corpus)).text.startswith(text)


def test_an_empty_question_is_not_shown(corpus: Corpus) -> None:
    html = page(Answer(" \n", "clarify", "First line.", Understood("")), corpus)

    assert "h2" not in Viewed(html).tags


def test_a_failure_has_the_look_of_a_turn() -> None:
    assert 'data-status="failed"' in failure_html("q", "broken", "en")


@pytest.mark.parametrize("question", QUESTIONS)
def test_quotes_are_numbered_in_the_order_in_which_they_stand(
    assistant: Assistant, question: str
) -> None:
    html = page(assistant.answer(question), assistant.corpus)
    numbers = [int(number) for number in re.findall(r'aria-label="Quote (\d+):', html)]

    assert list(dict.fromkeys(numbers)) == sorted(set(numbers))
