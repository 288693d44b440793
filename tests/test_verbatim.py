"""The heart: nothing can be quoted but a whole sentence or list item, exactly, in its source.

First for quotes as the program makes them, then for quotes as they stand in a saved answer.
"""

import copy
from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from answering.contract import to_dict
from answering.types import Answer, Disagreement, Quote, SourceAnswer, Understood
from answering.verify import Report, verify
from retrieval.errors import QuoteError
from retrieval.passages import document_passages, quotable
from retrieval.types import Corpus, Document, Facts, Passage, Role, Span


def passages_of(corpus: Corpus) -> list[Passage]:
    return [passage for document in corpus.documents for passage in document_passages(document)]


def a_passage(data: st.DataObject, corpus: Corpus) -> Passage:
    return data.draw(st.sampled_from(passages_of(corpus)))


def moved(passage: Passage, start: int, end: int) -> Passage:
    """A passage that claims to be other characters of the same document."""
    return replace(passage, span=Span(passage.document, start, end))


# --- Quotes as the program makes them -------------------------------------------------------------


def test_every_sentence_and_item_of_the_articles_can_be_quoted(corpus: Corpus) -> None:
    for passage in passages_of(corpus):
        span = passage.span

        assert Quote(passage).text == span.document.text[span.start : span.end]


def test_a_quote_has_no_text_of_its_own() -> None:
    """Its text is always sliced from the document, down to the span."""
    assert {f.name for f in fields(Quote)} == {"passage", "about", "kind", "score"}
    assert {f.name for f in fields(Span)} == {"document", "start", "end"}
    assert "text" not in {f.name for f in fields(Passage)}


@pytest.mark.parametrize("name", ["passage", "about", "kind", "score", "text", "document", "note"])
def test_a_quote_cannot_be_changed(corpus: Corpus, name: str) -> None:
    quote = Quote(passages_of(corpus)[0])

    with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
        setattr(quote, name, "Massage is better.")


@pytest.mark.parametrize("name", ["document", "quotes", "offers"])
def test_what_a_source_says_cannot_be_changed(corpus: Corpus, name: str) -> None:
    said = SourceAnswer(corpus.documents[0], ())

    with pytest.raises(FrozenInstanceError):
        setattr(said, name, ())


@given(st.data())
def test_no_part_of_a_sentence_can_be_quoted(corpus: Corpus, data: st.DataObject) -> None:
    passage = a_passage(data, corpus)
    span = passage.span
    start = data.draw(st.integers(span.start, span.end - 1))
    end = data.draw(st.integers(start + 1, span.end if start > span.start else span.end - 1))

    with pytest.raises(QuoteError, match="not a whole sentence"):
        Quote(moved(passage, start, end))


@given(st.data())
def test_no_sentence_with_more_around_it_can_be_quoted(corpus: Corpus, data: st.DataObject) -> None:
    passage = a_passage(data, corpus)
    span, length = passage.span, len(passage.document.text)
    start = data.draw(st.integers(max(0, span.start - 80), span.start))
    least = span.end + (start == span.start)
    assume(least <= length)
    end = data.draw(st.integers(least, min(length, span.end + 80)))

    with pytest.raises(QuoteError, match="not a whole sentence"):
        Quote(moved(passage, start, end))


@given(st.data())
def test_two_sentences_cannot_be_quoted_as_one(corpus: Corpus, data: st.DataObject) -> None:
    document = data.draw(st.sampled_from(corpus.documents))
    own = document_passages(document)
    first = data.draw(st.integers(0, len(own) - 2))
    last = data.draw(st.integers(first + 1, len(own) - 1))

    with pytest.raises(QuoteError, match="not a whole sentence"):
        Quote(moved(own[first], own[first].span.start, own[last].span.end))


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 5), (5, 5), (9, 4), (0, 10**9), (10**9, 10**9 + 1)]
)
def test_no_span_lies_outside_its_document(corpus: Corpus, start: int, end: int) -> None:
    with pytest.raises(ValueError, match="does not lie inside"):
        Span(corpus.documents[0], start, end)


