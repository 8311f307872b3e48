"""WhatsApp's closed window over HTTP: words are refused at once, approved templates go out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from connectors.testing import Fault
from connectors.whatsapp import forms, testing
from connectors.whatsapp.testing import FakeTwilio
from desk.templates import KEPT_FOR
from handoff.messages import Address
from handoff.records import Owner
from tests.desk.harness import Desk, desk_settings, open_desk

PUBLIC = "http://shop.example"
ANNA = "+393330001122"
BODY = "Ciao {{1}}, il tuo ordine {{2}} è pronto."


@pytest.fixture
async def twilio() -> AsyncIterator[FakeTwilio]:
    async with FakeTwilio() as fake:
        yield fake


@pytest.fixture
async def desk(sqlite_url: str, twilio: FakeTwilio, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    """A desk that speaks WhatsApp."""
    for name, value in {
        "TWILIO_ACCOUNT_SID": forms.ACCOUNT_SID,
        "TWILIO_AUTH_TOKEN": forms.AUTH_TOKEN,
        "TWILIO_API_URL": twilio.url,
        "WHATSAPP_FROM": forms.SHOP_NUMBER,
    }.items():
        monkeypatch.setenv(f"SPORTELLO_{name}", value)
    async with open_desk(desk_settings(sqlite_url, public_url=PUBLIC)) as opened:
        yield opened


async def taken(desk: Desk, twilio: FakeTwilio, browser: httpx.AsyncClient) -> str:
    """Anna's conversation, in the signed-in agent's hands."""
    form = forms.inbound_form(ANNA, "vorrei una persona")
    path = "/webhooks/whatsapp"
    assert await twilio.post_form(desk.url + path, form, PUBLIC + path) == 200
    found = await desk.services.transcripts.find_conversation(Address("whatsapp", ANNA))
    assert found is not None
    answer = await browser.post(f"/api/conversations/{found.id}/take")
    assert answer.status_code == 200, answer.text
    assert answer.json()["owner"] == Owner.AGENT
    return found.id


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


async def fill(browser: httpx.AsyncClient, conversation: str, sid: str, **values: str) -> httpx.Response:
    variables = {name.removeprefix("v"): value for name, value in values.items()}
    body = {"template_id": sid, "variables": variables, "client_id": "c9"}
    return await browser.post(f"/api/conversations/{conversation}/template", json=body)


async def test_words_after_the_window_closed_are_refused_with_the_reason(
    desk: Desk, twilio: FakeTwilio
) -> None:
    async with desk.signed_in() as browser:
        conversation = await taken(desk, twilio, browser)
        before = (await browser.get(f"/api/conversations/{conversation}/messages")).json()
        desk.clock.advance(timedelta(hours=24, seconds=1))
        async with desk.signed_in() as again:
            body = {"text": "eccomi", "client_id": "c1"}
            answer = await again.post(f"/api/conversations/{conversation}/messages", json=body)
            assert code(answer) == (409, "outside_window")
            assert "24 ore" in answer.json()["error"]["message"]
            after = (await again.get(f"/api/conversations/{conversation}/messages")).json()
        assert after["messages"] == before["messages"]


async def test_templates_are_listed_in_the_shoppers_language_first_and_asked_once_a_minute(
    desk: Desk, twilio: FakeTwilio
) -> None:
    twilio.add_template("a_ready", "Hi {{1}}", language="en")
    sid = twilio.add_template("pronto", BODY, variables={"1": "Anna", "2": "42"})
    async with desk.signed_in() as browser:
        conversation = await taken(desk, twilio, browser)
        path = f"/api/conversations/{conversation}/templates"
        items = (await browser.get(path)).json()["items"]
        assert {it["name"] for it in items} == {"pronto", "a_ready"}
        assert next(it for it in items if it["id"] == sid) == {
            "id": sid,
            "name": "pronto",
            "language": "it",
            "category": "UTILITY",
            "body": BODY,
            "variables": [{"name": "1", "example": "Anna"}, {"name": "2", "example": "42"}],
        }
        await browser.get(path)
        assert [call.method for call in twilio.calls].count(testing.TEMPLATES) == 1
        desk.clock.advance(KEPT_FOR + timedelta(seconds=1))
        await browser.get(path)
        assert [call.method for call in twilio.calls].count(testing.TEMPLATES) == 2


async def test_twilio_may_be_away(desk: Desk, twilio: FakeTwilio) -> None:
    twilio.fail_always(testing.server_error(), method=testing.TEMPLATES)
    async with desk.signed_in() as browser:
        conversation = await taken(desk, twilio, browser)
        answer = await browser.get(f"/api/conversations/{conversation}/templates")
        assert code(answer) == (502, "vendor_unreachable")


@pytest.mark.parametrize(
    ("values", "details"),
    [
        ({}, {"missing": ["1", "2"], "unknown": [], "refused": {}}),
        ({"v1": " ", "v2": "7"}, {"missing": ["1"], "unknown": [], "refused": {}}),
        ({"v1": "Anna", "v2": "7", "v3": "x"}, {"missing": [], "unknown": ["3"], "refused": {}}),
        ({"v1": "Anna\nB", "v2": "7"}, {"missing": [], "unknown": [], "refused": {"1": "line_breaks"}}),
    ],
)
async def test_variables_must_fit(
    desk: Desk, twilio: FakeTwilio, values: dict[str, str], details: dict[str, Any]
) -> None:
    sid = twilio.add_template("pronto", BODY)
    async with desk.signed_in() as browser:
        conversation = await taken(desk, twilio, browser)
        answer = await fill(browser, conversation, sid, **values)
        assert code(answer) == (422, "template_variables")
        assert answer.json()["error"]["details"] == details


async def test_what_is_not_approved_is_not_found(desk: Desk, twilio: FakeTwilio) -> None:
    sid = twilio.add_template("pronto", BODY, status="rejected")
    async with desk.signed_in() as browser, desk.signed_in("Marco") as marco:
        conversation = await taken(desk, twilio, browser)
        for wrong in (sid, "HX-none"):
            answer = await fill(browser, conversation, wrong, v1="Anna", v2="7")
            assert code(answer) == (404, "template_not_found")
        good = twilio.add_template("altro", BODY)
        desk.clock.advance(KEPT_FOR + timedelta(seconds=1))
        answer = await fill(marco, conversation, good, v1="Anna", v2="7")
        assert code(answer) == (409, "not_owner")


async def test_a_template_is_stored_as_the_shopper_reads_it_once(desk: Desk, twilio: FakeTwilio) -> None:
    sid = twilio.add_template("pronto", BODY)
    async with desk.signed_in() as browser:
        conversation = await taken(desk, twilio, browser)
        desk.clock.advance(timedelta(days=3))
        async with desk.signed_in() as again:
            answers = [await fill(again, conversation, sid, v1="Anna", v2="7") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    shown = answers[0].json()["messages"]
    assert [(it["text"], it["template"]) for it in shown] == [
        ("Ciao Anna, il tuo ordine 7 è pronto.", "pronto")
    ]


async def test_channels_without_templates_have_none(desk: Desk) -> None:
    async with desk.signed_in() as browser:
        conversation = await desk.conversation()
        found = await browser.get(f"/api/conversations/{conversation}/templates")
        assert found.json() == {"items": []}
        await browser.post(f"/api/conversations/{conversation}/take")
        assert code(await fill(browser, conversation, "HX1")) == (404, "template_not_found")


async def test_a_list_that_came_is_kept_when_twilio_goes_away(desk: Desk, twilio: FakeTwilio) -> None:
    twilio.add_template("pronto", BODY)
    async with desk.signed_in() as browser:
        conversation = await taken(desk, twilio, browser)
        path = f"/api/conversations/{conversation}/templates"
        first = (await browser.get(path)).json()
        twilio.fail_always(Fault.answer(503), method=testing.TEMPLATES)
        assert (await browser.get(path)).json() == first
