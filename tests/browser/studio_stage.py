"""What the studio's browser tests play on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.console_stage import Agents
from tests.browser.mock_studio_routes import StudioDesk

PROMOTIONS = "/studio/topics/faq/promotions"


@pytest.fixture
def desk() -> Iterator[StudioDesk]:
    desk = StudioDesk()
    desk.url = desk.start()
    yield desk
    desk.stop()


@pytest.fixture
def agents(chromium: Browser, desk: StudioDesk) -> Iterator[Agents]:
    agents = Agents(chromium, desk)
    yield agents
    agents.close()


def heading(page: Page, name: str) -> Locator:
    """The title of the page one is on."""
    return page.get_by_role("heading", level=1, name=name)


def open_topic(agents: Agents, path: str = PROMOTIONS) -> Page:
    """An editor on a topic's page."""
    page = agents.arrive("elena", path)
    expect(page.get_by_role("textbox", name="Aggiungi un modo di chiederlo")).to_be_visible()
    return page


def saved(page: Page) -> None:
    """Waits until the desk has what was written."""
    expect(page.get_by_text("Salvato", exact=False).first).to_be_visible()
    expect(page.locator("[data-state=saved]").first).to_be_visible()


def ways(page: Page) -> Locator:
    """The lines with ways of asking."""
    return page.get_by_role("textbox", name="Modo di chiederlo", exact=True)


def choose(page: Page, label: str, option: str) -> None:
    """Picks from a list."""
    page.get_by_role("combobox", name=label).or_(page.get_by_label(label)).first.click()
    page.get_by_role("option", name=option, exact=True).click()
