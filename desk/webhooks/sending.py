"""One call to a webhook: signed as Standard Webhooks says, guarded, and over within a few seconds."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from datetime import datetime

import httpcore
from standardwebhooks import Webhook

from desk.errors import ForbiddenAddress
from desk.webhooks.addresses import AddressRules, GuardedNetwork
from desk.webhooks.records import Due

CONNECT_TIMEOUT = 5.0
TOTAL_TIMEOUT = 15.0
"""Seconds that a receiver has, all in all: it should keep the event and work on it later."""
READ_AT_MOST = 4096
"""Bytes of the answer that are read, so that the connection ends well; nobody looks at them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a call.

    Attributes:
        status: HTTP status; None where there was no answer.
        error: Stable code of what went wrong; None for a success.
        is_final: Trying again would change nothing.
    """

    status: int | None = None
    error: str | None = None
    is_final: bool = False


class Sender:
    """Calls webhooks.

    Args:
        rules: Where calls may go.
        total: Seconds for one call.
    """

    def __init__(self, rules: AddressRules, total: float = TOTAL_TIMEOUT) -> None:
        self._rules = rules
        self._total = total
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=20,
            max_keepalive_connections=5,
            keepalive_expiry=30,
            network_backend=GuardedNetwork(rules),
        )

    async def send(self, due: Due, now: datetime) -> Outcome:
        """Makes one delivery; never raises for what the receiver does."""
        try:
            self._rules.check_url(due.url)
            async with asyncio.timeout(self._total):
                return await self._call(due, now)
        except ForbiddenAddress as error:
            return Outcome(error=error.code)
        except (TimeoutError, httpcore.TimeoutException):
            return Outcome(error="timeout")
        except httpcore.ConnectError:
            return Outcome(error="unreachable")
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError):
            return Outcome(error="connection_failed")

    async def close(self) -> None:
        """Closes every connection."""
        await self._pool.aclose()

    async def _call(self, due: Due, now: datetime) -> Outcome:
        phases = {"connect": CONNECT_TIMEOUT, "read": self._total, "write": self._total, "pool": self._total}
        request = self._pool.stream(
            "POST",
            due.url,
            headers=headers_of(due, now),
            content=due.body.encode(),
            extensions={"timeout": phases},
        )
        async with request as response:
            read = 0
            async for chunk in response.aiter_stream():
                read += len(chunk)
                if read > READ_AT_MOST:
                    break
            return _judged(response.status)


def headers_of(due: Due, now: datetime) -> list[tuple[bytes, bytes]]:
    """The headers of a call; while a secret is being changed, the old one signs beside the new."""
    event_id = f"msg_{due.delivery.event_id}"
    signatures = " ".join(Webhook(secret).sign(event_id, now, due.body) for secret in due.secrets)
    headers = {
        "content-type": "application/json",
        "user-agent": "Sportello",
        "webhook-id": event_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signatures,
    }
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def _judged(status: int) -> Outcome:
    """Success is 2xx; a redirection is none, or it would lead past the rules; 410 says: never again."""
    if 200 <= status < 300:
        return Outcome(status)
    return Outcome(status, "refused" if status < 500 else "receiver_failed", is_final=status == 410)
