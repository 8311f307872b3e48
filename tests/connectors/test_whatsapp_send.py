"""Sending through Twilio: every way in which it can fail, and what is on the wire when it does not."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import aiohttp
import pytest
import twilio.base.exceptions
from aiohttp import web
from aiohttp.test_utils import TestServer
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException

from connectors.base import BadCredentials, MediaUnavailable, VendorUnreachable
from connectors.testing import Fault
from connectors.whatsapp import testing
from connectors.whatsapp.channel import WhatsappChannel
from connectors.whatsapp.errors import call_error, send_error
from connectors.whatsapp.forms import AUTH_TOKEN
from connectors.whatsapp.http import TwilioBusy
from connectors.whatsapp.testing import FakeTwilio
from handoff.errors import OutsideWindow, Rejected, Retryable, SendError, Uncertain
from handoff.messages import Attachment, AttachmentKind, Button, Outbound
from tests.connectors.support import GIULIA_WHATSAPP, HASTY_SECONDS, whatsapp_channel

HELLO = Outbound("Ciao!", id="m1")


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_trouble_at_twilio_is_tried_again(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel, status: int
) -> None:
    fake_twilio.fail(testing.server_error(status))
    with pytest.raises(Retryable):
        await whatsapp.send(GIULIA_WHATSAPP, HELLO)
    assert fake_twilio.sent == []


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("7", 7.0), (None, None), ("soon", None), ("-3", None), ("1e400", 3600.0), ("0", 0.0), ("9e9", 3600.0)],
)
async def test_retry_after_is_obeyed(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel, value: str | None, seconds: float | None
) -> None:
    headers = {} if value is None else {"Retry-After": value}
    fake_twilio.fail(testing.error(429, 20429, "Too Many Requests", headers))
    with pytest.raises(Retryable) as raised:
        await whatsapp.send(GIULIA_WHATSAPP, HELLO)
    assert raised.value.retry_after == seconds


async def test_retry_after_may_be_a_date(fake_twilio: FakeTwilio, whatsapp: WhatsappChannel) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    fake_twilio.fail(testing.error(503, 20503, "Unavailable", {"Retry-After": moment}))
    with pytest.raises(Retryable) as raised:
        await whatsapp.send(GIULIA_WHATSAPP, HELLO)
    assert raised.value.retry_after == pytest.approx(60, abs=3)


@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [
        (400, 63016, "outside_window"),
        (400, 21610, "blocked"),
        (400, 21211, "unknown_contact"),
        (400, 63003, "unknown_contact"),
        (400, 63024, "unknown_contact"),
        (400, 21617, "too_long"),
        (401, 20003, "unauthorized"),
        (403, 99999, "unauthorized"),
        (400, 63007, "unauthorized"),
        (400, 12345, "rejected"),
        (404, 20404, "rejected"),
    ],
)
async def test_a_refusal_says_why(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel, status: int, code: int, reason: str
) -> None:
    fake_twilio.fail(testing.error(status, code, "Some reason of Twilio's"))
    with pytest.raises(Rejected) as raised:
        await whatsapp.send(GIULIA_WHATSAPP, HELLO)
    assert raised.value.reason == reason
    assert isinstance(raised.value, OutsideWindow) == (reason == "outside_window")
    assert str(raised.value)


@pytest.mark.parametrize("code", [63018, 20429])
async def test_limits_told_by_code_are_tried_again(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel, code: int
) -> None:
    fake_twilio.fail(testing.error(400, code, "Rate limit exceeded"))
    with pytest.raises(Retryable):
        await whatsapp.send(GIULIA_WHATSAPP, HELLO)


@pytest.mark.parametrize("body", ["<html>no</html>", "", "[]", '{"code": "x"}', "[" * 5000])
async def test_a_refusal_that_is_nonsense_is_still_a_refusal_or_uncertain(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel, body: str
) -> None:
    fake_twilio.fail(Fault.answer(400, body))
    with pytest.raises((Rejected, Uncertain)):
        await whatsapp.send(GIULIA_WHATSAPP, HELLO)


@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize("make", [Fault.hang, Fault.drop])
async def test_no_answer_is_uncertain(fake_twilio: FakeTwilio, make: type[Fault], accepted: bool) -> None:
    channel = whatsapp_channel(fake_twilio.url, answer_seconds=HASTY_SECONDS)
    fake_twilio.fail(make(accepted=accepted))
    with pytest.raises(Uncertain):
        await channel.send(GIULIA_WHATSAPP, HELLO)
    assert len(fake_twilio.sent) == accepted
    await channel.close()


@pytest.mark.parametrize("body", ["", "nonsense", "{}", "[]", "null", '"yes"', '{"sid": 5}', "[" * 5000])
async def test_a_yes_that_is_nonsense_is_uncertain(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel, body: str
) -> None:
    fake_twilio.fail(Fault.answer(201, body, accepted=True))
    with pytest.raises(Uncertain):
        await whatsapp.send(GIULIA_WHATSAPP, HELLO)


async def test_nobody_listening_is_tried_again() -> None:
    channel = whatsapp_channel("http://127.0.0.1:9")
    with pytest.raises(Retryable):
        await channel.send(GIULIA_WHATSAPP, HELLO)
    await channel.close()


async def test_a_message_goes_out_with_where_to_report(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel
) -> None:
    receipt = await whatsapp.send(GIULIA_WHATSAPP, HELLO)
    (sent,) = fake_twilio.sent
    assert (sent.to, sent.text, sent.id) == (GIULIA_WHATSAPP.contact, "Ciao!", receipt.provider_id)
    fields = fake_twilio.calls[0].arguments
    assert fields["From"] == "whatsapp:+390612345678"
    assert fields["StatusCallback"] == "https://shop.example/webhooks/whatsapp/status?message=m1"


@pytest.mark.parametrize(
    ("sender", "field", "value"),
    [
        ("+390612345678", "From", "whatsapp:+390612345678"),
        ("whatsapp:+390612345678", "From", "whatsapp:+390612345678"),
        ("390612345678", "From", "whatsapp:+390612345678"),
        ("MG0123", "MessagingServiceSid", "MG0123"),
    ],
)
async def test_who_writes(fake_twilio: FakeTwilio, sender: str, field: str, value: str) -> None:
    channel = whatsapp_channel(fake_twilio.url, sender=sender, public_url=None)
    await channel.send(GIULIA_WHATSAPP, HELLO)
    assert fake_twilio.calls[0].arguments[field] == value
    assert "StatusCallback" not in fake_twilio.calls[0].arguments
    await channel.close()


async def test_buttons_are_a_numbered_list(fake_twilio: FakeTwilio, whatsapp: WhatsappChannel) -> None:
    buttons = (Button("La spedizione", "/faq/shipping_cost"), Button("Una persona", "/ask_person"))
    (part,) = whatsapp.render(Outbound("Intendevi…?", buttons))
    await whatsapp.send(GIULIA_WHATSAPP, part)
    assert fake_twilio.sent[0].text == "Intendevi…?\n\n1. La spedizione\n2. Una persona"
    assert part.buttons == buttons


async def test_an_image_goes_out_with_its_caption(fake_twilio: FakeTwilio, whatsapp: WhatsappChannel) -> None:
    (part,) = whatsapp.render(Outbound("L'etichetta", image="https://shop.example/label.png"))
    await whatsapp.send(GIULIA_WHATSAPP, part)
    assert (fake_twilio.sent[0].text, fake_twilio.sent[0].image) == (
        "L'etichetta",
        "https://shop.example/label.png",
    )


async def test_a_long_text_is_split_in_order(fake_twilio: FakeTwilio, whatsapp: WhatsappChannel) -> None:
    message = Outbound("Ciao a tutti. " * 400, (Button("Sì", "/affirm"),), "https://shop.example/a.png")
    parts = whatsapp.render(message)
    for part in parts:
        await whatsapp.send(GIULIA_WHATSAPP, part)
    texts = [sent.text for sent in fake_twilio.sent]
    assert all(len(text) <= 1600 for text in texts)
    assert texts[0] == ""
    assert all(text.endswith(".") for text in texts[1:-1])
    assert texts[-1].endswith("1. Sì")
    assert [bool(part.buttons) for part in parts] == [False] * (len(parts) - 1) + [True]


def test_nothing_to_say_is_nothing_to_send() -> None:
    assert whatsapp_channel().render(Outbound(" \n")) == []


async def test_sending_does_not_block_the_loop(fake_twilio: FakeTwilio, whatsapp: WhatsappChannel) -> None:
    fake_twilio.fail_always(Fault.hang())
    tasks = [asyncio.create_task(whatsapp.send(GIULIA_WHATSAPP, HELLO)) for _ in range(5)]
    await fake_twilio.wait_for_call(testing.CREATE, 5)
    assert not [task for task in tasks if task.done()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_message_whose_answer_was_lost_is_found_again(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel
) -> None:
    since = datetime.now(UTC)
    fake_twilio.fail(Fault.drop(accepted=True))
    with pytest.raises(Uncertain):
        await whatsapp.send(GIULIA_WHATSAPP, HELLO)
    await whatsapp.send(GIULIA_WHATSAPP, Outbound("Altro", id="m2"))
    found = await whatsapp.find_sent(GIULIA_WHATSAPP, HELLO, since)
    assert found is not None
    assert found.provider_id == fake_twilio.sent[0].id


async def test_a_message_that_never_arrived_is_not_found(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel
) -> None:
    since = datetime.now(UTC)
    fake_twilio.fail(Fault.drop())
    with pytest.raises(Uncertain):
        await whatsapp.send(GIULIA_WHATSAPP, HELLO)
    assert await whatsapp.find_sent(GIULIA_WHATSAPP, HELLO, since) is None


async def test_what_was_said_before_or_by_the_shopper_is_not_our_message(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel
) -> None:
    await whatsapp.send(GIULIA_WHATSAPP, HELLO)
    later = datetime.now(UTC) + timedelta(seconds=10)
    assert await whatsapp.find_sent(GIULIA_WHATSAPP, HELLO, later) is None
    fake_twilio.messages[0]["direction"] = "inbound"
    earlier = datetime.now(UTC) - timedelta(seconds=10)
    assert await whatsapp.find_sent(GIULIA_WHATSAPP, HELLO, earlier) is None


@pytest.mark.parametrize(
    "fault", [testing.server_error(), Fault.drop(), Fault.answer(200, "x"), Fault.answer(200, "[]")]
)
async def test_not_being_able_to_ask_is_not_a_no(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel, fault: Fault
) -> None:
    fake_twilio.fail_always(fault, testing.LIST)
    with pytest.raises(VendorUnreachable):
        await whatsapp.find_sent(GIULIA_WHATSAPP, HELLO, datetime.now(UTC))


async def test_an_attachment_is_fetched_with_our_credentials(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel
) -> None:
    address = fake_twilio.add_media(b"bytes", "image/jpeg")
    media = await whatsapp.download(Attachment(AttachmentKind.IMAGE, address))
    assert (media.content, media.media_type) == (b"bytes", "image/jpeg")


@pytest.mark.parametrize(
    "reference",
    ["", "https://api.twilio.com/gone", "http://127.0.0.1:1/x", "https://api.twilio.com.evil.example/x"],
)
async def test_what_is_not_twilios_is_not_fetched(whatsapp: WhatsappChannel, reference: str) -> None:
    with pytest.raises(MediaUnavailable):
        await whatsapp.download(Attachment(AttachmentKind.IMAGE, reference))


async def test_our_credentials_do_not_follow_to_another_server(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel
) -> None:
    seen: list[str | None] = []

    async def keep(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Authorization"))
        return web.Response(body=b"bytes", content_type="image/png")

    app = web.Application()
    app.router.add_get("/file", keep)
    async with TestServer(app) as other:
        address = fake_twilio.add_media(b"", "image/png")
        fake_twilio.moved[address.removeprefix("https://api.twilio.com")] = str(other.make_url("/file"))
        media = await whatsapp.download(Attachment(AttachmentKind.IMAGE, address))
    assert media.content == b"bytes"
    assert seen == [None]


async def test_checking(fake_twilio: FakeTwilio, whatsapp: WhatsappChannel) -> None:
    assert all(finding.ok for finding in await whatsapp.check())
    fake_twilio.account_status = "suspended"
    assert not (await whatsapp.check())[0].ok


async def test_checking_never_raises(fake_twilio: FakeTwilio) -> None:
    wrong = whatsapp_channel(fake_twilio.url, auth_token="f" * 32)
    for channel in (wrong, whatsapp_channel()):
        (finding,) = await channel.check()
        assert not finding.ok
        assert finding.remedy
        await channel.close()
    nowhere = whatsapp_channel(fake_twilio.url, public_url=None)
    assert "SPORTELLO_PUBLIC_URL" in (await nowhere.check())[-1].remedy
    await nowhere.close()


async def test_the_auth_token_shows_nowhere(
    fake_twilio: FakeTwilio, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    channel = whatsapp_channel(fake_twilio.url)
    shown = [repr(channel), repr(channel._settings), str(channel._settings)]
    await channel.send(GIULIA_WHATSAPP, HELLO)
    fake_twilio.fail(testing.unauthorized())
    with pytest.raises(SendError) as raised:
        await channel.send(GIULIA_WHATSAPP, HELLO)
    shown += [str(raised.value), repr(raised.value.__cause__)]
    await channel.close()
    assert not [words for words in (*shown, caplog.text) if AUTH_TOKEN in words]


CONNECTION = aiohttp.client_reqrep.ConnectionKey("api", 443, True, True, None, None, None)
ERRORS: list[tuple[BaseException, type[SendError]]] = [
    (TwilioException("odd"), Uncertain),
    (TwilioRestException(400, "/", "odd"), Rejected),
    (TwilioRestException(400, "/", "odd", 63016), OutsideWindow),
    (TwilioServiceException("t", "odd", 400, 1), Rejected),
    (TwilioServiceException("t", "odd", 400, 63016), OutsideWindow),
    (TwilioBusy(500, None, None), Retryable),
    (aiohttp.ClientConnectorError(CONNECTION, OSError(111, "refused")), Retryable),
    (aiohttp.ConnectionTimeoutError(), Retryable),
    (aiohttp.SocketTimeoutError(), Uncertain),
    (aiohttp.ServerDisconnectedError(), Uncertain),
    (aiohttp.ClientOSError(104, "reset"), Uncertain),
    (aiohttp.ClientPayloadError(), Uncertain),
    (aiohttp.InvalidURL("x"), Rejected),
    (TimeoutError(), Uncertain),
    (ValueError(), Uncertain),
    (TypeError(), Uncertain),
    (AttributeError(), Uncertain),
    (RecursionError(), Uncertain),
]


@pytest.mark.parametrize(("error", "kind"), ERRORS, ids=lambda value: type(value).__name__)
def test_each_error_of_the_library_has_one_meaning(error: BaseException, kind: type[SendError]) -> None:
    assert type(send_error(error)) is kind
    assert str(call_error(error))


def test_no_error_of_the_library_is_forgotten() -> None:
    known = {
        value
        for value in vars(twilio.base.exceptions).values()
        if isinstance(value, type) and issubclass(value, Exception)
    }
    assert known <= {type(error) for error, _ in ERRORS}


def test_wrong_credentials_are_told_apart() -> None:
    assert isinstance(call_error(TwilioRestException(401, "/", "Authenticate", 20003)), BadCredentials)
