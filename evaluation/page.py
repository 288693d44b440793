"""Measures in a browser how long the page takes beyond the engine: python -m evaluation.page.

From pressing Enter to the answer on the screen, in a real Chromium, less what the engine itself
needs for the same question in this process. Needs a running page over the same corpus.
"""

import argparse
import json
import shutil
import statistics
import sys
import time
from collections.abc import Sequence

from playwright.sync_api import Page, sync_playwright

from answering.assistant import Assistant
from answering.contract import to_json
from evaluation.speed import QUESTIONS, percentile
from page.desk import MOST_TURNS

ROUNDS = 8
# From the last key to the second frame after the answer came into the page.
CLOCK = """() => {
  const log = document.querySelector("#sw-log");
  let pressed = 0;
  window.took = [];
  addEventListener("keydown", () => (pressed = performance.now()), true);
  new MutationObserver((changes) => {
    const came = changes.some((one) => [...one.addedNodes].some((node) =>
      node.matches?.(".sw-turn:not(.sw-pending)")));
    if (came) requestAnimationFrame(() => requestAnimationFrame(() =>
      window.took.push(performance.now() - pressed)));
  }).observe(log, { childList: true });
}"""


def engine(assistant: Assistant, question: str, before: Sequence[str]) -> float:
    """Milliseconds of the engine for one question asked after others, as the page asks it."""
    start = time.perf_counter()
    to_json(assistant.answer(question, before))
    return (time.perf_counter() - start) * 1000


def open_page(page: Page, address: str) -> None:
    """Open the page and wait for its program, which is fetched when the page comes into use."""
    page.goto(address)
    page.mouse.move(1, 1)
    page.locator("#sw-shell").wait_for(state="detached")


def asked(page: Page, question: str, number: int) -> float:
    """Milliseconds from Enter to the answer on the screen."""
    page.locator("#sw-box textarea").fill(question)
    page.locator("#sw-box textarea").press("Enter")
    # Looked for now and then: by default it is asked at every frame, which keeps a core busy.
    page.wait_for_function(f"window.took.length === {number + 1}", polling=100)
    return float(page.evaluate(f"window.took[{number}]"))


def measure(address: str, chromium: str, questions: Sequence[str]) -> dict[str, float]:
    """Percentiles of both, and of the difference question by question."""
    assistant = Assistant.from_folders()
    assistant.warm_up()
    shown, alone = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        open_page(page, address)
        page.evaluate(CLOCK)
        asked(page, questions[0], 0)
        for number, question in enumerate(questions):
            shown.append(asked(page, question, number + 1))
            alone.append(
                engine(assistant, question, [questions[0], *questions[:number]][-MOST_TURNS:])
            )
        browser.close()
    more = [one - other for one, other in zip(shown, alone, strict=True)]
    return {
        "questions": len(questions),
        "on the screen p50 ms": statistics.median(shown),
        "on the screen p95 ms": percentile(shown, 0.95),
        "engine p50 ms": statistics.median(alone),
        "beyond the engine p50 ms": statistics.median(more),
        "beyond the engine p95 ms": percentile(more, 0.95),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", nargs="?", default="http://127.0.0.1:7860")
    address = parser.parse_args().address
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium found: install it, on Debian or Ubuntu with apt-get install chromium")
    print(json.dumps(measure(address, chromium, QUESTIONS * ROUNDS), indent=1))


if __name__ == "__main__":
    main()
