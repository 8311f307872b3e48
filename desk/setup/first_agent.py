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
        email: The account.
        password: Only where it has just been made; it is kept in ``kept_in``.
        kept_in: The file that has it; None where whoever set it knows it.
    """

    email: str
    password: str | None
    kept_in: Path | None


async def ensure(accounts: Accounts, home: Path = HOME) -> SignIn:
    """Opens the first account where there is none, an administrator's.

    Args:
        accounts: The accounts there are.
        home: Where a password that we made is kept, readable by its owner only.

    Raises:
        DeskError: The name, e-mail address or password that was set is not acceptable.
    """
    path = home / "first-agent"
    if await accounts.list():
        return _earlier(path)
    settings = FirstAgentSettings()
    if settings.password:
        await accounts.add(settings.name, settings.email, settings.password.get_secret_value(), Role.ADMIN)
        return SignIn(settings.email, None, None)
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    # First the file: an account whose password nobody knows would be the worse half.
    write_private(path, f"{settings.email}\n{password}\n")
    await accounts.add(settings.name, settings.email, password, Role.ADMIN)
    return SignIn(settings.email, password, path)


def _earlier(path: Path) -> SignIn:
    try:
        email, *_ = path.read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, ValueError):
        return SignIn("", None, None)
    return SignIn(email, None, path)
