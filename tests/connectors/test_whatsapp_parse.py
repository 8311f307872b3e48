"""Twilio's webhook: who may call it, and what becomes of each kind of form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest

from connectors.base import BadSignature, MalformedRequest, WebhookRequest
from connectors.whatsapp.forms import ACCOUNT_SID, AUTH_TOKEN, sign, webhook_request
from connectors.whatsapp.testing import FakeTwilio
from handoff.messages import Attachment, AttachmentKind, DeliveryStatus, Inbound, StatusUpdate, Unknown
from tests.connectors.support import GIULIA_WHATSAPP, load, names, whatsapp_channel

URL = "https://shop.example/webhooks/whatsapp"
STATUS_URL = f"{URL}/status?message=m1"
OURS = "SM000000000000000000000000000000aa"


def request_of(name: str) -> WebhookRequest:
    url = STATUS_URL if name.startswith("status") else URL
    return webhook_request(load("whatsapp", name), url)


def read(name: str) -> Any:
    (event,) = whatsapp_channel().parse(request_of(name))
    return event


@pytest.mark.parametrize("name", names("whatsapp"))
def test_what_twilio_signed_is_let_in(name: str) -> None:
    whatsapp_channel().verify(request_of(name))


@pytest.mark.parametrize(
    "signature", [None, "", "x", "è", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", sign(URL, {"Body": "altro"})]
)
def test_a_wrong_signature_is_refused(signature: str | None) -> None:
    headers = {} if signature is None else {"x-twilio-signature": signature}
    with pytest.raises(BadSignature):
        whatsapp_channel().verify(replace(request_of("text"), headers=headers))


def test_a_signature_of_another_token_is_refused() -> None:
    with pytest.raises(BadSignature):
        whatsapp_channel(auth_token="f" * 32).verify(request_of("text"))


def test_a_signature_covers_every_field_and_the_whole_address() -> None:
    genuine = request_of("text")
    changed = [
        replace(genuine, body=genuine.body.replace(b"pacco", b"pecco")),
        replace(genuine, body=genuine.body + b"&ButtonPayload=%2Fask_person"),
        replace(genuine, body=genuine.body + b"&Body=altro"),
        replace(genuine, url=URL + "/status"),
        replace(genuine, url=URL + "?message=m2"),
        replace(genuine, url="https://evil.example/webhooks/whatsapp"),
        replace(genuine, url="http://[broken"),
        replace(genuine, url="https://shop.example:port/webhooks/whatsapp"),
    ]
    for request in changed:
        with pytest.raises(BadSignature):
            whatsapp_channel().verify(request)


@pytest.mark.parametrize(
    "url", ["https://shop.example:8443/webhooks/whatsapp", "http://127.0.0.1:8000/webhooks/whatsapp"]
)
def test_the_signature_is_checked_over_the_public_address(url: str) -> None:
    request = webhook_request(load("whatsapp", "text"), url)
    whatsapp_channel().verify(request)


@pytest.mark.parametrize("body", [b"\xff\xfe", b"Body=%ff%fe", b"&".join([b"a=1"] * 1000), b"x" * 2_000_000])
def test_what_cannot_be_read_cannot_be_signed(body: bytes) -> None:
    with pytest.raises(BadSignature):
        whatsapp_channel().verify(replace(request_of("text"), body=body))


@pytest.mark.parametrize(
    "changes",
    [
        {"MessageSid": "", "SmsMessageSid": "", "SmsSid": ""},
        {"MessageSid": "S" * 101},
        {"From": "whatsapp:"},
        {"From": "whatsapp:+" + "3" * 200},
        {"NumMedia": "one"},
        {"NumMedia": "-1"},
        {"NumMedia": "99999999999999999999"},
        {"NumMedia": "21"},
        {"NumMedia": "²"},
        {"NumMedia": "1"},
        {"NumMedia": "1", "MediaUrl0": "javascript:alert(1)"},
        {"NumMedia": "1", "MediaUrl0": "https://x/" + "a" * 3000},
        {"Latitude": "north", "Longitude": "7"},
        {"Latitude": "91", "Longitude": "7"},
        {"Latitude": "nan", "Longitude": "7"},
        {"Latitude": "45", "Longitude": "inf"},
    ],
    ids=str,
)
def test_what_is_not_a_message_is_malformed(changes: dict[str, str]) -> None:
    with pytest.raises(MalformedRequest):
        whatsapp_channel().parse(webhook_request({**load("whatsapp", "text"), **changes}))


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", b"Body=%ff", b"<Response/>", b"x" * 2_000_000])
def test_what_is_not_a_form_is_malformed(body: bytes) -> None:
    with pytest.raises(MalformedRequest):
        whatsapp_channel().parse(replace(request_of("text"), body=body))


def test_other_methods_and_routes_are_malformed() -> None:
    for wrong in (replace(request_of("text"), method="GET"), replace(request_of("text"), route="x")):
        with pytest.raises(MalformedRequest):
            whatsapp_channel().parse(wrong)


def test_text() -> None:
    assert read("text") == Inbound(
        sender=GIULIA_WHATSAPP,
        provider_id=load("whatsapp", "text")["MessageSid"],
        text="Dov'è il mio pacco? 📦",
    )


@pytest.mark.parametrize(
    ("name", "payload", "text"),
    [
        ("button", "/ask_person", "Una persona"),
        ("list_reply", "/faq/shipping_cost", "La spedizione"),
        ("text_number", None, "2"),
    ],
)
def test_replies_to_choices(name: str, payload: str | None, text: str) -> None:
    event = read(name)
    assert (event.payload, event.text) == (payload, text)


@pytest.mark.parametrize(
    ("name", "kinds", "media_type"),
    [
        ("image", [AttachmentKind.IMAGE], "image/jpeg"),
        ("two_images", [AttachmentKind.IMAGE, AttachmentKind.IMAGE], "image/jpeg"),
        ("voice", [AttachmentKind.AUDIO], "audio/ogg"),
        ("video", [AttachmentKind.VIDEO], "video/mp4"),
        ("document", [AttachmentKind.DOCUMENT], "application/pdf"),
        ("sticker", [AttachmentKind.STICKER], "image/webp"),
        ("contact_card", [AttachmentKind.CONTACT], "text/vcard"),
    ],
)
def test_media_are_kept(name: str, kinds: list[AttachmentKind], media_type: str) -> None:
    event = read(name)
    assert [attachment.kind for attachment in event.attachments] == kinds
    assert event.attachments[0].media_type == media_type
    assert event.attachments[0].reference == load("whatsapp", name)["MediaUrl0"]
    assert event.text == load("whatsapp", name)["Body"]


@pytest.mark.parametrize(
    ("name", "place"), [("location", "Casa, Via Roma 1, Torino"), ("location_bare", None)]
)
def test_places_are_kept(name: str, place: str | None) -> None:
    assert read(name).attachments == (
        Attachment(AttachmentKind.LOCATION, name=place, latitude=45.070312, longitude=7.686856),
    )


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("status_queued", DeliveryStatus.SENT, None),
        ("status_sent", DeliveryStatus.SENT, None),
        ("status_delivered", DeliveryStatus.DELIVERED, None),
        ("status_read", DeliveryStatus.READ, None),
        ("status_failed_window", DeliveryStatus.FAILED, "outside_window"),
        ("status_undelivered", DeliveryStatus.FAILED, "unknown_contact"),
    ],
)
def test_statuses_name_our_message(name: str, status: DeliveryStatus, code: str | None) -> None:
    assert read(name) == StatusUpdate(OURS, status, "m1", code)


def test_a_status_posted_to_the_message_address_is_still_a_status() -> None:
    (event,) = whatsapp_channel().parse(webhook_request(load("whatsapp", "status_read"), URL))
    assert event == StatusUpdate(OURS, DeliveryStatus.READ)


@pytest.mark.parametrize("name", [*names("whatsapp", "unknown_*"), "status_unknown"])
def test_what_we_do_not_know_is_kept_as_it_came(name: str) -> None:
    event = read(name)
    assert isinstance(event, Unknown)
    assert event.body == load("whatsapp", name)


def test_text_that_a_database_refuses_is_cleaned() -> None:
    form = FakeTwilio.inbound_form("+393330001122", "ci\x00ao")
    request = replace(webhook_request(form), body=urlencode(form).encode())
    (event,) = whatsapp_channel().parse(request)
    assert isinstance(event, Inbound)
    assert event.text == "ciao"


def test_a_number_without_a_name_has_none() -> None:
    form = FakeTwilio.inbound_form("+393330001122", "ciao", ProfileName="")
    (event,) = whatsapp_channel().parse(webhook_request(form))
    assert isinstance(event, Inbound)
    assert event.sender.name is None


def test_the_answer_is_empty_twiml() -> None:
    reply = whatsapp_channel().reply
    assert (reply.media_type, reply.body) == ("text/xml", "<Response/>")


def test_invented_credentials_are_of_the_right_shape() -> None:
    assert len(ACCOUNT_SID) == 34
    assert len(AUTH_TOKEN) == 32
    assert len(names("whatsapp")) >= 10
