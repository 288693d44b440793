"""The answer contract: whatever is asked, the answer has its form and keeps its rules."""

import json
from collections.abc import Iterator
from html import unescape
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from answering.assistant import Assistant
from answering.contract import to_dict, to_json
from answering.render import to_markdown
from answering.types import Answer, Kind, NoticeKind, Quote, Status
from answering.verify import verify
from retrieval.passages import quotable
from tests.conftest import ROOT
from tests.wordings import said_by_us

SCHEMA: dict[str, Any] = json.loads((ROOT / "docs" / "answer.schema.json").read_text("utf-8"))

LONG = "does massage help my stiff neck and shoulders "

QUESTIONS: dict[str, tuple[str, list[str]]] = {
    "how long": ("How long does a session last?", []),
    "definition": ("What is fascia?", []),
    "does it hurt": ("Does myofascial release hurt?", []),
    "who should not": ("Who should not have myofascial release?", []),
    "what to wear": ("Do I have to undress for it?", []),
    "conditions of a list": ("Is it used for fibromyalgia?", []),
    "benefits": ("What are the benefits of myofascial release?", []),
    "three treatments": ("How does craniosacral therapy differ from massage?", []),
    "which is better": ("Which is better for my back pain, massage or myofascial release?", []),
    "research": ("What does research say about massage?", []),
    "who wrote it": ("Who wrote these articles?", []),
    "who sells": ("Do the authors sell what they write about?", []),
    "one missing word": ("Does massage help with plantar fasciitis and gout?", []),
    "near miss": ("Does cupping help with back pain?", []),
    "other subject": ("What is the capital of France?", []),
    "order": ("Say that massage is better than myofascial release.", []),
    "follow-up": ("And how long does it take?", ["Does massage hurt?"]),
    "swap": ("What about massage?", ["How long does myofascial release take?"]),
    "urgent": ("I have crushing chest pain and my left arm hurts", []),
    "urgent with a question": ("I can't breathe. Is massage or MFR better?", []),
    "urgent after a talk": ("my face is drooping on one side", ["Does massage hurt?"]),
    "empty": ("", []),
    "blank": (" \n\t ", []),
    "signs": ("?!…", []),
    "no words": ("sdfkjh qwrtpl", []),
    "HTML": ("<script>alert('x')</script> does <b>massage</b> hurt?", []),
    "only HTML": ("<img src=x onerror=alert(1)>", []),
    "Markdown": ("# **massage** [x](javascript:alert(1)) `hurt`?", []),
    "Chinese": ("按摩疼吗？", []),
    "Arabic": ("هل يؤلم التدليك؟", []),
    "Hindi": ("क्या मालिश से दर्द होता है?", []),
    "Russian": ("массаж помогает при боли?", []),
    "emoji": ("👩‍👩‍👧 massage 💆?", []),
    "very long": (LONG * 220, []),
    "one long word": ("m" * 10_000, []),
    "control characters": ("does\x00 massage\x1b[31m hurt\x07?", []),
    "half a character": ("does massage hurt \ud83d?", ["\udc00"]),
    "line ends of all kinds": ("does\r\nmassage\u2028really\x85hurt\u2029?", []),
    "written backwards": ("\u202edoes massage hurt?", []),
    "braces": ("{question} {0} %s does massage hurt?", []),
    "quotation marks": ('“what” is "fascia"?', []),
}


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> dict[str, Answer]:
    """An answer to each of the questions."""
    return {name: assistant.answer(*asked) for name, asked in QUESTIONS.items()}


@pytest.fixture(params=QUESTIONS, name="answer")
def one_answer(request: pytest.FixtureRequest, answers: dict[str, Answer]) -> Answer:
    """Each of the answers in turn."""
    return answers[request.param]


def every_quote(answer: Answer) -> Iterator[Quote]:
    for source in answer.sources:
        yield from source.quotes
        yield from (source.offers,) if source.offers else ()
    for group in groups(answer):
        yield from group


def groups(answer: Answer) -> Iterator[tuple[Quote, ...]]:
    """The lists of quotes that are shown as lists."""
    yield from (source.quotes for source in answer.sources)
    yield from (point.quotes for point in answer.disagreements)
    yield from (answer.research, answer.cautions, answer.nearest)


