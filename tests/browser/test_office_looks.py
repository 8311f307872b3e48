"""How the pages of supervisors and administrators look and read, to everybody, on any screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from desk.http.schemas import BoardOut, CostsOut, FigureItemsOut, FiguresOut, HoursBody, TargetsBody, TeamOut
from tests.browser.chromium import NEEDS_CHROMIUM
from tests.browser.console_stage import Agents, chromium
from tests.browser.mock_figures import behind, figures
from tests.browser.mock_office import OfficeDesk
from tests.browser.mock_settings import SETTINGS, TEAMS, board
from tests.browser.test_console_looks import check_access
from tests.browser.test_office import agents, desk

__all__ = ["agents", "chromium", "desk"]

pytestmark = [pytest.mark.browser, NEEDS_CHROMIUM]

ADMIN = ("agents", "teams", "queue", "hours", "targets", "canned", "tags", "costs", "tokens", "webhooks")
PAGES = ["/board", "/reports", "/security", *(f"/admin/{name}" for name in ADMIN)]
PAGES += ["/admin/audit", "/admin/retention", "/admin/privacy"]


def test_the_desk_in_memory_answers_in_the_shapes_of_the_real_one() -> None:
    FiguresOut.model_validate(figures({}))
    FigureItemsOut.model_validate(behind([]))
    BoardOut.model_validate(board())
    HoursBody.model_validate(SETTINGS["hours"])
    TargetsBody.model_validate(SETTINGS["targets"])
    CostsOut.model_validate(SETTINGS["costs"])
    for team in TEAMS:
        TeamOut.model_validate(team)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(desk: OfficeDesk, agents: Agents, path: str, scheme: str) -> None:
    desk.totp = True
    page = agents.arrive("admin", path, color_scheme=scheme)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".mantine-Skeleton-root")).to_have_count(0)
    check_access(page)


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_shows_each_page_without_scrolling_sideways(
    desk: OfficeDesk, agents: Agents, path: str
) -> None:
    page = agents.enter("admin", path, viewport={"width": 375, "height": 740}, has_touch=True)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".mantine-Skeleton-root")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.querySelector('main').scrollWidth <= innerWidth")
