"""Where promises are put together."""

from __future__ import annotations

from desk.hours.calendar import Calendar
from handoff.breaches import PromiseKeeper
from handoff.outlook import Outlooks, Promises
from handoff.ports import Clock, Gateway, Storage, Words
from handoff.sql.database import Database
from handoff.sql.promise_reader import SqlPromiseReader
from handoff.sql.queue_reader import SqlQueueReader


def open_promises(database: Database, storage: Storage, clock: Clock) -> Promises:
    """Hours, targets and what can be promised, on a database."""
    return Promises(storage, SqlPromiseReader(database), SqlQueueReader(database), Calendar(), clock)


def promise_keeper(
    database: Database, storage: Storage, outlooks: Outlooks, gateway: Gateway, words: Words, clock: Clock
) -> PromiseKeeper:
    """Whoever warns of what is late, on a database."""
    return PromiseKeeper(storage, SqlPromiseReader(database), outlooks, gateway, words, clock)
