"""``python -m desk.supervisor.child PARENT COMMAND…``: becomes a command that never outlives its parent.

However the parent ends, by ``SIGKILL`` too, the kernel then sends the command ``SIGTERM``. That is a
service of Linux; elsewhere the command merely runs.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
"""From ``linux/prctl.h``; the setting outlives ``exec``."""

ORPHANED = 3


def die_with_parent() -> None:
    """Asks for ``SIGTERM`` at the parent's death.

    Raises:
        OSError: The kernel refused.
    """
    if not sys.platform.startswith("linux"):
        return
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl failed")


def main(parent: int, command: list[str]) -> None:
    """Becomes the command.

    Args:
        parent: Process that must be alive; if it has died already, the command does not begin.
        command: Program and its arguments.
    """
    die_with_parent()
    if os.getppid() != parent:
        sys.exit(ORPHANED)
    os.execvp(command[0], command)  # noqa: S606 - a shell would be one process more


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
