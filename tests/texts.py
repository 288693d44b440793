"""Documents for the tests: made by hand, and made by hypothesis to be as awkward as can be."""

from collections.abc import Callable, Mapping, Sequence

from hypothesis import strategies as st

from retrieval.types import Corpus, Document, Facts, Note

MakeCorpus = Callable[[Mapping[str, str | bytes]], Corpus]
"""Writes files into a fresh folder and loads it; each call replaces what the last one wrote."""


def document(text: str, *, title: str = "A title", notes: Sequence[Note] = ()) -> Document:
    """A document that no file stands behind."""
    return Document(id="made-up", text=text, facts=Facts(title), sha256="", notes=tuple(notes))


LINE_ENDS = ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n\n\n\n", "\u2028", "\x85", "\v", "\f"]
SPACES = [" ", "   ", "\t", "\u00a0", "\u3000", "\u200b", "\ufeff"]
MARKS = ["• ", "☆ ", "- ", "* ", "1. ", "12) ", "(2) ", "a) ", "# ", "## ", "###### ", "> "]
RULES = ["---", "***", "= = =", "-" * 70, "```", "|---|---|", "| a | b |"]
SIGNS = [
    ".",
    "...",
    "…",
    "?!",
    "!",
    ":",
    ";",
    "。",
    "！",
    "？",
    "؟",
    "।",
    "۔",
    "“",
    "”",
    "'",
    "(",
    ")",
]
WORDS = [
    "Massage",
    "helps",
    "Dr.",
    "e.g.",
    "vs.",
    "No. 5",
    "3.5",
    "J. K.",
    "I.",
    "https://example.org/a.b",
    "by Jane Doe",
    "book now",
    "PMID: 1234",
    "x" * 130,
    "按摩有帮助",
    "مرحبا",
    "मालिश",
    "한국어",
    "e\u0301",
    "👩‍👩‍👧",
    "\x00",
    "\x1c",
    "\ud7ff",
]
LINES = [
    "What is it?",
    "A Heading of Four Words",
    "It is often used to:",
    "Chronic pain",
    "Written by Jane Doe",
    "Photo of author",
    "Leave a comment",
    "Call us now on (555) 010-4477 to book an appointment.",
    "In this article we look at it. It is long. Read on!",
    "a line of text that somebody has wrapped by hand at some width near seventy",
]

_pieces = st.sampled_from(LINE_ENDS + SPACES + MARKS + RULES + SIGNS + WORDS + LINES)
_lines = st.tuples(st.sampled_from(["", "  ", *MARKS]), st.sampled_from(LINES + RULES + WORDS))
_pages = st.tuples(st.lists(_lines.map("".join), max_size=20), st.sampled_from(LINE_ENDS)).map(
    lambda page: page[1].join(page[0])
)

any_text = st.one_of(st.text(max_size=200), st.lists(_pieces, max_size=40).map("".join), _pages)
"""Any characters at all; parts of pages in any order; and pages made of whole lines."""
