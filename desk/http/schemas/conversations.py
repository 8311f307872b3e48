"""Cases and conversations."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from desk.http.schemas.accounts import AgentRef
from desk.http.schemas.base import Schema
from desk.http.schemas.messages import EntityOut, IntentOut, MessageOut
from desk.http.schemas.tags import TagOut
from desk.http.schemas.teams import TeamRef
from handoff.queue.records import AssignedBy
from handoff.records import CaseState, HandoverReason, Owner


class CaseOut(Schema):
    """A case as a list shows it.

    Attributes:
        priority: Higher is served first.
        unread: Messages of the shopper since a person last wrote.
        place: Place in the queue from 1, while it waits.
        team: Whose it is; None: anybody's.
        queued_at: Since when the shopper waits, or waited last.
        vip: They have spent much here.
        frustrated: They were fed up when a person was called.
        bounces: How often it was passed on.
        needs_supervisor: It was passed on too often.
        assigned_by: ``agent`` where somebody took it, ``rota`` where it was given to them.
        agreed: What the agent who handed it back had agreed.
        unanswered_since: Since when a person owes an answer; None while nobody does.
        first_response_due: When the first answer of a person is late; None once it was given.
        next_response_due: When the answer to the shopper's last words is late; None once it was given.
        reopened_of: The case, closed less than a day before, that this one goes on with.
    """

    id: str
    conversation_id: str
    channel: str
    contact_name: str | None
    reason: HandoverReason
    priority: int
    state: CaseState
    opened_at: AwareDatetime
    taken_at: AwareDatetime | None
    closed_at: AwareDatetime | None
    agent: AgentRef | None
    language: str | None
    last_text: str
    last_at: AwareDatetime | None
    unread: int
    place: int | None
    tags: list[TagOut] = Field(default_factory=list)
    team: TeamRef | None = None
    queued_at: AwareDatetime | None = None
    vip: bool = False
    safety: bool = False
    frustrated: bool = False
    returned: bool = False
    bounces: int = 0
    needs_supervisor: bool = False
    assigned_by: AssignedBy | None = None
    agreed: str | None = None
    unanswered_since: AwareDatetime | None = None
    first_response_due: AwareDatetime | None = None
    next_response_due: AwareDatetime | None = None
    reopened_of: str | None = None


class CaseDetailOut(CaseOut):
    """A case with why it came to a person.

    Attributes:
        readings: What the last message could have meant, most likely first.
        tried: What the assistant tried before.
    """

    readings: list[IntentOut]
    entities: list[EntityOut]
    tried: list[str]


class ContactOut(Schema):
    """Who writes; the address is shortened, because a screen is seen by others."""

    name: str | None
    address_masked: str


class ConversationSummaryOut(Schema):
    """One person on one channel, and who answers them.

    Attributes:
        epoch: Raised at every change of owner.
        window_closes_at: Until when the channel lets us write; None for no limit.
        blocked: The shopper blocked us.
        case: The open case, or the last one.
    """

    id: str
    channel: str
    contact: ContactOut
    owner: Owner
    epoch: int
    agent: AgentRef | None
    language: str | None
    last_shopper_at: AwareDatetime | None
    window_closes_at: AwareDatetime | None
    blocked: bool
    case: CaseDetailOut | None


class ConversationOut(ConversationSummaryOut):
    """A conversation with its newest messages.

    Attributes:
        as_of: For ``changed_after`` of its messages, after a line that dropped.
    """

    messages: list[MessageOut]
    as_of: AwareDatetime | None = None


class QueueOut(Schema):
    """Every case that matters now, in the order in which they are served."""

    waiting: list[CaseOut]
    mine: list[CaseOut]
    others: list[CaseOut]
    closed_recently: list[CaseOut]


class QueuePageOut(Schema):
    """One page of one list of cases.

    Attributes:
        next: For ``after`` of the next page; None on the last one.
        total: How many there are on all pages.
    """

    items: list[CaseOut]
    next: str | None
    total: int
