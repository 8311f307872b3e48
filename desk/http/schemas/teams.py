"""Teams, who is there, why a case stands where it does, and how cases are passed on."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from desk.http.schemas.accounts import AgentRef
from desk.http.schemas.base import STORABLE, Name, Schema
from handoff.queue.rank import RankReason
from handoff.queue.records import PresenceState, TeamMode

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Topic = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=128), STORABLE]
ChannelName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,32}$")]
AgentId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,32}$")]
TeamId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,32}$")]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000), STORABLE]


class MemberBody(Schema):
    """An agent of a team.

    Attributes:
        capacity: How many conversations they may have before the rota gives them no more.
    """

    agent_id: AgentId
    capacity: int = Field(default=4, ge=0, le=100)


class TeamIn(Schema):
    """A team as an administrator wants it; empty lists stand for all.

    Attributes:
        topics: Intents, or their beginnings.
    """

    name: Name
    languages: list[Language] = Field(default=[], max_length=50)
    topics: list[Topic] = Field(default=[], max_length=200)
    channels: list[ChannelName] = Field(default=[], max_length=50)
    mode: TeamMode = TeamMode.PULLED
    members: list[MemberBody] = Field(default=[], max_length=500)

    @model_validator(mode="after")
    def _each_member_once(self) -> Self:
        if len({member.agent_id for member in self.members}) != len(self.members):
            raise ValueError("an agent is a member once")
        return self


class TeamOut(Schema):
    """A team."""

    id: str
    name: str
    languages: list[str]
    topics: list[str]
    channels: list[str]
    mode: TeamMode
    members: list[MemberBody]


class TeamsOut(Schema):
    """Every team, by name."""

    items: list[TeamOut]


class AvailableOut(Schema):
    """An agent, and what they have to do.

    Attributes:
        load: How many conversations are theirs now.
        capacity: The most that any of their teams gives them.
        languages: Which they speak; empty for all.
    """

    id: str
    name: str
    presence: PresenceState
    load: int
    capacity: int
    teams: list[str]
    languages: list[str]


class AvailablesOut(Schema):
    """Every agent who may sign in, by name."""

    items: list[AvailableOut]


class SkillsBody(Schema):
    """The languages that an agent speaks; empty for all."""

    languages: list[Language] = Field(max_length=50)


class PresenceBody(Schema):
    """Whether I am there."""

    state: PresenceState


class PresenceEvent(Schema):
    """Somebody's presence or load changed."""

    agent_id: str
    state: PresenceState
    load: int


class QueueSettingsBody(Schema):
    """What administrators decide about the queue.

    Attributes:
        grace_seconds: How long a dropped agent's conversations wait for them to come back.
        silence_warning_minutes: Of the shopper's silence, after which they are warned; 0 for never.
        silence_hand_back_minutes: After the warning, until the conversation goes back to the assistant.
        vip_spend: What somebody must have spent to be served earlier; None for nobody.
        sticky_hours: For how long whoever comes back is given to the agent they had.
        safety_topics: Intents, or their beginnings, where somebody could come to harm.
    """

    grace_seconds: int = Field(ge=0, le=3600)
    silence_warning_minutes: int = Field(ge=0, le=10_080)
    silence_hand_back_minutes: int = Field(ge=1, le=10_080)
    vip_spend: float | None = Field(default=None, ge=0, le=1e9)
    sticky_hours: int = Field(ge=0, le=720)
    safety_topics: list[Topic] = Field(default=[], max_length=200)


class RankPartOut(Schema):
    """One part of a place in the queue, in a sentence."""

    reason: RankReason
    text: str
    minutes: int


class RankOut(Schema):
    """Why a case stands where it does.

    Attributes:
        rank_at: The moment by which it is ordered: earlier is served first.
        place: From 1, while it waits.
    """

    rank_at: AwareDatetime
    place: int | None
    parts: list[RankPartOut]


class TransferIn(Schema):
    """To whom a case is passed on: an agent or a team, not both."""

    to_agent: AgentId | None = None
    to_team: TeamId | None = None
    note: Note = ""

    @model_validator(mode="after")
    def _to_one(self) -> Self:
        if (self.to_agent is None) == (self.to_team is None):
            raise ValueError("to an agent or to a team")
        return self


class HandBackIn(Schema):
    """What was agreed with the shopper; they and whoever serves them next are told."""

    note: Note = ""


class TeamRef(Schema):
    """A team by name."""

    id: str
    name: str


class TransferOut(Schema):
    """A case was passed on."""

    id: str
    by: AgentRef
    to_agent: AgentRef | None
    to_team: TeamRef | None
    note: str
    at: AwareDatetime


class TransfersOut(Schema):
    """How a conversation's cases were passed on, oldest first."""

    items: list[TransferOut]
