"""The beta tester's page in a real browser: on a phone, by keyboard, in both languages, for everybody."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from desk import wiring
from desk.laboratory.memory import MemoryLaboratory
from desk.studio.opening import open_studio
from handoff.records import Agent
from tests.browser.chromium import NEEDS_CHROMIUM, launched
from tests.desk.harness import Desk, desk_settings, open_desk
from tests.support.desk import REPOSITORY

pytestmark = [pytest.mark.browser, NEEDS_CHROMIUM]

AXE = REPOSITORY / "ui" / "node_modules" / "axe-core" / "axe.min.js"
CONTENT = REPOSITORY / "tests" / "fixtures" / "content"
EDITOR = Agent("e" * 32, "Elena")
PATIENCE = 30_000.0
"""Milliseconds: a busy machine is no failure."""


@pytest.fixture
def laboratory() -> MemoryLaboratory:
    return MemoryLaboratory()


@pytest.fixture
async def desk(
    sqlite_url: str, tmp_path: Path, laboratory: MemoryLaboratory, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    root = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    studio = partial(open_studio, laboratory=laboratory, home=tmp_path / "home")
    monkeypatch.setattr(wiring, "open_studio", studio)
    async with open_desk(desk_settings(sqlite_url, content_folder=root)) as opened:
        yield opened


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with launched() as started:
        yield started


async def visit(browser: Browser, desk: Desk, language: str = "it", scheme: str = "light") -> Page:
    """The page as a phone shows it."""
    test = await desk.services.learning.beta.add("Zia Pina", language, EDITOR)
    context = await browser.new_context(
        viewport={"width": 360, "height": 640},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=False,
    )
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    await page.goto(f"{desk.url}/beta/{test.token}")
    return page


async def test_asks_by_keyboard_and_is_answered(desk: Desk, browser: Browser) -> None:
    page = await visit(browser, desk)
    await page.get_by_label("La tua domanda").fill("che orari fate?")
    await page.keyboard.press("Enter")
    answers = page.get_by_role("list").get_by_role("listitem")
    await expect(answers).to_have_count(1, timeout=PATIENCE)
    await expect(answers.first).to_contain_text("che orari fate?")
    await page.keyboard.type("kykywyjy <b>wjk</b>")
    await page.keyboard.press("Enter")
    await expect(answers).to_have_count(2, timeout=PATIENCE)
    await expect(answers.first).to_contain_text("kykywyjy <b>wjk</b>")
    await expect(answers.first).to_contain_text("ti passerebbe a una persona")
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360, "nothing is wider than a phone"


async def test_what_fails_is_said_and_the_question_kept(
    desk: Desk, browser: Browser, laboratory: MemoryLaboratory
) -> None:
    page = await visit(browser, desk, "en")
    laboratory.down = True
    await page.get_by_role("textbox").fill("opening hours?")
    await page.get_by_role("button", name="Ask").click()
    await expect(page.get_by_role("alert")).to_have_text(
        re.compile("try again", re.IGNORECASE), timeout=PATIENCE
    )
    await expect(page.get_by_role("textbox")).to_have_value("opening hours?")
    laboratory.down = False
    await page.get_by_role("button", name="Ask").click()
    await expect(page.get_by_role("listitem")).to_have_count(1, timeout=PATIENCE)
    await expect(page.get_by_role("alert")).to_have_count(0, timeout=PATIENCE)


@pytest.mark.skipif(not AXE.exists(), reason="the front end's packages are not installed")
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing(desk: Desk, browser: Browser, scheme: str) -> None:
    page = await visit(browser, desk, scheme=scheme)
    await page.get_by_label("La tua domanda").fill("che orari fate?")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("listitem")).to_have_count(1, timeout=PATIENCE)
    await page.evaluate(AXE.read_text())
    found = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert found["violations"] == []
