"""What is known of somebody's data: where it is, what an erasure takes, how long it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PersonFound:
    """One conversation of somebody who was looked for."""

    conversation_id: str
    channel: str
    name: str | None
    address: str
    messages: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure takes, or took.

    Attributes:
        phrase: What has to be typed.
        conversations: The person's: the one that was named, and those of the same address elsewhere.
        attachments: Files of the shopper and of agents.
        cases: Those that stay for the figures, without the person.
        notes: Agents' notes about them.
    """

    phrase: str
    conversations: tuple[PersonFound, ...]
    messages: int = 0
    attachments: int = 0
    cases: int = 0
    notes: int = 0


@dataclass(frozen=True, slots=True)
class Retention:
    """How long personal data is kept.

    Attributes:
        days: After this many days without a message a conversation is erased; None for never.
        redact: Whether card numbers, IBANs and passwords are taken out before a message is stored.
        changed_at: None while nobody has.
    """

    days: int | None = None
    redact: bool = True
    changed_at: datetime | None = None
