"""The second factor: codes of an authenticator (RFC 6238), and recovery codes for when it is lost."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime

import pyotp
import segno

from desk.accounts import audit, factor_store, throttle
from desk.accounts.records import Act, AgentAccount, AuditEntry
from desk.accounts.vault import Vault
from desk.errors import BadCode, NoSecondFactor, SecondFactorOn
from handoff.ports import Clock
from handoff.sql.database import Database, Session

ISSUER = "Sportello"
PERIOD = 30
"""Seconds for which a code is shown; one period early or late is let pass, for clocks that differ."""
RECOVERY_CODES = 10
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""Without what is mistaken for something else when it is copied by hand: l and o, 0 and 1."""
_GROUPS, _LETTERS = 4, 4


@dataclass(frozen=True, slots=True)
class FactorState:
    """How an account is guarded."""

    is_on: bool
    recovery_codes_left: int = 0


@dataclass(frozen=True, slots=True)
class NewFactor:
    """A secret to put into an authenticator; shown once."""

    secret: str
    uri: str
    qr_svg: str

    def __repr__(self) -> str:
        return "NewFactor()"


class SecondFactors:
    """Sets up, checks and takes away second factors.

    Args:
        database: Where they are kept.
        clock: The time.
        vault: Encrypts the secrets.
    """

    def __init__(self, database: Database, clock: Clock, vault: Vault) -> None:
        self._database = database
        self._clock = clock
        self._vault = vault

    async def state(self, agent_id: str) -> FactorState:
        """Whether signing in asks for a code, and how many recovery codes are left."""
        async with self._database.read() as connection:
            found = await factor_store.find(connection, agent_id)
            if found is None or found.confirmed_at is None:
                return FactorState(False)
            return FactorState(True, await factor_store.count_recovery_codes(connection, agent_id))

    async def guarded(self) -> set[str]:
        """The ids of the accounts that have one."""
        async with self._database.read() as connection:
            return await factor_store.guarded(connection)

    async def begin(self, account: AgentAccount) -> NewFactor:
        """Makes a secret; nothing asks for it until a code has confirmed it.

        Raises:
            SecondFactorOn: There is one in use: switch it off first.
            NoSecretKey: A secret could not be kept safely.
        """
        secret = pyotp.random_base32()
        async with self._database.write() as connection:
            found = await factor_store.find(connection, account.id)
            if found is not None and found.confirmed_at is not None:
                raise SecondFactorOn
            await factor_store.begin(connection, account.id, self._vault.close(secret), self._clock.now())
        uri = pyotp.TOTP(secret).provisioning_uri(name=account.email, issuer_name=ISSUER)
        return NewFactor(secret, uri, segno.make(uri, error="m").svg_inline(scale=4, border=2))

    async def confirm(self, account: AgentAccount, code: str, origin: str) -> list[str]:
        """Switches it on, once a code shows that the authenticator has the secret.

        Returns:
            The recovery codes, to be shown once.

        Raises:
            NoSecondFactor: Nothing was begun.
            SecondFactorOn: It is on already.
            BadCode: The code is not the authenticator's.
            TooManyAttempts: Too many wrong codes.
        """
        await self._throttle(account.id)
        codes = _recovery_codes()
        async with self._database.write() as connection:
            found = await factor_store.find(connection, account.id)
            if found is None:
                raise NoSecondFactor
            step = _step_of(self._vault.open(found.secret), code, self._clock.now())
            if step is None:
                raise BadCode
            if not await factor_store.confirm(connection, account.id, step, self._clock.now()):
                raise SecondFactorOn
            await self._put_codes(connection, account.id, codes)
            await audit.append(connection, self._entry(account.id, Act.TOTP_ON, account.id, origin))
        return codes

    async def renew(self, account: AgentAccount, code: str, origin: str) -> list[str]:
        """New recovery codes in place of the old (``BadCode``, ``NoSecondFactor``, ``TooManyAttempts``)."""
        await self._throttle(account.id)
        codes = _recovery_codes()
        async with self._database.write() as connection:
            if not await self._spend(connection, account.id, code, origin):
                raise BadCode
            await self._put_codes(connection, account.id, codes)
            await audit.append(connection, self._entry(account.id, Act.RECOVERY_CODES, account.id, origin))
        return codes

    async def end(self, account: AgentAccount, code: str, origin: str) -> None:
        """Switches it off, for whoever has a code (``BadCode``, ``NoSecondFactor``, ``TooManyAttempts``)."""
        await self._throttle(account.id)
        async with self._database.write() as connection:
            if not await self._spend(connection, account.id, code, origin):
                raise BadCode
            await factor_store.remove(connection, account.id)
            await audit.append(connection, self._entry(account.id, Act.TOTP_OFF, account.id, origin))

    async def lift(self, agent_id: str, *, by: str, origin: str) -> None:
        """Switches somebody's off without a code: an administrator's act (``NoSecondFactor``)."""
        async with self._database.write() as connection:
            if not await factor_store.remove(connection, agent_id):
                raise NoSecondFactor
            await audit.append(connection, self._entry(by, Act.TOTP_OFF, agent_id, origin))

    async def passes(self, agent_id: str, code: str | None, origin: str) -> bool | None:
        """Whether a sign-in may go on: None where a code is needed and none was given.

        A good code is spent by asking. Attempts are counted by whoever signs in.
        """
        async with self._database.write() as connection:
            found = await factor_store.find(connection, agent_id)
            if found is None or found.confirmed_at is None:
                return True
            return await self._spend(connection, agent_id, code, origin) if code else None

    async def _spend(self, connection: Session, agent_id: str, code: str, origin: str) -> bool:
        """Whether a code is good, this once."""
        found = await factor_store.find(connection, agent_id)
        if found is None or found.confirmed_at is None:
            raise NoSecondFactor
        step = _step_of(self._vault.open(found.secret), code, self._clock.now())
        if step is not None:
            return await factor_store.use_step(connection, agent_id, step)
        if not await factor_store.use_recovery_code(connection, agent_id, _hash(agent_id, code)):
            return False
        await audit.append(connection, self._entry(agent_id, Act.RECOVERY_CODE, agent_id, origin))
        return True

    async def _put_codes(self, connection: Session, agent_id: str, codes: list[str]) -> None:
        await factor_store.put_recovery_codes(connection, agent_id, [_hash(agent_id, it) for it in codes])

    async def _throttle(self, agent_id: str) -> None:
        async with self._database.write() as connection:
            await throttle.count(connection, throttle.code_limits(agent_id), self._clock.now())

    def _entry(self, actor: str, act: Act, subject: str, origin: str) -> AuditEntry:
        return AuditEntry(self._clock.now(), actor, act, subject, origin)


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """Which half minute a code is of; None where it is of none that counts now."""
    typed = re.sub(r"\s", "", code)
    current = int(now.timestamp()) // PERIOD
    one_time = pyotp.TOTP(secret)
    steps = [
        step
        for step in (current, current - 1, current + 1)
        if hmac.compare_digest(one_time.generate_otp(step).encode(), typed.encode())
    ]
    return steps[0] if steps else None


def _recovery_codes() -> list[str]:
    """Of 80 bits each: no dictionary has them, so a plain hash keeps them."""
    return ["-".join(_group() for _ in range(_GROUPS)) for _ in range(RECOVERY_CODES)]


def _group() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS))


def _hash(agent_id: str, code: str) -> str:
    typed = re.sub(r"[\s-]", "", code.casefold())
    return hashlib.sha256(f"{agent_id}:{typed}".encode()).hexdigest()
