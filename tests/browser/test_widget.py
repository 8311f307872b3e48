"""The shopper's chat in a real Chromium, against a desk that does its worst."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Locator, Page, async_playwright, expect

from tests.browser.widget_desk import BUILT, WIDGET, WidgetDesk

CHROMIUM = Path("/usr/bin/chromium")
UI = Path(__file__).parents[2] / "ui"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
SHOP = BUILT / "shop" / "index.html"
PHONE: Any = {"width": 375, "height": 700}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed"),
]

Opened = Callable[..., Awaitable[Page]]


def shop_page(attributes: str = "", language: str = "it") -> str:
    """A shop's page with the one script tag on it."""
    return (
        f'<!doctype html><html lang="{language}"><head><title>Negozio</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main>'
        f'<h1>Negozio</h1><a href="#">Lampade</a></main><script src="/widget.js" async {attributes}></script>'
        "</body></html>"
    )


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    """Builds the widget and the shop where their sources are newer."""
    build("widget", WIDGET)
    build("shop", SHOP)


def build(part: str, result: Path) -> None:
    """Runs one part's build, unless its result is newer than all it is made from."""
    sources = [path.stat().st_mtime for path in (UI / part).rglob("*") if path.is_file()]
    if result.exists() and result.stat().st_mtime >= max(sources):
        return
    npm = shutil.which("npm")
    assert npm is not None, f"{result} is out of date and npm is not installed"
    subprocess.run([npm, "run", f"build:{part}"], cwd=UI, check=True, timeout=100, capture_output=True)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="module")
async def desk() -> AsyncIterator[WidgetDesk]:
    desk = WidgetDesk()
    desk.page = shop_page()
    async with desk.serve():
        yield desk


