"""Maps a question to a key; two wordings that reach the same key get the same answer."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from answering.asked import ENOUGH, asking_part
from answering.aspects import MASK, aspect
from answering.aspects_meant import angles_meant, each
from answering.conversation import standalone, thing_alone, told_on
from answering.elsewhere import asks_for_courses, is_elsewhere, is_order
from answering.knowledge import any_of, cues, kinds, knowledge
from answering.lexicon import lexicon
from answering.message import cleaned, is_meaningless, quoted_terms, unframed
from answering.quantities import number_kinds, quantities
from answering.things import things_meant
from answering.topics import Topics
from answering.types import Route, Understood
from answering.urgent import is_urgent
from answering.vocabulary import Vocabulary
from retrieval.lexical import stem, words
from retrieval.types import DISCLOSURE_ROLES

STORY = 12
"""Words told beside a question from which they are a story that may hide what is asked."""
ONLY_TELLS = 0.6
"""How likely a turn asks nothing when it is taken to go on from the question before."""


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
    corrected = vocabulary.corrected(text)
    if all(_asks_nothing(one, vocabulary) for one in (text, corrected)) and not topics.find(
        corrected
    ):
        return Understood(question=text, route="clarify")
    resolved = _resolved(corrected, history, topics, vocabulary)
    if not is_part and _calls_for_help(text, resolved, vocabulary):
        return Understood(question=text, route="urgent", topics=topics.find(text))
    return replace(_key(resolved, topics, vocabulary), followed_up=resolved != text)


def _key(resolved: str, topics: Topics, vocabulary: Vocabulary) -> Understood:
    """The key of a question that stands alone."""
    question, (resolved, titled) = resolved, vocabulary.titled(resolved)
    resolved = cues("questions", "simile").sub(" ", resolved)
    named = _named(resolved, topics)
    masked = _masked(resolved, topics)
    like = vocabulary.likeness(masked, _asking(masked))
    found = angles_meant(resolved, masked, named, like, topics)
    terms = vocabulary.terms(topics.without(resolved))
    if len(topics.treatments(named)) == 1 and _are_two(terms, vocabulary):
        found = tuple(name for name in found if name not in kinds("apart"))
    wants = _wants(resolved, found)
    quoted = [] if named else [w for w in quoted_terms(resolved) if vocabulary.has_stem(stem(w))]
    if quoted:
        found, terms, wants = (), quoted, each((*wants, "meaning"))
    route = _route(resolved, named, found, topics, wants)
    means = "meaning" in wants
    named_things = things_meant(
        resolved, found, topics, vocabulary, compares=route == "compare", means=means
    )
    entities = tuple(dict.fromkeys(entity for _, entity in named_things))
    sources = titled or vocabulary.sources(topics.without(resolved))
    explained = means and set(found[:1]) & kinds("named_phrases")
    asks_phrase = explained or not (named or entities)
    phrases = vocabulary.phrases(topics.without(resolved)) if asks_phrase else ()
    asking = frozenset().union(*([] if quoted else map(_asking_words, found)))
    return Understood(
        question=question,
        route=route,
        topics=named,
        aspects=found,
        entities=tuple(entity.name for entity in entities),
        terms=_stems(word for word in terms if word.lower() not in asking),
        hints=_stems(word for word in terms if word.lower() in asking),
        phrases=phrases,
        amounts=tuple(quantities(cues("questions", "vague").sub(" ", asking_part(resolved)))),
        wants=wants,
        unknown=tuple(word for word in terms if not vocabulary.has_stem(stem(word))),
        sources=sources,
        absent=tuple(e.name for e in entities if not vocabulary.mentions(e.name)),
        missing=each(w for w, e in named_things if not vocabulary.stands_somewhere(e.name)),
        elsewhere=is_order(resolved)
        or asks_for_courses(resolved, vocabulary)
        or (
            bool(topics.all and not _asks_sources(resolved, wants, terms, vocabulary))
            and not phrases
            and is_elsewhere(like, named, entities, terms, vocabulary, means=means)
        ),
    )


def _resolved(text: str, history: Sequence[str], topics: Topics, vocabulary: Vocabulary) -> str:
    """A turn made to stand alone; one that only tells goes on from the question before.

    One that asks for what only a treatment has leans on the last treatment, not on a tissue.
    """
    turns = [vocabulary.corrected(cleaned(turn)) for turn in history]
    if turns and _only_tells(text, topics, vocabulary):
        return told_on(text, turns, topics)
    resolved = standalone(text, turns, topics)
    if resolved == text or topics.find(text) or topics.treatments(topics.find(resolved)):
        return resolved
    if cues("questions", "maker").search(text):
        return resolved
    masked = _masked(text, topics)
    like = vocabulary.likeness(masked, _asking(masked))
    if not set(angles_meant(text, masked, (), like, topics)[:1]) & kinds("of_treatments"):
        return resolved
    return standalone(
        text, [turn for turn in turns if topics.treatments(topics.find(turn))], topics
    )


def _only_tells(text: str, topics: Topics, vocabulary: Vocabulary) -> bool:
    """Whether a turn adds to what was asked before it, and asks nothing."""
    masked = _masked(text, topics)
    if thing_alone(text) or not lexicon().find(text):
        return False  # a thing by itself is swapped for another; "thanks, that helps" adds nothing
    return vocabulary.likeness(masked, _asking(masked)).told > ONLY_TELLS


def _are_two(terms: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the words of a question may be what it wants told apart, within one treatment."""
    return len([term for term in terms if vocabulary.has_stem(stem(term))]) > 1


