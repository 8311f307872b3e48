"""Lists of cases in pages: what is wanted, and where the last page ended."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime

from handoff.records import CaseState, CaseSummary

OPEN_STATES = frozenset({CaseState.WAITING, CaseState.TAKEN})


class BadCursor(ValueError):
    """A cursor is what the page before gave, and nothing else."""

    def __init__(self) -> None:
        super().__init__((type(self).__doc__ or "").strip())


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last case of a page.

    Attributes:
        at: What the list is ordered by.
        id: Among equals.
    """

    at: datetime
    id: str

    def __str__(self) -> str:
        plain = f"{self.at.isoformat()}|{self.id}"
        return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, written: str) -> Cursor:
        """Reads what ``str`` wrote (``BadCursor``)."""
        try:
            plain = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4)).decode()
            at, separator, case_id = plain.partition("|")
            moment = datetime.fromisoformat(at)
        except (ValueError, binascii.Error) as exc:
            raise BadCursor from exc
        if not separator or moment.tzinfo is None:
            raise BadCursor
        return cls(moment, case_id)


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """Which cases are wanted.

    Attributes:
        states: Open ones or closed ones; open lists are in the order of service, closed ones newest first.
        agent_id: Only this agent's.
        but_agent_id: All but this agent's.
        team_id: Only this team's.
        channel: Only of this channel.
        language: Only in this language (ISO 639-1).
        tag_id: Only conversations with this tag.
        after: Where the last page ended.
        limit: Cases of a page.
    """

    states: tuple[CaseState, ...]
    agent_id: str | None = None
    but_agent_id: str | None = None
    team_id: str | None = None
    channel: str | None = None
    language: str | None = None
    tag_id: str | None = None
    after: Cursor | None = None
    limit: int = 100

    @property
    def is_open(self) -> bool:
        """Whether the list is one of open cases."""
        return set(self.states) <= OPEN_STATES


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page of a list.

    Attributes:
        items: The cases.
        next: Where it ended, if there are more.
        total: How many there are in all.
    """

    items: tuple[CaseSummary, ...] = ()
    next: Cursor | None = None
    total: int = 0
