"""Collects what was not understood, a few messages a step, from where it stopped; again changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, literal_column, or_, select

from desk.learning import store
from desk.learning.finding import (
    GOES_ON_WITHIN,
    Line,
    is_fallback,
    is_refused,
    kind_of_case,
    question_in,
    settled_as,
)
from desk.learning.records import Finding, Kind
from handoff.ports import Clock
from handoff.records import MessageState
from handoff.satisfaction import INTENT
from handoff.sql.database import Database, Session
from handoff.sql.satisfaction_tables import ratings
from handoff.sql.tables import cases, conversations, messages

STEP = 200
"""Messages, cases or scores a step."""
SETTLES_AFTER = timedelta(minutes=2)
"""So long after a message nothing older than it is committed any more, and most turns are over."""
WAITS_FOR_TURNS = timedelta(hours=1)
"""A message that nobody has read yet is waited for so long; then it is passed by."""
FIRST_LOOK = timedelta(days=30)
"""How far back the first look goes."""
BAD_SCORE = 2
SAID_BEFORE = timedelta(days=2)
"""What a shopper wanted is looked for so long before a case or a score."""
_BY_SHOPPER = messages.c.author == literal_column("'shopper'")
_LINE = (
    messages.c.id,
    messages.c.conversation_id,
    messages.c.sequence,
    messages.c.at,
    messages.c.text,
    messages.c.payload,
    messages.c.state,
    messages.c.channel,
    messages.c.reading,
    conversations.c.contact_name,
    conversations.c.language,
)
Mark = tuple[datetime, str]


class Collector:
    """Reads what happened since it last looked.

    Args:
        database: Where it happened.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def step(self) -> bool:
        """Looks a little further; whether there may be more at once."""
        more = [await self._messages(), await self._cases(), await self._scores()]
        return any(more)

    async def _messages(self) -> bool:
        async with self._database.read() as connection:
            before = await store.mark(connection, "messages")
            lines = await _lines(connection, self._unread(before, messages.c.at, messages.c.id), STEP)
            lines = self._read_by_now(lines)
            earlier = await _earlier(connection, lines)
        kept: list[Finding] = []
        settled: list[tuple[str, str]] = []
        for line in lines:
            kept += _found(line, Kind.FALLBACK) if is_fallback(line) else []
            asked = earlier.get(line.id)
            if asked is not None and (topic := settled_as(asked, line)):
                settled.append((asked.id, topic))
            elif asked is not None and is_refused(asked, line):
                kept += _found(asked, Kind.REFUSED_CLARIFICATION)
        return await self._keep("messages", before, [(line.at, line.id) for line in lines], kept, settled)

    async def _cases(self) -> bool:
        async with self._database.read() as connection:
            before = await store.mark(connection, "cases")
            query = select(cases.c.id, cases.c.conversation_id, cases.c.reason, cases.c.opened_at).where(
                self._unread(before, cases.c.opened_at, cases.c.id)
            )
            rows = (await connection.execute(query.order_by(cases.c.opened_at, cases.c.id).limit(STEP))).all()
            kept: list[Finding] = []
            for row in rows:
                if kind := kind_of_case(row.reason):
                    wanted = await _wanted(connection, row.conversation_id, row.opened_at)
                    kept += _found(wanted, kind)
        return await self._keep("cases", before, [(row.opened_at, row.id) for row in rows], kept)

    async def _scores(self) -> bool:
        async with self._database.read() as connection:
            before = await store.mark(connection, "scores")
            query = (
                select(ratings.c.id, ratings.c.conversation_id, ratings.c.scored_at, ratings.c.score)
                .add_columns(ratings.c.asked_at, cases.c.opened_at)
                .outerjoin(cases, cases.c.id == ratings.c.case_id)
                .where(self._unread(before, ratings.c.scored_at, ratings.c.id))
                .order_by(ratings.c.scored_at, ratings.c.id)
            )
            rows = (await connection.execute(query.limit(STEP))).all()
            kept: list[Finding] = []
            for row in rows:
                if row.score is not None and row.score <= BAD_SCORE:
                    moment = row.opened_at or row.asked_at
                    kept += _found(
                        await _wanted(connection, row.conversation_id, moment), Kind.LOW_SATISFACTION
                    )
        return await self._keep("scores", before, [(row.scored_at, row.id) for row in rows], kept)

    def _unread(
        self, before: Mark | None, at: ColumnElement[Any], identifier: ColumnElement[Any]
    ) -> ColumnElement[bool]:
        """What comes after the mark, and has settled."""
        now = self._clock.now()
        if before is None:
            return and_(at > now - FIRST_LOOK, at <= now - SETTLES_AFTER)
        after = or_(at > before[0], and_(at == before[0], identifier > before[1]))
        return and_(at >= before[0], after, at <= now - SETTLES_AFTER)

    def _read_by_now(self, lines: Sequence[Line]) -> list[Line]:
        """Those before the first that is still to be answered: it is come back to."""
        found = []
        for line in lines:
            waits = self._clock.now() - line.at < WAITS_FOR_TURNS
            if line.state == MessageState.RECEIVED.value and waits:
                break
            found.append(line)
        return found

    async def _keep(
        self,
        name: str,
        before: Mark | None,
        passed: Sequence[Mark],
        kept: Iterable[Finding],
        settled: Iterable[tuple[str, str]] = (),
    ) -> bool:
        if not passed:
            return False
        async with self._database.write() as connection:
            if not await store.move_mark(connection, name, before, *passed[-1]):
                return True
            await store.keep(connection, list(kept), self._clock.now())
            for message_id, topic in settled:
                await store.settle(connection, message_id, topic)
        return len(passed) == STEP


