"""The queue and what surrounds it: long lists, reasons, filters, selections, transfers, search, links."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

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
from tests.browser.mock_records import moment

__all__ = ["agents", "chromium", "desk"]

pytestmark = [pytest.mark.browser, NEEDS_CHROMIUM]


def test_it_says_why_somebody_is_first(desk: MockDesk, agents: Agents) -> None:
    desk.add_case("Francesca", "mai arrivato!", reason="complaint", vip=True, bounces=2)
    page = agents.arrive()
    row = page.locator("[data-section=waiting] [data-row]")
    expect(row).to_contain_text("Cliente di valore")
    expect(row).to_contain_text("Trasferita 2 volte")
    page.keyboard.press("j")
    page.keyboard.press("w")
    why = page.get_by_role("dialog", name="Perché è qui in coda")
    expect(why).to_contain_text("Reclamo")
    expect(why).to_contain_text("30 min")
    page.keyboard.press("Escape")
    expect(why).to_have_count(0)


def test_an_answer_that_is_due_is_counted_down_and_told(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents, "Paolo")
    desk.conversations[conversation]["case"]["next_response_due"] = moment(3)
    desk.tell(conversation)
    expect(page.locator("[data-section=mine] [data-sla=late]")).to_contain_text("in ritardo di 3 min")
    desk.tell_breach(conversation, "breached")
    expect(page.get_by_text("Paolo: risposta in ritardo")).to_be_visible()


def test_two_thousand_cases_are_walked_through_and_the_focus_never_jumps(
    desk: MockDesk, agents: Agents
) -> None:
    for number in range(2000):
        desk.add_case(f"Cliente {number:04}", "io", opened_at=moment(3000 - number))
    page = agents.arrive()
    rows = page.locator("[data-section=waiting] a[data-case]")
    expect(rows.first).to_contain_text("Cliente 0000")
    assert rows.count() < 60
    for _ in range(40):
        page.keyboard.press("j")
    _focused(page, "Cliente 0039")
    scroller = page.locator("[data-cases] > div:nth-of-type(2)")
    before = _top_of_focus(page)
    desk.add_case("Urgente", "aiuto", tell=True, priority=10)
    page.wait_for_function("document.querySelector('#queue-waiting').innerText.includes('2001')")
    _focused(page, "Cliente 0039")
    assert abs(_top_of_focus(page) - before) < 2
    scroller.evaluate("box => { box.scrollTop = box.scrollHeight }")
    # Where the new one stands is known with the next look at the whole queue.
    expect(rows.filter(has_text="Cliente 1999")).to_be_visible()
    _focused(page, "Cliente 0039")
    assert rows.count() < 60


def test_keys_that_come_faster_than_rows_are_not_lost(desk: MockDesk, agents: Agents) -> None:
    for number in range(80):
        desk.add_case(f"Cliente {number:02}", "io", opened_at=moment(300 - number))
    page = agents.arrive()
    expect(page.locator("[data-section=waiting] a[data-case]").first).to_contain_text("Cliente 00")
    page.evaluate(
        """() => {
            const pressed = {key: "j", code: "KeyJ", bubbles: true};
            for (let press = 0; press < 40; press += 1)
                document.body.dispatchEvent(new KeyboardEvent("keydown", pressed));
        }"""
    )
    _focused(page, "Cliente 39")


def _focused(page: Page, name: str) -> None:
    page.wait_for_function("name => document.activeElement.innerText.includes(name)", arg=name)


def _top_of_focus(page: Page) -> float:
    return float(page.evaluate("document.activeElement.getBoundingClientRect().top"))


def test_five_thousand_messages_open_at_a_link_and_go_on_both_ways(desk: MockDesk, agents: Agents) -> None:
    conversation = desk.add_case("Storia", "riga 1", owner="agent", state="taken")
    giulia = {"id": "giulia", "name": "Giulia Bianchi"}
    desk.conversations[conversation].update(agent=giulia)
    desk.conversations[conversation]["case"].update(agent=giulia)
    for number in range(2, 5001):
        desk.write(conversation, "shopper", f"riga {number}", minutes_ago=6000 - number)
    page = agents.arrive(path=f"/c/{conversation}?m=1200")
    linked = transcript(page).get_by_text("riga 1200", exact=True)
    expect(linked).to_be_in_viewport()
    expect(page.locator("[data-linked]")).to_have_count(1)
    box = transcript(page)
    for direction, wanted in ((-1, "riga 1080"), (1, "riga 1320")):
        for _ in range(80):
            if box.get_by_text(wanted, exact=True).count():
                break
            box.evaluate("(box, d) => { box.scrollTop += d * box.clientHeight }", direction)
            page.wait_for_timeout(60)
        expect(box.get_by_text(wanted, exact=True)).to_be_attached()
    assert page.locator("[data-message]").count() < 60
    page.get_by_role("button", name="Torna alla fine").click()
    expect(box.get_by_text("riga 5000", exact=True)).to_be_in_viewport()


def test_the_link_of_a_message_is_copied_from_its_menu(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents, permissions=["clipboard-read", "clipboard-write"])
    row = page.locator("[data-message]").first
    row.hover()
    row.get_by_role("button", name="Azioni sul messaggio").click()
    page.get_by_role("menuitem", name="Copia il link").click()
    expect(page.get_by_text("Copiato.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{desk.url}/console/c/{conversation}?m=1"


def test_the_queue_is_filtered_and_the_view_is_saved(desk: MockDesk, agents: Agents) -> None:
    desk.add_case("Tommaso", "zip", channel="telegram")
    desk.add_case("Ines", "hello")
    page = agents.arrive()
    page.keyboard.press("v")
    menu = page.get_by_role("dialog", name="Filtri e viste")
    menu.get_by_role("combobox", name="Canale").click()
    page.get_by_role("option", name="Telegram").click()
    waiting = page.locator("[data-section=waiting] a[data-case]")
    expect(waiting).to_have_count(1)
    expect(waiting).to_contain_text("Tommaso")
    menu.get_by_label("Nome della vista").fill("Solo Telegram")
    menu.get_by_role("button", name="Salva la vista").click()
    expect(menu.get_by_role("button", name="Solo Telegram", exact=True)).to_be_visible()
    menu.get_by_role("button", name="Togli i filtri").click()
    expect(waiting).to_have_count(2)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("solo tel")
    page.keyboard.press("Enter")
    expect(waiting).to_have_count(1)
    eventually(page, lambda: desk.work.views[0]["filters"], {"channel": "telegram"})


def test_many_are_selected_by_keyboard_and_what_failed_stays_selected(desk: MockDesk, agents: Agents) -> None:
    ids = [desk.add_case(f"Cliente {number}", "io", opened_at=moment(30 - number)) for number in range(4)]
    desk.work.bulk_fails = {ids[1]}
    page = agents.arrive()
    expect(page.locator("[data-section=waiting] a[data-case]")).to_have_count(4)
    page.keyboard.press("j")
    page.keyboard.press("Space")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    bar = page.get_by_role("toolbar", name="Azioni sulla selezione")
    expect(bar).to_contain_text("3 selezionate")
    bar.get_by_role("button", name="Prendi").click()
    expect(page.get_by_text("Fatto su 2 conversazioni.")).to_be_visible()
    expect(page.get_by_text("1 non è riuscita: Non è tua.")).to_be_visible()
    expect(bar).to_contain_text("1 selezionata")
    expect(page.locator("[data-section=mine] a[data-case]")).to_have_count(2)


def test_a_conversation_is_passed_to_a_colleague_with_a_note(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents)
    page.locator("main").focus()
    page.keyboard.press("f")
    dialog = page.get_by_role("dialog", name="A chi la passi?")
    dialog.get_by_label("Cerca un collega").fill("mar")
    expect(dialog.get_by_text("Marco Conti")).to_be_visible()
    page.keyboard.press("ArrowDown")
    dialog.get_by_label("Cosa deve sapere").fill("Aspetta il corriere")
    dialog.get_by_role("button", name="Trasferisci").click()
    expect(page.get_by_text("Passata a Marco Conti.")).to_be_visible()
    expect(page.get_by_text("Marco Conti ha questa conversazione")).to_be_visible()
    eventually(page, lambda: desk.work.transfers, [(conversation, "marco", "Aspetta il corriere")])


def test_it_is_handed_back_with_what_was_agreed(desk: MockDesk, agents: Agents) -> None:
    page, _conversation = open_mine(desk, agents)
    page.locator("main").focus()
    page.keyboard.press("b")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Cosa avete concordato").fill("rimborso entro venerdì")
    dialog.get_by_role("button", name="Ridai").click()
    expect(page.get_by_text("Sta rispondendo l’assistente")).to_be_visible()
    eventually(page, lambda: desk.work.handed_back_with, ["rimborso entro venerdì"])


def test_tags_are_edited_by_keyboard(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents)
    page.locator("main").focus()
    page.keyboard.press("l")
    page.get_by_label("Cerca un’etichetta").fill("re")
    page.keyboard.press("Enter")
    expect(page.locator("main [data-tag=reso]")).to_be_visible()
    expect(page.locator("[data-section=mine]")).to_contain_text("Reso")
    case = desk.conversations[conversation]["case"]
    eventually(page, lambda: [tag["id"] for tag in case["tags"]], ["reso"])


def test_enter_counts_though_the_tags_are_still_on_their_way(desk: MockDesk, agents: Agents) -> None:
    page, _conversation = open_mine(desk, agents)
    with desk.pace.held("/api/tags"):
        page.locator("main").focus()
        page.keyboard.press("l")
        page.get_by_label("Cerca un’etichetta").fill("re")
        page.keyboard.press("Enter")
        expect(page.locator("main [data-tag]")).to_have_count(0)
    expect(page.locator("main [data-tag=reso]")).to_be_visible()


def test_messages_are_searched_and_a_hit_leads_to_its_place(desk: MockDesk, agents: Agents) -> None:
    conversation = desk.add_case("Paolo", "vorrei un <b>rimborso</b> subito")
    for number in range(150):
        desk.write(conversation, "shopper", f"altro {number}")
    page = agents.arrive()
    page.keyboard.press("/")
    expect(page.locator("#search-field")).to_be_focused()
    page.keyboard.type("rimborso")
    hit = page.locator("[data-hit]")
    expect(hit).to_have_count(1)
    expect(hit.locator("mark")).to_have_text("rimborso")
    expect(hit).to_contain_text("un <b>rimborso</b>")
    hit.click()
    expect(transcript(page).get_by_text("vorrei un <b>rimborso</b> subito")).to_be_in_viewport()
    page.keyboard.press("q")
    expect(page.get_by_role("navigation", name="Coda")).to_be_visible()


def test_who_writes_is_shown_with_orders_tone_and_past(desk: MockDesk, agents: Agents) -> None:
    page, _conversation = open_mine(desk, agents)
    details = page.get_by_role("complementary", name="Dettagli")
    expect(details).to_contain_text("BL-20417")
    expect(details).to_contain_text("spedito")
    expect(details).to_contain_text("312,00 €")
    expect(details).to_contain_text("frustrato")
    expect(details).to_contain_text("stima")
    expect(details).to_contain_text("sbaglia circa 22%")
    expect(details.get_by_role("link", name="Segui il pacco")).to_have_attribute("rel", "noopener noreferrer")
    expect(reply(page)).to_be_visible()
