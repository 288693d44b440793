"""Composes the answer for a key: one composer per route, nothing composed anywhere else."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from answering.aspects import aspect
from answering.assemble import Assembler, Outcome, missing
from answering.circumstances import (
    is_complaint,
    is_medical,
    of_anyone,
    without,
    without_circumstances,
)
from answering.compare import Compared, Comparison
from answering.complete import is_complete
from answering.evidence import Evidence
from answering.gates import is_beside, is_of_others, only_touched
from answering.judgement import Found
from answering.knowledge import cues, kinds, knowledge
from answering.nearest import Search, among_nearest, close, nearest
from answering.quantities import number_given
from answering.question import disclosures
from answering.self_description import Disclosures, has_year, strange_names
from answering.several import joined
from answering.topics import Topics
from answering.types import Answer, Look, Notice, Status, Understood
from answering.wording import Phrase, counted, headline, notice, on_topic, urgent_notice
from retrieval.types import Document

MAKER = ("byline", "advert")
"""The roles of what a document prints about who made it."""


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
        self.assembler = Assembler(documents, topics, self.claims, search)
        self.comparison = Comparison(topics, evidence)
        self.disclosures = Disclosures(documents, topics, evidence.terms)
        self.routes: dict[str, Callable[[Understood], Answer]] = {
            "clarify": self._clarify,
            "urgent": self._urgent,
            "about-sources": self._about_sources,
            "compare": self._compare,
            "ask": self._ask,
        }

    def compose(self, key: Understood) -> Answer:
        """The answer for a key; asked question, corpus and model are filled in by the caller."""
        if key.parts:
            return joined(key, [self.compose(part) for part in key.parts], len(self.documents))
        if key.elsewhere:
            return self._declined(key, "it is about something else than the sources")
        return self.routes[key.route](key)

    def _clarify(self, key: Understood) -> Answer:
        notices = (notice("missing", "clarify"),)
        gate = "the message holds no words that make a question"
        return Answer("", "clarify", headline("clarify"), key, notices=notices, gate=gate)

    def _urgent(self, key: Understood) -> Answer:
        gate = "the message shows a sign of an emergency, or is like those that do"
        return Answer("", "urgent", headline("urgent"), key, notices=(urgent_notice(),), gate=gate)

    # Questions about the documents themselves

    def _about_sources(self, key: Understood) -> Answer:
        return self._disclosed(key, disclosures(key.wants))

    def _disclosed(self, key: Understood, wanted: Sequence[str]) -> Answer:
        """What the asked-about documents print about themselves."""
        found = self.disclosures.of(key, wanted)
        if not found and key.sources:
            found = self.disclosures.of(key, MAKER)
        if cues("questions", "asks_date").search(key.question):
            dates = cues("questions", "has_date")
            found = [one for one in found if dates.search(one.claim.passage.text)] or found
        plain = set(wanted) <= kinds("of_any_text") and not (key.topics or key.sources)
        of_all = cues("questions", "all_sources").search(key.question)
        unheard = (
            plain
            and not of_all
            and key.terms
            and len(key.unknown) >= len(key.terms) + len(key.hints)
        )
        if not found or unheard or strange_names(key) or key.absent:
            return self._declined(key, "no document prints that about itself")
        status: Status = "answered" if has_year(key, found) else "partial"
        gate = "the question is about the documents themselves"
        return self.assembler.answer(key, found, Outcome(status, headline("about_sources"), gate))

    # Questions about the subject

    def _ask(self, key: Understood) -> Answer:
        """From the claims; a question they do not reach may be about somebody a file names."""
        if key.sources and not key.topics and cues("questions", "who").search(key.question):
            return self._disclosed(key, MAKER)
        answer = self._from_claims(key)
        beside = set(key.aspects[:1]) <= kinds("comes_with")
        if answer.status == "declined" and key.sources and beside:
            return self._disclosed(key, MAKER)
        return answer

    def _from_claims(self, key: Understood) -> Answer:
        if is_of_others(without_circumstances(key)):
            return self._declined(key, "it is about something else, which no source mentions")
        if of_anyone(key):
            key = without(key, key.absent)
        safety = set(key.aspects) & kinds("safety")
        if safety and not all(map(self.evidence.covers, filter(is_medical, key.absent))):
            return self._general_caution(key)
        if (key.sources or key.topics) and not (key.aspects or key.entities or key.terms):
            key = replace(key, aspects=tuple(knowledge("questions")["types"]["overview"]))
        looked = self._with_treatments(without_circumstances(key))
        looks = _by_topic(looked)
        if self._stands_for_treatment(looked):
            looked = replace(looked, topics=())
            looks = (Look(looked),)
        spoken = self._speaking(looks) or close(looked, self.evidence, self.search)
        found = self._near(looked, spoken)
        beside = self._beside(looked, found)
        if found and set(key.aspects[:1]) & kinds("proof"):
            found = [*found, *self._cited(key), *self._lacking(key)]
        if safety and self._is_unnamed(key, found) and not beside:
            return self._general_caution(key)
        if beside or not found:
            return self._declined(key, beside or "no claim speaks to it")
        complete = is_complete(looked, [f.claim for f in found]) and not self._is_unproven(
            key, found
        )
        status: Status = "answered" if complete else "partial"
        gate = "claims speak to it" + ("" if complete else ", but leave a part of it open")
        heard = frozenset(one.claim.source for one in spoken)
        outcome = Outcome(status, self._count(status, [*spoken, *found], key), gate, heard)
        return self.assembler.answer(key, found, outcome, looks)

    def _cited(self, key: Understood) -> list[Found]:
        """Works that a document cites and whose titles name an asked-about treatment."""
        asked = set(self.topics.treatments(key.topics or self.topics.treatments()))
        cited = self.disclosures.of(key, ("reference",))
        return [one for one in cited if asked & set(self.topics.find(one.claim.passage.text))]

    def _lacking(self, key: Understood) -> list[Found]:
        """Where a document says how far research has come on what a treatment works on."""
        gaps = (self.claims[gap.passage.number] for gap in self.assembler.research(key, ()))
        return [Found(claim, 0.0) for claim in gaps if kinds("proof") & {*claim.aspects}]

    def _with_treatments(self, key: Understood) -> Understood:
        """The key with the treatments of the parts of the body named, where they share answers."""
        if not set(key.aspects[:1]) & kinds("of_treated"):
            return key
        treated = self.topics.treated_by()
        more = {name for part in key.topics for name in treated.get(part, ())} - {*key.topics}
        return replace(key, topics=(*key.topics, *sorted(more)))

    def _stands_for_treatment(self, key: Understood) -> bool:
        """Whether a part of the body is named where only treatments have an answer."""
        session = set(key.aspects[:1]) & (kinds("whatever_else") | kinds("of_treatments"))
        return bool(key.topics and session) and not self.topics.treatments(key.topics)

    def _is_unproven(self, key: Understood, found: Sequence[Found]) -> bool:
        """Whether proof was asked for and the sources say that research is missing."""
        asked = set(key.aspects[:1]) & kinds("proof") or cues("questions", "proof").search(
            key.question
        )
        told = cues("questions", "state_of_research").search(key.question)
        return bool(asked) and not told and any(self.assembler.research(key, found))

    def _beside(self, key: Understood, found: Sequence[Found]) -> str:
        """Why what was found is beside the point; empty when it is not."""
        if found and only_touched(key, found) and not self._has_measure(key, found):
            return "no source gives the measure, what follows or whom it does not suit"
        return "what is there speaks of other things" if is_beside(key, found) else ""

    def _has_measure(self, key: Understood, found: Iterable[Found]) -> bool:
        """Whether a number stands near, on a subject of which nobody says what its angles are."""
        number = number_given(key.wants)
        texts = (one.claim.passage.text for one in found)
        return not self.evidence.treatments and any(map(number.search, texts))

    def _is_unnamed(self, key: Understood, found: Iterable[Found]) -> bool:
        """Whether a thing is asked about and nothing that is found names it or its kind."""
        named = any(self.evidence.names(key, one.claim) for one in found)
        return bool(key.entities) and not named

    def _general_caution(self, key: Understood) -> Answer:
        """Nobody mentions the condition; what is said on asking a doctor first bears on it.

        An item of a list speaks of another condition; its lead-in would read as an all-clear.
        """
        looks = _by_topic(replace(key, aspects=("doctor-first",), entities=()))
        found = [one for one in self._speaking(looks) if one.claim.passage.lead is None]
        if not found:
            return self._declined(key, "it is about safety with something that no source mentions")
        gate = "no source mentions the condition; the general caution bears on it"
        outcome = Outcome("partial", self._count("partial", found, key), gate)
        return self.assembler.answer(key, found, outcome, looks)

    def _near(self, key: Understood, found: Sequence[Found]) -> Sequence[Found]:
        """What is found; on a subject whose treatments are not known, what stands nearest."""
        if not found or self.evidence.treatments:
            return found
        return among_nearest(key, found, self.evidence, self.search)

    def _speaking(self, looks: Iterable[Look]) -> list[Found]:
        """The claims that speak in any of the looks, each once."""
        kept = {f.claim.passage.number: f for look in looks for f in self.evidence.speaking(look)}
        return list(kept.values())

    def _compare(self, key: Understood) -> Answer:
        """Each treatment on its own, so that no side is crowded out by the other."""
        if not (key.topics or key.aspects or key.entities) and len(key.unknown) > 1:
            return self._declined(key, "it names nothing that the sources are about")
        key = replace(key, topics=self.comparison.sides(key))
        key = without_circumstances(key)
        if is_of_others(key):
            return self._declined(key, "it compares with something that no source mentions")
        compared = self.comparison.of(key)
        helped = {*key.aspects[:1]} <= kinds("complaint") and any(map(is_complaint, key.absent))
        if not compared.found or (helped and self._is_unnamed(key, compared.found)):
            return self._declined(key, "no claim compares them")
        return self.assembler.answer(
            key, compared.found, self._outcome(compared, key), compared.looks
        )

    def _outcome(self, compared: Compared, key: Understood) -> Outcome:
        if compared.settled:
            first = self._count("compare", compared.found, key)
            return Outcome("answered", first, "claims compare them on the point")
        first = headline("compare_open", all=len(self.documents))
        return Outcome("partial", first, "no source that compares them all speaks to the point")

    # What every answer is made of

    def _count(self, name: str, found: Iterable[Found], key: Understood) -> str:
        speaking = len({f.claim.source for f in found})
        return counted(name, speaking, len(key.sources) or len(self.documents))

    def _declined(self, key: Understood, gate: str) -> Answer:
        """Nothing answers: say which asked-about words stand nowhere, and what is nearest."""
        key = replace(key, missing=tuple(dict.fromkeys((*key.missing, *key.unknown))))
        name = "declined" if len(self.documents) > 1 else "declined_one"
        looked_for = () if key.missing else tuple(_not_found(key))
        return Answer(
            question="",
            status="declined",
            headline=headline(name, all=len(self.documents)),
            understood=key,
            silent=tuple(document.id for document in self.documents),
            nearest=tuple(
                quote
                for hit in nearest(key, self.evidence, self.search)
                for quote in self.assembler.quotes(
                    Found(self.claims[hit.passage.number], hit.cosine)
                )
            ),
            notices=(*missing(key), *looked_for),
            gate=gate,
            looks=_by_topic(key),
        )


def _not_found(key: Understood) -> Iterator[Notice]:
    """The notice that names the angle on which nothing is said."""
    for name in key.aspects[:1]:
        asked = on_topic(Phrase.of("ask", name, aspect(name).ask), key.topics)
        yield notice("missing", "not_found", asked=asked)


def _by_topic(key: Understood) -> tuple[Look, ...]:
    """One look for each asked-about topic, so that each has its own quota."""
    return tuple(Look(key, (name,)) for name in key.topics) or (Look(key),)
