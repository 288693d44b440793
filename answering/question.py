"""Maps a question to a key: route, topics, aspects, things, words, wants.

Evidence is looked up by this key, so two wordings that reach the same key get the same answer.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from answering.asked import asking_part
from answering.aspects import LEAST, LEAST_UNNAMED, MASK, aspect, aspects_of_question, kin_of
from answering.bank import Likeness
from answering.conversation import standalone, thing_alone
from answering.knowledge import any_of, cues, kinds, knowledge
from answering.lexicon import Entity, lexicon
from answering.message import cleaned, content_terms, is_meaningless
from answering.quantities import quantities
from answering.topics import Topics
from answering.types import Route, Understood
from answering.urgent import is_urgent
from retrieval.lexical import STOPWORDS, stem, words
from retrieval.types import DISCLOSURE_ROLES

STORY = 12
"""Words told beside a question from which they are a story that may hide what is asked ..."""
ENOUGH = 5
"""... and words of the asking part of a message that say what is asked without the rest of it."""
ELSEWHERE = 0.0
"""How much more than any aspect a question must be like those about something else ..."""
STRANGE = -0.15
"""... or only this if it holds words that stand in no source ..."""
CLEARLY = 0.1
"""... and how much more if it names things, or only words, that the sources have."""

_QUOTES = re.compile(r"(?<!\w)['‘’\"“”]|['‘’\"“”](?!\w)")

NAMED = 0.2
"""... and how much more if it names a subject."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a corpus and its model know of words.

    Whether the corpus has a stem, whether a word is usual, whether evidence mentions an entity,
    whether it stands in any text at all, the ids of the sources whose maker a text names, what a
    text and the part of it that asks are like, how much it is like a message that needs help at
    once, and a text with its misspelled words put right.
    """

    has_stem: Callable[[str], bool]
    is_usual: Callable[[str], bool]
    mentions: Callable[[str], bool]
    stands_somewhere: Callable[[str], bool]
    sources: Callable[[str], tuple[str, ...]]
    likeness: Callable[[str, str], Likeness]
    urgency: Callable[[str], float]
    corrected: Callable[[str], str]


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
    resolved = standalone(vocabulary.corrected(text), turns, topics)
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
    asked = content_terms(lexicon().without(topics.without(resolved)))
    terms = [word for word in asked if not (sources and vocabulary.sources(word))]
    asking = frozenset().union(*(_asking_words(name) for name in found))
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
        elsewhere=bool(topics.all and not sources)
        and _is_elsewhere(like, named, entities, terms, vocabulary),
        followed_up=resolved != text,
    )


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
    if not found and len(topics.treatments(named)) > 1:
        found = tuple(types["side_by_side"])
    return _each((*found, *(kin_of(found[0]) if found else ())))


def _is_elsewhere(
    like: Likeness,
    named: Sequence[str],
    entities: Sequence[Entity],
    terms: Sequence[str],
    vocabulary: Vocabulary,
) -> bool:
    """Whether a question is about something else than the sources.

    One that names what they are about hardly ever is. Asked only where somebody has said what the
    sources are about.
    """
    ahead = like.elsewhere - max(like.aspects)
    strange = [word for word in terms if not vocabulary.has_stem(stem(word))]
    if named:
        return ahead > NAMED
    if ahead <= (STRANGE if strange else ELSEWHERE):
        return False
    known = any(vocabulary.mentions(name) for e in entities for name in (e.name, *e.kinds))
    told = len(terms) > 1 and not strange
    return ahead > CLEARLY or not (known or told)


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
