"""How the studio looks and reads, to everybody, on any screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import mock_studio as made
from tests.browser.chromium import NEEDS_CHROMIUM
from tests.browser.console_stage import Agents, chromium
from tests.browser.looks import check_access, check_page
from tests.browser.mock_studio_routes import StudioDesk
from tests.browser.studio_stage import PROMOTIONS, agents, desk
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


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_for_everybody_in_light_in_dark_and_on_a_phone(
    desk: StudioDesk, agents: Agents, path: str
) -> None:
    furnish(desk)
    check_page(agents.arrive("elena", path))


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
