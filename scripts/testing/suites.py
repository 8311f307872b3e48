"""The suites: the desk's, the brain's beside it, the front end's."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from scripts.bootstrap.machine import ThisMachine
from scripts.bootstrap.node import find_node
from scripts.testing.report import Result, read

WORKERS = "3"
"""More than CI's machine has cores: much of what the desk's tests do is waiting, for browsers and vendors."""


@dataclass(frozen=True, slots=True)
class Suite:
    """One test runner's run.

    Attributes:
        name: What the total calls it.
        command: Program and arguments; it writes what happened, as JUnit XML, to ``{report}``.
        folder: Where it runs.
        beside: Whether it runs while the others do, and is shown when they have ended.
    """

    name: str
    command: tuple[str, ...]
    folder: Path
    beside: bool = False


def all_suites(root: Path) -> list[Suite]:
    """Every suite of the repository."""
    pytest = ("-m", "pytest", "-q", "--junitxml={report}")
    # Whole files, in the order that tests/conftest.py puts them in: the slow ones first.
    spread = ("-n", WORKERS, "--dist", "loadfile", "--no-loadscope-reorder")
    node = find_node(ThisMachine(), root)
    vitest = (*node.npm, "run", "--silent", "test", "--")
    return [
        Suite("desk", (str(root / ".venv/bin/python"), *pytest, *spread), root),
        Suite("brain", (str(root / ".venv-brain/bin/python"), *pytest, "tests/brain"), root, beside=True),
        Suite(
            "front end",
            (*vitest, "--reporter=default", "--reporter=junit", "--outputFile.junit={report}"),
            root / "ui",
        ),
    ]


def run_all(
    suites: Sequence[Suite], reports: Path, environment: Mapping[str, str] = os.environ
) -> list[Result]:
    """Runs suites: those beside the others one after the other, with what they said shown at the end.

    Args:
        suites: Which.
        reports: Folder for what runners write.
        environment: Variables for the runners.
    """
    beside = [suite for suite in suites if suite.beside and len(suites) > 1]
    results = []
    with ThreadPoolExecutor(max_workers=1) as lane:
        later = [(suite, lane.submit(_run_quietly, suite, reports, environment)) for suite in beside]
        for suite in suites:
            if suite not in beside:
                print(f"── {suite.name} ──", flush=True)
                results.append(run(suite, reports, environment))
        for suite, future in later:
            result, said = future.result()
            print(f"── {suite.name} ──\n{said}", flush=True)
            results.append(result)
    return results


def _run_quietly(suite: Suite, reports: Path, environment: Mapping[str, str]) -> tuple[Result, str]:
    """A suite's result, and what it said."""
    said = reports / f"{suite.name.replace(' ', '-')}.txt"
    with said.open("wb") as output:
        result = run(suite, reports, environment, output)
    return result, said.read_text(encoding="utf-8", errors="replace")


def run(
    suite: Suite,
    reports: Path,
    environment: Mapping[str, str] = os.environ,
    output: IO[bytes] | None = None,
) -> Result:
    """Runs a suite.

    Args:
        suite: Which.
        reports: Folder for what runners write.
        environment: Variables for the runner.
        output: Where what it says goes; the screen if None.
    """
    report = reports / f"{suite.name.replace(' ', '-')}.xml"
    report.unlink(missing_ok=True)
    command = [part.format(report=report) for part in suite.command]
    began = time.monotonic()
    try:
        code = subprocess.run(
            command,
            cwd=suite.folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            check=False,
        ).returncode
    except OSError as error:
        print(f"{command[0]} could not be started: {error.strerror}.", flush=True)
        code = 127
    return read(suite.name, report, code, time.monotonic() - began)