@pytest_asyncio.fixture(loop_scope="module")
async def shopper(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(reduced_motion="reduce", viewport={"width": 1000, "height": 760})
    context.set_default_timeout(15_000)
    yield context
    await context.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(shopper: BrowserContext, desk: WidgetDesk) -> Page:
    page = await shopper.new_page()
    await page.goto(desk.url)
    return page


async def open_chat(page: Page) -> Locator:
    """Opens the chat with the mouse and returns its field."""
    await page.locator(".launcher").click()
    return page.get_by_role("textbox")


async def write(page: Page, text: str) -> None:
    """Writes and sends a message."""
    await page.get_by_role("textbox").fill(text)
    await page.keyboard.press("Enter")


def bubbles(page: Page, author: str) -> Locator:
    """The words of one author, in the order shown."""
    return page.locator(f".turn.{author} .words")


async def gone(page: Page) -> None:
    """Waits until the shopper is told that the connection is away."""
    await expect(page.locator(".connection p")).to_contain_text("Connessione assente")


async def test_a_message_written_offline_leaves_once_when_the_network_is_back(
    page: Page, desk: WidgetDesk
) -> None:
    await open_chat(page)
    await write(page, "prima")
    await expect(bubbles(page, "bot")).to_have_text(["Risposta a: prima"])
    await desk.go_away()
    await gone(page)
    await write(page, "seconda")
    await write(page, "terza")
    await expect(page.locator(".fate")).to_have_text(["In attesa della connessione"] * 2)
    desk.come_back()
    await expect(bubbles(page, "bot")).to_have_text(
        [f"Risposta a: {w}" for w in ("prima", "seconda", "terza")]
    )
    assert desk.texts("shopper") == ["prima", "seconda", "terza"]
    await expect(bubbles(page, "shopper")).to_have_text(["prima", "seconda", "terza"])


async def test_a_message_survives_the_page(page: Page, desk: WidgetDesk) -> None:
    await open_chat(page)
    await write(page, "prima")
    await expect(bubbles(page, "bot")).to_have_count(1)
    await desk.go_away()
    await gone(page)
    await write(page, "scritta senza rete")
    await page.reload()
    await expect(bubbles(page, "shopper").last).to_have_text("scritta senza rete")
    desk.come_back()
    await expect(bubbles(page, "shopper")).to_have_text(["prima", "scritta senza rete"])
    await expect(bubbles(page, "bot")).to_have_count(2)
    assert desk.texts("shopper") == ["prima", "scritta senza rete"]


async def test_a_lost_acknowledgement_sends_again_and_counts_once(page: Page, desk: WidgetDesk) -> None:
    await open_chat(page)
    desk.acks_to_lose = 1
    desk.answering = False
    await write(page, "arrivata, ma chi lo sa")
    await expect(page.locator(".fate")).to_have_text("Invio in corso…")
    await desk.heard.wait()
    await desk.go_away()
    await gone(page)
    desk.come_back()
    await expect(page.locator(".fate")).to_have_count(0)
    assert desk.texts("shopper") == ["arrivata, ma chi lo sa"]
    assert len(set(desk.received)) == 1
    await expect(bubbles(page, "shopper")).to_have_count(1)


async def test_what_was_said_meanwhile_is_shown_in_order(page: Page, desk: WidgetDesk) -> None:
    await open_chat(page)
    await write(page, "domanda")
    await expect(bubbles(page, "bot")).to_have_count(1)
    await desk.go_away()
    await gone(page)
    for number in range(60):
        desk.conversation.add("agent", f"nota {number}", author_name="Giulia")
    desk.come_back()
    await expect(bubbles(page, "agent")).to_have_text([f"nota {number}" for number in range(60)])


async def test_a_refused_message_says_why_and_can_be_sent_again(page: Page, desk: WidgetDesk) -> None:
    await open_chat(page)
    desk.refusals = ["invalid_message"]
    await write(page, "riprovami")
    await expect(page.locator(".fate.failed")).to_contain_text("Non ora, mi dispiace.")
    await page.get_by_role("button", name="Riprova").click()
    await expect(bubbles(page, "bot")).to_have_text(["Risposta a: riprovami"])
    assert len(desk.received) == 2
    assert len(set(desk.received)) == 1


async def test_a_desk_that_forgot_the_visitor_begins_anew(page: Page, desk: WidgetDesk) -> None:
    await open_chat(page)
    await write(page, "vecchia")
    await expect(bubbles(page, "bot")).to_have_count(1)
    await desk.go_away()
    await gone(page)
    desk.conversations.clear()
    await write(page, "nuova")
    desk.come_back()
    await expect(bubbles(page, "bot")).to_have_text(["Risposta a: nuova"])
    await expect(bubbles(page, "shopper")).to_have_text(["nuova"])


async def test_hostile_words_stay_words(page: Page, desk: WidgetDesk) -> None:
    await open_chat(page)
    await write(page, "<b>ciao</b>")
    await expect(bubbles(page, "bot")).to_have_count(1)
    attack = (
        '<img src=x onerror="window.broken=1"><script>window.broken=1</script> javascript:window.broken=1'
    )
    await desk.say(
        attack, buttons=[{"title": "<i>sì</i>", "payload": "/a"}], image="javascript:window.broken=1"
    )
    await expect(bubbles(page, "bot").last).to_have_text(attack)
    await expect(bubbles(page, "shopper")).to_have_text(["<b>ciao</b>"])
    await expect(page.get_by_role("button", name="<i>sì</i>")).to_be_visible()
    assert await page.locator(".log img, .log script, .log b, .words a").count() == 0
    assert await page.evaluate("window.broken") is None


async def test_a_web_address_becomes_a_link_that_tells_nothing(page: Page, desk: WidgetDesk) -> None:
    await open_chat(page)
    await write(page, "dove?")
    await expect(bubbles(page, "bot")).to_have_count(1)
    await desk.say("Qui: https://example.com/ordini?n=1&x=2. Oppure (www.example.com).")
    links = page.locator(".words a")
    await expect(links).to_have_text(["https://example.com/ordini?n=1&x=2", "www.example.com"])
    assert await links.first.get_attribute("rel") == "noopener noreferrer nofollow"


async def test_too_long_a_message_is_neither_cut_nor_sent(page: Page, desk: WidgetDesk) -> None:
    field = await open_chat(page)
    await write(page, "a" * 4003)
    await expect(page.locator(".count")).to_have_text("3 caratteri di troppo")
    assert len(await field.input_value()) == 4003
    assert desk.received == []


async def test_two_tabs_share_one_conversation(shopper: BrowserContext, page: Page, desk: WidgetDesk) -> None:
    other = await shopper.new_page()
    await other.goto(desk.url)
    await open_chat(page)
    await open_chat(other)
    await write(page, "dalla prima")
    await expect(bubbles(other, "shopper")).to_have_text(["dalla prima"])
    await expect(bubbles(other, "bot")).to_have_text(["Risposta a: dalla prima"])
    await write(other, "dalla seconda")
    for tab in (page, other):
        await expect(bubbles(tab, "shopper")).to_have_text(["dalla prima", "dalla seconda"])
        await expect(bubbles(tab, "bot")).to_have_count(2)
    # The conversation of the tab that lost the race for a token stays empty.
    assert max(len(c.messages) for c in desk.conversations.values()) == 4


async def test_what_one_tab_has_read_is_read_in_the_other(
    shopper: BrowserContext, page: Page, desk: WidgetDesk
) -> None:
    await open_chat(page)
    await write(page, "ciao")
    await expect(bubbles(page, "bot")).to_have_count(1)
    await page.keyboard.press("Escape")
    other = await shopper.new_page()
    await other.goto(desk.url)
    await desk.say("Novità sul tuo pacco")
    for tab in (page, other):
        await expect(tab.locator(".badge")).to_have_text("1")
    await open_chat(other)
    await expect(page.locator(".badge")).to_have_count(0)
    assert desk.read[-1] == desk.conversation.messages[-1]["id"]


async def test_everything_works_by_keyboard(page: Page, desk: WidgetDesk) -> None:
    launcher = page.get_by_role("button", name="Apri la chat")
    await launcher.focus()
    await page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name="Scrivi un messaggio")
    await expect(field).to_be_focused()
    desk.reply = {"text": "Quale?", "buttons": [{"title": "Il primo", "payload": "/first"}]}
    await page.keyboard.type("una riga")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("e un'altra")
    await page.keyboard.press("Enter")
    await expect(bubbles(page, "shopper")).to_have_text("una riga\ne un'altra")
    await expect(page.get_by_role("button", name="Il primo")).to_be_visible()
    await page.keyboard.press("Shift+Tab")
    await expect(page.get_by_role("button", name="Parla con una persona")).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(bubbles(page, "shopper").last).to_have_text("Il primo")
    await expect(field).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(launcher).to_be_focused()