def test_headings_titles_and_captions_cannot_be_quoted(corpus: Corpus) -> None:
    """They claim nothing; a heading is shown above a quote, never as one."""
    article = corpus.document("oliveira-cruz-mfr-massage-craniosacral")
    some = document_passages(article)[0]
    for words in ("Craniosacral Therapy\n", "What is Myofascial Release?", "Photo of author"):
        start = article.text.index(words)

        with pytest.raises(QuoteError):
            Quote(moved(some, start, start + len(words.strip())))


@given(st.data())
def test_a_sentence_cannot_be_quoted_as_what_it_is_not(corpus: Corpus, data: st.DataObject) -> None:
    """An advert cannot pass for evidence, nor a sentence stand under another heading."""
    passage = a_passage(data, corpus)
    other = a_passage(data, corpus)
    role: Role = "advert" if passage.role == "paragraph" else "paragraph"

    with pytest.raises(QuoteError):
        Quote(replace(passage, role=role))
    if other.heading != passage.heading:
        with pytest.raises(QuoteError):
            Quote(replace(passage, heading=other.heading))


CHANGES = {
    "negated": ("is often used as part of", "is never used as part of"),
    "not taken out": ("should not be painful", "should be painful"),
    "not put in": ("is typically safe", "is typically not safe"),
    "number": ("90 to 120 seconds", "9 to 12 seconds"),
    "one digit": ("5-10 grams", "5-70 grams"),
    "treatment": ("Massage is often used to:", "Surgery is often used to:"),
    "one letter": ("The sessions usually last", "The session usually last"),
    "apostrophe": ("doesn’t use oil", "doesn't use oil"),
    "space": ("Further research is needed", "Further  research is needed"),
    "frame dropped": ("I personally believe that everyone", "Everyone"),
}


def changed(corpus: Corpus, old: str, new: str) -> list[tuple[Document, Document, Passage]]:
    """(the article, the article with the change, the changed sentence) wherever `old` stands."""
    out = []
    for article in corpus.documents:
        at = article.text.lower().find(old.lower())
        if at < 0:
            continue
        text = article.text[:at] + new + article.text[at + len(old) :]
        forged = Document(article.id, text, article.facts, article.sha256, article.path)
        at_sentence = (p for p in document_passages(forged) if p.span.start <= at < p.span.end)
        out += [(article, forged, passage) for passage in at_sentence]
    return out


@pytest.mark.parametrize(("old", "new"), CHANGES.values(), ids=CHANGES.keys())
def test_a_changed_sentence_cannot_stand_under_the_article(
    corpus: Corpus, old: str, new: str
) -> None:
    """Even when the changed text has the article's name and the sentence its offsets."""
    found = changed(corpus, old, new)
    for article, forged, passage in found:
        with pytest.raises(QuoteError, match="cannot stand under"):
            SourceAnswer(article, (Quote(passage),))
        with pytest.raises(QuoteError, match="cannot stand under"):
            SourceAnswer(article, (), offers=Quote(passage))
        if len(forged.text) != len(article.text):
            with pytest.raises((QuoteError, ValueError)):
                Quote(replace(passage, span=Span(article, passage.span.start, passage.span.end)))

    assert found


@given(st.data())
def test_no_sentence_can_stand_under_another_source(corpus: Corpus, data: st.DataObject) -> None:
    passage = a_passage(data, corpus)
    other = data.draw(st.sampled_from([d for d in corpus.documents if d is not passage.document]))

    with pytest.raises(QuoteError, match="cannot stand under"):
        SourceAnswer(other, (Quote(passage),))


def test_a_document_is_itself_only(corpus: Corpus) -> None:
    """Equal text does not make two documents one, so a copy cannot lend its name."""
    article = corpus.documents[0]
    twin = Document(article.id, article.text, Facts("A title"), article.sha256)

    assert twin != article
    with pytest.raises(QuoteError):
        SourceAnswer(article, (Quote(document_passages(twin)[0]),))


