"""What import-linter can't say: standard library only, and who may speak of a channel by its name."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("actions", "bot", "columns", "connectors", "content", "desk", "handoff", "shop")
LINES_AT_MOST = 400


def python_files(*folders: str) -> list[Path]:
    """Our own Python files below these folders."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The top-level packages that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def words(path: Path) -> set[str]:
    """Names and texts of a file, comments and docstrings left out, cut into lower-case words."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    said: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            said.append(node.value)
        elif isinstance(node, (ast.Name, ast.Attribute, ast.alias, ast.ImportFrom)):
            said.append(ast.unparse(node) if not isinstance(node, ast.alias) else node.name)
    return set(re.findall(r"[a-z]+", " ".join(said).lower()))


def channels() -> list[str]:
    """The channels' folders."""
    return sorted(path.parent.name for path in (ROOT / "connectors").glob("*/channel.py"))


def test_the_domain_imports_the_standard_library_only() -> None:
    allowed = sys.stdlib_module_names | {"handoff"}
    domain = [path for path in python_files("handoff") if "sql" not in path.relative_to(ROOT).parts]
    assert domain
    strangers = {f"{path.relative_to(ROOT)}: {name}" for path in domain for name in imported(path)
                 if name not in allowed}  # fmt: skip
    assert not strangers


@pytest.mark.parametrize("package", PACKAGES)
def test_files_are_short(package: str) -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files(package)
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LINES_AT_MOST
    }
    assert not long, f"more than {LINES_AT_MOST} lines: cut them along their subjects"


def test_tests_and_scripts_are_short_too() -> None:
    files = python_files("tests", "scripts")
    long = [path for path in files if path.read_text(encoding="utf-8").count("\n") > LINES_AT_MOST]
    assert not long


@pytest.mark.parametrize("channel", channels())
def test_a_channel_is_named_in_its_own_folder_only(channel: str) -> None:
    """The registry finds channels; nobody else may ask which one it is."""
    telling = [
        str(path.relative_to(ROOT))
        for path in python_files("actions", "content", "desk", "handoff", "shop")
        if channel in words(path)
    ]
    assert not telling


def test_channels_do_not_know_each_other() -> None:
    telling = [
        f"{path.relative_to(ROOT)}: {other}"
        for own in channels()
        for path in python_files(f"connectors/{own}")
        for other in channels()
        if other != own and other in words(path)
    ]
    assert not telling
