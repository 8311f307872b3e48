"""The live board: what happens at this moment."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime

from desk.http.schemas.accounts import AgentRef
from desk.http.schemas.base import Schema


class BoardTeamRef(Schema):
    """A team by its name."""

    id: str
    name: str


class BoardAgentOut(Schema):
    """Somebody on duty.

    Attributes:
        load: Conversations that they have now.
        capacity: How many they take at once; None for no limit.
    """

    agent: AgentRef
    presence: Literal["online", "away", "offline"]
    load: int
    capacity: int | None


class BoardTeamOut(Schema):
    """How long the queue of a team is; without a team, of what belongs to none."""

    team: BoardTeamRef | None
    waiting: int
    longest_wait_seconds: float


class BoardPromiseOut(Schema):
    """A case whose target is near, or missed.

    Attributes:
        kind: The first answer, or the next one.
        due: By when somebody should answer.
    """

    case_id: str
    conversation_id: str
    channel: str
    contact_name: str | None
    team: BoardTeamRef | None
    agent: AgentRef | None
    kind: Literal["first", "next"]
    due: AwareDatetime
    state: Literal["warning", "breached"]


class BoardTodayOut(Schema):
    """The day so far, in the shop's time zone.

    Attributes:
        handed_over: Cases that came to a person.
        closed: Cases of today that ended.
        breaches: Answers that came too late today, or have not come yet.
        first_response_seconds: Median.
        satisfaction: Mean of the scores given today, 1 to 5.
        satisfaction_count: How many were given.
    """

    volume: int
    resolved_confirmed: int
    resolved_assumed: int
    handed_over: int
    closed: int
    breaches: int
    first_response_seconds: float | None
    satisfaction: float | None
    satisfaction_count: int


class BoardOut(Schema):
    """What happens at this moment.

    On sockets it is the event ``board``, at most once a second, for supervisors' consoles that have emitted
    ``watch_board`` with ``{"watching": true}`` (acknowledged with True); ``false`` ends it.

    Attributes:
        at: When it was read.
        taken: Conversations that an agent has.
    """

    at: AwareDatetime
    waiting: int
    taken: int
    longest_wait_seconds: float
    on_duty: list[BoardAgentOut]
    teams: list[BoardTeamOut]
    breaches: list[BoardPromiseOut]
    warnings: list[BoardPromiseOut]
    today: BoardTodayOut
