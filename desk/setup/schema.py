"""The database's schema, brought up to date or looked at."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError

from desk.migrations import upgrading
from desk.settings import Settings
from desk.setup.errors import DatabaseUnavailable


def upgrade(settings: Settings) -> str:
    """Brings the schema up to date, and returns its revision.

    Raises:
        DatabaseUnavailable: It cannot be reached, or refuses.
    """
    try:
        upgrading.upgrade(settings.database_url.get_secret_value())
    except (SQLAlchemyError, OSError, TimeoutError) as error:
        raise DatabaseUnavailable(_reason(error)) from error
    return upgrading.head() or ""


def is_current(settings: Settings) -> bool:
    """Whether the schema is what this version wants.

    Raises:
        DatabaseUnavailable: It cannot be reached.
    """
    try:
        return upgrading.current(settings.database_url.get_secret_value()) == upgrading.head()
    except (SQLAlchemyError, OSError, TimeoutError) as error:
        raise DatabaseUnavailable(_reason(error)) from error


def _reason(error: Exception) -> str:
    # Of SQLAlchemy's text only the driver's own words: the rest may hold statements and their data.
    cause = getattr(error, "orig", None) or error
    first, *_ = str(cause).splitlines() or [""]
    return f"The database cannot be used: {type(cause).__name__}: {first}"