# --- Quotes in a saved answer ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def saved(corpus: Corpus) -> dict[str, Any]:
    """A saved answer that quotes every sentence of every article, in every place there is."""
    sources = tuple(
        SourceAnswer(document, quotes, next((q for q in quotes if q.kind == "disclosure"), None))
        for document in corpus.documents
        for quotes in [tuple(_quote(passage) for passage in document_passages(document))]
    )
    every = tuple(quote for source in sources for quote in source.quotes)
    answer = Answer(
        question="everything",
        status="answered",
        headline="",
        understood=Understood("everything"),
        sources=sources,
        disagreements=(Disagreement("pressure", every),),
        research=every,
        cautions=every,
        nearest=every,
        corpus=corpus.sha256,
    )
    return to_dict(answer)


def _quote(passage: Passage) -> Quote:
    return Quote(passage, kind="disclosure" if passage.role == "advert" else "claim")


Place = Callable[[dict[str, Any]], list[Any]]

PLACES: dict[str, tuple[Place, str]] = {
    "sources": (lambda a: a["sources"][4]["quotes"], "sources[4].quotes"),
    "disagreements": (lambda a: a["disagreements"][0]["quotes"], "disagreements[0].quotes"),
    "research": (lambda a: a["research"], "research"),
    "cautions": (lambda a: a["cautions"], "cautions"),
    "nearest": (lambda a: a["nearest"], "nearest"),
}
LAST_SOURCE = "what-is-mfr-massage"


def verified(answer: dict[str, Any], corpus: Corpus) -> Report:
    return verify([answer], corpus)


def test_an_untouched_answer_holds(saved: dict[str, Any], corpus: Corpus) -> None:
    report = verified(saved, corpus)
    offers = sum(source["offers_treatment"] is not None for source in saved["sources"])

    assert report.failures == ()
    assert report.notes == ()
    assert report.checked == 5 * len(passages_of(corpus)) + offers


def _set(key: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda row: row.__setitem__(key, value)


def _drop(key: str) -> Callable[[dict[str, Any]], None]:
    return lambda row: row.pop(key)


def _text(change: Callable[[str], str]) -> Callable[[dict[str, Any]], None]:
    return lambda row: row.__setitem__("text", change(row["text"]))


def _clip(row: dict[str, Any]) -> None:
    """Offsets and text agree, but the sentence has lost its first words."""
    cut = row["text"].index(" ") + 1
    row["text"], row["start"] = row["text"][cut:], row["start"] + cut


SENTENCE = (
    "Some techniques may feel intense or unfamiliar as pressure is sustained over time, "
    "but it should never feel sharp or forceful."
)
"""A sentence of the last article that has a frame to lose, a number to gain and a "never"."""

FORGERIES: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "negation dropped": (_text(lambda t: t.replace("never ", "")), "says other characters"),
    "negation added": (_text(lambda t: t.replace("may", "may not")), "says other characters"),
    "number put in": (_text(lambda t: t.replace("over time", "5 minutes")), "other characters"),
    "letter": (_text(lambda t: t.replace("sharp", "Sharp")), "says other characters"),
    "full stop": (_text(lambda t: t[:-1]), "says other characters"),
    "space": (_text(lambda t: t + " "), "says other characters"),
    "looks the same": (_text(lambda t: t.replace("e", "е")), "says other characters"),
    "text emptied": (_set("text", ""), "says other characters"),
    "text is a number": (_set("text", 5), "says other characters"),
    "text missing": (_drop("text"), "says other characters"),
    "clipped with its offsets": (_clip, "not a whole sentence"),
    "start later": (lambda row: row.update(start=row["start"] + 1), "says other characters"),
    "end sooner": (lambda row: row.update(end=row["end"] - 1), "says other characters"),
    "end past the text": (_set("end", 10**9), "says other characters"),
    "start missing": (_drop("start"), "None"),
    "end missing": (_drop("end"), "None"),
    "start is text": (lambda row: row.update(start=str(row["start"])), "are not offsets"),
    "start is a fraction": (lambda row: row.update(start=float(row["start"])), "are not offsets"),
    "start is negative": (_set("start", -126), "are not offsets"),
    "start is true": (_set("start", True), "are not offsets"),
    "end is false": (_set("end", False), "are not offsets"),
    "start is a list": (_set("start", [1]), "are not offsets"),
    "start after end": (lambda row: row.update(start=row["end"] + 1), "are not offsets"),
}


