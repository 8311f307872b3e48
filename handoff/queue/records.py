"""What the queue works on: teams, who is there, what supervisors have set, who passed what on to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handoff.records import Agent

CONSOLE_LEASE = timedelta(seconds=30)
"""A replica that has not been heard for so long is gone, and the consoles it held with it."""
TELLING = timedelta(seconds=15)
"""So long the rota waits for what a shopper is being told to leave, before it gives them to somebody."""
ANY: tuple[str, ...] = ()
"""An empty list of languages, topics or channels stands for all of them."""


class TeamMode(StrEnum):
    """How a team's cases find their agent."""

    PULLED = "pulled"
    AUTOMATIC = "automatic"


class PresenceState(StrEnum):
    """Whether an agent is there."""

    ONLINE = "online"
    AWAY = "away"
    OFFLINE = "offline"


class AssignedBy(StrEnum):
    """Who gave a case to its agent: the agent themselves (or a colleague), or the rota."""

    AGENT = "agent"
    ROTA = "rota"


@dataclass(frozen=True, slots=True)
class Member:
    """An agent of a team.

    Attributes:
        agent_id: Whose account.
        capacity: How many conversations they may have before the rota gives them no more.
    """

    agent_id: str
    capacity: int


@dataclass(frozen=True, slots=True)
class Team:
    """Agents who serve the same cases.

    Attributes:
        id: Ours.
        name: For people; unique.
        mode: Whether its cases are pulled by agents or given to them.
        languages: ISO 639-1 codes that it serves; empty for all.
        topics: Intents, or their beginnings (``faq/returns``, ``faq/``), that it serves; empty for all.
        channels: Channels that it serves; empty for all.
        members: Its agents.
    """

    id: str
    name: str
    mode: TeamMode = TeamMode.PULLED
    languages: tuple[str, ...] = ANY
    topics: tuple[str, ...] = ANY
    channels: tuple[str, ...] = ANY
    members: tuple[Member, ...] = ()

    def capacity_of(self, agent_id: str) -> int:
        """How many conversations the agent may have for this team to give them one; 0 for a stranger."""
        return next((member.capacity for member in self.members if member.agent_id == agent_id), 0)


@dataclass(frozen=True, slots=True)
class Duty:
    """Whether an agent is there, as the database keeps it.

    Attributes:
        agent: Who.
        state: What they chose; it stays through a reload of the console.
        since: Since when.
        connected: A console of theirs is open.
        returns_at: When their unanswered conversations go back to the queue; None while they are there.
    """

    agent: Agent
    state: PresenceState
    since: datetime
    connected: bool = False
    returns_at: datetime | None = None

    @property
    def presence(self) -> PresenceState:
        """What colleagues see: nobody is online without a console."""
        return self.state if self.connected else PresenceState.OFFLINE


@dataclass(frozen=True, slots=True)
class Staff:
    """An agent who is known to the queue, and what they have to do.

    Attributes:
        agent: Who.
        presence: Whether they are there.
        load: How many conversations are theirs now.
        languages: ISO 639-1 codes that they speak; empty where nobody said so: all.
    """

    agent: Agent
    presence: PresenceState
    load: int = 0
    languages: tuple[str, ...] = ANY

    def speaks(self, language: str | None) -> bool:
        """Whether they can answer in this language."""
        return language is None or not self.languages or language in self.languages


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """What administrators decide about the queue.

    Attributes:
        grace_seconds: How long a dropped agent's conversations wait for them to come back.
        silence_warning_minutes: Of the shopper's silence, after which they are warned; 0 for never.
        silence_hand_back_minutes: After the warning, until the conversation goes back to the assistant.
        vip_spend: What somebody must have spent to be served earlier; None for nobody.
        sticky_hours: For how long whoever comes back is given to the agent they had.
        safety_topics: Intents, or their beginnings, where somebody could come to harm.
    """

    grace_seconds: int = 60
    silence_warning_minutes: int = 60
    silence_hand_back_minutes: int = 30
    vip_spend: float | None = None
    sticky_hours: int = 24
    safety_topics: tuple[str, ...] = ("faq/safety", "safety")

    @property
    def grace(self) -> timedelta:
        """How long a dropped agent's conversations wait for them."""
        return timedelta(seconds=self.grace_seconds)

    @property
    def sticky(self) -> timedelta:
        """For how long whoever comes back is given to the agent they had."""
        return timedelta(hours=self.sticky_hours)


@dataclass(frozen=True, slots=True)
class Transfer:
    """A case was passed on.

    Attributes:
        id: Ours.
        case_id: Which.
        conversation_id: Where.
        by: Who passed it on.
        note: What the next one is to know.
        at: When.
        to_agent: To whom; None where it went to a team.
        to_team_id: To which team; None where it went to an agent.
    """

    id: str
    case_id: str
    conversation_id: str
    by: Agent
    note: str
    at: datetime
    to_agent: Agent | None = None
    to_team_id: str | None = None


@dataclass(frozen=True, slots=True)
class Silent:
    """A conversation whose agent spoke last.

    Attributes:
        conversation_id: Which.
        warned_at: When the shopper was warned; None if they were not.
        last_message_at: When anything was last said.
    """

    conversation_id: str
    warned_at: datetime | None
    last_message_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that the rota may give to somebody.

    Attributes:
        case_id: Which.
        conversation_id: Where.
        team_id: Whose.
        language: ISO 639-1 code.
        preferred: The agent that the shopper had; empty for none.
        avoided: The agent who passed it on: asked last; empty for none.
    """

    case_id: str
    conversation_id: str
    team_id: str
    language: str | None
    preferred: str = ""
    avoided: str = ""
