"""Which things of the lexicon a question is about, and which are only told of beside it."""

from collections.abc import Callable, Iterable, Sequence

from answering.asked import ENOUGH, asking_part
from answering.knowledge import any_of, cues, kinds, knowledge
from answering.lexicon import Entity, lexicon
from answering.topics import Topics
from answering.vocabulary import Vocabulary
from retrieval.lexical import stems, words


def things_meant(  # noqa: PLR0913 - all of it is what a question is known by
    text: str,
    found: Sequence[str],
    topics: Topics,
    vocabulary: Vocabulary,
    *,
    compares: bool,
    means: bool,
) -> list[tuple[str, Entity]]:
    """The things a question is specifically about, each with the words that name it.

    `compares` says that it weighs treatments, `means` that it asks what words mean: whoever asks
    only that means the thing, whatever its type. A part of the body counts only where complaints
    are meant and none is named, and not beside the name of what is done there. What somebody
    does is not meant where treatments are told apart, "resting their hands".
    """
    named = [(w, e) for w, e in lexicon().named(text) if not topics.is_name(w)]
    if not topics.find(text):
        named = [(w, _practised(e)) for w, e in named]
    named = _without_makers(named, vocabulary)
    if not means or found or topics.find(text):
        wanted = _types_wanted(found, compares=compares)
        meant = [
            (w, e)
            for w, e in named
            if e.type in wanted and _is_meant(e, text, found, topics, vocabulary.mentions)
        ]
        complaint = any(entity.type in kinds("complaints") for _, entity in meant)
        named = [(w, e) for w, e in meant if not (complaint and e.type in kinds("placed"))]
    said = {word for phrase in vocabulary.phrases(text) for word in phrase.split()}
    if topics.find(text) or not said:
        return named
    return [(w, e) for w, e in named if e.type not in kinds("placed") or {*stems(w)} <= said]


def _types_wanted(found: Sequence[str], *, compares: bool) -> set[str]:
    """The types of things that a question of these angles can be about."""
    types = knowledge("questions")["types"]
    apart = set(found[:1]) & kinds("already_comparing")
    bodily = (compares and not apart) or set(found[:1]) & set(types["bodily"])
    doing = set(found[:1]) & kinds("of_roles")
    specific = set(types["specific"]) - (kinds("inherits") if apart else frozenset())
    return {*specific, *(kinds("placed") if bodily else ()), *(kinds("roles") if doing else ())}


def _practised(entity: Entity) -> Entity:
    """What somebody is named by who does that and nothing else; else the entity."""
    of_role = entity.kinds if entity.type in kinds("roles") else ()
    practised = (one for one in map(lexicon().entity, of_role) if one.type in kinds("treatments"))
    return next(practised, entity)


def _without_makers(
    named: Iterable[tuple[str, Entity]], vocabulary: Vocabulary
) -> list[tuple[str, Entity]]:
    """Without the treatments and persons that only name the maker of a source."""
    return [
        (word, entity)
        for word, entity in named
        if not (entity.type in kinds("decides") and all(map(vocabulary.sources, words(word))))
    ]


def _is_meant(
    entity: Entity,
    text: str,
    found: Sequence[str],
    topics: Topics,
    mentions: Callable[[str], bool],
) -> bool:
    """Whether a thing is asked about, not only told of beside the question.

    Pain by itself is meant only under the angles of complaints. "What is that for?" may ask of
    what was told, if the sources speak of it.
    """
    types = knowledge("questions")["types"]
    if found and not set(found[:1]) & set(types["bodily"]) and entity.name in types["everything"]:
        return False
    asked = asking_part(text)
    all_meant = cues("questions", "all_of_them").search(asked)
    named = all_meant or topics.find(asked) or topics.find(lexicon().without(text))
    leans = any_of(knowledge("questions")["follow_up"]["it"]).search(asked)
    enough = named or (len(words(asked)) >= ENOUGH and not leans)
    safely = set(found[:1]) & kinds("safety") or not found
    complains = any(one.type in kinds("complaints") for one in lexicon().find(asked))
    told = enough and not (leans and not topics.find(asked) and mentions(entity.name))
    beside = kinds("never_meant") | (kinds("told_beside") if told else frozenset())
    beside |= frozenset() if safely else kinds("beside_unless_safety")
    beside |= kinds("beside_complaint") if complains and not safely else frozenset()
    weighs = set(found[:1]) & (kinds("already_comparing") | kinds("choosing"))
    if weighs and len(topics.treatments(topics.find(text))) == 1:
        beside -= kinds("decides")  # what the only treatment named is weighed against
    return entity.type not in beside or entity in lexicon().find(asked)
