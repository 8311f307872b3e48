"""How the pages of learning and exchange look and read, to everybody, on any screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, expect

from desk.http.schemas.exchange import ImportOut
from desk.http.schemas.learning import BetaReportOut, BetasOut, InboxGroupOut, ProposalsOut
from desk.http.schemas.thresholds import ReplayOut, ThresholdsOut
from tests.browser import mock_learning
from tests.browser.chromium import NEEDS_CHROMIUM
from tests.browser.console_stage import Agents, chromium
from tests.browser.looks import check_access, check_page, settled
from tests.browser.mock_learning_routes import LearningBook, LearningDesk, previewed, replayed
from tests.browser.test_studio_inbox import agents, desk

__all__ = ["agents", "chromium", "desk"]

pytestmark = [pytest.mark.browser, NEEDS_CHROMIUM]

PAGES = ["inbox", "inbox?state=accepted", "proposals", "beta", "beta/friends", "beta/tourists"]
PAGES += ["thresholds", "thresholds/faq/delivery_time", "exchange"]


def test_the_desk_in_memory_answers_in_the_shapes_of_the_real_one() -> None:
    book = LearningBook()
    for group in mock_learning.titled(book.groups, english=True):
        InboxGroupOut.model_validate(group)
    ProposalsOut.model_validate({"items": book.proposals})
    BetasOut.model_validate({"items": book.tests})
    asked = book.questions["friends"]
    counted = mock_learning.by_category(asked, english=False)
    BetaReportOut.model_validate(book.tests[0] | {"questions": asked, "by_category": counted})
    marks = [one | {"revision": 1} for one in book.thresholds]
    ThresholdsOut.model_validate({"items": marks, "days": 30})
    ReplayOut.model_validate(replayed(book, {"intent": "faq/delivery_time", "lower": 0.2, "upper": 0.5}))
    ImportOut.model_validate(previewed("csv"))


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_for_everybody_in_light_in_dark_and_on_a_phone(
    desk: LearningDesk, agents: Agents, path: str
) -> None:
    check_page(agents.arrive("elena", f"/studio/{path}"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(desk: LearningDesk, agents: Agents, scheme: str) -> None:
    page = agents.arrive("elena", "/studio/inbox", color_scheme=scheme)
    settled(page)
    for key in ["j", "j", "Enter", "j", "a"]:
        page.keyboard.press(key)
    expect(page.get_by_role("button", name="does the lamp work with US plugs?", exact=True)).to_be_focused()
    page.keyboard.press("x")
    page.get_by_role("checkbox", name="Separa: ricariche diffusore 500 ml").check()
    expect(page.get_by_text("ora in")).to_be_visible()
    check_access(page)
    page.get_by_role("button", name="Stesso posto per tutti").click()
    expect(page.get_by_role("option").first).to_be_visible()
    check_access(page)
    page.get_by_role("option", name="Un argomento nuovo").click()
    expect(page.get_by_label("Come si chiama")).to_be_visible()
    check_access(page)
    page.keyboard.press("Escape")
    page.goto(f"{desk.url}/console/studio/exchange")
    file: FilePayload = {"name": "faq.csv", "mimeType": "text/csv", "buffer": b"question,answer\n"}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("5 domande trovate")).to_be_visible()
    check_access(page)
    page.get_by_role("button", name="Porta 4 righe").click()
    expect(page.get_by_role("heading", name="Che cosa è entrato")).to_be_visible()
    check_access(page)


def test_in_english_nothing_is_left_in_italian(desk: LearningDesk, agents: Agents) -> None:
    page = agents.visit("/studio/thresholds/faq/delivery_time", locale="en-GB")
    page.get_by_label("E-mail").fill("elena@example.com")
    page.get_by_label("Password", exact=True).fill("sportello-demo")
    page.get_by_label("Password", exact=True).press("Enter")
    expect(page.get_by_role("heading", level=1, name="Thresholds")).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="Delivery times")).to_be_visible()
    expect(page.get_by_label("Answers from", exact=True).and_(page.get_by_role("textbox"))).to_have_value(
        "0.74"
    )
