"""Private notes, who is mentioned, and who has a conversation open."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from desk.http.schemas.accounts import AgentRef
from desk.http.schemas.base import ClientId, Id, Schema, Text


class NoteIn(Schema):
    """What colleagues should know; shoppers never see it.

    Attributes:
        mentions: Ids of colleagues who are told.
        client_id: The console's own identifier: the same one sent twice is kept once.
    """

    text: Text
    mentions: list[Id] = Field(default_factory=list, max_length=20)
    client_id: ClientId


class NoteOut(Schema):
    """A private note.

    Attributes:
        mentions: Ids of the colleagues who were told.
        after_sequence: The conversation's newest message when it was written.
    """

    id: str
    conversation_id: str
    author: AgentRef
    text: str
    mentions: list[str]
    at: AwareDatetime
    after_sequence: int
    client_id: str


class NotesOut(Schema):
    """A conversation's notes, oldest first."""

    items: list[NoteOut]


class MentionOut(Schema):
    """A note that mentions the caller."""

    note: NoteOut
    channel: str
    contact_name: str | None
    read: bool


class MentionsOut(Schema):
    """The caller's mentions, unread first, then newest first."""

    items: list[MentionOut]
    unread: int


class ViewerOut(AgentRef):
    """An agent who has a conversation open."""

    composing: bool


class ViewersOut(Schema):
    """Who has a conversation open, and who of them is writing (realtime only)."""

    conversation_id: str
    agents: list[ViewerOut]
