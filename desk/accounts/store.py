"""Accounts and sessions as rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from desk.accounts.records import AgentAccount, Role, SignedIn
from desk.accounts.tables import agents, sessions
from handoff.sql.database import Session


def email_key(email: str) -> str:
    """What e-mail addresses are compared by."""
    return email.strip().casefold()


def account_of(row: Row[Any]) -> AgentAccount:
    """An account from a row that holds the columns of ``agents``."""
    return AgentAccount(row.id, row.name, row.email, Role(row.role), row.created_at, row.disabled_at)


async def add_agent(connection: Session, account: AgentAccount, password_hash: str) -> None:
    """Stores a new account (``IntegrityError`` where the e-mail address is taken)."""
    await connection.execute(
        insert(agents).values(
            id=account.id,
            name=account.name,
            email=account.email,
            email_key=email_key(account.email),
            password_hash=password_hash,
            role=account.role.value,
            created_at=account.created_at,
        )
    )


async def agent_by_email(connection: Session, email: str) -> tuple[AgentAccount, str] | None:
    """The account of an e-mail address, with its password's hash."""
    found = await connection.execute(select(agents).where(agents.c.email_key == email_key(email)))
    row = found.one_or_none()
    return (account_of(row), row.password_hash) if row else None


async def all_agents(connection: Session) -> list[AgentAccount]:
    """Every account, by name."""
    rows = await connection.execute(select(agents).order_by(func.lower(agents.c.name), agents.c.id))
    return [account_of(row) for row in rows]


async def agent_by_id(connection: Session, agent_id: str) -> tuple[AgentAccount, str] | None:
    """An account with its password's hash, locked until the transaction ends."""
    found = await connection.execute(select(agents).where(agents.c.id == agent_id).with_for_update())
    row = found.one_or_none()
    return (account_of(row), row.password_hash) if row else None


async def lock_admins(connection: Session) -> set[str]:
    """The administrators who can sign in, locked until the transaction ends, before any other account is.

    In one order: of two who bar each other at the same time the second waits, and finds out.
    """
    admins = (
        select(agents.c.id)
        .where(agents.c.role == Role.ADMIN.value, agents.c.disabled_at.is_(None))
        .order_by(agents.c.id)
        .with_for_update()
    )
    return set((await connection.execute(admins)).scalars())


async def change_agent(
    connection: Session, agent_id: str, name: str, role: Role, disabled_at: datetime | None
) -> None:
    """Stores what an administrator changes of an account."""
    await connection.execute(
        update(agents)
        .where(agents.c.id == agent_id)
        .values(name=name, role=role.value, disabled_at=disabled_at)
    )


async def set_disabled(connection: Session, agent_id: str, at: datetime) -> None:
    """Bars an account from now on."""
    await connection.execute(update(agents).where(agents.c.id == agent_id).values(disabled_at=at))


async def set_password_hash(connection: Session, agent_id: str, password_hash: str) -> None:
    """Stores another password."""
    await connection.execute(
        update(agents).where(agents.c.id == agent_id).values(password_hash=password_hash)
    )


async def add_session(connection: Session, session: SignedIn, agent_id: str) -> None:
    """Stores a session, and lets go of those that have expired."""
    await connection.execute(delete(sessions).where(sessions.c.expires_at <= session.created_at))
    await connection.execute(
        insert(sessions).values(
            id=session.id,
            agent_id=agent_id,
            created_at=session.created_at,
            expires_at=session.expires_at,
            device=session.device,
            address=session.address[:64],
            last_seen_at=session.last_seen_at,
        )
    )


async def sessions_of(connection: Session, agent_id: str, now: datetime) -> list[SignedIn]:
    """An account's sessions that still hold, last used first."""
    rows = await connection.execute(
        select(sessions)
        .where(sessions.c.agent_id == agent_id, sessions.c.expires_at > now)
        .order_by(sessions.c.expires_at.desc(), sessions.c.id)
    )
    return [
        SignedIn(
            row.id,
            row.device or "",
            row.address or "",
            row.created_at,
            row.last_seen_at or row.created_at,
            row.expires_at,
        )
        for row in rows
    ]


async def find_session(
    connection: Session, session_id: str, now: datetime
) -> tuple[AgentAccount, datetime] | None:
    """Whose session it is and until when, if it still holds and the account is not barred."""
    wanted = (
        select(agents, sessions.c.expires_at)
        .join(sessions, sessions.c.agent_id == agents.c.id)
        .where(sessions.c.id == session_id, sessions.c.expires_at > now, agents.c.disabled_at.is_(None))
    )
    row = (await connection.execute(wanted)).one_or_none()
    return (account_of(row), row.expires_at) if row else None


async def prolong_session(
    connection: Session, session_id: str, expires_at: datetime, now: datetime, address: str | None
) -> None:
    """Moves a session's end, and notes from where it was used."""
    seen = {"last_seen_at": now, **({"address": address[:64]} if address else {})}
    await connection.execute(
        update(sessions).where(sessions.c.id == session_id).values(expires_at=expires_at, **seen)
    )


async def end_session(connection: Session, session_id: str, agent_id: str | None = None) -> bool:
    """Ends one session, of this account if one is named; False where there was none."""
    which = [sessions.c.id == session_id]
    if agent_id is not None:
        which.append(sessions.c.agent_id == agent_id)
    ended = await connection.execute(delete(sessions).where(*which))
    return bool(ended.rowcount)


async def end_sessions_of(connection: Session, agent_id: str, besides: str | None = None) -> list[str]:
    """Ends every session of an account, all but one perhaps; the ids of those that ended."""
    which = [sessions.c.agent_id == agent_id]
    if besides is not None:
        which.append(sessions.c.id != besides)
    ended = await connection.execute(delete(sessions).where(*which).returning(sessions.c.id))
    return list(ended.scalars())
