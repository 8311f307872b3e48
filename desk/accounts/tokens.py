"""Programs' tokens: each may do what its scopes say, and nothing else."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, or_, select, update

from desk.accounts import audit
from desk.accounts.records import (
    Act,
    AgentAccount,
    ApiToken,
    AuditEntry,
    NewToken,
    Role,
    Scope,
    Session,
)
from desk.accounts.tables import api_tokens
from desk.errors import NotAllowed, NotSignedIn, TokenNotFound
from handoff.identifiers import new_id
from handoff.ports import Clock
from handoff.sql.database import Database

PREFIX = "spt_"
"""What every value begins with: scanners of leaked secrets, and our own logs, know it by that."""
_USED_AFTER = timedelta(minutes=1)
"""A token's last use is moved at most this often: reading must not mean writing each time."""

ROLES = {
    Scope.CONVERSATIONS_READ: Role.AGENT,
    Scope.CONVERSATIONS_WRITE: Role.AGENT,
    Scope.FIGURES_READ: Role.SUPERVISOR,
    Scope.WEBHOOKS_MANAGE: Role.ADMIN,
}
"""As whom a program passes on a route that states the scope: no route asks for more than its scope gives."""


class Tokens:
    """Makes, checks and revokes tokens.

    Args:
        database: Where they are kept, hashed.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def all(self) -> list[ApiToken]:
        """Every token, newest first; revoked ones too."""
        wanted = select(api_tokens).order_by(api_tokens.c.created_at.desc(), api_tokens.c.id)
        async with self._database.read() as connection:
            return [_token(row) for row in await connection.execute(wanted)]

    async def make(
        self, name: str, scopes: Sequence[Scope], days: int | None = None, *, by: str, origin: str
    ) -> NewToken:
        """Makes one.

        Args:
            name: What it is for.
            scopes: What it may do.
            days: How long it holds; None for ever.
            by: The administrator's id.
            origin: Where from.
        """
        now, value = self._clock.now(), PREFIX + secrets.token_urlsafe(32)
        expires_at = now + timedelta(days=days) if days else None
        given = tuple(dict.fromkeys(scopes))
        token = ApiToken(new_id(), name, given, value[-4:], now, by, expires_at)
        async with self._database.write() as connection:
            await connection.execute(insert(api_tokens).values(**_values(token), token_hash=_hash(value)))
            detail = " ".join(token.scopes)
            await audit.append(connection, AuditEntry(now, by, Act.TOKEN_ADD, token.id, origin, detail))
        return NewToken(token, value)

    async def revoke(self, token_id: str, *, by: str, origin: str) -> None:
        """Makes it good for nothing; doing so again changes nothing (``TokenNotFound``)."""
        now = self._clock.now()
        async with self._database.write() as connection:
            known = select(api_tokens.c.id).where(api_tokens.c.id == token_id)
            if (await connection.execute(known)).one_or_none() is None:
                raise TokenNotFound
            revoked = await connection.execute(
                update(api_tokens)
                .where(api_tokens.c.id == token_id, api_tokens.c.revoked_at.is_(None))
                .values(revoked_at=now)
            )
            if revoked.rowcount:
                await audit.append(connection, AuditEntry(now, by, Act.TOKEN_REVOKE, token_id, origin))

    async def session(self, value: str, scope: Scope) -> Session:
        """The program behind a value, for one request of a route that states the scope.

        Raises:
            NotSignedIn: No such token, or one that was revoked or has expired.
            NotAllowed: The token has not this scope.
        """
        now = self._clock.now()
        async with self._database.read() as connection:
            wanted = select(api_tokens).where(
                api_tokens.c.token_hash == _hash(value),
                api_tokens.c.revoked_at.is_(None),
                or_(api_tokens.c.expires_at.is_(None), api_tokens.c.expires_at > now),
            )
            row = (await connection.execute(wanted)).one_or_none()
        if row is None:
            raise NotSignedIn
        token = _token(row)
        if scope not in token.scopes:
            raise NotAllowed
        await self._note_use(token, now)
        account = AgentAccount(token.id, token.name, "", ROLES[scope], token.created_at)
        return Session(token.id, account, "", now + timedelta(minutes=1))

    async def _note_use(self, token: ApiToken, now: datetime) -> None:
        if token.last_used_at and now - token.last_used_at < _USED_AFTER:
            return
        async with self._database.write() as connection:
            await connection.execute(
                update(api_tokens).where(api_tokens.c.id == token.id).values(last_used_at=now)
            )


def _hash(value: str) -> str:
    return hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()


def _values(token: ApiToken) -> dict[str, Any]:
    return {
        "id": token.id,
        "name": token.name,
        "hint": token.hint,
        "scopes": [scope.value for scope in token.scopes],
        "created_at": token.created_at,
        "created_by": token.created_by,
        "expires_at": token.expires_at,
    }


def _token(row: Row[Any]) -> ApiToken:
    return ApiToken(
        row.id,
        row.name,
        tuple(Scope(scope) for scope in row.scopes),
        row.hint,
        row.created_at,
        row.created_by,
        row.expires_at,
        row.last_used_at,
        row.revoked_at,
    )
