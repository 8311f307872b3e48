"""The shopper's chat in a real Chromium, against a desk that does its worst."""

from __future__ import annotations

from playwright.async_api import BrowserContext, Page, expect

from tests.browser.widget_desk import WidgetDesk
from tests.browser.widget_stage import (
    MARKS,
    browser,
    bubbles,
    built,
    desk,
    gone,
    open_chat,
    page,
    shopper,
    write,
)
from tests.support.desk import until

__all__ = ["browser", "built", "desk", "page", "shopper"]

pytestmark = MARKS


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
    last = desk.conversation.messages[-1]["id"]
    # One tab tells the other without the desk.
    await until(lambda: desk.read[-1:] == [last], "the desk is told what was read")


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