async def test_a_person_is_asked_for_and_named(page: Page, desk: WidgetDesk) -> None:
    await open_chat(page)
    await page.get_by_role("button", name="Parla con una persona").click()
    await expect(bubbles(page, "shopper")).to_have_text(["Vorrei parlare con una persona"])
    await expect(bubbles(page, "bot")).to_have_count(1)
    await desk.own("queue")
    await expect(page.locator(".titles [role=status]")).to_have_text("In attesa di una persona")
    await desk.own("agent", "Giulia")
    await expect(page.locator(".titles [role=status]")).to_have_text("Giulia, servizio clienti")
    await desk.type("agent")
    await expect(page.get_by_text("Giulia sta scrivendo")).to_be_attached()
    await desk.say("Eccomi", "agent", author_name="Giulia")
    await expect(page.locator(".turn.agent .who").last).to_have_text("Giulia")
    await page.get_by_role("textbox").press_sequentially("grazie")
    await desk.typing_told.wait()


async def test_a_reader_further_up_is_told_of_new_messages(page: Page, desk: WidgetDesk) -> None:
    await open_chat(page)
    await write(page, "ciao")
    await expect(bubbles(page, "bot")).to_have_count(1)
    for number in range(20):
        await desk.say(f"riga {number}\nancora")
    await expect(bubbles(page, "bot")).to_have_count(21)
    await page.get_by_role("log").evaluate("log => log.scrollTo(0, 0)")
    await expect(page.locator(".pill")).to_contain_text("Vai alla fine")
    await desk.say("ultima")
    await page.locator(".pill", has_text="Nuovi messaggi").click()
    await expect(bubbles(page, "bot").last).to_be_in_viewport()
    await expect(page.locator(".pill")).to_have_count(0)


async def test_on_a_phone_it_is_a_dialog_that_keeps_focus(browser: Browser, desk: WidgetDesk) -> None:
    context = await browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = await context.new_page()
    await page.goto(desk.url)
    await page.locator(".launcher").tap()
    dialog = page.get_by_role("dialog", name="Assistenza")
    await expect(dialog).to_have_attribute("aria-modal", "true")
    await expect(dialog).to_have_css("transform", "none")
    await page.wait_for_function(
        "!document.querySelector('sportello-chat').shadowRoot.querySelector('.panel').getAnimations().length"
    )
    assert await dialog.bounding_box() == {"x": 0, "y": 0} | PHONE
    for _ in range(12):
        await page.keyboard.press("Tab")
        inside = (
            "document.querySelector('sportello-chat').shadowRoot.activeElement?.closest('.panel') != null"
        )
        assert await page.evaluate(inside)
    await page.get_by_role("button", name="Chiudi la chat").tap()
    await expect(page.locator(".launcher")).to_be_focused()
    await context.close()


