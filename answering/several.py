"""Several questions in one message: each is understood and answered by itself, then joined.

The second question may lean on the first, as a later turn of a conversation does.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain

from answering.asked import questions_in
from answering.aspects_meant import SEVERAL
from answering.assemble import not_quoted
from answering.knowledge import any_of, cues, kinds, knowledge
from answering.lexicon import lexicon
from answering.message import cleaned, content_terms
from answering.question import understand
from answering.topics import Topics
from answering.types import Answer, Quote, SourceAnswer, Status, Understood
from answering.vocabulary import Vocabulary
from answering.wording import counted, notice
from retrieval.sentences import sentences

ENOUGH = 2
"""Questions from which a message is answered part by part."""


def understand_all(
    question: str, history: Sequence[str], topics: Topics, vocabulary: Vocabulary
) -> Understood:
    """The key of a message, with a key for each of its questions where it asks several."""
    whole = understand(question, history, topics, vocabulary)
    asked = questions_in(cleaned(question))
    titled = vocabulary.titled(whole.question)[1]
    of_session = len({*whole.aspects} & {*knowledge("questions")["points_of_session"]}) >= SEVERAL
    if len(asked) < ENOUGH or titled or of_session or whole.route in {"urgent", "clarify"}:
        return whole
    parts: dict[object, Understood] = {}
    for number, one in enumerate(asked):
        key = understand(one, [*history, *asked[:number]], topics, vocabulary, is_part=True)
        key = _of_same(key, list(parts.values()), names_none=not topics.find(one))
        if key.route != "clarify" and (key.aspects or key.entities) and _asks_for_itself(one):
            parts.setdefault((key.route, key.topics, key.aspects, key.entities), key)
    keys = tuple(parts.values())
    bare = all(not content_terms(topics.without(one)) for one in asked[1:])
    same = bare or _same_angle(keys)
    if len(keys) < ENOUGH or (_is_one(cleaned(question), asked, topics) and same):
        return whole
    return replace(
        whole,
        parts=keys,
        topics=_each(key.topics for key in keys),
        aspects=_each(key.aspects for key in keys),
        missing=_each(key.missing for key in keys),
    )


def _of_same(key: Understood, before: Sequence[Understood], *, names_none: bool) -> Understood:
    """A part that names nothing goes on from an unknown treatment, or from something else."""
    unknown = [
        n for b in before[-1:] for n in b.absent if lexicon().entity(n).type in kinds("decides")
    ]
    if names_none and any(b.elsewhere for b in before[-1:]):
        return replace(key, elsewhere=True)
    leans = any_of(knowledge("questions")["follow_up"]["it"]).search(key.question)
    if unknown and leans and (names_none or {*key.aspects[:1]} & kinds("already_comparing")):
        return replace(
            key, entities=_each([unknown, key.entities]), absent=_each([unknown, key.absent])
        )
    if key.topics or key.entities:
        return key
    if not unknown:
        return key
    return replace(key, entities=tuple(unknown), absent=tuple(unknown))


def _asks_for_itself(part: str) -> bool:
    """Whether a part of a message is a question, unlike the "do they say?" behind one."""
    return bool(content_terms(part) or cues("questions", "opens_open").search(part))


def _is_one(message: str, asked: Sequence[str], topics: Topics) -> bool:
    """Whether it is one question about several treatments: "how long is this, how long is that"."""
    named = [frozenset(topics.treatments(topics.find(one))) for one in asked]
    return len(list(sentences(message))) == 1 and all(named) and len(set(named)) == len(named)


def _same_angle(keys: Iterable[Understood]) -> bool:
    return len({key.aspects[:1] for key in keys}) == 1


def _each(rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(rows)))


def joined(key: Understood, answers: Sequence[Answer], documents: int) -> Answer:
    """One answer of the answers to each question; partial where any of them is not whole."""
    status = _status([answer.status for answer in answers])
    quoted = [answer for answer in answers if answer.sources]
    sources = _sources(quoted)
    heard = {source.document.id for source in sources}
    left_out = sorted({i for answer in answers for i in answer.left_out} - heard)
    notices = [
        one
        for answer in answers
        for one in answer.notices
        if one.kind != "medical" and one not in not_quoted(answer.left_out)
    ]
    notices += not_quoted(left_out)
    speaking = heard.union(left_out)
    return Answer(
        question="",
        status=status,
        headline=_headline(status, answers, len(speaking), documents),
        understood=key,
        sources=sources,
        silent=tuple(i for i in _each(a.silent for a in answers) if i not in speaking),
        left_out=tuple(left_out),
        disagreements=tuple(dict.fromkeys(chain.from_iterable(a.disagreements for a in answers))),
        research=_once(answers, lambda answer: answer.research),
        cautions=_once(answers, lambda answer: answer.cautions),
        nearest=() if sources else _once(answers, lambda answer: answer.nearest),
        notices=tuple(dict.fromkeys([*notices, *([notice("medical")] if sources else [])])),
        gate="; ".join(f"{a.understood.question} {a.status}: {a.gate}" for a in answers),
        looks=tuple(chain.from_iterable(answer.looks for answer in answers)),
    )


def _status(all_of: Sequence[Status]) -> Status:
    if len(set(all_of)) == 1:
        return all_of[0]
    return "partial"


def _headline(status: Status, answers: Sequence[Answer], speaking: int, documents: int) -> str:
    if status == "declined":
        return answers[0].headline
    return counted(status, speaking, documents)


def _sources(answers: Sequence[Answer]) -> tuple[SourceAnswer, ...]:
    """Each source once, with its quotes for every question, as they stand in it."""
    kept: dict[str, SourceAnswer] = {}
    for one in chain.from_iterable(answer.sources for answer in answers):
        before = kept.get(one.document.id, one)
        found = {q.passage.number: q for q in (*one.quotes, *before.quotes)}
        quotes = tuple(found[number] for number in sorted(found))
        kept[one.document.id] = replace(before, quotes=quotes)
    return tuple(kept[name] for name in sorted(kept))


def _once(
    answers: Sequence[Answer], part: Callable[[Answer], Sequence[Quote]]
) -> tuple[Quote, ...]:
    return tuple({q.passage.number: q for answer in answers for q in part(answer)}.values())
