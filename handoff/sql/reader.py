"""``handoff.ports.Reader``: what consoles and visitors are shown, without locks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select

from handoff.errors import ConversationNotFound
from handoff.messages import Address, Attachment
from handoff.records import (
    Agent,
    CaseRecord,
    CaseState,
    CaseSummary,
    ConversationRecord,
    MessageRecord,
    MessageState,
)
from handoff.sql import rows, tagging
from handoff.sql.database import Database
from handoff.sql.serving import served_before
from handoff.sql.tables import cases, conversations, messages
from handoff.sql.teams_tables import teams
from handoff.work import Backlog

_LOST = (MessageState.FAILED.value, MessageState.UNCERTAIN.value)
_OPEN = {CaseState.WAITING, CaseState.TAKEN}
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
UNCOMMITTED = timedelta(seconds=30)
"""A change is seen so much later than it was dated, at most: its transaction had to end first."""
_CASE = [(column.name, f"case_{column.name}") for column in cases.c]
_CONVERSATION = [(column.name, f"conversation_{column.name}") for column in conversations.c]
"""Columns of ``summaries``, with the names under which it gives them."""
BACKLOG_WINDOW = timedelta(hours=24)
_CONVERSATION_BY_ID = select(conversations).where(conversations.c.id == bindparam("by_id"))
_CONVERSATION_AT = select(conversations).where(
    conversations.c.channel == bindparam("by_channel"), conversations.c.contact == bindparam("by_contact")
)
_MESSAGE_BY_ID = select(messages).where(messages.c.id == bindparam("by_id"))
_CASE_OF = (
    select(cases)
    .where(cases.c.conversation_id == bindparam("by_id"))
    .order_by(case((cases.c.closed_at.is_(None), 0), else_=1), cases.c.opened_at.desc())
    .limit(1)
)
"""What every change is read by, built once: building takes longer than running."""


class SqlReader:
    """Reads from a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def conversation(self, conversation_id: str) -> ConversationRecord:
        """One conversation."""
        row = await self._one(_CONVERSATION_BY_ID, by_id=conversation_id)
        if row is None:
            raise ConversationNotFound
        return rows.conversation_from(row)

    async def find_conversation(self, address: Address) -> ConversationRecord | None:
        """The conversation of an address, if there is one."""
        row = await self._one(_CONVERSATION_AT, by_channel=address.channel, by_contact=address.contact)
        return rows.conversation_from(row) if row else None

    async def messages(
        self, conversation_id: str, *, after: int = 0, before: int | None = None, limit: int = 100
    ) -> list[MessageRecord]:
        """Messages in order: the newest before ``before``, or the first ones after ``after``."""
        query = select(messages).where(
            messages.c.conversation_id == conversation_id, messages.c.sequence > after
        )
        if before is not None:
            query = query.where(messages.c.sequence < before)
        newest_first = after == 0
        order = messages.c.sequence.desc() if newest_first else messages.c.sequence
        found = [rows.message_from(row) for row in await self._all(query.order_by(order).limit(limit))]
        return found[::-1] if newest_first else found

    async def messages_changed(
        self, conversation_id: str, since: datetime, *, after: int = 0, limit: int = 100
    ) -> list[MessageRecord]:
        """Messages written or changed since a moment, in order."""
        query = select(messages).where(
            messages.c.conversation_id == conversation_id,
            messages.c.sequence > after,
            messages.c.changed_at >= since - UNCOMMITTED,
        )
        rows_ = await self._all(query.order_by(messages.c.sequence).limit(limit))
        return [rows.message_from(row) for row in rows_]

    async def message(self, message_id: str) -> MessageRecord:
        """One message."""
        row = await self._one(_MESSAGE_BY_ID, by_id=message_id)
        if row is None:
            raise ConversationNotFound
        return rows.message_from(row)

    async def attachment(self, message_id: str, index: int) -> tuple[Address, Attachment]:
        """One attachment and where it came from."""
        message = await self.message(message_id)
        if not 0 <= index < len(message.attachments):
            raise ConversationNotFound
        conversation = await self.conversation(message.conversation_id)
        return conversation.address, message.attachments[index]

    async def case_of(self, conversation_id: str) -> CaseRecord | None:
        """The open case, or the last one."""
        row = await self._one(_CASE_OF, by_id=conversation_id)
        return rows.case_from(row) if row else None

    async def case(self, case_id: str) -> CaseSummary | None:
        """One case as a list shows it."""
        row = await self._one(_summary_by_id(), by_id=case_id)
        if row is None:
            return None
        found = case_part(row)
        place = await self._place(found) if found.state is CaseState.WAITING else None
        return (await self._tagged([summary_from(row, found, place)]))[0]

    async def cases(
        self, states: Sequence[CaseState], *, agent: Agent | None = None, limit: int = 200
    ) -> list[CaseSummary]:
        """Cases in the order in which they are served; closed ones newest first."""
        query = summaries().where(standing(states))
        if agent is not None:
            query = query.where(cases.c.agent_id == agent.id)
        query = query.order_by(*_service_order(states)).limit(limit)
        place = 0
        found = []
        for row in await self._all(query):
            record = case_part(row)
            waits = record.state is CaseState.WAITING
            place += waits
            found.append(summary_from(row, record, place if waits else None))
        return await self._tagged(found)

    async def _tagged(self, found: list[CaseSummary]) -> list[CaseSummary]:
        """The same cases with their conversations' tags, read at once for all of them."""
        async with self._database.read() as connection:
            known = await tagging.tags_of(connection, [summary.conversation.id for summary in found])
        return [replace(summary, tags=known.get(summary.conversation.id, ())) for summary in found]

    async def attention(self, since: datetime, limit: int = 50) -> list[MessageRecord]:
        """Outgoing messages that failed or are uncertain, newest first."""
        query = select(messages).where(messages.c.state.in_(_LOST), messages.c.at >= since)
        found = await self._all(query.order_by(messages.c.at.desc()).limit(limit))
        return [rows.message_from(row) for row in found]

    async def backlog(self, now: datetime) -> Backlog:
        """What is waiting."""
        recent = messages.c.at >= now - BACKLOG_WINDOW
        open_states = ("received", "pending", "sending", *_LOST)
        counted = await self._all(
            select(messages.c.state, func.count().label("count"), func.min(messages.c.at).label("oldest"))
            .where(messages.c.state.in_(open_states))
            .where(messages.c.state.not_in(_LOST) | recent)
            .group_by(messages.c.state)
        )
        by_state = {row["state"]: row for row in counted}
        waiting = select(func.count().label("count"), func.min(cases.c.opened_at).label("oldest"))
        queue = await self._first(waiting.where(cases.c.state == CaseState.WAITING.value))
        pending = [by_state[state] for state in ("pending", "sending") if state in by_state]
        return Backlog(
            waiting_turns=_count(by_state.get("received")),
            pending_deliveries=sum(_count(row) for row in pending),
            failed_deliveries=_count(by_state.get("failed")),
            uncertain_deliveries=_count(by_state.get("uncertain")),
            queue_length=_count(queue),
            longest_wait_seconds=_age(queue, now),
            oldest_pending_seconds=max((_age(row, now) for row in pending), default=0.0),
        )

    async def _place(self, record: CaseRecord) -> int:
        query = select(func.count()).select_from(cases).where(served_before(record))
        row = await self._first(query)
        return 1 + int(row["count_1"] if row else 0)

    async def _one(self, statement: Select[Any], **where: str) -> Any:
        """The row of a statement that was built once."""
        async with self._database.read() as connection:
            return (await connection.execute(statement, where)).mappings().first()

    async def _first(self, query: Any) -> Any:
        async with self._database.read() as connection:
            return (await connection.execute(query.limit(1))).mappings().first()

    async def _all(self, query: Any) -> list[Any]:
        async with self._database.read() as connection:
            return list((await connection.execute(query)).mappings().all())


