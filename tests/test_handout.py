"""The page to give away: exact quotes, whole, and nothing in it but text."""

from html.parser import HTMLParser

import pytest
from hypothesis import given

from answering.assistant import Assistant
from answering.handout import to_html
from answering.knowledge import knowledge
from answering.render import attribution
from answering.types import Answer, Disagreement, Notice, Quote, SourceAnswer, Understood
from answering.wording import label
from retrieval.passages import document_passages
from retrieval.types import Document, Facts
from tests.test_render import AWKWARD, answer, quoting
from tests.texts import any_text, document

OUR_TAGS = {"html", "head", "meta", "title", "style", "body", "main", "section", "footer"}
OUR_TAGS |= {"h1", "h2", "h3", "p", "b", "i", "br", "span", "ul", "li", "blockquote"}
EMPTY_TAGS = {"meta", "br"}
OUR_ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "dir"}


class Page(HTMLParser):
    """What a browser would make of a page: tags, attributes, the text of each quote."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.quotes: list[str] = []
        self.cited: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        kind = dict(attrs).get("class") or ""
        if tag not in EMPTY_TAGS:
            self.open.append((tag, kind))
        if tag == "span":
            (self.quotes if kind == "quote" else self.cited).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.open and self.open[-1][0] == "span":
            found = self.quotes if self.open[-1][1] == "quote" else self.cited
            found[-1] += data


@given(any_text)
def test_quotes_are_exactly_their_characters(text: str) -> None:
    part = quoting(document(text.replace("\x00", "")))  # no document holds one
    html = to_html(answer(sources=(part,), cautions=part.quotes))
    page = Page(html)

    assert page.quotes == [quote.text for quote in part.quotes] * 2
    assert page.tags <= OUR_TAGS
    assert "\r" not in html  # a browser would read it as a line feed; named, it stays


@pytest.mark.parametrize("text", [*AWKWARD, "half \ud83d a character", "one\rtwo"])
def test_no_text_becomes_a_tag_or_an_attribute(text: str) -> None:
    whole = text.encode("utf-8", "replace").decode()
    facts = Facts(whole, author=whole, publisher=whole, published=whole, url=whole)
    source = Document(whole, f"It says {whole} here.", facts, "")
    part = quoting(source)
    page = Page(
        to_html(
            answer(
                question=text,
                headline=text,
                sources=(SourceAnswer(source, part.quotes, part.quotes[0]),),
                silent=("b", text),
                disagreements=(Disagreement(text, part.quotes),),
                notices=(Notice("missing", text), Notice("medical", text), Notice("urgent", text)),
                corpus=text,
                model=text,
            ),
            [source, Document("b", "x", Facts(whole), "")],
        )
    )

    assert page.tags <= OUR_TAGS
    assert {name for name, _ in page.attributes} <= OUR_ATTRIBUTES
    assert page.quotes == [quote.text for quote in (part.quotes[0], *part.quotes, *part.quotes)]
    assert page.text.count(whole) >= 15


def test_a_page_is_whole_and_asks_nobody_for_anything(assistant: Assistant) -> None:
    html = to_html(assistant.answer("Does it hurt?"), assistant.corpus.documents)
    page = Page(html)

    assert html.startswith("<!DOCTYPE html>")
    assert page.tags >= {"title", "style", "main", "footer"}
    assert ("lang", "en") in page.attributes
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes
    assert not {"src", "href", "style"} & {name for name, _ in page.attributes}
    assert "size: A4" in html
    assert "url(" not in html
    assert "@import" not in html


@pytest.mark.parametrize(
    "question",
    [
        "Which is better for my back pain, massage or myofascial release?",
        "Is it used for fibromyalgia?",
        "What are the precautions?",
        "Does acupuncture help?",
        "I have crushing chest pain and my left arm hurts",
        "",
    ],
)
def test_all_of_an_answer_is_on_the_page(assistant: Assistant, question: str) -> None:
    given_answer = assistant.answer(question)
    page = Page(to_html(given_answer, assistant.corpus.documents))
    quotes = every_quote(given_answer)

    assert page.quotes == [quote.text for quote in quotes]
    assert page.cited == [place(quote) for quote in quotes]
    for text in (
        given_answer.headline,
        question,
        f"sha256:{given_answer.corpus}",
        given_answer.model,
        *(notice.text for notice in given_answer.notices),
        *(attribution(source.document) for source in given_answer.sources),
    ):
        assert text in page.text


def every_quote(shown: Answer) -> list[Quote]:
    """In the order of the page."""
    quotes: list[Quote] = []
    for source in shown.sources:
        quotes += (source.offers,) if source.offers else ()
        quotes += source.quotes
    for point in shown.disagreements:
        quotes += point.quotes
    return [*quotes, *shown.research, *shown.cautions, *shown.nearest]


def place(quote: Quote) -> str:
    return f"({quote.document.id}, {quote.passage.span.start}–{quote.passage.span.end})"


def test_parts_stand_in_their_order() -> None:
    source = document("It helps. More is needed. Take care. Other than that. We offer it.")
    one, more, care, other, offer = quoting(source).quotes
    text = Page(
        to_html(
            answer(
                question="Why?",
                sources=(SourceAnswer(source, (one,), offer),),
                silent=("b", "c"),
                disagreements=(Disagreement("pressure", (other,)),),
                research=(more,),
                cautions=(care,),
                nearest=(other,),
                notices=(Notice("medical", "Not advice."), Notice("missing", "Not there: x.")),
                corpus="c0ffee",
                model="a model",
            ),
            [Document("b", "x", Facts("Silent one"), "")],
        )
    ).text
    text = text[text.index("First line.") :]
    marks = ["First line.", "Why?", "Not there: x.", label("sources"), "A title"]
    marks += [attribution(source), label("offers"), "It helps.", label("silent"), "Silent one"]
    marks += [f"{label('disagreements')}: pressure", label("research"), label("cautions")]
    marks += [label("nearest"), "Not advice.", "sha256:c0ffee", "a model"]
    places = [text.index(mark) for mark in marks]

    assert places == sorted(places)
    assert text.count(attribution(source)) == 1


def test_items_stand_in_the_quotation_of_their_lead_in() -> None:
    part = quoting(document("T\n\nIt is often used to:\n\n• Ease pain\n• Help sleep\n\nIt helps."))
    blocks = to_html(answer(sources=(part,))).split("<blockquote>")[1:]

    assert [Page(f"<blockquote>{block}".split("</section>")[0]).quotes for block in blocks] == [
        ["It is often used to:", "Ease pain", "Help sleep"],
        ["It helps."],
    ]
    assert blocks[0].count("<li>") == 2


def test_kind_topic_and_section_are_marked() -> None:
    source = document("T\n\nWhat is it?\n\nIt helps.")
    quote = Quote(document_passages(source)[-1], about=("one", "two"), kind="opinion")
    text = Page(to_html(answer(sources=(SourceAnswer(source, (quote,)),)))).text

    assert f"{label('opinion')}: “It helps.” (made-up, 16–25)" in text
    assert f"one, two · {label('section')} “What is it?”" in text


def test_a_follow_up_shows_how_it_was_read() -> None:
    understood = Understood("does it hurt", followed_up=True)
    shown = Answer("and hurt?", "answered", "First line.", understood)

    assert f"{label('understood')}: does it hurt" in Page(to_html(shown)).text


def test_scores_are_never_shown() -> None:
    quote = Quote(document_passages(document("It helps."))[0], score=0.4242)
    html = to_html(answer(sources=(SourceAnswer(quote.document, (quote,)),)))

    assert "0.42" not in html


def test_the_page_says_what_its_numbers_are() -> None:
    assert knowledge("wording")["handout"]["places"] in Page(to_html(answer())).text
