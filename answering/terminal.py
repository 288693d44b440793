"""Shows answers, progress and messages in the terminal; the only module that knows rich."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from answering.types import Answer, Quote, SourceAnswer
from answering.wording import label
from retrieval.index import Progress as Report
from retrieval.types import Document

_MARKED = ("opinion", "reported", "caution")


def out() -> Console:
    """Where answers go."""
    return Console(highlight=False, markup=False, soft_wrap=False)


def err() -> Console:
    """Where everything goes that is not an answer; a message stays one line, however long."""
    return Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


@contextmanager
def progress_bar(console: Console, title: str) -> Iterator[Report]:
    """A progress bar that is gone when the work is done; none where nobody watches."""
    if not console.is_interactive:
        yield lambda done, total: None
        return
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def show_answer(console: Console, answer: Answer, documents: Iterable[Document]) -> None:
    """Print an answer: first line, then source by source, then what belongs to all."""
    titles = {document.id: document.facts.title for document in documents}
    console.print(Text(answer.headline, style="bold red" if answer.status == "urgent" else "bold"))
    if answer.understood.followed_up:
        console.print(Text(f"{label('understood')}: {answer.understood.question}", style="dim"))
    for notice in answer.notices:
        console.print(Text(notice.text, style="red" if notice.kind == "urgent" else "dim"))
    for source in answer.sources:
        _show_source(console, source)
    if answer.sources and answer.silent:
        _show_heading(console, label("silent"))
        for source_id in answer.silent:
            console.print(Padding(Text(titles[source_id]), (0, 0, 0, 2), expand=False))
    for point in answer.disagreements:
        _show_quotes(console, f"{label('disagreements')}: {point.about}", point.quotes)
    _show_quotes(console, label("research"), answer.research)
    _show_quotes(console, label("cautions"), answer.cautions)
    _show_quotes(console, label("nearest"), answer.nearest)


def _show_heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold"))


def _show_source(console: Console, source: SourceAnswer) -> None:
    facts = source.document.facts
    console.print()
    console.print(Text(facts.title, style="bold cyan"))
    line = " · ".join(
        part
        for part in (
            facts.author_as_printed or label("no_author"),
            facts.publisher,
            facts.published or label("no_date"),
            source.document.id,
        )
        if part
    )
    console.print(Padding(Text(line, style="dim"), (0, 0, 0, 2), expand=False))
    for quote in source.quotes:
        _show_quote(console, quote)
    if source.offers:
        text = Text(f"{label('offers')}: ", style="dim").append(f"“{source.offers.text}”")
        console.print(Padding(text, (0, 0, 0, 2), expand=False))


def _show_quotes(console: Console, title: str, quotes: Iterable[Quote]) -> None:
    rows = list(quotes)
    if rows:
        _show_heading(console, title)
    for quote in rows:
        _show_quote(console, quote, source=True)


def _show_quote(console: Console, quote: Quote, *, source: bool = False) -> None:
    text = Text(f"“{quote.text}”")
    if quote.kind in _MARKED:
        text.append(f"  ({label(quote.kind)})", style="yellow")
    if quote.about:
        text.append(f"  [{', '.join(quote.about)}]", style="dim")
    if source:
        text.append(f"  {quote.document.id}", style="dim")
    indent = 4 if quote.passage.role == "item" else 2
    console.print(Padding(text, (0, 0, 0, indent), expand=False))