@pytest.mark.parametrize(("forge", "reason"), FORGERIES.values(), ids=FORGERIES.keys())
@pytest.mark.parametrize(("place", "name"), PLACES.values(), ids=PLACES.keys())
def test_a_forged_quote_is_reported_with_its_place(
    saved: dict[str, Any],
    corpus: Corpus,
    place: Place,
    name: str,
    forge: Callable[[dict[str, Any]], None],
    reason: str,
) -> None:
    answer = copy.deepcopy(saved)
    rows = place(answer)
    number = next(n for n, row in enumerate(rows) if row["text"] == SENTENCE)
    forge(rows[number])

    report = verified(answer, corpus)

    assert len(report.failures) == 1
    assert report.failures[0].startswith(f"answer 1, {name}[{number}]: ")
    assert reason in report.failures[0]


@pytest.mark.parametrize("row", [None, "a text", 5, [], [SENTENCE], True])
@pytest.mark.parametrize(("place", "name"), PLACES.values(), ids=PLACES.keys())
def test_what_is_no_quote_at_all_is_reported(
    saved: dict[str, Any], corpus: Corpus, place: Place, name: str, row: object
) -> None:
    answer = copy.deepcopy(saved)
    place(answer).append(row)

    (failure,) = verified(answer, corpus).failures

    assert failure.startswith(f"answer 1, {name}[{len(place(answer)) - 1}]: is not a quote")


@pytest.mark.parametrize(("place", "name"), PLACES.values(), ids=PLACES.keys())
def test_two_sentences_stitched_together_are_reported(
    saved: dict[str, Any], corpus: Corpus, place: Place, name: str
) -> None:
    """Offsets and text agree; only the rule of whole sentences finds it."""
    answer = copy.deepcopy(saved)
    rows = place(answer)
    number = next(n for n, row in enumerate(rows) if row["text"] == SENTENCE)
    rows[number]["end"] = rows[number + 1]["end"]
    start, end = rows[number]["start"], rows[number]["end"]
    rows[number]["text"] = corpus.document(LAST_SOURCE).text[start:end]

    (failure,) = verified(answer, corpus).failures

    assert failure.startswith(f"answer 1, {name}[{number}]: ")
    assert "not a whole sentence" in failure


@pytest.mark.parametrize("name", ["research", "cautions", "nearest", "disagreements"])
@pytest.mark.parametrize(
    ("source", "reason"),
    {
        "another": ("knecht-chiropractic-mfr-vs-massage", "says other characters"),
        "unknown": ("nobody", "no source 'nobody'"),
        "none": (None, "no source None"),
        "a number": (4, "no source 4"),
        "a list": ([LAST_SOURCE], "no source"),
    }.values(),
)
def test_a_quote_of_another_source_is_reported(
    saved: dict[str, Any], corpus: Corpus, name: str, source: object, reason: str
) -> None:
    answer = copy.deepcopy(saved)
    place, where = PLACES[name]
    rows = place(answer)
    number = next(n for n, row in enumerate(rows) if row["text"] == SENTENCE)
    rows[number]["source"] = source

    (failure,) = verified(answer, corpus).failures

    assert failure.startswith(f"answer 1, {where}[{number}]: ")
    assert reason in failure


@pytest.mark.parametrize("source", ["knecht-chiropractic-mfr-vs-massage", "nobody", None, 7])
def test_all_quotes_under_another_source_are_reported(
    saved: dict[str, Any], corpus: Corpus, source: object
) -> None:
    answer = copy.deepcopy(saved)
    wronged = answer["sources"][4]
    wronged["id"] = source

    failures = verified(answer, corpus).failures
    of_quotes = [line for line in failures if ".quotes[" in line or ".offers_treatment" in line]

    assert len(of_quotes) == len(wronged["quotes"]) + (wronged["offers_treatment"] is not None)
    assert all(line.startswith("answer 1, sources[4].") for line in failures)


