"""Puts an answer together from the claims found: quotes by source, what stands beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from answering.beside import cautions, offer, research_gaps
from answering.claims import Claim
from answering.disagree import Points
from answering.judgement import Found
from answering.knowledge import cues, kinds
from answering.nearest import Search, most_closely
from answering.topics import Topics
from answering.types import Answer, Look, Notice, Quote, SourceAnswer, Status, Understood
from answering.wording import listed, notice
from retrieval.types import EVIDENCE_ROLES, Document


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a question was decided; `gate` says by what.

    `heard` are the ids of the sources that speak to it, quoted or not.
    """

    status: Status
    headline: str
    gate: str
    heard: frozenset[str] = frozenset()


class Assembler:
    """Makes answers out of the claims of one corpus."""

    def __init__(
        self,
        documents: Sequence[Document],
        topics: Topics,
        claims: Sequence[Claim],
        search: Search,
    ) -> None:
        self.documents = documents
        self.search = search
        self.topics = topics
        self.claims = claims
        self.points = Points(claims, topics)
        self.offers = {document.id: offer(document, claims) for document in documents}

    def answer(
        self, key: Understood, found: Sequence[Found], outcome: Outcome, looks: Sequence[Look] = ()
    ) -> Answer:
        """The answer that quotes `found`, which came of `looks`.

        Where very many sources speak, the answer says how many it does not quote.
        """
        heard = outcome.heard | {one.claim.source for one in found}
        found = most_closely(key, found, self.search)
        sources = tuple(self._sources(found, key))
        left_out = sorted(heard - {source.document.id for source in sources})
        asked = key.sources or tuple(document.id for document in self.documents)
        about_subject = key.route != "about-sources"
        shown = [one.claim for one in found]
        return Answer(
            question="",
            status=outcome.status,
            headline=outcome.headline,
            understood=key,
            sources=sources,
            silent=tuple(d.id for d in self.documents if d.id in asked and d.id not in heard),
            disagreements=self.points.between(key, shown) if about_subject else (),
            research=tuple(self.research(key, found)) if about_subject else (),
            cautions=tuple(cautions(self.claims, self.topics, key)) if about_subject else (),
            left_out=tuple(left_out),
            notices=(*missing(key), *not_quoted(left_out), notice("medical")),
            gate=outcome.gate,
            looks=tuple(looks),
        )

    def quotes(self, found: Found) -> list[Quote]:
        """A claim's quote, with the lead-in of a list item or the sentence it points back to."""
        claims: list[Claim] = [found.claim]
        if found.claim.passage.lead is not None:
            claims.insert(0, self.claims[found.claim.passage.lead])
        elif before := self._pointed_at(found.claim):
            claims.insert(0, before)
        return [Quote(c.passage, c.about, c.kind, found.strength) for c in claims]

    def _pointed_at(self, claim: Claim) -> Claim | None:
        """The sentence before, for one that has no sense without it: "This is something that"."""
        passage = claim.passage
        if not passage.number or not cues("claims", "points_back").search(passage.text):
            return None
        before = self.claims[passage.number - 1]
        same = before.passage.document is passage.document and before.passage.block == passage.block
        return before if same and before.passage.role in EVIDENCE_ROLES else None

    def research(self, key: Understood, found: Sequence[Found]) -> Iterable[Quote]:
        """Research gaps on the topics of the question, else of a strongest claim on proof."""
        if not key.topics and found:
            best = max(found, key=lambda one: one.strength).claim
            bears = "evidence" in {*best.aspects, *best.touches}
            named = best.about if bears and not kinds("of_research") & {*key.aspects[:1]} else ()
            key = replace(key, topics=named)
        return research_gaps(self.claims, self.topics, key)

    def _sources(self, found: Iterable[Found], key: Understood) -> Iterable[SourceAnswer]:
        quotes: dict[str, dict[int, Quote]] = {document.id: {} for document in self.documents}
        for one in found:
            for quote in self.quotes(one):
                quotes[quote.document.id].setdefault(quote.passage.number, quote)
        for document in self.documents:
            own = quotes[document.id]
            if own:
                known = self.topics.treatments()
                ordered = _in_order(own, key) if known else self._nearest_first(own)
                yield SourceAnswer(document, ordered, self.offers[document.id])

    def _nearest_first(self, quotes: Mapping[int, Quote]) -> tuple[Quote, ...]:
        """Paragraphs and lists in the order in which they were found, each read from its start."""
        blocks: dict[int, int] = {}
        for number, quote in quotes.items():
            lead = quote.passage.lead
            whole = quote.passage if lead is None else self.claims[lead].passage
            blocks[number] = whole.block
        rank = {block: n for n, block in enumerate(dict.fromkeys(blocks.values()))}
        return tuple(quotes[n] for n in sorted(quotes, key=lambda n: (rank[blocks[n]], n)))


def _in_order(quotes: dict[int, Quote], key: Understood) -> tuple[Quote, ...]:
    """As the source has them; in a comparison what is about all sides first, then side by side."""

    def place(number: int) -> tuple[int, int]:
        sides = [n for n, name in enumerate(key.topics) if name in quotes[number].about]
        alone = len(sides) == 1 and key.route == "compare"
        return (sides[0] + 1 if alone else 0, number)

    return tuple(quotes[number] for number in sorted(quotes, key=place))


def not_quoted(left_out: Sequence[str]) -> tuple[Notice, ...]:
    """The notice of how many more sources speak, where some are left out."""
    return (notice("missing", "not_quoted", more=len(left_out)),) if left_out else ()


def missing(key: Understood) -> tuple[Notice, ...]:
    """The notice that names what stands in no source, when there is such a thing."""
    return (notice("missing", terms=listed(key.missing)),) if key.missing else ()
