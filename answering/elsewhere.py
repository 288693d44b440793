"""Whether a message is about something else than the sources, or no question at all."""

from collections.abc import Sequence

from answering.asked import asking_part
from answering.bank import Likeness
from answering.knowledge import cues, kinds, knowledge
from answering.lexicon import Entity
from answering.vocabulary import Vocabulary
from retrieval.lexical import stem

ELSEWHERE = 0.0
"""How much more than any aspect a question must be like those about something else ..."""
STRANGE = -0.3
"""... or only this if it holds words that stand in no source ..."""
CLEARLY = 0.3
"""... and how much more if it names things, or only words, that the sources have."""
NAMED = 0.2
"""... and how much more if it names a subject."""


def is_order(text: str) -> bool:
    """Whether a message tells the program what to be or to say, instead of asking."""
    return bool(cues("questions", "orders").search(text))


def asks_for_courses(text: str, vocabulary: Vocabulary) -> bool:
    """Whether it asks how to become one of those who do it, of which no source has a word."""
    places = knowledge("questions")["words"]["learned_at"]
    taught = any(vocabulary.has_stem(stem(word)) for word in places)
    return not taught and bool(cues("questions", "learning").search(asking_part(text)))


def is_elsewhere(  # noqa: PLR0913 - all of it is what a question is known by
    like: Likeness,
    named: Sequence[str],
    entities: Sequence[Entity],
    terms: Sequence[str],
    vocabulary: Vocabulary,
    *,
    means: bool = False,
) -> bool:
    """Whether a question is about something else than the sources.

    One that names what they are about hardly ever is, never with a thing that they speak of, nor
    one that asks what a thing in them `means`. Asked only where somebody has said what the sources
    are about.
    """
    ahead = like.elsewhere - max(like.aspects)
    strange = [word for word in terms if not vocabulary.has_stem(stem(word))]
    things = {name for e in entities for name in (e.name, *e.kinds)} - kinds("everything")
    known = any(map(vocabulary.mentions, things))
    if named:
        return ahead > NAMED and not known
    if ahead <= (STRANGE if strange else ELSEWHERE):
        return False
    if means and known:
        return False
    told = len(terms) > 1 and not strange
    return ahead > CLEARLY or not (known or told)
