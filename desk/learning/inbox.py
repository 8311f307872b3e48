"""The inbox of what was not understood: groups by meaning, most frequent first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, case, func, or_, select

from desk.accounts.tables import agents
from desk.errors import NotFound
from desk.learning.records import Found, Group, GroupedMessage, Home, HomeKind, Kind, Page, State
from desk.learning.tables import findings, learning_groups, learning_messages
from handoff.sql.database import Database, Session

SHOWN = 5
"""Messages of a group in a list."""
PAGE = 50
EVIDENCE = 3
"""So many new messages bring a group back that was decided already."""
MOST_SHOWN = 500
_KINDS = list(Kind)


PublishedAt = Callable[[], Awaitable[datetime | None]]


async def _never() -> datetime | None:
    return None


class Inbox:
    """Shows groups.

    Args:
        database: Where they are.
        published_at: When content went live last: before that, what was accepted could not be known.
    """

    def __init__(self, database: Database, published_at: PublishedAt = _never) -> None:
        self._database = database
        self._published_at = published_at

    async def page(
        self,
        state: State = State.OPEN,
        kind: Kind | None = None,
        language: str | None = None,
        after: int = 0,
    ) -> Page:
        """Groups from a place on; of decided ones the last decided first."""
        counted = _counted(state, kind, language, await self._published_at())
        async with self._database.read() as connection:
            total = await connection.execute(select(func.count()).select_from(counted))
            newest = counted.c.last if state is State.OPEN else counted.c.decided_at
            order = (counted.c.size.desc(), newest.desc(), counted.c.id)
            if state is not State.OPEN:
                order = (newest.desc(), counted.c.size.desc(), counted.c.id)
            rows = (
                (await connection.execute(select(counted).order_by(*order).offset(after).limit(PAGE)))
                .mappings()
                .all()
            )
            groups = await self._groups(connection, rows, state, SHOWN)
            waiting = await connection.execute(
                select(func.count()).where(
                    learning_messages.c.group_id.is_(None), learning_messages.c.state == State.OPEN.value
                )
            )
            count = int(total.scalar_one())
            more = str(after + PAGE) if after + PAGE < count else None
            return Page(tuple(groups), more, count, int(waiting.scalar_one()))

    async def group(self, group_id: str) -> Group:
        """One group with all its messages of the state that it is in (``NotFound``)."""
        async with self._database.read() as connection:
            for state in (State.OPEN, State.ACCEPTED, State.DISMISSED):
                counted = _counted(state, None, None, None, every=True)
                query = select(counted).where(counted.c.id == group_id)
                row = (await connection.execute(query)).mappings().one_or_none()
                if row is not None:
                    return (await self._groups(connection, [row], state, MOST_SHOWN))[0]
        raise NotFound

    async def _groups(
        self, connection: Session, rows: Sequence[RowMapping], state: State, shown: int
    ) -> list[Group]:
        members = await _members(connection, [row["id"] for row in rows], state)
        names = await _names(connection, [row["decided_by"] for row in rows])
        return [_group(row, state, members[row["id"]], names, shown) for row in rows]


def _counted(
    state: State, kind: Kind | None, language: str | None, published: datetime | None, *, every: bool = False
) -> Any:
    """Groups that have messages of a state, with how many."""
    columns, its = learning_groups.c, learning_messages.c
    wanted: list[ColumnElement[bool]] = [its.state == state.value]
    if language is not None:
        wanted.append(its.language == language)
    if kind is not None:
        of_kind = select(findings.c.message_id).where(
            findings.c.message_id == its.id, findings.c.kind == kind.value
        )
        wanted.append(of_kind.exists())
    size = func.count(its.id)
    query = (
        select(*columns, size.label("size"), func.min(its.at).label("first"), func.max(its.at).label("last"))
        .join(learning_messages, its.group_id == columns.id)
        .where(and_(*wanted))
        .group_by(*columns)
    )
    if every:
        return query.subquery()
    if state is State.OPEN:
        return query.having(or_(columns.state == State.OPEN.value, _is_evidence(size, published))).subquery()
    return query.where(columns.state == state.value).subquery()


def _is_evidence(size: ColumnElement[int], published: datetime | None) -> ColumnElement[bool]:
    """Whether a decided group comes back; of one that was accepted, what came after it went live counts."""
    columns, its = learning_groups.c, learning_messages.c
    dismissed = and_(columns.state == State.DISMISSED.value, size >= EVIDENCE)
    if published is None:
        return dismissed
    since = func.count(case((its.at > published, its.id)))
    accepted = and_(columns.state == State.ACCEPTED.value, columns.decided_at < published, since >= EVIDENCE)
    return or_(dismissed, accepted)


async def _members(
    connection: Session, group_ids: Sequence[str], state: State
) -> Mapping[str, list[GroupedMessage]]:
    """The messages of groups, the newest first."""
    its = learning_messages.c
    query = (
        select(learning_messages, findings.c.kind)
        .join(findings, findings.c.message_id == its.id)
        .where(its.group_id.in_(group_ids), its.state == state.value)
        .order_by(its.at.desc(), its.id)
    )
    found: dict[str, tuple[RowMapping, list[Kind]]] = {}
    for row in (await connection.execute(query)).mappings():
        found.setdefault(row["id"], (row, []))[1].append(Kind(row["kind"]))
    told: dict[str, list[GroupedMessage]] = defaultdict(list)
    for row, kinds in found.values():
        told[row["group_id"]].append(GroupedMessage(found_from(row), tuple(sorted(kinds, key=_KINDS.index))))
    return told


async def _names(connection: Session, agent_ids: Iterable[str | None]) -> Mapping[str, str]:
    wanted = {it for it in agent_ids if it}
    rows = await connection.execute(select(agents.c.id, agents.c.name).where(agents.c.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def found_from(row: RowMapping) -> Found:
    """A row of ``learning_messages``."""
    return Found(
        row["id"],
        row["conversation_id"],
        row["text"],
        row["language"],
        row["channel"],
        row["intent"],
        row["confidence"],
        row["at"],
    )


def _group(
    row: RowMapping, state: State, members: Sequence[GroupedMessage], names: Mapping[str, str], shown: int
) -> Group:
    languages = Counter(member.message.language for member in members if member.message.language)
    kinds = Counter(kind for member in members for kind in member.kinds)
    return Group(
        id=row["id"],
        state=state,
        size=row["size"],
        label=_label(row["label_id"], members),
        language=languages.most_common(1)[0][0] if languages else None,
        kinds=dict(kinds),
        messages=tuple(members[:shown]),
        proposed=Home(HomeKind(row["home"]), row["intent"], row["confidence"]),
        first_at=row["first"],
        last_at=row["last"],
        decided_at=row["decided_at"],
        decided_by=names.get(row["decided_by"] or ""),
    )


def _label(label_id: str | None, members: Sequence[GroupedMessage]) -> str:
    """The words that stand for all; of those that are still there where they have gone."""
    texts = {member.message.id: member.message.text for member in members}
    return texts.get(label_id or "") or min(texts.values(), key=len, default="")
