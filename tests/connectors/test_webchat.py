"""The web chat: what a visitor's client may send, and the exact shape of what it gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from connectors.base import BadSignature, ChannelContext, MalformedRequest, MediaUnavailable, WebhookRequest
from connectors.webchat.channel import WebchatChannel
from connectors.webchat.errors import EmptyText, NotAnUtterance, TextTooLong
from handoff.messages import Address, Attachment, AttachmentKind, Button, Inbound, Outbound
from tests.connectors.support import load, names

CONTACT = "v-1"
BUTTONS = (Button("La spedizione", "/faq/shipping_cost"), Button("Una persona", "/ask_person"))


class Sockets:
    """What would go out on a visitor's sockets."""

    def __init__(self) -> None:
        self.frames: list[tuple[str, str, dict[str, object]]] = []

    async def push(self, contact: str, event: str, body: Mapping[str, object]) -> None:
        self.frames.append((contact, event, dict(body)))


@pytest.fixture
def sockets() -> Sockets:
    return Sockets()


@pytest.fixture
def channel(sockets: Sockets) -> WebchatChannel:
    return WebchatChannel(ChannelContext(push=sockets.push))


def read(channel: WebchatChannel, name: str) -> Inbound:
    return channel.inbound_from_utterance(CONTACT, load("webchat", name)["body"])


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (None, NotAnUtterance),
        ("text", NotAnUtterance),
        ([], NotAnUtterance),
        (b"bytes", NotAnUtterance),
        ({}, EmptyText),
        ({"message": None}, EmptyText),
        ({"message": " \n\x00 "}, EmptyText),
        ({"message": 5}, NotAnUtterance),
        ({"message": ["a"]}, NotAnUtterance),
        ({"message": "x" * 4001}, TextTooLong),
        ({"message": "a", "payload": 5}, NotAnUtterance),
        ({"message": "a", "payload": "greet"}, NotAnUtterance),
        ({"message": "a", "payload": "/" + "x" * 1000}, TextTooLong),
        ({"message": "a", "id": 5}, NotAnUtterance),
        ({"message": "a", "id": ""}, NotAnUtterance),
        ({"message": "a", "id": "a/b"}, NotAnUtterance),
        ({"message": "a", "id": "x" * 101}, NotAnUtterance),
        ({"message": "a", "customData": "{"}, NotAnUtterance),
        ({"message": "a", "customData": "[" * 9000}, NotAnUtterance),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_is_not_an_utterance_is_refused_with_a_code(
    channel: WebchatChannel, body: object, error: type[MalformedRequest]
) -> None:
    with pytest.raises(error) as raised:
        channel.inbound_from_utterance(CONTACT, body)
    assert raised.value.code in {"malformed_request", "empty_text", "text_too_long"}


@pytest.mark.parametrize(
    "token",
    [None, 5, "", "0c6e5f0e6a6b4c0b8f5d7d3f3c1e2a90", "x" * 44, "è" * 43, ["x"], "x" * 42 + "\n"],
)
def test_a_token_that_we_never_issued_opens_nothing(channel: WebchatChannel, token: object) -> None:
    assert channel.contact_of(token) is None


def test_a_token_opens_one_contact_and_cannot_be_read_from_it(channel: WebchatChannel) -> None:
    tokens = {channel.session_token() for _ in range(100)}
    contacts = {channel.contact_of(token) for token in tokens}
    assert len(tokens) == len(contacts) == 100
    assert None not in contacts
    assert not [token for token in tokens for contact in contacts if token in str(contact)]


def test_the_sender_is_the_token_and_never_the_body(channel: WebchatChannel) -> None:
    event = channel.inbound_from_utterance(CONTACT, {"message": "ciao", "session_id": "v-2", "sender": "v-2"})
    assert event.sender == Address("webchat", CONTACT)


def test_the_same_id_from_two_visitors_is_two_messages(channel: WebchatChannel) -> None:
    body = {"message": "ciao", "id": "same"}
    ids = {channel.inbound_from_utterance(contact, body).provider_id for contact in ("v-1", "v-2", "v-1")}
    assert len(ids) == 2
    assert {channel.client_id_of(provider_id) for provider_id in ids} == {"same"}


