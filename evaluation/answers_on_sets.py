"""What whole answers are worth on public sets of questions; called by `evaluation.public_sets`.

"Shown" is an answer that is whole or partial. The baseline takes the one passage whose vector, with
its title and heading embedded before it as in the product, is nearest to the question.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from answering.assistant import CORPUS, Assistant
from answering.types import Answer, Quote, Status
from evaluation.figures import auc, of_all, share, worst_labels
from evaluation.question_sets import Question, Run
from retrieval.types import Hit

Lines = Iterable[str]
SHOWN: Mapping[Status, int] = {"partial": 1, "answered": 2}
RIGHT_WHEN_NOTHING_ANSWERS: frozenset[Status] = frozenset({"declined", "clarify"})
DEPTHS = (5, 10)


def measure_squad(run: Run) -> Lines:
    """How well the product tells what the documents answer from what only looks like it."""
    assistant = run.assistant(run.folder / "corpus")
    asked = [(q, assistant.answer(q.text), _nearest(assistant, q.text)[0]) for q in run.questions()]
    known = [one for one in asked if one[0].answerable]
    other = [one for one in asked if not one[0].answerable]
    yield f"{len(known)} answerable questions, {len(other)} unanswerable"

    def of(score: Mapping[str, float]) -> str:
        return f"{auc([score[q.id] for q, *_ in known], [score[q.id] for q, *_ in other]):.3f}"

    best = {q.id: strongest(answer) for q, answer, _ in asked}
    status = {q.id: float(SHOWN.get(answer.status, 0)) for q, answer, _ in asked}
    own = {q.id: own_score(answer.status, best[q.id]) for q, answer, _ in asked}
    yield f"AUC of the top passage's cosine: {of({q.id: near.cosine for q, _, near in asked})}"
    yield f"AUC of the answer's status: {of(status)}; of status, then strength: {of(own)}"
    yield f"AUC of the strongest quote's strength alone: {of(best)}"
    for name, part in (("answerable", known), ("not", other)):
        shown = [answer for _, answer, _ in part if answer.status in SHOWN]
        yield (
            f"answered_when_{name}: {of_all(len(shown), len(part))}; statuses: "
            f"{_statuses(answer for _, answer, _ in part)}"
        )
    told = [(q, list(quotes(answer)), near) for q, answer, near in known if answer.status in SHOWN]
    held = sum(q.held_by(shown) for q, shown, _ in told)
    count = share(sum(len(shown) for _, shown, _ in told), len(told))
    first = sum(q.held_by([near.passage]) for q, _, near in told)
    yield f"answerable and answered, a quote holds the answer: {of_all(held, len(told))}"
    yield f"  of all answerable: {of_all(held, len(known))}; quotes an answer: {count:.1f}"
    yield f"  baseline, the nearest passage holds it: {of_all(first, len(told))} of the same"
    every = sum(q.held_by([near.passage]) for q, _, near in known)
    yield f"  baseline on all answerable: {of_all(every, len(known))}"


def measure_medquad(run: Run) -> Lines:
    """Whether the right page is quoted, and of it the right section first."""
    assistant = run.assistant(run.folder / "corpus")
    asked = run.questions()
    total = len(asked)
    counts: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    for question in asked:
        answer = assistant.answer(question.text)
        statuses[answer.status] += 1
        counts.update(_page_and_section(question, answer))
        near = _nearest(assistant, question.text)
        of_page = [hit for hit in near if hit.passage.document.id in question.pages]
        counts["near page"] += near[0].passage.document.id in question.pages
        counts["near section"] += question.in_section(near[0].passage)
        counts["near section of page"] += question.in_section(of_page[0].passage)
    yield f"{total} questions; statuses: {_listed(statuses)}"
    yield f"page found: {of_all(counts['page'], total)}"
    yield f"  sources an answer: {share(counts['sources'], total):.1f}"
    yield f"  quotes an answer: {share(counts['quotes'], total):.1f}"
    yield f"first quoted source right: {of_all(counts['first source'], total)}"
    yield f"  source of the strongest quote right: {of_all(counts['strongest source'], total)}"
    yield f"first quote of the right page in the right section: {of_all(counts['section'], total)}"
    yield f"  of those with the page found: {of_all(counts['section'], counts['page'])}"
    yield f"  strongest quote of the right page instead: {of_all(counts['strong section'], total)}"
    yield f"  any quote of the right page: {of_all(counts['any section'], total)}"
    yield f"baseline, nearest passage: right page {of_all(counts['near page'], total)}"
    yield f"  in the right section: {of_all(counts['near section'], total)}"
    yield f"  nearest of the right page: {of_all(counts['near section of page'], total)}"


def measure_offtopic(run: Run) -> Lines:
    """How often the product keeps from answering what no document answers."""
    assistant = run.assistant(CORPUS)
    asked = [(question, assistant.answer(question.text)) for question in run.questions()]
    wrong = [(q, a) for q, a in asked if _is_wrong(a)]
    yield f"declined or clarify: {of_all(len(asked) - len(wrong), len(asked))}"
    yield f"statuses: {_statuses(answer for _, answer in asked)}"
    yield "worst labels, wrong of all:"
    for label, bad, whole in worst_labels((q.label, _is_wrong(a)) for q, a in asked):
        yield f"  {label}: {of_all(bad, whole)}"
    if run.show:
        yield "answered, but no document can:"
        yield from (f"  {a.status} [{q.label}] {q.text}  ({a.gate})" for q, a in wrong)


def measure_healthver(run: Run) -> Lines:
    """Where passages support a claim and others refute it, whether both are quoted."""
    assistant = run.assistant(run.folder / "corpus")
    asked = run.questions("conflict")
    counts: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    for question in asked:
        answer = assistant.answer(question.text)
        statuses[answer.status] += 1
        counts["sources"] += len(answer.sources)
        shown = {one.document.id for one in answer.sources}
        apart = {q.document.id for one in answer.disagreements for q in one.quotes}
        counts["both"] += question.both_sides(shown | apart)
        counts["one"] += bool(set(question.sides) & (shown | apart))
        counts["apart"] += question.both_sides(apart)
        fused = _search(assistant, question.text)
        for depth in DEPTHS:
            top = {hit.passage.document.id for hit in fused[:depth]}
            counts[f"top {depth}"] += question.both_sides(top)
    total = len(asked)
    yield f"{total} claims with passages for and against; statuses: {_listed(statuses)}"
    yield f"both sides quoted: {of_all(counts['both'], total)}"
    yield f"  at least one side quoted: {of_all(counts['one'], total)}"
    yield f"  shown as a disagreement: {of_all(counts['apart'], total)}"
    yield f"  sources an answer: {share(counts['sources'], total):.1f}"
    for depth in DEPTHS:
        found = of_all(counts[f"top {depth}"], total)
        yield f"baseline, both sides among the top {depth} passages, ranks fused: {found}"


def _page_and_section(question: Question, answer: Answer) -> Iterator[str]:
    """The names of what is right about an answer, and each quote and source to be counted."""
    shown = list(quotes(answer))
    yield from ["sources"] * len(answer.sources) + ["quotes"] * len(shown)
    own = [quote for quote in shown if quote.document.id in question.pages]
    if not own:
        return
    inside = {q.passage.number for q in own if question.in_section(q)}
    right = {
        "page": True,
        "first source": shown[0] is own[0],
        "strongest source": _strongest(shown).document.id in question.pages,
        "section": own[0].passage.number in inside,
        "strong section": _strongest(own).passage.number in inside,
        "any section": bool(inside),
    }
    yield from (name for name, is_right in right.items() if is_right)


def own_score(status: Status, strength: float) -> float:
    """How sure an answer is: by its status, then by its strongest quote; 0 when it shows none."""
    level = SHOWN.get(status, 0)
    return level + strength / (1 + strength) if level else 0.0


def quotes(answer: Answer) -> Iterator[Quote]:
    """What an answer quotes under its sources, as shown."""
    return (quote for source in answer.sources for quote in source.quotes)


def strongest(answer: Answer) -> float:
    """The strength of the strongest quote; 0 without one."""
    return max((quote.score for quote in quotes(answer)), default=0.0)


def _strongest(shown: Sequence[Quote]) -> Quote:
    return max(shown, key=lambda quote: quote.score)


def _is_wrong(answer: Answer) -> bool:
    """Where no document answers."""
    return answer.status not in RIGHT_WHEN_NOTHING_ANSWERS


def _search(assistant: Assistant, text: str) -> list[Hit]:
    return assistant.index.search(text, assistant.encoder.encode([text]))


def _nearest(assistant: Assistant, text: str) -> list[Hit]:
    """All passages that can be evidence, nearest in meaning first."""
    return sorted(_search(assistant, text), key=lambda hit: (-hit.cosine, hit.passage.number))


def _statuses(answers: Iterable[Answer]) -> str:
    return _listed(Counter(answer.status for answer in answers))


def _listed(counts: Mapping[Any, int]) -> str:
    return ", ".join(f"{name} {counts[name]}" for name in sorted(counts))
