"""Everybody can use the page: axe finds nothing, and nothing has to be scrolled sideways."""

from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.chat import CHIPS, ask, unfold, watch

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
STATES: dict[str, str | None] = {
    "before the first question": None,
    "a comparison": "Which is better for my back pain, massage or myofascial release?",
    "an answer": "Who should not have myofascial release?",
    "a decline": "What does a session of craniosacral therapy cost?",
    "an urgent notice": "I have crushing chest pain right now and my left arm is numb",
    "a clarification": "xqzt",
}
_WIDER = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    chromium: Browser, server: str, width: int, colours: Any
) -> None:
    with watch(chromium, server, width=width, height=844, colours=colours) as page:
        for name, question in STATES.items():
            page.locator(".sw-again").click()
            if question:
                ask(page, question)
                unfold(page)
            assert page.evaluate(_WIDER) <= 0, name
            assert violations(page) == [], name
            if page.locator(CHIPS).count():
                page.locator(CHIPS).first.click()
                page.locator("#sw-source mark").wait_for()
                assert violations(page) == [], name
                page.locator(".sw-close").click()


def violations(page: Any) -> list[str]:
    """What axe finds, with the first place of each."""
    page.evaluate(AXE)
    page.wait_for_function("!document.getAnimations().length")
    found = page.evaluate("axe.run()")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
