"""Personal data: who somebody is to us, what is erased, how long anything is kept."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from desk.http.schemas.base import STORABLE, Schema


class PersonFoundOut(Schema):
    """One conversation of somebody who was looked for.

    Attributes:
        address: Where they are reached; whole, because who asks has to know that it is they.
    """

    conversation_id: str
    channel: str
    name: str | None
    address: str
    messages: int
    last_at: AwareDatetime | None


class PeopleOut(Schema):
    """Who was found."""

    items: list[PersonFoundOut]


class ErasureOut(Schema):
    """What an erasure takes, before it is done or after.

    Attributes:
        phrase: What has to be typed.
        conversations: The person's conversations: this one, and those of the same address elsewhere.
        figures_stay: Cases and times stay for the figures, without the person.
    """

    phrase: str
    conversations: list[PersonFoundOut]
    messages: int
    attachments: int
    cases: int
    notes: int
    figures_stay: bool = True


class ErasureIn(Schema):
    """The confirmation of an erasure."""

    confirm: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), STORABLE]


class RetentionIn(Schema):
    """How long personal data is kept.

    Attributes:
        days: After this many days without a message a conversation is erased; None for never.
        redact: Whether card numbers, IBANs and passwords are taken out before a message is stored.
    """

    days: Annotated[int | None, Field(ge=1, le=36_500)]
    redact: bool


class RetentionOut(Schema):
    """How long personal data is kept, and who said so."""

    days: int | None
    redact: bool
    changed_at: AwareDatetime | None
