"""Databases for tests: one migrated copy each, on SQLite and on PostgreSQL."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from desk.migrations import upgrade
from tests.support import postgres
from tests.support.postgres import Cluster

_TEMPLATE = "sportello_template"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy."""
    template = tmp_path_factory.mktemp("sqlite") / "template.db"
    _migrate(f"sqlite:///{template}")
    return template


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated SQLite database of the test's own."""
    copy = tmp_path / "sportello.db"
    shutil.copy(sqlite_template, copy)
    return f"sqlite:///{copy}"


@pytest.fixture(scope="session")
def postgresql_cluster(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """One server per run of the tests, started by the first worker that needs it, stopped by the last."""
    programs = postgres.binaries()
    if programs is None:
        pytest.skip("PostgreSQL's server is not installed (Debian: apt-get install postgresql)")
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
    with _shared(Path(tempfile.gettempdir()) / f"sportello-tests-{run}.json", programs) as cluster:
        yield cluster


@pytest.fixture
def postgresql_url(postgresql_cluster: Cluster) -> Iterator[str]:
    """A migrated PostgreSQL database of the test's own."""
    name = f"test_{uuid.uuid4().hex[:16]}"
    yield postgresql_cluster.create(name, _TEMPLATE)
    postgresql_cluster.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of the test's own, on each engine in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


def _migrate(url: str) -> None:
    """Migrates in a thread of its own: the fixture may be asked for inside a running event loop."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(upgrade, url).result()


@contextmanager
def _shared(state: Path, programs: Path) -> Iterator[Cluster]:
    with _locked(state) as known:
        if not known:
            cluster = postgres.start(programs)
            _migrate(cluster.create(_TEMPLATE))
            known.update({**asdict(cluster), "folder": str(cluster.folder), "binaries": str(programs)})
        known["users"] = known.get("users", 0) + 1
        cluster = Cluster(known["port"], Path(known["folder"]), Path(known["binaries"]))
    try:
        yield cluster
    finally:
        with _locked(state) as known:
            known["users"] -= 1
            if not known["users"]:
                cluster.stop()
                known.clear()


@contextmanager
def _locked(state: Path) -> Iterator[dict[str, Any]]:
    with state.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        known = json.loads(file.read() or "{}")
        yield known
        file.seek(0)
        file.truncate()
        file.write(json.dumps(known))
        if not known:
            state.unlink(missing_ok=True)
