"""`sportello run`, the real brain, two people in real browsers, and both vendors: the whole path."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from connectors.telegram import updates
from connectors.telegram.testing import FakeTelegram
from connectors.whatsapp import forms
from connectors.whatsapp.testing import FakeTwilio
from tests.browser.chromium import NEEDS_CHROMIUM, launched
from tests.support.desk import REPOSITORY, free_port, until, without_settings
from tests.support.vendors import SECRET, vendor_settings

START_LIMIT = 400.0
"""Seconds for training and starting, on a machine that is busy with other tests."""
PATIENCE = 60_000.0
"""Milliseconds for what takes one or two seconds on a machine that is not busy."""
EMAIL, PASSWORD, NAME = "giulia@example.com", "una password lunga", "Giulia"

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(600),
    NEEDS_CHROMIUM,
    pytest.mark.skipif(
        not (REPOSITORY / ".venv-brain").exists(), reason="the brain's environment is not installed"
    ),
    pytest.mark.skipif(not (REPOSITORY / "ui" / "dist").exists(), reason="the front end is not built"),
]


@dataclass(frozen=True, slots=True)
class Running:
    """A started Sportello and who is around it."""

    url: str
    telegram: FakeTelegram
    twilio: FakeTwilio

    async def telegram_says(self, chat: int, text: str) -> None:
        """A shopper writes on Telegram, and the webhook says 200."""
        url = f"{self.url}/webhooks/telegram"
        assert await self.telegram.post_update(url, updates.text_update(chat, text), SECRET) == 200

    async def whatsapp_says(self, number: str, text: str) -> None:
        """A shopper writes on WhatsApp, and the webhook says 200."""
        form = forms.inbound_form(number, text)
        assert await self.twilio.post_form(f"{self.url}/webhooks/whatsapp", form) == 200

    def telegram_heard(self, chat: int) -> list[str]:
        """What reached a chat."""
        return [sent.text for sent in self.telegram.sent if sent.to == str(chat)]

    def whatsapp_heard(self, number: str) -> list[str]:
        """What reached a number."""
        return [sent.text for sent in self.twilio.sent if sent.to.endswith(number.removeprefix("+"))]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sportello(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Running]:
    """Everything that `make run` starts, in a home of its own."""
    home, port = tmp_path_factory.mktemp("home"), free_port()
    url = f"http://127.0.0.1:{port}"
    async with FakeTelegram() as telegram, FakeTwilio() as twilio:
        environment = {
            **without_settings(),
            "SPORTELLO_HOME": str(home),
            "SPORTELLO_PORT": str(port),
            "SPORTELLO_BRAIN_PORT": str(free_port()),
            **vendor_settings(url, telegram, twilio),
            "SPORTELLO_FIRST_AGENT_NAME": NAME,
            "SPORTELLO_FIRST_AGENT_EMAIL": EMAIL,
            "SPORTELLO_FIRST_AGENT_PASSWORD": PASSWORD,
        }
        async with _running(environment, home / "run.log"):
            yield Running(url, telegram, twilio)


@contextlib.asynccontextmanager
async def _running(environment: dict[str, str], log: Path) -> AsyncIterator[None]:
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "desk.cli", "run", cwd=REPOSITORY, env=environment,
            stdin=asyncio.subprocess.DEVNULL, stdout=output, stderr=output,
        )  # fmt: skip
        try:

            def says_ready() -> bool:
                assert process.returncode is None, log.read_text()
                return "Ready in" in log.read_text()

            await until(says_ready, "Sportello is ready", START_LIMIT, log.read_text)
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGTERM)
            await asyncio.wait_for(process.wait(), 60)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """A real Chromium."""
    async with launched() as chromium:
        yield chromium


async def _page(browser: Browser, url: str) -> Page:
    context = await browser.new_context(locale="it-IT", viewport={"width": 1280, "height": 860})
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    await page.goto(url)
    return page


class Shopper:
    """Somebody on the shop's page."""

    def __init__(self, page: Page) -> None:
        self.chat: Locator = page.locator("sportello-chat")

    async def open(self) -> None:
        """Opens the chat."""
        await self.chat.get_by_role("button").first.click()

    async def say(self, text: str) -> None:
        """Writes and sends."""
        box = self.chat.get_by_role("textbox")
        await box.fill(text)
        await box.press("Enter")

    async def hears(self, pattern: str) -> None:
        """Waits for an answer."""
        log = self.chat.get_by_role("log")
        await expect(log).to_contain_text(re.compile(pattern, re.IGNORECASE), timeout=PATIENCE)


