"""The schema that the migrations build is the one that the program uses, on both databases."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

import desk.accounts.tables
import desk.exchange.tables
import desk.faq.tables
import desk.figures.tables
import desk.learning.tables
import desk.privacy.tables
import desk.studio.tables
import desk.uploads.tables
import desk.webhooks.tables
import desk.workbench.tables  # noqa: F401 - adds its tables to the metadata
import handoff.sql.hours_tables
import handoff.sql.satisfaction_tables
import handoff.sql.tag_tables
import handoff.sql.teams_tables  # noqa: F401 - adds its tables to the metadata
from desk.migrations import current, head, upgrade
from desk.migrations.comparing import is_compared
from desk.migrations.connecting import run
from desk.migrations.upgrading import downgrade
from handoff.sql.tables import metadata


def test_migrated_schema_is_the_metadata(database_url: str) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(
            connection,
            opts={"compare_type": True, "compare_server_default": True, "include_name": is_compared},
        )
        return list(compare_metadata(context, metadata))

    assert run(database_url, differences) == []


def test_upgrading_again_changes_nothing(database_url: str) -> None:
    upgrade(database_url)
    assert current(database_url) == head()


def test_every_migration_can_be_taken_back(database_url: str) -> None:
    downgrade(database_url, "base")
    assert set(run(database_url, lambda it: inspect(it).get_table_names())) <= {"alembic_version"}
    upgrade(database_url)
    assert current(database_url) == head()


def test_replicas_that_start_together_migrate_once(database_url: str) -> None:
    downgrade(database_url, "base")
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(upgrade, [database_url] * 4)) == [None] * 4
    assert current(database_url) == head()


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b.db"
    upgrade(f"sqlite:///{file}")
    assert file.exists()


async def test_upgrades_from_a_running_loop(tmp_path: Path) -> None:
    await asyncio.to_thread(upgrade, f"sqlite:///{tmp_path / 'it.db'}")


@pytest.mark.parametrize("change", ["UPDATE audit_log SET actor = 'x'", "DELETE FROM audit_log"])
def test_the_audit_log_cannot_be_changed(database_url: str, change: str) -> None:
    line = "INSERT INTO audit_log (at, actor, act, subject, origin) VALUES (:at, 'a', 'take', 'c', 'cli')"
    run(database_url, lambda it: it.execute(text(line.replace(":at", "'2026-01-01 00:00:00'"))))
    with pytest.raises(DBAPIError, match="append-only"):
        run(database_url, lambda it: it.execute(text(change)))
