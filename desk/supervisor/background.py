"""Programs that work for the desk in the background: they end with it, and shoppers' messages go first."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

STOP_SECONDS = 5.0
CHUNK = 65536


async def begun(
    command: Sequence[str],
    *,
    folder: Path,
    niceness: int,
    environment: Mapping[str, str],
    errors: IO[bytes] | int,
) -> asyncio.subprocess.Process:
    """Begins a program whose output is read by the caller.

    Args:
        command: Program and arguments.
        folder: Where it runs.
        niceness: How much it lets others go first, 0 to 19.
        environment: Variables besides our own.
        errors: Where what it says of errors goes.
    """
    guard = (sys.executable, "-m", "desk.supervisor.child", str(os.getpid()))
    return await asyncio.create_subprocess_exec(
        *guard,
        *("nice", "-n", str(niceness)),
        *command,
        cwd=folder,
        env={**os.environ, **environment, "PYTHONUNBUFFERED": "1"},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=errors,
    )


async def ended(process: asyncio.subprocess.Process) -> None:
    """Ends a program whose output nobody reads any more: asked first, made to after ``STOP_SECONDS``."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await process.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    # Its pipe is closed now: one that is left over fails when memory is cleared, in whoever runs then.
    # A child of its own may still hold the other end; and whoever is reading still reads it to its end.
    with contextlib.suppress(TimeoutError, RuntimeError):
        async with asyncio.timeout(STOP_SECONDS):
            await drained(process)
    await asyncio.sleep(0)


async def drained(process: asyncio.subprocess.Process) -> None:
    """Reads on until it says no more, so that it never waits for somebody to listen."""
    if process.stdout is not None:
        while await process.stdout.read(CHUNK):
            pass
