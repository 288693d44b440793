from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from answering.wording import headline, label
from page.viewer import words
from tests.browser.chat import CHIPS, ask, assert_marked, flat, quotes, watch
from tests.serving import ROOT

pytestmark = pytest.mark.browser

FLAGSHIP = "Which is better for my back pain, massage or myofascial release?"
OUR_TAGS = "p, strong, em, h2, h3, blockquote, ul, li, a, br"
HOSTILE = (
    '<img src=x onerror="window.hacked=1"> <script>window.hacked=1</script> **bold** `code` '
    "$$x$$ [a](https://example.org) <b>b</b> &lt; {{7*7}} ${7*7}"
)
INPUTS = {
    "empty": "",
    "spaces": "   ",
    "10,000 characters": "massage " * 1250,
    "one long word": "x" * 10_000,
    "Arabic": "هل التدليك مفيد لآلام الظهر؟",
    "Chinese": "按摩对背痛有帮助吗？",
    "emoji": "👩‍👩‍👧 💆",
    "control characters": "mas\x07sage \x1b[31m back\x0b pain",
    "table": "| a | b |\n|---|---|\n| massage | pain |",
}


def test_every_quote_is_in_its_article_and_opens_its_place(page: Page) -> None:
    ask(page, FLAGSHIP)
    shown = quotes(page)

    assert len({quote.source for quote in shown}) > 1
    for number, quote in enumerate(shown):
        exact = quote.in_file(ROOT / "corpus")
        assert flat(quote.text) == flat(exact)
        page.locator(CHIPS).nth(number).click()
        assert_marked(page, exact)


def test_markup_in_a_document_is_shown_as_it_stands(
    chromium: Browser, awkward: tuple[str, Path]
) -> None:
    address, folder = awkward
    with watch(chromium, address) as page:
        answer = ask(page, HOSTILE)
        shown = quotes(page)

        assert len(shown) >= 20
        for number, quote in enumerate(shown):
            exact = quote.in_file(folder)
            assert flat(quote.text) == flat(exact)
            page.locator(CHIPS).nth(number).click()
            assert_marked(page, exact)
        assert answer.locator("p").first.inner_text() == HOSTILE
        assert answer.locator(f":not({OUR_TAGS})").count() == 0
        assert answer.locator('a:not([href^="#cite-"])').count() == 0
        assert page.evaluate("window.hacked") is None


def test_an_off_topic_question_is_declined(page: Page) -> None:
    answer = ask(page, "What is the capital of France?")

    assert headline("declined", all=5) in answer.inner_text()
    assert answer.locator("blockquote").count() == 0 or label("nearest") in answer.inner_text()


def test_a_hostile_question_stays_text(page: Page) -> None:
    answer = ask(page, HOSTILE)
    asked = page.locator("#sw-log .user .md")

    assert asked.inner_text().strip() == HOSTILE
    assert asked.locator("img, script, b, strong, code, a").count() == 0
    assert answer.locator("img, script, b, code").count() == 0
    assert page.evaluate("window.hacked") is None


def test_any_input_gets_an_answer_and_keeps_the_layout(phone: Page) -> None:
    for name, text in INPUTS.items():
        assert ask(phone, text).inner_text().strip(), name
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, name
        box = phone.locator("#sw-box textarea").bounding_box()
        assert box, name
        assert box["y"] + box["height"] <= 844, name


def test_examples_are_asked_with_a_click_and_cleared_with_another(page: Page) -> None:
    page.get_by_text(FLAGSHIP).click()
    page.locator("#sw-log .bot .md").wait_for()

    assert page.locator("#sw-log .user .md").inner_text().strip() == FLAGSHIP

    page.get_by_role("button", name=words("again")).click()
    page.locator("#sw-log .bot").wait_for(state="detached")
    page.get_by_text(FLAGSHIP).wait_for()


def test_a_follow_up_is_understood_from_the_conversation(page: Page) -> None:
    ask(page, "How long does a massage session last?")
    answer = ask(page, "And myofascial release?")

    assert "myofascial release" in answer.inner_text().lower()
    assert page.locator("#sw-log .user").count() == 2


def test_the_newest_question_stands_at_the_top(page: Page) -> None:
    ask(page, FLAGSHIP)
    ask(page, "Does myofascial release hurt?")

    page.wait_for_function(
        """() => {
          const log = document.querySelector("#sw-log").getBoundingClientRect();
          const asked = [...document.querySelectorAll("#sw-log .user")].at(-1);
          const top = asked.getBoundingClientRect().top;
          return top >= log.top - 1 && top < log.top + log.height / 2;
        }"""
    )


def test_two_visitors_do_not_see_each_other(chromium: Browser, server: str, page: Page) -> None:
    ask(page, "my secret is massage")
    with watch(chromium, server) as other:
        ask(other, "hello")

        assert "secret" not in other.content()
    assert "hello" not in page.locator("#sw-log").inner_text()


def test_the_keyboard_is_enough(page: Page) -> None:
    ask(page, "Does myofascial release hurt?")
    first = page.locator(CHIPS).first
    first.focus()
    page.keyboard.press("Enter")
    assert_marked(page, quotes(page)[0].in_file(ROOT / "corpus"))
    page.wait_for_function("document.activeElement.classList.contains('sw-body')")
    page.keyboard.press("Escape")

    assert first.evaluate("chip => chip === document.activeElement")
    assert first.get_attribute("aria-label") == words("chip", number=1)


def test_every_source_can_be_read_in_full(page: Page) -> None:
    page.locator('.sw-bar a[href="#sources"]').click()
    links = page.locator('.sw-list a[href^="#source-"]')
    for number in range(5):
        links.nth(number).click()
        text = page.locator(".sw-text")
        text.wait_for()
        file = ROOT / "corpus" / f"{sorted(p.stem for p in _articles())[number]}.txt"

        assert text.evaluate("node => node.textContent") == file.read_bytes().decode("utf-8-sig")
        assert page.locator("#sw-source mark").count() == 0
        page.locator('.sw-bar a[href="#sources"]').click()
        links.first.wait_for()


def test_on_a_phone_the_source_is_a_sheet(phone: Page) -> None:
    assert not phone.locator(".sw-panel").is_visible()
    ask(phone, FLAGSHIP)
    chip = phone.locator(CHIPS).nth(2)
    chip.click()
    assert_marked(phone, quotes(phone)[2].in_file(ROOT / "corpus"))
    sheet = phone.locator(".sw-panel").bounding_box()

    assert sheet
    assert (sheet["x"], sheet["width"]) == (0, 390)
    assert sheet["y"] > 150
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390

    phone.keyboard.press("Escape")
    phone.locator(".sw-panel").wait_for(state="hidden")
    assert chip.evaluate("chip => chip === document.activeElement")
    phone.locator('#sw-header a[href="#sources"]').click()
    phone.locator(".sw-list").wait_for()


def _articles() -> list[Path]:
    return list((ROOT / "corpus").glob("*.txt"))
