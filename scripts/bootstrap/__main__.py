"""``python3 -m scripts.bootstrap run``: what the Makefile calls."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.version_info < (3, 9):  # noqa: UP036 - nothing else tells whoever's python3 is so old
    sys.exit("Sportello needs Python 3.11: this python3 is older than 3.9, which cannot even begin.")

from scripts.bootstrap.failure import SetupFailure
from scripts.bootstrap.machine import ThisMachine
from scripts.bootstrap.targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]
USAGE = 2


def main(arguments: list[str]) -> int:
    """Sets up for one target and becomes what it runs.

    Args:
        arguments: The target, then what is handed on to its command.

    Returns:
        The exit code, where the process does not become another.
    """
    if not arguments or arguments[0] not in TARGETS:
        print(f"usage: python3 -m scripts.bootstrap {'|'.join(TARGETS)}", file=sys.stderr)
        return USAGE
    machine = ThisMachine()
    try:
        command = TARGETS[arguments[0]](machine, ROOT)
    except SetupFailure as failure:
        print(f"✗ {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    if command:
        os.chdir(ROOT)
        os.execve(command[0], [*command, *arguments[1:]], dict(machine.environment))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
