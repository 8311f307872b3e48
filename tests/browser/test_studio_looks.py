"""How the studio looks and reads, to everybody, on any screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import mock_studio as made
from tests.browser.chromium import NEEDS_CHROMIUM
from tests.browser.console_stage import Agents, chromium
from tests.browser.mock_studio_routes import StudioDesk
from tests.browser.studio_stage import PROMOTIONS, agents, desk
from tests.browser.test_console_looks import check_access
from tests.browser.test_studio_publishing import write

__all__ = ["agents", "chromium", "desk"]

pytestmark = [pytest.mark.browser, NEEDS_CHROMIUM]

PAGES = (
    "/studio/topics",
    PROMOTIONS,
    "/studio/publishing",
    "/studio/versions",
    "/studio/phrases",
    "/studio/phrases/utter_parcel/ready",
)


def furnish(desk: StudioDesk) -> None:
    """A draft with changes and mistakes."""
    write(desk.studio)
    value = made.topic("faq/promotions", "promotions")
    value["answers"] = [
        value["answers"][0],
        made.answer("it", "", valid_from="2026-11-23", valid_until="2026-11-30", opening="closed"),
    ]
    desk.studio.put("topic:faq/promotions", value, "Elena Fontana")


def settled(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".mantine-Skeleton-root")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(desk: StudioDesk, agents: Agents, path: str, scheme: str) -> None:
    furnish(desk)
    page = agents.arrive("elena", path, color_scheme=scheme)
    settled(page)
    check_access(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(desk: StudioDesk, agents: Agents, scheme: str) -> None:
    furnish(desk)
    page = agents.arrive("elena", PROMOTIONS, color_scheme=scheme)
    page.get_by_role("button", name="Suggerimenti").click()
    page.keyboard.press("Alt+t")
    field = page.get_by_role("textbox", name="Scrivi come un cliente")
    field.fill("fate il black friday?")
    field.press("Enter")
    expect(page.get_by_role("article")).to_contain_text("Ha capito")
    page.get_by_role("button", name="Cambia", exact=True).click()
    check_access(page)
    desk.studio.begin("Elena Fontana", "Black Friday")
    assert desk.studio.publication
    desk.studio.publication |= {"state": "ready", "report": made.report("stop", ("Meno di prima.",))}
    page.goto(f"{desk.url}/console/studio/publishing")
    expect(page.get_by_role("region", name="Meglio di no")).to_be_visible()
    check_access(page)


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_shows_each_page_without_scrolling_sideways(
    desk: StudioDesk, agents: Agents, path: str
) -> None:
    furnish(desk)
    page = agents.enter("elena", path, viewport={"width": 375, "height": 740}, has_touch=True)
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.querySelector('main').scrollWidth <= innerWidth")
