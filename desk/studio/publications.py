"""The record of publications: at most one on its way, each step by one guarded UPDATE."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, or_, select, update

from desk.errors import NotFound
from desk.studio.errors import PublicationOver, PublishingAlready
from desk.studio.records import ACTIVE, Json, Publication, PublicationState
from desk.studio.tables import publications
from handoff.identifiers import new_id
from handoff.ports import Clock
from handoff.records import Agent
from handoff.signals import Signal, Signals
from handoff.sql.database import Database, Session
from handoff.sql.inserting import insert_for

PUBLICATION = "publication"
"""Signal: a publication moved on; ``data`` has ``publication_id``."""
CONTENT_PUBLISHED = "content.published"
"""Signal: another version is live; ``data`` has ``number``."""
LEASE = timedelta(seconds=30)
"""A desk that has not said for so long that it goes on has died."""


class Publications:
    """Keeps publications.

    Args:
        database: Where they are kept.
        clock: The time.
        signals: Tells consoles.
    """

    def __init__(self, database: Database, clock: Clock, signals: Signals) -> None:
        self._database = database
        self._clock = clock
        self._signals = signals

    async def begin(
        self, author: Agent, note: str, revisions: Mapping[str, int], restores: int | None = None
    ) -> Publication:
        """Begins one, for the worker to find.

        Args:
            author: Who publishes.
            note: What, in their words.
            revisions: The draft's items as they are now.
            restores: The number of the version that is put back.

        Raises:
            PublishingAlready: There is one on its way.
        """
        now = self._clock.now()
        # What was live before was compared and seen when it was published: one word is enough.
        wanted = {"wanted": "go", "wanted_by": author.id} if restores is not None else {}
        values = {
            "id": new_id(),
            "place": 1,
            "state": PublicationState.CHECKING.value,
            "progress": 0.0,
            "step": "waiting",
            "author_id": author.id,
            "author_name": author.name[:120],
            "note": note,
            "started_at": now,
            "changed_at": now,
            "restores": restores,
            "revisions": dict(revisions),
            **wanted,
        }
        async with self._database.write() as connection:
            new = insert_for(connection, publications).values(values).on_conflict_do_nothing()
            row = (await connection.execute(new.returning(publications))).mappings().first()
            if row is None:
                raise PublishingAlready(await _author_of_active(connection))
        return await self._told(row)

    async def get(self, publication_id: str) -> Publication:
        """One (``NotFound``)."""
        query = select(publications).where(publications.c.id == publication_id)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().first()
        if row is None:
            raise NotFound
        return publication_of(row)

    async def current(self) -> Publication | None:
        """The one on its way, or the last one."""
        columns = publications.c
        query = select(publications).order_by(columns.place.is_(None), columns.started_at.desc()).limit(1)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().first()
        return publication_of(row) if row else None

    async def go(self, publication_id: str, by: Agent) -> Publication:
        """Says go to one that is ready (``PublicationOver``)."""
        return await self._want(publication_id, by, "go", [PublicationState.READY])

    async def stop(self, publication_id: str, by: Agent) -> Publication:
        """Stops one before it goes live (``PublicationOver``)."""
        return await self._want(
            publication_id, by, "stop", [state for state in ACTIVE if state != PublicationState.PUBLISHING]
        )

    async def claim(self, worker: str) -> Publication | None:
        """Takes the one that nobody has begun."""
        now, columns = self._clock.now(), publications.c
        free = and_(columns.place == 1, columns.worker.is_(None))
        return await self._move(free, {"worker": worker, "lease_until": now + LEASE})

    async def abandoned(self, worker: str, *, alone: bool) -> Publication | None:
        """The one whose desk has died.

        Args:
            worker: Who asks.
            alone: There is no other desk: whoever held it is gone, whatever its lease says.
        """
        columns = publications.c
        over = columns.worker != worker if alone else columns.lease_until < self._clock.now()
        query = select(publications).where(columns.place == 1, columns.worker.is_not(None), over)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().first()
        return publication_of(row) if row else None

    async def heartbeat(self, publication: Publication) -> Publication | None:
        """Says that its desk goes on; what is wanted of it, or None where it is no longer ours."""
        values = {"lease_until": self._clock.now() + LEASE}
        return await self._move(_ours(publication), values, tell=False, touch=False)

    async def progress(self, publication: Publication, step: str, progress: float) -> Publication | None:
        """Tells how far it is; None where it is no longer ours."""
        return await self._move(_ours(publication), {"step": step, "progress": progress})

    async def advance(
        self, publication: Publication, state: PublicationState, **values: Any
    ) -> Publication | None:
        """Moves it from the state that it was read in to another; None where it was moved meanwhile."""
        guard = and_(_ours(publication), publications.c.state == publication.state.value)
        place = {} if state in ACTIVE else {"place": None, "lease_until": None}
        if state not in ACTIVE:
            values["report"] = without_recent(publication.report)
        return await self._move(guard, {**values, **place, "state": state.value})

    async def went_live(self, connection: Session, publication: Publication, number: int) -> bool:
        """Notes that it is live, in the transaction that makes it so; False where it was moved meanwhile."""
        guard = and_(_ours(publication), publications.c.state == PublicationState.PUBLISHING.value)
        values = {
            "state": PublicationState.LIVE.value,
            "place": None,
            "lease_until": None,
            "version": number,
            "progress": 1.0,
            "step": "done",
            "report": without_recent(publication.report),
            "changed_at": self._clock.now(),
        }
        moved = update(publications).where(guard).values(values).returning(publications.c.id)
        return (await connection.execute(moved)).first() is not None

    async def take_back(self, connection: Session, number: int) -> None:
        """Notes of a version's publication that it was taken back, in somebody's transaction."""
        live = and_(publications.c.version == number, publications.c.state == PublicationState.LIVE.value)
        values = {"state": PublicationState.TAKEN_BACK.value, "changed_at": self._clock.now()}
        await connection.execute(update(publications).where(live).values(values))

    async def is_of_draft(self, number: int) -> bool:
        """Whether a version came from the draft, and was not put back by hand."""
        columns = publications.c
        query = select(columns.id).where(columns.version == number, columns.restores.is_(None))
        async with self._database.read() as connection:
            return (await connection.execute(query.limit(1))).first() is not None

    async def half_done(self, digest: str) -> bool:
        """Whether some content was being published when that failed."""
        columns = publications.c
        query = select(columns.id).where(
            columns.digest == digest, columns.state == PublicationState.FAILED.value
        )
        async with self._database.read() as connection:
            return (await connection.execute(query.limit(1))).first() is not None

    async def tell(self, publication_id: str) -> None:
        """Tells consoles that a publication moved on."""
        await self._signals.publish([Signal(PUBLICATION, data={"publication_id": publication_id})])

    async def _want(
        self, publication_id: str, by: Agent, wanted: str, states: list[PublicationState]
    ) -> Publication:
        columns = publications.c
        waiting = and_(
            columns.id == publication_id,
            columns.state.in_([state.value for state in states]),
            or_(columns.wanted.is_(None), columns.wanted == wanted),
        )
        moved = await self._move(waiting, {"wanted": wanted, "wanted_by": by.id})
        if moved is None:
            await self.get(publication_id)
            raise PublicationOver
        return moved

    async def _move(
        self, guard: ColumnElement[bool], values: Mapping[str, Any], *, tell: bool = True, touch: bool = True
    ) -> Publication | None:
        changed = {**values, "changed_at": self._clock.now()} if touch else dict(values)
        moved = update(publications).where(guard).values(changed).returning(publications)
        async with self._database.write() as connection:
            row = (await connection.execute(moved)).mappings().first()
        if row is None:
            return None
        return await self._told(row) if tell else publication_of(row)

    async def _told(self, row: RowMapping) -> Publication:
        publication = publication_of(row)
        await self._signals.publish([Signal(PUBLICATION, data={"publication_id": publication.id})])
        return publication


def publication_of(row: RowMapping) -> Publication:
    """A row as a record."""
    named = {name: row[name] for name in _SAME}
    author = Agent(row["author_id"], row["author_name"])
    return Publication(state=PublicationState(row["state"]), author=author, **named)


_SAME = (
    "id",
    "note",
    "started_at",
    "changed_at",
    "progress",
    "step",
    "wanted",
    "wanted_by",
    "worker",
    "lease_until",
    "restores",
    "revisions",
    "digest",
    "model",
    "report",
    "error",
    "error_detail",
    "version",
)


def _ours(publication: Publication) -> ColumnElement[bool]:
    columns = publications.c
    return and_(columns.id == publication.id, columns.worker == publication.worker)


async def _author_of_active(connection: Session) -> str:
    query = select(publications.c.author_name).where(publications.c.place == 1)
    return str((await connection.execute(query)).scalar() or "")


def without_recent(report: Json | None) -> Json | None:
    """A report without what shoppers wrote: nobody looks at that once it is decided."""
    if report is None:
        return None
    changes = [change for change in report.get("changes", ()) if change.get("set") != "recent"]
    return {**report, "changes": changes}
