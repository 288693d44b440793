"""What keeps a question from being answered although something is found for it."""

from collections.abc import Iterable

from answering.circumstances import is_complaint, of_anyone
from answering.judgement import Found
from answering.knowledge import cues, kinds
from answering.lexicon import lexicon
from answering.types import Understood


def is_of_others(key: Understood) -> bool:
    """Whether the question is about a person or treatment that no source mentions.

    What is said of a complaint bears on it whoever has that complaint; so does on
    everybody what is worn, or whom a treatment does not suit.
    """
    has = [name for name in key.entities if is_complaint(name) and name not in key.absent]
    has = [] if {*key.aspects[:1]} & kinds("of_person") else has
    whatever = kinds("whatever_else") - kinds("of_roles")
    states = has or of_anyone(key) or {*key.aspects} & whatever
    decides = kinds("decides") - (kinds("states") if states else frozenset())
    return bool({lexicon().entity(name).type for name in key.absent} & decides)


def is_beside(key: Understood, found: Iterable[Found]) -> bool:
    """Whether all that is found speaks of other things than the one that was asked about."""
    asked = [lexicon().entity(name) for name in key.entities]
    same = [e for e in asked if e.type in kinds("exact") - kinds("inherits")]
    near = {name for e in same for name in (e.name, *e.kinds)}
    named = {name for one in found for name in one.claim.entities | one.claim.broader}
    return bool(same) and {e.name for e in same} <= set(key.absent) and not near & named


def only_touched(key: Understood, found: Iterable[Found]) -> bool:
    """Whether a measure was asked for, or whom it does not suit, and no claim answers that."""
    asked = set(key.aspects[:1])
    answers = any(asked & set(one.claim.aspects) for one in found)
    unsuited = asked & kinds("safe_with") and cues("questions", "unsuited").search(key.question)
    return bool(unsuited or asked & kinds("measures")) and not (key.entities or answers)