def test_messages_without_an_id_are_all_different(channel: WebchatChannel) -> None:
    body = {"message": "ciao"}
    ids = {channel.inbound_from_utterance(CONTACT, body).provider_id for _ in range(10)}
    assert len(ids) == 10


@pytest.mark.parametrize(
    ("name", "text", "payload", "language"),
    [
        ("user_uttered_rasa_webchat", "dov'è il mio pacco?", None, "it"),
        ("user_uttered_custom_data_text", "where is my parcel?", None, "en"),
        ("user_uttered_init_payload", "", "/greet", "it"),
        ("user_uttered_quick_reply_rasa", "/faq/shipping_cost", None, "it"),
        ("user_uttered_ours", "quanto costa la spedizione?", None, "it"),
        ("user_uttered_button_ours", "Una persona", "/ask_person", None),
    ],
)
def test_what_clients_send_is_read(
    channel: WebchatChannel, name: str, text: str, payload: str | None, language: str | None
) -> None:
    event = read(channel, name)
    assert (event.text, event.payload, event.language) == (text, payload, language)


def test_the_language_of_the_session_is_the_fallback(channel: WebchatChannel) -> None:
    assert channel.inbound_from_utterance(CONTACT, {"message": "a"}, "en-US").language == "en"
    assert channel.inbound_from_utterance(CONTACT, {"message": "a"}, "klingon").language is None


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("session_request_new", False),
        ("session_request_rasa_webchat", False),
        ("session_request_forged", False),
        ("session_request_ours", True),
    ],
)
def test_only_our_own_client_gets_metadata(channel: WebchatChannel, name: str, ours: bool) -> None:
    assert channel.wants_metadata(load("webchat", name)["body"]) is ours
    assert not channel.wants_metadata(None)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("bot_uttered_text", Outbound("Ciao! Come posso aiutarti?")),
        ("bot_uttered_quick_replies", Outbound("Intendevi…?", BUTTONS)),
        ("bot_uttered_image", Outbound(image="https://bottega.example/etichetta.png")),
    ],
)
def test_utterances_have_the_shape_that_existing_clients_expect(
    channel: WebchatChannel, name: str, message: Outbound
) -> None:
    (part,) = channel.render(replace(message, id="m1", author="agent", author_name="Marta"))
    body = channel.utterance_from(part, sequence=3)
    assert channel.without_metadata(body) == load("webchat", name)["body"]
    assert body["metadata"] == {
        "id": "m1",
        "sequence": 3,
        "author": "agent",
        "author_name": "Marta",
        "at": None,
    }


def test_an_image_and_words_are_two_utterances_with_the_buttons_last(channel: WebchatChannel) -> None:
    parts = channel.render(Outbound("parola " * 1000, BUTTONS, "https://bottega.example/a.png"))
    bodies = [channel.without_metadata(channel.utterance_from(part)) for part in parts]
    assert [sorted(body) for body in bodies] == [["attachment"], ["text"], ["quick_replies", "text"]]
    assert all(len(body.get("text", "")) <= 4000 for body in bodies)
    assert channel.render(Outbound(" ")) == []


async def test_sending_is_a_push_that_may_be_repeated(channel: WebchatChannel, sockets: Sockets) -> None:
    message = Outbound("Ciao", id="m1")
    receipts = [await channel.send(Address("webchat", CONTACT), message) for _ in range(2)]
    assert receipts[0] == receipts[1]
    assert channel.capabilities.idempotent_send
    assert [frame[:2] for frame in sockets.frames] == [(CONTACT, "bot_uttered")] * 2
    metadata: Any = sockets.frames[0][2]["metadata"]
    assert metadata["id"] == "m1"
    await channel.show_typing(Address("webchat", CONTACT))
    assert sockets.frames[-1][1] == "typing"


async def test_there_is_no_webhook_and_nothing_to_fetch(channel: WebchatChannel) -> None:
    request = WebhookRequest("POST", "https://shop.example/webhooks/webchat", {}, b"{}")
    with pytest.raises(BadSignature):
        channel.verify(request)
    with pytest.raises(MalformedRequest):
        channel.parse(request)
    with pytest.raises(MediaUnavailable):
        await channel.download(Attachment(AttachmentKind.IMAGE, "x"))
    assert all(finding.ok for finding in await channel.check())


def test_there_are_enough_recorded_events() -> None:
    assert len(names("webchat")) >= 10
