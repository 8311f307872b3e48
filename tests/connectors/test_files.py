"""Agents' files on every channel: what is refused, what is on the wire, and what one row is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from connectors.base import Channel, ChannelContext, Media
from connectors.telegram.channel import TelegramChannel
from connectors.telegram.settings import TelegramSettings
from connectors.telegram.testing import TOKEN, FakeTelegram
from connectors.testing import Fault
from connectors.webchat.channel import WebchatChannel
from connectors.whatsapp import forms, testing
from connectors.whatsapp.channel import WhatsappChannel
from connectors.whatsapp.settings import WhatsappSettings
from connectors.whatsapp.testing import FakeTwilio
from handoff.errors import Rejected, Retryable, Uncertain
from handoff.messages import Address, Attachment, AttachmentKind, Button, Outbound
from tests.connectors.support import ANSWER_SECONDS, GIULIA, GIULIA_WHATSAPP, PUBLIC_URL

PHOTO = Attachment(AttachmentKind.IMAGE, "upload:photo", "image/jpeg", "scarpa.jpg", 3)
INVOICE = Attachment(AttachmentKind.DOCUMENT, "upload:invoice", "application/pdf", "fattura.pdf", 4)
VISITOR = Address("webchat", "v-1")


@dataclass
class Shelf:
    """Files in a dictionary."""

    kept: dict[str, Media] = field(
        default_factory=lambda: {
            "upload:photo": Media(b"jpg", "image/jpeg"),
            "upload:invoice": Media(b"%PDF", "application/pdf"),
        }
    )
    fails: Exception | None = None

    async def read(self, reference: str) -> Media:
        if self.fails:
            raise self.fails
        return self.kept[reference]

    def path(self, reference: str) -> str:
        return f"/files/secret-{reference.removeprefix('upload:')}"


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
async def telegram(fake_telegram: FakeTelegram, shelf: Shelf) -> AsyncIterator[TelegramChannel]:
    settings = TelegramSettings(telegram_token=TOKEN, telegram_api_url=fake_telegram.url)
    context = ChannelContext(PUBLIC_URL, answer_seconds=ANSWER_SECONDS, files=shelf)
    channel = TelegramChannel(settings, context)
    yield channel
    await channel.close()


def twilio_settings(api_url: str) -> WhatsappSettings:
    return WhatsappSettings(
        twilio_account_sid=forms.ACCOUNT_SID,
        twilio_auth_token=forms.AUTH_TOKEN,
        whatsapp_from=forms.SHOP_NUMBER,
        twilio_api_url=api_url,
    )


@pytest.fixture
async def whatsapp(fake_twilio: FakeTwilio, shelf: Shelf) -> AsyncIterator[WhatsappChannel]:
    context = ChannelContext(PUBLIC_URL, answer_seconds=ANSWER_SECONDS, files=shelf)
    channel = WhatsappChannel(twilio_settings(fake_twilio.url), context)
    yield channel
    await channel.close()


class Sockets:
    """What was pushed."""

    def __init__(self) -> None:
        self.pushed: list[tuple[str, str, Mapping[str, object]]] = []

    async def push(self, contact: str, event: str, body: Mapping[str, object]) -> None:
        self.pushed.append((contact, event, body))


def webchat(shelf: Shelf, sockets: Sockets, public_url: str | None = PUBLIC_URL) -> WebchatChannel:
    return WebchatChannel(ChannelContext(public_url, push=sockets.push, files=shelf))


def parts(channel: Channel, message: Outbound) -> list[tuple[str, list[str | None]]]:
    """The words and the files of each part."""
    return [(part.text, [file.name for file in part.attachments]) for part in channel.render(message)]


# Telegram


@pytest.mark.parametrize(
    "fails", [Rejected("Gone.", reason="file_unavailable"), Retryable("The database is away.")]
)
async def test_a_file_that_cannot_be_read_is_not_sent(
    telegram: TelegramChannel, fake_telegram: FakeTelegram, shelf: Shelf, fails: Exception
) -> None:
    shelf.fails = fails
    with pytest.raises(type(fails)):
        await telegram.send(GIULIA, Outbound(attachments=(PHOTO,), id="m1"))
    assert fake_telegram.calls == []


async def test_telegram_may_refuse_a_file(telegram: TelegramChannel, fake_telegram: FakeTelegram) -> None:
    body = {"ok": False, "error_code": 400, "description": "Bad Request: PHOTO_INVALID_DIMENSIONS"}
    fake_telegram.fail(Fault.answer(400, body))
    with pytest.raises(Rejected, match=r"(?i)photo_invalid_dimensions"):
        await telegram.send(GIULIA, Outbound(attachments=(PHOTO,), id="m1"))
    assert fake_telegram.sent == []


async def test_a_file_of_unknown_fate_is_uncertain(shelf: Shelf, fake_telegram: FakeTelegram) -> None:
    settings = TelegramSettings(telegram_token=TOKEN, telegram_api_url=fake_telegram.url)
    channel = TelegramChannel(settings, ChannelContext(PUBLIC_URL, answer_seconds=1.0, files=shelf))
    fake_telegram.fail(Fault.hang(accepted=True))
    with pytest.raises(Uncertain):
        await channel.send(GIULIA, Outbound(attachments=(INVOICE,), id="m1"))
    assert [sent.file for sent in fake_telegram.sent] == ["fattura.pdf"]
    await channel.close()


async def test_telegram_gets_pictures_to_look_at_and_files_to_save(
    telegram: TelegramChannel, fake_telegram: FakeTelegram
) -> None:
    await telegram.send(GIULIA, Outbound("Eccola", attachments=(PHOTO,), id="m1"))
    receipt = await telegram.send(GIULIA, Outbound(attachments=(INVOICE,), id="m2"))
    assert [call.method for call in fake_telegram.calls] == ["sendPhoto", "sendDocument"]
    assert [(sent.text, sent.file, sent.file_bytes) for sent in fake_telegram.sent] == [
        ("Eccola", "scarpa.jpg", 3),
        ("", "fattura.pdf", 4),
    ]
    assert fake_telegram.uploaded == [b"jpg", b"%PDF"]
    assert receipt.provider_id == fake_telegram.sent[-1].id


async def test_a_picture_too_large_to_look_at_is_a_file(
    telegram: TelegramChannel, fake_telegram: FakeTelegram, shelf: Shelf
) -> None:
    shelf.kept["upload:photo"] = Media(b"x" * 10_000_001, "image/jpeg")
    await telegram.send(GIULIA, Outbound(attachments=(PHOTO,), id="m1"))
    assert [call.method for call in fake_telegram.calls] == ["sendDocument"]


def test_on_telegram_a_single_file_carries_the_words_that_fit(telegram: TelegramChannel) -> None:
    assert parts(telegram, Outbound("Ecco", attachments=(INVOICE,))) == [("Ecco", ["fattura.pdf"])]
    long = "parola " * 200
    assert parts(telegram, Outbound(long, attachments=(INVOICE,))) == [
        (long.strip(), []),
        ("", ["fattura.pdf"]),
    ]


# WhatsApp


async def test_without_a_public_address_twilio_could_not_fetch_it(
    fake_twilio: FakeTwilio, shelf: Shelf
) -> None:
    channel = WhatsappChannel(twilio_settings(fake_twilio.url), ChannelContext(None, files=shelf))
    with pytest.raises(Rejected) as raised:
        await channel.send(GIULIA_WHATSAPP, Outbound(attachments=(PHOTO,), id="m1"))
    assert raised.value.reason == "no_public_address"
    assert fake_twilio.calls == []
    await channel.close()


@pytest.mark.parametrize("code", [63019, 63005, 12300, 21620, 11751])
async def test_a_file_that_twilio_refuses_says_so(
    whatsapp: WhatsappChannel, fake_twilio: FakeTwilio, code: int
) -> None:
    fake_twilio.fail(testing.error(400, code, "Media failed to download"))
    with pytest.raises(Rejected) as raised:
        await whatsapp.send(GIULIA_WHATSAPP, Outbound(attachments=(PHOTO,), id="m1"))
    assert raised.value.reason == "file_refused"


async def test_twilio_is_told_where_to_fetch_a_file(
    whatsapp: WhatsappChannel, fake_twilio: FakeTwilio
) -> None:
    await whatsapp.send(GIULIA_WHATSAPP, Outbound("Eccola", attachments=(PHOTO,), id="m1"))
    assert fake_twilio.sent[0].image == f"{PUBLIC_URL}/files/secret-photo"
    assert fake_twilio.sent[0].text == "Eccola"


def test_on_whatsapp_only_pictures_carry_words(whatsapp: WhatsappChannel) -> None:
    assert parts(whatsapp, Outbound("Ecco", attachments=(PHOTO,))) == [("Ecco", ["scarpa.jpg"])]
    assert parts(whatsapp, Outbound("Ecco", attachments=(INVOICE,))) == [("Ecco", []), ("", ["fattura.pdf"])]


# The web chat


async def test_visitors_are_shown_pictures_and_files(shelf: Shelf) -> None:
    sockets = Sockets()
    channel = webchat(shelf, sockets)
    for file in (PHOTO, INVOICE):
        await channel.send(VISITOR, Outbound(attachments=(file,), id="m1", author="agent"))
    photo, invoice = (body for _, _, body in sockets.pushed)
    url = f"{PUBLIC_URL}/files/secret-photo"
    assert photo["attachment"] == {"type": "image", "payload": {"src": url}}
    assert "text" not in photo
    shown: Any = invoice["metadata"]
    assert shown["files"] == [
        {
            "kind": "document",
            "media_type": "application/pdf",
            "name": "fattura.pdf",
            "size": 4,
            "url": f"{PUBLIC_URL}/files/secret-invoice",
        }
    ]


async def test_clients_of_the_old_protocol_are_told_of_a_file_in_words(shelf: Shelf) -> None:
    channel = webchat(shelf, Sockets())
    plain = channel.without_metadata(channel.utterance_from(Outbound(attachments=(INVOICE,))))
    assert plain == {"text": f"📎 fattura.pdf\n{PUBLIC_URL}/files/secret-invoice"}
    photo = channel.without_metadata(channel.utterance_from(Outbound(attachments=(PHOTO,))))
    assert list(photo) == ["attachment"]


def test_without_a_public_address_visitors_ask_where_they_are(shelf: Shelf) -> None:
    assert webchat(shelf, Sockets(), None).shown_file(PHOTO)["url"] == "/files/secret-photo"


# All of them


async def test_one_row_is_one_call(
    telegram: TelegramChannel, whatsapp: WhatsappChannel, shelf: Shelf
) -> None:
    message = Outbound("Ecco", attachments=(PHOTO, INVOICE))
    for channel in (telegram, whatsapp, webchat(shelf, Sockets())):
        assert parts(channel, message) == [("Ecco", []), ("", ["scarpa.jpg"]), ("", ["fattura.pdf"])]
        assert parts(channel, Outbound(attachments=(INVOICE,))) == [("", ["fattura.pdf"])]


async def test_buttons_stay_with_the_words(
    telegram: TelegramChannel, whatsapp: WhatsappChannel, shelf: Shelf
) -> None:
    message = Outbound("Quale?", (Button("Una", "/una"),), attachments=(PHOTO,))
    for channel in (telegram, whatsapp, webchat(shelf, Sockets())):
        words, file = channel.render(message)
        assert [button.title for button in words.buttons] == ["Una"]
        assert (file.buttons, file.text) == ((), "")
