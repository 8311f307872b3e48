"""Messages, and how the assistant understood them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from desk.http.schemas.base import STORABLE, Schema
from handoff.messages import AttachmentKind
from handoff.records import Author, MessageState

MOST_FILES = 10
"""Of one message."""
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000), STORABLE]
UploadId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


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


class ReadingOut(Schema):
    """How the assistant understood a message."""

    intent: str
    title: str
    confidence: float
    language: str | None
    tone: Literal["neutral", "pleased", "frustrated"] | None
    ranking: list[IntentOut]
    entities: list[EntityOut]


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


class MessageOut(Schema):
    """One message of a transcript.

    Attributes:
        sequence: Its place in the conversation, from 1.
        at: When it was stored.
        client_id: The console's own identifier of it.
        template: Name of the approved template that it was made of.
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
    template: str | None = None


class MessagesOut(Schema):
    """Messages, in order.

    Attributes:
        as_of: For ``changed_after`` after a line that dropped; None where nothing was read.
    """

    messages: list[MessageOut]
    as_of: AwareDatetime | None = None


class AnswerIn(Schema):
    """What an agent says: words, files, or both.

    Attributes:
        client_id: The console's own identifier: the same one sent twice is said once.
        attachments: Files that were brought to this conversation, in order.
    """

    text: Words = ""
    client_id: Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
    attachments: list[UploadId] = Field(default_factory=list, max_length=MOST_FILES)

    @model_validator(mode="after")
    def _says_something(self) -> AnswerIn:
        if not self.text and not self.attachments:
            raise ValueError("a message has words or files")
        return self


class TypingOut(Schema):
    """Somebody writes, right now (realtime only)."""

    conversation_id: str
    author: Author
