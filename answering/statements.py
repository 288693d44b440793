"""Groups quotes into statements: a sentence, or a lead-in with the list items that need it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from answering.lexicon import lexicon
from answering.types import Quote


@dataclass(frozen=True, slots=True)
class Statement:
    """A quote, with its list items if it is their lead-in."""

    quote: Quote
    items: tuple[Quote, ...] = ()

    @property
    def about(self) -> tuple[str, ...]:
        """The topics of the statement, of its items where the lead-in has none."""
        return self.quote.about or next((item.about for item in self.items if item.about), ())

    @property
    def strength(self) -> float:
        """How strongly the statement speaks to the question: as its strongest quote."""
        return max(quote.score for quote in (self.quote, *self.items))

    def names(self, things: Collection[str]) -> bool:
        """Whether its words name one of these things of the lexicon."""
        found = (
            entity for quote in (self.quote, *self.items) for entity in lexicon().find(quote.text)
        )
        return any(entity.name in things for entity in found)


def statements(quotes: Iterable[Quote]) -> Iterator[Statement]:
    """The statements that quotes make, in their order."""
    lead: Quote | None = None
    items: list[Quote] = []
    for quote in quotes:
        if lead is not None and quote.passage.lead == lead.passage.number:
            items.append(quote)
            continue
        if lead is not None:
            yield Statement(lead, tuple(items))
        lead, items = quote, []
    if lead is not None:
        yield Statement(lead, tuple(items))
