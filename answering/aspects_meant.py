"""The angles that a question means: what it is like, put right where its wording is plain.

Likeness alone does not know that "this or that for a bad back" is to be chosen, or that with a
fresh sprain "can I come today" is a question of safety.
"""

import re
from collections.abc import Iterable, Sequence

from answering.asked import asking_part
from answering.aspects import (
    LEAST,
    LEAST_UNNAMED,
    MASK,
    aspect,
    aspects,
    aspects_of_question,
    kin_of,
)
from answering.bank import Likeness
from answering.knowledge import any_of, cues, kinds, knowledge
from answering.lexicon import Entity, lexicon
from answering.message import content_terms
from answering.topics import Topics
from retrieval.lexical import words

_LISTED_BEFORE = re.compile(rf"(?<!\b{MASK}), ?$")
_LISTED_AFTER = re.compile(rf" ?,(?! ?{MASK}\b)")
"""A comma right before or behind a word, but for one that parts it from a treatment ..."""
_GOES_ON = re.compile(r", ?(?:in|and|or)\b", re.IGNORECASE)
NEAR = 40
"""... or, within so many characters of it, one behind which a list goes on."""
SEVERAL = 3
"""Points of a session named together from which it is asked for as a whole."""


def angles_meant(
    text: str, masked: str, named: Sequence[str], like: Likeness, topics: Topics
) -> tuple[str, ...]:
    """The aspects of a question, then those that answer a question of the first one as well.

    Which source speaks of a subject at all is answered by an overview of it, treatments that are
    named together without an angle by what sets them apart.
    """
    types = knowledge("questions")["types"]
    things = lexicon().find(text)
    of_treatment = bool(topics.treatments(named))
    read = _read_as(text, masked, of_treatment=of_treatment)
    if read and (kinds("doctor") >= {*read} or not _is_guarded(text, things)):
        return read
    if (plain := _plainly(text, masked, named, things)) is not None:
        return plain
    found = _by_likeness(text, masked, named, like, topics)
    if _complains(t for t in things if t.name not in kinds("everything")) and _only_names(
        text, named, found, topics
    ):
        return tuple(types["complaint"])
    if _is_about_safety(text, "".join(found[:1]), things):
        return tuple(types["safe_with"])
    if kinds("safe_with") & {*found[:1]} and _takes_only(things):
        return tuple(types["of_medicines"])
    read_as_source = set(found[:1]) & set(types["disclosures"])
    if read_as_source and not aspect(found[0]).question.search(masked):
        found = tuple(types["complaint"]) if _complains(things) else found
    if _is_told_beside(text, found, things) or _is_of_complaint(text, named, found, topics):
        found = tuple(types["complaint"])
    if found and cues("questions", "state_of_research").search(text):
        found = each((*types["state_of_research"], *found))
    found = _what_is_felt(text, found, things)
    if len(topics.treatments(named)) > 1:
        found = _of_several(text, masked, named, found, topics)
    return each((*found, *(kin_of(found[0]) if found else ())))


def _is_guarded(text: str, things: Sequence[Entity]) -> bool:
    """Whether it may be about harm, or about what somebody ill may do, which is safety first."""
    types = {entity.type for entity in things}
    ill = bool(types & kinds("medical"))
    may = cues("questions", "may").search(text) or cues("questions", "unsuited").search(text)
    harm = cues("questions", "harm").search(text)
    return bool(harm or types & kinds("medicines") or (ill and may))


def _read_as(text: str, masked: str, *, of_treatment: bool) -> tuple[str, ...]:
    """The angle that plain words mean, or the points of a session; none where there are none."""
    off = kinds("of_tissue_alone") if of_treatment else frozenset()
    for name, patterns in knowledge("questions")["read_as"].items():
        if name not in off and any(any_of(patterns).search(one) for one in (masked, text)):
            return (name,)
    points = _points_of_session(masked)
    return points if len(points) >= SEVERAL else ()


def _plainly(
    text: str, masked: str, named: Sequence[str], things: Sequence[Entity]
) -> tuple[str, ...] | None:
    """The angles of a question that is known by its wording whatever it is like, else None."""
    types = knowledge("questions")["types"]
    if cues("questions", "coverage").search(text) and content_terms(text):
        covered = _covered(named, things)
        on_angle = any(known.question.search(masked) for known in aspects())
        return covered or (None if on_angle else ())
    if _complains(things) and cues("questions", "speaks_of").search(text):
        return tuple(types["complaint"])
    if cues("questions", "only_means").search(masked):
        return tuple(types["only_means"])
    return None


