"""Composes the answer for a key: one composer per route, nothing composed anywhere else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from answering.aspects import aspect
from answering.beside import cautions, offer, research_gaps
from answering.claims import Claim
from answering.complete import is_complete
from answering.evidence import Evidence, Found
from answering.knowledge import knowledge
from answering.lexicon import lexicon
from answering.question import disclosures
from answering.topics import Topics
from answering.types import Answer, Notice, Quote, SourceAnswer, Status, Understood
from answering.wording import headline, listed, notice, urgent_notice
from retrieval.lexical import stems
from retrieval.search import per_source
from retrieval.types import Document, Hit, Passage

NEAREST = 3
MIN_NEAREST = 0.30
"""Cosine from which a passage is near enough to be pointed at when nothing answers."""
CLOSE_COSINE = 0.52
"""A sentence this close to the question speaks to it even when no key reaches it."""
CLOSE_CAP = 3
COMPARE_CAP = 2
"""Claims of one source on one side of a comparison."""

Search = Callable[[str, Iterable[Passage]], list[Hit]]


class Composer:
    """Turns a key into an answer, from the claims of one corpus."""

    def __init__(
        self, documents: Sequence[Document], topics: Topics, evidence: Evidence, search: Search
    ) -> None:
        self.documents = documents
        self.topics = topics
        self.evidence = evidence
        self.search = search
        self.claims = evidence.claims
        self.offers = {document.id: offer(document, self.claims) for document in documents}
        self.routes: dict[str, Callable[[Understood], Answer]] = {
            "clarify": self._clarify,
            "urgent": self._urgent,
            "about-sources": self._about_sources,
            "compare": self._compare,
            "ask": self._ask,
        }

    def compose(self, key: Understood) -> Answer:
        """The answer for a key; asked question, corpus and model are filled in by the caller."""
        return self.routes[key.route](key)

    def _clarify(self, key: Understood) -> Answer:
        notices = (notice("missing", "clarify"),)
        return Answer("", "clarify", headline("clarify"), key, notices=notices)

    def _urgent(self, key: Understood) -> Answer:
        return Answer("", "urgent", headline("urgent"), key, notices=(urgent_notice(),))

    # Questions about the documents themselves

    def _about_sources(self, key: Understood) -> Answer:
        return self._disclosed(key, disclosures(key.wants))

    def _disclosed(self, key: Understood, kinds: Sequence[str]) -> Answer:
        """What the asked-about documents print about themselves."""
        sources = self._best_named_sources(key)
        found = [
            Found(claim, 0.0)
            for claim in self.claims
            if claim.passage.role in kinds and claim.passage.document.id in sources
        ]
        elsewhere = key.terms and len(key.unknown) >= len(key.terms) + len(key.hints)
        if not found or elsewhere:
            return self._declined(key)
        return self._answer(key, found, "answered", headline("about_sources"))

    def _best_named_sources(self, key: Understood) -> set[str]:
        """Sources whose title or maker the question names best; all when it names none."""
        asked = set(stems(key.question))
        counts = {
            document.id: len(asked & {*stems(document.facts.title), *makers(document)})
            for document in self.documents
        }
        return {name for name, count in counts.items() if count == max(counts.values())}

    # Questions about the subject

    def _ask(self, key: Understood) -> Answer:
        """From the claims; a question they do not reach may be about somebody a file names."""
        answer = self._from_claims(key)
        if answer.status == "declined" and key.sources:
            return self._disclosed(key, ("byline", "advert"))
        return answer

    def _from_claims(self, key: Understood) -> Answer:
        if self._is_elsewhere(key):
            return self._declined(key)
        safety = set(key.aspects) & _types("safety")
        if safety and any(not self.evidence.covers(name) for name in key.absent):
            return self._general_caution(key)
        if key.sources and not (key.aspects or key.terms):
            key = replace(key, aspects=tuple(knowledge("questions")["types"]["overview"]))
        found = self._per_topic(key) or self._close(key)
        if safety and key.entities and not any(self.evidence.names(key, f.claim) for f in found):
            return self._general_caution(key)
        if not found:
            return self._declined(key)
        complete = is_complete(key, [f.claim for f in found])
        status: Status = "answered" if complete else "partial"
        return self._answer(key, found, status, self._count(status, found, key))

    def _is_elsewhere(self, key: Understood) -> bool:
        """Whether the question is about a person or treatment that no source mentions."""
        return bool({lexicon().entity(name).type for name in key.absent} & _types("decides"))

    def _general_caution(self, key: Understood) -> Answer:
        """Nobody mentions the condition; what is said on asking a doctor first bears on it."""
        found = self._per_topic(replace(key, aspects=("doctor-first",), entities=()))
        if not found:
            return self._declined(key)
        return self._answer(key, found, "partial", self._count("partial", found, key))

    def _per_topic(self, key: Understood, cap: int | None = None) -> list[Found]:
        """The claims that speak, each asked-about topic with its own quota."""
        groups: list[tuple[str, ...]] = [(name,) for name in key.topics] or [()]
        kept = {
            found.claim.passage.number: found
            for group in groups
            for found in self.evidence.speaking(key, group, cap)
        }
        return list(kept.values())

    def _close(self, key: Understood) -> list[Found]:
        """Sentences very close in meaning, for questions that the claim table does not reach."""
        if key.absent or key.aspects or (key.unknown and not key.topics):
            return []
        pool = [claim.passage for claim in self.evidence.about(key, key.topics)]
        near = [hit for hit in self.search(key.question, pool) if hit.cosine >= CLOSE_COSINE]
        kept = per_source(near, CLOSE_CAP)
        return [Found(self.claims[hit.passage.number], hit.cosine) for hit in kept]

    # Comparisons

    def _compare(self, key: Understood) -> Answer:
        """Each treatment on its own, so that no side is crowded out by the other."""
        treatments = self.topics.treatments(key.topics) or self.topics.treatments()
        key = replace(key, topics=treatments)
        if self._is_elsewhere(key):
            return self._declined(key)
        found = {f.claim.passage.number: f for f in self._per_topic(key, COMPARE_CAP)}
        if not set(key.aspects[:1]) & _types("already_comparing"):
            for side in self._sides(key):
                for one in self._per_topic(side, 1):
                    found.setdefault(one.claim.passage.number, one)
        shown = [f for f in found.values() if self._is_between(f.claim, treatments)]
        if not shown:
            return self._declined(key)
        if self._is_settled(key, shown):
            return self._answer(key, shown, "answered", self._count("compare", shown, key))
        first = headline("compare_open", all=len(self.documents))
        return self._answer(key, shown, "partial", first)

    def _is_between(self, claim: Claim, asked: Sequence[str]) -> bool:
        """How one treatment differs from a third one says nothing about the two asked about."""
        about = set(self.topics.treatments(claim.about))
        return about <= set(asked) or set(asked) <= about

    def _sides(self, key: Understood) -> Iterable[Understood]:
        """What is shown of each treatment beside what was asked: its purpose, and how to choose."""
        hints = (*key.hints, *stems(" ".join(key.entities)))
        for name in knowledge("questions")["types"]["comparing"]:
            yield replace(key, aspects=(name,), entities=(), terms=(), hints=hints)

    def _is_settled(self, key: Understood, found: Iterable[Found]) -> bool:
        """Nothing was to be settled, or a source that compares the treatments names the thing.

        Comparing treatments for a complaint asks which one is for it.
        """
        if "verdict" not in key.wants and not key.entities:
            return True
        return any(
            set(key.entities) & f.claim.entities
            and self.topics.treatments(f.claim.about)
            and self._compares(f.claim.passage.document)
            for f in found
        )

    def _compares(self, document: Document) -> bool:
        return len(self.topics.treatments(self.topics.find(document.facts.title))) > 1

    # What every answer is made of

    def _count(self, name: str, found: Iterable[Found], key: Understood) -> str:
        speaking = len({f.claim.passage.document.id for f in found})
        total = len(key.sources) or len(self.documents)
        if name == "answered" and speaking == 1:
            name = "only_source" if total == 1 else "one_source"
        return headline(name, speaking=speaking, all=total)

    def _declined(self, key: Understood) -> Answer:
        """Nothing answers: say which asked-about words stand nowhere, and what is nearest."""
        key = replace(key, missing=tuple(dict.fromkeys((*key.missing, *key.unknown))))
        pool = [claim.passage for claim in self.evidence.about(key, key.topics)]
        hits = [hit for hit in self.search(key.question, pool) if hit.cosine >= MIN_NEAREST]
        near = per_source(hits, 1)[:NEAREST]
        name = "declined" if len(self.documents) > 1 else "declined_one"
        asked = aspect(key.aspects[0]).ask if key.aspects and not key.missing else ""
        about = f" ({', '.join(key.topics)})" if key.topics else ""
        looked_for = (notice("missing", "not_found", asked=asked + about),) if asked else ()
        return Answer(
            question="",
            status="declined",
            headline=headline(name, all=len(self.documents)),
            understood=key,
            silent=tuple(document.id for document in self.documents),
            nearest=tuple(
                quote
                for hit in near
                for quote in self._quotes(Found(self.claims[hit.passage.number], hit.cosine))
            ),
            notices=(*_missing(key), *looked_for),
        )

    def _answer(
        self, key: Understood, found: Sequence[Found], status: Status, first: str
    ) -> Answer:
        sources = tuple(self._sources(found))
        heard = {source.document.id for source in sources}
        asked = key.sources or tuple(document.id for document in self.documents)
        about_subject = key.route != "about-sources"
        return Answer(
            question="",
            status=status,
            headline=first,
            understood=key,
            sources=sources,
            silent=tuple(d.id for d in self.documents if d.id in asked and d.id not in heard),
            research=tuple(research_gaps(self.claims, self.topics, key)) if about_subject else (),
            cautions=tuple(cautions(self.claims, self.topics, key)) if about_subject else (),
            notices=(*_missing(key), notice("medical")),
        )

    def _sources(self, found: Iterable[Found]) -> Iterable[SourceAnswer]:
        quotes: dict[str, dict[int, Quote]] = {document.id: {} for document in self.documents}
        for one in found:
            for quote in self._quotes(one):
                quotes[quote.document.id].setdefault(quote.passage.number, quote)
        for document in self.documents:
            own = quotes[document.id]
            if own:
                in_order = tuple(own[number] for number in sorted(own))
                yield SourceAnswer(document, in_order, self.offers[document.id])

    def _quotes(self, found: Found) -> list[Quote]:
        """A claim's quote; a list item never stands without the lead-in that gives it its sense."""
        claims: list[Claim] = [found.claim]
        if found.claim.passage.lead is not None:
            claims.insert(0, self.claims[found.claim.passage.lead])
        return [Quote(c.passage, c.about, c.kind, found.strength) for c in claims]


def _missing(key: Understood) -> tuple[Notice, ...]:
    return (notice("missing", terms=listed(key.missing)),) if key.missing else ()


def _types(name: str) -> frozenset[str]:
    return frozenset(knowledge("questions")["types"][name])


def makers(document: Document) -> frozenset[str]:
    """Stems of the printed names of author and publisher."""
    return frozenset(stems(f"{document.facts.author or ''} {document.facts.publisher or ''}"))
