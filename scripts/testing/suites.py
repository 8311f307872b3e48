"""The suites: the desk's, the brain's, the front end's."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.bootstrap.machine import ThisMachine
from scripts.bootstrap.node import find_node
from scripts.testing.report import Result, read

WORKERS = "2"


@dataclass(frozen=True, slots=True)
class Suite:
    """One test runner's run.

    Attributes:
        name: What the total calls it.
        command: Program and arguments; it writes what happened, as JUnit XML, to ``{report}``.
        folder: Where it runs.
    """

    name: str
    command: tuple[str, ...]
    folder: Path


def all_suites(root: Path) -> list[Suite]:
    """Every suite of the repository."""
    pytest = ("-m", "pytest", "-q", "--junitxml={report}")
    node = find_node(ThisMachine(), root)
    vitest = (*node.npm, "run", "--silent", "test", "--")
    return [
        Suite("desk", (str(root / ".venv/bin/python"), *pytest, "-n", WORKERS, "--dist", "loadfile"), root),
        Suite("brain", (str(root / ".venv-brain/bin/python"), *pytest, "tests/brain"), root),
        Suite(
            "front end",
            (*vitest, "--reporter=default", "--reporter=junit", "--outputFile.junit={report}"),
            root / "ui",
        ),
    ]


def run(suite: Suite, reports: Path, environment: Mapping[str, str] = os.environ) -> Result:
    """Runs a suite with its output on the screen.

    Args:
        suite: Which.
        reports: Folder for what runners write.
        environment: Variables for the runner.
    """
    report = reports / f"{suite.name.replace(' ', '-')}.xml"
    report.unlink(missing_ok=True)
    command = [part.format(report=report) for part in suite.command]
    began = time.monotonic()
    try:
        code = subprocess.run(
            command, cwd=suite.folder, env=dict(environment), stdin=subprocess.DEVNULL, check=False
        ).returncode
    except OSError as error:
        print(f"{command[0]} could not be started: {error.strerror}.", flush=True)
        code = 127
    return read(suite.name, report, code, time.monotonic() - began)