def _by_likeness(
    text: str, masked: str, named: Sequence[str], like: Likeness, topics: Topics
) -> tuple[str, ...]:
    """The angles that a question is like, those of a treatment or of a part of the body."""
    of_tissue = bool(named) and not topics.treatments(named)
    found = aspects_of_question(
        masked,
        like.aspects,
        LEAST if named else LEAST_UNNAMED,
        of_tissue=of_tissue,
        means=not named and bool(cues("questions", "meaning").search(text)),
    )
    if of_tissue and not any(entity.type in kinds("roles") for entity in lexicon().find(text)):
        instead = knowledge("questions")["of_tissue_instead"]
        found = each([*(instead.get(name, name) for name in found[:1]), *found[1:]])
    if topics.treatments(named) and not set(named) - {*topics.every_treatment()}:
        instead = knowledge("questions")["of_treatment_instead"]
        found = each(instead.get(name, name) for name in found)
    if kinds("alone") & {*found[:1]}:
        found = each([*found[:1], *(n for n in found if aspect(n).question.search(masked))])
    return found


def _of_several(
    text: str, masked: str, named: Sequence[str], found: tuple[str, ...], topics: Topics
) -> tuple[str, ...]:
    """The angles where several treatments are named."""
    types = knowledge("questions")["types"]
    undecided = cues("questions", "undecided").search(text)
    if undecided and _complains(lexicon().find(text)):
        return each((*types["choosing"], *(n for n in found if n not in kinds("apart"))))
    explains = kinds("meanings") & {*found[:1]} and cues("questions", "versus").search(text)
    if explains or not found:
        return each((*types["side_by_side"], *found))
    if kinds("apart") & {*found} and cues("questions", "the_difference").search(text):
        found = each((*(name for name in found if name in kinds("apart")), *found))
    if cues("questions", "differs").search(masked):
        found = each((*kinds("apart"), *found))
    related = found[0] in kinds("apart") | kinds("same") and topics.varieties(named)
    if related or found[0] in kinds("named_alike"):
        return each((*types["of_two"], *found))
    by_touch = found[0] in kinds("choosing") and not _complains(lexicon().find(text))
    if found[0] in kinds("apart") or by_touch:
        return _apart(asking_part(masked), found)
    if _is_choice(text, masked, found[0], lexicon().find(text)):
        off = kinds("of_tissue") | kinds("already_comparing")
        return each((*types["choosing"], *(name for name in found if name not in off)))
    return found


def _apart(text: str, found: tuple[str, ...]) -> tuple[str, ...]:
    """The plain points in which treatments are to be told apart, as in pressure; else `found`.

    Points that are listed with others are no more than examples of it.
    """
    table = knowledge("questions")["set_apart_in"]
    points = {name: m for name, row in table.items() if (m := any_of(row).search(text))}
    return found if any(_is_listed(text, m) for m in points.values()) else tuple(points) or found


def _points_of_session(text: str) -> tuple[str, ...]:
    """The points of a session that a question names: what to wear, how long, the room."""
    table = knowledge("questions")["points_of_session"]
    return tuple(name for name, row in table.items() if any_of(row).search(text))


def _is_listed(text: str, point: re.Match[str]) -> bool:
    """Whether a point is one of several."""
    start, end = point.span()
    return bool(
        _LISTED_BEFORE.search(text[:start])
        or _LISTED_AFTER.match(text[end:])
        or _GOES_ON.search(text, max(0, start - NEAR), end + NEAR)
    )


def _only_names(text: str, named: Sequence[str], found: Sequence[str], topics: Topics) -> bool:
    """Whether it names a complaint, and at most one treatment for it, and says nothing else.

    Or asks which treatment it is that a complaint, and nothing else, is spoken of under.
    """
    which = not (found or named) and cues("questions", "which").search(text)
    alone = not words(lexicon().without(topics.without(text)))
    return bool(which) or (alone and len(named) <= 1)


def _covered(named: Sequence[str], things: Iterable[Entity]) -> tuple[str, ...]:
    """What shows that a source speaks of a complaint, or of a subject; nothing for mere words."""
    types = knowledge("questions")["types"]
    name = "complaint" if _complains(things) else "overview_of"
    return tuple(types[name]) if named or _complains(things) else ()


