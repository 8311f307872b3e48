"""Sending through Telegram: every way in which it can fail, and what is on the wire when it does not."""

from __future__ import annotations

import asyncio
import logging

import pytest
import telegram.error

from connectors.base import MediaUnavailable
from connectors.telegram import testing
from connectors.telegram.channel import TelegramChannel
from connectors.telegram.errors import call_error, send_error
from connectors.telegram.testing import TOKEN, FakeTelegram
from connectors.telegram.transport import ServerTrouble, TooManyRequests
from connectors.testing import Fault
from connectors.text import utf16_length
from handoff.errors import Rejected, Retryable, SendError, Uncertain
from handoff.messages import Attachment, AttachmentKind, Button, Inbound, Outbound
from tests.connectors.support import GIULIA, HASTY_SECONDS, telegram_channel

HELLO = Outbound("Ciao!", id="m1")


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_trouble_at_telegram_is_tried_again(
    fake_telegram: FakeTelegram, telegram: TelegramChannel, status: int
) -> None:
    fake_telegram.fail(testing.server_error(status))
    with pytest.raises(Retryable):
        await telegram.send(GIULIA, HELLO)
    assert fake_telegram.sent == []


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        (testing.too_many_requests(7), 7.0),
        (Fault.answer(429, {"ok": False, "error_code": 429, "description": "Too Many Requests"}), None),
        (Fault.answer(429, {"parameters": {"retry_after": "soon"}}), None),
        (Fault.answer(429, {"parameters": {"retry_after": -5}}), None),
        (Fault.answer(429, {"parameters": {"retry_after": 10**9}}), 3600.0),
        (Fault.answer(429, {"parameters": None}), None),
        (Fault.answer(429, "<html>slow down</html>"), None),
    ],
)
async def test_retry_after_is_obeyed(
    fake_telegram: FakeTelegram, telegram: TelegramChannel, fault: Fault, seconds: float | None
) -> None:
    fake_telegram.fail(fault)
    with pytest.raises(Retryable) as raised:
        await telegram.send(GIULIA, HELLO)
    assert raised.value.retry_after == seconds


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (testing.blocked(), "blocked"),
        (testing.chat_not_found(), "unknown_contact"),
        (
            Fault.answer(
                403, {"ok": False, "error_code": 403, "description": "Forbidden: user is deactivated"}
            ),
            "unknown_contact",
        ),
        (
            Fault.answer(
                400, {"ok": False, "error_code": 400, "description": "Bad Request: message is too long"}
            ),
            "too_long",
        ),
        (
            Fault.answer(
                400, {"ok": False, "error_code": 400, "description": "Bad Request: can't parse entities"}
            ),
            "rejected",
        ),
        (
            Fault.answer(401, {"ok": False, "error_code": 401, "description": "Unauthorized"}),
            "unauthorized",
        ),
        (Fault.answer(404, "<html>not here</html>"), "unauthorized"),
        (
            Fault.answer(
                400,
                {
                    "ok": False,
                    "error_code": 400,
                    "description": "Bad Request: group chat was upgraded",
                    "parameters": {"migrate_to_chat_id": -100},
                },
            ),
            "unknown_contact",
        ),
        (Fault.answer(413, "<html>too large</html>"), "rejected"),
    ],
)
async def test_a_refusal_says_why(
    fake_telegram: FakeTelegram, telegram: TelegramChannel, fault: Fault, reason: str
) -> None:
    fake_telegram.fail(fault)
    with pytest.raises(Rejected) as raised:
        await telegram.send(GIULIA, HELLO)
    assert raised.value.reason == reason
    assert str(raised.value)


@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize("make", [Fault.hang, Fault.drop])
async def test_no_answer_is_uncertain(fake_telegram: FakeTelegram, make: type[Fault], accepted: bool) -> None:
    channel = telegram_channel(fake_telegram.url, answer_seconds=HASTY_SECONDS)
    fake_telegram.fail(make(accepted=accepted))
    with pytest.raises(Uncertain):
        await channel.send(GIULIA, HELLO)
    assert len(fake_telegram.sent) == accepted
    await channel.close()


