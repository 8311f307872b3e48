"""A PostgreSQL of the tests' own: a cluster per session in a temporary folder, shared by all workers."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_UNPRIVILEGED = ("postgres", "nobody")
_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300")
"""A crash of the machine may cost a test database; nothing else changes."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server."""

    port: int
    folder: Path
    binaries: Path

    def url(self, database: str) -> str:
        """Where a database of the cluster is reached."""
        return f"postgresql://sportello@127.0.0.1:{self.port}/{database}"

    def create(self, database: str, template: str = "template0") -> str:
        """Creates a database, as a copy of a template; returns its URL."""
        self.run("createdb", *_as_files(self.binaries), "-T", template, database)
        return self.url(database)

    def drop(self, database: str) -> None:
        """Drops a database, whoever still uses it."""
        self.run("dropdb", "--force", "--if-exists", database)

    def run(self, program: str, *arguments: str) -> None:
        """Runs one of PostgreSQL's own commands against the cluster."""
        where = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "sportello"]
        _run([str(self.binaries / program), *where, *arguments])

    def stop(self) -> None:
        """Stops the server and removes its folder."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGINT)
        for _ in range(100):
            if not (self.folder / "data" / "postmaster.pid").exists():
                break
            time.sleep(0.1)
        shutil.rmtree(self.folder, ignore_errors=True)


def binaries() -> Path | None:
    """The folder of the newest installed server, or None."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if installed:
        return installed[-1].parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


@cache
def _as_files(programs: Path) -> tuple[str, ...]:
    """How a copy costs least (27 ms of processor time, not 62): file by file, which 15 has to be told."""
    options = subprocess.run(
        [str(programs / "createdb"), "--help"], capture_output=True, text=True, timeout=60, check=True
    )
    return ("--strategy=file_copy",) if "--strategy" in options.stdout else ()


def start(programs: Path) -> Cluster:
    """Makes a cluster and starts it on a free loopback port, as a user who is not root."""
    folder = Path(tempfile.mkdtemp(prefix="sportello-postgres-"))
    user = _unprivileged_user()
    if user:
        shutil.chown(folder, user)
    data, port = folder / "data", _free_port()
    as_user = ["runuser", "-u", user, "--"] if user else []
    _run(
        [
            *as_user,
            str(programs / "initdb"),
            "-D",
            str(data),
            "-U",
            "sportello",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]
    )
    options = [f"-c {setting}" for setting in (*_SETTINGS, f"unix_socket_directories={folder}")]
    listen = f"-c listen_addresses=127.0.0.1 -p {port} {' '.join(options)}"
    log = folder / "log"
    _run(
        [
            *as_user,
            str(programs / "pg_ctl"),
            "-D",
            str(data),
            "-w",
            "-t",
            "60",
            "-l",
            str(log),
            "-o",
            listen,
            "start",
        ]
    )
    return Cluster(port, folder, programs)


def _unprivileged_user() -> str | None:
    """Who runs the server: it refuses root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _UNPRIVILEGED if name in names)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(command: Sequence[str]) -> None:
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            command, stdout=output, stderr=subprocess.STDOUT, cwd="/", timeout=120, check=False
        )
        if done.returncode:
            output.seek(0)
            raise RuntimeError(f"{command[0]} failed: {output.read().decode(errors='replace')}")
