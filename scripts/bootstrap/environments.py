"""The two Python environments, from one lock file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.bootstrap.machine import Machine
from scripts.bootstrap.pythons import BRAIN, DESK, find_python
from scripts.bootstrap.stamps import Stamps, digest
from scripts.bootstrap.uv import find_uv

LOCKED_IN = ("pyproject.toml", "uv.lock", ".python-version")


class Environment(NamedTuple):
    """One environment.

    Attributes:
        name: What we call it.
        folder: Where it is, below the root.
        versions: Pythons that it works with, the best first.
        groups: What it needs to run.
        test_groups: What its tests need besides.
    """

    name: str
    folder: str
    versions: tuple[str, ...]
    groups: tuple[str, ...]
    test_groups: tuple[str, ...]

    def python(self, root: Path) -> Path:
        """Its interpreter."""
        return root / self.folder / "bin" / "python"


DESK_ENVIRONMENT = Environment("desk", ".venv", DESK, ("desk",), ("dev",))
BRAIN_ENVIRONMENT = Environment("brain", ".venv-brain", BRAIN, ("brain",), ("brain-dev",))


def install(machine: Machine, root: Path, environment: Environment, *, tests: bool) -> bool:
    """Makes an environment what the lock file says, unless it is so already.

    Args:
        machine: Where to install.
        root: The repository.
        environment: Which.
        tests: Whether its tests' needs belong to it.

    Returns:
        Whether anything had to be done.

    Raises:
        SetupFailure: uv, Python or a package could not be had.
    """
    stamps, step = Stamps(root), f"environment-{environment.name}"
    wanted = environment.groups + (environment.test_groups if tests else ())
    lock = digest(root, LOCKED_IN)
    done, *installed = stamps.read(step) or [""]
    if done == lock and set(wanted) <= set(installed) and environment.python(root).exists():
        return False
    # What an earlier run of the tests wanted stays, so that run and test do not undo each other.
    groups = sorted({*wanted, *installed} & {*environment.groups, *environment.test_groups})
    stamps.forget(step)
    _sync(machine, root, environment, groups)
    stamps.write(step, lock, *groups)
    return True


def _sync(machine: Machine, root: Path, environment: Environment, groups: Sequence[str]) -> None:
    uv = find_uv(machine, root)
    python = find_python(machine, root, uv, environment.versions)
    machine.say(f"Installing the {environment.name}'s environment into {environment.folder}")
    chosen = [part for group in groups for part in ("--group", group)]
    command = [str(uv), "sync", "--frozen", "--no-progress", "--quiet", "--python", str(python)]
    machine.do(
        [*command, "--no-default-groups", *chosen], root, {"UV_PROJECT_ENVIRONMENT": environment.folder}
    )
