"""What the chat's browser tests play on."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.chromium import NEEDS_CHROMIUM, launched
from tests.browser.widget_desk import BUILT, WIDGET, WidgetDesk

UI = Path(__file__).parents[2] / "ui"
SHOP = BUILT / "shop" / "index.html"
PHONE: Any = {"width": 375, "height": 700}

MARKS = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    NEEDS_CHROMIUM,
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
    async with launched() as chromium:
        yield chromium


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
