"""A PostgreSQL session of the desk's own: it hears the other replicas, and its lock says we are alive."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

import asyncpg
import orjson
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from handoff.identifiers import new_id
from handoff.signals import LOCAL_KINDS, LocalSignals, Signal, Subscription
from handoff.sql.database import Database
from handoff.sql.liveness import LOCK_SPACE, lock_number

logger = logging.getLogger(__name__)

CHANNEL = "sportello"
PART_LIMIT = 3_500
"""Characters of one part: PostgreSQL takes 7,999 bytes, and a part is quoted and escaped on its way."""
RECONNECT_AFTER = 1.0
"""Seconds between attempts to reach a database that went away."""


class PostgresSignals:
    """Signals to every replica, by ``NOTIFY``; this process's own listeners are told at once."""

    def __init__(self, database: Database, worker: str) -> None:
        self._database = database
        self._worker = worker
        self._local = LocalSignals()
        self._parts: dict[str, list[str]] = {}

    async def publish(self, signals: Iterable[Signal]) -> None:
        """Tells this process's listeners, then the other replicas, if the database can be reached.

        Signals are hints at what is committed already: failing here would make a caller repeat, or give up,
        work that is done. Whoever missed one asks for what came after the last message they have.
        """
        told = list(signals)
        self.dispatch(told)
        shared = [asdict(signal) for signal in told if signal.kind not in LOCAL_KINDS]
        if not shared:
            return
        try:
            await self._notify(orjson.dumps(shared).decode())
        except (SQLAlchemyError, OSError) as error:
            logger.warning("other replicas were not told", extra={"reason": type(error).__name__})

    async def _notify(self, payload: str) -> None:
        parts = [payload[at : at + PART_LIMIT] for at in range(0, len(payload), PART_LIMIT)]
        envelope = {"from": self._worker, "id": new_id(), "of": len(parts)}
        async with self._database.write() as connection:
            for part in parts:
                body = orjson.dumps({**envelope, "part": part}).decode()
                await connection.execute(
                    text("SELECT pg_notify(:channel, :body)"), {"channel": CHANNEL, "body": body}
                )

    def receive(self, body: str) -> None:
        """Takes one notification; the last part of a batch tells this process's listeners."""
        envelope = orjson.loads(body)
        if envelope["from"] == self._worker:
            return
        parts = self._parts.setdefault(envelope["id"], [])
        parts.append(envelope["part"])
        if len(parts) == envelope["of"]:
            del self._parts[envelope["id"]]
            self.dispatch(Signal(**signal) for signal in orjson.loads("".join(parts)))

    def dispatch(self, signals: Iterable[Signal]) -> None:
        """Tells this process's listeners."""
        self._local.dispatch(signals)

    def subscribe(self) -> Subscription:
        """Listens from now on."""
        return self._local.subscribe()

    def unsubscribe(self, subscription: Subscription) -> None:
        """Stops listening."""
        self._local.unsubscribe(subscription)


class PostgresSession:
    """Keeps one session open: ``LISTEN`` for signals, an advisory lock for liveness.

    Args:
        url: The database's.
        worker: Whose lock it holds.
        receive: Hears the notifications.
        resume: Called when a session begins to listen: what was said before it was not heard.
    """

    def __init__(
        self, url: URL, worker: str, receive: Callable[[str], None], resume: Callable[[], None]
    ) -> None:
        self._dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._worker = worker
        self._receive = receive
        self._resume = resume
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Holds the session until cancelled, opening it again when it is lost."""
        while True:
            try:
                await self._hold()
            except (OSError, asyncpg.PostgresError, TimeoutError) as error:
                logger.warning("lost the database session", extra={"reason": type(error).__name__})
            self.ready.clear()
            await asyncio.sleep(RECONNECT_AFTER)

    async def _hold(self) -> None:
        session = await asyncpg.connect(self._dsn, timeout=10)
        try:
            closed = asyncio.Event()
            session.add_termination_listener(lambda _session: closed.set())
            await session.add_listener(CHANNEL, self._heard)
            number = lock_number(self._worker)
            await session.execute("SELECT pg_advisory_lock($1, $2)", LOCK_SPACE, number, timeout=10)
            self._resume()
            self.ready.set()
            await closed.wait()
        finally:
            await session.close(timeout=5)

    def _heard(self, _session: Any, _pid: int, _channel: str, payload: object) -> None:
        self._receive(str(payload))
