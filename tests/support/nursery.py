"""A process that has imported everything, and has a fresh ``python -m desk.serve`` in milliseconds.

Importing takes seconds; tests that kill the desk thirty times can't wait for that. Each child is a process of
its own, with its own environment, folder and log: it runs the program from its beginning, and dies alone.

Speaks lines of JSON: a child's ``environment``, ``folder`` and ``log`` come in, its ``pid`` goes out.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import json
import os
import runpy
import signal
import sys
from collections.abc import Mapping

PROGRAM = "desk.serve"
PR_SET_PDEATHSIG = 1
"""Of Linux's ``prctl``."""
HEAVY = (
    "aiohttp",
    "alembic.command",
    "alembic.config",
    "asyncpg",
    "connectors.registry",
    "connectors.telegram.channel",
    "connectors.webchat.channel",
    "connectors.whatsapp.channel",
    "desk.app",
    "desk.migrations.connecting",
    "desk.wiring",
    "h11",
    "httpcore",
    "httptools",
    "sqlalchemy.dialects.postgresql.asyncpg",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "sqlite3",
    "twilio.rest.api",
    "uvicorn.lifespan.on",
    "uvicorn.protocols.http.httptools_impl",
    "uvicorn.protocols.websockets.auto",
    "uvloop",
)
"""What the program imports, now or later; not the program itself, which is run anew each time."""


def main() -> None:
    """Has children until the input ends."""
    for name in HEAVY:
        importlib.import_module(name)
    _analyse_routes()
    gc.freeze()
    # Nobody asks how a child ended: the system buries it.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print(json.dumps({"ready": True}), flush=True)  # noqa: T201 - a program's output
    for line in sys.stdin:
        print(json.dumps({"pid": _fork(json.loads(line))}), flush=True)  # noqa: T201


def _analyse_routes() -> None:
    """Has every route analysed, which happens when the first call of a process looks for its own."""
    from desk.http.api import create_api  # noqa: PLC0415 - only what is heavy is imported beforehand
    from desk.words import Catalogue  # noqa: PLC0415

    nowhere = {"type": "http", "method": "GET", "path": "/nowhere", "headers": []}
    for route in create_api(Catalogue()).routes:
        route.matches(nowhere)


def _fork(order: Mapping[str, object]) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        _become(order)
        runpy.run_module(PROGRAM, run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    finally:
        with contextlib.suppress(OSError):
            sys.stderr.flush()
        os._exit(status)


def _become(order: Mapping[str, object]) -> None:
    """Takes on the environment, the folder and the outputs of a program started by hand."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _die_with_parent()
    os.setsid()
    os.environ.clear()
    os.environ.update({str(name): str(value) for name, value in dict(order["environment"]).items()})  # type: ignore[call-overload]
    os.chdir(str(order["folder"]))
    log = os.open(str(order["log"]), os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for target, source in ((0, nothing), (1, log), (2, log)):
        os.dup2(source, target)


def _die_with_parent() -> None:
    """Leaves no desk behind when the tests themselves are killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    main()
