"""Bringing a database up to date from within the program."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from desk.migrations.connecting import run

FOLDER = Path(__file__).parent


def upgrade(database_url: str, revision: str = "head") -> None:
    """Brings the schema up to date; does nothing where it is, and waits for whoever is at it.

    It blocks; from a running event loop, call it by ``asyncio.to_thread``.

    Args:
        database_url: SQLite or PostgreSQL; an SQLite file is created where there is none.
        revision: How far.
    """
    run(database_url, lambda connection: command.upgrade(config(connection), revision))


def downgrade(database_url: str, revision: str) -> None:
    """Takes the schema back to a revision, with what was kept in the tables that go."""
    run(database_url, lambda connection: command.downgrade(config(connection), revision))


def current(database_url: str) -> str | None:
    """The database's revision, or None for an empty one."""
    return run(database_url, lambda connection: MigrationContext.configure(connection).get_current_revision())


def head() -> str | None:
    """The revision that this version of the program wants."""
    return ScriptDirectory.from_config(config()).get_current_head()


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration; there is no ``alembic.ini``, because everything is known here."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made
