"""A real Chromium, and the real page in a process of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chat import watch
from tests.serving import ROOT, running, served
from tests.test_render import AWKWARD

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail(
            f"None of {', '.join(NAMES)} is installed, so the page cannot be tested: install one, "
            "on Debian or Ubuntu with: sudo apt-get install chromium"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(index_folder: Path) -> Iterator[str]:
    """The address of a page over the five articles."""
    with served(ROOT / "corpus", index_folder) as address:
        yield address


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A page that quotes all of a document that is full of markup, and the document's folder."""
    folder = tmp_path_factory.mktemp("awkward")
    (folder / "a b-1–ü%.txt").write_text(
        "\n\n".join(f"It says {text} here." for text in AWKWARD), encoding="utf-8"
    )
    with running("-m", "tests.browser.quote_all", str(folder)) as address:
        yield address, folder


@pytest.fixture
def page(chromium: Browser, server: str) -> Iterator[Page]:
    """The page over the five articles, watched for requests elsewhere and for script errors."""
    with watch(chromium, server) as page:
        yield page


@pytest.fixture
def phone(chromium: Browser, server: str) -> Iterator[Page]:
    """The same on a phone."""
    with watch(chromium, server, width=390, height=844) as page:
        yield page
