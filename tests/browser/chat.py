"""What the browser tests do with a page: ask, read the quotes, open their places."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from playwright.sync_api import Browser, Locator, Page

from evaluation.page import open_page

PATIENCE = 120_000
"""Milliseconds; the first answer waits for the model to be loaded, on a machine that is shared."""

CHIPS = "#sw-log a.sw-chip"
TURNS = ".sw-turn:not(.sw-pending)"
_READ = """chips => chips.map(chip => [
  chip.getAttribute("href"), chip.parentElement.previousElementSibling.textContent])"""
_UNFOLD = """() => document.querySelectorAll("#sw-log details:not(.sw-feedback)")
  .forEach(part => (part.open = true))"""
_ONE_MARK = """text => {
  const marks = [...document.querySelectorAll("#sw-source mark")];
  return marks.length === 1 && marks[0].textContent === text;
}"""
_IN_VIEW = """() => {
  const mark = document.querySelector("#sw-source mark").getClientRects()[0];
  const body = document.querySelector("#sw-source .sw-body").getBoundingClientRect();
  const bottom = Math.min(body.bottom, innerHeight);
  return body.width > 0 && mark.top >= body.top && mark.bottom <= bottom;
}"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote as the page shows it, and the place its chip names."""

    text: str
    source: str
    start: int
    end: int

    def in_file(self, corpus: Path) -> str:
        """The characters of the source file at that place."""
        text = (corpus / f"{self.source}.txt").read_bytes().decode("utf-8-sig")
        return text[self.start : self.end]


@contextmanager
def watch(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    height: int = 900,
    colours: Literal["light", "dark"] = "light",
) -> Iterator[Page]:
    """A fresh page, as of a visitor of its own; nothing may go elsewhere or go wrong on it."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=colours, reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    elsewhere: list[str] = []
    wrong: list[str] = []
    page.on(
        "request",
        lambda request: elsewhere.append(request.url) if _leaves(request.url, address) else None,
    )
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type in {"error"} else None)
    open_page(page, address)
    yield page
    context.close()
    assert elsewhere == []
    assert wrong == []


def ask(page: Page, question: str) -> Locator:
    """Ask in the page and wait for the answer."""
    answers = page.locator(TURNS)
    before = answers.count()
    page.locator("#sw-box textarea").fill(question)
    page.locator("#sw-box textarea").press("Enter")
    answers.nth(before).wait_for()
    return answers.nth(before)


def unfold(page: Page) -> None:
    """Open every part of the answers, so that all quotes can be seen."""
    page.evaluate(_UNFOLD)


def quotes(page: Page) -> list[Shown]:
    """Every quote of the page, read from what stands before its chip."""
    found = []
    for href, text in page.locator(CHIPS).evaluate_all(_READ):
        place = re.fullmatch(r"#cite-(.+)-(\d+)-(\d+)", href)
        assert place, href
        found.append(Shown(text, unquote(place[1]), int(place[2]), int(place[3])))
    return found


def assert_marked(page: Page, text: str) -> None:
    """The source shows one mark, it is exactly this text, and it can be seen."""
    page.wait_for_function(_ONE_MARK, arg=text)
    page.wait_for_function(_IN_VIEW)


def _leaves(url: str, address: str) -> bool:
    return not url.startswith((f"{address}/", "data:", "blob:"))
