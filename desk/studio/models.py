"""Models of versions: as files beside the brain and, where there are several desks, in the database."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Collection
from pathlib import Path

from sqlalchemy import delete, insert, select

from desk.setup.home import ROOT
from desk.setup.model import model_name
from desk.studio.tables import content_models
from handoff.ports import Clock
from handoff.sql.database import Database, Session

ENDING = ".tar.gz"
KEPT = 5
"""Models of the newest versions that are kept, to go back to at once; older ones are trained again."""


class ModelStore:
    """Finds and keeps models.

    Args:
        database: Keeps them for other desks, on PostgreSQL.
        clock: The time.
        folder: Where this desk's brain looks for them.
        code: The clone, whose code a model's name depends on as well.
    """

    def __init__(self, database: Database, clock: Clock, folder: Path, code: Path = ROOT) -> None:
        self._database = database
        self._clock = clock
        self._folder = folder
        self._code = code

    def name_of(self, content: Path) -> str:
        """What the model of a folder's content is called; blocks."""
        return model_name(content, self._code)

    def path(self, name: str) -> Path:
        """Where a model is, or would be."""
        return self._folder / f"{name}{ENDING}"

    async def find(self, name: str) -> Path | None:
        """A model's file, fetched from the database if need be; None where it has to be trained."""
        path = self.path(name)
        if path.exists():
            return path
        query = select(content_models.c.content).where(content_models.c.name == name)
        async with self._database.read() as connection:
            content = (await connection.execute(query)).scalar()
        if content is None:
            return None
        await asyncio.to_thread(_write, path, bytes(content))
        return path

    async def install(self, made: Path, name: str) -> Path:
        """Puts a model that was just made where the brain looks (``OSError``)."""
        path = self.path(name)
        if made != path:
            await asyncio.to_thread(_copy, made, path)
        return path

    async def prefer(self, name: str) -> None:
        """Makes a model the one that a brain takes when it starts."""
        path = self.path(name)
        if path.exists():
            await asyncio.to_thread(os.utime, path)

    async def share(self, connection: Session, name: str) -> None:
        """Keeps a model for other desks, in somebody's transaction; alone, the file is enough."""
        path = self.path(name)
        if self._database.is_sqlite or not path.exists():
            return
        await connection.execute(delete(content_models).where(content_models.c.name == name))
        content = await asyncio.to_thread(path.read_bytes)
        values = {"name": name, "at": self._clock.now(), "content": content}
        await connection.execute(insert(content_models).values(values))

    async def tidy(self, connection: Session, wanted: Collection[str]) -> None:
        """Lets go of models in the database that no recent version needs."""
        await connection.execute(delete(content_models).where(content_models.c.name.not_in(list(wanted))))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(content)
    draft.replace(path)


def _copy(made: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    shutil.copyfile(made, draft)
    draft.replace(path)