def _calls_for_help(text: str, resolved: str, vocabulary: Vocabulary) -> bool:
    """Whether a turn does; "and my chest?" may be a plain question in its conversation."""
    told = cues("urgent", "simile").sub(" ", resolved if thing_alone(text) else text)
    return is_urgent(told, vocabulary.urgency(told))


def _asking(masked: str) -> str:
    """What a message asks, without the story that it tells; all of it where it tells none."""
    asked = asking_part(masked)
    told = len(words(masked)) - len(words(asked))
    return asked if len(words(asked)) >= ENOUGH and told >= STORY else masked


def _masked(text: str, topics: Topics) -> str:
    """The text with the same word in the place of every topic, and what frames it taken out."""
    return unframed(topics.without(text, MASK))


def _named(text: str, topics: Topics) -> tuple[str, ...]:
    """The topics a question is about, without those it leaves out; all for "all three"."""
    named = topics.find(cues("questions", "left_out").sub(" ", text)) or topics.find(text)
    if not topics.treatments(named) and _means_all(text, len(topics.treatments())):
        return topics.treatments()
    asked = asking_part(text)
    told = len(named) == 1 and topics.treatments(named) and not topics.find(asked)
    return topics.treatments() if told and cues("questions", "which_one").search(asked) else named


def _means_all(text: str, count: int) -> bool:
    """Whether it speaks of all treatments; of three, "the five" are something else."""
    meant = cues("questions", "all_of_them").search(text)
    counted = knowledge("questions")["words"]["counted"]
    said = {word.lower() for word in words(meant.group())} if meant else set()
    return bool(meant) and not said & {*counted[count - 1 :]}


def _asks_sources(
    text: str, wants: Sequence[str], terms: Iterable[str], vocabulary: Vocabulary
) -> bool:
    """Whether it names a source's maker, or asks which source has a word that stands in one."""
    things = any(vocabulary.mentions(entity.name) for entity in lexicon().find(text))
    stands = things or any(vocabulary.has_stem(stem(word)) for word in terms)
    sells = "advert" in wants and cues("questions", "all_sources").search(text)
    own = "disclaimer" in wants or sells or _names_maker(text, vocabulary)
    return bool(own) or ("coverage" in wants and stands)


def _names_maker(text: str, vocabulary: Vocabulary) -> bool:
    """Whether it names the maker of a source by a word that nobody uses otherwise."""
    return any(vocabulary.sources(w) and not vocabulary.is_usual(w) for w in words(text))


def _stems(found: Iterable[str]) -> tuple[str, ...]:
    return each(stem(word) for word in found)


@cache
def _asking_words(name: str) -> frozenset[str]:
    """The words that stand in the example phrasings of an aspect."""
    return frozenset(word.lower() for phrase in aspect(name).examples for word in words(phrase))


def _asks_nothing(text: str, vocabulary: Vocabulary) -> bool:
    """Whether it is no question, or one of what the program is for."""
    meaningless = is_meaningless(text, vocabulary.is_word)
    return meaningless or bool(cues("questions", "asks_program").search(text))


_WANTS = ("verdict", "number", "meaning", "before", "own_body", "coverage")


def _wants(text: str, found: Sequence[str]) -> tuple[str, ...]:
    """What an answer needs beside claims; a kind of disclosure comes from wording or aspect."""
    table = knowledge("questions")
    plain = [name for name in _WANTS if cues("questions", name).search(text)]
    plain += ["number", *numbers] if (numbers := number_kinds(text)) else []
    about = table["about_sources"]
    said = [kind for kind, patterns in about.items() if any_of(patterns).search(text)]
    said = [n for n in said if n == "disclaimer"] if set(found[:1]) & kinds("sells") else said
    said = [n for n in said if n != "advert"] if set(found[:1]) & kinds("proof") else said
    by_aspect = [table["types"]["disclosures"].get(name) for name in found]
    by_aspect = by_aspect if all(by_aspect) else by_aspect[:1]
    by_aspect = [] if "disclaimer" in said else by_aspect
    return each((*plain, *said, *filter(None, by_aspect)))


def _route(
    text: str, named: Sequence[str], found: Sequence[str], topics: Topics, wants: Sequence[str]
) -> Route:
    """Comparing is meant when two treatments are named, or none is and one is asked for."""
    if "coverage" in wants and not disclosures(wants):
        return "ask"
    sides = topics.treatments(named)
    several = topics.treatments(topics.find(text))[1:]
    of_makers = set(found[:1]) & kinds("sells") or cues("questions", "maker").search(text)
    if disclosures(wants) and (of_makers or not several):
        return "about-sources"
    weighing = set(found[:1]) & (kinds("already_comparing") | kinds("choosing"))
    by_each = set(found[:1]) & (kinds("complaint") | kinds("safety"))
    if len(sides) > 1 and (
        weighing
        or cues("questions", "compare").search(text)
        or (not by_each and cues("questions", "one_or").search(_masked(text, topics)))
    ):
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
