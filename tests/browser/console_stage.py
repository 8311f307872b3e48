"""What the console's browser tests play on."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.chromium import ARGUMENTS, CHROMIUM
from tests.browser.mock_desk import CONSOLE, PASSWORD, MockDesk
from tests.browser.mock_records import COOKIE

UI = Path(__file__).parents[2] / "ui"
PATIENCE = 30_000
"""Milliseconds for what takes a fraction of a second on a machine that is not busy."""
LOOK_EVERY = 20
"""Milliseconds between looks at the desk, which tells a test nothing; the browser goes on meanwhile."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not (CONSOLE / "index.html").exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("The console is not built, and npm is not installed.")
        subprocess.run([npm, "run", "build:console"], cwd=UI, check=True, timeout=300)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def desk() -> Iterator[MockDesk]:
    desk = MockDesk()
    desk.url = desk.start()
    yield desk
    desk.stop()


class Agents:
    """Opens a browser of its own for each agent."""

    def __init__(self, browser: Browser, desk: MockDesk) -> None:
        self._browser = browser
        self._desk = desk
        self._contexts: list[BrowserContext] = []

    def visit(self, path: str = "", **options: Any) -> Page:
        """A browser that nobody has signed in with, in Italian, at a path of the console."""
        return self._go(self._context(options), path)

    def enter(self, key: str = "giulia", path: str = "", **options: Any) -> Page:
        """A browser in which an agent has signed in before: the form has tests of its own."""
        context = self._context(options)
        token, _session = self._desk.sign_in(f"{key}@example.com", PASSWORD)
        context.add_cookies([{"name": COOKIE, "value": token, "url": self._desk.url}])
        return self._go(context, path)

    def _context(self, options: dict[str, Any]) -> BrowserContext:
        defaults: dict[str, Any] = {"locale": "it-IT", "viewport": {"width": 1360, "height": 860}}
        context = self._browser.new_context(**(defaults | options))
        self._contexts.append(context)
        return context

    def _go(self, context: BrowserContext, path: str) -> Page:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{self._desk.url}/console{path}")
        return page

    def arrive(self, key: str = "giulia", path: str = "", **options: Any) -> Page:
        """A browser in which an agent is signed in and sees live news."""
        page = self.enter(key, path, **options)
        expect(page.get_by_text("In diretta", exact=True)).to_be_attached()
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def agents(chromium: Browser, desk: MockDesk) -> Iterator[Agents]:
    agents = Agents(chromium, desk)
    yield agents
    agents.close()


def sign_in(page: Page, key: str = "giulia", password: str = PASSWORD) -> None:
    page.get_by_label("E-mail").fill(f"{key}@example.com")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_label("Password", exact=True).press("Enter")


def eventually(page: Page, found: Callable[[], Any], wanted: object) -> None:
    """Waits until the desk has what it should: a page shows what was done before the desk knows of it.

    Args:
        page: Any page; it goes on meanwhile, with what the test answers in the desk's place.
        found: Looks; an item or a key that is missing is waited for, too.
        wanted: What it should find.
    """
    deadline = time.monotonic() + PATIENCE / 1000
    while not _finds(found, wanted) and time.monotonic() < deadline:
        page.wait_for_timeout(LOOK_EVERY)
    assert found() == wanted


def _finds(found: Callable[[], Any], wanted: object) -> bool:
    try:
        return bool(found() == wanted)
    except LookupError:
        return False


def transcript(page: Page) -> Any:
    return page.get_by_role("region", name="Messaggi", exact=True)


def open_mine(desk: MockDesk, agents: Agents, name: str = "Paolo", **options: Any) -> tuple[Page, str]:
    """A conversation that Giulia has, open in her browser."""
    conversation = desk.add_case(name, "voglio una persona", owner="agent", state="taken")
    giulia = {"id": "giulia", "name": "Giulia Bianchi"}
    desk.conversations[conversation]["agent"] = giulia
    desk.conversations[conversation]["case"]["agent"] = giulia
    page = agents.arrive(path=f"/c/{conversation}", **options)
    expect(reply(page)).to_be_visible()
    return page, conversation


def reply(page: Page) -> Any:
    return page.get_by_role("textbox", name="Risposta a")


def everything_said(page: Page, author: str) -> list[str]:
    """What an author said, from the first to the last: only what is near the view is in the page."""
    box = transcript(page)
    said: dict[int, str] = {}
    box.evaluate("box => { box.scrollTop = 0 }")
    for _ in range(200):
        page.wait_for_timeout(60)
        rows = page.locator(f"[data-message][data-author={author}]").evaluate_all(
            "rows => rows.map(row => [+row.dataset.sequence, row.querySelector('[class*=bubble]').innerText])"
        )
        said |= dict(rows)
        if box.evaluate("box => box.scrollHeight - box.scrollTop - box.clientHeight < 4"):
            break
        box.evaluate("box => { box.scrollTop += box.clientHeight * 0.7 }")
    return [said[sequence] for sequence in sorted(said)]
