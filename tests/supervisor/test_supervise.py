"""The supervisor with real processes: they die, hang, refuse to stop, and lose their parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
RUNNER = Path(__file__).with_name("runner.py")
PATIENCE = 30.0


def until(condition: Callable[[], object], what: str) -> None:
    """Waits for something that another process does."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"never happened: {what}"
        time.sleep(0.02)


class Supervised:
    """The supervisor in a process of its own, with what it reported."""

    def __init__(self, home: Path, *scripts: str) -> None:
        self.home = home
        self.process = subprocess.Popen(
            [sys.executable, str(RUNNER), str(home), *scripts],
            cwd=ROOT,
            stdout=(home / "report").open("w"),
            stderr=subprocess.STDOUT,
        )

    @property
    def report(self) -> list[str]:
        """What the listener heard."""
        return (self.home / "report").read_text().splitlines()

    def wait_for(self, line: str, times: int = 1) -> None:
        """Waits until the listener has heard this."""
        until(lambda: self.report.count(line) >= times, f"{line!r}, in {self.report}")

    def pid(self, name: str) -> int:
        """The process id that a program wrote down when it began."""
        path = self.home / f"{name}.pid"
        until(path.exists, f"{name} began")
        return int(path.read_text())

    def stop(self, number: signal.Signals) -> int:
        """Sends a signal, and waits for the end."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Supervised]]:
    """Starts supervisors, and leaves nothing running."""
    started: list[Supervised] = []

    def begin(*scripts: str) -> Supervised:
        started.append(Supervised(tmp_path, *scripts))
        return started[-1]

    yield begin
    for supervised in started:
        supervised.process.kill()
        supervised.process.wait()
        for path in tmp_path.glob("*.pid"):
            if psutil.pid_exists(int(path.read_text())):
                os.kill(int(path.read_text()), signal.SIGKILL)


def test_a_program_that_dies_is_started_again(start: Callable[..., Supervised]) -> None:
    supervised = start("first=serve", "second=serve")
    supervised.wait_for("ready second")
    before = supervised.pid("first")
    os.kill(before, signal.SIGKILL)
    supervised.wait_for("died first")
    supervised.wait_for("ready first", times=2)
    assert supervised.pid("first") != before
    assert "died second" not in supervised.report
    assert supervised.stop(signal.SIGTERM) == 0


def test_one_that_never_starts_stops_everything(start: Callable[..., Supervised]) -> None:
    supervised = start("good=serve", "bad=fail")
    assert supervised.process.wait(PATIENCE) == 1
    assert "said bad I cannot start" in supervised.report
    assert "gave up bad" in supervised.report
    assert not psutil.pid_exists(supervised.pid("good"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_being_asked_to_stop_stops_all_in_order(
    start: Callable[..., Supervised], number: signal.Signals
) -> None:
    supervised = start("first=serve", "second=serve")
    supervised.wait_for("ready first")
    supervised.wait_for("ready second")
    assert supervised.stop(number) == 0
    report = supervised.report
    assert report.index("stopping") < report.index("said second finished")
    assert report.index("said second finished") < report.index("said first finished")
    assert not psutil.pid_exists(supervised.pid("first"))


def test_one_that_does_not_stop_is_killed(start: Callable[..., Supervised]) -> None:
    supervised = start("stubborn=ignore")
    supervised.wait_for("ready stubborn")
    assert supervised.stop(signal.SIGTERM) == 0
    assert not psutil.pid_exists(supervised.pid("stubborn"))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process of its parent's death")
def test_when_the_supervisor_is_killed_nobody_is_left(start: Callable[..., Supervised]) -> None:
    supervised = start("first=serve", "second=serve")
    supervised.wait_for("ready first")
    supervised.wait_for("ready second")
    pids = [supervised.pid("first"), supervised.pid("second")]
    supervised.process.kill()
    supervised.process.wait()
    until(lambda: not any(psutil.pid_exists(pid) for pid in pids), "both ended")


def test_a_child_whose_parent_is_gone_does_not_begin() -> None:
    command = [sys.executable, "-m", "desk.supervisor.child", "1", sys.executable, "-c", "print('began')"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == ""
    assert done.returncode == 3


def test_logs_are_kept(start: Callable[..., Supervised]) -> None:
    supervised = start("first=serve")
    supervised.wait_for("ready first")
    supervised.stop(signal.SIGTERM)
    assert "finished" in (supervised.home / "logs" / "first.log").read_text()
