"""Takes a message apart: the questions it asks, each with what is told before it.

"What is it, how much pressure, and does it hurt?" are three questions. What is told without asking
belongs to the question after it, or to the last one.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from answering.knowledge import any_of, cues, knowledge
from retrieval.lexical import words
from retrieval.sentences import sentences

MOST = 5
"""Questions of one message that are answered; whoever asks more is read as asking one."""
ENOUGH = 5
"""Words of the asking part of a message that say what is asked without the rest of it."""
SHORTEST = 3
"""Words that a question of several has at least; what is shorter belongs to its neighbour."""
LONGEST = 600
"""Characters of a message that is taken apart; a longer one tells more than it asks."""
_SMALL_START = re.compile(
    r"(?:(?<=[^\W\d_]{2}[.!?])|(?<=\)[.!?])|(?<=[.!?]{2}))"
    r"(?<!\bvs\.)(?<!\bdr\.)(?<!\bmr\.)(?<!\bno\.)(?<!\betc\.)\s+(?=[a-z])"
)
"""Between two sentences of which the second begins with a small letter; not after a short form."""
_OR = r"(?!or (?:whether|do|does|is|are|am|can|will|would|should)\b)"
"""Not before what is put against the first half of a question: "is it this, or is it that"."""
_SELF = r"(?:i|i['’]?m|i['’]?ve|my|he|his|she|her|we|our)\s"
_TELLS = re.compile(
    rf"[,;]\s+(?={_SELF}|(?:would|could|will|can|does|do|is|are|should|may)\s)", re.IGNORECASE
)
"""Before what somebody says of themselves, or the question behind it ..."""
_TOLD = re.compile(_SELF, re.IGNORECASE)
"""... and how that begins."""
_MARK = re.compile(r"(?:^|(?<=[\s:;,]))(?:\(?(?P<in>[a-e1-5])\)|(?P<by>[1-5])\.)\s+", re.IGNORECASE)
_MARKS = ("abcde", "12345")
"""The marks of a list, "a) … b) …"; numbers in another order are none."""
_HEADING = re.compile(
    r"(?P<subject>(?!(?:i|we|he|she|they|it)\b)[^.?!:\n]{2,40}?)\s*(?::|–|—|\s-)\s"
    r"|(?P<topic>\w+(?: \w+){0,3}), (?=wh|how|is |do |does |can )",
    re.IGNORECASE,
)


def questions_in(message: str) -> tuple[str, ...]:
    """The questions of a message, in its order; the message itself where it asks only one."""
    asked: list[str] = []
    told: list[str] = []
    for clause in _clauses(message[:LONGEST]):
        told.append(clause)
        if _asks(clause) and len(words(" ".join(told))) >= SHORTEST:
            asked.append(" ".join(told))
            told = []
    if not 1 < len(asked) <= MOST or len(message) > LONGEST:
        return (message,)
    asked[-1] = " ".join([asked[-1], *told])
    return tuple(asked)


def _asks(clause: str) -> bool:
    """Whether a clause asks something by itself, behind a heading or what is told."""
    heading = _HEADING.match(clause)
    rest = clause[heading.end() :] if heading else clause
    opens = cues("questions", "opens_question")
    return clause.rstrip().endswith("?") or any(map(opens.search, _TELLS.split(rest)))


def asking_part(message: str) -> str:
    """The clauses that ask, without what is only told beside them; all where none asks.

    A heading ("Knee: does it hurt?") says what is asked about.
    """
    heading = _HEADING.match(message)
    subject = (heading["subject"] or heading["topic"]).strip() if heading else ""
    asked = [_without_telling(clause) for clause in _clauses(message) if _asks(clause)]
    if asked and subject not in asked[0]:
        asked.insert(0, subject)
    return " ".join(asked) or message


def _without_telling(clause: str) -> str:
    """A clause that asks, without what somebody says of themselves before or behind a comma."""
    asked = [part for part in _TELLS.split(clause) if _asks(part) or not _TOLD.match(part)]
    return ", ".join(asked) or clause


def _clauses(message: str) -> Iterator[str]:
    """Sentences, cut again where a new question begins after a comma or an "and"."""
    for sentence in _told(message):
        cuts = [m.start(m.lastgroup or 0) for m in _joint().finditer(sentence)]
        edges = [0, *cuts, len(sentence)]
        yield from (_bare(sentence[a:b]) for a, b in pairwise(edges) if b > a)


def _told(message: str) -> Iterator[str]:
    """The sentences of a message, also where people begin them with a small letter.

    The parts of a list with marks stand by themselves.
    """
    marks = list(_MARK.finditer(message))
    said = "".join((mark["in"] or mark["by"]).lower() for mark in marks)
    if len(marks) == 1 or not any(every.startswith(said) for every in _MARKS):
        marks = []
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(message)]
    for part in (message[start:end] for start, end in zip(starts, ends, strict=True)):
        for start, end in sentences(part):
            yield from _SMALL_START.split(part[start:end])


def _bare(clause: str) -> str:
    """A clause without the comma or the "and" that joins it to the next one."""
    bare = re.sub(r"\s+(?:and|or|plus|also)$", "", clause.strip(" ,;:+&"), flags=re.IGNORECASE)
    return bare.rstrip(" ,;:+&")


@cache
def _joint() -> re.Pattern[str]:
    """Where one question ends and the next begins within a sentence; behind a colon any does."""
    opens = any_of(knowledge("questions")["begins_question"]).pattern
    return re.compile(
        rf"(?:[,;:+&]\s*{_OR}(?:and\s+|or\s+)?|\s(?:and|plus|also)\s+)(?P<next>(?:{opens}))"
        r"|[:;]\s+(?P<any>(?:is|are|am|was|were|do|does|did|can|could|will|would|should|must|may"
        r"|has|have)\s)",
        re.IGNORECASE,
    )
