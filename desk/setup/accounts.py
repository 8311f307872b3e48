"""Reaching the accounts without a running desk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from desk.accounts.accounts import Accounts
from desk.clock import SystemClock
from desk.settings import Settings
from desk.setup.errors import DatabaseUnavailable
from handoff.sql.database import Database

Result = TypeVar("Result")


async def with_accounts(settings: Settings, act: Callable[[Accounts], Awaitable[Result]]) -> Result:
    """Opens the database, does something with its accounts, and closes it.

    Raises:
        DatabaseUnavailable: It cannot be used, or has no tables yet.
        DeskError: Whatever the act raises.
    """
    database = Database(settings.database_url.get_secret_value())
    try:
        return await act(Accounts(database, SystemClock()))
    except (SQLAlchemyError, OSError) as error:
        raise DatabaseUnavailable(
            "The database cannot be used: is it there, and did you run `sportello db upgrade`?"
        ) from error
    finally:
        await database.close()
