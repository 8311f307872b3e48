"""What the set-up does again, and what it leaves alone."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from scripts.bootstrap import frontend
from scripts.bootstrap.environments import BRAIN_ENVIRONMENT, DESK_ENVIRONMENT, install
from scripts.bootstrap.failure import SetupFailure
from scripts.bootstrap.lock import alone
from scripts.bootstrap.stamps import Stamps, digest
from tests.setup.fake_machine import FakeMachine


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("pyproject.toml", "uv.lock", ".python-version"):
        (tmp_path / name).write_text(name)
    for name in ("package.json", "package-lock.json"):
        (tmp_path / "ui" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "ui" / name).write_text("{}")
    return tmp_path


@pytest.fixture
def machine() -> FakeMachine:
    """One that has everything."""
    machine = FakeMachine({"PATH": "/usr/bin", "HOME": "/nowhere"})
    machine.paths = {name: Path(f"/usr/bin/{name}") for name in ("uv", "node", "npm")}
    machine.answers("uv", "--version", output="uv 0.13.9")
    machine.answers("node", "--version", output="v20.19.0")
    machine.answers("npm", "--version", output="10.0.0")
    for version in ("3.10", "3.11"):
        machine.answers("uv", "python", "find", version, output=f"/usr/bin/python{version}")
        machine.answers(f"/usr/bin/python{version}", "-c", output=version)
    return machine


def installed(root: Path, folder: str) -> None:
    """What uv would leave."""
    python = root / folder / "bin" / "python"
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch()


def test_an_environment_that_failed_is_tried_again(root: Path, machine: FakeMachine) -> None:
    machine.failing.add("sync")
    installed(root, ".venv")
    for _ in range(2):
        with pytest.raises(SetupFailure):
            install(machine, root, DESK_ENVIRONMENT, tests=False)
    assert len(machine.done) == 2


def test_an_environment_is_made_once(root: Path, machine: FakeMachine) -> None:
    installed(root, ".venv-brain")
    assert install(machine, root, BRAIN_ENVIRONMENT, tests=False)
    assert not install(machine, root, BRAIN_ENVIRONMENT, tests=False)
    [(line, extra)] = machine.done
    assert "--frozen" in line
    assert "--python /usr/bin/python3.10" in line
    assert line.endswith("--no-default-groups --group brain")
    assert extra == {"UV_PROJECT_ENVIRONMENT": ".venv-brain"}


def test_a_changed_lock_file_makes_it_again(root: Path, machine: FakeMachine) -> None:
    installed(root, ".venv")
    install(machine, root, DESK_ENVIRONMENT, tests=False)
    (root / "uv.lock").write_text("newer")
    assert install(machine, root, DESK_ENVIRONMENT, tests=False)


def test_a_removed_environment_is_made_again(root: Path, machine: FakeMachine) -> None:
    install(machine, root, DESK_ENVIRONMENT, tests=False)
    assert install(machine, root, DESK_ENVIRONMENT, tests=False)


def test_running_does_not_undo_what_tests_installed(root: Path, machine: FakeMachine) -> None:
    installed(root, ".venv")
    install(machine, root, DESK_ENVIRONMENT, tests=True)
    assert not install(machine, root, DESK_ENVIRONMENT, tests=False)
    (root / "uv.lock").write_text("newer")
    install(machine, root, DESK_ENVIRONMENT, tests=False)
    assert "--group desk --group dev" in machine.done[-1][0]


def test_a_front_end_that_failed_to_build_is_built_again(root: Path, machine: FakeMachine) -> None:
    machine.failing.add("build")
    for _ in range(2):
        with pytest.raises(SetupFailure):
            frontend.build(machine, root)
    assert not frontend.is_built(root)


def test_the_front_end_is_built_when_its_sources_change(root: Path, machine: FakeMachine) -> None:
    for folder in ("node_modules", "dist"):
        (root / "ui" / folder).mkdir()
    frontend.build(machine, root)
    frontend.build(machine, root)
    assert [line.split()[1] for line, _ in machine.done] == ["ci", "run"]
    (root / "ui" / "dist" / "made.js").write_text("built")
    frontend.build(machine, root)
    assert len(machine.done) == 2
    (root / "ui" / "main.ts").write_text("changed")
    frontend.build(machine, root)
    assert [line.split()[1] for line, _ in machine.done] == ["ci", "run", "run"]


def test_a_fingerprint_follows_names_and_content(tmp_path: Path) -> None:
    seen = {digest(tmp_path, ["data"])}
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a").write_text("1")
    seen.add(digest(tmp_path, ["data"]))
    (tmp_path / "data" / "a").write_text("2")
    seen.add(digest(tmp_path, ["data"]))
    (tmp_path / "data" / "a").rename(tmp_path / "data" / "b")
    seen.add(digest(tmp_path, ["data"]))
    assert len(seen) == 4
    (tmp_path / "data" / "node_modules").mkdir()
    (tmp_path / "data" / "node_modules" / "c").write_text("3")
    assert digest(tmp_path, ["data"]) in seen


def test_stamps_are_forgotten(tmp_path: Path) -> None:
    stamps = Stamps(tmp_path)
    assert stamps.read("step") == []
    stamps.write("step", "one", "two")
    assert stamps.read("step") == ["one", "two"]
    stamps.forget("step")
    assert stamps.read("step") == []


def test_a_second_set_up_waits_for_the_first(tmp_path: Path, machine: FakeMachine) -> None:
    order: list[str] = []
    inside, go_on = threading.Event(), threading.Event()

    def first() -> None:
        with alone(FakeMachine(), tmp_path):
            inside.set()
            go_on.wait(10)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(10)
    waiting = FakeMachine()

    def second() -> None:
        with alone(waiting, tmp_path):
            order.append("second")

    other = threading.Thread(target=second)
    other.start()
    go_on.set()
    thread.join(10)
    other.join(10)
    assert order == ["first", "second"]
