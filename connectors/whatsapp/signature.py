"""Twilio's signature: over the public address it called and every field it sent.

https://www.twilio.com/docs/usage/security#validating-requests
"""

from __future__ import annotations

from twilio.request_validator import RequestValidator

from connectors.base import BadSignature, MalformedRequest, WebhookRequest
from connectors.body import read_form

HEADER = "x-twilio-signature"


class _Fields(dict[str, list[str]]):
    """Fields as the validator reads them: it asks for every value of a name."""

    def getlist(self, name: str) -> list[str]:
        return self[name]


def verify(request: WebhookRequest, auth_token: str) -> None:
    """Raises ``BadSignature`` unless Twilio signed the request with our auth token.

    What can't be read can't be signed either: a broken form is a forged one.
    """
    signature = request.headers.get(HEADER)
    if not signature or not auth_token:
        raise BadSignature
    try:
        fields = _Fields(read_form(request))
        valid = RequestValidator(auth_token).validate(request.url, fields, signature)
    except (MalformedRequest, ValueError) as error:
        raise BadSignature from error
    if not valid:
        raise BadSignature
