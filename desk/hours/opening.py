"""Where promises are put together."""

from __future__ import annotations

from desk.hours.calendar import Calendar
from handoff.outlook import Promises
from handoff.ports import Clock, Presence, Storage
from handoff.sql.database import Database
from handoff.sql.promise_reader import SqlPromiseReader
from handoff.sql.queue_reader import SqlQueueReader


def open_promises(database: Database, storage: Storage, presence: Presence, clock: Clock) -> Promises:
    """Hours, targets and what can be promised, on a database."""
    return Promises(
        storage, SqlPromiseReader(database), SqlQueueReader(database), Calendar(), presence, clock
    )
