"""What guards accounts and data, put together: ``desk.wiring`` adds it to the desk in one line."""

from __future__ import annotations

from dataclasses import dataclass

from desk.accounts.second_factors import SecondFactors
from desk.accounts.sessions import Sessions
from desk.accounts.tokens import Tokens
from desk.accounts.vault import Vault
from desk.settings import Settings
from handoff.ports import Clock
from handoff.sql.database import Database


@dataclass(frozen=True, slots=True)
class Trust:
    """Second factors, sessions, programs' tokens."""

    factors: SecondFactors
    sessions: Sessions
    tokens: Tokens


def open_trust(settings: Settings, database: Database, clock: Clock) -> Trust:
    """Puts it together; nothing is opened or started yet."""
    return Trust(
        factors=SecondFactors(database, clock, Vault(settings.secret_key, "second factors")),
        sessions=Sessions(database, clock),
        tokens=Tokens(database, clock),
    )
