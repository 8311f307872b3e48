"""What never appears in a log line: secrets, and (by default) what people wrote."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any

from pydantic import SecretStr

from desk.settings import Settings

MASK = "***"
SECRET_NAMES = ("TOKEN", "SECRET", "PASSWORD", "KEY", "SID")
TEXT_KEYS = frozenset({"text", "body", "message_text", "payload", "caption", "question", "reply"})
SHORTEST = 6
"""A shorter value would be found inside innocent words; such a secret is none."""

PATTERNS = (
    re.compile(r"(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}"),  # Telegram's bot tokens, also within URLs
    re.compile(r"(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"),  # user:password@ within URLs
    re.compile(r"(?i)(?<=bearer )[A-Za-z0-9._~+/=-]{8,}"),
    re.compile(r"(?i)(?<=basic )[A-Za-z0-9+/=]{8,}"),
    re.compile(r"\bspt_[A-Za-z0-9_-]{16,}"),  # programs' tokens
    re.compile(r"\bwhsec_[A-Za-z0-9+/=]{16,}"),  # outgoing webhooks' secrets
    re.compile(r"(?i)(?<=[?&]token=)[^&\s\"']+"),
    re.compile(r"(?i)(?<=sportello_session=)[^;\s\"']+"),
    re.compile(
        r"(?s)(?<=\[parameters: ).*?(?=\](?:\n|\\n|\"|$))"
    ),  # SQLAlchemy's errors quote what was stored
)


class Masker:
    """Takes secrets out of text.

    Args:
        secrets: Values known to be secret, whatever they look like.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = sorted({secret for secret in secrets if len(secret) >= SHORTEST}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def mask(self, line: str) -> str:
        """The same line without secrets."""
        if self._known:
            line = self._known.sub(MASK, line)
        for pattern in PATTERNS:
            line = pattern.sub(MASK, line)
        return line


def known_secrets(settings: Settings, environment: Mapping[str, str] = os.environ) -> set[str]:
    """Every secret that this process was given, also those that only a channel reads."""
    ours = {value.get_secret_value() for _, value in settings if isinstance(value, SecretStr)}
    theirs = {
        value
        for name, value in environment.items()
        if name.startswith("SPORTELLO_") and name.endswith(SECRET_NAMES)
    }
    # An address of a database is no secret as a whole; the password within it is masked by its shape.
    return (ours | theirs) - {settings.database_url.get_secret_value()}


def drop_text(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: says how long a text was, and not what it said."""
    for key in TEXT_KEYS & event.keys():
        value = event[key]
        event[key] = f"<{len(value)} characters>" if isinstance(value, str) else MASK
    return event
