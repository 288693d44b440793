from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route
from typer.testing import CliRunner

from answering import cli
from answering.wording import headline, label
from page.languages import LANGUAGES, words
from tests.browser.chat import CHIPS, TURNS, ask, assert_marked, quotes, unfold, watch
from tests.serving import ROOT

pytestmark = pytest.mark.browser

runner = CliRunner()

FLAGSHIP = "Which is better for my back pain, massage or myofascial release?"
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
    unfold(page)
    shown = quotes(page)

    assert len({quote.source for quote in shown}) > 1
    for number, quote in enumerate(shown):
        assert quote.text == quote.in_file(ROOT / "corpus")
        page.locator(CHIPS).nth(number).click()
        assert_marked(page, quote.text)


def test_markup_in_a_document_is_shown_as_it_stands(
    chromium: Browser, awkward: tuple[str, Path]
) -> None:
    address, folder = awkward
    with watch(chromium, address) as page:
        answer = ask(page, HOSTILE)
        unfold(page)
        shown = quotes(page)

        assert len(shown) >= 20
        for number, quote in enumerate(shown):
            assert quote.text == quote.in_file(folder)
            page.locator(CHIPS).nth(number).click()
            assert_marked(page, quote.text)
        assert answer.locator(".sw-first").inner_text() == HOSTILE
        assert answer.locator("img, script, iframe, code, form:not(.sw-feedback form)").count() == 0
        assert page.evaluate("window.hacked") is None


@pytest.fixture
def early(chromium: Browser, server: str) -> Iterator[tuple[Page, Callable[[], None]]]:
    """The first view of a phone on a slow line, and what lets the program through at last."""
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    waiting: list[Route] = []
    through = False
    page.route("**/*.js", lambda route: route.continue_() if through else waiting.append(route))
    page.goto(server, wait_until="commit")
    page.locator("#sw-shell").get_by_text(words("welcome")).wait_for()

    def let_through() -> None:
        nonlocal through
        through = True
        for route in waiting:
            route.continue_()
        page.locator("#sw-shell").wait_for(state="detached")

    yield page, let_through
    page.close()


@pytest.mark.parametrize(
    "use",
    [
        lambda page: page.mouse.move(5, 5),
        lambda page: page.keyboard.press("Shift"),
        lambda page: page.locator("body").dispatch_event("touchstart"),
        lambda page: page.clock.fast_forward(3000),
    ],
    ids=["a pointer", "a key", "a touch", "time to read"],
)
def test_the_program_is_fetched_when_the_page_comes_into_use(
    chromium: Browser, server: str, use: Callable[[Page], object]
) -> None:
    page = chromium.new_page()
    page.clock.install()
    page.goto(server)
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)
    assert page.locator("#sw-program").count() == 1

    use(page)
    assert page.locator("#sw-program").count() == 0
    page.close()


def test_a_server_that_is_gone_is_said_before_the_program_is_there(
    early: tuple[Page, Callable[[], None]],
) -> None:
    page, _ = early
    page.route("**/*.js", lambda route: route.abort())
    page.keyboard.press("Shift")

    page.get_by_text(words("unreached")).wait_for()


def test_what_is_typed_before_the_program_is_there_stays(
    early: tuple[Page, Callable[[], None]],
) -> None:
    page, let_through = early
    page.get_by_role("textbox").press_sequentially("Does it")
    let_through()

    page.keyboard.type(" hurt?")
    assert page.get_by_role("textbox").input_value() == "Does it hurt?"
    assert page.locator(".sw").count() == 1
    assert not page.locator(".sw-toast").is_visible()


