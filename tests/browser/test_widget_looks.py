"""How the chat looks and reads: to everybody, on any page and any screen."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.widget_desk import WidgetDesk
from tests.browser.widget_stage import (
    MARKS,
    PHONE,
    SHOP,
    UI,
    browser,
    bubbles,
    built,
    desk,
    gone,
    open_chat,
    page,
    shop_page,
    shopper,
    write,
)

__all__ = ["browser", "built", "desk", "page", "shopper"]

pytestmark = MARKS


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
