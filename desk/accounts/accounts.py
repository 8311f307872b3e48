"""Managing accounts, and signing in and out; every privileged act leaves a line in the audit log."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from desk.accounts import audit, store, throttle
from desk.accounts.passwords import Passwords
from desk.accounts.records import Act, AgentAccount, AuditEntry, NewSession, Role, Session
from desk.errors import (
    AgentNotFound,
    BadCredentials,
    EmailTaken,
    InvalidEmail,
    InvalidName,
    LastAdmin,
    NotSignedIn,
)
from handoff.identifiers import new_id
from handoff.ports import Clock
from handoff.sql.database import Database

COMMAND_LINE = "cli"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PROLONG_AFTER = timedelta(minutes=1)
"""A session's end is moved at most this often: reading must not mean writing each time."""


class Accounts:
    """The people who may sign in.

    Args:
        database: Where they are kept.
        clock: The time.
        lifetime: How long a session lasts after its last use.
        passwords: How passwords are hashed.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        lifetime: timedelta = timedelta(hours=12),
        passwords: Passwords | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._lifetime = lifetime
        self._passwords = passwords or Passwords()

    async def add(
        self,
        name: str,
        email: str,
        password: str,
        role: Role | str = Role.AGENT,
        *,
        by: str = COMMAND_LINE,
        origin: str = COMMAND_LINE,
    ) -> AgentAccount:
        """Opens an account.

        Args:
            name: For colleagues and shoppers.
            email: To sign in with; nobody else may have it.
            password: At least ten characters.
            role: What they may do.
            by: The id of the administrator who does it.
            origin: Where from: an IP address.

        Raises:
            EmailTaken: There is one with this e-mail address.
            WeakPassword: The password is too short.
            InvalidEmail: It is not an e-mail address.
            InvalidName: The name is empty or too long.
        """
        account = AgentAccount(new_id(), _name(name), _email(email), Role(role), self._clock.now())
        hashed = await self._passwords.hash(password)
        try:
            async with self._database.write() as connection:
                await store.add_agent(connection, account, hashed)
                await audit.append(connection, self._entry(by, Act.AGENT_ADD, account.id, origin))
        except IntegrityError as error:
            raise EmailTaken from error
        return account

    async def list(self) -> list[AgentAccount]:
        """Every account, by name."""
        async with self._database.read() as connection:
            return await store.all_agents(connection)

    async def disable(
        self, email: str, *, by: str = COMMAND_LINE, origin: str = COMMAND_LINE
    ) -> AgentAccount:
        """Bars an account and ends its sessions; barring it again changes nothing.

        Raises:
            AgentNotFound: There is none with this e-mail address.
            LastAdmin: Nobody could manage accounts any more.
        """
        async with self._database.write() as connection:
            account, _ = await store.agent_by_email(connection, email) or _nobody()
            if account.disabled_at:
                return account
            if account.role is Role.ADMIN and not await store.other_admins(connection, account.id):
                raise LastAdmin
            await store.set_disabled(connection, account.id, self._clock.now())
            await store.end_sessions_of(connection, account.id)
            await audit.append(connection, self._entry(by, Act.AGENT_DISABLE, account.id, origin))
            account, _ = await store.agent_by_email(connection, email) or _nobody()
        return account

    async def set_password(
        self, email: str, password: str, *, by: str = COMMAND_LINE, origin: str = COMMAND_LINE
    ) -> None:
        """Gives an account another password and ends its sessions (``AgentNotFound``, ``WeakPassword``)."""
        hashed = await self._passwords.hash(password)
        async with self._database.write() as connection:
            account, _ = await store.agent_by_email(connection, email) or _nobody()
            await store.set_password_hash(connection, account.id, hashed)
            await store.end_sessions_of(connection, account.id)
            await audit.append(connection, self._entry(by, Act.PASSWORD_CHANGE, account.id, origin))

    async def sign_in(self, email: str, password: str, origin: str) -> NewSession:
        """Begins a session.

        Args:
            email: As it was typed.
            password: As it was typed.
            origin: The caller's IP address.

        Raises:
            BadCredentials: No such account, a wrong password, or a barred account: all look the same.
            TooManyAttempts: Too many failures for this account or from this address.
        """
        await self._throttle(email, origin)
        async with self._database.read() as connection:
            found = await store.agent_by_email(connection, email)
        fits = await self._passwords.check(password, found[1] if found else None)
        if not found or not fits or found[0].disabled_at:
            await self.record(email, Act.SIGN_IN_FAILED, "", origin)
            raise BadCredentials
        return await self._begin(found[0], password, found[1], origin)

    async def session(self, token: str | None, *, prolong: bool = True) -> Session:
        """The session that a browser's token opens.

        Args:
            token: The cookie's value.
            prolong: Whether this counts as the agent being at work.

        Raises:
            NotSignedIn: None, expired, ended, or of a barred account.
        """
        if not token:
            raise NotSignedIn
        now, session_id = self._clock.now(), _hash(token)
        async with self._database.read() as connection:
            found = await store.find_session(connection, session_id, now)
        if found is None:
            raise NotSignedIn
        account, expires_at = found
        if prolong:
            expires_at = await self._prolong(session_id, expires_at, now)
        return Session(session_id, account, _csrf_token(token), expires_at)

    async def holds(self, session_id: str) -> bool:
        """Whether a session has neither expired nor been ended."""
        async with self._database.read() as connection:
            return await store.find_session(connection, session_id, self._clock.now()) is not None

    async def sign_out(self, token: str, origin: str) -> None:
        """Ends a session; one that has ended already is no error."""
        now, session_id = self._clock.now(), _hash(token)
        async with self._database.write() as connection:
            found = await store.find_session(connection, session_id, now)
            if await store.end_session(connection, session_id) and found:
                await audit.append(connection, self._entry(found[0].id, Act.SIGN_OUT, "", origin))

    async def record(self, actor: str, act: Act, subject: str, origin: str) -> None:
        """Adds a line to the audit log."""
        async with self._database.write() as connection:
            await audit.append(connection, self._entry(actor, act, subject, origin))

    async def audit_log(self, limit: int = 100) -> Sequence[AuditEntry]:
        """The newest lines, newest first."""
        async with self._database.read() as connection:
            return await audit.newest(connection, limit)

    async def _throttle(self, email: str, origin: str) -> None:
        now, limits = self._clock.now(), throttle.limits_of(store.email_key(email), origin)
        async with self._database.write() as connection:
            await throttle.count(connection, limits, now)

    async def _begin(self, account: AgentAccount, password: str, hashed: str, origin: str) -> NewSession:
        now, token = self._clock.now(), secrets.token_urlsafe(32)
        stronger = await self._passwords.hash(password) if self._passwords.needs_rehash(hashed) else None
        async with self._database.write() as connection:
            await throttle.forgive(connection, store.email_key(account.email))
            if stronger:
                await store.set_password_hash(connection, account.id, stronger)
            await store.add_session(connection, _hash(token), account.id, now, now + self._lifetime)
            await audit.append(connection, self._entry(account.id, Act.SIGN_IN, "", origin))
        return NewSession(token, Session(_hash(token), account, _csrf_token(token), now + self._lifetime))

    async def _prolong(self, session_id: str, expires_at: datetime, now: datetime) -> datetime:
        later = now + self._lifetime
        if later - expires_at < _PROLONG_AFTER:
            return expires_at
        async with self._database.write() as connection:
            await store.prolong_session(connection, session_id, later)
        return later

    def _entry(self, actor: str, act: Act, subject: str, origin: str) -> AuditEntry:
        return AuditEntry(self._clock.now(), actor, act, subject, origin)


def _nobody() -> tuple[AgentAccount, str]:
    raise AgentNotFound


def _name(name: str) -> str:
    name = name.strip()
    if not 1 <= len(name) <= 120 or not name.isprintable():
        raise InvalidName
    return name


def _email(email: str) -> str:
    email = email.strip()
    if len(email) > 254 or not email.isprintable() or not _EMAIL.fullmatch(email):
        raise InvalidEmail
    return email


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _csrf_token(token: str) -> str:
    """Bound to the session, and of no use to find its token."""
    return hmac.new(token.encode("utf-8", "replace"), b"csrf", "sha256").hexdigest()
