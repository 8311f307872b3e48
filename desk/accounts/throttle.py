"""How often somebody may try to sign in; counted in the database, so that it holds across replicas."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select

from desk.accounts.tables import sign_in_attempts
from desk.errors import TooManyAttempts
from handoff.sql.database import Session

WINDOW = timedelta(minutes=15)
PER_EMAIL = 10
PER_ADDRESS = 30


def limits_of(email_key: str, address: str) -> dict[str, int]:
    """The counters that one attempt is counted in, and how far each may go within the window."""
    return {_key("email", email_key): PER_EMAIL, _key("address", address): PER_ADDRESS}


def code_limits(agent_id: str) -> dict[str, int]:
    """The counter of what a signed-in account has to prove again: codes, and its old password."""
    return {_key("code", agent_id): PER_EMAIL}


async def count(connection: Session, limits: Mapping[str, int], now: datetime) -> None:
    """Counts an attempt, before it is known whether it is a good one.

    Raises:
        TooManyAttempts: One of the counters is full; the attempt is not counted, or
            somebody else's persistence would keep an agent out for ever.
    """
    await connection.execute(delete(sign_in_attempts).where(sign_in_attempts.c.at <= now - WINDOW))
    for key, limit in limits.items():
        if oldest := await _oldest_of_full(connection, key, limit):
            raise TooManyAttempts((oldest + WINDOW - now).total_seconds())
    await connection.execute(insert(sign_in_attempts), [{"key": key, "at": now} for key in limits])


async def forgive(connection: Session, email_key: str) -> None:
    """Empties an account's counter after a good attempt; the address's stays."""
    await connection.execute(
        delete(sign_in_attempts).where(sign_in_attempts.c.key == _key("email", email_key))
    )


async def _oldest_of_full(connection: Session, key: str, limit: int) -> datetime | None:
    """When the oldest counted attempt was, if the counter is full."""
    rows = select(func.count().label("counted"), func.min(sign_in_attempts.c.at).label("oldest")).where(
        sign_in_attempts.c.key == key
    )
    found = (await connection.execute(rows)).mappings().one()
    oldest: datetime | None = found["oldest"]
    return oldest if found["counted"] >= limit else None


def _key(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}:{value}".encode()).hexdigest()
