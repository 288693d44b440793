"""Decides whether the quotes found answer a question, or only bear on it."""

import re
from collections.abc import Sequence

from answering.asked import asking_part
from answering.aspects import aspect
from answering.circumstances import is_complaint
from answering.claims import Claim
from answering.knowledge import cues, kinds
from answering.lexicon import lexicon
from answering.quantities import number_given
from answering.types import Understood
from retrieval.lexical import stems

_EXAMPLES = re.compile(r"\([^()]*(?:,|\betc\b|\be\.g\.|\b(?:such as|like|including)\b)[^()]*\)")
"""Words in brackets that stand for others, unlike those that say the same in other words."""


def is_complete(key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether nothing that was asked about is left open by the claims shown."""
    return (
        not any(_hangs_on(name, key, shown) for name in key.absent)
        and _is_about(key, shown)
        and _names_what_was_asked(key, shown)
        and _has_number(key, shown)
        and _explains(key, shown)
        and all(_shows(name, key, shown) for name in ("promise", "credential"))
        and _speaks_of_before(key, shown)
        and not _only_touches(key, shown)
        and not _is_of_another_place(key, shown)
    )


def _is_of_another_place(key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether what is told of a complaint is told of another part of the body than the one asked.

    What helps arthritis of the spine bears on arthritis of a knee, and does not settle it.
    """
    asked = [e for e in lexicon().find(key.question) if e.type in kinds("placed")]
    if not asked or not set(key.aspects[:1]) & kinds("bodily"):
        return False
    places = {name for one in asked for name in (one.name, *one.kinds)}
    complaints = {name for name in key.entities if is_complaint(name)}
    told = [claim for claim in shown if complaints & claim.entities]
    return bool(told) and all((named := _places(claim)) and not named & places for claim in told)


def _places(claim: Claim) -> set[str]:
    """The parts of the body that a claim names."""
    named = map(lexicon().entity, claim.entities - kinds("all_over"))
    return {entity.name for entity in named if entity.type in kinds("placed")}


def _only_touches(key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether what is said supports the angles of a question and nothing answers one of them.

    That a touch is gentle bears on its safety, and does not say that it is safe.
    """
    asked = set(key.aspects)
    answers = key.entities or any(asked & {*claim.aspects} for claim in shown)
    return not answers and any(asked & {*claim.touches} for claim in shown)


def _hangs_on(name: str, key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether the answer hangs on a thing that no source mentions.

    Not where it is one of several of its type ("oil or cream") and another is named; and what
    somebody feels changes nothing about a point that has nothing to do with it.
    """
    kind = lexicon().entity(name).type
    general = kinds("roles") if kind in kinds("roles") else kinds("safe_with") & {*key.aspects[:1]}
    if general and _kinds_named(name, shown):
        return False
    if set(key.aspects[:1]) & kinds("doctor") or _is_told_beside(name, key, shown):
        return False
    if {*lexicon().complaint_of(name)} & frozenset().union(*(c.entities for c in shown)):
        return False
    if kind in kinds("exact"):
        same = {e for e in key.entities if lexicon().entity(e).type == kind} - {name}
        same -= set(lexicon().entity(name).kinds)
        same |= set(lexicon().entity(name).kinds) if kind in kinds("inherits") else set()
        return not any(same & (claim.entities | claim.broader) for claim in shown)
    return kind in kinds("states") or not set(key.aspects[:1]) & kinds("by_itself")


def _kinds_named(name: str, shown: Sequence[Claim]) -> bool:
    """Whether claims speak of what a thing is a kind of: of sport for a runner, of an operation."""
    more = set(lexicon().general(name))
    return any(more & (claim.entities | claim.broader) for claim in shown)


def _is_told_beside(name: str, key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether it is told before the question, which does not hang on it.

    A complaint beside another that the claims name, or one beside a plain question of fact.
    """
    asking = asking_part(key.question)
    asked = lexicon().find(asking)
    told = [one for one in map(lexicon().entity, key.entities) if one not in asked]
    others = {one.name for one in told if one.type in kinds("complaints")} - {name}
    named = frozenset().union(*(claim.entities for claim in shown))
    fact = set(key.aspects[:1]) & kinds("by_itself")
    plain = any(aspect(one).question.search(asking) for one in fact)
    return lexicon().entity(name) in told and bool(others & named or plain)


def _is_about(key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether any claim is about an asked-about topic, not only about the body."""
    return not key.topics or any(set(key.topics) & set(claim.about) for claim in shown)


def _names_what_was_asked(key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether the thing itself is named, where the answer hangs on it.

    Whether cream is used hangs on the cream; how long a session lasts does not hang on the
    complaint. What holds for sport holds for running.
    """
    named = frozenset().union(*(claim.entities | claim.broader for claim in shown))
    exact = [e for name in key.entities if (e := lexicon().entity(name)).type in kinds("exact")]
    if set(key.aspects[:1]) & kinds("doctor"):
        return True
    if set(key.aspects[:1]) & kinds("helped_with") and not _names_a_complaint(key, named):
        return False
    return not exact or any(
        e.name in named or (e.type in kinds("inherits") and named & set(e.kinds)) for e in exact
    )


def _names_a_complaint(key: Understood, named: frozenset[str]) -> bool:
    """Whether a complaint asked about is named, or one that it is a kind of; or none is asked."""
    asked = [n for n in key.entities if lexicon().entity(n).type in kinds("complaints")]
    return not asked or any(named & {name, *lexicon().complaint_of(name)} for name in asked)


def _has_number(key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether a number is there, if one was asked for."""
    number = number_given(key.wants)
    return "number" not in key.wants or any(number.search(c.passage.text) for c in shown)


def _shows(name: str, key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether a cure, a certificate or the like is there, if that was asked for."""
    if name == "promise" and {*key.aspects[:1]} & kinds("lasting"):
        return True  # how long it lasts is told, whatever is hoped for
    cue = cues("questions", name)
    return not cue.search(key.question) or any(cue.search(c.passage.text) for c in shown)


def _explains(key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether what the words mean is told, if that was asked; a list in brackets tells nothing."""
    asked = {*key.terms, *stems(" ".join(key.entities))}
    if "meaning" not in key.wants or not asked:
        return True
    named = any(asked & set(stems(claim.passage.text)) for claim in shown)
    told = any(asked & set(stems(_EXAMPLES.sub(" ", claim.passage.text))) for claim in shown)
    return told or not named


def _speaks_of_before(key: Understood, shown: Sequence[Claim]) -> bool:
    """Whether the time before the treatment is spoken of, if what to use or do then was asked.

    What is used during a treatment bears on it only.
    """
    if set(key.aspects[:1]) & kinds("doctor"):
        return True
    used = {lexicon().entity(name).type for name in key.entities} & kinds("exact")
    before = cues("questions", "before")
    return (
        not used
        or "before" not in key.wants
        or any(before.search(claim.passage.text) for claim in shown)
    )
