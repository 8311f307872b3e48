"""How the console looks and reads: to everybody, in both languages, on any screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import NEEDS_CHROMIUM
from tests.browser.console_stage import (
    Agents,
    agents,
    chromium,
    desk,
    open_mine,
    reply,
    sign_in,
    transcript,
)
from tests.browser.looks import check_access
from tests.browser.mock_desk import MockDesk
from tests.browser.mock_records import moment

__all__ = ["agents", "chromium", "desk"]

pytestmark = [pytest.mark.browser, NEEDS_CHROMIUM]


def everything(desk: MockDesk) -> str:
    """A conversation with every kind of thing in it."""
    conversation = desk.add_case("Paolo", "voglio una persona", owner="agent", state="taken")
    giulia = {"id": "giulia", "name": "Giulia Bianchi"}
    desk.conversations[conversation].update(agent=giulia, window_closes_at=moment(-30))
    desk.conversations[conversation]["case"].update(agent=giulia, channel="whatsapp")
    desk.write(conversation, "bot", "Ecco", buttons=[{"title": "Resi"}], state="delivered")
    desk.write(conversation, "bot", "Troppo tardi", state="superseded")
    desk.write(conversation, "system", "Ti passo a una persona")
    failed = {"code": "outside_window", "message": "x"}
    desk.write(conversation, "agent", "Fallito", author_name="Giulia Bianchi", state="failed", error=failed)
    desk.write(conversation, "agent", "Forse", author_name="Giulia Bianchi", state="uncertain")
    place = {"kind": "location", "media_type": None, "name": None, "size": None, "url": None}
    desk.write(conversation, "shopper", "", attachments=[place | {"latitude": 45.4, "longitude": 9.1}])
    desk.add_case("Francesca", "mai arrivato!", reason="complaint", priority=10)
    return conversation


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(desk: MockDesk, agents: Agents, scheme: str) -> None:
    page = agents.visit(f"/c/{everything(desk)}", color_scheme=scheme)
    expect(page.get_by_label("E-mail")).to_be_visible()
    check_access(page)
    sign_in(page)
    expect(transcript(page)).to_contain_text("Forse inviato")
    page.get_by_role("button", name="Cosa ha capito").first.click()
    check_access(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    check_access(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(desk: MockDesk, agents: Agents, scheme: str) -> None:
    desk.work.suggestions = [
        {"kind": "faq", "title": "Costi", "text": "5,90 €", "confidence": 0.8, "topic": "faq/shipping_cost"}
    ]
    conversation = everything(desk)
    desk.work.note(
        conversation, {"id": "marco", "name": "Marco"}, "@Giulia Bianchi guarda", mentions=["giulia"]
    )
    page = agents.visit(f"/c/{conversation}", color_scheme=scheme)
    sign_in(page)
    expect(transcript(page)).to_contain_text("guarda")
    opened = [
        ("w", "Perché è qui in coda"),
        ("v", "Filtri e viste"),
        ("l", "Etichette"),
        ("f", "A chi la passi?"),
        ("b", "Ridare la conversazione"),
    ]
    page.keyboard.press("k")
    for key, name in opened:
        if key == "w":
            page.locator("[data-section=waiting] a[data-case]").focus()
        page.keyboard.press(key)
        expect(page.get_by_role("dialog", name=name)).to_be_visible()
        check_access(page)
        page.keyboard.press("Escape")
        page.wait_for_function("!document.querySelector('[role=dialog]')")
        page.locator("main").focus()
    page.keyboard.press("x")
    page.locator("[data-row] input[type=checkbox]").first.check()
    check_access(page)
    reply(page).fill("/r")
    check_access(page)
    reply(page).fill("")
    page.locator("main").focus()
    page.keyboard.press("m")
    expect(page.get_by_role("navigation", name="Menzioni")).to_contain_text("guarda")
    check_access(page)
    page.keyboard.press("/")
    page.keyboard.type("persona")
    expect(page.locator("[data-hit]").first).to_be_visible()
    check_access(page)
    page.locator("main").focus()
    page.keyboard.press("n")
    expect(page.locator("form[data-mode=note]")).to_be_visible()
    check_access(page)
    desk.conversations[conversation].update(channel="whatsapp", window_closes_at=moment(10))
    desk.tell(conversation)
    page.keyboard.press("Alt+n")
    expect(page.locator("[data-window-closed]")).to_be_visible()
    check_access(page)


def test_on_a_phone_one_pane_at_a_time_and_the_way_back(desk: MockDesk, agents: Agents) -> None:
    desk.add_case("Paolo", "voglio una persona")
    page = agents.arrive(viewport={"width": 375, "height": 700}, has_touch=True)
    expect(page.get_by_role("main")).to_be_hidden()
    page.get_by_role("link", name="Paolo").click()
    expect(page.get_by_role("navigation", name="Coda")).to_be_hidden()
    page.get_by_role("button", name="Prendi").click()
    reply(page).fill("Eccomi")
    page.get_by_role("button", name="Invia").click()
    expect(transcript(page).get_by_text("Eccomi")).to_be_visible()
    page.get_by_role("button", name="Mostra i dettagli").click()
    expect(page.get_by_role("complementary")).to_contain_text("Perché serve una persona")
    page.get_by_role("button", name="Torna alla conversazione").click()
    page.get_by_role("button", name="Torna alla coda").click()
    expect(page.get_by_role("link", name="Paolo")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_language_is_switched_and_remembered(desk: MockDesk, agents: Agents) -> None:
    page = agents.visit()
    page.get_by_text("English", exact=True).click()
    expect(page.get_by_role("heading", name="Sign in to the console")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Sign in to the console")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_shopper_who_types_is_shown_and_arrives(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents)
    desk.shopper_types(conversation)
    expect(page.get_by_text("Paolo sta scrivendo")).to_be_visible()
    desk.shopper_says(conversation, "ecco")
    expect(page.get_by_text("Paolo sta scrivendo")).to_have_count(0)
    expect(transcript(page).get_by_text("ecco", exact=True)).to_be_visible()


def test_markup_in_a_message_is_only_text(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents)
    desk.shopper_says(conversation, "<img src=x onerror=\"document.title='x'\"> javascript:alert(1)")
    expect(transcript(page)).to_contain_text("<img src=x")
    expect(transcript(page).locator("img")).to_have_count(0)
    expect(transcript(page).locator("a")).to_have_count(0)
