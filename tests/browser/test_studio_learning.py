"""What editors learn from besides the inbox, and what they bring in and take away, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.chromium import NEEDS_CHROMIUM
from tests.browser.console_stage import Agents, chromium, eventually
from tests.browser.mock_learning_routes import LearningDesk
from tests.browser.mock_records import Refusal
from tests.browser.test_studio_inbox import agents, desk

__all__ = ["agents", "chromium", "desk"]

pytestmark = [pytest.mark.browser, NEEDS_CHROMIUM]


def arrive(agents: Agents, page_name: str, heading: str) -> Page:
    page = agents.arrive("elena", f"/studio/{page_name}")
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    return page


def test_an_agents_answer_becomes_a_draft_topic(desk: LearningDesk, agents: Agents) -> None:
    page = arrive(agents, "proposals", "Proposte")
    proposal = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="incidere un nome"))
    expect(proposal).to_contain_text("risposta 7 volte")
    expect(proposal.get_by_role("blockquote")).to_have_count(3)
    proposal.get_by_role("button", name="1 altra").click()
    expect(proposal.get_by_role("blockquote")).to_have_count(4)
    proposal.get_by_role("button", name="Fanne un argomento").click()
    page.wait_for_url("**/studio/topics/faq/engraving")


def test_a_proposal_is_let_go_and_a_refusal_is_told(desk: LearningDesk, agents: Agents) -> None:
    page = arrive(agents, "proposals", "Proposte")
    desk.book.refuses = Refusal(409, "decided_already", "Marta Neri ha già deciso.")
    page.get_by_role("button", name="Fanne un argomento").first.click()
    expect(page.get_by_text("Marta Neri ha già deciso.")).to_be_visible()
    desk.book.refuses = None
    page.get_by_role("button", name=re.compile("Scarta.*incidere")).click()
    page.get_by_role("dialog").get_by_role("button", name="Scarta").click()
    expect(page.get_by_role("heading", name="incidere un nome")).to_have_count(0)
    eventually(page, lambda: [one["id"] for one in desk.book.proposals], ["bulbs"])


def test_a_cold_test_is_made_and_its_link_copied(desk: LearningDesk, agents: Agents) -> None:
    page = agents.arrive("elena", "/studio/beta", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Nuova prova").click()
    page.get_by_label("Nome", exact=False).fill("Vicini di casa")
    page.get_by_role("dialog").get_by_text("Inglese").click()
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Crea il link").click()
    expect(page.get_by_role("heading", level=1, name="Vicini di casa")).to_be_visible()
    expect(page.get_by_text("Nessuno ha ancora scritto.")).to_be_visible()
    made = desk.book.tests[0]
    assert (made["name"], made["language"]) == ("Vicini di casa", "en")
    page.get_by_role("button", name="Copia il link").click()
    expect(page.get_by_text("Copiato.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{desk.url}{made['link']}"


def test_questions_arrive_and_are_judged_by_keyboard(desk: LearningDesk, agents: Agents) -> None:
    page = arrive(agents, "beta/friends", "Amici di Anna, novembre")
    expect(page.get_by_text("7 di 12 giudicate")).to_be_visible()
    for key in "jjjx":
        page.keyboard.press(key)
    expect(page.get_by_text("8 di 12 giudicate")).to_be_visible()
    page.keyboard.press("k")
    with page.expect_response("**/questions/q3"):
        page.keyboard.press("v")
    expect(page.get_by_text("8 di 12 giudicate")).to_be_visible()
    asked = next(one for one in desk.book.questions["friends"] if one["id"] == "q3")
    eventually(page, lambda: asked["verdict"], "right")

    desk.book.ask("avete la lampada anche blu?")
    expect(page.get_by_role("row", name="avete la lampada anche blu?")).to_be_visible()
    expect(page.get_by_text("8 di 13 giudicate")).to_be_visible()


def test_a_judgement_that_is_lost_is_taken_back(desk: LearningDesk, agents: Agents) -> None:
    page = arrive(agents, "beta/friends", "Amici di Anna, novembre")
    desk.book.refuses = Refusal(503, "unavailable", "La scrivania non può adesso.")
    unjudged = page.get_by_role("row", name="se non mi piace?")
    unjudged.get_by_role("button", name="Sbagliato").click()
    expect(page.get_by_role("alert").filter(has_text="La scrivania non può adesso.")).to_be_visible()
    expect(unjudged.get_by_role("button", name="Sbagliato")).to_have_attribute("aria-pressed", "false")


def test_on_paper_there_is_the_report_and_nothing_to_press(desk: LearningDesk, agents: Agents) -> None:
    page = arrive(agents, "beta/friends", "Amici di Anna, novembre")
    expect(page.get_by_role("row", name=re.compile("^Tutte"))).to_contain_text("12")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Copia il link")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Studio")).to_be_hidden()
    last = page.get_by_role("row", name="spedite anche in Svizzera?")
    expect(last).to_be_visible()
    assert page.evaluate("document.querySelector('main').scrollHeight <= document.body.scrollHeight")


def test_thresholds_are_tried_and_put_into_the_draft(desk: LearningDesk, agents: Agents) -> None:
    page = arrive(agents, "thresholds/faq/delivery_time", "Soglie")
    expect(page.get_by_text("Con questi segni non sarebbe cambiato niente.")).to_be_visible()
    put = page.get_by_role("button", name="Metti nella bozza")
    expect(put).to_be_disabled()
    page.get_by_label("Risponde da", exact=True).and_(page.get_by_role("textbox")).fill("0,62")
    expect(page.get_by_text("Con 0,62, 7 risposte in più")).to_be_visible()
    expect(page.get_by_text("1 sbagliata")).to_be_visible()
    gained = page.get_by_role("region", name="Avrebbero avuto risposta")
    expect(gained.get_by_role("listitem")).to_have_count(7)
    put.click()
    expect(page.get_by_text("Questi segni sono nella bozza")).to_be_visible()
    eventually(
        page,
        lambda: desk.book.drafted,
        [("faq/delivery_time", {"revision": 3, "lower": 0.22, "upper": 0.62})],
    )
    page.get_by_role("button", name="Torna a quelle imparate").click()
    expect(page.get_by_text("Nella bozza ci sono di nuovo i segni imparati.")).to_be_visible()
    eventually(page, lambda: desk.book.drafted[1][1], {"revision": 4, "lower": None, "upper": None})


def test_marks_are_moved_with_the_arrow_keys(desk: LearningDesk, agents: Agents) -> None:
    page = arrive(agents, "thresholds/faq/delivery_time", "Soglie")
    thumb = page.get_by_role("slider", name="Risponde da")
    thumb.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    expect(thumb).to_have_attribute("aria-valuenow", "0.71")
    expect(page.get_by_text(re.compile("^Con 0,71, 2 risposte in più"))).to_be_visible()


def test_a_colleague_was_quicker_with_the_thresholds(desk: LearningDesk, agents: Agents) -> None:
    page = arrive(agents, "thresholds/faq/payment_methods", "Soglie")
    page.get_by_label("Risponde da", exact=True).and_(page.get_by_role("textbox")).fill("0,50")
    desk.book.revision += 1
    page.get_by_role("button", name="Metti nella bozza").click()
    expect(page.get_by_text("Marta Neri ha cambiato le soglie")).to_be_visible()
    assert desk.book.drafted == []


def test_a_table_is_looked_at_before_it_is_taken(desk: LearningDesk, agents: Agents) -> None:
    page = arrive(agents, "exchange", "Importa ed esporta")
    file: FilePayload = {"name": "faq.csv", "mimeType": "text/csv", "buffer": b"question,answer\n"}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("5 domande trovate")).to_be_visible()
    eventually(page, lambda: desk.book.imported, ["faq.csv"])
    expect(page.get_by_role("row", name=re.compile("garanzia"))).to_contain_text("Non c'è una risposta.")
    page.get_by_role("combobox", name="Che cosa fare di «Posso ritirare in negozio?»").click()
    page.get_by_role("option", name="In un argomento").click()
    take = page.get_by_role("button", name="Porta 4 righe nella bozza")
    expect(take).to_be_disabled()
    page.get_by_role("combobox", name="Argomento per «Posso ritirare").fill("contatti")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    take.click()
    expect(page.get_by_role("heading", name="Che cosa è entrato")).to_be_visible()
    expect(page.get_by_text("Un argomento con questo nome c’è già")).to_be_visible()
    chosen = {one["row"]: (one["home"], one.get("topic")) for one in desk.book.applied}
    assert chosen == {
        1: ("new", None),
        2: ("merge", "shipping_cost"),
        3: ("merge", "faq/contacts_hours"),
        4: ("merge", "faq/return_cost"),
        5: ("refused", None),
    }
    expect(page.get_by_role("link", name="Costi di spedizione")).to_be_visible()


def test_a_page_is_pasted_and_a_refusal_keeps_the_words(desk: LearningDesk, agents: Agents) -> None:
    page = arrive(agents, "exchange", "Importa ed esporta")
    page.get_by_text("Una pagina del tuo sito").click()
    field = page.get_by_label("Il sorgente della pagina")
    field.fill("<h2>Fate pacchetti?</h2><p>Sì.</p>")
    desk.book.refuses = Refusal(422, "unreadable_import", "In questa pagina non ci sono domande.")
    page.get_by_role("button", name="Leggi", exact=True).click()
    expect(page.get_by_text("In questa pagina non ci sono domande.")).to_be_visible()
    expect(field).to_have_value("<h2>Fate pacchetti?</h2><p>Sì.</p>")
    desk.book.refuses = None
    page.get_by_role("button", name="Leggi", exact=True).click()
    expect(page.get_by_text("5 domande trovate")).to_be_visible()
    page.get_by_role("button", name="Lascia fuori").click()
    expect(page.get_by_role("button", name="È tutto lasciato fuori")).to_be_disabled()
    page.get_by_role("button", name="Ricomincia").click()
    expect(page.get_by_text("Trascina qui un file")).to_be_visible()


def test_a_file_that_cannot_be_read_is_refused_here(desk: LearningDesk, agents: Agents) -> None:
    page = arrive(agents, "exchange", "Importa ed esporta")
    picture: FilePayload = {"name": "faq.png", "mimeType": "image/png", "buffer": b"x"}
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.get_by_text("Questo tipo di file non si può leggere")).to_be_visible()
    assert desk.book.imported == []


def test_everything_is_taken_away(desk: LearningDesk, agents: Agents) -> None:
    page = arrive(agents, "exchange", "Importa ed esporta")
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    assert download.value.suggested_filename == "faq.xlsx"
