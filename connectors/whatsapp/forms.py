"""Genuine forms, as Twilio posts them for WhatsApp; for tests, demonstrations and load."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from twilio.request_validator import RequestValidator

from connectors.base import WebhookRequest

Form = dict[str, str]

ACCOUNT_SID = "AC00000000000000000000000000000001"
AUTH_TOKEN = "0123456789abcdef0123456789abcdef"  # noqa: S105 - invented
SHOP_NUMBER = "+390612345678"
FORM_TYPE = "application/x-www-form-urlencoded"


def new_sid(prefix: str = "SM") -> str:
    """A fresh identifier of Twilio's shape."""
    return prefix + secrets.token_hex(16)


def inbound_form(number: str, body: str = "", *, sid: str | None = None, **fields: str) -> Form:
    """A person wrote to the shop's number; ``fields`` add or replace what Twilio says."""
    identifier = sid or new_sid()
    return {
        "SmsMessageSid": identifier,
        "NumMedia": "0",
        "ProfileName": "Giulia Prova",
        "MessageType": "text",
        "SmsSid": identifier,
        "WaId": number.removeprefix("+"),
        "SmsStatus": "received",
        "Body": body,
        "To": f"whatsapp:{SHOP_NUMBER}",
        "NumSegments": "1",
        "ReferralNumMedia": "0",
        "MessageSid": identifier,
        "AccountSid": ACCOUNT_SID,
        "From": f"whatsapp:{number}",
        "ApiVersion": "2010-04-01",
        **fields,
    }


def press_form(number: str, payload: str, title: str) -> Form:
    """A person pressed a quick reply."""
    return inbound_form(number, title, MessageType="button", ButtonPayload=payload, ButtonText=title)


def media_form(number: str, url: str, media_type: str, body: str = "") -> Form:
    """A person sent a photo, a voice note or a file."""
    kind = media_type.partition("/")[0]
    return inbound_form(
        number,
        body,
        sid=new_sid("MM"),
        MessageType=kind,
        NumMedia="1",
        MediaUrl0=url,
        MediaContentType0=media_type,
    )


def location_form(number: str, latitude: float, longitude: float) -> Form:
    """A person sent a place."""
    return inbound_form(
        number,
        MessageType="location",
        Latitude=str(latitude),
        Longitude=str(longitude),
        Address="Via Roma 1, Torino",
        Label="Casa",
    )


def status_form(sid: str, status: str, number: str, error_code: int | None = None) -> Form:
    """What became of a message of ours."""
    form = {
        "ChannelPrefix": "whatsapp",
        "ApiVersion": "2010-04-01",
        "MessageStatus": status,
        "SmsSid": sid,
        "SmsStatus": status,
        "ChannelInstallSid": "XE00000000000000000000000000000001",
        "To": f"whatsapp:{number}",
        "From": f"whatsapp:{SHOP_NUMBER}",
        "MessageSid": sid,
        "AccountSid": ACCOUNT_SID,
        "ChannelToAddress": number,
    }
    return form if error_code is None else {**form, "ErrorCode": str(error_code)}


def template(
    sid: str,
    name: str,
    types: Mapping[str, object],
    language: str = "it",
    status: str = "approved",
    variables: Mapping[str, str] | None = None,
) -> dict[str, object]:
    """A content resource with its approval, as ``ContentAndApprovals`` lists it."""
    return {
        "sid": sid,
        "account_sid": ACCOUNT_SID,
        "friendly_name": name,
        "language": language,
        "variables": dict(variables or {}),
        "types": dict(types),
        "approval_requests": {
            "name": name,
            "category": "UTILITY",
            "content_type": next(iter(types)),
            "status": status,
            "rejection_reason": "",
            "allow_category_change": False,
        },
        "date_created": "2026-01-05T09:00:00Z",
        "date_updated": "2026-01-05T09:00:00Z",
    }


def sign(url: str, form: Mapping[str, str], auth_token: str = AUTH_TOKEN) -> str:
    """Twilio's signature of a form posted to an address."""
    signature: str = RequestValidator(auth_token).compute_signature(url, dict(form))
    return signature


def webhook_request(
    form: Mapping[str, str],
    url: str = "https://shop.example/webhooks/whatsapp",
    auth_token: str = AUTH_TOKEN,
) -> WebhookRequest:
    """The signed HTTP request that carries a form to our webhook."""
    parts = urlsplit(url)
    return WebhookRequest(
        method="POST",
        url=url,
        headers={"content-type": FORM_TYPE, "x-twilio-signature": sign(url, form, auth_token)},
        body=urlencode(form).encode(),
        route="status" if parts.path.endswith("/status") else "",
        query=dict(parse_qsl(parts.query)),
    )