# --- The form -------------------------------------------------------------------------------------


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_an_answer_fits_the_schema(answer: Answer) -> None:
    errors = Draft202012Validator(SCHEMA).iter_errors(json.loads(to_json(answer)))

    assert [f"{error.json_path}: {error.message}" for error in errors] == []


@pytest.mark.parametrize("path", ["question", "sources[0].id", "sources[0].quotes[0].start"])
def test_the_schema_lets_nothing_be_left_out_or_added(
    answers: dict[str, Answer], path: str
) -> None:
    valid = Draft202012Validator(SCHEMA).is_valid
    less, more = to_dict(answers["definition"]), to_dict(answers["definition"])
    assert valid(less)

    _holder(less, path).pop(path.rsplit(".", 1)[-1])
    _holder(more, path)["note"] = "Massage is better."

    assert not valid(less)
    assert not valid(more)


def _holder(answer: dict[str, Any], path: str) -> dict[str, Any]:
    holder: Any = answer
    for key in path.replace("[0]", ".0").split(".")[:-1]:
        holder = holder[int(key) if key.isdigit() else key]
    return dict_of(holder)


def dict_of(value: Any) -> dict[str, Any]:
    assert isinstance(value, dict)
    return value


def test_the_schema_lists_the_words_that_the_program_uses() -> None:
    properties = SCHEMA["properties"]
    notices = properties["notices"]["items"]["properties"]

    assert properties["status"]["enum"] == list(get_args(Status))
    assert notices["kind"]["enum"] == list(get_args(NoticeKind))
    assert SCHEMA["$defs"]["quote"]["properties"]["kind"]["enum"] == list(get_args(Kind))


def test_everything_in_the_schema_is_described_or_plain() -> None:
    assert all("description" in value for value in SCHEMA["properties"].values())


def test_the_keys_stand_in_the_order_of_the_schema(answer: Answer) -> None:
    assert list(to_dict(answer)) == list(SCHEMA["properties"])


@pytest.mark.parametrize("name", QUESTIONS)
def test_as_json_it_is_one_line_of_utf_8(answers: dict[str, Answer], name: str) -> None:
    line = to_json(answers[name])

    assert len(line.splitlines()) == 1
    assert json.loads(line.encode("utf-8")) == to_dict(answers[name])
    assert json.loads(to_json(answers[name], indent=1)) == to_dict(answers[name])


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_question_is_kept_as_it_was_asked(answers: dict[str, Answer], name: str) -> None:
    assert answers[name].question == QUESTIONS[name][0]


def test_text_of_any_script_is_written_as_it_is(answers: dict[str, Answer]) -> None:
    assert "按摩疼吗？" in to_json(answers["Chinese"])


# --- Rule 1: exact characters, whole sentences ----------------------------------------------------


def test_every_quote_is_the_exact_text_of_its_source(answer: Answer, assistant: Assistant) -> None:
    for quote in every_quote(answer):
        source = assistant.corpus.document(quote.document.id)
        start, end = quote.passage.span.start, quote.passage.span.end

        assert quote.text == source.text[start:end]
        assert (start, end) in quotable(source)


def test_every_list_item_comes_with_its_lead_in(answer: Answer) -> None:
    for group in groups(answer):
        shown = {quote.passage.number for quote in group}
        leads = {q.passage.lead for q in group if q.passage.lead is not None}

        assert leads <= shown


def test_the_answer_passes_its_own_verification(answer: Answer, assistant: Assistant) -> None:
    report = verify([json.loads(to_json(answer))], assistant.corpus)

    assert report.failures == ()
    assert report.notes == ()


# --- Rule 3: every source, each on its own --------------------------------------------------------


def test_each_source_speaks_or_is_silent(answer: Answer, assistant: Assistant) -> None:
    speaking = [source.document.id for source in answer.sources]
    known = [document.id for document in assistant.corpus.documents]

    assert len(speaking) == len(set(speaking))
    assert not set(speaking) & set(answer.silent)
    if answer.status in {"answered", "partial"}:
        assert sorted([*speaking, *answer.silent]) == known
    if answer.status == "declined":
        assert list(answer.silent) == known


def test_sources_and_their_quotes_stand_in_their_own_order(answer: Answer) -> None:
    ids = [source.document.id for source in answer.sources]
    assert ids == sorted(ids)
    for source in answer.sources:
        places = [(_side(answer, quote), quote.passage.span.start) for quote in source.quotes]

        assert places == sorted(set(places))


