"""What figures are made of: contacts, cases and scores; and what is asked of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from handoff.records import Agent, HandoverReason


class FigureKey(StrEnum):
    """Every figure there is; ``docs/figures.md`` and the catalogues define each."""

    VOLUME = "volume"
    RESOLVED_CONFIRMED = "resolved_confirmed"
    RESOLVED_ASSUMED = "resolved_assumed"
    HANDED_OVER = "handed_over"
    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"
    NEXT_RESPONSE_WITHIN = "next_response_within"
    WAIT = "wait"
    HANDLING = "handling"
    SATISFACTION = "satisfaction"
    ESTIMATED_FRUSTRATION = "estimated_frustration"
    REOPENED = "reopened"
    COST_SAVED = "cost_saved"
    FAQ_USEFUL = "faq_useful"


class Unit(StrEnum):
    """What a figure is counted in."""

    COUNT = "count"
    SHARE = "share"
    SECONDS = "seconds"
    SCORE = "score"
    EURO = "euro"


class Group(StrEnum):
    """What a figure's series runs over."""

    DAY = "day"
    CHANNEL = "channel"
    TEAM = "team"
    TOPIC = "topic"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which part of the conversations is looked at; None for all of it, empty for what has none."""

    channel: str | None = None
    team: str | None = None
    language: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days of the shop's time zone.

    Attributes:
        first: The first day.
        last: The last day, which belongs to it.
    """

    first: date
    last: date

    @property
    def days(self) -> list[date]:
        """Every day of it."""
        return [self.first + timedelta(number) for number in range((self.last - self.first).days + 1)]

    @property
    def before(self) -> Period:
        """As many days, right before."""
        return Period(self.first - timedelta(len(self.days)), self.first - timedelta(1))


@dataclass(slots=True, kw_only=True)
class Fact:
    """One thing that may be counted; not frozen, because they are made by the ten thousand.

    Attributes:
        conversation_id: Where it happened.
        at: The moment that says to which day it belongs.
        channel: The conversation's.
        contact_name: As the vendor states it.
        language: ISO 639-1 code.
        topic: The intent that the shopper came with.
        team: The team's identifier.
        sequence: The message to show for it.
    """

    conversation_id: str
    at: datetime
    channel: str
    contact_name: str | None = None
    language: str | None = None
    topic: str | None = None
    team: str | None = None
    sequence: int | None = None


@dataclass(slots=True, kw_only=True)
class Contact(Fact):
    """A shopper came with something: their messages on one channel, without a day of silence between.

    Attributes:
        last_at: Their last message.
        last_intent: How that was read, goodbyes aside; empty where it was not.
        answered: The assistant answered that last message.
        asked: At least one message was more than small talk.
        has_case: A person was called, or stepped in.
        happy: The shopper gave it a good score.
        unhappy: The shopper gave it a bad one.
        heard: How many of its messages the assistant listened to for their tone.
        frustrated: Places of those that it read as frustrated.
    """

    last_at: datetime
    last_intent: str = ""
    answered: bool = False
    asked: bool = False
    has_case: bool = False
    happy: bool = False
    unhappy: bool = False
    heard: int = 0
    frustrated: tuple[int, ...] = ()


@dataclass(slots=True, kw_only=True)
class Case(Fact):
    """One stretch that needed a person; ``at`` is its beginning.

    Attributes:
        id: The case's.
        first_response: Seconds until a person's first message.
        wait: Seconds until an agent took it.
        handling: Seconds from there to its end.
        closed_at: Its end.
        reopened: The shopper needed a person again within a day of its end.
    """

    id: str
    reason: HandoverReason
    agent: Agent | None = None
    first_response: float | None = None
    wait: float | None = None
    handling: float | None = None
    closed_at: datetime | None = None
    reopened: bool = False


@dataclass(slots=True, kw_only=True)
class Awaited(Fact):
    """A shopper's words that a person who had answered before owed an answer to; ``at`` is theirs.

    Attributes:
        agent: Who answered; who had the case last where nobody did.
        seconds: Until the answer; None where there is none (yet).
        late: The breach of its target was recorded.
        promised: There was a target that it could keep or miss.
    """

    case_id: str
    reason: HandoverReason
    agent: Agent | None = None
    seconds: float | None = None
    late: bool = False
    promised: bool = False


@dataclass(slots=True, kw_only=True)
class Rating(Fact):
    """A score that a shopper gave; ``at`` is when."""

    score: int
    case_id: str | None = None
    agent: Agent | None = None
    comment: str | None = None


@dataclass(slots=True, kw_only=True)
class Vote(Fact):
    """A reader of the FAQ said whether an answer was useful; it belongs to no conversation."""

    useful: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything of a period that passes the filters."""

    contacts: list[Contact] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)
    awaited: list[Awaited] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Costs:
    """What one contact costs, in euro.

    Attributes:
        per_contact: With a person, by channel; a channel that is not named costs what an e-mail does.
        faq: Answered by the assistant.
        email: Answered by a person by e-mail.
        call: By telephone.
    """

    per_contact: dict[str, float]
    faq: float
    email: float
    call: float

    def saved(self, channel: str) -> float:
        """What one contact on a channel saves when no person was needed; never less than nothing."""
        return max(0.0, self.per_contact.get(channel, self.email) - self.faq)


@dataclass(frozen=True, slots=True)
class Counted:
    """One fact that a figure counts, and what it adds to it: seconds, a score, euro, or 1."""

    fact: Fact
    value: float


@dataclass(frozen=True, slots=True)
class Value:
    """A figure's value.

    Attributes:
        value: The count, share, mean, sum or median; None where there is nothing to tell.
        p90: The 90th percentile, for durations.
        count: How many facts it was made of: as many as the drill-down lists.
        of: For a share: out of how many.
    """

    value: float | None
    count: int
    p90: float | None = None
    of: int | None = None
