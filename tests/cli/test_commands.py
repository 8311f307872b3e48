"""The other commands: what goes wrong is one line and an exit code."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from tests.cli.conftest import Sportello


async def test_an_unknown_command_is_exit_code_2(sportello: Sportello) -> None:
    ended = await sportello("dance")
    assert ended.code == 2
    assert "dance" in ended.err


async def test_a_wrong_setting_is_one_line(sportello: Sportello) -> None:
    ended = await sportello("db", "upgrade", more={"SPORTELLO_DATABASE_URL": "mysql://secret@host/shop"})
    assert ended.code == 1
    assert ended.err.count("\n") == 1
    assert "SPORTELLO_DATABASE_URL" in ended.err
    assert "secret" not in ended.err


async def test_help_names_every_command(sportello: Sportello) -> None:
    ended = await sportello("--help")
    assert ended.code == 0
    for command in ("run", "train", "evaluate", "chat", "ask", "agent", "db", "doctor", "version"):
        assert command in ended.out


async def test_version(sportello: Sportello) -> None:
    ended = await sportello("version")
    assert ended.out.startswith("Sportello 0.")


async def test_upgrade_makes_a_database(sportello: Sportello, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new/shop.db"
    ended = await sportello("db", "upgrade", more={"SPORTELLO_DATABASE_URL": url})
    assert ended.code == 0, ended.err
    assert (tmp_path / "new" / "shop.db").exists()


@pytest.mark.parametrize("command", [("agent", "list"), ("agent", "add", "a@example.com", "--name", "Anna")])
async def test_without_a_schema_it_says_what_to_do(
    sportello: Sportello, tmp_path: Path, command: tuple[str, ...]
) -> None:
    ended = await sportello(*command, more={"SPORTELLO_DATABASE_URL": f"sqlite:///{tmp_path}/empty.db"})
    assert ended.code == 1
    assert "sportello db upgrade" in ended.err


async def test_an_agent_from_beginning_to_end(sportello: Sportello) -> None:
    added = await sportello("agent", "add", "giulia@example.com", "--name", "Giulia", "--admin")
    assert added.code == 0, added.err
    assert "shown this once" in added.out
    again = await sportello("agent", "add", "giulia@example.com", "--name", "Giulia")
    assert (again.code, again.err.count("\n")) == (1, 1)
    assert "admin" in (await sportello("agent", "list")).out
    last = await sportello("agent", "disable", "giulia@example.com")
    assert (last.code, last.err) == (1, "✗ The last administrator cannot be disabled.\n")


async def test_a_password_from_standard_input_is_not_shown(sportello: Sportello) -> None:
    command = ("agent", "add", "a@example.com", "--name", "Anna", "--password-stdin")
    weak = await sportello(*command, given="short\n")
    assert weak.code == 1
    good = await sportello(*command, given="correct horse battery\n")
    assert good.code == 0
    assert "horse" not in good.out + good.err
    gone = await sportello("agent", "disable", "a@example.com")
    assert gone.code == 0
    assert "disabled" in (await sportello("agent", "list")).out


async def test_disabling_nobody(sportello: Sportello) -> None:
    assert (await sportello("agent", "disable", "nobody@example.com")).code == 1


async def test_doctor_finds_what_is_wrong(sportello: Sportello, tmp_path: Path) -> None:
    wrong = {
        "SPORTELLO_DATABASE_URL": f"sqlite:///{tmp_path}/empty.db",
        "SPORTELLO_UI_DIRECTORY": str(tmp_path),
        "SPORTELLO_TELEGRAM_WEBHOOK_SECRET": "a-secret-without-a-token",
    }
    ended = await sportello("doctor", "--json", more=wrong)
    assert ended.code == 3
    findings = {line["part"]: line for line in json.loads(ended.out)}
    assert findings["database"]["remedy"] == "Run `sportello db upgrade`."
    assert findings["front end"]["ok"] is False
    assert findings["telegram"]["ok"] is False
    assert "a-secret-without-a-token" not in ended.out


async def test_doctor_says_the_same_to_people(sportello: Sportello, tmp_path: Path) -> None:
    ended = await sportello("doctor", more={"SPORTELLO_UI_DIRECTORY": str(tmp_path)})
    assert ended.code == 3
    assert "→ Run `make setup`." in ended.out


async def test_a_taken_port_is_one_line(sportello: Sportello) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        ended = await sportello("run", more={"SPORTELLO_PORT": str(other.getsockname()[1])})
    assert ended.code == 1
    assert "SPORTELLO_PORT" in ended.err
    assert ended.err.count("\n") == 1
