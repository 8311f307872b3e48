"""What the HTTP API takes and gives: the one source of the console's own types."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
)

from connectors.text import storable
from handoff.messages import AttachmentKind
from handoff.records import Author, CaseState, HandoverReason, MessageState, Owner

# What a database cannot hold (PostgreSQL no NUL, neither of them half a surrogate pair) is left out first.
STORABLE = BeforeValidator(lambda given: storable(given) if isinstance(given, str) else given)
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000), STORABLE]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), STORABLE]
Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$"),
    STORABLE,
]
Role = Literal["agent", "admin"]


class Schema(BaseModel):
    """What every body has in common: a field that nobody knows is a mistake, not noise."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)


class ErrorBody(Schema):
    """What went wrong.

    Attributes:
        code: Stable, for programs.
        message: One sentence for people, in the caller's language.
        details: What a program may want to know besides.
    """

    code: str
    message: str
    details: dict[str, Any]


class ErrorOut(Schema):
    """The body of every answer that is not a success."""

    error: ErrorBody


class Credentials(Schema):
    """What an agent signs in with."""

    email: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=254), STORABLE]
    password: Annotated[SecretStr, Field(min_length=1, max_length=1024)]


class AgentRef(Schema):
    """An agent, as colleagues and shoppers may know them."""

    id: str
    name: str


class AgentOut(AgentRef):
    """An agent's account."""

    email: str
    role: Role
    disabled_at: AwareDatetime | None = None


class AgentIn(Schema):
    """A new agent's account."""

    name: Name
    email: Email
    password: Annotated[SecretStr, Field(min_length=10, max_length=1024)]
    role: Role = "agent"


class AgentsOut(Schema):
    """Every account."""

    agents: list[AgentOut]


class RealtimeOut(Schema):
    """Where the console listens."""

    path: str
    namespace: str


class SessionOut(Schema):
    """Who is signed in, and what their browser needs."""

    agent: AgentOut
    csrf_token: str
    realtime: RealtimeOut


class CaseOut(Schema):
    """A case as a list shows it.

    Attributes:
        priority: Higher is served first.
        unread: Messages of the shopper since a person last wrote.
        place: Place in the queue from 1, while it waits.
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


class IntentOut(Schema):
    """One way of reading a message.

    Attributes:
        title: The intent in people's words.
        confidence: 0 to 1.
    """

    intent: str
    title: str
    confidence: float


class EntityOut(Schema):
    """Something found in the shopper's words."""

    entity: str
    value: str


class CaseDetailOut(CaseOut):
    """A case with why it came to a person.

    Attributes:
        readings: What the last message could have meant, most likely first.
        tried: What the assistant tried before.
    """

    readings: list[IntentOut]
    entities: list[EntityOut]
    tried: list[str]


class ButtonOut(Schema):
    """A choice that was offered."""

    title: str


class AttachmentOut(Schema):
    """What was sent besides text.

    Attributes:
        url: Where its bytes are, for a signed-in agent; None for a place.
        size: Bytes, if known.
        latitude: Degrees north.
        longitude: Degrees east.
    """

    kind: AttachmentKind
    media_type: str | None
    name: str | None
    size: int | None
    url: str | None
    latitude: float | None
    longitude: float | None


class MessageErrorOut(Schema):
    """Why a message did not go out."""

    code: str
    message: str


class ReadingOut(Schema):
    """How the assistant understood a message."""

    intent: str
    title: str
    confidence: float
    language: str | None
    tone: Literal["neutral", "pleased", "frustrated"] | None
    ranking: list[IntentOut]
    entities: list[EntityOut]


class MessageOut(Schema):
    """One message of a transcript.

    Attributes:
        sequence: Its place in the conversation, from 1.
        at: When it was stored.
        client_id: The console's own identifier of it.
    """

    id: str
    conversation_id: str
    sequence: int
    author: Author
    author_name: str | None
    text: str
    buttons: list[ButtonOut]
    image: str | None
    attachments: list[AttachmentOut]
    state: MessageState
    error: MessageErrorOut | None
    at: AwareDatetime
    edited_at: AwareDatetime | None
    reading: ReadingOut | None
    client_id: str | None


class MessagesOut(Schema):
    """Messages, in order."""

    messages: list[MessageOut]


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
    """A conversation with its newest messages."""

    messages: list[MessageOut]


class QueueOut(Schema):
    """Every case that matters now, in the order in which they are served."""

    waiting: list[CaseOut]
    mine: list[CaseOut]
    others: list[CaseOut]
    closed_recently: list[CaseOut]


class AnswerIn(Schema):
    """What an agent says.

    Attributes:
        client_id: The console's own identifier: the same one sent twice is said once.
    """

    text: Text
    client_id: Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


class TypingOut(Schema):
    """Somebody writes, right now (realtime only)."""

    conversation_id: str
    author: Author


class HealthOut(Schema):
    """The process is alive."""

    status: Literal["ok"] = "ok"


class PartOut(Schema):
    """One part that readiness hangs on."""

    name: str
    ready: bool
    detail: str


class ReadinessOut(Schema):
    """Whether shoppers can be served now."""

    ready: bool
    parts: list[PartOut]
