"""Telegram's webhook: who may call it, and what becomes of each kind of update."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from connectors.base import BadSignature, MalformedRequest
from connectors.telegram.testing import FakeTelegram
from connectors.telegram.updates import webhook_request
from handoff.messages import Attachment, AttachmentKind, ContactBlocked, Edited, Inbound, Unknown
from tests.connectors.support import GIULIA, SECRET, load, names, telegram_channel

SENT_AT = datetime.fromtimestamp(1764000000, UTC)


def read(name: str) -> Any:
    (event,) = telegram_channel().parse(webhook_request(load("telegram", name), SECRET))
    return event


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", SECRET[:-1], "sëgreto", None])
def test_a_call_without_our_secret_is_refused(secret: str | None) -> None:
    with pytest.raises(BadSignature):
        telegram_channel().verify(webhook_request(load("telegram", "text"), secret))


@pytest.mark.parametrize("given", ["", SECRET, None])
def test_without_a_secret_of_our_own_every_call_is_refused(given: str | None) -> None:
    with pytest.raises(BadSignature):
        telegram_channel(secret=None).verify(webhook_request(load("telegram", "text"), given))


def test_a_call_with_our_secret_is_let_in() -> None:
    telegram_channel().verify(webhook_request(load("telegram", "text"), SECRET))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"\xff\xfe{}",
        b"{}",
        b'{"update_id": "many"}',
        b'{"update_id": -1}',
        b'{"update_id": 1, "message": []}',
        b'{"update_id": 1, "message": {"message_id": 1}}',
        b'{"update_id": 1, "message": {"message_id": 1, "date": 1e99, "chat": {"id": 1, "type": "private"}}}',
        (
            b'{"update_id": 1, "message": {"message_id": 1, "date": 99999999999999, "text": "a",'
            b' "chat": {"id": 1, "type": "private"}}}'
        ),
        (
            b'{"update_id": 1, "message": {"message_id": 1, "date": -99999999999999, "text": "a",'
            b' "chat": {"id": 1, "type": "private"}}}'
        ),
        b'{"update_id": NaN}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"update_id": 1, "message": "' + b"x" * 2_000_000 + b'"}',
    ],
    ids=lambda body: repr(body[:40]),
)
def test_what_is_not_an_update_is_malformed(body: bytes) -> None:
    request = replace(webhook_request({}, SECRET), body=body)
    with pytest.raises(MalformedRequest):
        telegram_channel().parse(request)


def test_other_methods_and_routes_are_malformed() -> None:
    request = webhook_request(load("telegram", "text"), SECRET)
    for wrong in (replace(request, method="GET"), replace(request, route="status")):
        with pytest.raises(MalformedRequest):
            telegram_channel().parse(wrong)


def test_text() -> None:
    assert read("text") == Inbound(
        sender=GIULIA,
        provider_id="700100200:401",
        text="Dov'è il mio pacco? 📦",
        language="it",
        sent_at=SENT_AT,
    )


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("command_start", "/greet"),
        ("command_start_deep_link", "/greet"),
        ("command_language", '/set_language{"language":"en"}'),
        ("command_operator", "/ask_person"),
    ],
)
def test_commands_are_payloads_and_stay_readable(name: str, payload: str) -> None:
    event = read(name)
    assert event.payload == payload
    assert event.text == load("telegram", name)["message"]["text"]


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("/lingua", "/set_language"),
        ("/lingua klingon", "/set_language"),
        ("/LINGUA Italiano", '/set_language{"language":"it"}'),
        ("/operator", "/ask_person"),
        ("/faq/shipping_cost", None),
        ("/set_language", None),
        ('/restart{"a":1}', None),
        ("/", None),
        ("operatore", None),
    ],
)
def test_only_our_own_commands_become_payloads(text: str, payload: str | None) -> None:
    (event,) = telegram_channel().parse(webhook_request(FakeTelegram.text_update(1, text), SECRET))
    assert isinstance(event, Inbound)
    assert event.payload == payload
    assert event.text == text


def test_an_edit_names_the_message_it_changes() -> None:
    assert read("edited_text") == Edited(
        sender=GIULIA,
        provider_id=read("text").provider_id,
        event_id="update:812000007",
        text="Dov'è il mio pacco 4711?",
    )


def test_a_press_carries_its_payload_its_title_and_what_acknowledges_it() -> None:
    event = read("callback_query")
    assert (event.payload, event.text) == ("/faq/shipping_cost", "La spedizione")
    assert event.interaction == "3006880221912345678"
    assert event.provider_id == "callback:3006880221912345678"
    assert event.sender == GIULIA


def test_a_press_on_a_long_payload_carries_its_number() -> None:
    assert read("callback_query_ordinal").payload == "#2"


def test_a_press_below_a_message_that_is_gone_still_counts() -> None:
    assert isinstance(read("callback_query_inaccessible_message"), Inbound)


@pytest.mark.parametrize(
    ("name", "attachment", "caption"),
    [
        (
            "photo",
            Attachment(AttachmentKind.IMAGE, "AgACAgQAAxkBAAIBlarge", "image/jpeg", size=130442),
            "È arrivato così",
        ),
        ("voice", Attachment(AttachmentKind.AUDIO, "AwACAgQAAxkBAAIBvoice", "audio/ogg", size=28110), ""),
        (
            "audio",
            Attachment(AttachmentKind.AUDIO, "CQACAgQAAxkBAAIBaudio", "audio/mpeg", "canzone.mp3", 5012345),
            "",
        ),
        (
            "video",
            Attachment(AttachmentKind.VIDEO, "BAACAgQAAxkBAAIBvideo", "video/mp4", "pacco.mp4", 1840221),
            "Guardate",
        ),
        (
            "video_note",
            Attachment(AttachmentKind.VIDEO, "DQACAgQAAxkBAAIBnote", "video/mp4", size=400111),
            "",
        ),
        (
            "document",
            Attachment(
                AttachmentKind.DOCUMENT, "BQACAgQAAxkBAAIBdoc", "application/pdf", "fattura.pdf", 88123
            ),
            "",
        ),
        (
            "animation",
            Attachment(AttachmentKind.VIDEO, "CgACAgQAAxkBAAIBgif", "video/mp4", "ciao.mp4", 51000),
            "",
        ),
        (
            "sticker",
            Attachment(AttachmentKind.STICKER, "CAACAgQAAxkBAAIBsticker", "image/webp", "👍", 24500),
            "",
        ),
        ("contact", Attachment(AttachmentKind.CONTACT, name="Mario Esempio +393330001122"), ""),
        ("location", Attachment(AttachmentKind.LOCATION, latitude=45.070312, longitude=7.686856), ""),
        (
            "venue",
            Attachment(
                AttachmentKind.LOCATION,
                name="Stazione, Corso Esempio 53, Torino",
                latitude=45.0621,
                longitude=7.6787,
            ),
            "",
        ),
    ],
)
def test_attachments_are_kept(name: str, attachment: Attachment, caption: str) -> None:
    event = read(name)
    assert isinstance(event, Inbound)
    assert event.attachments == (attachment,)
    assert event.text == caption


@pytest.mark.parametrize(("name", "blocked"), [("blocked", True), ("unblocked", False)])
def test_blocking_is_recorded(name: str, blocked: bool) -> None:
    event = read(name)
    assert isinstance(event, ContactBlocked)
    assert (event.sender, event.blocked) == (GIULIA, blocked)


@pytest.mark.parametrize("name", [*names("telegram", "unknown_*"), "edited_live_location"])
def test_what_we_do_not_know_is_kept_as_it_came(name: str) -> None:
    event = read(name)
    assert isinstance(event, Unknown)
    assert event.body == load("telegram", name)
    assert event.event_id == f"update:{load('telegram', name)['update_id']}"


def test_text_that_a_database_refuses_is_cleaned() -> None:
    (event,) = telegram_channel().parse(webhook_request(FakeTelegram.text_update(1, "ci\x00ao"), SECRET))
    assert isinstance(event, Inbound)
    assert event.text == "ciao"


def test_there_are_enough_recorded_updates() -> None:
    assert len(names("telegram")) >= 10
