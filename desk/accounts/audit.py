"""The record of privileged acts: who, what, on what, when, from where. Lines are only ever added."""

from __future__ import annotations

from sqlalchemy import insert, select

from desk.accounts.records import Act, AuditEntry
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
        )
    )


async def newest(connection: Session, limit: int) -> list[AuditEntry]:
    """The newest lines, newest first."""
    rows = await connection.execute(select(audit_log).order_by(audit_log.c.id.desc()).limit(limit))
    return [AuditEntry(row.at, row.actor, Act(row.act), row.subject, row.origin) for row in rows]