def _side(answer: Answer, quote: Quote) -> int:
    """In a comparison what is about one treatment alone stands with it, in the order asked."""
    sides = [n for n, name in enumerate(answer.understood.topics, 1) if name in quote.about]
    return sides[0] if answer.understood.route == "compare" and len(sides) == 1 else 0


def test_what_a_source_sells_is_shown_as_a_disclosure_only(answer: Answer) -> None:
    """An advert is evidence for who sells, never for what helps."""
    for source in answer.sources:
        if answer.understood.route == "about-sources":
            continue
        assert "disclosure" not in {quote.kind for quote in source.quotes}
        assert source.offers is None or source.offers.kind == "disclosure"


# --- Rules 4 to 6: our own words, and answers without quotes --------------------------------------


def test_headline_and_notices_come_from_the_templates(answer: Answer) -> None:
    assert said_by_us("headline", answer.headline)
    assert [n.text for n in answer.notices if not said_by_us("notice", n.text)] == []


def test_without_an_answer_no_quote_is_shown_as_one(answer: Answer) -> None:
    if answer.status not in {"answered", "partial"}:
        assert answer.sources == ()
        assert answer.research == ()
        assert answer.cautions == ()
        assert answer.disagreements == ()
    if answer.status != "declined":
        assert answer.nearest == ()


def test_quotes_come_with_the_notice_that_they_are_no_advice(answer: Answer) -> None:
    shown = [notice.kind for notice in answer.notices]

    assert ("medical" in shown) == bool(answer.sources)


def test_missing_terms_are_named(answer: Answer) -> None:
    told = " ".join(notice.text for notice in answer.notices if notice.kind == "missing")

    if answer.status in {"partial", "declined"}:
        assert [term for term in answer.understood.missing if f"“{term}”" not in told] == []


STATUSES: dict[str, Status] = {
    "definition": "answered",
    "conditions of a list": "answered",
    "which is better": "partial",
    "near miss": "declined",
    "other subject": "declined",
    "Chinese": "declined",
    "urgent": "urgent",
    "urgent with a question": "urgent",
    "urgent after a talk": "urgent",
    "empty": "clarify",
    "blank": "clarify",
    "signs": "clarify",
    "no words": "clarify",
    "only HTML": "clarify",
}


@pytest.mark.parametrize(("name", "status"), STATUSES.items())
def test_the_status_of_plain_cases(answers: dict[str, Answer], name: str, status: Status) -> None:
    assert answers[name].status == status


def test_every_status_is_among_the_questions(answers: dict[str, Answer]) -> None:
    assert {answer.status for answer in answers.values()} == set(get_args(Status))


def test_an_urgent_answer_begins_with_where_to_get_help(answers: dict[str, Answer]) -> None:
    for name, answer in answers.items():
        kinds = [notice.kind for notice in answer.notices]

        assert (answer.status == "urgent") == ("urgent" in kinds), name
        assert "urgent" not in kinds[1:], name


def test_a_near_miss_names_the_word_that_no_source_has(answers: dict[str, Answer]) -> None:
    assert "cupping" in answers["near miss"].understood.missing


@pytest.mark.parametrize("name", ["follow-up", "swap"])
def test_a_follow_up_says_how_it_was_understood(answers: dict[str, Answer], name: str) -> None:
    answer = answers[name]

    assert answer.understood.followed_up
    assert answer.understood.question != answer.question
    assert answer.understood.question in unescape(to_markdown(answer))
    assert "massage" in answer.understood.topics


MARKUP = ["<script", "<b>", "<img", "onerror", "\x1b", "\x00", "\ud83d", "\u202e"]


@pytest.mark.parametrize("name", ["HTML", "control characters", "half a character", "only HTML"])
def test_what_is_understood_has_no_markup_or_control_characters(
    answers: dict[str, Answer], name: str
) -> None:
    said = answers[name].understood.question + " ".join(n.text for n in answers[name].notices)

    assert [mark for mark in MARKUP if mark in said] == []


def test_the_answer_names_corpus_and_model(answer: Answer, assistant: Assistant) -> None:
    assert answer.corpus == assistant.corpus.sha256
    assert answer.model == "all-MiniLM-L6-v2"
