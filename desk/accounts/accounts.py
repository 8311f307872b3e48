"""Managing accounts, and signing in and out; every privileged act leaves a line in the audit log."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from desk.accounts import audit, store, throttle
from desk.accounts.devices import device_of
from desk.accounts.passwords import Passwords
from desk.accounts.records import (
    Act,
    AgentAccount,
    AuditEntry,
    AuditFilter,
    Changed,
    NewSession,
    Role,
    Session,
    SignedIn,
)
from desk.accounts.second_factors import SecondFactors
from desk.errors import (
    AgentNotFound,
    BadCode,
    BadCredentials,
    EmailTaken,
    InvalidEmail,
    InvalidName,
    LastAdmin,
    NotSignedIn,
    SecondFactorNeeded,
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
        factors: Asked before a session begins; without them a password is enough.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        lifetime: timedelta = timedelta(hours=12),
        passwords: Passwords | None = None,
        factors: SecondFactors | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._lifetime = lifetime
        self._passwords = passwords or Passwords()
        self._factors = factors

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
            _keep_an_admin(account, await store.lock_admins(connection))
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

    async def change(
        self, agent_id: str, name: str, role: Role, *, disabled: bool, by: str, origin: str
    ) -> Changed:
        """Renames an account, gives it another role, bars it or lets it in again.

        Another role, and being barred, end its sessions.

        Raises:
            AgentNotFound: There is none with this id.
            LastAdmin: Nobody could manage accounts any more.
            InvalidName: The name is empty or too long.
        """
        async with self._database.write() as connection:
            admins = await store.lock_admins(connection)
            before, _ = await store.agent_by_id(connection, agent_id) or _nobody()
            since = (before.disabled_at or self._clock.now()) if disabled else None
            after = replace(before, name=_name(name), role=role, disabled_at=since)
            if role is not Role.ADMIN or disabled:
                _keep_an_admin(before, admins)
            await store.change_agent(connection, agent_id, after.name, role, since)
            ended = after.role is not before.role or disabled
            sessions = await store.end_sessions_of(connection, agent_id) if ended else []
            for act, detail in _differences(before, after):
                await audit.append(connection, self._entry(by, act, agent_id, origin, detail))
        return Changed(after, tuple(sessions))

    async def change_password(self, session: Session, old: str, new: str, origin: str) -> Sequence[str]:
        """Another password of one's own; ends the account's other sessions.

        Returns:
            The sessions that ended.

        Raises:
            BadCredentials: The old one is not it.
            WeakPassword: The new one is too short.
            TooManyAttempts: Too many wrong guesses.
        """
        account = session.account
        async with self._database.write() as connection:
            await throttle.count(connection, throttle.code_limits(account.id), self._clock.now())
        async with self._database.read() as connection:
            found = await store.agent_by_email(connection, account.email)
        if not await self._passwords.check(old, found[1] if found else None):
            raise BadCredentials
        return await self._put_password(account.id, new, account.id, origin, besides=session.id)

    async def give_password(self, agent_id: str, password: str, *, by: str, origin: str) -> Sequence[str]:
        """Gives somebody another password (``AgentNotFound``, ``WeakPassword``); the sessions that ended."""
        return await self._put_password(agent_id, password, by, origin)

    async def _put_password(
        self, agent_id: str, password: str, by: str, origin: str, besides: str | None = None
    ) -> Sequence[str]:
        hashed = await self._passwords.hash(password)
        async with self._database.write() as connection:
            await store.agent_by_id(connection, agent_id) or _nobody()
            await store.set_password_hash(connection, agent_id, hashed)
            await audit.append(connection, self._entry(by, Act.PASSWORD_CHANGE, agent_id, origin))
            return await store.end_sessions_of(connection, agent_id, besides)

    async def sign_in(
        self, email: str, password: str, origin: str, *, code: str | None = None, device: str = ""
    ) -> NewSession:
        """Begins a session.

        Args:
            email: As it was typed.
            password: As it was typed.
            origin: The caller's IP address.
            code: Of the authenticator, or a recovery code.
            device: What the browser says of itself.

        Raises:
            BadCredentials: No such account, a wrong password, or a barred account: all look the same.
            SecondFactorNeeded: The password is right, and this account has a second factor.
            BadCode: The code is wrong, or was used before.
            TooManyAttempts: Too many failures for this account or from this address.
        """
        await self._throttle(email, origin)
        async with self._database.read() as connection:
            found = await store.agent_by_email(connection, email)
        fits = await self._passwords.check(password, found[1] if found else None)
        if not found or not fits or found[0].disabled_at:
            await self.record(email, Act.SIGN_IN_FAILED, "", origin)
            raise BadCredentials
        await self._check_factor(found[0], code, origin)
        return await self._begin(found[0], password, found[1], origin, device)

    async def _check_factor(self, account: AgentAccount, code: str | None, origin: str) -> None:
        passes = await self._factors.passes(account.id, code, origin) if self._factors else True
        if passes is None:
            raise SecondFactorNeeded
        if not passes:
            await self.record(account.id, Act.SIGN_IN_FAILED, "", origin, "code")
            raise BadCode

    async def session(self, token: str | None, *, prolong: bool = True, origin: str | None = None) -> Session:
        """The session that a browser's token opens.

        Args:
            token: The cookie's value.
            prolong: Whether this counts as the agent being at work.
            origin: The caller's IP address, if the owner is to see it among their sessions.

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
            expires_at = await self._prolong(session_id, expires_at, now, origin)
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

    async def record(self, actor: str, act: Act, subject: str, origin: str, detail: str = "") -> None:
        """Adds a line to the audit log."""
        async with self._database.write() as connection:
            await audit.append(connection, self._entry(actor, act, subject, origin, detail))

    async def audit_log(self, limit: int = 100, wanted: AuditFilter | None = None) -> Sequence[AuditEntry]:
        """The newest lines, newest first."""
        async with self._database.read() as connection:
            return await audit.newest(connection, limit, wanted)

    async def _throttle(self, email: str, origin: str) -> None:
        now, limits = self._clock.now(), throttle.limits_of(store.email_key(email), origin)
        async with self._database.write() as connection:
            await throttle.count(connection, limits, now)

    async def _begin(
        self, account: AgentAccount, password: str, hashed: str, origin: str, device: str
    ) -> NewSession:
        now, token = self._clock.now(), secrets.token_urlsafe(32)
        stronger = await self._passwords.hash(password) if self._passwords.needs_rehash(hashed) else None
        async with self._database.write() as connection:
            await throttle.forgive(connection, store.email_key(account.email))
            if stronger:
                await store.set_password_hash(connection, account.id, stronger)
            begun = SignedIn(_hash(token), device_of(device), origin, now, now, now + self._lifetime)
            await store.add_session(connection, begun, account.id)
            await audit.append(connection, self._entry(account.id, Act.SIGN_IN, "", origin))
        return NewSession(token, Session(_hash(token), account, _csrf_token(token), now + self._lifetime))

    async def _prolong(
        self, session_id: str, expires_at: datetime, now: datetime, origin: str | None
    ) -> datetime:
        later = now + self._lifetime
        if later - expires_at < _PROLONG_AFTER:
            return expires_at
        async with self._database.write() as connection:
            await store.prolong_session(connection, session_id, later, now, origin)
        return later

    def _entry(self, actor: str, act: Act, subject: str, origin: str, detail: str = "") -> AuditEntry:
        return AuditEntry(self._clock.now(), actor, act, subject, origin, detail)


def _nobody() -> tuple[AgentAccount, str]:
    raise AgentNotFound


def _keep_an_admin(account: AgentAccount, admins: set[str]) -> None:
    """Raises ``LastAdmin`` where nobody but this account could manage accounts."""
    if admins == {account.id}:
        raise LastAdmin


def _differences(before: AgentAccount, after: AgentAccount) -> list[tuple[Act, str]]:
    """What an administrator changed, an act each."""
    acts = []
    if before.role is not after.role:
        acts.append((Act.AGENT_CHANGE, f"{before.role} → {after.role}"))
    if before.name != after.name:
        acts.append((Act.AGENT_CHANGE, f"{before.name} → {after.name}"))
    if bool(before.disabled_at) != bool(after.disabled_at):
        acts.append((Act.AGENT_DISABLE if after.disabled_at else Act.AGENT_ENABLE, ""))
    return acts


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