def _found(line: Line | None, kind: Kind) -> list[Finding]:
    message = line.found() if line else None
    return [Finding(message, kind)] if message else []


async def _lines(connection: Session, wanted: ColumnElement[bool], limit: int) -> list[Line]:
    query = (
        select(*_LINE)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(_BY_SHOPPER, wanted)
        .order_by(messages.c.at, messages.c.id)
        .limit(limit)
    )
    return [line_from(row) for row in (await connection.execute(query)).mappings()]


async def _earlier(connection: Session, lines: Sequence[Line]) -> dict[str, Line]:
    """For each message, the one that the same shopper had written before."""
    if not lines:
        return {}
    since = lines[0].at - GOES_ON_WITHIN
    ids = {line.conversation_id for line in lines}
    query = (
        select(*_LINE)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(_BY_SHOPPER, messages.c.conversation_id.in_(ids), messages.c.at >= since)
        .where(messages.c.at <= lines[-1].at)
        .order_by(messages.c.conversation_id, messages.c.sequence)
    )
    told: dict[str, list[Line]] = defaultdict(list)
    for row in (await connection.execute(query)).mappings():
        told[row["conversation_id"]].append(line_from(row))
    return {line.id: before for its in told.values() for before, line in pairwise(its) if not _is_score(line)}


async def _wanted(connection: Session, conversation_id: str, moment: datetime) -> Line | None:
    """What the shopper wanted before a moment."""
    query = (
        select(*_LINE)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(messages.c.conversation_id == conversation_id, messages.c.author == "shopper")
        .where(messages.c.at <= moment, messages.c.at >= moment - SAID_BEFORE)
        .order_by(messages.c.sequence.desc())
        .limit(10)
    )
    lines = [line_from(row) for row in (await connection.execute(query)).mappings()]
    return question_in(lines[::-1])


def line_from(row: RowMapping) -> Line:
    """A row of the columns in ``_LINE``."""
    return Line(**{**row, "reading": row["reading"] or {}})


def _is_score(line: Line) -> bool:
    return (line.payload or "").startswith(f"/{INTENT}")


async def read_line(connection: Session, message_id: str) -> Line | None:
    """A shopper's message."""
    query = select(*_LINE).join(conversations, conversations.c.id == messages.c.conversation_id)
    row = (await connection.execute(query.where(messages.c.id == message_id))).mappings().one_or_none()
    return line_from(row) if row else None
