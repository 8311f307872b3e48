"""Finding uv, which installs everything else; or fetching it from PyPI into the repository's own folder."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.bootstrap.failure import SetupFailure
from scripts.bootstrap.machine import FETCH_SECONDS, Machine

OLDEST = (0, 9)
"""Older ones do not read this lock file."""

WANTED = "uv>=0.9,<1"
NO_WAY_TO_INSTALL = (
    "uv is missing, and this Python has neither venv nor pip to fetch it: install uv, or Python's own venv "
    "(on Debian and Ubuntu: apt-get install python3-venv)."
)


def find_uv(machine: Machine, root: Path) -> Path:
    """The uv of this machine, else the repository's own in ``.tools/uv``, fetched now if need be.

    Raises:
        SetupFailure: There is none and it cannot be fetched.
    """
    for candidate in _candidates(machine, root):
        if _version(machine, root, candidate) >= OLDEST:
            return candidate
    return _fetch(machine, root)


def _own(root: Path) -> Path:
    return root / ".tools" / "uv" / "bin" / "uv"


def _candidates(machine: Machine, root: Path) -> Iterator[Path]:
    yield _own(root)
    on_path: Path | None = machine.which("uv")
    if on_path:
        yield on_path


def _version(machine: Machine, root: Path, uv: Path) -> tuple[int, int]:
    answer = machine.ask([str(uv), "--version"], root)
    match = re.match(r"uv (\d+)\.(\d+)", answer.output)
    return (int(match[1]), int(match[2])) if answer.code == 0 and match else (0, 0)


def _fetch(machine: Machine, root: Path) -> Path:
    machine.say("Fetching uv from PyPI into .tools/uv")
    for commands in _ways(root):
        done = all(machine.ask(command, root, FETCH_SECONDS).code == 0 for command in commands)
        if done and _version(machine, root, _own(root)) >= OLDEST:
            return _own(root)
    if any(machine.ask([sys.executable, "-c", f"import {module}"], root).code == 0
           for module in ("ensurepip", "pip")):  # fmt: skip
        raise SetupFailure("uv could not be fetched from PyPI: is there a way to the internet from here?")
    raise SetupFailure(NO_WAY_TO_INSTALL)


def _ways(root: Path) -> list[list[list[str]]]:
    folder = root / ".tools" / "uv"
    quiet = ["install", "--quiet", "--disable-pip-version-check"]
    return [
        [
            [sys.executable, "-m", "venv", "--clear", str(folder)],
            [str(folder / "bin" / "python"), "-m", "pip", *quiet, WANTED],
        ],
        [[sys.executable, "-m", "pip", *quiet, "--upgrade", "--target", str(folder), WANTED]],
    ]
