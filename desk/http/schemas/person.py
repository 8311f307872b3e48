"""Who is writing: their channels, orders and cases."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime

from desk.http.schemas.accounts import AgentRef
from desk.http.schemas.base import Schema
from handoff.records import CaseState, HandoverReason


class PersonChannelOut(Schema):
    """A conversation of the same person."""

    channel: str
    address_masked: str
    last_at: AwareDatetime | None
    conversation_id: str


class PersonParcelOut(Schema):
    """A parcel of theirs."""

    state: str
    carrier: str
    tracking_url: str | None


class PersonOrderOut(Schema):
    """An order of theirs; ``total`` in units of the currency."""

    number: str
    state: str
    placed_at: AwareDatetime
    total: str
    currency: str
    parcels: list[PersonParcelOut]


class PastCaseOut(Schema):
    """A case that is closed.

    Attributes:
        topic: What it was about, as its first reading says; in people's words.
    """

    id: str
    conversation_id: str
    reason: HandoverReason
    opened_at: AwareDatetime
    closed_at: AwareDatetime | None
    state: CaseState
    agent: AgentRef | None
    topic: str | None


class ToneOut(Schema):
    """An estimate of how they write, never the truth.

    Attributes:
        confidence: 0 to 1.
        measured_error: Share of messages whose tone was told wrong when it was last measured.
    """

    label: Literal["neutral", "pleased", "frustrated"]
    confidence: float
    measured_error: float


class PersonOut(Schema):
    """Who is writing.

    Attributes:
        channels: This conversation's, and those proven to be the same person's.
        orders: Newest first; None where they cannot be seen now.
        orders_error: Why, in the caller's language.
        spend: What those orders come to, without cancelled ones, in units of ``currency``; None for none.
        proven: Whether it is proven who this is; without a proof no order is theirs.
    """

    name: str | None
    channels: list[PersonChannelOut]
    orders: list[PersonOrderOut] | None
    orders_error: str | None
    past_cases: list[PastCaseOut]
    tone: ToneOut | None
    language: str | None
    spend: str | None
    currency: str | None
    proven: bool