@cache
def _summary_by_id() -> Select[Any]:
    return summaries().where(cases.c.id == bindparam("by_id")).limit(1)


@cache
def summaries() -> Select[Any]:
    """Cases with their conversation, the shopper's last words, and what a person has not answered yet."""
    last_text = (
        select(messages.c.text)
        .where(messages.c.conversation_id == cases.c.conversation_id, messages.c.author == "shopper")
        .order_by(messages.c.sequence.desc())
        .limit(1)
        .scalar_subquery()
    )
    theirs = messages.alias("theirs")
    answered = (
        select(func.coalesce(func.max(theirs.c.sequence), 0))
        .where(theirs.c.conversation_id == cases.c.conversation_id, theirs.c.author == "agent")
        # Two levels down, and by itself SQLAlchemy looks only one up: it would count everybody's.
        .correlate(cases)
        .scalar_subquery()
    )
    unread = (
        select(func.count())
        .where(
            messages.c.conversation_id == cases.c.conversation_id,
            messages.c.state == MessageState.FOR_PERSON.value,
            messages.c.sequence > answered,
        )
        .scalar_subquery()
    )
    return select(
        *[cases.c[name].label(label) for name, label in _CASE],
        *[conversations.c[name].label(label) for name, label in _CONVERSATION],
        last_text.label("last_text"),
        unread.label("unread"),
        teams.c.name.label("team_name"),
    ).select_from(
        cases.join(conversations, conversations.c.id == cases.c.conversation_id).outerjoin(
            teams, teams.c.id == cases.c.team_id
        )
    )


def standing(states: Collection[CaseState]) -> ColumnElement[bool]:
    """Cases in these states.

    All closed ones are said to be so by their time of closing: by their states, SQLite would sort every case
    there ever was, to show thirty.
    """
    if set(states) == set(CaseState) - _OPEN:
        return cases.c.closed_at > LONG_AGO
    return cases.c.state.in_([state.value for state in states])


def _service_order(states: Sequence[CaseState]) -> tuple[Any, ...]:
    if set(states) <= _OPEN:
        return cases.c.rank_at, cases.c.id
    return cases.c.closed_at.desc(), cases.c.id


def case_part(row: Any) -> CaseRecord:
    """The case in a row of ``summaries``."""
    return rows.case_from(_part(row, _CASE))


def summary_from(row: Any, record: CaseRecord, place: int | None) -> CaseSummary:
    """A row of ``summaries``."""
    conversation = rows.conversation_from(_part(row, _CONVERSATION))
    return CaseSummary(record, conversation, row["last_text"] or "", row["unread"], place, row["team_name"])


def _part(row: Any, columns: Sequence[tuple[str, str]]) -> Any:
    return {name: row[label] for name, label in columns}


def _count(row: Any) -> int:
    return int(row["count"]) if row else 0


def _age(row: Any, now: datetime) -> float:
    """Seconds since the oldest; 0 where there is none."""
    return max(0.0, (now - row["oldest"]).total_seconds()) if row and row["oldest"] else 0.0
