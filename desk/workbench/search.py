"""Search over messages and notes: words by the database's own full text index, and filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    String,
    column,
    exists,
    func,
    literal_column,
    or_,
    select,
    table,
)

from desk.workbench.records import Hit
from desk.workbench.tables import notes, search_entries
from desk.workbench.words import Wanted, for_postgresql, for_sqlite, wanted
from handoff.records import CaseState, MessageState
from handoff.sql.database import Database
from handoff.sql.tables import cases, conversations, messages
from handoff.sql.tag_tables import conversation_tags

NOTE = "note"
RARE_PREFIX = 4
"""Letters from which on the beginning of a word counts as rare."""
_search_words = table("search_words", column("rowid"), column("search_words"))


@dataclass(frozen=True, slots=True)
class Filters:
    """What a message has to be besides; None where it does not matter.

    Attributes:
        author: ``shopper``, ``bot``, ``agent``, ``system`` or ``note``.
        agent: The id of whoever wrote it.
        team: The id of the team that has, or had, the conversation's case.
        tag: The id of a tag of the conversation.
        topic: What the message was read as, or what a case of the conversation was about.
        language: The conversation's.
        since: Not before this moment.
        until: Before this moment.
        state: Where the conversation's newest case stands.
    """

    channel: str | None = None
    author: str | None = None
    agent: str | None = None
    team: str | None = None
    tag: str | None = None
    topic: str | None = None
    language: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    state: CaseState | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what was found.

    Attributes:
        parts: What was looked for, for snippets.
        next: Where the next page begins; None at the end.
    """

    hits: list[Hit]
    parts: list[Wanted]
    next: int | None


class Search:
    """Finds messages and notes, newest first.

    Args:
        database: Whose triggers keep the index true.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, query: str, filters: Filters, *, before: int | None = None, limit: int = 30) -> Page:
        """A page of what contains all the words and fits the filters; without words, of what fits.

        Args:
            query: As typed; see ``desk.workbench.words.wanted``.
            filters: What it has to be besides.
            before: ``Page.next`` of the page before.
            limit: How many.
        """
        parts = wanted(query)
        if query.strip() and not parts:
            return Page([], parts, None)
        statement = _entries(parts, is_sqlite=self._database.is_sqlite)
        if before is not None:
            statement = statement.where(search_entries.c.id < before)
        statement = statement.where(*_conditions(filters))
        newest = search_entries.c.id + 0 if self._needs_index(parts) else search_entries.c.id
        statement = statement.order_by(newest.desc()).limit(limit + 1)
        rows = await self._database.rows(statement)
        hits = [_hit(row) for row in rows[:limit]]
        return Page(hits, parts, hits[-1].place if len(rows) > limit else None)

    def _needs_index(self, parts: Sequence[Wanted]) -> bool:
        """Whether PostgreSQL has to be kept from walking back through everything.

        It takes any beginning of a word for one in two hundred messages, and would look for a rare one (an
        order's number that is being typed) message by message; what is no column, it can't walk along.
        """
        long = any(part.is_prefix and len(part.words[-1]) >= RARE_PREFIX for part in parts)
        return long and not self._database.is_sqlite


def _entries(parts: Sequence[Wanted], *, is_sqlite: bool) -> Select[Any]:
    """What contains the words, with what is shown of it."""
    said = func.coalesce(messages.c.conversation_id, notes.c.conversation_id)
    statement = (
        select(
            search_entries.c.id.label("place"),
            func.coalesce(messages.c.id, notes.c.id).label("source_id"),
            said.label("conversation_id"),
            func.coalesce(messages.c.sequence, notes.c.after_sequence).label("sequence"),
            func.coalesce(messages.c.text, notes.c.text).label("text"),
            func.coalesce(messages.c.at, notes.c.at, type_=messages.c.at.type).label("at"),
            _author().label("author"),
            func.coalesce(messages.c.author_name, notes.c.author_name).label("author_name"),
            conversations.c.contact_name,
            conversations.c.channel,
        )
        .select_from(search_entries)
        .outerjoin(messages, messages.c.id == search_entries.c.message_id)
        .outerjoin(notes, notes.c.id == search_entries.c.note_id)
        .join(conversations, conversations.c.id == said)
        .where(or_(messages.c.id.is_(None), messages.c.state != MessageState.SUPERSEDED.value))
    )
    if not parts:
        return statement
    if not is_sqlite:
        matching = func.to_tsquery(literal_column("'simple'::regconfig"), for_postgresql(list(parts)))
        return statement.where(search_entries.c.words.op("@@")(matching))
    matching_words = select(_search_words.c.rowid).where(
        _search_words.c.search_words.op("MATCH")(for_sqlite(list(parts)))
    )
    return statement.where(search_entries.c.id.in_(matching_words))


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    at = func.coalesce(messages.c.at, notes.c.at, type_=messages.c.at.type)
    conditions: list[ColumnElement[bool] | None] = [
        conversations.c.channel == filters.channel if filters.channel else None,
        conversations.c.language == filters.language if filters.language else None,
        _author() == filters.author if filters.author else None,
        func.coalesce(messages.c.agent_id, notes.c.author_id) == filters.agent if filters.agent else None,
        _tagged(filters.tag) if filters.tag else None,
        _of_team(filters.team) if filters.team else None,
        _about(filters.topic) if filters.topic else None,
        at >= filters.since if filters.since else None,
        at < filters.until if filters.until else None,
        _stands(filters.state) if filters.state else None,
    ]
    return [condition for condition in conditions if condition is not None]


def _author() -> ColumnElement[str]:
    """Who wrote it; not by the column's index, for which SQLite would leave the words'."""
    return func.coalesce(messages.c.author, literal_column(f"'{NOTE}'", String))


# Lists of conversations, found once for a search, not looked up for each message that has the words.


def _tagged(tag_id: str) -> ColumnElement[bool]:
    tagged = select(conversation_tags.c.conversation_id).where(conversation_tags.c.tag_id == tag_id)
    return conversations.c.id.in_(tagged)


def _of_team(team_id: str) -> ColumnElement[bool]:
    return conversations.c.id.in_(select(cases.c.conversation_id).where(cases.c.team_id == team_id))


def _about(topic: str) -> ColumnElement[bool]:
    first = cases.c.readings[(0, "intent")].as_string()
    return or_(
        messages.c.intent == topic,
        conversations.c.id.in_(select(cases.c.conversation_id).where(first == topic)),
    )


def _stands(state: CaseState) -> ColumnElement[bool]:
    later = cases.alias("later")
    is_newest = ~exists().where(
        later.c.conversation_id == cases.c.conversation_id, later.c.opened_at > cases.c.opened_at
    )
    standing = select(cases.c.conversation_id).where(cases.c.state == state.value, is_newest)
    return conversations.c.id.in_(standing)


def _hit(row: RowMapping) -> Hit:
    return Hit(**row)