@pytest.mark.parametrize("heading", [None, "Key Points", "", 5])
def test_a_wrong_heading_is_reported(
    saved: dict[str, Any], corpus: Corpus, heading: object
) -> None:
    answer = copy.deepcopy(saved)
    rows = answer["sources"][4]["quotes"]
    number = next(n for n, row in enumerate(rows) if row["text"] == SENTENCE)
    rows[number]["heading"] = heading

    (failure,) = verified(answer, corpus).failures

    assert failure.startswith(f"answer 1, sources[4].quotes[{number}]: stands under ")


@pytest.mark.parametrize(("place", "name"), PLACES.values(), ids=PLACES.keys())
def test_a_list_item_without_its_lead_in_is_reported(
    saved: dict[str, Any], corpus: Corpus, place: Place, name: str
) -> None:
    """Without "may not be appropriate if", the item "Recent surgery" means the opposite."""
    answer = copy.deepcopy(saved)
    rows = place(answer)
    lead = next(row for row in rows if row["text"].endswith("may not be appropriate if you have:"))
    rows.remove(lead)

    failures = verified(answer, corpus).failures

    assert len(failures) == 5
    assert all(line.startswith(f"answer 1, {name}[") for line in failures)
    assert all("without its lead-in" in line for line in failures)


def test_a_lead_in_elsewhere_does_not_count(saved: dict[str, Any], corpus: Corpus) -> None:
    """It has to stand in the same list as the item."""
    answer = copy.deepcopy(saved)
    item = next(row for row in answer["research"] if row["text"].startswith("Acute injuries"))
    answer["research"] = [item]

    (failure,) = verified(answer, corpus).failures

    assert "research[0]" in failure
    assert "without its lead-in" in failure


OFFERS = {
    "text": ("Curious?", "says other characters"),
    "start": (0, "says other characters"),
    "end": (True, "are not offsets"),
}


@pytest.mark.parametrize(
    ("key", "value", "reason"), [(k, v, r) for k, (v, r) in OFFERS.items()], ids=OFFERS.keys()
)
def test_a_forged_offer_is_reported(
    saved: dict[str, Any], corpus: Corpus, key: str, value: object, reason: str
) -> None:
    answer = copy.deepcopy(saved)
    answer["sources"][4]["offers_treatment"][key] = value

    (failure,) = verified(answer, corpus).failures

    assert failure.startswith("answer 1, sources[4].offers_treatment: ")
    assert reason in failure


@given(st.data())
def test_any_other_character_is_found(
    saved: dict[str, Any], corpus: Corpus, data: st.DataObject
) -> None:
    row = copy.deepcopy(data.draw(st.sampled_from(saved["research"])))
    at = data.draw(st.integers(0, len(row["text"]) - 1))
    other = data.draw(st.characters().filter(lambda c: c != row["text"][at]))
    row["text"] = row["text"][:at] + other + row["text"][at + 1 :]

    report = verified({**saved, "sources": [], "research": [row]}, corpus)

    assert any(line.startswith("answer 1, research[0]: ") for line in report.failures)


@given(st.data())
def test_any_other_offsets_are_found(
    saved: dict[str, Any], corpus: Corpus, data: st.DataObject
) -> None:
    """With the text that stands at them, so that only whole sentences pass."""
    row = copy.deepcopy(data.draw(st.sampled_from(saved["research"])))
    text = corpus.document(row["source"]).text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 300)))
    whole = (start, end) in quotable(corpus.document(row["source"]))
    row.update(start=start, end=end, text=text[start:end])

    report = verified(
        {**saved, "sources": [], "nearest": [], "disagreements": [], "research": [row]}, corpus
    )
    failed = [line for line in report.failures if "research[0]" in line]

    assert len(failed) == 1 or whole


@pytest.mark.parametrize(("old", "new"), CHANGES.values(), ids=CHANGES.keys())
def test_quotes_fail_when_their_article_was_changed(
    saved: dict[str, Any], corpus: Corpus, old: str, new: str
) -> None:
    """The sentence itself fails; so does every later one when the text moved."""
    for article, forged, _ in changed(corpus, old, new):
        documents = tuple(forged if d is article else d for d in corpus.documents)

        report = verified(saved, replace(corpus, documents=documents))

        assert any("says other characters" in line for line in report.failures)
