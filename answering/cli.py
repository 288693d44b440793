"""The `sourcewise` command: ask, explain, claims, index, verify, feedback, serve."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from answering import terminal
from answering.assistant import CORPUS, Assistant, Say, index_folder, up_to_date
from answering.contract import to_json
from answering.coverage import as_claim_file, overview
from answering.handout import to_html
from answering.request import asked, parsed
from answering.verify import read_answers, verify
from retrieval.corpus import load_corpus
from retrieval.embedding import SentenceEncoder
from retrieval.errors import InputError, SourcewiseError
from retrieval.index import Index, Progress

app = typer.Typer(
    help="Answers questions from a folder of documents, in verbatim quotations, source by source.",
    epilog="Exit codes: 0 done, 1 quotes that do not hold, 2 wrong command line, 3 corpus, "
    "4 index, 5 model or package, 6 data file, 7 request, 9 port, 10 feedback.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

CorpusOption = Annotated[
    Path, typer.Option("--corpus", help="Folder with the documents.", metavar="DIR")
]
IndexOption = Annotated[
    Path | None,
    typer.Option("--index", help="Folder for the index (default: index).", metavar="DIR"),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="Another sentence-transformers model, by name or folder (or set SOURCEWISE_MODEL).",
        metavar="NAME",
    ),
]
HistoryOption = Annotated[
    list[str] | None,
    typer.Option("--history", help="An earlier question; repeat it, oldest first."),
]


@app.command(
    epilog='Examples: sourcewise ask "how long does a session take" · '
    'sourcewise ask --json "what is fascia" > answer.json · '
    'sourcewise ask --html "what is fascia" > answer.html · '
    "sourcewise ask --jsonl < questions.jsonl > answers.jsonl · "
    'sourcewise ask --corpus notes --index notes-index "who should not take it"'
)
def ask(  # noqa: PLR0913, PLR0917 - one parameter per option
    question: Annotated[
        str | None, typer.Argument(help="The question, in quotation marks.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    as_html: Annotated[bool, typer.Option("--html", help="Print a page for print.")] = False,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl", help='Answer {"question": …, "history": […]} lines from standard input.'
        ),
    ] = False,
    history: HistoryOption = None,
    corpus: CorpusOption = CORPUS,
    index: IndexOption = None,
    model: ModelOption = None,
) -> None:
    """Ask one question, or a batch of them in one warm process."""
    if jsonl == (question is not None):
        raise typer.BadParameter("give either a question or --jsonl")
    if jsonl and (as_json or as_html or history):
        raise typer.BadParameter("with --jsonl every line is JSON and brings its own history")
    if as_json and as_html:
        raise typer.BadParameter("give either --json or --html")
    assistant = _assistant(corpus, index, model)
    if jsonl:
        _batch(assistant)
        return
    answer = assistant.answer(question or "", history or [])
    if as_json:
        typer.echo(to_json(answer, indent=1))
    elif as_html:
        typer.echo(to_html(answer, assistant.corpus.documents), nl=False)
    else:
        terminal.show_answer(terminal.out(), answer, assistant.corpus.documents)


@app.command(epilog='Example: sourcewise explain "does it hurt"')
def explain(
    question: Annotated[str, typer.Argument(help="The question, in quotation marks.")],
    history: HistoryOption = None,
    corpus: CorpusOption = CORPUS,
    index: IndexOption = None,
    model: ModelOption = None,
) -> None:
    """Show how an answer comes about: what was understood, what decided, why each quote."""
    for line in _assistant(corpus, index, model).explain(question, history or []):
        typer.echo(line)


@app.command(epilog="Example: sourcewise claims --export > corpus/claims.toml")
def claims(
    export: Annotated[
        bool, typer.Option("--export", help="Print the table as a claim file to be corrected.")
    ] = False,
    corpus: CorpusOption = CORPUS,
    index: IndexOption = None,
    model: ModelOption = None,
) -> None:
    """Show the claim table: what each sentence is about and answers, and what is thin."""
    table = _assistant(corpus, index, model).claims
    for line in [as_claim_file(table)] if export else overview(table):
        typer.echo(line)


@app.command(epilog="Example: sourcewise index --corpus notes --index notes-index")
def index(
    corpus: CorpusOption = CORPUS, index: IndexOption = None, model: ModelOption = None
) -> None:
    """Build the index if anything it depends on has changed, and say what."""
    found = _opened(corpus, index, model)
    documents = {passage.document.id for passage in found.passages}
    typer.echo(
        f"The index is up to date: {len(found.passages)} passages of {len(documents)} documents."
    )


@app.command(name="verify", epilog="Example: sourcewise verify answer.json")
def verify_file(
    file: Annotated[Path, typer.Argument(help="A saved answer: JSON, or JSON lines; - reads it.")],
    corpus: CorpusOption = CORPUS,
) -> None:
    """Check every quote of a saved answer: exact characters, whole sentence, right source."""
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read ({error}): name a saved answer.") from error
    report = verify(read_answers(text), load_corpus(corpus))
    for line in (*report.notes, *report.failures):
        typer.echo(line)
    typer.echo(f"{report.held} of {report.checked} quotes hold.")
    if report.failures:
        raise typer.Exit(1)


@app.command(epilog="Example: sourcewise feedback > feedback.jsonl")
def feedback(
    store: Annotated[
        Path | None,
        typer.Option(
            help="File of the feedback (default: feedback/feedback.sqlite3).", metavar="FILE"
        ),
    ] = None,
) -> None:
    """Print what readers think of answers, one JSON object per line."""
    from page.feedback import STORE, FeedbackStore

    for entry in FeedbackStore(store or STORE).entries():
        typer.echo(json.dumps(entry))


@app.command(epilog="Example: sourcewise serve --port 8000")
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 7860,
    corpus: CorpusOption = CORPUS,
    index: IndexOption = None,
    model: ModelOption = None,
) -> None:
    """Open the chat page, by default on 127.0.0.1:7860."""
    import app as page

    page.serve(corpus, index_folder(corpus, index), host, port, model)


def _assistant(corpus: Path, index: Path | None, model: str | None) -> Assistant:
    with _building() as (say, progress):
        return Assistant.from_folders(
            corpus,
            index_folder(corpus, index),
            encoder=SentenceEncoder(model),
            say=say,
            progress=progress,
        )


def _opened(corpus: Path, index: Path | None, model: str | None) -> Index:
    with _building() as (say, progress):
        read = load_corpus(corpus)
        for warning in read.warnings:
            say(warning)
        return up_to_date(read, index_folder(corpus, index), SentenceEncoder(model), say, progress)


@contextmanager
def _building() -> Iterator[tuple[Say, Progress]]:
    console = terminal.err()
    with terminal.progress_bar(console, "Reading passages") as progress:
        yield console.print, progress


def _batch(assistant: Assistant) -> None:
    """One answer per request line, in order; a line that is no request gets an error object."""
    failed = 0
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            where = f"Line {number}"
            question, history = asked(parsed(line, where), where)
        except InputError as error:
            failed += 1
            typer.echo(json.dumps({"error": str(error)}))
            continue
        sys.stdout.write(to_json(assistant.answer(question, history)) + "\n")
        sys.stdout.flush()
    if failed:
        raise InputError(f"{failed} of the lines were no requests; each has an error in its place.")


def main() -> None:
    """Run the command; errors become one line on standard error and an exit code."""
    streams = ((sys.stdin, "utf-8-sig"), (sys.stdout, "utf-8"), (sys.stderr, "utf-8"))
    for stream, encoding in streams:
        stream.reconfigure(encoding=encoding, errors="replace")  # type: ignore[union-attr]
    try:
        app(prog_name="sourcewise")
    except SourcewiseError as error:
        terminal.err().print(f"sourcewise: {error}")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
