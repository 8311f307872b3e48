"""Running the programs under Supervisor, in this process, until we are told to stop."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, Protocol

from supervisor import events
from supervisor.medusa import asyncore_25
from supervisor.options import ServerOptions
from supervisor.states import SupervisorStates
from supervisor.supervisord import Supervisor

from desk.supervisor.configuration import render
from desk.supervisor.lines import Lines
from desk.supervisor.programs import Address, Program, is_ready

LONGEST_PAUSE = 30
"""Seconds between two attempts to start, at most; the first pause is one second, each next one longer."""


LOOK_EVERY = 0.5
"""Seconds between two questions whether a program is ready."""


class Outcome(Enum):
    """How it ended."""

    STOPPED = "stopped"
    """Somebody asked us to stop."""
    GAVE_UP = "gave_up"
    """A program could not be started."""


class Listener(Protocol):
    """Hears what happens; called in the supervisor's own thread, so it must be quick."""

    def said(self, program: str, line: str) -> None:
        """A program wrote a line."""

    def ready(self, program: str) -> None:
        """A program can work now, for the first time or after a restart."""

    def died(self, program: str) -> None:
        """A program ended by itself and will be started again."""

    def gave_up(self, program: str) -> None:
        """A program cannot be started; everything stops."""

    def stopping(self) -> None:
        """We were asked to stop, and programs are now finishing."""


def supervise(
    programs: Sequence[Program],
    directory: Path,
    home: Path,
    listener: Listener,
    probe: Callable[[Address], bool] = is_ready,
) -> Outcome:
    """Runs programs until ``SIGINT``, ``SIGTERM`` or ``SIGHUP``, restarting those that die.

    Args:
        programs: What to run.
        directory: Where they run.
        home: Where logs and the supervisor's own files go.
        listener: Whom to tell.
        probe: Asks a program whether it is ready.
    """
    for folder in ("logs", "run"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    configuration = home / "run" / "supervisor.conf"
    configuration.write_text(render(programs, directory, home), encoding="utf-8")
    options = ServerOptions()
    options.realize(["-c", str(configuration)], doc=__doc__, progname="sportello")
    options.first, options.test = True, False
    keeper = _Keeper(options, programs, listener, probe)
    try:
        keeper.main()
    except asyncore_25.ExitNow:
        return keeper.outcome
    finally:
        options.close_logger()
    return keeper.outcome


class _Keeper(Supervisor):  # type: ignore[misc]
    """Supervisor, which also asks programs whether they are ready, and tells what happens."""

    def __init__(
        self,
        options: Any,
        programs: Sequence[Program],
        listener: Listener,
        probe: Callable[[Address], bool],
    ) -> None:
        super().__init__(options)
        self.outcome = Outcome.STOPPED
        self._programs = {one.name: one for one in sorted(programs, key=lambda one: one.place)}
        self._listener = listener
        self._probe = probe
        self._waited_for = set(self._programs)
        self._once_ready: set[str] = set()
        self._failures: Counter[str] = Counter()
        self._next_look = 0.0
        self._lines = {name: Lines() for name in self._programs}

    def runforever(self) -> None:
        # Supervisor restarts everything on SIGHUP; a closed terminal means that nobody wants us any more.
        signal.signal(
            signal.SIGHUP, lambda _, frame: self.options.signal_receiver.receive(signal.SIGTERM, frame)
        )
        events.subscribe(events.ProcessLogEvent, self._on_output)
        events.subscribe(events.ProcessStateBackoffEvent, self._on_failed_start)
        events.subscribe(events.ProcessStateExitedEvent, self._on_death)
        events.subscribe(events.SupervisorStoppingEvent, lambda _: self._listener.stopping())
        for group in self.process_groups.values():
            group.transition()
        super().runforever()

    def tick(self, now: float | None = None) -> None:
        super().tick(now)
        # Being asked makes a program write to its log, and every line it writes brings us here again.
        if self._waited_for and not self.stopping and time.monotonic() >= self._next_look:
            self._look()
            self._next_look = time.monotonic() + LOOK_EVERY

    def _look(self) -> None:
        # In order: who starts later may need those before, and has nothing to say until they are ready.
        for name in self._programs:
            if name not in self._waited_for:
                continue
            process = self.process_groups[name].processes[name]
            if not process.pid or not self._probe(self._programs[name].ready):
                return
            self._waited_for.discard(name)
            self._once_ready.add(name)
            self._listener.ready(name)

    def _on_output(self, event: Any) -> None:
        name = event.process.config.name
        for line in self._lines[name].take(event.data):
            self._listener.said(name, line)

    def _on_failed_start(self, event: Any) -> None:
        # Supervisor's pause in seconds is this number, and it gives up past a limit; we do neither for long.
        event.process.backoff = min(event.process.backoff, LONGEST_PAUSE - 1)
        self._on_death(event)

    def _on_death(self, event: Any) -> None:
        name = event.process.config.name
        if self.options.mood < SupervisorStates.RUNNING:
            return
        self._waited_for.add(name)
        self._failures[name] += 1
        if name not in self._once_ready and self._failures[name] >= self._programs[name].starts:
            self.outcome = Outcome.GAVE_UP
            self.options.mood = SupervisorStates.SHUTDOWN
            self._listener.gave_up(name)
        else:
            self._listener.died(name)