@pytest.mark.parametrize("body", ["", "nonsense", "{}", "[]", "null", '"yes"', "[" * 5000])
async def test_a_yes_that_is_nonsense_is_uncertain(
    fake_telegram: FakeTelegram, telegram: TelegramChannel, body: str
) -> None:
    fake_telegram.fail(Fault.answer(200, body, accepted=True))
    with pytest.raises(Uncertain):
        await telegram.send(GIULIA, HELLO)


async def test_a_yes_without_a_number_is_still_a_yes(
    fake_telegram: FakeTelegram, telegram: TelegramChannel
) -> None:
    fake_telegram.fail(Fault.answer(200, {"ok": True, "result": True}))
    receipt = await telegram.send(GIULIA, HELLO)
    assert receipt.provider_id == f"{GIULIA.contact}:m1"


async def test_nobody_listening_is_tried_again() -> None:
    channel = telegram_channel("http://127.0.0.1:9")
    with pytest.raises(Retryable):
        await channel.send(GIULIA, HELLO)
    await channel.close()


async def test_a_wrong_token_is_said_so(fake_telegram: FakeTelegram) -> None:
    channel = telegram_channel(fake_telegram.url, token="999:WRONG")
    with pytest.raises(Rejected) as raised:
        await channel.send(GIULIA, HELLO)
    assert raised.value.reason == "unauthorized"
    await channel.close()


async def test_a_message_goes_out_with_its_buttons(
    fake_telegram: FakeTelegram, telegram: TelegramChannel
) -> None:
    long = "/set_address" + '{"city":"' + "à" * 40 + '"}'
    message = Outbound("Intendevi…?", (Button("La spedizione", "/faq/shipping"), Button("Casa", long)))
    (part,) = telegram.render(message)
    receipt = await telegram.send(GIULIA, part)
    (sent,) = fake_telegram.sent
    assert (sent.to, sent.text, sent.id) == (GIULIA.contact, "Intendevi…?", receipt.provider_id)
    assert sent.buttons == (("La spedizione", "/faq/shipping"), ("Casa", "#2"))


async def test_an_image_goes_out_with_its_caption(
    fake_telegram: FakeTelegram, telegram: TelegramChannel
) -> None:
    (part,) = telegram.render(Outbound("L'etichetta", image="https://shop.example/label.png"))
    await telegram.send(GIULIA, part)
    assert fake_telegram.sent[0].image == "https://shop.example/label.png"
    assert fake_telegram.sent[0].text == "L'etichetta"


async def test_a_long_text_is_split_in_order_with_the_buttons_last(
    fake_telegram: FakeTelegram, telegram: TelegramChannel
) -> None:
    message = Outbound("😀 ciao " * 2000, (Button("Sì", "/affirm"),), "https://shop.example/a.png")
    parts = telegram.render(message)
    for part in parts:
        await telegram.send(GIULIA, part)
    assert all(utf16_length(sent.text) <= 4096 for sent in fake_telegram.sent)
    assert "".join(sent.text for sent in fake_telegram.sent).replace(" ", "") == "😀ciao" * 2000
    assert [bool(sent.buttons) for sent in fake_telegram.sent] == [False] * (len(parts) - 1) + [True]
    assert fake_telegram.sent[0].image


def test_nothing_to_say_is_nothing_to_send() -> None:
    assert telegram_channel().render(Outbound("  \n ")) == []
    (buttons,) = telegram_channel().render(Outbound("", (Button("Sì", "/affirm"),)))
    assert buttons.text.strip()


async def test_a_press_is_acknowledged_and_typing_shown(
    fake_telegram: FakeTelegram, telegram: TelegramChannel
) -> None:
    await telegram.acknowledge(Inbound(GIULIA, "callback:1", payload="/a", interaction="77"))
    await telegram.acknowledge(Inbound(GIULIA, "1:1", "ciao"))
    await telegram.show_typing(GIULIA)
    assert [call.method for call in fake_telegram.calls] == ["answerCallbackQuery", "sendChatAction"]
    assert fake_telegram.calls[0].arguments["callback_query_id"] == "77"


