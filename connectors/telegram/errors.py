"""The one place where Telegram's errors become ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    PassportDecryptionError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from connectors.base import BadCredentials, ConfigurationError, ConnectorError, VendorUnreachable
from connectors.telegram.transport import ServerTrouble, TooManyRequests
from handoff.errors import Rejected, Retryable, SendError, Uncertain

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_IMPOSSIBLE = (httpx.UnsupportedProtocol, httpx.InvalidURL)
_UNKNOWN_CONTACT = ("chat not found", "user not found", "peer_id_invalid", "chat_id is empty", "deactivated")
_TOO_LONG = ("too long", "too_long")


def send_error(error: TelegramError) -> SendError:
    """What a failed send means: whether to try again, to give up, or to find out."""
    for kind, translate in _SEND_ERRORS.items():
        if isinstance(error, kind):
            return translate(error)
    return Uncertain("Telegram answered something that is not of its protocol.")


def call_error(error: TelegramError) -> ConnectorError:
    """What a failed call other than a send means."""
    match error:
        case InvalidToken() | EndPointNotFound():
            return BadCredentials("Telegram does not accept SPORTELLO_TELEGRAM_TOKEN.")
        case BadRequest():
            return ConfigurationError(f"Telegram refuses: {_first_line(error)}.")
        case _:
            return VendorUnreachable(f"Telegram did not answer ({type(error).__name__}).")


def _forbidden(error: TelegramError) -> Rejected:
    if "deactivated" in str(error).lower():
        return Rejected("This person no longer has a Telegram account.", reason="unknown_contact")
    return Rejected("This person has blocked the bot.", reason="blocked")


def _bad_request(error: TelegramError) -> Rejected:
    lower = str(error).lower()
    if any(words in lower for words in _UNKNOWN_CONTACT):
        return Rejected("Telegram does not know this chat.", reason="unknown_contact")
    if any(words in lower for words in _TOO_LONG):
        return Rejected("The message is too long for Telegram.", reason="too_long")
    return Rejected(f"Telegram refused the message: {_first_line(error)}.")


def _network(error: TelegramError) -> SendError:
    """What was never sent may be tried again; after that, only Telegram knows."""
    cause = error.__cause__
    if isinstance(cause, _NEVER_SENT):
        return Retryable("Telegram can't be reached.")
    if isinstance(cause, _IMPOSSIBLE):
        return Rejected("SPORTELLO_TELEGRAM_API_URL is not an address.", reason="unauthorized")
    if not isinstance(error, TimedOut) and (cause is None or isinstance(cause, TelegramError)):
        return Rejected(f"Telegram refused the message: {_first_line(error)}.")
    return Uncertain("Telegram did not answer in time.")


def _slow_down(error: TelegramError) -> Retryable:
    wait = error.retry_after if isinstance(error, RetryAfter | TooManyRequests) else None
    seconds = wait.total_seconds() if isinstance(wait, timedelta) else wait
    return Retryable("Telegram asks us to slow down.", retry_after=seconds)


def _first_line(error: TelegramError) -> str:
    """The vendor's reason, short enough to show."""
    return str(error).partition("\n")[0][:200].rstrip(".")


# In this order: the first kind that fits decides, and some kinds are kinds of others.
_SEND_ERRORS: dict[type[TelegramError], Callable[[TelegramError], SendError]] = {
    TooManyRequests: _slow_down,
    RetryAfter: _slow_down,
    ServerTrouble: lambda error: Retryable(_first_line(error)),
    Conflict: lambda error: Retryable(_first_line(error)),
    Forbidden: _forbidden,
    InvalidToken: lambda _: Rejected("Telegram does not accept our token.", reason="unauthorized"),
    EndPointNotFound: lambda _: Rejected("Telegram does not accept our token.", reason="unauthorized"),
    ChatMigrated: lambda _: Rejected("This chat has become a group.", reason="unknown_contact"),
    PassportDecryptionError: lambda _: Rejected("Telegram's answer could not be decrypted."),
    BadRequest: _bad_request,
    NetworkError: _network,
}