def _is_choice(text: str, masked: str, first: str, things: Iterable[Entity]) -> bool:
    """Whether it sets treatments against each other for a complaint, which is to choose.

    Not where the complaint is told beside a question of fact, "Which is firmer? I bruise easily",
    or is no more than pain in one, "Which hurts less?"
    """
    if first in kinds("by_itself"):
        asked = lexicon().find(asking_part(text))
        things = [entity for entity in asked if entity.name not in kinds("everything")]
    wanted = kinds("complaints") | {"body"}
    against = (
        (first in kinds("side_by_side") and cues("questions", "versus").search(text))
        or cues("questions", "either").search(masked)
        or cues("questions", "verdict").search(text)
    )
    return bool(against) and any(entity.type in wanted for entity in things)


def _complains(things: Iterable[Entity]) -> bool:
    """Whether one of the things is a complaint."""
    return any(entity.type in kinds("complaints") for entity in things)


def _is_of_complaint(text: str, named: Sequence[str], found: Sequence[str], topics: Topics) -> bool:
    """Whether what it does to the tissue, or did for somebody else, is asked of a complaint."""
    asked = lexicon().find(asking_part(text))
    if cues("questions", "put_right").search(text) and _complains(lexicon().find(text)):
        return not found or found[0] not in kinds("safety")
    tissue = kinds("of_tissue") & {*found[:1]} and topics.treatments(named)
    return bool(tissue) and _complains(asked)


def _takes_only(things: Sequence[Entity]) -> bool:
    """Whether a medicine is named and no complaint that anything could be unsafe with."""
    medicine = any(entity.type in kinds("medicines") for entity in things)
    return medicine and not _complains(things)


def _is_told_beside(text: str, found: Sequence[str], things: Iterable[Entity]) -> bool:
    """Whether a medicine is only told of by somebody who asks what helps a complaint."""
    asked = asking_part(text)
    helps = cues("questions", "helps").search(asked)
    named = any(entity.type in kinds("medicines") for entity in lexicon().find(asked))
    read_so = set(found[:1]) & kinds("of_medicines")
    taken = {entity.name for entity in things if entity.type in kinds("medicines")}
    if not taken <= kinds("against_complaints"):
        return False
    return bool(read_so and helps and _complains(things)) and not named


def _what_is_felt(text: str, found: tuple[str, ...], things: Iterable[Entity]) -> tuple[str, ...]:
    """How long it goes on is asked of what is felt after a treatment, where that is told.

    Whoever tells of tears and asks whether that is usual asks about feelings.
    """
    types = knowledge("questions")["types"]
    names = {entity.name for entity in things}
    after = names & kinds("after_effects") and cues("questions", "had_it").search(text)
    if set(found[:1]) & kinds("lasting") and after:
        return each((*types["afterwards"], *found))
    if set(found[:1]) & kinds("may_happen") and names & kinds("feelings"):
        return tuple(types["of_feelings"])
    return found


def _is_about_safety(text: str, first: str, things: Sequence[Entity]) -> bool:
    """Whether it asks whom it is not for, or if somebody with a complaint may come, or come now.

    What to wear or how long it takes is asked as before, whatever somebody has. With something
    fresh nobody asks for nothing, or for the date of a document.
    """
    if first in kinds("suits") and cues("questions", "unsuited").search(text):
        return True
    acute = any({entity.name, *entity.kinds} & kinds("acute") for entity in things)
    has = acute or _complains(things)
    misread = first in knowledge("questions")["types"]["disclosures"] or (
        first in kinds("acutely_read") and not aspect(first).question.search(text)
    )
    read_so = first in kinds("acutely_read") and misread
    come = not first or first in kinds("comes_with") or read_so or (acute and misread)
    may = come and cues("questions", "may").search(text)
    have = first in kinds("of_tissue") and cues("questions", "may_have").search(text)
    safely = first in kinds("helped_with") and cues("questions", "safely").search(text)
    keep = bool(cues("questions", "keep_date").search(text))
    keep = keep or bool(acute and cues("questions", "waits").search(text))
    if has and (may or have or safely or keep or first in kinds("of_age")):
        return True
    now = cues("questions", "at_once").search(text)
    return acute and bool(now) and first not in kinds("whatever_else")


def each(found: Iterable[str]) -> tuple[str, ...]:
    """Every one once, in its order."""
    return tuple(dict.fromkeys(found))