@pytest.mark.parametrize(
    ("deed", "found"),
    [
        (lambda page: page.get_by_role("button", name=FLAGSHIP).click(), TURNS),
        (lambda page: _press_enter(page, FLAGSHIP), TURNS),
        (lambda page: page.locator(".sw-shelf a").first.click(), "#sw-source .sw-text"),
        (lambda page: page.get_by_role("combobox").select_option("de"), ".sw[lang=de]"),
    ],
    ids=["an example", "a question", "a source", "a language"],
)
def test_what_is_pressed_before_the_program_is_there_is_done_then(
    early: tuple[Page, Callable[[], None]], deed: Callable[[Page], object], found: str
) -> None:
    page, let_through = early
    deed(page)

    assert page.get_by_text(words("looking")).is_visible()
    assert page.locator(found).count() == 0
    let_through()
    page.locator(f"#sw-page {found}").wait_for()
    assert not page.locator(".sw-toast").is_visible()


def _press_enter(page: Page, question: str) -> None:
    page.get_by_role("textbox").fill(question)
    page.get_by_role("textbox").press("Enter")


def test_an_off_topic_question_is_declined(page: Page) -> None:
    answer = ask(page, "What is the capital of France?")

    assert headline("declined", all=5) in answer.inner_text()
    assert answer.get_attribute("data-status") == "declined"
    assert answer.locator(".sw-card").count() == 0
    assert answer.locator("blockquote").count() == 0 or label("nearest") in answer.inner_text()


def test_an_urgent_message_gets_the_notice_and_no_quote(page: Page) -> None:
    answer = ask(page, "I have crushing chest pain right now and my left arm is numb")

    assert answer.locator("[role=alert]").is_visible()
    assert answer.locator("blockquote").count() == 0


def test_a_comparison_stands_side_by_side_and_the_point_first(page: Page) -> None:
    answer = ask(page, FLAGSHIP)
    heads = answer.locator(".sw-sides").first.locator("th")

    assert heads.all_inner_texts() == ["Myofascial release", "Massage"] or (
        [text.lower() for text in heads.all_inner_texts()] == ["myofascial release", "massage"]
    )
    for part in (".sw-first", ".sw-research blockquote", ".sw-cautions", ".sw-asked-thing"):
        box = answer.locator(part).first.bounding_box()
        assert box, part
        assert box["y"] < 900, part


def test_a_hostile_question_stays_text(page: Page) -> None:
    answer = ask(page, HOSTILE)
    asked = page.locator(".sw-asked")

    assert asked.inner_text().strip() == HOSTILE
    assert asked.locator(":scope > *").count() == 0
    assert answer.locator("img, script, code").count() == 0
    assert page.evaluate("window.hacked") is None


def test_any_input_gets_an_answer_and_keeps_the_layout(phone: Page) -> None:
    for name, text in INPUTS.items():
        assert ask(phone, text).inner_text().strip(), name
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, name
        box = phone.locator("#sw-box textarea").bounding_box()
        assert box, name
        assert box["y"] + box["height"] <= 844, name


def test_examples_are_asked_with_a_click_and_cleared_with_another(page: Page) -> None:
    page.get_by_role("button", name=FLAGSHIP).click()
    page.locator(TURNS).wait_for()

    assert page.locator(".sw-asked").inner_text().strip() == FLAGSHIP

    page.get_by_role("button", name=words("again")).click()
    page.locator(TURNS).wait_for(state="detached")
    page.get_by_role("button", name=FLAGSHIP).wait_for()


def test_a_follow_up_is_understood_from_the_conversation_and_can_be_corrected(page: Page) -> None:
    ask(page, "How long does a massage session last?")
    answer = ask(page, "And myofascial release?")

    assert "myofascial release" in answer.locator(".sw-understood").inner_text().lower()

    answer.get_by_role("button", name=words("change")).click()
    read = answer.locator(".sw-read").inner_text()
    assert page.locator("#sw-box textarea").input_value() == read

    answer.get_by_role("button", name=words("alone")).click()
    page.wait_for_function("document.querySelectorAll('.sw-turn:not(.sw-pending)').length === 1")
    assert page.locator(".sw-understood").count() == 0


