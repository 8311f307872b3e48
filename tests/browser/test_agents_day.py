"""An agent's day at a real desk, in a real browser: three channels, a colleague, a network that drops."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, Response, expect
from sqlalchemy import update

from desk.brain.testing import hands_over
from handoff.sql.tables import conversations
from tests.acceptance.stage import PASSWORD, TELEGRAM, WHATSAPP, Stage, open_stage
from tests.browser.chromium import NEEDS_CHROMIUM, launched
from tests.browser.mock_desk import CONSOLE
from tests.support.desk import Nursery

PATIENCE = 30_000
"""Milliseconds for what takes a fraction of a second on a machine that is not busy."""

pytestmark = [
    pytest.mark.browser,
    NEEDS_CHROMIUM,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not CONSOLE.exists(), reason="the console is not built"),
]


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


@pytest_asyncio.fixture
async def stage(nursery: Nursery, tmp_path: Path, sqlite_url: str) -> AsyncIterator[Stage]:
    async with open_stage(nursery, tmp_path, sqlite_url) as opened:
        opened.brain.reaction = lambda _turn: hands_over("requested")
        yield opened


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    async with launched() as chromium:
        yield chromium


class Console:
    """One agent's console; notes every answer of the desk that is an error."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.reply: Locator = page.get_by_role("textbox", name="Risposta a")
        self.transcript: Locator = page.get_by_role("region", name="Messaggi")
        page.on("response", self._note)

    def _note(self, response: Response) -> None:
        asking = response.url.endswith("/api/session")
        if response.status >= 400 and not asking:
            self.errors.append(f"{response.status} {response.request.method} {response.url}")

    async def take(self, text: str) -> None:
        """Opens the case whose last words are given, and takes it."""
        await self.page.locator("[data-section=waiting] a[data-case]", has_text=text).click()
        await self.page.get_by_role("button", name="Prendi").click()
        await expect(self.reply).to_be_focused(timeout=PATIENCE)

    async def go_to(self, text: str) -> None:
        """Opens a case of one's own."""
        await self.page.locator("[data-section=mine] a[data-case]", has_text=text).click()
        await expect(self.reply).to_be_visible(timeout=PATIENCE)

    async def answer(self, text: str) -> None:
        """Writes and sends."""
        await self.reply.fill(text)
        await self.reply.press("Enter")
        await expect(self.transcript.get_by_text(text, exact=True)).to_be_visible(timeout=PATIENCE)


@asynccontextmanager
async def console(stage: Stage, browser: Browser, name: str) -> AsyncIterator[Console]:
    """An agent's console, signed in and live."""
    await stage.add_agent(name)
    context = await browser.new_context(locale="it-IT", viewport={"width": 1360, "height": 860})
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    opened = Console(page)
    await page.goto(f"{stage.desk.url}/console/")
    await page.get_by_label("E-mail").fill(f"{name.lower()}@example.com")
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("In diretta", exact=True)).to_be_attached(timeout=PATIENCE)
    yield opened
    await context.close()


