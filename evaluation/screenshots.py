"""Takes the pictures in docs/screenshots of a running page: python -m evaluation.screenshots."""

import argparse
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from page.examples import examples

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "screenshots"
PATIENCE = 120_000
"""Milliseconds; the first answer waits for the model."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to take; `chip` is the citation to open, None to leave the answer as it comes."""

    name: str
    width: int
    height: int
    chip: int | None = 0
    colours: Literal["light", "dark"] = "light"


PICTURES = (
    Picture("flagship.png", 1280, 900),
    Picture("dark.png", 1280, 900, colours="dark"),
    Picture("phone.png", 390, 844),
    Picture("phone-answer.png", 390, 844, chip=None),
)


def main() -> None:
    """Ask the corpus's first example question and take every picture."""
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
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.colours,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address)
    page.locator("#sw-box textarea").fill(examples(ROOT / "corpus")[0])
    page.locator("#sw-box textarea").press("Enter")
    chips = page.locator('#sw-log a[href^="#cite-"]')
    chips.first.wait_for()
    if picture.chip is not None:
        chips.nth(picture.chip).click()
        page.locator("#sw-source mark").wait_for()
        page.wait_for_function("document.activeElement.classList.contains('sw-body')")
    page.screenshot(path=FOLDER / picture.name)
    context.close()


if __name__ == "__main__":
    main()
