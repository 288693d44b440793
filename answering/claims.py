"""The claim table: every passage with what it is about and what kind of statement it is.

Made once when the documents are read; a question is answered by looking into it. A claim takes
its topic from its own words, else from what it hangs on: a list item from its lead-in or heading,
a sentence from the one before it in the same paragraph or from the heading. Where a heading is
lost and nobody restored it, the claim is about nothing rather than about the wrong thing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from answering.aspects import aspects_of_claim, aspects_of_heading
from answering.knowledge import cues
from answering.lexicon import lexicon
from answering.quantities import Quantity, quantities
from answering.reviewed import Reviewed, Tags, lead_of
from answering.topics import Topics
from answering.types import ClaimRole, Kind
from retrieval.types import DISCLOSURE_ROLES, EVIDENCE_ROLES, Passage


@dataclass(frozen=True, slots=True)
class Claim:
    """A passage with its labels.

    `caution` also holds for items under a cautioning lead-in; `aspects` are the angles it answers,
    `touches` those it only supports; `entities` are the things it names, `broader` what these are
    kinds of (a tension headache is a headache), `amounts` its numbers with a unit; `things` are
    the words an editor added.
    """

    passage: Passage
    about: tuple[str, ...]
    kind: Kind
    caution: bool
    aspects: tuple[str, ...]
    entities: frozenset[str]
    broader: frozenset[str]
    amounts: tuple[Quantity, ...] = ()
    touches: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    role: ClaimRole = "plain"
    reviewed: bool = False

    @property
    def source(self) -> str:
        """The id of the document that says it."""
        return self.passage.document.id

    def meets(self, amounts: Iterable[Quantity]) -> bool:
        """Whether it gives one of the numbers that a question names."""
        return any(one.meets(other) for one in amounts for other in self.amounts)


def is_evidence(claim: Claim) -> bool:
    """Whether a claim can answer a question; a lead-in does so only with its items."""
    role = claim.passage.role
    return role in EVIDENCE_ROLES and role != "lead-in" and claim.role != "filler"


def claim_table(
    passages: Sequence[Passage], topics: Topics, reviewed: Reviewed | None = None
) -> tuple[Claim, ...]:
    """One claim per passage, in the order of the passages; an editor's labels go first."""
    table: list[Claim] = []
    for passage in passages:
        lead = None if passage.lead is None else table[passage.lead]
        before = table[-1] if table and _same_block(table[-1].passage, passage) else None
        kind = _kind(passage)
        found = lexicon().find(passage.text)
        warns = cues("claims", "caution").search(passage.text) or (lead and lead.caution)
        claim = Claim(
            passage=passage,
            about=_Labeller(topics, passage).about(lead, before),
            kind=kind,
            caution=bool(warns) and kind != "disclosure",
            aspects=_aspects(passage, lead),
            entities=frozenset(entity.name for entity in found),
            broader=frozenset(kind for entity in found for kind in entity.kinds),
            amounts=tuple(quantities(passage.text)),
        )
        tags = reviewed.tags(passage, lead_of(passage, passages)) if reviewed else None
        table.append(_tagged(claim, tags, topics) if tags else claim)
    return tuple(table)


def _tagged(claim: Claim, tags: Tags, topics: Topics) -> Claim:
    """The claim as an editor labels it; how it is framed still shows by its own words."""
    named = [entity for thing in tags.things for entity in lexicon().find(thing)]
    kind = _OF_ROLE.get(tags.role, claim.kind)
    if claim.kind in {"research-gap", "caution"} and tags.role not in _OF_ROLE:
        kind = "claim"
    return replace(
        claim,
        about=tuple(topic.name for topic in topics.all if topic.name in tags.about),
        kind=claim.kind if claim.passage.role in {"item", "lead-in"} else kind,
        caution=tags.role == "caution",
        aspects=tags.answers,
        touches=tags.touches,
        entities=claim.entities | {entity.name for entity in named},
        broader=claim.broader | {kind for entity in named for kind in entity.kinds},
        things=tags.things,
        role=tags.role,
        reviewed=True,
    )


