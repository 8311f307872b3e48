"""What Supervisor reads: nothing secret, for processes inherit the environment."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path

from desk.supervisor.programs import Program

FOREVER = 10_000
LOG_BYTES = 5_000_000
LOG_FILES = 3

_HEAD = """\
[supervisord]
nodaemon=true
silent=true
strip_ansi=true
nocleanup=true
logfile={home}/logs/supervisor.log
logfile_maxbytes={bytes}
logfile_backups=1
pidfile={home}/run/supervisor.pid
directory={directory}
"""

_PROGRAM = """
[program:{name}]
command={command}
directory={directory}
priority={place}
autorestart=true
startsecs={settled}
startretries={forever}
stopwaitsecs={stop}
stopasgroup=true
killasgroup=true
redirect_stderr=true
stdout_events_enabled=true
stdout_logfile={home}/logs/{name}.log
stdout_logfile_maxbytes={bytes}
stdout_logfile_backups={files}
"""


def render(programs: Iterable[Program], directory: Path, home: Path) -> str:
    """Supervisor's configuration.

    Args:
        programs: What to run.
        directory: Where they run.
        home: Where logs and the supervisor's own files go.
    """
    sections = [_HEAD.format(home=_plain(home), directory=_plain(directory), bytes=LOG_BYTES)]
    sections += [_section(program, directory, home) for program in programs]
    return "".join(sections)


def _section(program: Program, directory: Path, home: Path) -> str:
    guarded = (sys.executable, "-m", "desk.supervisor.child", str(os.getpid()), *program.command)
    return _PROGRAM.format(
        name=program.name,
        command=_plain(shlex.join(guarded)),
        directory=_plain(directory),
        home=_plain(home),
        place=program.place,
        settled=program.settled,
        stop=program.stop,
        forever=FOREVER,
        bytes=LOG_BYTES,
        files=LOG_FILES,
    )


def _plain(text: object) -> str:
    """Supervisor expands ``%(…)s`` in values."""
    return str(text).replace("%", "%%")
