"""Runs the supervisor over toy programs: ``runner.py HOME NAME=KIND…``; not a test itself."""

from __future__ import annotations

import sys
from pathlib import Path

import psutil

from desk.supervisor.programs import Address, Program
from desk.supervisor.supervise import Outcome, supervise

TOY = Path(__file__).with_name("toy.py")


class Report:
    """Prints what it hears."""

    def said(self, program: str, line: str) -> None:
        self._print(f"said {program} {line}")

    def ready(self, program: str) -> None:
        self._print(f"ready {program}")

    def died(self, program: str) -> None:
        self._print(f"died {program}")

    def gave_up(self, program: str) -> None:
        self._print(f"gave up {program}")

    def stopping(self) -> None:
        self._print("stopping")

    def _print(self, line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def lives(address: Address) -> bool:
    """Whether the toy that wrote this file is alive."""
    try:
        return psutil.pid_exists(int(Path(address.path).read_text()))
    except (FileNotFoundError, ValueError):
        return False


def main(home: Path, scripts: list[str]) -> int:
    """Returns 1 where a program could not be started."""
    programs = []
    for place, script in enumerate(scripts):
        name, _, kind = script.partition("=")
        command = (sys.executable, str(TOY), kind, str(home / name))
        programs.append(Program(name, command, Address("", place, str(home / f"{name}.pid")), place, 1, 2, 2))
    outcome = supervise(programs, home, home, Report(), probe=lives)
    return int(outcome is Outcome.GAVE_UP)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
