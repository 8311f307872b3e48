"""The FAQ in a real Chromium: read, searched, voted on, framed by a shop's page; by mouse and by keyboard."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import uvicorn
from playwright.async_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from desk.faq.tables import faq_votes
from desk.migrations import upgrade
from tests.browser.chromium import NEEDS_CHROMIUM, launched
from tests.desk.harness import Desk, desk_settings, open_desk, served
from tests.support.server import PromptServer

AXE = Path(__file__).parents[2] / "ui" / "node_modules" / "axe-core" / "axe.min.js"
EXPLAINED = "violations => violations.map(({ id, nodes }) => `${id}: ${nodes.map(n => n.html).join(' | ')}`)"

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module"), NEEDS_CHROMIUM]


class ShopPage:
    """A shop's own website, on another origin, that frames the FAQ."""

    def __init__(self) -> None:
        self.html = ""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        head = [(b"content-type", b"text/html; charset=utf-8")]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": self.html.encode()})


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shop() -> AsyncIterator[tuple[ShopPage, str]]:
    page = ShopPage()
    server = PromptServer(uvicorn.Config(page, port=0, log_level="error", lifespan="off"))
    async with served(server) as url:
        yield page, url


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(tmp_path_factory: pytest.TempPathFactory, shop: tuple[ShopPage, str]) -> AsyncIterator[Desk]:
    for name in [name for name in os.environ if name.startswith("SPORTELLO_")]:
        del os.environ[name]
    database = f"sqlite:///{tmp_path_factory.mktemp('faq') / 'sportello.db'}"
    await asyncio.to_thread(upgrade, database)
    settings = desk_settings(database, faq_heading="Bottega Lume", faq_frame_ancestors=shop[1])
    async with open_desk(settings) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with launched() as chromium:
        yield chromium


