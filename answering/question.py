"""Maps a question to a key: route, topics, aspects, things, words, wants.

Evidence is looked up by this key, so two wordings that reach the same key get the same answer.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from answering.asked import asking_part
from answering.aspects import LEAST, LEAST_UNNAMED, MASK, aspect, aspects_of_question, kin_of
from answering.bank import Likeness
from answering.conversation import standalone, thing_alone
from answering.elsewhere import is_elsewhere, is_order
from answering.knowledge import any_of, cues, kinds, knowledge
from answering.lexicon import Entity, lexicon
from answering.message import cleaned, content_terms, is_meaningless
from answering.quantities import quantities
from answering.topics import Topics
from answering.types import Route, Understood
from answering.urgent import is_urgent
from answering.vocabulary import Vocabulary
from retrieval.lexical import STOPWORDS, stem, words
from retrieval.types import DISCLOSURE_ROLES

STORY = 12
"""Words told beside a question from which they are a story that may hide what is asked ..."""
ENOUGH = 5
"""... and words of the asking part of a message that say what is asked without the rest of it."""
_QUOTES = re.compile(r"(?<!\w)['‘’\"“”]|['‘’\"“”](?!\w)")


def understand(
    question: str,
    history: Sequence[str],
    topics: Topics,
    vocabulary: Vocabulary,
    *,
    is_part: bool = False,
) -> Understood:
    """The key of a question asked after `history` (earlier questions, oldest first).

    A part of a message is not looked at for an emergency, the message was.
    """
    text = cleaned(question)
    if is_meaningless(text, lambda word: _is_word(word, vocabulary)):
        return Understood(question=text, route="clarify")
    turns = [vocabulary.corrected(cleaned(turn)) for turn in history]
    resolved = _resolved(vocabulary.corrected(text), turns, topics, vocabulary)
    if not is_part and _calls_for_help(text, resolved, vocabulary):
        return Understood(question=text, route="urgent", topics=topics.find(text))
    named = _named(resolved, topics)
    masked = _masked(resolved, topics)
    like = vocabulary.likeness(masked, _asking(masked))
    found = _angles(resolved, masked, named, like, topics)
    wants = _wants(resolved, found)
    route = _route(resolved, named, found, topics, wants)
    named_things = _entities(resolved, route, found, topics)
    entities = tuple(dict.fromkeys(entity for _, entity in named_things))
    sources = vocabulary.sources(topics.without(resolved))
    terms = _terms(resolved, topics, vocabulary)
    asking = frozenset().union(*map(_asking_words, found))
    is_asked_here = bool(topics.all and not sources)
    return Understood(
        question=resolved,
        route=route,
        topics=named,
        aspects=found,
        entities=tuple(entity.name for entity in entities),
        terms=_stems(word for word in terms if word.lower() not in asking),
        hints=_stems(word for word in terms if word.lower() in asking),
        amounts=tuple(quantities(asking_part(resolved))),
        wants=wants,
        unknown=tuple(word for word in terms if not vocabulary.has_stem(stem(word))),
        sources=sources,
        absent=tuple(e.name for e in entities if not vocabulary.mentions(e.name)),
        missing=_each(w for w, e in named_things if not vocabulary.stands_somewhere(e.name)),
        elsewhere=is_order(resolved)
        or (is_asked_here and is_elsewhere(like, named, entities, terms, vocabulary)),
        followed_up=resolved != text,
    )


def _resolved(text: str, turns: Sequence[str], topics: Topics, vocabulary: Vocabulary) -> str:
    """A turn made to stand alone.

    One that asks for what only a treatment has leans on the last treatment, not on a tissue.
    """
    resolved = standalone(text, turns, topics)
    if resolved == text or topics.find(text) or topics.treatments(topics.find(resolved)):
        return resolved
    masked = _masked(text, topics)
    like = vocabulary.likeness(masked, _asking(masked))
    if not set(_angles(text, masked, (), like, topics)[:1]) & kinds("of_treatments"):
        return resolved
    return standalone(
        text, [turn for turn in turns if topics.treatments(topics.find(turn))], topics
    )


def _terms(text: str, topics: Topics, vocabulary: Vocabulary) -> list[str]:
    """The words with content that name no topic, no thing of the lexicon and no maker."""
    return [
        word
        for word in content_terms(lexicon().without(topics.without(text)))
        if not vocabulary.sources(word)
    ]


def _calls_for_help(text: str, resolved: str, vocabulary: Vocabulary) -> bool:
    """Whether a turn does; "and my chest?" may be a plain question in its conversation."""
    told = resolved if thing_alone(text) else text
    return is_urgent(told, vocabulary.urgency(told))


def _asking(masked: str) -> str:
    """What a message asks, without the story that it tells; all of it where it tells none."""
    asked = asking_part(masked)
    told = len(words(masked)) - len(words(asked))
    return asked if len(words(asked)) >= ENOUGH and told >= STORY else masked


def _angles(
    text: str, masked: str, named: Sequence[str], like: Likeness, topics: Topics
) -> tuple[str, ...]:
    """The aspects of a question, then those that answer a question of the first one as well.

    Which source speaks of a subject at all is answered by an overview of it, treatments that are
    named together without an angle by what sets them apart.
    """
    types = knowledge("questions")["types"]
    if named and cues("questions", "coverage").search(text):
        return tuple(types["overview_of"])
    found = aspects_of_question(
        masked,
        like.aspects,
        LEAST if named else LEAST_UNNAMED,
        of_tissue=bool(named) and not topics.treatments(named),
        means=not named and bool(cues("questions", "meaning").search(text)),
    )
    if len(topics.treatments(named)) > 1:
        if not found:
            found = tuple(types["side_by_side"])
        elif found[0] in types["side_by_side"] and _weighed_for_complaint(text):
            found = _each((*types["choosing"], *found))
    return _each((*found, *(kin_of(found[0]) if found else ())))


def _weighed_for_complaint(text: str) -> bool:
    """Whether it sets treatments against each other for a complaint, which is to choose."""
    wanted = kinds("complaints") | {"body"}
    beside = cues("questions", "versus").search(text)
    return bool(beside) and any(entity.type in wanted for entity in lexicon().find(text))


def _masked(text: str, topics: Topics) -> str:
    """The text with the same word in the place of every topic, without quotation marks."""
    return " ".join(_QUOTES.sub(" ", topics.without(text, MASK)).split())


def _named(text: str, topics: Topics) -> tuple[str, ...]:
    """The topics a question is about, without those it leaves out; all for "all three"."""
    named = topics.find(cues("questions", "left_out").sub(" ", text)) or topics.find(text)
    if not topics.treatments(named) and cues("questions", "all_of_them").search(text):
        return topics.treatments()
    return named


def _entities(
    text: str, route: Route, found: Sequence[str], topics: Topics
) -> list[tuple[str, Entity]]:
    """The things a question is specifically about, each with the words that name it.

    A body part counts only where complaints are meant and none is named.
    """
    types = knowledge("questions")["types"]
    bodily = route == "compare" or set(found[:1]) & set(types["bodily"])
    doing = set(found[:1]) & kinds("of_roles")
    wanted = {*types["specific"], *(["body"] if bodily else []), *(kinds("roles") if doing else ())}
    named = [(w, e) for w, e in lexicon().named(text) if not topics.is_name(w)]
    kept = [(w, e) for w, e in named if e.type in wanted and _is_meant(e, text, found, topics)]
    complaint = any(entity.type in {"condition", "symptom"} for _, entity in kept)
    return [(w, e) for w, e in kept if not (complaint and e.type == "body")]


def _is_meant(entity: Entity, text: str, found: Sequence[str], topics: Topics) -> bool:
    """Whether a thing is asked about, not only told of beside the question.

    Pain by itself is meant only under the angles of complaints.
    """
    types = knowledge("questions")["types"]
    if found and not set(found[:1]) & set(types["bodily"]) and entity.name in types["everything"]:
        return False
    asked = asking_part(text)
    enough = topics.find(asked) or len(words(asked)) >= ENOUGH
    beside = kinds("never_meant") | (kinds("told_beside") if enough else frozenset())
    return entity.type not in beside or entity in lexicon().find(asked)


def _each(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _stems(found: Iterable[str]) -> tuple[str, ...]:
    return _each(stem(word) for word in found)


@cache
def _asking_words(name: str) -> frozenset[str]:
    """The words that stand in the example phrasings of an aspect."""
    return frozenset(word.lower() for phrase in aspect(name).examples for word in words(phrase))


def _is_word(word: str, vocabulary: Vocabulary) -> bool:
    return len(word) > 1 and (
        word.lower() in STOPWORDS or vocabulary.has_stem(stem(word)) or vocabulary.is_usual(word)
    )


_WANTS = ("verdict", "number", "meaning", "before", "own_body")


def _wants(text: str, found: Sequence[str]) -> tuple[str, ...]:
    """What an answer needs beside claims; a kind of disclosure comes from wording or aspect."""
    table = knowledge("questions")
    plain = [name for name in _WANTS if cues("questions", name).search(text)]
    about = table["about_sources"]
    kinds = [kind for kind, patterns in about.items() if any_of(patterns).search(text)]
    by_aspect = [table["types"]["disclosures"].get(name) for name in found[:1]]
    return (*plain, *(kinds or [kind for kind in by_aspect if kind]))


def _route(
    text: str, named: Sequence[str], found: Sequence[str], topics: Topics, wants: Sequence[str]
) -> Route:
    """Comparing is meant when two treatments are named, or none is and one is asked for."""
    sides = topics.treatments(named)
    if disclosures(wants) and not topics.treatments(topics.find(text))[1:]:
        return "about-sources"
    weighing = set(found[:1]) & (kinds("already_comparing") | kinds("choosing"))
    if len(sides) > 1 and (weighing or cues("questions", "compare").search(text)):
        return "compare"
    if disclosures(wants):
        return "about-sources"
    either = "verdict" in wants or cues("questions", "which").search(text)
    if not sides and len(topics.treatments()) > 1 and either:
        return "compare"
    return "ask"


def disclosures(wants: Iterable[str]) -> tuple[str, ...]:
    """Those of `wants` that are roles of passages in which a document speaks about itself."""
    return tuple(name for name in wants if name in DISCLOSURE_ROLES)