def test_the_newest_question_stands_at_the_top(page: Page) -> None:
    ask(page, FLAGSHIP)
    ask(page, "Does myofascial release hurt?")

    page.wait_for_function(
        """() => {
          const log = document.querySelector("#sw-log").getBoundingClientRect();
          const asked = [...document.querySelectorAll(".sw-asked")].at(-1);
          const top = asked.getBoundingClientRect().top;
          return top >= log.top - 1 && top < log.top + log.height / 2;
        }"""
    )


def test_a_link_opens_the_same_question_and_the_same_passage(
    chromium: Browser, server: str, page: Page
) -> None:
    ask(page, "How long does a massage session last?")
    ask(page, "And myofascial release?")
    unfold(page)
    chip = page.locator(CHIPS).last
    quote = quotes(page)[-1]
    chip.click()
    assert_marked(page, quote.text)
    link = page.url

    assert link.startswith(f"{server}/#q=")
    with watch(chromium, server) as other:
        other.goto(link)
        other.reload()
        assert_marked(other, quote.text)
        assert other.locator(".sw-asked").all_inner_texts() == [
            "How long does a massage session last?",
            "And myofascial release?",
        ]


def test_back_and_reload_keep_the_conversation(page: Page) -> None:
    ask(page, "What is fascia?")
    ask(page, "Does myofascial release hurt?")
    page.go_back()
    page.wait_for_function("document.querySelectorAll('.sw-turn:not(.sw-pending)').length === 1")
    assert page.locator(".sw-asked").inner_text() == "What is fascia?"

    page.reload()
    page.locator(TURNS).wait_for()
    assert page.locator(".sw-asked").inner_text() == "What is fascia?"

    page.go_forward()
    page.wait_for_function("document.querySelectorAll('.sw-turn:not(.sw-pending)').length === 2")


def test_the_page_speaks_other_languages_and_keeps_the_quotes(page: Page) -> None:
    ask(page, "Does myofascial release hurt?")
    before = quotes(page)
    for language in LANGUAGES:
        page.locator(".sw-language").select_option(language)
        page.get_by_text(words("take", language)).wait_for()

        assert page.locator(".sw").get_attribute("lang") == language
        assert quotes(page) == before


def test_an_answer_and_a_quote_can_be_taken_along(page: Page, tmp_path: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer = ask(page, "Does myofascial release hurt?")
    unfold(page)
    page.locator(CHIPS).first.click()
    first = quotes(page)[0]
    assert_marked(page, first.text)
    page.get_by_role("button", name=words("copy_quote")).click()
    page.get_by_text(words("copied")).wait_for()

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{' '.join(first.text.split())}” — ")
    assert copied.endswith(f"({first.source}, {first.start}–{first.end})")

    for form in ("markdown", "handout", "json"):
        with page.expect_download() as download:
            answer.get_by_role("button", name=words(form), exact=True).click()
        download.value.save_as(tmp_path / form)
        assert first.text in (tmp_path / form).read_text(encoding="utf-8")
    said = runner.invoke(cli.app, ["verify", str(tmp_path / "json")])
    assert said.exit_code == 0, said.output


def test_print_shows_the_answer_unfolded_and_nothing_else(page: Page) -> None:
    ask(page, FLAGSHIP)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    assert page.locator(CHIPS).last.is_visible()
    for part in (".sw-top", "#sw-box", "#sw-source", ".sw-take"):
        assert not page.locator(part).first.is_visible(), part


def test_two_visitors_do_not_see_each_other(chromium: Browser, server: str, page: Page) -> None:
    ask(page, "my secret is massage")
    with watch(chromium, server) as other:
        ask(other, "hello")

        assert "secret" not in other.content()
    assert "hello" not in page.locator("#sw-log").inner_text()


def test_the_keyboard_is_enough(page: Page) -> None:
    ask(page, "Does myofascial release hurt?")
    unfold(page)
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
    links = page.locator('#sw-source .sw-list a[href^="#source-"]')
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
    unfold(phone)
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
    phone.locator(".sw-all").click()
    phone.locator("#sw-source .sw-list").wait_for()


def _articles() -> list[Path]:
    return list((ROOT / "corpus").glob("*.txt"))