@pytest.mark.parametrize(
    ("scheme", "colour"),
    [("light", "#0f5448"), ("light", "#e3342f"), ("dark", "#0f5448"), ("dark", "#f2b632")],
)
async def test_no_accessibility_violations(
    browser: Browser, desk: WidgetDesk, scheme: Any, colour: str
) -> None:
    context = await browser.new_context(color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    page = await context.new_page()
    desk.page = shop_page(f'data-colour="{colour}"')
    await page.goto(desk.url)
    await page.add_script_tag(path=UI / "node_modules" / "axe-core" / "axe.min.js")
    await expect(page.locator(".launcher")).to_be_visible()
    assert await violations(page) == []
    await open_chat(page)
    assert await violations(page) == []
    desk.reply = {"text": "Vedi https://example.com", "buttons": [{"title": "Bene", "payload": "/a"}]}
    await write(page, "ciao")
    await expect(bubbles(page, "bot")).to_have_count(1)
    await desk.say("Un avviso", "system")
    desk.refusals = ["invalid_message"]
    await write(page, "rifiutata")
    await expect(page.locator(".fate.failed")).to_be_visible()
    await desk.own("agent", "Giulia")
    await desk.go_away()
    await gone(page)
    await write(page, "in attesa")
    assert await violations(page) == []
    await context.close()


async def violations(page: Page) -> list[str]:
    """What axe finds wrong, in one line each."""
    found = await page.evaluate("axe.run(document)")
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]


async def test_it_works_where_the_page_forbids_inline_styles_and_storage(
    page: Page, desk: WidgetDesk
) -> None:
    policy = b"default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'"
    desk.page_headers = [(b"content-security-policy", policy)]
    await page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error() }})")
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if "Policy" in message.text else None)
    await page.goto(desk.url)
    await expect(page.locator(".launcher")).to_have_css("background-color", "rgb(15, 84, 72)")
    await open_chat(page)
    await write(page, "ciao")
    await expect(bubbles(page, "bot")).to_have_text(["Risposta a: ciao"])
    assert errors == []


async def test_it_speaks_the_language_of_the_page(page: Page, desk: WidgetDesk) -> None:
    desk.page = shop_page(language="en-GB")
    await page.goto(desk.url)
    await open_chat(page)
    await page.get_by_role("button", name="How much is shipping?").click()
    await expect(bubbles(page, "bot")).to_have_text(["Risposta a: How much is shipping?"])
    await page.evaluate("document.querySelector('sportello-chat').setAttribute('language', 'it')")
    await expect(page.get_by_role("textbox", name="Scrivi un messaggio")).to_be_visible()


async def test_twice_as_large_text_still_fits(browser: Browser, desk: WidgetDesk) -> None:
    context = await browser.new_context(viewport={"width": 360, "height": 740})
    page = await context.new_page()
    desk.page = shop_page().replace("<html", '<html style="font-size:200%"')
    await page.goto(desk.url)
    await open_chat(page)
    await expect(page.get_by_role("button", name="Invia", exact=True)).to_be_in_viewport()
    wider = "document.querySelector('sportello-chat').shadowRoot.querySelector('.panel')"
    assert await page.evaluate(f"{wider}.scrollWidth <= {wider}.clientWidth")
    await context.close()


async def test_a_page_on_which_nobody_asks_costs_the_desk_nothing(page: Page, desk: WidgetDesk) -> None:
    await expect(page.locator(".launcher")).to_be_visible()
    assert desk.conversations == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_demo_shop_speaks_both_languages_and_carries_the_chat(
    browser: Browser, desk: WidgetDesk, scheme: Any
) -> None:
    context = await browser.new_context(
        color_scheme=scheme, locale="it-IT", reduced_motion="reduce", bypass_csp=True
    )
    page = await context.new_page()
    desk.page = SHOP.read_text()
    await page.goto(desk.url)
    await page.add_script_tag(path=UI / "node_modules" / "axe-core" / "axe.min.js")
    await expect(page.locator(".launcher")).to_be_visible()
    assert await violations(page) == []
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("The right light")
    await page.get_by_role("button", name="Ask for advice").click()
    await expect(page.get_by_role("dialog", name="Bottega Lume")).to_be_visible()
    await page.get_by_role("button", name="How do I return something?").click()
    await expect(bubbles(page, "bot")).to_have_count(1)
    await page.get_by_role("button", name="Italiano").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("La luce giusta")
    await expect(page.get_by_role("link", name="ciao@bottegalume.example")).to_be_visible()
    assert await violations(page) == []
    await context.close()
