"""Finding the two Pythons: one for the desk, and the old one that Rasa needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.bootstrap.failure import SetupFailure
from scripts.bootstrap.machine import FETCH_SECONDS, Machine

DESK = ("3.11", "3.12")
BRAIN = ("3.10",)


def find_python(machine: Machine, root: Path, uv: Path, versions: Sequence[str]) -> Path:
    """A Python of one of these versions, fetched by uv if the machine has none.

    Args:
        machine: Where to look.
        root: The repository.
        uv: Who knows where Pythons are.
        versions: ``"3.10"`` and the like, the best first.

    Raises:
        SetupFailure: There is none, and none could be fetched.
    """
    for version in versions:
        for candidate in _candidates(machine, root, uv, version):
            if _is(machine, root, candidate, version):
                return candidate
    return _fetch(machine, root, uv, versions)


def _candidates(machine: Machine, root: Path, uv: Path, version: str) -> Iterator[Path]:
    found = machine.ask([str(uv), "python", "find", "--no-project", "--no-python-downloads", version], root)
    if found.code == 0 and found.output:
        yield Path(found.output)
    # pyenv hides versions that are not in force here, but keeps them all in one folder.
    home = Path(machine.environment.get("HOME", "/"))
    pyenv = Path(machine.environment.get("PYENV_ROOT") or home / ".pyenv") / "versions"
    for folder in sorted(pyenv.glob(f"{version}.*"), key=_patch, reverse=True):
        yield folder / "bin" / "python"


def _patch(folder: Path) -> int:
    digits = re.match(r"\d+", folder.name.rpartition(".")[2])
    return int(digits[0]) if digits else -1


def _is(machine: Machine, root: Path, python: Path, version: str) -> bool:
    script = "import sys, ctypes, ssl; print('%d.%d' % sys.version_info[:2])"
    answer = machine.ask([str(python), "-c", script], root)
    return answer.code == 0 and answer.output == version


def _fetch(machine: Machine, root: Path, uv: Path, versions: Sequence[str]) -> Path:
    best = versions[0]
    machine.say(f"This machine has no Python {' or '.join(versions)}: asking uv for {best}")
    if machine.ask([str(uv), "python", "install", "--no-bin", best], root, FETCH_SECONDS).code == 0:
        found = machine.ask([str(uv), "python", "find", "--no-project", "--managed-python", best], root)
        if found.code == 0 and _is(machine, root, Path(found.output), best):
            return Path(found.output)
    raise SetupFailure(
        f"Python {' or '.join(versions)} is missing and could not be fetched: install it so that "
        f"`python{best}` is on the PATH (with pyenv: pyenv install {best})."
    )
