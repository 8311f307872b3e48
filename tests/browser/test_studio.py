"""An editor writes topics and phrases in a real browser; nothing of theirs is lost, nothing done for them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import mock_studio as made
from tests.browser.chromium import NEEDS_CHROMIUM
from tests.browser.console_stage import Agents, chromium, eventually
from tests.browser.mock_studio_routes import StudioDesk
from tests.browser.studio_stage import agents, choose, desk, heading, open_topic, saved, ways

__all__ = ["agents", "chromium", "desk"]

pytestmark = [pytest.mark.browser, NEEDS_CHROMIUM]


def test_an_editor_lands_in_the_studio_and_walks_it_by_keyboard(desk: StudioDesk, agents: Agents) -> None:
    page = agents.arrive("elena")
    expect(heading(page, "Argomenti")).to_be_visible()
    expect(page.get_by_role("heading", name="Pagamenti")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("promoz")
    expect(page.get_by_role("list", name="Argomenti").get_by_role("link")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(heading(page, "Saldi e promozioni")).to_be_visible()
    page.get_by_role("link", name="Argomenti").first.click()
    expect(page.get_by_role("searchbox", name="Cerca negli argomenti")).to_have_value("promoz")
    page.keyboard.press("n")
    expect(page.get_by_role("dialog", name="Argomento nuovo")).to_be_visible()


def test_roles_open_the_studio_or_not(desk: StudioDesk, agents: Agents) -> None:
    page = agents.arrive("giulia", "/studio")
    expect(page.get_by_text("Questa pagina è per chi supervisiona")).to_be_visible()
    page = agents.arrive("anna")
    page.get_by_role("navigation", name="Parti della console").get_by_role("link", name="Studio").click()
    expect(heading(page, "Argomenti")).to_be_visible()


def test_a_topic_in_two_languages_fails_its_check_and_is_mended(desk: StudioDesk, agents: Agents) -> None:
    page = agents.arrive("elena", "/studio/topics")
    page.get_by_role("button", name="Argomento nuovo").click()
    page.get_by_label("Titolo in italiano").fill("Pagare con Satispay")
    page.get_by_label("Titolo in inglese").fill("Paying by Satispay")
    choose(page, "Categoria", "Pagamenti")
    page.get_by_role("button", name="Crea").click()
    expect(heading(page, "Pagare con Satispay")).to_be_visible()

    add = page.get_by_role("textbox", name="Aggiungi un modo di chiederlo")
    add.fill("accettate satispay?")
    add.press("Enter")
    page.get_by_role("button", name="Scrivi la risposta").click()
    page.get_by_role("textbox", name="Risposta: Sempre").fill("Sì: scegli Satispay alla cassa.")
    saved(page)
    missing = page.get_by_role("region", name=re.compile("da sistemare prima di pubblicare"))
    expect(missing).to_contain_text("Manca la risposta in inglese")

    missing.get_by_role("button").click()
    write = page.get_by_role("button", name="Scrivi la risposta")
    expect(write).to_be_focused()
    write.press("Enter")
    page.get_by_role("textbox", name="Risposta: Sempre").fill("Yes: choose Satispay at checkout.")
    expect(missing).to_have_count(0)
    eventually(page, lambda: [one["language"] for one in desk.studio.saved[-1][1]["answers"]], ["it", "en"])
    item, value = desk.studio.saved[-1]
    assert item == "topic:faq/pagare_con_satispay"
    assert value["examples"] == {"it": ["accettate satispay?"]}


def test_many_ways_are_pasted_at_once_and_repeated_ones_are_marked(desk: StudioDesk, agents: Agents) -> None:
    page = open_topic(agents)
    add = page.get_by_role("textbox", name="Aggiungi un modo di chiederlo")
    add.focus()
    lines = "- sconti di primavera?\n- Fate il BLACK FRIDAY\n- promo di pasqua"
    page.evaluate(
        """text => {
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', text);
            document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true}));
        }""",
        lines,
    )
    expect(page.get_by_text("Aggiunti 2. 1 c’era già.")).to_be_visible()
    expect(ways(page).first).to_have_value("promo di pasqua")
    ways(page).first.fill("sconti di primavera")
    expect(page.get_by_text("C’è già, scritto uguale o quasi.")).to_be_visible()
    page.get_by_role("button", name="Togli il doppione").click()
    expect(page.get_by_text("15 di 20 consigliati")).to_be_visible()
    saved(page)


def test_suggestions_are_added_by_a_click_and_never_by_themselves(desk: StudioDesk, agents: Agents) -> None:
    page = open_topic(agents)
    page.get_by_role("button", name="Suggerimenti").click()
    expect(page.get_by_text("c'è qualche offerta sul primo ordine?")).to_be_visible()
    assert desk.studio.saved == []
    page.get_by_role("button", name="Aggiungi: c'è qualche offerta").click()
    expect(ways(page).first).to_have_value("c'è qualche offerta sul primo ordine?")
    page.get_by_role("listitem").get_by_role("button", name="Togli: la lampada andrà in saldo?").last.click()
    added, taken = "c'è qualche offerta sul primo ordine?", "la lampada andrà in saldo?"
    eventually(page, lambda: taken in desk.studio.saved[-1][1]["examples"]["it"], wanted=False)
    assert added in desk.studio.saved[-1][1]["examples"]["it"]


def test_a_promotion_has_days_and_is_seen_as_shoppers_will(desk: StudioDesk, agents: Agents) -> None:
    page = open_topic(agents)
    screens = page.get_by_role("figure")
    expect(screens).to_have_count(3)
    page.get_by_role("button", name="Un’altra risposta per…").click()
    page.get_by_role("menuitem", name="un periodo").click()
    limited = page.get_by_role("region", name=re.compile("^dal "))
    limited.get_by_label("Dal giorno").fill("23/11/2026")
    limited.get_by_label("Fino al giorno").fill("30/11/2026")
    limited.get_by_label("Fino al giorno").press("Tab")
    named = page.get_by_role("region", name="dal 23 nov 2026 al 30 nov 2026")
    named.get_by_role("textbox", name=re.compile("^Risposta")).fill("Black Friday fino a domenica!")
    expect(named.get_by_role("figure").filter(has_text="Black Friday fino a domenica!")).to_have_count(3)

    named.get_by_role("button", name="Bottone", exact=True).click()
    named.get_by_label("Bottone 1: dove porta").click()
    page.get_by_role("option", name="Taglie e misure").click()
    expect(named.get_by_label("Bottone 1: scritta")).to_have_value("Taglie e misure")
    named.get_by_role("button", name="Altre parole per un canale").click()
    page.get_by_role("menuitem", name="Su WhatsApp").click()
    named.get_by_role("textbox", name=re.compile("^Solo su WhatsApp")).fill("Black Friday!")
    expect(named.get_by_role("figure").first).not_to_contain_text("domenica")
    eventually(page, lambda: desk.studio.saved[-1][1]["answers"][3]["text"], "Black Friday!")
    last = desk.studio.saved[-1][1]["answers"]
    assert [(one["valid_from"], one["valid_until"]) for one in last[2:]] == [("2026-11-23", "2026-11-30")] * 2
    assert last[2]["buttons"] == [{"title": "Taglie e misure", "payload": "/faq/sizes"}]
    assert last[3]["channel"] == "whatsapp"


def changed(desk: StudioDesk, **words: Any) -> None:
    """Marco changes the same topic meanwhile."""
    value = json.loads(json.dumps(desk.studio.value("topic:faq/promotions")))
    value["answers"][0]["text"] = words["answer"]
    value["examples"]["it"].append(words["way"])
    desk.studio.put("topic:faq/promotions", value)


def test_two_editors_never_overwrite_each_other(desk: StudioDesk, agents: Agents) -> None:
    page = open_topic(agents)
    changed(desk, answer="Parole di Marco.", way="sconti di Marco?")
    page.get_by_role("textbox", name="Risposta: Sempre").fill("Parole mie.")
    conflict = page.get_by_role("region", name=re.compile("Marco Conti ha modificato la stessa cosa"))
    expect(conflict).to_contain_text("Parole di Marco.")
    expect(conflict).to_contain_text("Parole mie.")
    conflict.get_by_role("region", name="Modi di chiederlo · Italiano").get_by_role(
        "button", name="Tieni tutte e due"
    ).click()
    conflict.get_by_role("button", name="Tieni le mie").click()
    saved(page)
    expect(conflict).to_have_count(0)
    eventually(page, lambda: desk.studio.saved[-1][1]["answers"][0]["text"], "Parole mie.")
    assert desk.studio.saved[-1][1]["examples"]["it"][-1] == "sconti di Marco?"

    changed(desk, answer="Ancora Marco.", way="di nuovo")
    page.get_by_role("textbox", name="Risposta: Sempre").fill("Ancora io.")
    conflict.get_by_role("button", name="Prendi quelle di Marco Conti").click()
    expect(page.get_by_role("textbox", name="Risposta: Sempre")).to_have_value("Ancora Marco.")


def test_what_is_written_survives_the_network_and_leaving(desk: StudioDesk, agents: Agents) -> None:
    page = open_topic(agents)
    answer = page.get_by_role("textbox", name="Risposta: Sempre")
    desk.studio.unreachable = True
    answer.fill("Scritto senza rete.")
    expect(page.get_by_text("la rete non risponde")).to_be_visible()
    expect(page.get_by_role("button", name="Riprova")).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(answer).to_have_value("Scritto senza rete.")
    desk.studio.unreachable = False
    saved(page)
    eventually(page, lambda: desk.studio.saved[-1][1]["answers"][0]["text"], "Scritto senza rete.")

    answer.fill("Scritto e via.")
    page.get_by_role("link", name="Frasi").click()
    expect(heading(page, "Frasi")).to_be_visible()
    page.get_by_role("link", name="Argomenti").click()
    page.get_by_role("link", name="Saldi e promozioni").click()
    expect(answer).to_have_value("Scritto e via.")
    saved(page)
    eventually(page, lambda: desk.studio.saved[-1][1]["answers"][0]["text"], "Scritto e via.")


def test_a_draft_goes_back_to_what_is_live_and_tells_who_changed_it(desk: StudioDesk, agents: Agents) -> None:
    page = open_topic(agents)
    page.get_by_role("textbox", name="Risposta: Sempre").fill("Un'altra cosa.")
    saved(page)
    page.get_by_role("button", name="Chi ha cambiato che cosa").click()
    expect(page.get_by_role("dialog")).to_contain_text("Elena Fontana")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Torna a com’è in linea").click()
    page.get_by_role("dialog").get_by_role("button", name="Torna a com’è in linea").click()
    expect(page.get_by_role("textbox", name="Risposta: Sempre")).to_have_value(made.ANSWERS["it"])
    eventually(page, lambda: desk.studio.draft, {})


def test_a_message_is_tried_and_becomes_an_example(desk: StudioDesk, agents: Agents) -> None:
    desk.studio.preparing = 1
    page = open_topic(agents)
    page.keyboard.press("Alt+t")
    field = page.get_by_role("textbox", name="Scrivi come un cliente")
    expect(field).to_be_focused()
    page.get_by_role("button", name="Cambia", exact=True).click()
    choose(page, "Canale", "WhatsApp")
    field.fill("offerte del mese?")
    field.press("Enter")
    tried = page.get_by_role("article", name="offerte del mese?")
    expect(tried).to_contain_text("passa a una persona")
    expect(tried).to_contain_text("In linea risponde allo stesso modo.")
    eventually(page, lambda: desk.studio.tried[-1], {"text": "offerte del mese?", "channel": "whatsapp"})

    tried.get_by_label("Doveva essere…").click()
    page.get_by_role("option", name="Saldi e promozioni").click()
    expect(tried).to_contain_text("Aggiunto a «Saldi e promozioni»")
    expect(tried).to_contain_text("Ha capito: Saldi e promozioni")
    expect(tried).to_contain_text("In linea invece")
    tried.get_by_text("Perché", exact=True).first.click()
    expect(tried).to_contain_text("fate il black friday?")

    tried.get_by_label("Doveva essere…").click()
    page.get_by_role("option", name="Taglie e misure").click()
    expect(tried).to_contain_text("Aggiunto a «Taglie e misure»")
    eventually(page, lambda: desk.studio.draft["topic:faq/sizes"]["examples"]["it"][-1], "offerte del mese?")  # type: ignore[index]


def test_a_phrase_is_found_and_written_in_the_same_way(desk: StudioDesk, agents: Agents) -> None:
    page = agents.arrive("elena", "/studio/phrases")
    page.get_by_role("searchbox", name="Cerca nelle frasi").fill("corriere")
    phrases = page.get_by_role("list", name="Frasi")
    expect(phrases.get_by_role("link")).to_have_count(1)
    phrases.get_by_role("link").click()
    page.get_by_role("textbox", name="Risposta: Sempre").fill("Il pacco {order} è pronto.")
    saved(page)
    eventually(page, lambda: desk.studio.saved[-1][0], "phrase:utter_parcel/ready")
