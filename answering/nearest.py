"""What stands nearest to a question: among many sources that speak, where no treatment is known,
or where nothing answers."""

from collections.abc import Callable, Iterable, Sequence

from answering.evidence import Evidence
from answering.judgement import Found
from answering.knowledge import kinds, knowledge
from answering.types import Understood
from retrieval.search import per_source
from retrieval.types import Hit, Passage

NEAREST = 3
MIN_COSINE = 0.30
"""Cosine from which a passage sounds like the question."""

CLOSE_COSINE = 0.52
"""A sentence this close to the question speaks to it even when no key reaches it."""
CLOSE_CAP = 3
"""Such sentences of one source."""
CLOSEST = 5
"""Passages that are quoted for being the nearest ones, where no treatments are known ..."""
WITHIN = 0.15
"""... if their cosine is less than this below the best one ..."""
AMONG = 8
"""... and how near a claim that a key reaches has to stand there."""

MOST_SOURCES = 8
"""Sources that one answer quotes; whoever wants to hear more of them asks more narrowly."""

Search = Callable[[str, Iterable[Passage]], list[Hit]]


def nearest(key: Understood, evidence: Evidence, search: Search) -> list[Hit]:
    """At most one passage of each source, best first.

    They answer the angle for other things than the one asked about, or the angles beside it,
    however they are worded; else, as for what is about something else, they have to sound alike.
    """
    pool = evidence.about(key, key.topics)
    beside = knowledge("questions")["beside"]
    near = {name for angle in key.aspects[:1] for name in (angle, *beside.get(angle, ()))}
    related = [claim.passage for claim in pool if near & set(claim.aspects)]
    if {*key.aspects[:1]} & kinds("safety"):
        # An item tells of another condition, and its lead-in would read as an all-clear.
        related = [passage for passage in related if passage.lead is None]
    if related and not key.elsewhere:
        return per_source(search(key.question, related), 1)[:NEAREST]
    hits = search(key.question, [claim.passage for claim in pool])
    return per_source([hit for hit in hits if hit.cosine >= MIN_COSINE], 1)[:NEAREST]


def close(key: Understood, evidence: Evidence, search: Search) -> list[Found]:
    """Sentences very close in meaning, for questions that the claim table does not reach."""
    strange = key.unknown and (not key.topics or len(key.unknown) >= len(key.terms))
    if key.absent or key.aspects or strange:
        return []
    pool = [claim.passage for claim in evidence.about(key, key.topics)]
    near = [hit for hit in search(key.question, pool) if hit.cosine >= CLOSE_COSINE]
    return [_found(evidence, hit) for hit in per_source(near, CLOSE_CAP)]


def among_nearest(
    key: Understood, found: Sequence[Found], evidence: Evidence, search: Search
) -> list[Found]:
    """What is found on a subject whose treatments are not known, where the angles say little.

    There the nearest passages answer more often than the angles do: they are quoted, and what the
    key reaches only as far as it stands near, a list as a whole. Nearest first.
    """
    hits = search(key.question, [claim.passage for claim in evidence.about(key, ())])
    rank = {hit.passage.number: n for n, hit in enumerate(hits)}
    near = {hit.passage.number for hit in hits[:AMONG]}
    lists = {one.claim.passage.lead for one in found if one.claim.passage.number in near} - {None}
    kept = {one.claim.passage.number: one for one in found}
    kept = {n: one for n, one in kept.items() if n in near or one.claim.passage.lead in lists}
    least = max((hit.cosine for hit in hits), default=0.0) - WITHIN
    for hit in hits[:CLOSEST]:
        if hit.cosine >= least:
            kept.setdefault(hit.passage.number, _found(evidence, hit))
    return [kept[number] for number in sorted(kept, key=rank.__getitem__)]


def _found(evidence: Evidence, hit: Hit) -> Found:
    return Found(evidence.claims[hit.passage.number], hit.cosine)


def most_closely(key: Understood, found: Sequence[Found], search: Search) -> list[Found]:
    """What is found in the sources that speak most closely, where more than MOST_SOURCES speak.

    Those with the strongest claims; of equally strong ones, those nearest to the question's words.
    """
    best: dict[str, float] = {}
    for one in found:
        source = one.claim.source
        best[source] = max(best.get(source, 0.0), one.strength)
    if len(best) <= MOST_SOURCES:
        return list(found)
    hits = search(key.question, [one.claim.passage for one in found])
    # A stable sort: of equal strength, the order in which the search has them remains.
    near = dict.fromkeys(hit.passage.document.id for hit in hits)
    kept = set(sorted(near, key=lambda source: -best[source])[:MOST_SOURCES])
    return [one for one in found if one.claim.source in kept]
