"""The agents' console in a real browser, against a desk that speaks the contract."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import NEEDS_CHROMIUM
from tests.browser.console_stage import (
    Agents,
    agents,
    chromium,
    desk,
    eventually,
    everything_said,
    open_mine,
    reply,
    sign_in,
    transcript,
)
from tests.browser.mock_desk import MockDesk
from tests.browser.mock_records import moment

__all__ = ["agents", "chromium", "desk"]

pytestmark = [pytest.mark.browser, NEEDS_CHROMIUM]


def test_a_wrong_password_is_said_and_the_email_kept(desk: MockDesk, agents: Agents) -> None:
    page = agents.visit()
    sign_in(page, password="wrong")
    expect(page.get_by_role("alert")).to_have_text("E-mail o password non corrette.")
    expect(page.get_by_label("E-mail")).to_have_value("giulia@example.com")


def test_throttling_shows_how_long_to_wait(desk: MockDesk, agents: Agents) -> None:
    desk.throttled = True
    page = agents.visit()
    sign_in(page)
    expect(page.get_by_role("alert")).to_contain_text("Troppi tentativi")
    expect(page.get_by_role("button", name="Riprova tra")).to_be_disabled()


def test_an_ended_session_leads_back_to_where_one_was(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents)
    # The shopper is told that somebody writes; that call must not be the one that finds the session ended.
    with page.expect_response(re.compile(r"/typing$")):
        reply(page).fill("Stavo scriv")
    desk.end_sessions()
    reply(page).press("Enter")
    expect(page.get_by_role("heading", name="Accedi alla console")).to_be_visible()
    sign_in(page)
    expect(transcript(page)).to_contain_text("Stavo scriv")
    expect(page.locator("[data-unsent]")).to_have_count(0)
    assert page.url.endswith(conversation)
    eventually(page, lambda: desk.said(conversation, "agent"), ["Stavo scriv"])


def test_signing_out_shows_nothing_any_more(desk: MockDesk, agents: Agents) -> None:
    desk.add_case("Ines", "hello")
    page = agents.arrive()
    page.get_by_role("button", name="Account di Giulia").click()
    page.get_by_role("menuitem", name="Esci").click()
    expect(page.get_by_role("heading", name="Accedi alla console")).to_be_visible()
    expect(page.get_by_text("Ines")).to_have_count(0)


# The queue


def test_a_new_case_appears_by_itself_in_the_order_served(desk: MockDesk, agents: Agents) -> None:
    desk.add_case("Tommaso", "la zip è rotta")
    page = agents.arrive()
    waiting = page.locator("[data-section=waiting] [data-case]")
    expect(waiting).to_have_count(1)
    desk.add_case("Francesca", "mai arrivato!", tell=True, reason="complaint", priority=10)
    expect(waiting).to_have_count(2)
    expect(waiting.first).to_contain_text("Francesca")
    expect(waiting.first).to_contain_text("Reclamo")
    expect(page).to_have_title("(2) Sportello")


def test_of_two_agents_one_wins_and_the_other_is_told_who(desk: MockDesk, agents: Agents) -> None:
    conversation = desk.add_case("Ines", "hello")
    giulia = agents.arrive("giulia", f"/c/{conversation}")
    # Marco's line is down, so his screen still offers what Giulia takes.
    marco = agents.visit(f"/c/{conversation}")
    marco.route("**/socket.io/**", lambda route: route.abort())
    sign_in(marco, "marco")
    take = marco.get_by_role("button", name="Prendi")
    expect(take).to_be_visible()
    giulia.get_by_role("button", name="Prendi").click()
    expect(reply(giulia)).to_be_focused()
    take.click()
    expect(marco.get_by_role("alert")).to_contain_text("Giulia Bianchi ha questa conversazione")
    expect(marco.locator("[data-section=others]")).to_contain_text("Ines")
    expect(marco.get_by_text("Puoi leggere, non rispondere")).to_be_visible()
    eventually(giulia, lambda: desk.conversations[conversation]["agent"]["id"], "giulia")


def test_a_colleague_taking_a_case_shows_at_once(desk: MockDesk, agents: Agents) -> None:
    conversation = desk.add_case("Ines", "hello")
    marco = agents.arrive("marco", f"/c/{conversation}")
    giulia = agents.arrive("giulia", f"/c/{conversation}")
    giulia.get_by_role("button", name="Prendi").click()
    expect(marco.get_by_text("Giulia Bianchi ha questa conversazione")).to_be_visible()
    expect(marco.get_by_role("button", name="Prendi")).to_have_count(0)


# Answering


def test_an_answer_goes_out_once_and_its_fate_is_followed(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents)
    reply(page).fill("Riga uno")
    reply(page).press("Shift+Enter")
    reply(page).press_sequentially("riga due")
    reply(page).press("Enter")
    expect(transcript(page).get_by_text("riga due")).to_have_count(1)
    expect(reply(page)).to_have_value("")
    eventually(page, lambda: desk.said(conversation, "agent"), ["Riga uno\nriga due"])
    eventually(page, lambda: desk.typed, [conversation])
    desk.change_message(desk.messages[conversation][-1]["id"], state="read")
    expect(transcript(page).get_by_text("Letto", exact=True)).to_be_visible()


def test_a_message_the_channel_failed_says_why_and_can_be_retried(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents)
    message = desk.write(conversation, "agent", "Eccomi", author_name="Giulia Bianchi")
    desk.change_message(message["id"], state="failed", error={"code": "blocked", "message": "x"})
    expect(transcript(page)).to_contain_text("Non consegnato. Il cliente ci ha bloccati.")
    transcript(page).get_by_role("button", name="Riprova").click()
    expect(transcript(page).get_by_text("Inviato", exact=True)).to_be_visible()


def test_an_answer_the_desk_could_not_take_keeps_its_text(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents)
    desk.refuse_answers = 503
    reply(page).fill("Non perdermi")
    reply(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Non ancora inviato")
    page.reload()
    expect(transcript(page)).to_contain_text("Non perdermi")
    expect(page.get_by_role("alert")).to_contain_text("Non ancora inviato")
    # The line that is back tries by itself, once.
    eventually(page, lambda: desk.answer_posts >= 2, wanted=True)
    desk.refuse_answers = None
    transcript(page).get_by_role("button", name="Riprova").click()
    expect(page.locator("[data-unsent]")).to_have_count(0)
    expect(transcript(page).get_by_text("Non perdermi")).to_have_count(1)
    eventually(page, lambda: desk.said(conversation, "agent"), ["Non perdermi"])


def test_an_answer_whose_confirmation_is_lost_is_not_doubled(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents)
    lost: list[str] = []

    def lose(route: Any) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().text())
            route.abort()
        else:
            route.continue_()

    page.route("**/api/conversations/*/messages*", lose)
    reply(page).fill("Una volta sola")
    reply(page).press("Enter")
    expect(transcript(page).get_by_text("Una volta sola")).to_have_count(1)
    page.context.set_offline(True)
    page.context.set_offline(False)
    page.wait_for_function("!JSON.parse(localStorage['sportello.outbox']).state.unsent.length")
    expect(transcript(page).get_by_text("Una volta sola")).to_have_count(1)
    eventually(page, lambda: desk.answer_posts, 2)
    eventually(page, lambda: desk.said(conversation, "agent"), ["Una volta sola"])


def test_a_draft_survives_another_conversation_and_a_reload(desk: MockDesk, agents: Agents) -> None:
    page, _conversation = open_mine(desk, agents)
    other = desk.add_case("Ines", "hello", tell=True)
    reply(page).fill("bozza")
    page.locator(f"[data-conversation='{other}']").click()
    expect(page.get_by_role("button", name="Prendi")).to_be_visible()
    page.go_back()
    expect(reply(page)).to_have_value("bozza")
    page.reload()
    expect(reply(page)).to_have_value("bozza")


# The network


def test_nothing_is_missed_or_doubled_after_the_network_drops(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents)
    desk.shopper_says(conversation, "prima")
    expect(transcript(page).get_by_text("prima", exact=True)).to_be_visible()
    page.context.set_offline(True)
    expect(page.get_by_text("Sei offline")).to_be_visible()
    reply(page).fill("Scritto offline")
    reply(page).press("Enter")
    expect(page.get_by_text("Non ancora inviato")).to_be_visible()
    reply(page).fill("bozza che resta")
    for number in range(130):
        desk.write(conversation, "shopper", f"perso {number}")
    desk.add_case("Nuova", "arrivata intanto")
    page.context.set_offline(False)
    expect(transcript(page).get_by_text("perso 129", exact=True)).to_be_visible()
    expect(page.get_by_text("Sei offline")).to_have_count(0)
    expect(page.locator("[data-unsent]")).to_have_count(0)
    expect(page.locator("[data-section=waiting]")).to_contain_text("Nuova")
    eventually(page, lambda: desk.said(conversation, "agent"), ["Scritto offline"])
    expect(reply(page)).to_have_value("bozza che resta")
    expect(reply(page)).to_be_focused()
    texts = everything_said(page, "shopper")
    assert [text for text in texts if text.startswith("perso")] == [f"perso {n}" for n in range(130)]
    assert texts.count("prima") == 1


def test_the_end_stays_in_view_though_what_was_missed_comes_after_the_answer(
    desk: MockDesk, agents: Agents
) -> None:
    page, conversation = open_mine(desk, agents)
    page.context.set_offline(True)
    expect(page.get_by_text("Sei offline")).to_be_visible()
    reply(page).fill("Scritto offline")
    reply(page).press("Enter")
    for number in range(130):
        desk.write(conversation, "shopper", f"perso {number}")
    with desk.pace.held(f"/api/conversations/{conversation}"):
        page.context.set_offline(False)
        eventually(page, lambda: desk.said(conversation, "agent"), ["Scritto offline"])
        expect(page.locator("[data-unsent]")).to_have_count(0)
    expect(transcript(page).get_by_text("perso 129", exact=True)).to_be_in_viewport()
    expect(transcript(page).get_by_text("Scritto offline", exact=True)).to_be_in_viewport()


def test_a_line_cut_by_the_desk_comes_back_by_itself(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents)
    desk.drop_sockets()
    expect(page.get_by_text("Connessione interrotta")).to_be_visible()
    desk.write(conversation, "shopper", "mentre eri via")
    expect(transcript(page).get_by_text("mentre eri via")).to_have_count(1)
    expect(page.get_by_text("Connessione interrotta")).to_have_count(0)
    desk.shopper_says(conversation, "di nuovo in diretta")
    expect(transcript(page).get_by_text("di nuovo in diretta")).to_have_count(1)


def test_reading_further_up_is_not_disturbed(desk: MockDesk, agents: Agents) -> None:
    conversation = desk.add_case("Storia", "inizio", owner="agent", state="taken")
    giulia = {"id": "giulia", "name": "Giulia Bianchi"}
    desk.conversations[conversation].update(agent=giulia)
    desk.conversations[conversation]["case"].update(agent=giulia)
    for number in range(250):
        desk.write(conversation, "shopper", f"riga {number}", minutes_ago=300 - number)
    page = agents.arrive(path=f"/c/{conversation}")
    expect(transcript(page).get_by_text("riga 249", exact=True)).to_be_in_viewport()
    transcript(page).hover()
    page.mouse.wheel(0, -100_000)
    # The page before is fetched, and what was at the top stays there.
    page.wait_for_function("document.querySelector('main section ol').clientHeight > 9000")
    expect(transcript(page).get_by_text("riga 150", exact=True)).to_be_in_viewport()
    page.wait_for_timeout(300)
    before = transcript(page).evaluate("box => box.scrollTop")
    desk.shopper_says(conversation, "ultima")
    pill = page.get_by_role("button", name="1 nuovo messaggio")
    expect(pill).to_be_visible()
    assert transcript(page).evaluate("box => box.scrollTop") == before
    pill.click()
    expect(transcript(page).get_by_text("ultima", exact=True)).to_be_in_viewport()
    expect(pill).to_have_count(0)


# The keyboard


def test_a_case_is_taken_answered_and_resolved_by_keyboard_alone(desk: MockDesk, agents: Agents) -> None:
    desk.add_case("Prima", "io", opened_at=moment(20))
    conversation = desk.add_case("Seconda", "anch'io", opened_at=moment(10))
    page = agents.arrive()
    expect(page.locator("[data-case]")).to_have_count(2)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Prendi")).to_be_visible()
    page.keyboard.press("t")
    expect(reply(page)).to_be_focused()
    page.keyboard.type("te lo dico: tjkebr?")
    page.keyboard.press("Enter")
    expect(transcript(page).get_by_text("te lo dico: tjkebr?")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    expect(page.get_by_role("dialog", name="Segnare come risolta?")).to_be_visible()
    expect(page.get_by_role("dialog").get_by_role("button", name="Risolvi")).to_be_focused()
    page.keyboard.press("Enter")
    expect(reply(page)).to_have_count(0)
    eventually(page, lambda: desk.conversations[conversation]["case"]["state"], "resolved")
    eventually(page, lambda: desk.said(conversation, "agent"), ["te lo dico: tjkebr?"])


def test_handing_back_by_keyboard_and_help(desk: MockDesk, agents: Agents) -> None:
    page, conversation = open_mine(desk, agents)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Scorciatoie")).to_be_visible()
    page.keyboard.press("b")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("b")
    expect(page.get_by_role("dialog").get_by_role("button", name="Ridai")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Sta rispondendo l’assistente")).to_be_visible()
    eventually(page, lambda: desk.conversations[conversation]["case"]["state"], "handed_back")


def test_the_command_palette_opens_a_conversation_while_writing(desk: MockDesk, agents: Agents) -> None:
    page, _conversation = open_mine(desk, agents)
    desk.add_case("Tommaso", "zip rotta", tell=True)
    expect(page.get_by_text("Tommaso")).to_be_visible()
    reply(page).press("Control+k")
    page.get_by_role("dialog").get_by_role("textbox").fill("tomm")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("heading", name="Tommaso")).to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Scorciatoie")).to_be_visible()
