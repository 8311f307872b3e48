"""Writing in the console: prepared answers, files, limits, templates, notes, and who else is there."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

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

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005000"
    "1ff56c7aa8f0000000049454e44ae426082"
)


def note(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Nota interna su")


def test_a_canned_answer_is_found_by_slash_and_inserted_unsent(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents)
    reply(page).press_sequentially("Buongiorno! /sal")
    expect(page.get_by_role("listbox", name="Risposte pronte")).to_contain_text("Saluto")
    expect(page.locator("[data-completion]")).to_contain_text("Ciao Paolo, sono Giulia.")
    reply(page).press("Tab")
    expect(reply(page)).to_have_value("Buongiorno! Ciao Paolo, sono Giulia. Come posso aiutarti?")
    expect(reply(page)).to_be_focused()
    assert desk.said(conversation, "agent") == []


def test_enter_never_sends_what_asks_for_an_answer_that_is_still_on_its_way(
    desk: MockDesk, agents: Agents
) -> None:
    with desk.pace.held("/api/canned"):
        page, conversation = open_mine(desk, agents)
        reply(page).press_sequentially("/sal")
        reply(page).press("Enter")
        expect(reply(page)).to_have_value("/sal")
    expect(reply(page)).to_have_value("Ciao Paolo, sono Giulia. Come posso aiutarti?")
    reply(page).press("Enter")
    eventually(
        page, lambda: desk.said(conversation, "agent"), ["Ciao Paolo, sono Giulia. Come posso aiutarti?"]
    )


def test_escape_closes_the_canned_answers_and_a_slash_within_a_word_opens_none(
    desk: MockDesk, agents: Agents
) -> None:
    page, _conversation = open_mine(desk, agents)
    reply(page).press_sequentially("/r")
    expect(page.get_by_role("listbox")).to_be_visible()
    reply(page).press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(reply(page)).to_be_focused()
    reply(page).fill("e/o")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_a_suggestion_is_inserted_by_one_key_and_never_sent(desk: MockDesk, agents: Agents) -> None:
    text = "La spedizione costa 5,90 €."
    desk.work.suggestions = [
        {"kind": "faq", "title": "Costi", "text": text, "confidence": 0.8, "topic": "faq/shipping_cost"}
    ]
    page, conversation = open_mine(desk, agents)
    expect(page.get_by_role("button", name="Inserisci: Costi")).to_be_visible()
    page.locator("main").focus()
    page.keyboard.press("1")
    expect(reply(page)).to_have_value(text)
    expect(reply(page)).to_be_focused()
    reply(page).fill("")
    reply(page).press("Alt+1")
    expect(reply(page)).to_have_value(text)
    assert desk.said(conversation, "agent") == []


def test_an_emoji_is_put_in_from_our_own_server(desk: MockDesk, agents: Agents) -> None:
    page, _conversation = open_mine(desk, agents)
    strangers: list[str] = []
    page.on("request", lambda asked: strangers.append(asked.url) if desk.url not in asked.url else None)
    reply(page).fill("Grazie ")
    page.get_by_role("button", name="Inserisci un emoji").click()
    page.get_by_placeholder("Cerca un emoji").fill("pollice")
    expect(page.get_by_role("gridcell").first).to_have_attribute(
        "aria-label", re.compile("pollice", re.IGNORECASE)
    )
    page.keyboard.press("Enter")
    expect(reply(page)).to_have_value(re.compile("^Grazie .+"))
    expect(reply(page)).to_be_focused()
    assert [url for url in strangers if url.startswith("http")] == []


# Files


def test_a_file_is_attached_shown_and_sent_with_the_answer(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents)
    _attach(page, "foto.png", "image/png")
    expect(page.get_by_role("list", name="Allegati alla risposta")).to_contain_text("foto.png")
    expect(page.locator("[data-attached=done]")).to_have_count(1)
    page.reload()
    expect(page.locator("[data-attached=done]")).to_have_count(1)
    page.get_by_role("button", name="Invia").click()
    expect(transcript(page).locator("img[src^='/api/uploads/']")).to_be_visible()
    expect(page.locator("[data-attached]")).to_have_count(0)
    eventually(page, lambda: desk.messages[conversation][-1]["attachments"][0]["kind"], "image")


def test_a_file_can_be_pasted_dropped_and_taken_out(desk: MockDesk, agents: Agents) -> None:
    page, _conversation = open_mine(desk, agents)
    for event in ("paste", "drop"):
        page.evaluate(
            """([event, bytes]) => {
              const data = new DataTransfer();
              data.items.add(new File([new Uint8Array(bytes)], `${event}.png`, {type: "image/png"}));
              const target = event === "paste"
                ? document.querySelector("#reply") : document.querySelector("[data-dropzone]");
              const options = {bubbles: true, cancelable: true};
              target.dispatchEvent(event === "paste"
                ? new ClipboardEvent("paste", {...options, clipboardData: data})
                : new DragEvent("drop", {...options, dataTransfer: data}));
            }""",
            [event, list(PICTURE)],
        )
    expect(page.locator("[data-attached=done]")).to_have_count(2)
    page.get_by_role("button", name="Togli drop.png").click()
    expect(page.locator("[data-attached]")).to_have_count(1)
    expect(page.locator("[data-attached]")).to_contain_text("paste.png")


def test_a_file_that_is_refused_says_why_and_can_be_tried_again(desk: MockDesk, agents: Agents) -> None:
    page, _conversation = open_mine(desk, agents)
    # Known with the channels: before, only the desk could refuse it.
    expect(page.locator("input[type=file]")).to_have_attribute("accept", re.compile("image/png"))
    _attach(page, "strano.exe", "application/x-msdownload")
    expect(page.get_by_text("non accetta questo tipo di file")).to_be_visible()
    desk.work.refuse_uploads = 413
    _attach(page, "foto.png", "image/png")
    tray = page.get_by_role("list", name="Allegati alla risposta")
    expect(tray).to_contain_text("Il file è troppo grande.")
    expect(page.get_by_role("button", name="Invia")).to_be_disabled()
    desk.work.refuse_uploads = None
    tray.get_by_role("button", name="Riprova").click()
    expect(page.locator("[data-attached=done]")).to_have_count(1)


def _attach(page: Page, name: str, media_type: str) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": media_type, "buffer": PICTURE}
    )


# Limits


def test_what_is_too_long_for_the_channel_is_counted_and_not_sent(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents)
    desk.conversations[conversation]["channel"] = "whatsapp"
    desk.tell(conversation)
    reply(page).fill("a" * 1601)
    expect(page.get_by_role("alert")).to_contain_text("Troppo lungo per WhatsApp: 1 caratteri di troppo")
    reply(page).press("Enter")
    expect(page.get_by_role("button", name="Invia")).to_be_disabled()
    reply(page).fill("a" * 1600)
    expect(page.get_by_text("1600 di 1600 caratteri")).to_be_attached()
    expect(page.get_by_role("button", name="Invia")).to_be_enabled()


def test_a_window_that_has_closed_offers_templates_and_keeps_the_draft(
    desk: MockDesk, agents: Agents
) -> None:
    page, conversation = open_mine(desk, agents)
    desk.conversations[conversation].update(channel="whatsapp", window_closes_at=moment(-90))
    desk.tell(conversation)
    expect(page.get_by_text("La finestra si chiude tra 1 h 29 min")).to_be_visible()
    reply(page).fill("Stavo per risponderti")
    desk.conversations[conversation]["window_closes_at"] = moment(1)
    desk.tell(conversation)
    closed = page.locator("[data-window-closed]")
    expect(closed).to_contain_text("puoi mandare solo un modello approvato")
    expect(closed).to_contain_text("La bozza resta qui")
    closed.get_by_role("combobox", name="Modello").click()
    page.get_by_role("option", name="ordine_spedito").click()
    send = closed.get_by_role("button", name="Invia il modello")
    expect(send).to_be_disabled()
    closed.get_by_label("1", exact=True).fill("Paolo")
    closed.get_by_label("2", exact=True).fill("BL-20417")
    expect(closed.get_by_role("figure", name="Anteprima")).to_contain_text(
        "Ciao Paolo, il tuo ordine BL-20417"
    )
    send.click()
    expect(transcript(page)).to_contain_text("Ciao Paolo, il tuo ordine BL-20417 è partito.")
    desk.conversations[conversation]["window_closes_at"] = moment(-60 * 24)
    desk.tell(conversation)
    expect(reply(page)).to_have_value("Stavo per risponderti")


def test_an_answer_refused_because_the_window_closed_says_so_and_is_kept(
    desk: MockDesk, agents: Agents
) -> None:
    page, conversation = open_mine(desk, agents)
    reply(page).fill("Appena in ritardo")
    # The console has not been told yet.
    desk.conversations[conversation]["window_closes_at"] = moment(1)
    reply(page).press("Enter")
    expect(transcript(page).get_by_role("alert")).to_contain_text("Sono passate 24 ore")
    expect(transcript(page)).to_contain_text("Appena in ritardo")
    assert desk.said(conversation, "agent") == []


# Notes


def test_a_note_calls_a_colleague_and_never_reaches_the_shopper(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents)
    marco = agents.arrive("marco")
    page.locator("main").focus()
    page.keyboard.press("n")
    expect(page.locator("form[data-mode=note]")).to_be_visible()
    page.keyboard.type("Chiedi al corriere, @mar")
    expect(page.get_by_role("option", name="Marco Conti")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type("grazie")
    page.keyboard.press("Enter")
    expect(transcript(page).locator("[data-note]")).to_contain_text("@Marco Conti grazie")
    assert desk.said(conversation, "agent") == []
    eventually(page, lambda: desk.work.notes[conversation][0]["mentions"], ["marco"])
    expect(marco.get_by_text("Giulia Bianchi ti ha menzionato")).to_be_visible()
    marco.keyboard.press("m")
    marco.get_by_role("link", name="Giulia Bianchi su Paolo").click()
    expect(transcript(marco).locator("[data-note]")).to_be_visible()
    eventually(marco, lambda: desk.work.read_mentions, {desk.work.notes[conversation][0]["id"]})


def test_a_note_and_an_answer_begun_are_kept_apart(desk: MockDesk, agents: Agents) -> None:
    page, _conversation = open_mine(desk, agents)
    reply(page).fill("per il cliente")
    reply(page).press("Alt+n")
    expect(note(page)).to_have_value("")
    note(page).fill("per i colleghi")
    page.reload()
    expect(reply(page)).to_have_value("per il cliente")
    reply(page).press("Alt+n")
    expect(note(page)).to_have_value("per i colleghi")


def test_a_colleague_who_looks_or_writes_is_shown(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents)
    marco = agents.arrive("marco", f"/c/{conversation}")
    expect(page.get_by_text("Guarda anche Marco Conti")).to_be_visible()
    expect(marco.get_by_text("Puoi leggere, non rispondere")).to_be_visible()
    marco.get_by_role("button", name="Scrivi una nota").click()
    note(marco).press_sequentially("ci penso io")
    expect(page.get_by_text("Marco Conti sta scrivendo qui")).to_be_visible()
    marco.close()
    expect(page.get_by_text("Marco Conti")).to_have_count(0)
