"""What shoppers see: the chat on a shop's page, desktop and phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from scripts.screenshots.places import DESKTOP, PHONE
from tests.browser.chromium import ARGUMENTS, CHROMIUM
from tests.browser.widget_desk import WIDGET, WidgetDesk
from tests.browser.widget_stage import SHOP, build

Variant = tuple[str, str, tuple[int, int]]
"""Language, colour scheme, size."""
QUIET = 900
"""Milliseconds in which what moves has come to rest."""
SAID = {
    "it": (
        ("shopper", "quanto costa la spedizione?", None),
        (
            "bot",
            "In Italia 5,90 €, gratis sopra i 59 €. Arriva di norma in due o tre giorni lavorativi.",
            None,
        ),
        ("shopper", "e se voglio parlare con qualcuno?", None),
        ("system", "Ti passo a una persona: sei al primo posto, di solito servono circa 5 minuti.", None),
        ("agent", "Ciao, sono Giulia. Dimmi pure!", "Giulia"),
    ),
    "en": (
        ("shopper", "how much is shipping?", None),
        ("bot", "€5.90 in Italy, free above €59. It usually takes two or three working days.", None),
        ("shopper", "and if I want to talk to somebody?", None),
        ("system", "You will talk to a person: you are first in line, usually about 5 minutes.", None),
        ("agent", "Hello, this is Giulia. How can I help?", "Giulia"),
    ),
}


async def take_widget(into: Path, quality: int) -> None:
    """Takes them all.

    Args:
        into: A folder.
        quality: Of WebP, 0 to 100.
    """
    build("widget", WIDGET)
    build("shop", SHOP)
    desk = WidgetDesk()
    desk.answering, desk.page = False, SHOP.read_text(encoding="utf-8")
    async with desk.serve(), async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for language, scheme, size in _variants():
            name = "widget-phone" if size == PHONE else "widget"
            path = into / f"{name}-{language}-{scheme}.webp"
            await _take(browser, desk, path, (language, scheme, size), quality)
            print(f"{path.name}: {path.stat().st_size // 1024} kB", flush=True)
        await browser.close()


def _variants() -> Iterator[Variant]:
    for language in ("it", "en"):
        for scheme in ("light", "dark"):
            for size in (DESKTOP, PHONE):
                yield language, scheme, size


async def _take(browser: Browser, desk: WidgetDesk, path: Path, variant: Variant, quality: int) -> None:
    language, scheme, (width, height) = variant
    context = await browser.new_context(
        locale={"it": "it-IT", "en": "en-GB"}[language],
        timezone_id="Europe/Rome",
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=2 if (width, height) == PHONE else 1,
        reduced_motion="reduce",
    )
    page = await context.new_page()
    await _talk(page, desk, language)
    await page.screenshot(path=path, type="webp", quality=quality)
    await context.close()


async def _talk(page: Page, desk: WidgetDesk, language: str) -> None:
    """Opens the chat, has the conversation take place elsewhere, and comes back to it."""
    known = set(desk.conversations)
    await page.goto(f"{desk.url}/?lang={language}")
    await page.locator(".launcher").click()
    await page.get_by_role("textbox").fill(SAID[language][0][1])
    await page.keyboard.press("Enter")
    await page.locator(".turn.shopper").first.wait_for()
    await page.wait_for_timeout(QUIET)
    conversation = desk.conversations[(set(desk.conversations) - known).pop()]
    for author, text, name in SAID[language][1:]:
        conversation.add(author, text, author_name=name)
    conversation.owner, conversation.agent_name = "agent", "Giulia"
    await page.reload()
    # An open chat is open again after a reload, on a phone it is not.
    await page.locator(".launcher, .turn.agent").first.wait_for()
    if await page.locator(".launcher").is_visible():
        await page.locator(".launcher").click()
    await page.locator(".turn.agent").first.wait_for()
    await page.wait_for_timeout(QUIET)
