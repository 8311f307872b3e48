"""The record of privileged acts: who, what, on what, when, from where. Lines are only ever added."""

from __future__ import annotations

from sqlalchemy import ColumnElement, insert, select

from desk.accounts.records import Act, AuditEntry, AuditFilter
from desk.accounts.tables import audit_log
from handoff.sql.database import Session


async def append(connection: Session, entry: AuditEntry) -> None:
    """Adds one line, in the transaction of the act itself where there is one."""
    await connection.execute(
        insert(audit_log).values(
            at=entry.at,
            actor=entry.actor[:254],
            act=entry.act.value,
            subject=entry.subject[:254],
            origin=entry.origin[:64],
            detail=entry.detail[:254] or None,
        )
    )


async def newest(connection: Session, limit: int, wanted: AuditFilter | None = None) -> list[AuditEntry]:
    """The newest lines, newest first."""
    lines = select(audit_log).where(*_conditions(wanted or AuditFilter()))
    rows = await connection.execute(lines.order_by(audit_log.c.id.desc()).limit(limit))
    return [
        AuditEntry(row.at, row.actor, Act(row.act), row.subject, row.origin, row.detail or "", row.id)
        for row in rows
    ]


def _conditions(wanted: AuditFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.actor:
        conditions.append(audit_log.c.actor == wanted.actor)
    if wanted.act:
        conditions.append(audit_log.c.act == wanted.act.value)
    if wanted.subject:
        conditions.append(audit_log.c.subject == wanted.subject)
    if wanted.after:
        conditions.append(audit_log.c.id < wanted.after)
    return conditions
