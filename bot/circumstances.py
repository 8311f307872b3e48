"""The moment of a turn: what time it is for the shop, whether it is open, and who is written to from where.

The caller tells it with each turn; what is said is chosen by it as if these were slots.
"""

from __future__ import annotations

from contextvars import ContextVar
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Extra, validator

OPENINGS = frozenset({"open", "closed"})
CUSTOMERS = frozenset({"guest", "known", "vip"})
LONGEST_COUNTRY = 3


class Circumstances(BaseModel):
    """What holds while a message is answered; whatever can't be read counts as not told.

    An answer must not fail for a clock that somebody set wrongly: without ``now`` the system's is taken.

    Attributes:
        now: The time in the shop's zone.
        opening: ``open`` or ``closed``.
        country: ISO 3166-1 alpha-2, in capitals.
        customer: ``guest``, ``known`` or ``vip``.
    """

    now: datetime | None = None
    opening: str | None = None
    country: str | None = None
    customer: str | None = None

    class Config:
        """What is not known here yet is no reason to refuse a message."""

        extra = Extra.ignore

    @validator("now", pre=True)
    @classmethod
    def _moment(cls, value: Any) -> datetime | None:
        return moment(value)

    @validator("opening", pre=True)
    @classmethod
    def _opening(cls, value: Any) -> str | None:
        return value if isinstance(value, str) and value in OPENINGS else None

    @validator("customer", pre=True)
    @classmethod
    def _customer(cls, value: Any) -> str | None:
        return value if isinstance(value, str) and value in CUSTOMERS else None

    @validator("country", pre=True)
    @classmethod
    def _country(cls, value: Any) -> str | None:
        told = isinstance(value, str) and value.isalpha() and len(value) <= LONGEST_COUNTRY
        return value.upper() if told else None

    @classmethod
    def told(cls, value: Any) -> Circumstances:
        """From whatever a caller has sent."""
        return cls(**value) if isinstance(value, dict) else cls()

    @property
    def slots(self) -> dict[str, str]:
        """What response variants can ask for; of what was not told there is nothing."""
        found = {"opening": self.opening, "country": self.country, "customer": self.customer}
        return {name: value for name, value in found.items() if value is not None}

    @property
    def time(self) -> datetime:
        """``now`` if it was told, the system's time else; never without a zone."""
        return self.now or datetime.now().astimezone()


def moment(value: Any) -> datetime | None:
    """A date-time from ISO 8601; one without a zone is taken for the system's. None for anything else."""
    try:
        found = value if isinstance(value, datetime) else datetime.fromisoformat(_spelled(value))
        return found if found.tzinfo else found.astimezone()
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _spelled(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    # Python 3.10 does not know the letter.
    return value[:-1] + "+00:00" if value.endswith(("Z", "z")) else value


_present: ContextVar[Circumstances | None] = ContextVar("circumstances", default=None)


def present() -> Circumstances:
    """The circumstances of the turn that is being taken."""
    return _present.get() or Circumstances()


def take_place(circumstances: Circumstances) -> None:
    """From here on, in this task and what it starts, things are so."""
    _present.set(circumstances)