@pytest_asyncio.fixture(loop_scope="module")
async def reader(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(locale="it-IT", reduced_motion="reduce")
    context.set_default_timeout(15_000)
    yield context
    await context.close()


async def opened(context: BrowserContext, url: str) -> tuple[Page, list[str]]:
    """A page, and what went wrong on it: errors of scripts, and what its policy forbade."""
    page, wrong = await context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    await page.goto(url)
    return page, wrong


async def votes(desk: Desk, topic: str) -> list[tuple[str, int, int]]:
    wanted = select(faq_votes).where(faq_votes.c.topic == topic)
    async with desk.services.database.read() as session:
        rows = await session.execute(wanted)
        return [(row.language, row.useful, row.not_useful) for row in rows]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/faq?lang=it", "/faq/promotions?lang=en", "/faq?accent=f2b632&q=resi"])
async def test_no_accessibility_violations(browser: Browser, desk: Desk, path: str, scheme: Any) -> None:
    context = await browser.new_context(color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    page, wrong = await opened(context, desk.url + path)
    for details in await page.locator("details").all():
        await details.evaluate("it => { it.open = true }")
    await page.add_script_tag(path=AXE)
    found = await page.evaluate(f"axe.run(document).then(({{ violations }}) => ({EXPLAINED})(violations))")
    assert (found, wrong) == ([], [])
    await context.close()


async def test_the_language_is_the_reader_s_and_can_be_changed(reader: BrowserContext, desk: Desk) -> None:
    page, wrong = await opened(reader, f"{desk.url}/faq")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Domande frequenti")
    await page.get_by_role("link", name="English").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Frequently asked questions")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await page.get_by_role("heading", name="Sales and offers").click()
    await page.get_by_role("link", name="Open on its own page: Sales and offers").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Sales and offers")
    assert wrong == []


async def test_a_search_narrows_as_one_types_and_tells_how_many(reader: BrowserContext, desk: Desk) -> None:
    page, wrong = await opened(reader, f"{desk.url}/faq?lang=it")
    everything = await page.locator("details:visible").count()
    await page.get_by_label("Cerca nelle domande").press_sequentially("saldi")
    await expect(page.locator(".found")).to_contain_text("trovat")
    shown = await page.locator("details:visible").count()
    assert 0 < shown < everything
    await page.get_by_label("Cerca nelle domande").fill("")
    await expect(page.locator("details:visible")).to_have_count(everything)
    assert wrong == []


async def test_without_scripts_it_is_read_searched_and_voted_on(browser: Browser, desk: Desk) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{desk.url}/faq?lang=it")
    await page.get_by_label("Cerca nelle domande").fill("black friday")
    await page.get_by_role("button", name="Cerca").click()
    await page.get_by_role("heading", name="Saldi e promozioni").click()
    await page.get_by_role("button", name="Sì, mi è stata utile: Saldi e promozioni").click()
    await expect(page.get_by_role("status")).to_contain_text("Grazie")
    assert await votes(desk, "faq/promotions") == [("it", 1, 0)]
    await context.close()


async def test_by_keyboard_alone_a_question_is_opened_and_voted_on(
    reader: BrowserContext, desk: Desk
) -> None:
    page, wrong = await opened(reader, f"{desk.url}/faq?lang=en")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the questions")).to_be_focused()
    summary = page.locator("#sizes summary")
    await summary.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#sizes")).to_have_attribute("open", "")
    no = page.get_by_role("button", name="No, it was not useful: Size guide")
    for _ in range(6):
        await page.keyboard.press("Tab")
        if await no.evaluate("it => it === document.activeElement"):
            break
    await expect(no).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#sizes [role=status]")).to_be_focused()
    await expect(page.locator("#sizes [role=status]")).to_contain_text("Thank you")
    assert await votes(desk, "faq/sizes") == [("en", 0, 1)]
    assert await page.context.cookies() == []
    assert wrong == []


async def test_a_named_question_stands_open(reader: BrowserContext, desk: Desk) -> None:
    page, _ = await opened(reader, f"{desk.url}/faq?lang=it#promotions")
    await expect(page.locator("#promotions .answer")).to_be_visible()


async def test_a_shop_s_own_page_frames_it(
    reader: BrowserContext, desk: Desk, shop: tuple[ShopPage, str]
) -> None:
    page_of, url = shop
    page_of.html = (
        '<!doctype html><html lang="it"><title>Negozio</title><h1>Aiuto</h1>'
        f'<iframe data-sportello-faq title="Domande" src="{desk.url}/faq?embed=1&amp;theme=dark&amp;'
        f'accent=7a3412" style="width:100%;border:0"></iframe>'
        f'<script src="{desk.url}/faq-assets/embed.js"></script>'
    )
    page, wrong = await opened(reader, url)
    frame = page.frame_locator("iframe")
    await expect(frame.get_by_role("heading", level=1)).to_have_text("Domande frequenti")
    await page.wait_for_function("document.querySelector('iframe').clientHeight > 600")
    await frame.get_by_role("heading", name="Guida alle taglie").click()
    await frame.get_by_role("link", name="Apri in una pagina a parte: Guida alle taglie").click()
    await expect(frame.get_by_role("heading", level=1)).to_have_text("Guida alle taglie")
    await frame.get_by_role("button", name="Sì, mi è stata utile").click()
    await expect(frame.locator(".vote [role=status]")).to_contain_text("Grazie")
    assert ("it", 1, 0) in await votes(desk, "faq/sizes")
    assert wrong == []


async def test_what_the_assistant_does_is_asked_in_the_chat(reader: BrowserContext, desk: Desk) -> None:
    page, wrong = await opened(reader, f"{desk.url}/faq?lang=it")
    await page.get_by_role("heading", name="Dov'è il mio pacco").click()
    await page.get_by_role("button", name="Chiedilo in chat: Dov'è il mio pacco").click()
    await expect(page.get_by_role("dialog")).to_contain_text("Dov'è il mio pacco")
    await page.goto(f"{desk.url}/faq/sizes?lang=it")
    await expect(page.get_by_role("dialog")).to_contain_text("Dov'è il mio pacco")
    assert wrong == []


async def test_a_framed_faq_asks_in_the_shop_s_own_chat(
    reader: BrowserContext, desk: Desk, shop: tuple[ShopPage, str]
) -> None:
    page_of, url = shop
    page_of.html = (
        '<!doctype html><html lang="it"><title>Negozio</title><sportello-chat></sportello-chat>'
        f'<iframe data-sportello-faq title="Aiuto" src="{desk.url}/faq/returns?embed=1&amp;lang=it"></iframe>'
        f'<script src="{desk.url}/faq-assets/embed.js"></script>'
        "<script>customElements.define('sportello-chat', class extends HTMLElement {"
        " ask(choice) { this.textContent = JSON.stringify(choice) } })</script>"
    )
    page, wrong = await opened(reader, url)
    frame = page.frame_locator("iframe")
    await frame.get_by_role("button", name="Chiedilo in chat: Fare un reso").click()
    asked = '{"title":"Fare un reso","payload":"/returns"}'
    await expect(page.locator("sportello-chat")).to_have_text(asked)
    await expect(frame.get_by_role("dialog")).to_have_count(0)
    assert wrong == []


async def test_nobody_frames_a_page_that_is_not_made_for_it(
    reader: BrowserContext, desk: Desk, shop: tuple[ShopPage, str]
) -> None:
    page_of, url = shop
    page_of.html = f'<!doctype html><iframe src="{desk.url}/faq"></iframe>'
    page, wrong = await opened(reader, url)
    await page.wait_for_function("document.querySelector('iframe')")
    await expect(page.frame_locator("iframe").locator("summary")).to_have_count(0)
    assert any("frame" in said.lower() for said in wrong)


async def test_it_is_fast_and_asks_for_little(reader: BrowserContext, desk: Desk) -> None:
    page, asked = await reader.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(f"{desk.url}/faq?lang=it")
    timing = await page.evaluate(
        "(() => { const it = performance.getEntriesByType('navigation')[0];"
        " const blocking = performance.getEntriesByType('resource')"
        ".filter(({ renderBlockingStatus }) => renderBlockingStatus === 'blocking');"
        " return { sent: it.transferSize, blocking: blocking.length } })()"
    )
    assert timing["blocking"] == 0
    assert timing["sent"] < 20_000
    assert len(asked) == 2
