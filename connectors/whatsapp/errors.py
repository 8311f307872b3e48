"""The one place where Twilio's errors become ours.

Codes: https://www.twilio.com/docs/api/errors (those that concern WhatsApp, and their neighbours).
"""

from __future__ import annotations

from collections.abc import Callable

import aiohttp
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException

from connectors.base import BadCredentials, ConnectorError, VendorUnreachable
from connectors.whatsapp.http import TwilioBusy
from handoff.errors import OutsideWindow, Rejected, Retryable, SendError, Uncertain

FAILURES = (
    TwilioException,
    aiohttp.ClientError,
    TimeoutError,
    ValueError,
    TypeError,
    AttributeError,
    RecursionError,
)
"""All that a call of the library can end with; the last four are answers it could not read."""

_NEVER_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientProxyConnectionError,
)
_UNAUTHORIZED_STATUS = frozenset({401, 403})

_OUTSIDE_WINDOW = frozenset({63016})
_SLOW_DOWN = frozenset({14107, 20429, 30001, 63018})
_REASONS: dict[str, tuple[frozenset[int], str]] = {
    "unauthorized": (
        frozenset({20003, 20005, 20006, 20008, 21212, 21603, 21606, 21659, 21660, 63007}),
        "Twilio does not accept our account or our WhatsApp number.",
    ),
    "blocked": (frozenset({21610, 63033}), "This person does not want to receive our messages."),
    "unknown_contact": (
        frozenset({21211, 21214, 21217, 21614, 63003, 63024}),
        "This number can't be reached on WhatsApp.",
    ),
    "file_refused": (
        frozenset({11751, 12300, 21620, 21623, 63005, 63019, 63021}),
        "Twilio could not fetch the file, or WhatsApp does not take it.",
    ),
    "template_refused": (
        frozenset({21655, 21656, 63027, 63028, 63040, 63041, 63042}),
        "WhatsApp does not take this template, or what was put into it.",
    ),
    "too_long": (frozenset({21605, 21617}), "The message is too long for WhatsApp."),
}


def send_error(error: BaseException) -> SendError:
    """What a failed send means: whether to try again, to give up, or to find out."""
    for kind, translate in _SEND_ERRORS.items():
        if isinstance(error, kind):
            return translate(error)
    return Uncertain("Twilio's answer could not be read.")


def reason_of(code: str | None) -> str | None:
    """Our word for why a message that Twilio had taken did not arrive; its own code where we have none."""
    if code is None or not code.isascii() or not code.isdigit():
        return code
    if int(code) in _OUTSIDE_WINDOW:
        return OutsideWindow().reason
    return next((reason for reason, (codes, _) in _REASONS.items() if int(code) in codes), code)


def call_error(error: BaseException) -> ConnectorError:
    """What a failed call other than a send means."""
    status = _status_of(error)
    if status in _UNAUTHORIZED_STATUS:
        return BadCredentials(
            "Twilio does not accept SPORTELLO_TWILIO_ACCOUNT_SID and SPORTELLO_TWILIO_AUTH_TOKEN."
        )
    return VendorUnreachable(f"Twilio did not answer ({status or type(error).__name__}).")


def _status_of(error: BaseException) -> int | None:
    """The HTTP status behind an error; of a page of a list, the library keeps only the answer."""
    status = getattr(error, "status", None)
    answer = error.args[1] if len(error.args) > 1 else None
    return status if status is not None else getattr(answer, "status_code", None)


def _busy(error: BaseException) -> SendError:
    return Retryable(str(error), retry_after=getattr(error, "retry_after", None))


def _refused(error: BaseException) -> SendError:
    code = getattr(error, "code", None)
    if code in _OUTSIDE_WINDOW:
        return OutsideWindow()
    if code in _SLOW_DOWN:
        return Retryable("Twilio asks us to slow down.")
    for reason, (codes, sentence) in _REASONS.items():
        if code in codes:
            return Rejected(sentence, reason=reason)
    if getattr(error, "status", None) in _UNAUTHORIZED_STATUS:
        return Rejected(_REASONS["unauthorized"][1], reason="unauthorized")
    return Rejected(f"Twilio refused the message: {_sentence(error)} ({code or 'no code'}).")


def _sentence(error: BaseException) -> str:
    words = getattr(error, "detail", None) or getattr(error, "msg", None) or getattr(error, "title", "")
    return str(words).partition("\n")[0].removeprefix("Unable to create record: ")[:200].rstrip(".")


def _unreachable(_: BaseException) -> SendError:
    return Retryable("Twilio can't be reached.")


def _unanswered(_: BaseException) -> SendError:
    return Uncertain("Twilio did not answer in time.")


# In this order: the first kind that fits decides, and some kinds are kinds of others.
_SEND_ERRORS: dict[type[BaseException], Callable[[BaseException], SendError]] = {
    TwilioBusy: _busy,
    TwilioRestException: _refused,
    TwilioServiceException: _refused,
    **dict.fromkeys(_NEVER_SENT, _unreachable),
    aiohttp.InvalidURL: lambda _: Rejected(
        "SPORTELLO_TWILIO_API_URL is not an address.", reason="unauthorized"
    ),
    aiohttp.ClientError: _unanswered,
    TimeoutError: _unanswered,
}
