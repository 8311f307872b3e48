"""Lists of cases in pages, filtered, in the order of service."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from handoff.queue.pages import CasePage, CaseQuery, Cursor
from handoff.records import CaseState
from handoff.sql.database import Session
from handoff.sql.reader import case_part, standing, summaries, summary_from
from handoff.sql.tables import cases, conversations
from handoff.sql.tag_tables import conversation_tags
from handoff.sql.tagging import tags_of


async def page_of(connection: Session, query: CaseQuery) -> CasePage:
    """One page of a list."""
    wanted = and_(*_conditions(query))
    counted = select(func.count()).select_from(_joined() if query.channel or query.language else cases)
    counted = counted.where(wanted)
    total = int((await connection.execute(counted)).scalar_one())
    found = summaries().where(wanted)
    if query.after:
        found = found.where(_after(query, query.after))
    order = (_key(query), cases.c.id) if query.is_open else (_key(query).desc(), cases.c.id)
    rows = (await connection.execute(found.order_by(*order).limit(query.limit + 1))).mappings().all()
    shown = rows[: query.limit]
    places = await _places_of(connection, [row["case_id"] for row in shown])
    items = [summary_from(row, case_part(row), places.get(row["case_id"])) for row in shown]
    tags = await tags_of(connection, [item.conversation.id for item in items])
    items = [replace(item, tags=tags.get(item.conversation.id, ())) for item in items]
    last = items[-1].case if len(rows) > query.limit else None
    at = (last.served_at if query.is_open else last.closed_at or last.opened_at) if last else None
    return CasePage(tuple(items), Cursor(at, last.id) if last and at else None, total)


def _joined() -> Any:
    return cases.join(conversations, conversations.c.id == cases.c.conversation_id)


async def _places_of(connection: Session, case_ids: Collection[str]) -> dict[str, int]:
    """The places of some waiting cases: the queue is counted once, by its index, not for each row."""
    place = func.row_number().over(order_by=(cases.c.rank_at, cases.c.id)).label("place")
    waiting = select(cases.c.id, place).where(cases.c.state == CaseState.WAITING.value).subquery()
    query = select(waiting.c.id, waiting.c.place).where(waiting.c.id.in_(case_ids))
    return {row.id: row.place for row in await connection.execute(query)}


def _conditions(query: CaseQuery) -> list[ColumnElement[bool]]:
    tagged = exists().where(
        conversation_tags.c.conversation_id == cases.c.conversation_id,
        conversation_tags.c.tag_id == query.tag_id,
    )
    language = func.coalesce(conversations.c.language, cases.c.language)
    given = (
        (query.agent_id, cases.c.agent_id == query.agent_id),
        (query.but_agent_id, func.coalesce(cases.c.agent_id, "") != query.but_agent_id),
        (query.team_id, cases.c.team_id == query.team_id),
        (query.channel, conversations.c.channel == query.channel),
        (query.language, language == query.language),
        (query.tag_id, tagged),
    )
    return [standing(query.states), *(condition for value, condition in given if value is not None)]


def _key(query: CaseQuery) -> Any:
    return cases.c.rank_at if query.is_open else cases.c.closed_at


def _after(query: CaseQuery, cursor: Cursor) -> ColumnElement[bool]:
    key = _key(query)
    later = key > cursor.at if query.is_open else key < cursor.at
    return or_(later, and_(key == cursor.at, cases.c.id > cursor.id))
