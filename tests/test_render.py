import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from answering.render import attribution, citation, escape, to_markdown
from answering.types import (
    Answer,
    Disagreement,
    Kind,
    Notice,
    Quote,
    SourceAnswer,
    Status,
    Understood,
)
from answering.wording import label
from retrieval.passages import document_passages
from retrieval.types import Corpus, Document, Facts
from tests.texts import any_text, document

OUR_TAGS = {"p", "strong", "em", "h2", "h3", "blockquote", "ul", "li", "a", "br"}
AWKWARD = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<details><summary>x",
    "&lt;b&gt; &amp; &copy &#42;",
    "**bold** __bold__ *it* _it_ ~~gone~~",
    "`code` ``` fence",
    "[a](https://example.org) ![b](c) [d]: e",
    "# not a heading #",
    "- not an item",
    "+ not an item",
    "1. not an item",
    "23) not an item",
    "= not a heading",
    "> not a quotation",
    "| a | b |",
    "$$x^2$$ \\(y\\) \\[z\\]",
    "back\\slash \\* \\",
    "https://example.org/a_b_c ftp://x.org www.example.org me@example.org",
    "%%%LATEX_BLOCK_0%%%",
    "{{value}} ${value} <%= value %>",
    "a\u00a0b\u3000c\u200bd\ufeffe",
    "line\u2028separator\u2029and\x85next",
    "👩‍👩‍👧 e\u0301 مرحبا 按摩",
]


