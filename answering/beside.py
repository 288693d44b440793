"""What stands beside the quotes of an answer: research gaps, cautions, who sells the treatment."""

from collections.abc import Iterable, Sequence

from answering.claims import Claim
from answering.knowledge import kinds
from answering.topics import Topics
from answering.types import Quote, Understood
from retrieval.types import EVIDENCE_ROLES, Document


def research_gaps(claims: Iterable[Claim], topics: Topics, key: Understood) -> Iterable[Quote]:
    """Sentences that say research is missing on what was asked.

    A gap in comparing treatments belongs to comparisons and to questions about evidence, not to
    every question about one of them, nor to whether they may be joined, nor to plain facts of a
    session. A gap in what is known of a part of the body belongs to the proof of its treatments,
    and where what is said of that part answers for them.
    """
    asked = set(key.aspects[:1])
    if asked & kinds("of_fact"):
        return
    of_proof = kinds("proof") | kinds("of_research")
    joint = asked & kinds("joint") and not kinds("apart") & {*key.aspects}
    comparing = (key.route == "compare" and not joint) or of_proof & {*key.aspects}
    of_session = asked & (kinds("of_treatments") | kinds("whatever_else"))
    topics_meant = topics.treatments(key.topics) if of_session else key.topics
    any_topic = asked & of_proof and not key.topics
    proven = set(key.topics if (kinds("proof") | kinds("of_treated")) & asked else ())
    treated = {name for name, by in topics.treated_by().items() if by & proven}
    for claim in claims:
        compares = len(topics.treatments(claim.about)) > 1
        on_topic = any_topic or set(claim.about) & (treated | {*topics_meant})
        if claim.kind == "research-gap" and on_topic and (comparing or not compares):
            yield Quote(claim.passage, claim.about, claim.kind)


def cautions(claims: Iterable[Claim], topics: Topics, key: Understood) -> Iterable[Quote]:
    """Cautions about the asked-about treatments, when somebody's own body is at stake.

    Whoever asks about safety with something that no source mentions gets no list of other things:
    its lead-in, "safe for most people, unless …", would read as an all-clear.
    """
    asked = set(topics.treatments(key.topics))
    bears = not key.aspects or set(key.aspects[:1]) & kinds("cautioned")
    if "own_body" not in key.wants or not bears:
        return
    alone = bool(key.absent and kinds("safety") & {*key.aspects[:1]})
    roles = EVIDENCE_ROLES - {"lead-in", "item"} if alone else EVIDENCE_ROLES
    for claim in claims:
        if claim.caution and claim.passage.role in roles and asked & set(claim.about):
            yield Quote(claim.passage, claim.about, claim.kind)


def offer(document: Document, claims: Sequence[Claim]) -> Quote | None:
    """The sentence that shows that a source sells or practises: the editor's, else an advert."""
    own = [claim for claim in claims if claim.passage.document is document]
    for claim in own:
        span = claim.passage.span
        if document.offers == (span.start, span.end):
            return Quote(claim.passage, claim.about, "disclosure")
    if document.offers is not None:
        return None
    adverts = (claim for claim in own if claim.passage.role == "advert")
    return next((Quote(c.passage, c.about, "disclosure") for c in adverts), None)
