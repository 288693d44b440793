"""What stands nearest to a question: among many sources that speak, or where nothing answers."""

from collections.abc import Callable, Iterable, Sequence

from answering.evidence import Evidence
from answering.judgement import Found
from answering.knowledge import knowledge
from answering.types import Understood
from retrieval.search import per_source
from retrieval.types import Hit, Passage

NEAREST = 3
MIN_COSINE = 0.30
"""Cosine from which a passage sounds like the question."""

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
    if related and not key.elsewhere:
        return per_source(search(key.question, related), 1)[:NEAREST]
    hits = search(key.question, [claim.passage for claim in pool])
    return per_source([hit for hit in hits if hit.cosine >= MIN_COSINE], 1)[:NEAREST]


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
