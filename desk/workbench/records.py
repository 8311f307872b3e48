"""What the workbench keeps and finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from handoff.records import Agent

Written = Literal["shopper", "bot", "agent", "system", "note"]
"""Who wrote something that is found; ``note`` for a private one."""


@dataclass(frozen=True, slots=True)
class Note:
    """What an agent wrote for colleagues; it has no way out to a shopper.

    Attributes:
        mentions: Ids of the colleagues who were told.
        after_sequence: The conversation's newest message when it was written.
        client_id: The console's own identifier.
    """

    id: str
    conversation_id: str
    author: Agent
    text: str
    at: datetime
    after_sequence: int
    client_id: str
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A note that mentions somebody.

    Attributes:
        channel: The conversation's.
        contact_name: Whom it is about, as their channel calls them.
        read_at: When they had read it; None before.
    """

    note: Note
    channel: str
    contact_name: str | None
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class CannedAnswer:
    """An answer that is written once.

    Attributes:
        shortcut: What is typed after the slash.
        texts: Wordings by language (ISO 639-1), placeholders in braces.
        topics: Intents for which it is suggested.
        uses: How often it was inserted.
    """

    id: str
    shortcut: str
    title: str
    texts: Mapping[str, str]
    topics: tuple[str, ...]
    uses: int = 0


@dataclass(frozen=True, slots=True)
class SavedView:
    """Filters under a name.

    Attributes:
        owner: Whose it is.
        shared: Whether colleagues see it, too.
        filters: A query of the queue's or the search's, by name.
    """

    id: str
    name: str
    owner: Agent
    shared: bool
    filters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hit:
    """A message or a note that was found.

    Attributes:
        place: Where it stands among all that can be found; higher is newer.
        source_id: The message's, or the note's.
        sequence: The message's place; of a note, the message that it follows.
    """

    place: int
    source_id: str
    conversation_id: str
    sequence: int
    text: str
    at: datetime
    author: Written
    author_name: str | None
    contact_name: str | None
    channel: str
