"""What the exit codes mean; ``docs/command-line.md`` tells users the same."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    FAILED = 1
    """It could not be done; one line says why."""
    USAGE = 2
    """The command was called in a way that it does not know."""
    TO_FIX = 3
    """``doctor`` found something that somebody has to see to."""
    NO_BRAIN = 4
    """The brain does not answer, or could not be started."""
    INTERRUPTED = 130
    """Ctrl-C, before there was anything to stop cleanly."""
