"""Claim tables for the tests: made of small corpora, with the labels of an editor where needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from answering.aspects import aspects
from answering.claims import Claim, claim_table
from answering.evidence import Evidence
from answering.reviewed import Labels, Reviewed, Tags, claim_key, lead_of
from answering.topics import Topics
from retrieval.passages import passages
from retrieval.types import Corpus, Passage


@dataclass(frozen=True)
class Table:
    """The claims of a corpus with the topics by which they are labelled."""

    topics: Topics
    claims: tuple[Claim, ...]

    @classmethod
    def of(cls, corpus: Corpus, labels: Mapping[str, Tags] | None = None) -> "Table":
        """The table of a corpus; `labels` are an editor's, by the words a sentence begins with."""
        topics = Topics.of_corpus(corpus)
        found = passages(corpus.documents)
        return cls(topics, claim_table(found, topics, reviewed(found, labels or {})))

    @classmethod
    def of_labels(cls, corpus: Corpus, labels: Labels) -> "Table":
        """The table of a corpus with the labels that stand beside it."""
        found = passages(corpus.documents)
        return cls(labels.topics, claim_table(found, labels.topics, labels.reviewed))

    @property
    def evidence(self) -> Evidence:
        """Evidence over the claims, none of which is nearer to an aspect than another."""
        near = np.zeros((len(self.claims), len(aspects())))
        treatments = frozenset(self.topics.every_treatment())
        return Evidence(self.claims, near, treatments, self.topics.treated_by())

    def starting(self, words: str) -> Claim:
        """The only claim that begins with these words."""
        (found,) = [c for c in self.claims if c.passage.text.startswith(words)]
        return found


def reviewed(found: Sequence[Passage], labels: Mapping[str, Tags]) -> Reviewed:
    """What an editor says of the sentences that begin with the given words."""
    tags: dict[tuple[str, str], tuple[str, Tags]] = {}
    for words, says in labels.items():
        meant = [passage for passage in found if passage.text.startswith(words)]
        assert meant, f"no sentence begins with {words!r}"
        for one in meant:
            tags[one.document.id, claim_key(one, lead_of(one, found))] = (words, says)
    return Reviewed(tags)
