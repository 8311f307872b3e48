"""The search over messages, and views that are kept."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from desk.http.schemas.accounts import AgentRef
from desk.http.schemas.base import STORABLE, Id, Name, Schema
from handoff.records import CaseState

FilterWord = Annotated[str, StringConstraints(min_length=1, max_length=80), STORABLE]
FilterValue = Annotated[str, StringConstraints(max_length=300), STORABLE] | bool | int | None


class SearchIn(Schema):
    """What is looked for.

    Attributes:
        q: Words, all of which are wanted; "in quotes" they stand side by side; ``word*`` may go on, as may
            the last one.
        agent: The id of whoever wrote it.
        topic: What the message was read as, or what a case of the conversation was about.
        language: The conversation's, ISO 639-1.
        since: Not before this moment.
        until: Before this moment.
        state: Where the conversation's newest case stands.
        after: ``next`` of the page before.
    """

    q: Annotated[str, StringConstraints(max_length=300), STORABLE] = ""
    channel: FilterWord | None = None
    author: Literal["shopper", "bot", "agent", "system", "note"] | None = None
    agent: Id | None = None
    team: Id | None = None
    tag: Id | None = None
    topic: FilterWord | None = None
    language: FilterWord | None = None
    since: Annotated[AwareDatetime | None, Field(alias="from")] = None
    until: Annotated[AwareDatetime | None, Field(alias="to")] = None
    state: CaseState | None = None
    after: Annotated[int | None, Field(ge=1, le=2**63 - 1)] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 30


class HitOut(Schema):
    """A message or a note that was found.

    Attributes:
        message_id: The message's id; where ``author`` is ``note``, the note's.
        sequence: The message's place; of a note, the message that it follows.
        snippet: HTML: escaped text, with what was found in ``<mark>``.
        author: Who wrote it; ``note`` for a private note.
    """

    conversation_id: str
    message_id: str
    sequence: int
    snippet: str
    at: AwareDatetime
    author: Literal["shopper", "bot", "agent", "system", "note"]
    author_name: str | None
    contact_name: str | None
    channel: str


class SearchOut(Schema):
    """What was found, newest first.

    Attributes:
        next: For ``after``; None at the end.
    """

    items: list[HitOut]
    next: str | None


class SavedViewIn(Schema):
    """A view to be kept.

    Attributes:
        shared: Whether colleagues see it, too.
        filters: The query of ``/queue`` or ``/search``, by name.
    """

    name: Name
    shared: bool = False
    filters: Annotated[
        dict[Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")], FilterValue],
        Field(max_length=30),
    ]


class SavedViewOut(Schema):
    """A kept view; ``owner`` is whoever keeps it."""

    id: str
    name: str
    shared: bool
    filters: dict[str, Any]
    owner: AgentRef
    mine: bool


class SavedViewsOut(Schema):
    """The caller's own views and the shared ones, by name."""

    items: list[SavedViewOut]
