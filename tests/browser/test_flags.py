"""Agents' flags in a real browser: one key, a mark that stays, and the same key takes it away."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import NEEDS_CHROMIUM
from tests.browser.console_stage import (
    Agents,
    agents,
    chromium,
    desk,
    eventually,
    open_mine,
    reply,
    transcript,
)
from tests.browser.mock_desk import MockDesk

__all__ = ["agents", "chromium", "desk"]

pytestmark = [pytest.mark.browser, NEEDS_CHROMIUM]

SHOULD, WRONG = "Andava risposto dall'assistente", "L'assistente ha risposto male"


def test_one_key_flags_the_shoppers_last_message_and_takes_it_away_again(
    desk: MockDesk, agents: Agents
) -> None:
    page, conversation = open_mine(desk, agents)
    asked = [it for it in desk.messages[conversation.rpartition("/")[2]] if it["author"] == "shopper"][-1]
    transcript(page).focus()
    page.keyboard.press("d")
    expect(transcript(page).get_by_text(SHOULD)).to_be_visible()
    eventually(page, lambda: desk.work.flags, {asked["id"]: "should_be_answered"})
    page.keyboard.press("g")
    expect(transcript(page).get_by_text(WRONG)).to_be_visible()
    expect(transcript(page).get_by_text(SHOULD)).to_have_count(0)
    page.reload()
    expect(transcript(page).get_by_text(WRONG)).to_be_visible()
    transcript(page).focus()
    page.keyboard.press("g")
    expect(transcript(page).get_by_text(WRONG)).to_have_count(0)
    eventually(page, lambda: desk.work.flags, {})


def test_who_writes_flags_nothing(desk: MockDesk, agents: Agents) -> None:
    page, _ = open_mine(desk, agents)
    reply(page).press_sequentially("dg")
    expect(reply(page)).to_have_value("dg")
    eventually(page, lambda: desk.work.flags, {})


def test_the_mouse_can_do_it_too(desk: MockDesk, agents: Agents) -> None:
    page, _ = open_mine(desk, agents)
    row = transcript(page).locator('[data-author="shopper"]').last
    row.hover()
    row.get_by_role("button", name="Azioni sul messaggio").click()
    page.get_by_role("menuitem", name=WRONG).click()
    expect(row.locator("[data-flag]")).to_have_text(WRONG)
