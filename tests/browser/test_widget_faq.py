"""What the chat offers before anything was said, and what it asks after an answer, in a real Chromium."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.test_widget_looks import violations
from tests.browser.widget_desk import WidgetDesk
from tests.browser.widget_stage import (
    MARKS,
    UI,
    browser,
    bubbles,
    built,
    desk,
    open_chat,
    page,
    shop_page,
    shopper,
    write,
)
from tests.support.desk import until

__all__ = ["browser", "built", "desk", "page", "shopper"]

pytestmark = MARKS

SIZES = {"topic": "faq/sizes", "title": "Guida alle taglie", "payload": "/faq/sizes"}


async def test_a_desk_that_offers_nothing_leaves_the_usual_questions(page: Page, desk: WidgetDesk) -> None:
    await open_chat(page)
    await expect(page.locator(".welcome .choices button")).to_have_count(3)
    await expect(page.get_by_role("button", name="Come faccio un reso?")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "asked", "yes", "thanks"),
    [
        ("it", "Ti è stata utile questa risposta?", "Sì", "Grazie!"),
        ("en", "Was this answer useful?", "Yes", "Thank"),
    ],
)
async def test_by_keyboard_a_question_of_the_page_is_asked_and_its_answer_judged(
    page: Page, desk: WidgetDesk, language: str, asked: str, yes: str, thanks: str
) -> None:
    desk.offers = [SIZES]
    desk.page = shop_page(language=language)
    await page.goto(desk.url)
    await open_chat(page)
    offered = page.get_by_role("button", name="Guida alle taglie")
    await offered.focus()
    await page.keyboard.press("Enter")
    await expect(bubbles(page, "bot")).to_have_text(["Risposta a: Guida alle taglie"])
    await expect(page.locator(".useful")).to_contain_text(asked)
    await page.locator(".useful").get_by_role("button", name=yes).focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".useful [role=status]")).to_contain_text(thanks)
    await expect(page.get_by_role("textbox")).to_be_focused()
    vote = ("faq/sizes/useful", {"useful": True, "language": language})
    # Thanks are said at once, whether or not the vote has got through.
    await until(lambda: desk.votes == [vote], "the vote gets through")
    assert desk.pages[0] == {"language": [language], "page": ["/"], "limit": ["4"]}


async def test_other_words_are_not_asked_about(page: Page, desk: WidgetDesk) -> None:
    desk.offers = [SIZES]
    await page.goto(desk.url)
    await open_chat(page)
    await write(page, "dove siete?")
    await expect(bubbles(page, "bot")).to_have_count(1)
    await expect(page.locator(".useful")).to_have_count(0)


async def test_no_accessibility_violations_while_asking(browser: Browser, desk: WidgetDesk) -> None:
    context = await browser.new_context(reduced_motion="reduce", bypass_csp=True)
    page = await context.new_page()
    desk.offers = [SIZES]
    await page.goto(desk.url)
    await page.add_script_tag(path=UI / "node_modules" / "axe-core" / "axe.min.js")
    await open_chat(page)
    await page.get_by_role("button", name="Guida alle taglie").click()
    await expect(page.locator(".useful")).to_be_visible()
    assert await violations(page) == []
    await context.close()
