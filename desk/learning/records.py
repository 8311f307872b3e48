"""What is known of messages that were not understood, and of what agents and testers say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """Why a message is in the inbox; the most telling first."""

    ANSWERED_WRONG = "answered_wrong"
    SHOULD_BE_ANSWERED = "should_be_answered"
    AGENT_CORRECTION = "agent_correction"
    HANDOVER = "handover"
    REFUSED_CLARIFICATION = "refused_clarification"
    LOW_SATISFACTION = "low_satisfaction"
    FALLBACK = "fallback"


FLAGS = frozenset({Kind.ANSWERED_WRONG, Kind.SHOULD_BE_ANSWERED})


class State(StrEnum):
    """What became of a message, a group or a proposal; settled where the shopper found what they meant."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    SETTLED = "settled"


class HomeKind(StrEnum):
    """Where messages belong."""

    TOPIC = "topic"
    NEW = "new"
    OUTSIDE = "outside"
    BUSINESS = "business"


@dataclass(frozen=True, slots=True)
class Home:
    """Where messages belong; the confidence is 0 to 1.

    Attributes:
        intent: The topic, for ``TOPIC``.
        title: Of a new topic.
        category: Of a new topic.
    """

    kind: HomeKind
    intent: str | None = None
    confidence: float = 1.0
    title: str | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A message that is worth learning from, as it is stored: without personal data."""

    id: str
    conversation_id: str
    text: str
    language: str | None
    channel: str
    intent: str | None
    confidence: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """A message and one reason why it is here."""

    message: Found
    kind: Kind
    agent_id: str | None = None


@dataclass(frozen=True, slots=True)
class GroupedMessage:
    """A message of a group, with every reason, the most telling first."""

    message: Found
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Messages of one meaning.

    Attributes:
        state: Of its messages that are shown.
        label: The words that stand for all.
        kinds: How many messages for each reason.
        messages: The newest first; a few, or all.
    """

    id: str
    state: State
    size: int
    label: str
    language: str | None
    kinds: Mapping[Kind, int]
    messages: tuple[GroupedMessage, ...]
    proposed: Home
    first_at: datetime
    last_at: datetime
    decided_at: datetime | None
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """Groups, most frequent first; ``next`` where there are more."""

    groups: tuple[Group, ...]
    next: str | None
    total: int
    waiting: int


class Added(NamedTuple):
    """A way of asking that was added to the draft."""

    topic: str
    text: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision."""

    added: tuple[Added, ...] = ()
    dismissed: int = 0
    created: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reopened:
    """What came of reopening: messages to decide anew, and ways of asking that left the draft."""

    messages: int
    taken_back: int = 0


@dataclass(frozen=True, slots=True)
class Usage:
    """How often a topic was asked, and how often that ended well."""

    asked: int
    ended_well: int
