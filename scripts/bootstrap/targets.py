"""What each ``make`` target sets up, and what it then becomes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Callable

from scripts.bootstrap import checks, frontend
from scripts.bootstrap.environments import BRAIN_ENVIRONMENT, DESK_ENVIRONMENT, install
from scripts.bootstrap.lock import alone
from scripts.bootstrap.machine import Machine

Command = list[str]
"""What the process turns into when the set-up is done; empty if nothing is left to do."""


def setup(machine: Machine, root: Path) -> Command:
    """All that running needs.

    Raises:
        SetupFailure: Something could not be had.
    """
    with alone(machine, root):
        install(machine, root, DESK_ENVIRONMENT, tests=False)
        install(machine, root, BRAIN_ENVIRONMENT, tests=False)
        frontend.build(machine, root)
    return []


def run(machine: Machine, root: Path) -> Command:
    """Then ``sportello run``, which stops when make is gone."""
    setup(machine, root)
    python = str(DESK_ENVIRONMENT.python(root))
    return [python, "-m", "desk.supervisor.child", str(os.getppid()), python, "-m", "desk.cli", "run"]


def train(machine: Machine, root: Path) -> Command:
    """Then ``sportello train``."""
    with alone(machine, root):
        install(machine, root, DESK_ENVIRONMENT, tests=False)
        install(machine, root, BRAIN_ENVIRONMENT, tests=False)
    return [str(DESK_ENVIRONMENT.python(root)), "-m", "desk.cli", "train"]


def test(machine: Machine, root: Path) -> Command:
    """Then all tests."""
    _development(machine, root)
    return [str(DESK_ENVIRONMENT.python(root)), "-m", "scripts.testing"]


def bench(machine: Machine, root: Path) -> Command:
    """Then the measurements."""
    _development(machine, root)
    return [str(DESK_ENVIRONMENT.python(root)), "-m", "scripts.bench"]


def simulate(machine: Machine, root: Path) -> Command:
    """Then the simulated day."""
    _development(machine, root)
    return [str(DESK_ENVIRONMENT.python(root)), "-m", "scripts.simulate"]


def simulate_learning(machine: Machine, root: Path) -> Command:
    """Then the simulated week of learning."""
    _development(machine, root)
    return [str(DESK_ENVIRONMENT.python(root)), "-m", "scripts.learning"]


def evaluate(machine: Machine, root: Path) -> Command:
    """Then ``sportello evaluate``, with Rasa's default pipeline beside ours."""
    with alone(machine, root):
        install(machine, root, DESK_ENVIRONMENT, tests=False)
        install(machine, root, BRAIN_ENVIRONMENT, tests=False)
    return [str(DESK_ENVIRONMENT.python(root)), "-m", "desk.cli", "evaluate", "--baseline"]


def screenshots(machine: Machine, root: Path) -> Command:
    """Then pictures of every screen."""
    _development(machine, root)
    return [str(DESK_ENVIRONMENT.python(root)), "-m", "scripts.screenshots"]


def check(machine: Machine, root: Path) -> Command:
    """All checks."""
    _checkers(machine, root)
    checks.check(machine, root)
    return []


def reformat(machine: Machine, root: Path) -> Command:
    """All formatters."""
    _checkers(machine, root)
    checks.reformat(machine, root)
    return []


def _development(machine: Machine, root: Path) -> None:
    with alone(machine, root):
        install(machine, root, DESK_ENVIRONMENT, tests=True)
        install(machine, root, BRAIN_ENVIRONMENT, tests=True)
        frontend.install(machine, root)
        frontend.build(machine, root)


def _checkers(machine: Machine, root: Path) -> None:
    with alone(machine, root):
        install(machine, root, DESK_ENVIRONMENT, tests=True)
        frontend.install(machine, root)


TARGETS: dict[str, Callable[[Machine, Path], Command]] = {
    "run": run,
    "setup": setup,
    "train": train,
    "test": test,
    "bench": bench,
    "simulate": simulate,
    "simulate-learning": simulate_learning,
    "evaluate": evaluate,
    "screenshots": screenshots,
    "check": check,
    "format": reformat,
}
