"""The day of a supervisor, and what an administrator changes, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import NEEDS_CHROMIUM
from tests.browser.console_stage import Agents, chromium, eventually, sign_in
from tests.browser.mock_desk import PASSWORD
from tests.browser.mock_office import CODE, OfficeDesk

__all__ = ["chromium"]

pytestmark = [pytest.mark.browser, NEEDS_CHROMIUM]


@pytest.fixture
def desk() -> Iterator[OfficeDesk]:
    desk = OfficeDesk()
    desk.url = desk.start()
    yield desk
    desk.stop()


@pytest.fixture
def agents(chromium: Browser, desk: OfficeDesk) -> Iterator[Agents]:
    agents = Agents(chromium, desk)
    yield agents
    agents.close()


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def test_the_day_of_a_supervisor(desk: OfficeDesk, agents: Agents) -> None:
    conversation = desk.add_case("Francesca Riva", "mai arrivato!", reason="complaint")
    late = desk.board["breaches"][0] | {"conversation_id": conversation}
    desk.board |= {"breaches": [], "warnings": []}
    page = agents.arrive("anna", "/board")
    heading(page, "Tabellone")
    expect(page.get_by_text("Nessuna risposta in ritardo")).to_be_visible()

    desk.tell_board(breaches=[late], waiting=7)
    expect(page.locator("dl dd").first).to_have_text("7")
    page.get_by_role("link", name=re.compile("Francesca Riva")).click()
    expect(page.get_by_role("main").get_by_role("heading", name="Francesca Riva")).to_be_visible()

    page.get_by_role("navigation", name="Parti della console").get_by_role("link", name="Rapporti").click()
    heading(page, "Rapporti")
    page.get_by_role("button", name=re.compile(r"^42 conversazioni")).first.click()
    page.get_by_role("dialog").get_by_role("link", name=re.compile("Francesca Riva")).click()
    expect(page.get_by_role("main").get_by_role("heading", name="Francesca Riva")).to_be_visible()
    assert page.url.endswith("?m=1")


def test_a_report_is_asked_for_by_its_address_and_downloaded(desk: OfficeDesk, agents: Agents) -> None:
    page = agents.arrive("anna", "/reports?group=channel&from=2026-11-01&to=2026-11-07")
    heading(page, "Rapporti")
    expect(page.get_by_role("row", name=re.compile("WhatsApp"))).to_be_attached()
    page.get_by_text("Tabella", exact=True).click()
    expect(page.get_by_role("row", name=re.compile("WhatsApp"))).to_be_visible()
    page.get_by_role("button", name="Che cosa conta: Frustrazione stimata").click()
    expect(page.get_by_text(re.compile("Di 100 chiamate così"))).to_be_visible()
    page.keyboard.press("Escape")
    with page.expect_download():
        page.get_by_role("link", name="Scarica CSV").click()
    asked = desk.csv_asked[0]
    assert (asked["group"], asked["from"], asked["to"]) == ("channel", "2026-11-01", "2026-11-07")


def test_a_team_is_edited(desk: OfficeDesk, agents: Agents) -> None:
    page = agents.arrive("admin", "/admin/teams")
    page.get_by_role("button", name=re.compile("Modifica.*Estero")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Nome", exact=False).first.fill("Clienti all’estero")
    dialog.get_by_label("Temi").fill("dog")
    page.get_by_role("option", name="Dogana e dazi").click()
    page.keyboard.press("Tab")
    dialog.get_by_text("Assegnate da sole").click()
    dialog.get_by_label("Conversazioni insieme, Sara Lombardi").fill("6")
    dialog.get_by_role("button", name="Salva").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("row", name=re.compile("Clienti all’estero"))).to_contain_text(
        "Sara Lombardi (6)"
    )
    eventually(page, lambda: desk.lists["teams"][1]["mode"], "automatic")
    assert desk.lists["teams"][1]["members"][0]["capacity"] == 6
    assert "faq/customs" in desk.lists["teams"][1]["topics"]


def test_the_week_is_written_by_keyboard(desk: OfficeDesk, agents: Agents) -> None:
    page = agents.arrive("admin", "/admin/hours")
    monday = page.get_by_label("Lunedì")
    expect(monday).to_have_value("09:00–13:00, 14:30–18:30")
    monday.fill("8-12, 15.30-24")
    monday.press("Enter")
    expect(page.get_by_label("Martedì")).to_be_focused()
    page.get_by_label("Martedì").fill("nove")
    expect(page.get_by_text("Scrivi per esempio")).to_be_visible()
    expect(page.get_by_role("button", name="Salva")).to_be_disabled()
    page.get_by_label("Martedì").fill("")
    page.get_by_role("button", name="Salva").click()
    expect(page.get_by_text("Salvato.")).to_be_visible()
    week = [(one["day"], one["from"], one["to"]) for one in desk.settings["hours"]["weekly"]]
    assert week[:2] == [(0, "08:00", "12:00"), (0, "15:30", "00:00")]
    assert all(day != 1 for day, _from, _to in week)


def test_what_whoever_writes_is_told_is_chosen_by_channel(desk: OfficeDesk, agents: Agents) -> None:
    page = agents.arrive("admin", "/admin/hours")
    everywhere = page.get_by_role("group", name="Dire subito quando nessuno può rispondere")
    expect(everywhere.get_by_role("checkbox", checked=True)).to_have_count(3)
    everywhere.get_by_label("Telegram").uncheck()
    page.get_by_label("Avvisare prima che si chiuda").uncheck()
    page.get_by_label("Provincia").fill("fi")
    page.get_by_role("button", name="Salva").click()
    expect(page.get_by_text("Salvato.")).to_be_visible()
    hours = desk.settings["hours"]
    assert set(hours["follow_staffing"]) == {"whatsapp", "webchat"}
    assert (hours["window_note"], hours["province"]) == (False, "FI")

    everywhere.get_by_label("Telegram").check()
    page.get_by_role("button", name="Salva").click()
    expect(page.get_by_role("button", name="Salva")).to_be_disabled()
    eventually(page, lambda: desk.settings["hours"]["follow_staffing"], None)


def test_an_agent_is_given_languages(desk: OfficeDesk, agents: Agents) -> None:
    page = agents.arrive("admin", "/admin/agents")
    page.get_by_role("row").filter(has_text="giulia@").get_by_role("button").click()
    form = page.get_by_role("dialog")
    spoken = form.get_by_label("Lingue che parla")
    spoken.fill("en")
    spoken.press("Enter")
    form.get_by_role("button", name="Salva").click()
    expect(page.get_by_text("Salvato.")).to_be_visible()
    eventually(page, lambda: list(desk.skills.values()), [["en"]])


def test_a_person_is_erased_only_by_typing_who(desk: OfficeDesk, agents: Agents) -> None:
    page = agents.arrive("admin", "/admin/privacy")
    page.get_by_label("Chi cerchi").fill("paolo")
    page.get_by_role("button", name="Cerca", exact=True).click()
    page.get_by_role("button", name="Cancella…").click()
    now = page.get_by_role("button", name="Cancella per sempre")
    expect(now).to_be_disabled()
    page.get_by_label("Per confermare scrivi").fill("Paolo Neri")
    now.click()
    expect(page.get_by_text("Cancellato ovunque.")).to_be_visible()


def test_roles_hide_and_the_server_refuses(desk: OfficeDesk, agents: Agents) -> None:
    page = agents.arrive("giulia", "/admin/agents")
    expect(page.get_by_text("Questa pagina è per chi supervisiona")).to_be_visible()
    expect(page.get_by_role("navigation", name="Parti della console")).to_have_count(0)
    assert page.evaluate("fetch('/api/board').then(answer => answer.status)") == 403

    page = agents.arrive("anna", "/admin/agents")
    heading(page, "Obiettivi")
    pages = page.get_by_role("navigation", name="Amministrazione")
    expect(pages.get_by_role("link")).to_have_text(["Obiettivi", "Risposte pronte", "Etichette"])
    assert page.evaluate("fetch('/api/agents').then(answer => answer.status)") == 403


def test_a_second_factor_is_set_up_and_asked_for(desk: OfficeDesk, agents: Agents) -> None:
    page = agents.arrive("giulia", "/security")
    page.get_by_role("button", name="Attiva", exact=True).click()
    expect(page.get_by_role("img", name="Codice QR")).to_be_visible()
    page.get_by_label("Codice che l’app mostra").fill("000000")
    page.get_by_role("button", name="Conferma").click()
    expect(page.get_by_text("Il codice non vale.")).to_be_visible()
    page.get_by_label("Codice che l’app mostra").fill(CODE)
    page.get_by_role("button", name="Conferma").click()
    expect(page.get_by_role("dialog").get_by_role("listitem")).to_have_count(10)

    desk.needs_code.add("marco@example.com")
    page = agents.visit("")
    sign_in(page, "marco", PASSWORD)
    page.get_by_label("Codice").fill(CODE)
    page.get_by_label("Codice").press("Enter")
    expect(page.get_by_text("In diretta", exact=True)).to_be_attached()


def test_the_presence_switch_and_the_keys_to_the_parts(desk: OfficeDesk, agents: Agents) -> None:
    page = agents.arrive("anna")
    page.get_by_role("button", name="La mia presenza: In servizio").click()
    page.get_by_role("menuitem", name=re.compile("In pausa")).click()
    expect(page.get_by_role("button", name="La mia presenza: In pausa")).to_be_visible()
    eventually(page, lambda: desk.presence, "away")
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    page.locator("#conversation").focus()
    page.keyboard.press("Shift+B")
    heading(page, "Tabellone")
    page.locator("#conversation").focus()
    page.keyboard.press("Shift+R")
    heading(page, "Rapporti")