async def test_what_is_best_effort_never_raises(
    fake_telegram: FakeTelegram, telegram: TelegramChannel, caplog: pytest.LogCaptureFixture
) -> None:
    fake_telegram.fail_always(testing.server_error(), "answerCallbackQuery")
    fake_telegram.fail_always(Fault.drop(), "sendChatAction")
    with caplog.at_level(logging.WARNING, "connectors.telegram.channel"):
        await telegram.acknowledge(Inbound(GIULIA, "callback:1", payload="/a", interaction="77"))
        await telegram.show_typing(GIULIA)
    assert len([record for record in caplog.records if "telegram did not" in record.message]) == 2


async def test_sending_does_not_block_the_loop(
    fake_telegram: FakeTelegram, telegram: TelegramChannel
) -> None:
    fake_telegram.fail_always(Fault.hang())
    tasks = [asyncio.create_task(telegram.send(GIULIA, HELLO)) for _ in range(5)]
    await fake_telegram.wait_for_call("sendMessage", 5)
    assert not [task for task in tasks if task.done()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_an_attachment_is_fetched_or_said_to_be_gone(
    fake_telegram: FakeTelegram, telegram: TelegramChannel
) -> None:
    fake_telegram.files["photo-1"] = b"bytes"
    media = await telegram.download(Attachment(AttachmentKind.IMAGE, "photo-1", "image/jpeg"))
    assert (media.content, media.media_type) == (b"bytes", "image/jpeg")
    for gone in (Attachment(AttachmentKind.IMAGE, "photo-2"), Attachment(AttachmentKind.LOCATION)):
        with pytest.raises(MediaUnavailable):
            await telegram.download(gone)


async def test_the_token_shows_nowhere(fake_telegram: FakeTelegram, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    channel = telegram_channel(fake_telegram.url, answer_seconds=HASTY_SECONDS)
    fake_telegram.files["photo-1"] = b"bytes"
    shown = [repr(channel), repr(vars(channel)), str(channel._settings)]
    await channel.send(GIULIA, HELLO)
    await channel.download(Attachment(AttachmentKind.IMAGE, "photo-1"))
    faults = (Fault.drop(), Fault.hang(), Fault.answer(200, "x"), Fault.answer(404, "x"))
    for fault in faults:
        fake_telegram.fail(fault)
        with pytest.raises(SendError) as raised:
            await channel.send(GIULIA, HELLO)
        cause: BaseException | None = raised.value
        while cause is not None:
            shown += [repr(cause), str(cause), repr(vars(cause).get("_request"))]
            cause = cause.__cause__ or cause.__context__
    await channel.close()
    secret = TOKEN.partition(":")[2]
    assert any("api" in record.getMessage().lower() for record in caplog.records)
    assert not [record for record in caplog.records if secret in record.getMessage()]
    assert not [words for words in shown if secret in words]


ERRORS = [
    (telegram.error.TelegramError("odd"), Uncertain),
    (telegram.error.BadRequest("Bad Request: odd"), Rejected),
    (telegram.error.ChatMigrated(5), Rejected),
    (telegram.error.Conflict("other"), Retryable),
    (telegram.error.EndPointNotFound("odd"), Rejected),
    (telegram.error.Forbidden("Forbidden: bot was blocked by the user"), Rejected),
    (telegram.error.InvalidToken(), Rejected),
    (telegram.error.NetworkError("Request Entity Too Large (413)"), Rejected),
    (telegram.error.PassportDecryptionError("odd"), Rejected),
    (telegram.error.RetryAfter(3), Retryable),
    (telegram.error.TimedOut(), Uncertain),
    (TooManyRequests(3.0), Retryable),
    (ServerTrouble(500), Retryable),
]


@pytest.mark.parametrize(("error", "kind"), ERRORS, ids=lambda value: type(value).__name__)
def test_each_error_of_the_library_has_one_meaning(
    error: telegram.error.TelegramError, kind: type[SendError]
) -> None:
    assert type(send_error(error)) is kind
    assert str(call_error(error))


def test_no_error_of_the_library_is_forgotten() -> None:
    known = {getattr(telegram.error, name) for name in telegram.error.__all__}
    assert known <= {type(error) for error, _ in ERRORS}