async def _sign_in(page: Page) -> None:
    await page.get_by_role("textbox").first.fill(EMAIL)
    await page.locator("input[type=password]").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name=re.compile("In attesa"))).to_be_visible(timeout=PATIENCE)


async def _answer_in_console(page: Page, text: str) -> None:
    box = page.get_by_role("textbox", name=re.compile("risposta", re.IGNORECASE))
    await box.fill(text)
    await box.press("Enter")


async def test_a_question_a_handover_an_agent_and_back(sportello: Running, browser: Browser) -> None:
    shop, console = (
        await _page(browser, f"{sportello.url}/"),
        await _page(browser, f"{sportello.url}/console"),
    )
    await _sign_in(console)
    shopper = Shopper(shop)
    await shopper.open()
    await shopper.say("dov'è il mio pacco?")
    await shopper.hears("numero d.ordine")
    await shopper.say("voglio parlare con una persona")
    await shopper.hears("primo posto in coda")
    await console.get_by_text("voglio parlare con una persona").first.click()
    await console.keyboard.press("t")
    await _answer_in_console(console, "Ciao, sono Giulia: mi dici il numero d'ordine?")
    await shopper.hears("sono Giulia: mi dici il numero")
    await shopper.say("BL-2041")
    await expect(console.get_by_text("BL-2041").first).to_be_visible(timeout=PATIENCE)
    await console.get_by_role("button", name=re.compile("Ridai all.assistente")).click()
    await console.get_by_role("dialog").get_by_role("button", name=re.compile("Ridai")).click()
    await shopper.hears("torna all'assistente")
    await shopper.say("quanto costa la spedizione?")
    await shopper.hears("5,90")
    await shop.context.close()
    await console.context.close()


async def test_telegram_is_answered_and_handed_to_a_person(sportello: Running, browser: Browser) -> None:
    chat = 4711
    await sportello.telegram_says(chat, "Quanto costa la spedizione?")
    await until(
        lambda: any("5,90" in text for text in sportello.telegram_heard(chat)), "Telegram is answered"
    )
    await sportello.telegram_says(chat, "operatore")
    await until(lambda: any("coda" in t or "staff" in t for t in sportello.telegram_heard(chat)), "told")
    await _take_and_answer(sportello, browser, "operatore", "Eccomi su Telegram!")
    await until(lambda: "Eccomi su Telegram!" in sportello.telegram_heard(chat), "the agent is heard")


async def test_whatsapp_is_answered_and_handed_to_a_person(sportello: Running, browser: Browser) -> None:
    number = "+393331234567"
    await sportello.whatsapp_says(number, "come faccio il reso?")
    await until(lambda: any("ordin" in t for t in sportello.whatsapp_heard(number)), "WhatsApp is answered")
    await sportello.whatsapp_says(number, "mi passi una persona?")
    await until(lambda: any("coda" in t or "staff" in t for t in sportello.whatsapp_heard(number)), "told")
    await _take_and_answer(sportello, browser, "mi passi una persona?", "Eccomi su WhatsApp!")
    await until(lambda: "Eccomi su WhatsApp!" in sportello.whatsapp_heard(number), "the agent is heard")


async def _take_and_answer(sportello: Running, browser: Browser, last_text: str, answer: str) -> None:
    console = await _page(browser, f"{sportello.url}/console")
    await _sign_in(console)
    await console.get_by_text(last_text).first.click()
    await console.keyboard.press("t")
    await _answer_in_console(console, answer)
    await expect(console.get_by_text(answer).first).to_be_visible(timeout=PATIENCE)
    await console.context.close()


async def test_an_english_shopper_is_answered_in_english(sportello: Running) -> None:
    chat = 4712
    update = updates.text_update(chat, "How much is shipping to Italy?")
    assert await sportello.telegram.post_update(f"{sportello.url}/webhooks/telegram", update, SECRET) == 200
    await until(lambda: any("shipping" in t.lower() for t in sportello.telegram_heard(chat)), "in English")
