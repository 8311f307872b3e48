"""``make check``: every check is run, and all that failed are named at the end."""

from __future__ import annotations

import subprocess
from pathlib import Path

from scripts.bootstrap import frontend
from scripts.bootstrap.environments import DESK_ENVIRONMENT
from scripts.bootstrap.failure import SetupFailure
from scripts.bootstrap.machine import Machine
from scripts.bootstrap.node import find_node

Check = tuple[str, list[str]]


def check(machine: Machine, root: Path) -> None:
    """Formats (only compares, where ``CI`` is set), lints, types and checks imports and front end.

    Raises:
        SetupFailure: Something is not as it should be; it has been shown.
    """
    failed = [name for name, command in _checks(machine, root) if not _passes(machine, root, name, command)]
    if failed:
        raise SetupFailure(f"Not in order, see above: {', '.join(failed)}.")
    machine.say("All checks passed")


def reformat(machine: Machine, root: Path) -> None:
    """Formats Python and front end, and mends what ruff and Biome can mend by themselves.

    Raises:
        SetupFailure: A formatter failed.
    """
    ruff = str(DESK_ENVIRONMENT.python(root).with_name("ruff"))
    machine.do([ruff, "check", "--fix", "--exit-zero", "--quiet", "."], root, {})
    machine.do([ruff, "format", "."], root, {})
    frontend.npm(machine, root, find_node(machine, root), ["run", "--silent", "format"])


def _checks(machine: Machine, root: Path) -> list[Check]:
    tools = DESK_ENVIRONMENT.python(root).parent
    ruff, mypy = str(tools / "ruff"), str(tools / "mypy")
    only_compare = ["--check"] if machine.environment.get("CI") else []
    return [
        ("format", [ruff, "format", *only_compare, "."]),
        ("lint", [ruff, "check", "."]),
        ("types", [mypy]),
        ("types of the brain", [mypy, "--python-version", "3.10", *_brain_files(root)]),
        ("imports", [str(tools / "lint-imports")]),
        ("front end", [*find_node(machine, root).npm, "--prefix", "ui", "run", "--silent", "check"]),
    ]


def _brain_files(root: Path) -> list[str]:
    """One by one, because mypy's configuration leaves their folders out of the desk's run."""
    found = [path for folder in ("bot", "tests/brain") for path in (root / folder).rglob("*.py")]
    return [str(path.relative_to(root)) for path in sorted(found)]


def _passes(machine: Machine, root: Path, name: str, command: list[str]) -> bool:
    machine.say(f"Checking: {name}")
    environment: dict[str, str] = {**machine.environment}
    return subprocess.run(command, cwd=root, env=environment, check=False).returncode == 0
