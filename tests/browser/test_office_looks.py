"""How the pages of supervisors and administrators look and read, to everybody, on any screen."""

from __future__ import annotations

import pytest

from desk.http.schemas import BoardOut, CostsOut, FigureItemsOut, FiguresOut, HoursBody, TargetsBody, TeamOut
from tests.browser.chromium import NEEDS_CHROMIUM
from tests.browser.console_stage import Agents, chromium
from tests.browser.looks import check_page
from tests.browser.mock_figures import behind, figures
from tests.browser.mock_office import OfficeDesk
from tests.browser.mock_settings import SETTINGS, TEAMS, board
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


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_for_everybody_in_light_in_dark_and_on_a_phone(
    desk: OfficeDesk, agents: Agents, path: str
) -> None:
    desk.totp = True
    check_page(agents.arrive("admin", path))
