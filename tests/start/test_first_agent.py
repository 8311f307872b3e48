"""The first account: opened once, its password shown once and kept privately."""

from __future__ import annotations

import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desk.accounts.accounts import Accounts
from desk.accounts.records import Role
from desk.clock import SystemClock
from desk.errors import WeakPassword
from desk.setup.first_agent import SignIn, ensure, note_shown
from handoff.sql.database import Database

PREFIX = "SPORTELLO_FIRST_AGENT_"


@pytest.fixture
async def accounts(sqlite_url: str) -> AsyncIterator[Accounts]:
    database = Database(sqlite_url)
    yield Accounts(database, SystemClock())
    await database.close()


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No .env of the clone's."""
    monkeypatch.chdir(tmp_path)
    for name in ("NAME", "EMAIL", "PASSWORD"):
        monkeypatch.delenv(PREFIX + name, raising=False)


async def test_a_weak_password_opens_nothing(
    accounts: Accounts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PREFIX + "PASSWORD", "short")
    with pytest.raises(WeakPassword):
        await ensure(accounts, tmp_path)
    assert await accounts.list() == []


async def test_it_can_sign_in_and_manage(accounts: Accounts, tmp_path: Path) -> None:
    sign_in = await ensure(accounts, tmp_path)
    assert sign_in.password
    session = await accounts.sign_in(sign_in.email, sign_in.password, "127.0.0.1")
    assert session.session.account.role is Role.ADMIN
    assert stat.S_IMODE((tmp_path / "first-agent").stat().st_mode) == 0o600


async def test_the_password_is_shown_until_a_start_succeeds(accounts: Accounts, tmp_path: Path) -> None:
    first = await ensure(accounts, tmp_path)
    assert await ensure(accounts, tmp_path) == first
    note_shown(first)
    again = await ensure(accounts, tmp_path)
    assert again == SignIn(first.email, None, tmp_path / "first-agent")
    assert len(await accounts.list()) == 1


async def test_a_password_of_the_users_own_is_kept_nowhere(
    accounts: Accounts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PREFIX + "EMAIL", "anna@example.com")
    monkeypatch.setenv(PREFIX + "PASSWORD", "a password of mine")
    assert await ensure(accounts, tmp_path) == SignIn("anna@example.com")
    assert not (tmp_path / "first-agent").exists()
    session = await accounts.sign_in("anna@example.com", "a password of mine", "127.0.0.1")
    assert session.session.account.email == "anna@example.com"


async def test_where_somebody_has_an_account_none_is_opened(accounts: Accounts, tmp_path: Path) -> None:
    await accounts.add("Anna", "anna@example.com", "a password of hers")
    assert await ensure(accounts, tmp_path) == SignIn()
    assert not (tmp_path / "first-agent").exists()


async def test_a_file_of_another_database_is_not_shown(accounts: Accounts, tmp_path: Path) -> None:
    (tmp_path / "first-agent").write_text("old@example.com\nold\n")
    await accounts.add("Anna", "anna@example.com", "a password of hers")
    assert await ensure(accounts, tmp_path) == SignIn()
