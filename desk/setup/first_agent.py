"""The first account, so that somebody can sign in."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from desk.accounts.accounts import Accounts
from desk.accounts.records import Role
from desk.setup.home import HOME, write_private

PASSWORD_BYTES = 12
SHOWN = "(shown)"


class FirstAgentSettings(BaseSettings):
    """Who the first agent is; read once, when there is no account yet."""

    model_config = SettingsConfigDict(
        env_prefix="SPORTELLO_FIRST_AGENT_",
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
    )

    name: str = Field(
        "Amministratrice", description="Name of the first agent, as shoppers and colleagues see it."
    )
    email: str = Field(
        "admin@sportello.local", description="E-mail address that the first agent signs in with."
    )
    password: SecretStr | None = Field(
        None, description="Password of the first agent; a random one is made if unset."
    )


class SignIn(NamedTuple):
    """What the first agent signs in with.

    Attributes:
        email: The account; empty where somebody else's account was first.
        password: One that we made and nobody has been shown yet.
        kept_in: The file that has it; None where whoever set it knows it.
    """

    email: str = ""
    password: str | None = None
    kept_in: Path | None = None


async def ensure(accounts: Accounts, home: Path = HOME) -> SignIn:
    """Opens the first account where there is none, an administrator's.

    Args:
        accounts: The accounts there are.
        home: Where a password that we made is kept, readable by its owner only.

    Raises:
        DeskError: The name, e-mail address or password that was set is not acceptable.
    """
    path = home / "first-agent"
    existing = {account.email for account in await accounts.list()}
    if existing:
        kept = _read(path)
        return kept if kept.email in existing else SignIn()
    settings = FirstAgentSettings()
    if settings.password:
        await accounts.add(settings.name, settings.email, settings.password.get_secret_value(), Role.ADMIN)
        return SignIn(settings.email)
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    # First the file: an account whose password nobody knows would be the worse half.
    write_private(path, f"{settings.email}\n{password}\n")
    account = await accounts.add(settings.name, settings.email, password, Role.ADMIN)
    write_private(path, f"{account.email}\n{password}\n")
    return _read(path)


def note_shown(sign_in: SignIn) -> None:
    """Remembers that somebody has been shown the password: it is shown once, by a start that succeeds."""
    if sign_in.kept_in and sign_in.password:
        write_private(sign_in.kept_in, f"{sign_in.email}\n{sign_in.password}\n{SHOWN}\n")


def _read(path: Path) -> SignIn:
    try:
        email, password, *rest = path.read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, ValueError):
        return SignIn()
    return SignIn(email, None if SHOWN in rest else password, path)