async def test_five_conversations_at_once_on_three_channels(stage: Stage, browser: Browser) -> None:
    async with console(stage, browser, "Giulia") as giulia, shopper(stage, browser) as chat:
        await stage.write(TELEGRAM, "4711", "il mio pacco è fermo")
        await stage.write(TELEGRAM, "4712", "vorrei cambiare taglia")
        await stage.write(WHATSAPP, "+393331234567", "non riesco a pagare")
        await stage.write(WHATSAPP, "+393337654321", "serve una fattura")
        await _say(chat, "buongiorno, una persona?")
        asked = ["pacco è fermo", "cambiare taglia", "riesco a pagare", "serve una fattura", "una persona?"]
        for text in asked:
            await giulia.take(text)
        mine = giulia.page.locator("[data-section=mine] a[data-case]")
        await expect(mine).to_have_count(5, timeout=PATIENCE)
        await giulia.go_to("pacco è fermo")
        await giulia.answer("Controllo il pacco")
        await giulia.go_to("cambiare taglia")
        await giulia.answer("Certo, quale taglia?")
        await giulia.go_to("riesco a pagare")
        await giulia.answer("Che carta usi?")
        await giulia.go_to("serve una fattura")
        await giulia.answer("Te la mando")
        await giulia.go_to("una persona?")
        await giulia.answer("Eccomi, dimmi")
        await stage.until_sent(TELEGRAM, "4711", "Controllo il pacco")
        await stage.until_sent(TELEGRAM, "4712", "Certo, quale taglia?")
        await stage.until_sent(WHATSAPP, "+393331234567", "Che carta usi?")
        await stage.until_sent(WHATSAPP, "+393337654321", "Te la mando")
        await expect(chat.get_by_role("log")).to_contain_text("Eccomi, dimmi", timeout=PATIENCE)
        # Another one writes meanwhile: it shows where it belongs, and what is open stays as it is.
        await giulia.reply.fill("a metà di una")
        await stage.write(TELEGRAM, "4712", "la M grazie")
        unread = giulia.page.locator("[data-section=mine] a[data-case]", has_text="la M grazie")
        await expect(unread).to_contain_text("1", timeout=PATIENCE)
        await expect(giulia.reply).to_have_value("a metà di una")
        await expect(giulia.reply).to_be_focused()
        assert giulia.errors == []


async def test_a_conversation_is_noted_tagged_found_and_handed_back(stage: Stage, browser: Browser) -> None:
    async with console(stage, browser, "Giulia") as giulia, console(stage, browser, "Marco") as marco:
        await stage.write(TELEGRAM, "4711", "aspetto un rimborso")
        await giulia.take("aspetto un rimborso")
        await giulia.answer("Guardo subito")
        page = giulia.page
        await giulia.reply.press("Alt+n")
        await page.keyboard.type("Rimborso promesso, @mar")
        await page.get_by_role("option", name="Marco").click()
        await page.keyboard.press("Enter")
        await expect(giulia.transcript.locator("[data-note]")).to_contain_text("@Marco", timeout=PATIENCE)
        await expect(marco.page.get_by_text("Giulia ti ha menzionato")).to_be_visible(timeout=PATIENCE)
        await page.keyboard.press("Escape")
        await page.keyboard.press("/")
        await page.keyboard.type("rimborso")
        hit = page.locator("[data-hit]", has_text="aspetto un rimborso")
        await expect(hit).to_be_visible(timeout=PATIENCE)
        await hit.click()
        await page.keyboard.press("q")
        await page.locator("main").focus()
        await page.keyboard.press("b")
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Cosa avete concordato").fill("rimborso entro venerdì")
        await dialog.get_by_role("button", name="Ridai").click()
        await expect(page.get_by_text("Sta rispondendo l’assistente")).to_be_visible(timeout=PATIENCE)
        assert [text for text in stage.texts_to(TELEGRAM, "4711") if "promesso" in text] == []
        assert giulia.errors == []
        assert marco.errors == []


async def test_two_agents_collide_and_one_answers(stage: Stage, browser: Browser) -> None:
    async with console(stage, browser, "Giulia") as giulia, console(stage, browser, "Marco") as marco:
        await stage.write(TELEGRAM, "4711", "c'è qualcuno?")
        for agent in (giulia, marco):
            await agent.page.locator("a[data-case]", has_text="c'è qualcuno?").click()
            await expect(agent.page.get_by_role("button", name="Prendi")).to_be_visible(timeout=PATIENCE)
        await expect(marco.page.get_by_text("Guarda anche Giulia")).to_be_visible(timeout=PATIENCE)
        await giulia.page.keyboard.press("t")
        await marco.page.keyboard.press("t")
        await stage.until(lambda: _has_reply(giulia, marco), "one of them has it")
        winner, loser = (giulia, marco) if await giulia.reply.count() else (marco, giulia)
        await expect(loser.page.get_by_text("Puoi leggere, non rispondere")).to_be_visible(timeout=PATIENCE)
        await winner.answer("Ci sono io")
        await expect(loser.transcript.get_by_text("Ci sono io")).to_be_visible(timeout=PATIENCE)
        await stage.until_sent(TELEGRAM, "4711", "Ci sono io")
        assert stage.texts_to(TELEGRAM, "4711").count("Ci sono io") == 1


