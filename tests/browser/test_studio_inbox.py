"""An editor empties the inbox of what was not understood, in a real browser, mostly without a mouse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import NEEDS_CHROMIUM
from tests.browser.console_stage import Agents, chromium, eventually
from tests.browser.mock_learning_routes import LearningDesk
from tests.browser.mock_records import Refusal

__all__ = ["chromium"]

pytestmark = [pytest.mark.browser, NEEDS_CHROMIUM]

REFILL = "vendete le ricariche del profumatore?"
SMELL = "la candela che ho preso non fa odore"
SUNDAY = "siete aperti domenica 30?"


@pytest.fixture
def desk() -> Iterator[LearningDesk]:
    desk = LearningDesk()
    desk.url = desk.start()
    yield desk
    desk.stop()


@pytest.fixture
def agents(chromium: Browser, desk: LearningDesk) -> Iterator[Agents]:
    agents = Agents(chromium, desk)
    yield agents
    agents.close()


def inbox(agents: Agents, query: str = "", who: str = "elena") -> Page:
    page = agents.arrive(who, f"/studio/inbox{query}")
    expect(page.get_by_role("heading", level=1, name="Non capiti")).to_be_visible()
    expect(rows(page).first).to_be_visible()
    return page


def rows(page: Page) -> Any:
    return page.get_by_role("list", name="Gruppi di messaggi").locator("> li")


def row(page: Page, text: str) -> Any:
    return rows(page).filter(has_text=text)


def test_groups_stand_by_how_often_they_were_asked(desk: LearningDesk, agents: Agents) -> None:
    page = inbox(agents)
    expect(page.get_by_text("7 gruppi")).to_be_visible()
    sizes = [int(text) for text in rows(page).locator("strong").all_inner_texts()]
    assert sizes == sorted(sizes, reverse=True)
    expect(row(page, REFILL)).to_contain_text("sicuro al 86%")
    expect(row(page, SMELL)).to_contain_text("cliente scontento 2")


def test_the_whole_inbox_by_keyboard(desk: LearningDesk, agents: Agents) -> None:
    page = inbox(agents)
    for key in "jj":
        page.keyboard.press(key)
    expect(page.get_by_role("button", name=REFILL, exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name=f"Messaggi come «{REFILL}»").get_by_role("listitem")).to_have_count(
        5
    )
    page.keyboard.press("a")
    expect(row(page, REFILL)).to_contain_text("ora in I nostri prodotti")
    expect(page.get_by_role("button", name=SMELL, exact=True)).to_be_focused()
    page.keyboard.press("d")
    expect(row(page, SMELL)).to_contain_text("scartato")
    eventually(page, lambda: [one["decision"] for one in desk.book.decided], ["accept", "dismiss"])
    wanted = {
        "home": "topic",
        "intent": "faq/product_details",
        "title": "I nostri prodotti",
    }
    eventually(page, lambda: desk.book.decided[0]["home"], wanted)

    page.keyboard.press("z")
    expect(row(page, SMELL).get_by_role("button", name="Accetta")).to_be_visible()
    eventually(page, lambda: desk.book.find("smell")["state"], "open")


def test_another_home_is_found_by_a_few_letters(desk: LearningDesk, agents: Agents) -> None:
    page = inbox(agents)
    for key in "jjjjh":
        page.keyboard.press(key)
    dialog = page.get_by_role("dialog", name="Dove va?")
    expect(dialog.get_by_label("Scrivi qualche lettera")).to_be_focused()
    page.keyboard.type("taglie")
    expect(dialog.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(row(page, "US plugs")).to_contain_text("ora in Taglie e misure")
    eventually(page, lambda: desk.book.decided[0]["home"]["intent"], "faq/sizes")
    expect(page.get_by_role("button", name=SUNDAY, exact=True)).to_be_focused()


def test_a_new_topic_gets_its_title_and_category(desk: LearningDesk, agents: Agents) -> None:
    page = inbox(agents)
    page.keyboard.press("j")
    page.keyboard.press("a")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Come si chiama")).to_be_focused()
    page.keyboard.type("Satispay")
    expect(dialog.get_by_role("button", name="Crea l’argomento")).to_be_disabled()
    dialog.get_by_role("combobox", name="Categoria").click()
    page.get_by_role("option", name="Pagamenti").click()
    dialog.get_by_role("button", name="Crea l’argomento").click()
    made = row(page, "posso pagare con Satispay?")
    expect(made.get_by_role("link", name="Nuovo: Satispay")).to_have_attribute(
        "href", "/console/studio/topics/faq/satispay"
    )
    eventually(
        page,
        lambda: desk.book.decided[0]["home"],
        {"home": "new", "title": "Satispay", "category": "payment"},
    )


def test_several_at_once(desk: LearningDesk, agents: Agents) -> None:
    page = inbox(agents)
    for key in "jxjxjjjx":
        page.keyboard.press(key)
    bar = page.get_by_role("toolbar", name="Che cosa fare dei gruppi selezionati")
    expect(bar).to_contain_text("3 gruppi selezionati, messaggi: 16")
    page.keyboard.press("a")
    expect(page.get_by_text("serve un titolo per l’argomento nuovo")).to_be_visible()
    expect(bar).to_contain_text("1 gruppo selezionato")
    wanted = {
        "groups": ["refill", "sunday"],
        "messages": [],
        "decision": "accept",
        "home": None,
    }
    eventually(page, lambda: desk.book.decided[0], wanted)


def test_single_messages_are_split_off(desk: LearningDesk, agents: Agents) -> None:
    page = inbox(agents)
    page.get_by_role("button", name=SMELL, exact=True).click()
    page.get_by_role("checkbox", name="Separa: profuma pochissimo").check()
    page.get_by_role("toolbar", name="messaggi separati").get_by_role("button", name="Scarta questi").click()
    expect(page.get_by_role("listitem").filter(has_text="profuma pochissimo").last).to_contain_text(
        "scartato"
    )
    assert desk.book.decided[0]["groups"] == []
    eventually(page, lambda: desk.book.decided[0]["messages"], ["smell-3"])
    expect(row(page, SMELL).get_by_role("button", name="Accetta")).to_be_visible()


def test_filters_are_in_the_address(desk: LearningDesk, agents: Agents) -> None:
    page = inbox(agents, "?language=en")
    expect(rows(page)).to_have_count(1)
    page.get_by_role("combobox", name="Solo questo motivo").click()
    page.get_by_role("option", name="cliente scontento").click()
    expect(page.get_by_text("Niente con questi filtri.")).to_be_visible()
    assert "kind=low_satisfaction" in page.url


def test_what_was_decided_can_be_put_back(desk: LearningDesk, agents: Agents) -> None:
    desk.book.find("weather").update(state="dismissed", decided_by="Marta Neri")
    page = inbox(agents, "?state=dismissed")
    expect(row(page, "che tempo fa")).to_contain_text("Marta Neri")
    row(page, "che tempo fa").get_by_role("button", name="Rimetti").click()
    expect(page.get_by_text("Non è stato scartato niente.")).to_be_visible()
    eventually(page, lambda: desk.book.find("weather")["state"], "open")


def test_an_empty_inbox_says_so(desk: LearningDesk, agents: Agents) -> None:
    desk.book.groups = []
    page = agents.arrive("elena", "/studio/inbox")
    expect(page.get_by_text("Non aspetta niente")).to_be_visible()


def test_a_refused_decision_comes_back_with_the_reason(desk: LearningDesk, agents: Agents) -> None:
    page = inbox(agents)
    desk.book.refuses = Refusal(404, "not_found", "Questo argomento non c’è più.")
    row(page, REFILL).get_by_role("button", name="Accetta").click()
    expect(page.get_by_role("alert").filter(has_text="Questo argomento non c’è più.")).to_be_visible()
    expect(row(page, REFILL)).to_contain_text("Questo argomento non c’è più.")
    expect(row(page, REFILL).get_by_role("button", name="Accetta")).to_be_visible()
    desk.book.refuses = None
    row(page, REFILL).get_by_role("button", name="Accetta").click()
    expect(row(page, REFILL)).to_contain_text("ora in")


def test_a_lost_line_is_not_a_decision(desk: LearningDesk, agents: Agents) -> None:
    page = inbox(agents)
    page.route("**/api/content/inbox/decide", lambda route: route.abort())
    row(page, SUNDAY).get_by_role("button", name="Scarta").click()
    expect(page.get_by_role("alert").filter(has_text="non risponde")).to_be_visible()
    expect(row(page, SUNDAY).get_by_role("button", name="Scarta")).to_be_visible()
    assert desk.book.decided == []


def test_two_editors_decide_at_once(desk: LearningDesk, agents: Agents) -> None:
    elena, chiara = inbox(agents), inbox(agents, who="admin")
    row(chiara, SUNDAY).get_by_role("button", name="Accetta").click()
    expect(row(chiara, SUNDAY)).to_contain_text("ora in")
    row(elena, SUNDAY).get_by_role("button", name="Scarta").click()
    expect(row(elena, SUNDAY)).to_contain_text("qualcuno ha già deciso")
    eventually(elena, lambda: desk.book.find("sunday")["state"], "accepted")


def test_help_lists_the_keys_of_the_page(desk: LearningDesk, agents: Agents) -> None:
    page = inbox(agents)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Tasti di questa pagina")
    expect(dialog).to_contain_text(re.compile("Scegli un altro posto.*H", re.DOTALL))
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
