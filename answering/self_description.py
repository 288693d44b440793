"""What documents print about themselves: who wrote them, what they cite, what they sell."""

import math
from collections.abc import Sequence

from answering.claims import Claim, is_evidence
from answering.judgement import Found
from answering.knowledge import cues, kinds
from answering.lexicon import lexicon
from answering.names import name_key
from answering.terms import Terms
from answering.topics import Topics
from answering.types import Understood
from retrieval.lexical import STOPWORDS, stems, words
from retrieval.types import Document

ENOUGH_TOLD = 0.5
"""Share of the words by which a document is told from others that one of its claims has to hold."""
_NO_DIGITS = str.maketrans("", "", "0123456789")


class Disclosures:
    """Finds what the documents that a question means say about themselves."""

    def __init__(self, documents: Sequence[Document], topics: Topics, terms: Terms) -> None:
        self.documents = documents
        self.topics = topics
        self.terms = terms
        self.claims = terms.claims
        self._words = {d.id: frozenset(_plain(f"{d.facts.title} {_makers(d)}")) for d in documents}

    def of(self, key: Understood, wanted: Sequence[str]) -> list[Found]:
        """The passages of the wanted roles; a name that was printed already is not repeated."""
        sources = self._meant(key)
        found: list[Found] = []
        for claim in self.claims:
            source = claim.source
            if (claim.passage.role in wanted or _offers(claim, wanted)) and source in sources:
                before = [f.claim for f in found if f.claim.source == source]
                if not _repeats(claim, before):
                    found.append(Found(claim, 0.0))
        told = {one.claim.source for one in found if not _is_musing(one.claim)}
        return [f for f in found if f.claim.source not in told or not _is_musing(f.claim)]

    def _meant(self, key: Understood) -> set[str]:
        """The documents whose title and makers the question names best; all when it names none.

        A word counts the more the fewer documents have it.
        """
        question = key.question
        if cues("questions", "all_sources").search(question) and not key.sources:
            return set(self._words)
        if cues("questions", "all_of_them").search(question):
            most = max(len(self._treatments(d)) for d in self.documents)
            widest = {d.id for d in self.documents if len(self._treatments(d)) == most}
            if most > 2:
                return widest
        asked = set(_plain(question))
        scores = {name: self._scores(asked & own) for name, own in self._words.items()}
        best = max(scores.values())
        if not best[0] and cues("questions", "told_of").search(question):
            return self._telling(key)
        named = {name for name, score in scores.items() if score == best or not best[0]}
        return named & {*key.sources} or named

    def _telling(self, key: Understood) -> set[str]:
        """The documents with the claims that hold most of what the question tells of one.

        All where no claim holds enough of it.
        """
        asked = [term for term in (*key.terms, *key.hints) if term in self.terms.frequency]
        best: dict[str, float] = {}
        for claim in filter(is_evidence, self.claims):
            held = self.terms.coverage(asked, claim) + claim.meets(key.amounts)
            best[claim.source] = max(held, best.get(claim.source, 0.0))
        most = max(best.values(), default=0.0)
        told = {name for name, held in best.items() if held == most}
        return told if most >= ENOUGH_TOLD else {*self._words}

    def _scores(self, shared: set[str]) -> tuple[float, float]:
        """How well words single a document out: those with content first, then all of them."""
        every = len(self._words)
        rare = {
            word: math.log(every / sum(word in own for own in self._words.values()))
            for word in sorted(shared)
        }
        content = sum(
            weight for word, weight in rare.items() if word.split("'")[0] not in STOPWORDS
        )
        return round(content, 6), round(sum(rare.values()), 6)

    def _treatments(self, document: Document) -> tuple[str, ...]:
        return self.topics.treatments(self.topics.find(document.facts.title))


def _is_musing(claim: Claim) -> bool:
    """Whether a writer says "I" or "we" in it without a profession, a name or a number."""
    text = claim.passage.text
    says_who = any(c.isdigit() for c in text) or makers(claim.passage.document) & {*stems(text)}
    role = any(entity.type in kinds("roles") for entity in lexicon().find(text))
    own = claim.passage.role == "byline" and cues("questions", "of_self").search(text)
    return bool(own) and not (says_who or role)


def _offers(claim: Claim, wanted: Sequence[str]) -> bool:
    """Whether a claim is what an editor named as the evidence that the source sells."""
    span = claim.passage.span
    return "advert" in wanted and claim.passage.document.offers == (span.start, span.end)


def makers(document: Document) -> frozenset[str]:
    """Stems of the printed names of author and publisher."""
    return frozenset(stems(_makers(document)))


def _makers(document: Document) -> str:
    """Author and publisher, also without the digits of a user's name ("kim101")."""
    printed = f"{document.facts.author or ''} {document.facts.publisher or ''}"
    return f"{printed} {printed.translate(_NO_DIGITS)}"


def _plain(text: str) -> list[str]:
    """The words of a text in one spelling; also the small ones, which tell titles apart."""
    return [name_key(word) for word in words(text)]


def _repeats(claim: Claim, before: Sequence[Claim]) -> bool:
    own = set(_plain(claim.passage.text))
    return any(own <= set(_plain(other.passage.text)) for other in before)


def strange_names(key: Understood) -> tuple[str, ...]:
    """Names within a question, by their capitals, that no source mentions: "the Harvard trial"."""
    _, _, within = key.question.partition(" ")
    return tuple(w for w in key.unknown if w.istitle() and w in words(within))


def has_year(key: Understood, found: Sequence[Found]) -> bool:
    """Whether a year is printed, if that was asked."""
    year = cues("questions", "has_year")
    asked = cues("questions", "asks_year").search(key.question)
    return not asked or any(year.search(one.claim.passage.text) for one in found)