_OF_ROLE: dict[ClaimRole, Kind] = {
    "caution": "caution",
    "gap": "research-gap",
    "reported": "reported",
    "opinion": "opinion",
}


def _aspects(passage: Passage, lead: Claim | None) -> tuple[str, ...]:
    """An item answers what its lead-in says, a sentence what its words or else its heading say."""
    if lead and lead.aspects:
        return lead.aspects
    own = aspects_of_claim(passage.text)
    if own or passage.heading is None:
        return own
    return aspects_of_heading(passage.heading.text)


def _same_block(one: Passage, other: Passage) -> bool:
    return one.document is other.document and one.block == other.block


class _Labeller:
    """Finds what one passage is about."""

    def __init__(self, topics: Topics, passage: Passage) -> None:
        self.topics = topics
        self.passage = passage
        self.own = self._named(passage.text)

    def about(self, lead: Claim | None, before: Claim | None) -> tuple[str, ...]:
        """Topic names in the order of the topics file."""
        if self.passage.role == "item":
            found = self._of_item(lead)
        elif self._speaks_of_all():
            found = {*self.own, *self._treatments_around()}
        elif self.own:
            found = {*self.own, *self._leaning_on(before)}
        elif self.passage.role in DISCLOSURE_ROLES:
            return ()  # who writes or sells is about no treatment unless it says so
        elif before is not None:
            found = set(before.about)
        else:
            found = set(self._section())
        found = found or self._of_title()
        return tuple(topic.name for topic in self.topics.all if topic.name in found)

    def _named(self, text: str) -> tuple[str, ...]:
        """Topics the text names, without what it only sets itself apart from."""
        return self.topics.find(cues("claims", "contrast").sub(" ", text))

    def _of_item(self, lead: Claim | None) -> set[str]:
        around = tuple(lead.about) if lead else self._section()
        treatments = self.topics.treatments(around)
        if len(treatments) != 1:
            return {*self.own, *(around if not self.own else ())}
        subjects = set(self.own) - set(self.topics.treatments(self.own))
        return {*treatments, *subjects}

    def _section(self) -> tuple[str, ...]:
        """Topics of the heading in force; a restored heading counts like a printed one."""
        if self.passage.lost:
            return self.topics.find(self.passage.lost)
        return self._named(self.passage.heading.text) if self.passage.heading else ()

    def _leaning_on(self, before: Claim | None) -> tuple[str, ...]:
        """The treatments of the sentence before, where this one goes on with "it"."""
        leans = cues("claims", "leans").search(self.passage.text)
        if before is None or not leans or self.topics.treatments(self.own):
            return ()
        return self.topics.treatments(before.about)

    def _of_title(self) -> set[str]:
        """The treatment that the whole document is about, if it is only one."""
        treatments = self.topics.treatments(self._named(self.passage.document.facts.title))
        return set(treatments) if len(treatments) == 1 else set()

    def _speaks_of_all(self) -> bool:
        return bool(cues("claims", "all_of_them").search(self.passage.text))

    def _treatments_around(self) -> tuple[str, ...]:
        """All treatments the section names, else all that the title names."""
        title = self.topics.find(self.passage.document.facts.title)
        section = self.topics.treatments(self._section())
        return section if len(section) > 1 else self.topics.treatments(title)


def _kind(passage: Passage) -> Kind:
    if passage.role in {"byline", "reference", "advert", "disclaimer"}:
        return "disclosure"
    if passage.role == "lead-in":
        return "list-lead"
    if passage.role == "item":
        return "reported" if cues("claims", "reported").search(passage.text) else "list-item"
    for kind, table in _KINDS:
        if cues("claims", table).search(passage.text):
            return kind
    return "claim"


_KINDS: tuple[tuple[Kind, str], ...] = (
    ("research-gap", "research_gap"),
    ("research-gap", "not_known"),
    ("caution", "caution"),
    ("opinion", "opinion"),
    ("reported", "reported"),
)
