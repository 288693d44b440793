"""What stands nearest to a question that nothing answers: pointed at, never shown as an answer."""

from collections.abc import Callable, Iterable

from answering.evidence import Evidence
from answering.knowledge import knowledge
from answering.types import Understood
from retrieval.search import per_source
from retrieval.types import Hit, Passage

NEAREST = 3
MIN_COSINE = 0.30
"""Cosine from which a passage sounds like the question."""

Search = Callable[[str, Iterable[Passage]], list[Hit]]


def nearest(key: Understood, evidence: Evidence, search: Search) -> list[Hit]:
    """At most one passage of each source, best first.

    For an angle on which documents are often silent they are taken from the angles beside it,
    however they are worded; else, as for what is about something else, they have to sound alike.
    """
    pool = evidence.about(key, key.topics)
    beside = set(knowledge("questions")["beside"].get(next(iter(key.aspects), ""), ()))
    related = [claim.passage for claim in pool if beside & set(claim.aspects)]
    if related and not key.elsewhere:
        return per_source(search(key.question, related), 1)[:NEAREST]
    hits = search(key.question, [claim.passage for claim in pool])
    return per_source([hit for hit in hits if hit.cosine >= MIN_COSINE], 1)[:NEAREST]