class Rendered(HTMLParser):
    """What a browser would see of Markdown: its tags, and the text right before each link."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[tuple[str, str]] = []
        self.text = ""
        self._before = ""
        html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "a":
            self.links.append((dict(attrs)["href"] or "", self._before))
        self._before = ""

    def handle_endtag(self, tag: str) -> None:
        self._before = ""

    def handle_data(self, data: str) -> None:
        self.text += data
        self._before += data


def flat(text: str) -> str:
    return " ".join(text.split())


def answer(**parts: object) -> Answer:
    given_parts = {"question": "", "status": "answered", "headline": "First line.", **parts}
    return Answer(understood=Understood(""), **given_parts)  # type: ignore[arg-type]


def quoting(source: Document, kind: Kind = "claim") -> SourceAnswer:
    return SourceAnswer(source, tuple(Quote(p, kind=kind) for p in document_passages(source)))


def shown_quotes(markdown: str) -> list[str]:
    shown = [before for _, before in Rendered(markdown).links]
    assert all(before.strip().startswith("“") and before.endswith("”\u00a0") for before in shown)
    return [before.strip()[1:-1] for before in shown]


@given(any_text)
def test_quotes_show_exactly_their_characters(text: str) -> None:
    source = document(text.replace("\x00", ""))  # no document holds one: they are not text files
    part = quoting(source)
    markdown = to_markdown(answer(sources=(part,)))

    assert [flat(shown) for shown in shown_quotes(markdown)] == [flat(q.text) for q in part.quotes]
    assert Rendered(markdown).tags <= OUR_TAGS


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_stays_text_everywhere(text: str) -> None:
    facts = Facts(title=text, author=text, publisher=text, published=text, credentials=(text,))
    source = Document("a", f"It says {text} here.", facts, "")
    part = quoting(source)
    markdown = to_markdown(
        answer(
            headline=text,
            sources=(part,),
            silent=("b",),
            disagreements=(Disagreement(text, part.quotes),),
            notices=(Notice("missing", text), Notice("medical", text)),
        ),
        [source, Document("b", "x", Facts(text), "")],
    )
    rendered = Rendered(markdown)

    assert rendered.tags <= OUR_TAGS
    assert flat(rendered.text).count(flat(text)) >= 8
    assert all(href.startswith(("#cite-", "#source-")) for href, _ in rendered.links)


@given(st.text())
def test_escaping_can_be_undone(text: str) -> None:
    assert flat(unescape(escape(text))) == flat(text)


@given(st.text())
def test_escaped_text_is_one_line_without_markup(text: str) -> None:
    escaped = escape(text)

    assert len(escaped.splitlines()) <= 1
    assert not re.search(r"[<>\\`*_{}\[\]|$~]", escaped)


def test_ordinary_text_stays_readable() -> None:
    text = "It isn’t “deep” (5-10 grams), they said: 1.5 hours; don't. Why? Yes!"

    assert escape(text) == text


@pytest.mark.parametrize(
    "source_id", ["plain", "with space", "ü–名前", "a-1-2", "per%cent", 'q"uo(te)', "a/b#c?d&e"]
)
def test_citations_carry_any_id(source_id: str) -> None:
    source = Document(source_id, "It helps.", Facts("T"), "")
    (href, _), *_ = Rendered(to_markdown(answer(sources=(quoting(source),)))).links
    found = re.fullmatch(r"#cite-(.+)-(\d+)-(\d+)", href)

    assert href == citation(source, 0, 9)
    assert found
    assert (unquote(found[1]), found[2], found[3]) == (source_id, "0", "9")


def test_items_stand_below_their_lead_in() -> None:
    part = quoting(document("T\n\nIt is often used to:\n\n• Ease pain\n• Help sleep\n\nIt helps."))
    markdown = to_markdown(answer(sources=(part,)), chips=False)

    assert "> “It is often used to:”\u00a0(made-up, 3–23)\n>\n> - “Ease pain”" in markdown
    assert "\n> - “Help sleep”" in markdown
    assert "\n\n> “It helps.”" in markdown


def test_one_number_for_one_quote() -> None:
    part = quoting(document("One helps. Two helps."))
    markdown = to_markdown(answer(sources=(part,), cautions=part.quotes[1:]))

    assert re.findall(r"\[(\d)\]", markdown) == ["1", "2", "2"]


def test_without_chips_places_are_in_words() -> None:
    markdown = to_markdown(answer(sources=(quoting(document("It helps.")),)), chips=False)

    assert "“It helps.”\u00a0(made-up, 0–9)" in markdown
    assert "](" not in markdown


@pytest.mark.parametrize("kind", ["opinion", "reported", "caution"])
def test_kinds_are_marked(kind: Kind) -> None:
    part = quoting(document("It helps."), kind)

    assert f"> **{escape(label(kind))}**\\\n> “It helps.”" in to_markdown(answer(sources=(part,)))


def test_topic_and_section_stand_below_the_quote() -> None:
    source = document("T\n\nWhat is it?\n\nIt helps.")
    passage = document_passages(source)[-1]
    quote = Quote(passage, about=("one", "two"))
    markdown = to_markdown(answer(sources=(SourceAnswer(source, (quote,)),)))

    assert f"*one, two · {label('section')} “What is it?”*" in markdown


def test_what_a_file_does_not_say_is_said() -> None:
    bare = Document("a", "x", Facts("T"), "")

    assert attribution(bare) == f"{label('no_author')} · {label('no_date')}"


def test_every_credential_and_the_offer_are_shown(corpus: Corpus) -> None:
    for source in corpus.documents:
        passages = document_passages(source)
        offers = [Quote(p) for p in passages if (p.span.start, p.span.end) == source.offers]
        part = SourceAnswer(source, (Quote(passages[0]),), offers[0] if offers else None)
        shown = flat(Rendered(to_markdown(answer(sources=(part,)))).text)

        assert flat(source.facts.title) in shown
        assert all(flat(line) in shown for line in source.facts.credentials)
        assert all(f"{label('offers')}: “{flat(offer.text)}”" in shown for offer in offers)


def test_sections_follow_in_order_and_name_their_sources() -> None:
    source = document("It helps. More is needed. Take care. Other than that.")
    one, more, care, other = quoting(source).quotes
    lines = to_markdown(
        answer(
            sources=(SourceAnswer(source, (one,)),),
            silent=("b", "c"),
            disagreements=(Disagreement("pressure", (other,)),),
            research=(more,),
            cautions=(care,),
            notices=(Notice("medical", "Not advice."), Notice("missing", "Not there: x.")),
        ),
        [Document("b", "x", Facts("Silent one"), "")],
    ).splitlines()
    marks = [
        "**First line.**",
        "*Not there: x.*",
        f"## {label('sources')}",
        "### A title",
        f"## {label('silent')}",
        "- [Silent one](#source-b)",
        "- [c](#source-c)",
        f"## {label('disagreements')}: pressure",
        f"## {label('research')}",
        f"## {label('cautions')}",
        "*Not advice.*",
    ]
    places = [lines.index(mark) for mark in marks]

    assert lines[0] == marks[0]
    assert places == sorted(places)
    assert lines.count("### A title") == 4


@pytest.mark.parametrize(
    ("status", "parts", "shown", "hidden"),
    [
        ("urgent", {"notices": (Notice("urgent", "Call now."),)}, ["**Call now.**"], ["##", ">"]),
        ("declined", {"silent": ("a", "b")}, ["**First line.**"], [">", "##"]),
        ("clarify", {"notices": (Notice("missing", "Say more."),)}, ["*Say more.*"], [">"]),
    ],
)
def test_answers_without_quotes(
    status: Status, parts: dict[str, object], shown: list[str], hidden: list[str]
) -> None:
    markdown = to_markdown(answer(status=status, **parts))

    assert all(piece in markdown for piece in shown)
    assert not any(piece in markdown for piece in hidden)


def test_nearest_passages_are_labelled_as_no_answer() -> None:
    quotes = quoting(document("It helps.")).quotes
    markdown = to_markdown(answer(status="declined", nearest=quotes))

    assert markdown.index(escape(label("nearest"))) < markdown.index("“It helps.”")


def test_scores_are_never_shown() -> None:
    source = document("It helps.")
    quote = Quote(document_passages(source)[0], score=0.4242)

    assert "0.42" not in to_markdown(answer(sources=(SourceAnswer(source, (quote,)),)))
