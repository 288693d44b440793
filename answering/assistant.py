"""The one object a program needs: `Assistant.from_folders("corpus", "index").answer("…")`."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import numpy as np

from answering.bank import Bank, Likeness, words_asked_with
from answering.claims import Claim, claim_table
from answering.compose import Composer
from answering.evidence import Evidence
from answering.explain import explanation
from answering.knowledge import knowledge
from answering.lexicon import lexicon
from answering.reviewed import Labels
from answering.self_description import makers
from answering.several import understand_all
from answering.spelling import Spelling
from answering.titles import Titles
from answering.types import Answer, Quote, Understood
from answering.vocabulary import Vocabulary
from retrieval.corpus import load_corpus
from retrieval.embedding import Encoder, SentenceEncoder, Vectors
from retrieval.errors import IndexFolderError
from retrieval.index import Index, Progress, build_index, open_index
from retrieval.lexical import stems
from retrieval.manifest import changes
from retrieval.sentences import sentences
from retrieval.types import Corpus, Hit, Passage

CORPUS = Path("corpus")
INDEX = Path("index")

Say = Callable[[str], None]
Encode = Callable[[str], Vectors]
"""The unit vector of one text."""


def _silent(_: str) -> None:
    """Nobody listens."""


class Assistant:
    """Answers questions from one corpus. Immutable once made, so any number may ask at once."""

    def __init__(
        self, corpus: Corpus, labels: Labels, index: Index, encoder: Encoder, bank: Bank
    ) -> None:
        self.corpus = corpus
        self.index = index
        self.encoder = encoder
        self.topics = labels.topics
        self.claims = claim_table(index.passages, labels.topics, labels.reviewed)
        self._bank = bank
        near = bank.aspects_of(index.vectors.of_passages())
        treatments = frozenset(self.topics.every_treatment())
        self.evidence = Evidence(self.claims, near, treatments, self.topics.treated_by())
        asked_with = words_asked_with()
        self._vocabulary = partial(
            Vocabulary,
            has_stem=index.lexical.__contains__,
            is_usual=lambda word: encoder.knows(word) or word.lower() in asked_with,
            mentions=self.evidence.mentions,
            stands_somewhere=_entities_anywhere(corpus, self.claims).__contains__,
            phrases=self.evidence.phrases.find,
            sources=self._named_sources,
            titled=Titles(corpus.documents).taken_out,
            corrected=Spelling(
                self._known_texts(), encoder.knows, knowledge("questions")["shorthand"]
            ).corrected,
        )
        self._composer = Composer(corpus.documents, self.topics, self.evidence, self._search)

    def _named_sources(self, text: str) -> tuple[str, ...]:
        """Ids of the sources whose author or publisher a text names."""
        asked = set(stems(text))
        return tuple(d.id for d in self.corpus.documents if asked & makers(d))

    def _known_texts(self) -> Iterator[str]:
        """Whatever holds words that are spelled right, unlike what people write for them."""
        yield from (document.text for document in self.corpus.documents)
        yield from (topic.name for topic in self.topics.all)
        yield from lexicon().names

    def _likeness(self, vector: Encode, text: str, asking: str) -> Likeness:
        parts = list(dict.fromkeys([text, *_with_sentences(asking)]))
        return self._bank.likeness(np.vstack([vector(part) for part in parts]), parts)

    def _urgency(self, vector: Encode, text: str) -> float:
        parts = _with_sentences(text)
        return self._bank.urgency(np.vstack([vector(part) for part in parts]), parts)

    def _vector(self, text: str) -> Vectors:
        """Encoded alone: in a batch the last bits depend on what else is in it."""
        vector: Vectors = self.encoder.encode([text])[0]
        return vector

    def _search(self, text: str, among: Iterable[Passage]) -> list[Hit]:
        return self.index.search(text, self.encoder.encode([text]), among)

    @classmethod
    def from_folders(
        cls,
        corpus: str | Path = "corpus",
        index: str | Path = "index",
        *,
        encoder: Encoder | None = None,
        say: Say = _silent,
        progress: Progress | None = None,
    ) -> "Assistant":
        """Read a corpus and open its index, building it first if anything has changed.

        `say` is told what changed. Raises the errors of `retrieval.errors`.
        """
        encoder = encoder or SentenceEncoder()
        read = load_corpus(corpus)
        for warning in read.warnings:
            say(warning)
        labels = Labels.of_corpus(read)
        opened = up_to_date(read, index, encoder, say, progress)
        for warning in labels.reviewed.warnings(opened.passages):
            say(warning)
        return cls(read, labels, opened, encoder, Bank.from_folder(encoder, index))

    @property
    def offers(self) -> Mapping[str, Quote | None]:
        """By source id, the sentence that shows that the source offers the treatment."""
        return self._composer.assembler.offers

    def explain(self, question: str, history: Sequence[str] = ()) -> Iterator[str]:
        """How the answer to a question comes about, line by line, for staff."""
        return explanation(self.answer(question, history), self.evidence)

    def warm_up(self) -> None:
        """Load the model, so that the first question does not wait for it."""
        self.answer("warm up")

    def understand(self, question: str, history: Sequence[str] = ()) -> Understood:
        """The key of a question; `history` holds the earlier questions, oldest first."""
        # What one question needs twice is encoded once, and nothing is remembered beyond it.
        vector = cache(self._vector)
        vocabulary = self._vocabulary(
            likeness=cache(partial(self._likeness, vector)),
            urgency=partial(self._urgency, vector),
        )
        return understand_all(question, history, self.topics, vocabulary)

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        """The answer to a question; the same question on the same corpus gives the same bytes."""
        key = self.understand(question, history)
        answer = self._composer.compose(key)
        return replace(
            answer,
            question=question,
            corpus=self.corpus.sha256,
            model=self.encoder.name,
        )


def _with_sentences(text: str) -> list[str]:
    """A message as a whole, then each of its sentences where it has several."""
    return list(dict.fromkeys([text, *(text[start:end] for start, end in sentences(text))]))


def _entities_anywhere(corpus: Corpus, claims: Iterable[Claim]) -> frozenset[str]:
    """Names of the entities in any passage, whatever its role, in a title or in a heading."""
    found: set[str] = set()
    headings = {document.facts.title for document in corpus.documents}
    for claim in claims:
        found |= claim.entities | claim.broader
        headings |= {claim.passage.heading.text} if claim.passage.heading else set()
    for text in headings:
        for entity in lexicon().find(text):
            found |= {entity.name, *entity.kinds}
    return frozenset(found)


def index_folder(corpus: Path, index: Path | None) -> Path:
    """The folder asked for; each other corpus has its own, so that none overwrites another."""
    if index is not None or corpus == CORPUS:
        return index or INDEX
    key = hashlib.sha256(str(corpus.resolve()).encode()).hexdigest()[:8]
    return INDEX / f"corpus-{corpus.resolve().name}-{key}"


def up_to_date(
    corpus: Corpus,
    folder: str | Path,
    encoder: Encoder,
    say: Say = _silent,
    progress: Progress | None = None,
) -> Index:
    """The index of a corpus, built anew when anything it depends on has changed."""
    found = changes(corpus, encoder, folder)
    if not found:
        try:
            return open_index(corpus, folder)
        except IndexFolderError as error:
            # Another process may have put a new build in its place a moment ago.
            found = [str(error)]
    say(f"Building the index: {'; '.join(found)}.")
    return build_index(corpus, encoder, folder, progress)
