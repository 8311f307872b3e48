"""Second factors and recovery codes as rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, or_, select, update

from desk.accounts.tables import recovery_codes, second_factors
from handoff.sql.database import Session


async def find(connection: Session, agent_id: str) -> Row[Any] | None:
    """The account's factor, confirmed or not."""
    found = select(second_factors).where(second_factors.c.agent_id == agent_id)
    return (await connection.execute(found)).one_or_none()


async def guarded(connection: Session) -> set[str]:
    """The accounts whose factor is on."""
    wanted = select(second_factors.c.agent_id).where(second_factors.c.confirmed_at.is_not(None))
    return set((await connection.execute(wanted)).scalars())


async def begin(connection: Session, agent_id: str, secret: str, now: datetime) -> None:
    """Puts a factor in place that nobody has confirmed yet."""
    await connection.execute(delete(second_factors).where(second_factors.c.agent_id == agent_id))
    await connection.execute(insert(second_factors).values(agent_id=agent_id, secret=secret, created_at=now))


async def confirm(connection: Session, agent_id: str, step: int, now: datetime) -> bool:
    """Switches it on; False where somebody did already."""
    done = await connection.execute(
        update(second_factors)
        .where(second_factors.c.agent_id == agent_id, second_factors.c.confirmed_at.is_(None))
        .values(confirmed_at=now, last_step=step)
    )
    return bool(done.rowcount)


async def use_step(connection: Session, agent_id: str, step: int) -> bool:
    """Spends the code of one half minute; False where it, or a later one, was spent before."""
    unspent = or_(second_factors.c.last_step.is_(None), second_factors.c.last_step < step)
    done = await connection.execute(
        update(second_factors).where(second_factors.c.agent_id == agent_id, unspent).values(last_step=step)
    )
    return bool(done.rowcount)


async def use_recovery_code(connection: Session, agent_id: str, code_hash: str) -> bool:
    """Spends a recovery code; False where there is none like it (any more)."""
    spent = await connection.execute(
        delete(recovery_codes).where(
            recovery_codes.c.agent_id == agent_id, recovery_codes.c.code_hash == code_hash
        )
    )
    return bool(spent.rowcount)


async def put_recovery_codes(connection: Session, agent_id: str, hashes: Iterable[str]) -> None:
    """Puts codes in the place of those that there were."""
    await connection.execute(delete(recovery_codes).where(recovery_codes.c.agent_id == agent_id))
    rows = [{"agent_id": agent_id, "code_hash": code_hash} for code_hash in hashes]
    await connection.execute(insert(recovery_codes), rows)


async def count_recovery_codes(connection: Session, agent_id: str) -> int:
    """How many are unused."""
    found = select(func.count()).where(recovery_codes.c.agent_id == agent_id)
    return int((await connection.execute(found)).scalar_one())


async def remove(connection: Session, agent_id: str) -> bool:
    """Takes the factor away, with its recovery codes; False where there was none."""
    await connection.execute(delete(recovery_codes).where(recovery_codes.c.agent_id == agent_id))
    gone = await connection.execute(delete(second_factors).where(second_factors.c.agent_id == agent_id))
    return bool(gone.rowcount)
