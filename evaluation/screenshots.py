"""Takes the pictures in docs/screenshots of a running page: python -m evaluation.screenshots."""

import argparse
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from evaluation.page import open_page
from page.examples import examples

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "screenshots"
PATIENCE = 120_000
"""Milliseconds; the first answer waits for the model."""


FLAGSHIP = examples(ROOT / "corpus")[0]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to take; `chip` is the citation to open, None to leave the answer as it comes."""

    name: str
    questions: tuple[str, ...] = (FLAGSHIP,)
    size: tuple[int, int] = (1280, 900)
    chip: int | None = None
    colours: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"
    top: str = ""
    """The part that is scrolled to."""


PHONE = (390, 844)
PICTURES = (
    Picture("welcome.png", ()),
    Picture("flagship.png", chip=0),
    Picture("comparison.png", top=".sw-card:has(.sw-sides)"),
    Picture("dark.png", ("Does myofascial release hurt?",), chip=0, colours="dark"),
    Picture("phone.png", chip=0, size=PHONE),
    Picture("phone-answer.png", size=PHONE),
    Picture("decline.png", ("How much does a massage cost?",), size=PHONE),
    Picture("urgent.png", ("I have crushing chest pain and my left arm is numb",), size=PHONE),
    Picture("follow-up.png", ("How long does a massage session last?", "And myofascial release?")),
    Picture("print.png", media="print", size=(1280, 1200)),
)


def main() -> None:
    """Ask what the pictures show and take them all."""
    parser = argparse.ArgumentParser(description="Take the pictures in docs/screenshots.")
    parser.add_argument("address", nargs="?", default="http://127.0.0.1:7860")
    address = parser.parse_args().address
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium found: install it, on Debian or Ubuntu with apt-get install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for picture in PICTURES:
            _take(browser, address, picture)
            print(FOLDER / picture.name)
        browser.close()


def _take(browser: Browser, address: str, picture: Picture) -> None:
    context = browser.new_context(
        viewport={"width": picture.size[0], "height": picture.size[1]},
        color_scheme=picture.colours,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    open_page(page, address)
    for number, question in enumerate(picture.questions):
        page.locator("#sw-box textarea").fill(question)
        page.locator("#sw-box textarea").press("Enter")
        page.locator(".sw-turn:not(.sw-pending)").nth(number).wait_for()
    if picture.chip is not None:
        page.locator("#sw-log .sw-chip:visible").nth(picture.chip).click()
        page.locator("#sw-source mark").wait_for()
        page.wait_for_function("document.activeElement.classList.contains('sw-body')")
    if picture.top:
        page.locator(picture.top).first.evaluate("part => part.scrollIntoView()")
    if picture.media == "print":
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
    page.screenshot(path=FOLDER / picture.name)
    context.close()


if __name__ == "__main__":
    main()
