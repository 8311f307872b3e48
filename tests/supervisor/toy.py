"""A program to supervise: ``toy.py serve|fail|ignore PATH``; not a test itself."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import FrameType


def finish(number: int, frame: FrameType | None) -> None:
    """Ends as told."""
    sys.stdout.write("finished\n")
    sys.stdout.flush()
    sys.exit(0)


def main(kind: str, path: Path) -> None:
    """Says that it is ready, and waits; or fails."""
    if kind == "fail":
        sys.stdout.write("I cannot start\n")
        sys.exit(1)
    signal.signal(signal.SIGTERM, signal.SIG_IGN if kind == "ignore" else finish)
    Path(f"{path}.pid").write_text(str(os.getpid()))
    while True:
        signal.pause()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
