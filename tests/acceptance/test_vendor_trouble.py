"""Vendors that are busy, broken, silent, or refuse: what may be repeated is, and the rest is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from connectors.telegram import testing as telegram
from connectors.telegram import updates
from connectors.testing import FakeVendor, Fault
from connectors.whatsapp import testing as twilio
from handoff.records import MessageRecord, MessageState, Owner
from tests.acceptance.stage import TELEGRAM, WHATSAPP, Stage

REFUSED = {"ok": False, "error_code": 400, "description": "Bad Request: can't parse entities"}
CLOCK_SLACK = 0.2
"""Seconds by which two clocks of one machine may differ, and a request be late."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """One vendor, and how it says what all vendors say."""

    channel: str
    contact: str
    send: str
    busy: Fault
    blocked: Fault
    refused: Fault

    def fake(self, stage: Stage) -> FakeVendor:
        return stage.telegram if self.channel == TELEGRAM else stage.twilio

    def sends(self, stage: Stage) -> list[float]:
        """When it was asked to send."""
        return [call.at for call in self.fake(stage).calls if call.method == self.send]


VENDORS = (
    Vendor(
        TELEGRAM,
        "4001",
        "sendMessage",
        telegram.too_many_requests(2),
        telegram.blocked(),
        Fault.answer(400, REFUSED),
    ),
    Vendor(
        WHATSAPP,
        "+393330004001",
        twilio.CREATE,
        twilio.too_many_requests(2),
        twilio.opted_out(),
        twilio.error(400, 21618, "The message body cannot be sent"),
    ),
)
vendors = pytest.mark.parametrize("vendor", VENDORS, ids=[each.channel for each in VENDORS])


@vendors
async def test_a_busy_vendor_is_given_the_time_it_asks_for(any_stage: Stage, vendor: Vendor) -> None:
    vendor.fake(any_stage).fail(vendor.busy, method=vendor.send)
    await any_stage.write(vendor.channel, vendor.contact, "ciao")
    await any_stage.until_sent(vendor.channel, vendor.contact, "Hai scritto: ciao")
    refused, taken = vendor.sends(any_stage)
    assert taken - refused >= 2 - CLOCK_SLACK
    assert (await _answer(any_stage, vendor)).state is MessageState.SENT


@vendors
async def test_a_broken_vendor_is_tried_again_in_order(any_stage: Stage, vendor: Vendor) -> None:
    vendor.fake(any_stage).fail(Fault.answer(500, "oops"), Fault.answer(503, ""), method=vendor.send)
    for text in ("uno", "due"):
        await any_stage.write(vendor.channel, vendor.contact, text)
    await any_stage.until_sent(vendor.channel, vendor.contact, "Hai scritto: due")
    assert any_stage.texts_to(vendor.channel, vendor.contact) == ["Hai scritto: uno", "Hai scritto: due"]
    assert len(vendor.sends(any_stage)) == 4


@vendors
@pytest.mark.parametrize("taken", [True, False], ids=["taken", "not taken"])
async def test_a_vendor_that_breaks_off_is_not_asked_twice(stage: Stage, vendor: Vendor, taken: bool) -> None:
    """Nobody knows whether it went out: that is shown, and nothing is repeated; what follows goes on."""
    vendor.fake(stage).fail(Fault.drop(accepted=taken), method=vendor.send)
    await stage.write(vendor.channel, vendor.contact, "uno")
    answer = await _answer(stage, vendor)
    assert (answer.state, answer.error_code) == (MessageState.UNCERTAIN, "uncertain")
    await stage.write(vendor.channel, vendor.contact, "due")
    await stage.until_sent(vendor.channel, vendor.contact, "Hai scritto: due")
    expected = ["Hai scritto: uno"] * taken + ["Hai scritto: due"]
    assert stage.texts_to(vendor.channel, vendor.contact) == expected
    async with stage.agent() as agent:
        shown = await _shown(stage, agent, vendor, "Hai scritto: uno")
        assert shown["state"] == "uncertain"
        assert shown["error"]["code"] == "uncertain"
        assert "potrebbe essere partito" in shown["error"]["message"]


@pytest.mark.timeout(600)
async def test_a_vendor_that_says_nothing_at_all(stage: Stage) -> None:
    """It is waited for (15 seconds), and then the message is of unknown fate."""
    stage.telegram.fail(Fault.hang(), method="sendMessage")
    await stage.write(TELEGRAM, "4002", "uno")
    await stage.write(TELEGRAM, "4003", "altro")
    await stage.until_sent(TELEGRAM, "4003", "Hai scritto: altro")
    (_, answer) = await stage.settled(TELEGRAM, "4002")
    assert answer.state is MessageState.UNCERTAIN
    assert len(stage.telegram.calls) == len(stage.telegram.sent) + 1 + _set_up_calls(stage)


async def test_what_twilio_has_taken_is_found_again_after_a_restart(stage: Stage) -> None:
    stage.twilio.fail(Fault.drop(accepted=True), method=twilio.CREATE)
    await stage.write(WHATSAPP, "+393330004002", "uno")
    (_, answer) = await stage.settled(WHATSAPP, "+393330004002")
    assert answer.state is MessageState.UNCERTAIN
    await stage.desk.stop()
    await stage.desk.start()
    sid = stage.sent_to(WHATSAPP, "+393330004002")[0].id

    async def found() -> bool:
        again = await stage.reader.message(answer.id)
        return again.state is MessageState.SENT and again.provider_id == sid

    await stage.until(found, "Twilio is asked, and has it")
    assert len(stage.sent_to(WHATSAPP, "+393330004002")) == 1


async def test_what_twilio_has_taken_is_known_by_its_status_callback(stage: Stage) -> None:
    stage.twilio.fail(Fault.drop(accepted=True), method=twilio.CREATE)
    await stage.write(WHATSAPP, "+393330004003", "uno")
    (_, answer) = await stage.settled(WHATSAPP, "+393330004003")
    assert answer.state is MessageState.UNCERTAIN
    sid = stage.sent_to(WHATSAPP, "+393330004003")[0].id
    for status, state in (("delivered", "delivered"), ("sent", "delivered"), ("read", "read")):
        assert await stage.twilio.report(sid, status) == 200
        again = await stage.reader.message(answer.id)
        assert (again.state.value, again.provider_id) == (state, sid), "only ever forward"


@vendors
async def test_who_has_blocked_us_is_known_to_have(any_stage: Stage, vendor: Vendor) -> None:
    vendor.fake(any_stage).fail(vendor.blocked, method=vendor.send)
    await any_stage.write(vendor.channel, vendor.contact, "ciao")
    answer = await _answer(any_stage, vendor)
    assert (answer.state, answer.error_code) == (MessageState.FAILED, "blocked")
    await any_stage.until(lambda: _is_blocked(any_stage, vendor), "the conversation says so")
    assert len(vendor.sends(any_stage)) == 1
    await any_stage.write(vendor.channel, vendor.contact, "sono tornata")
    await any_stage.until_sent(vendor.channel, vendor.contact, "sono tornata")
    assert not await _is_blocked(any_stage, vendor)


@vendors
async def test_what_the_vendor_refuses_is_shown_with_its_reason_and_can_be_sent_again(
    any_stage: Stage, vendor: Vendor
) -> None:
    await any_stage.write(vendor.channel, vendor.contact, "ciao")
    await any_stage.settled(vendor.channel, vendor.contact)
    conversation = await any_stage.conversation(vendor.channel, vendor.contact)
    async with any_stage.agent() as agent:
        path = f"/api/conversations/{conversation.id}"
        assert (await agent.post(f"{path}/take")).status_code == 200
        vendor.fake(any_stage).fail(vendor.refused, method=vendor.send)
        answer = {"text": "eccomi", "client_id": "a1"}
        assert (await agent.post(f"{path}/messages", json=answer)).status_code == 201
        await any_stage.settled(vendor.channel, vendor.contact)
        shown = await _shown(any_stage, agent, vendor, "eccomi")
        assert (shown["state"], shown["error"]["code"]) == ("failed", "rejected")
        assert shown["error"]["message"]
        again = await agent.post(f"/api/messages/{shown['id']}/retry")
        assert again.status_code == 200, again.text
        await any_stage.until_sent(vendor.channel, vendor.contact, "eccomi")
        await any_stage.settled(vendor.channel, vendor.contact)
        refusal = await agent.post(f"/api/messages/{shown['id']}/retry")
        assert (refusal.status_code, refusal.json()["error"]["code"]) == (409, "not_retryable")
        bots = await _shown(any_stage, agent, vendor, "Hai scritto: ciao")
        refusal = await agent.post(f"/api/messages/{bots['id']}/retry")
        assert (refusal.status_code, refusal.json()["error"]["code"]) == (409, "not_retryable")
    assert any_stage.texts_to(vendor.channel, vendor.contact).count("eccomi") == 1


async def test_outside_whatsapps_window_says_so(stage: Stage) -> None:
    stage.twilio.outside_window.add("+393330004005")
    await stage.write(WHATSAPP, "+393330004005", "ciao")
    (_, answer) = await stage.settled(WHATSAPP, "+393330004005")
    assert (answer.state, answer.error_code) == (MessageState.FAILED, "outside_window")


async def test_a_failure_that_twilio_reports_later_is_shown(stage: Stage) -> None:
    await stage.write(WHATSAPP, "+393330004006", "ciao")
    (_, answer) = await stage.settled(WHATSAPP, "+393330004006")
    assert await stage.twilio.report(stage.twilio.sent[0].id, "undelivered", 63024) == 200
    again = await stage.reader.message(answer.id)
    assert again.state is MessageState.FAILED
    assert again.error_code


async def test_telegrams_word_that_somebody_blocked_us_or_came_back(stage: Stage) -> None:
    await stage.write(TELEGRAM, "4007", "ciao")
    await stage.settled(TELEGRAM, "4007")
    for status, blocked in (("kicked", True), ("member", False)):
        answer = await stage.post_update(updates.membership_update(4007, status))
        assert answer.status_code == 200
        assert (await stage.conversation(TELEGRAM, "4007")).blocked is blocked


async def test_wrong_credentials_fail_where_it_is_seen_and_lose_nothing(stage: Stage) -> None:
    stage.telegram.token = "another"
    stage.twilio.fail_always(twilio.unauthorized(), method=twilio.CREATE)
    for channel, contact in ((TELEGRAM, "4008"), (WHATSAPP, "+393330004008")):
        await stage.write(channel, contact, "ciao")
        (_, answer) = await stage.settled(channel, contact)
        assert (answer.state, answer.error_code) == (MessageState.FAILED, "unauthorized")
        assert (await stage.conversation(channel, contact)).owner is Owner.BOT


async def _answer(stage: Stage, vendor: Vendor) -> MessageRecord:
    """The bot's first answer, once its fate is known."""
    (_, answer, *_) = await stage.settled(vendor.channel, vendor.contact)
    return answer


async def _is_blocked(stage: Stage, vendor: Vendor) -> bool:
    return (await stage.conversation(vendor.channel, vendor.contact)).blocked


async def _shown(stage: Stage, agent: Any, vendor: Vendor, text: str) -> dict[str, Any]:
    """A message as the console shows it."""
    conversation = await stage.conversation(vendor.channel, vendor.contact)
    answer = await agent.get(f"/api/conversations/{conversation.id}", headers={"Accept-Language": "it"})
    return next(message for message in answer.json()["messages"] if message["text"] == text)


def _set_up_calls(stage: Stage) -> int:
    return sum(call.method != "sendMessage" for call in stage.telegram.calls)
