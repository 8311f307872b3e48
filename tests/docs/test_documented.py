"""Settings, commands and targets: what exists is documented, and what is documented exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings
from typer.core import TyperGroup
from typer.main import get_command

from desk.cli.app import app
from desk.cli.exits import Exit
from desk.settings import Settings
from desk.setup.first_agent import FirstAgentSettings

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
VARIABLE = re.compile(r"\bSPORTELLO_[A-Z][A-Z0-9_]*[A-Z0-9]\b")
PACKAGES = ("actions", "bot", "columns", "connectors", "content", "desk", "handoff", "scripts", "shop")


def models() -> Iterator[type[BaseSettings]]:
    """The desk's settings, and those of every channel and every shop."""
    yield from (Settings, FirstAgentSettings)
    channels, shops = (ROOT / "connectors").glob("*/settings.py"), (ROOT / "shop").rglob("settings.py")
    for path in sorted((*channels, *shops)):
        module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for found in vars(module).values():
            is_model = isinstance(found, type) and issubclass(found, BaseSettings)
            if is_model and found.__module__ == module.__name__:
                yield found


def fields() -> dict[str, FieldInfo]:
    """Every setting by its variable's name."""
    return {
        f"{model.model_config.get('env_prefix', '')}{name}".upper(): field
        for model in models()
        for name, field in model.model_fields.items()
    }


def read_in_code() -> set[str]:
    """Variables that code names anywhere, in whole strings (not in prose)."""
    return {
        node.value
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and VARIABLE.fullmatch(node.value)
    }


def rows() -> dict[str, list[str]]:
    """The documented settings: the cells of each table row, by name."""
    cells = [
        [cell.strip() for cell in line.strip("| ").split(" | ")]
        for line in SETTINGS.splitlines()
        if line.startswith("| `SPORTELLO_")
    ]
    return {row[0].strip("`"): row[1:] for row in cells}


def test_channels_settings_are_found() -> None:
    assert len(list(models())) >= 4


@pytest.mark.parametrize("name", sorted({*fields(), *read_in_code()}))
def test_every_setting_is_documented(name: str) -> None:
    assert name in rows(), f"docs/settings.md has no row for {name}"


def test_every_documented_setting_exists() -> None:
    assert not set(rows()) - set(fields()) - read_in_code()


@pytest.mark.parametrize(("name", "field"), sorted(fields().items()))
def test_documented_defaults_are_true(name: str, field: FieldInfo) -> None:
    default = field.default
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    documented = rows()[name][0]
    if field.is_required() or default in (None, "", ()):
        assert documented in {"", "made"}
    elif isinstance(default, Path):
        assert documented == f"`{default.relative_to(ROOT)}`"
    elif isinstance(default, bool):
        assert documented == f"`{str(default).lower()}`"
    else:
        assert documented == f"`{default}`"


def commands(group: TyperGroup, path: str) -> Iterator[tuple[str, list[str]]]:
    """Every command with its options and arguments."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, f"{path} {name}")
        else:
            options = [option for parameter in command.params for option in (*parameter.opts,)]
            arguments = [one.upper() if not one.startswith("-") else one for one in options]
            yield f"{path} {name}", [one for one in arguments if one not in {"--help", "-h"}]


def all_commands() -> dict[str, list[str]]:
    """The whole command line."""
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    return dict(commands(group, "sportello"))


def section(command: str) -> str:
    """What the documentation says about a command."""
    _, found, rest = COMMANDS.partition(f"\n## {command}\n")
    assert found, f"docs/command-line.md has no section “{command}”"
    return rest.partition("\n## ")[0]


@pytest.mark.parametrize("command", sorted(all_commands()))
def test_every_command_and_option_is_documented(command: str) -> None:
    text = section(command)
    assert not [option for option in all_commands()[command] if f"`{option}" not in text]


def test_every_documented_command_exists() -> None:
    documented = re.findall(r"^## (sportello .*)$", COMMANDS, re.MULTILINE)
    assert sorted(documented) == sorted(all_commands())


def test_every_exit_code_is_documented() -> None:
    assert not [code for code in Exit if f"\n| {int(code)} |" not in COMMANDS]


def pages() -> list[Path]:
    """README and every page of docs/."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", pages(), ids=lambda path: path.name)
def test_pages_name_only_what_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert not set(re.findall(r"`make ([a-z]+)", text)) - targets
    first_words = {command.split()[1] for command in all_commands()}
    assert not set(re.findall(r"`sportello ([a-z]+)", text)) - first_words
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    assert not set(VARIABLE.findall(prose)) - set(rows())


@pytest.mark.parametrize("page", pages(), ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert not [link for link in local if not (page.parent / link).exists()]


def test_the_readme_begins_with_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^\s*make run\b", readme, re.MULTILINE)
    assert re.search(r"^\s*make test\b", readme, re.MULTILINE)
