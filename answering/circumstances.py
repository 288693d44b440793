"""What somebody says of themselves beside a question, and whether the answer hangs on it."""

import re
from collections.abc import Collection
from dataclasses import replace

from answering.asked import asking_part
from answering.knowledge import cues, kinds
from answering.lexicon import lexicon
from answering.types import Understood

_BRACKETS = re.compile(r"\([^()]*\)")
"""What somebody is told of in, "the client (80, frail) asks"."""


def without_circumstances(key: Understood) -> Understood:
    """The key without what somebody says of themselves beside a point that it has no part in."""
    refers = cues("questions", "refers").search(asking_part(key.question))
    if set(key.aspects[:1]) & kinds("asked_alone") and not refers:
        asking = _BRACKETS.sub(" ", asking_part(key.question))
        asked = {entity.name for entity in lexicon().find(asking)}
        told = [name for name in key.entities if name not in asked and not _is_other(name, key)]
        of_session = set(key.aspects[:1]) & kinds("whatever_else")
        key = without(key, [name for name in told if of_session or name in key.absent])
    types = _beside(set(key.aspects[:1]))
    return without(key, [name for name in key.absent if lexicon().entity(name).type in types])


def _is_other(name: str, key: Understood) -> bool:
    """Whether it is the treatment that is asked about, or that the only other one is set against.

    It may be named in the sentence before, "This one: how does it differ from that?".
    """
    alone = not key.topics or (
        len(key.topics) == 1 and set(key.aspects[:1]) & kinds("already_comparing")
    )
    return bool(alone) and lexicon().entity(name).type in kinds("treatments")


def _beside(first: Collection[str]) -> frozenset[str]:
    """The types of things that have no part in an angle, also where it is asked with them."""
    if kinds("whatever_done") & {*first}:
        return kinds("done")
    if kinds("whatever_at_all") & {*first}:
        return kinds("beside_all")
    return kinds("beside_it") if kinds("whatever_else") & {*first} else frozenset()


def without(key: Understood, beside: Collection[str]) -> Understood:
    """The key without some of its things."""
    return replace(
        key,
        entities=tuple(name for name in key.entities if name not in beside),
        absent=tuple(name for name in key.absent if name not in beside),
    )


def of_anyone(key: Understood) -> bool:
    """Whether it asks whom something does not suit, whoever it is asked for."""
    types = {lexicon().entity(name).type for name in key.absent}
    return types <= kinds("decides") and bool(cues("questions", "unsuited").search(key.question))


def is_complaint(name: str) -> bool:
    """Whether a thing is what somebody wants to be rid of."""
    return lexicon().entity(name).type in kinds("complaints")


def is_medical(name: str) -> bool:
    """Whether a thing is one that a doctor knows about."""
    return lexicon().entity(name).type in kinds("medical")