async def _has_reply(*consoles: Console) -> bool:
    return any([await one.reply.count() for one in consoles])


async def test_the_network_drops_in_the_middle_of_a_sentence(stage: Stage, browser: Browser) -> None:
    async with console(stage, browser, "Giulia") as giulia:
        await stage.write(TELEGRAM, "4711", "c'è qualcuno?")
        await giulia.take("c'è qualcuno?")
        page = giulia.page
        await giulia.reply.press_sequentially("Sto scriv")
        await page.context.set_offline(True)
        await expect(page.get_by_text("Sei offline")).to_be_visible(timeout=PATIENCE)
        await giulia.reply.press_sequentially("endo")
        await giulia.reply.press("Enter")
        await expect(page.get_by_text("Non ancora inviato")).to_be_visible(timeout=PATIENCE)
        await giulia.reply.fill("e intanto")
        for number in range(12):
            await stage.write(TELEGRAM, "4711", f"perso {number}")
        await page.context.set_offline(False)
        await stage.until_sent(TELEGRAM, "4711", "Sto scrivendo")
        for number in range(12):
            said = giulia.transcript.get_by_text(f"perso {number}", exact=True)
            await expect(said).to_have_count(1, timeout=PATIENCE)
        await expect(page.locator("[data-unsent]")).to_have_count(0)
        await expect(giulia.reply).to_have_value("e intanto")
        await expect(giulia.reply).to_be_focused()
        assert stage.texts_to(TELEGRAM, "4711").count("Sto scrivendo") == 1


async def test_a_whatsapp_window_that_closed_while_writing(stage: Stage, browser: Browser) -> None:
    number = "+393331234567"
    stage.twilio.add_template(
        "ordine_spedito", "Ciao {{1}}, l'ordine {{2}} è partito.", variables={"1": "Maria", "2": "BL-1"}
    )
    async with console(stage, browser, "Giulia") as giulia:
        await stage.write(WHATSAPP, number, "dov'è il pacco?")
        await giulia.take("dov'è il pacco?")
        page = giulia.page
        await giulia.reply.fill("Ecco la risposta, tardi")
        await _silent_for(stage, number, timedelta(hours=25))
        await giulia.reply.press("Enter")
        await expect(giulia.transcript.get_by_role("alert")).to_contain_text("24 ore", timeout=PATIENCE)
        await page.reload()
        closed = page.locator("[data-window-closed]")
        await expect(closed).to_contain_text("modello approvato", timeout=PATIENCE)
        # What was written is still there, and said to be unsent: never silently lost.
        await expect(giulia.transcript).to_contain_text("Ecco la risposta, tardi", timeout=PATIENCE)
        await closed.get_by_role("combobox", name="Modello").click()
        await page.get_by_role("option", name="ordine_spedito").click()
        await closed.get_by_label("1", exact=True).fill("Paolo")
        await closed.get_by_label("2", exact=True).fill("BL-20417")
        await closed.get_by_role("button", name="Invia il modello").click()
        await stage.until_sent(WHATSAPP, number, "Ciao Paolo, l'ordine BL-20417 è partito.")
        assert not any("tardi" in text for text in stage.texts_to(WHATSAPP, number))


async def _silent_for(stage: Stage, number: str, span: timedelta) -> None:
    """The shopper has last written so long ago."""
    conversation = await stage.conversation(WHATSAPP, number)
    change = update(conversations).where(conversations.c.id == conversation.id)
    async with stage.database.write() as connection:
        await connection.execute(change.values(last_shopper_at=datetime.now(UTC) - span))


# A shopper on the web


@asynccontextmanager
async def shopper(stage: Stage, browser: Browser) -> AsyncIterator[Locator]:
    """Somebody with the chat open on the shop's page."""
    context = await browser.new_context(locale="it-IT")
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    await page.goto(f"{stage.desk.url}/")
    chat = page.locator("sportello-chat")
    await chat.get_by_role("button").first.click()
    yield chat
    await context.close()


async def _say(chat: Locator, text: str) -> None:
    box = chat.get_by_role("textbox")
    await box.fill(text)
    await box.press("Enter")
