"""What everything else of a desk stands on: settings, time, words, and where conversations are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desk.background import resilient
from desk.hours.opening import open_promises
from desk.metrics import Metrics
from desk.services import Step
from desk.settings import Settings
from desk.words import Catalogue
from handoff.identifiers import new_id
from handoff.outlook import Promises
from handoff.ports import Clock
from handoff.signals import RESUMED, LocalSignals, Signal, Signals
from handoff.sql.database import Database
from handoff.sql.liveness import AdvisoryLiveness, FileLiveness, Liveness
from handoff.sql.postgres import PostgresSession, PostgresSignals
from handoff.sql.queue_reader import SqlQueueReader
from handoff.sql.reader import SqlReader
from handoff.sql.storage import SqlStorage


@dataclass(frozen=True, slots=True)
class Replica:
    """This desk among others on the same database.

    Attributes:
        worker: Its name.
        signals: How it hears of what the others did.
        liveness: How the others see that it lives.
        session: Keeps both up; None on SQLite, where there are no others.
    """

    worker: str
    signals: Signals
    liveness: Liveness
    session: PostgresSession | None = None

    def workers(self, work: Mapping[str, Step]) -> tuple[Step, ...]:
        """Work that goes on after a failure, and what keeps this replica alive among others."""
        steps = tuple(self._once_alive(step) for step in kept_going(work))
        return (*kept_going({"database session": self.session.run}), *steps) if self.session else steps

    def _once_alive(self, step: Step) -> Step:
        """Takes up work only once our lock says that we live: else another replica would free it under us."""
        session = self.session
        if session is None:
            return step

        async def run() -> None:
            await session.ready.wait()
            await step()

        return run


@dataclass(frozen=True, slots=True)
class Ground:
    """What every part of a desk may use.

    Attributes:
        storage: Where conversations are changed.
        reader: Where they are looked at.
        queue: Where the queue is looked at.
        promises: When shoppers may expect somebody.
    """

    settings: Settings
    clock: Clock
    words: Catalogue
    metrics: Metrics
    database: Database
    replica: Replica
    storage: SqlStorage
    reader: SqlReader
    queue: SqlQueueReader
    promises: Promises

    @property
    def signals(self) -> Signals:
        """How parts of all replicas tell each other."""
        return self.replica.signals


def open_ground(settings: Settings, clock: Clock) -> Ground:
    """Puts it together; nothing is opened or started yet."""
    database = Database(settings.database_url.get_secret_value())
    replica = _alone(database) if database.is_sqlite else _among_others(database)
    storage = SqlStorage(database, replica.signals, replica.liveness)
    return Ground(
        settings=settings,
        clock=clock,
        words=Catalogue(settings.default_language),
        metrics=Metrics(),
        database=database,
        replica=replica,
        storage=storage,
        reader=SqlReader(database),
        queue=SqlQueueReader(database),
        promises=open_promises(database, storage, clock),
    )


def kept_going(work: Mapping[str, Step]) -> tuple[Step, ...]:
    """Work that goes on after a failure, which is logged by its name."""
    return tuple(resilient(name, step) for name, step in work.items())


def _alone(database: Database) -> Replica:
    return Replica(new_id(), LocalSignals(), FileLiveness(database.url.database or "sportello"))


def _among_others(database: Database) -> Replica:
    worker = new_id()
    signals = PostgresSignals(database, worker)
    session = PostgresSession(
        database.url, worker, signals.receive, lambda: signals.dispatch([Signal(RESUMED)])
    )
    return Replica(worker, signals, AdvisoryLiveness(), session)
