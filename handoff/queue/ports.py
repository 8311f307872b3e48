"""What the queue needs from where things are kept; ``handoff.sql`` and ``handoff.memory`` both give it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from handoff.queue.pages import CasePage, CaseQuery
from handoff.queue.records import Duty, QueueSettings, Silent, Staff, Team, Transfer, Waiting
from handoff.records import CaseRecord, ConversationRecord


class Spending(Protocol):
    """What a shopper has spent; the shop knows."""

    async def of(self, conversation: ConversationRecord) -> float | None:
        """The sum in the shop's currency, soon; None where nobody can say in time. Never raises."""


class Presence(Protocol):
    """Who is on duty."""

    async def on_duty(self) -> int:
        """How many agents are online."""


class QueueUnit(Protocol):
    """The queue's part of a unit of work. Conversations are locked before agents, everywhere."""

    async def teams(self) -> list[Team]:
        """Every team, by name."""

    async def save_team(self, team: Team) -> None:
        """Stores a team and its members, new or changed (``TeamNameTaken``)."""

    async def remove_team(self, team_id: str) -> bool:
        """Removes a team; its cases are anybody's from then on. False where there is none."""

    async def set_languages(self, agent_id: str, languages: Sequence[str]) -> None:
        """Stores which languages an agent speaks."""

    async def queue_settings(self) -> QueueSettings:
        """What administrators decided, or the defaults."""

    async def save_queue_settings(self, settings: QueueSettings) -> None:
        """Stores them."""

    async def duty(self, agent_id: str, now: datetime) -> Duty | None:
        """Reads and locks whether an agent is there; None for one who never was."""

    async def save_duty(self, duty: Duty) -> None:
        """Stores what an agent chose, and when their conversations go back."""

    async def keep_consoles(self, worker: str, agent_ids: Iterable[str], now: datetime) -> None:
        """Records that this replica holds consoles of these agents."""

    async def resume(self, agent_ids: Iterable[str]) -> list[str]:
        """These agents are there after all; returns those who had been missed."""

    async def drop_console(self, agent_id: str, worker: str | None = None) -> None:
        """Records that a replica (or every one) holds no console of an agent's any more."""

    async def load_of(self, agent_id: str) -> int:
        """How many conversations are an agent's now."""

    async def is_unanswered(self, conversation_id: str) -> bool:
        """Whether no agent has spoken since the shopper last wrote."""

    async def last_closed_case(self, conversation_id: str) -> CaseRecord | None:
        """The case before, if there was one."""

    async def add_transfer(self, transfer: Transfer) -> None:
        """Records that a case was passed on."""


class QueueReader(Protocol):
    """What the queue looks at before it acts; takes no locks, so what is found is looked at again."""

    async def teams(self) -> list[Team]:
        """Every team, by name."""

    async def settings(self) -> QueueSettings:
        """What administrators decided, or the defaults."""

    async def staff(self, now: datetime) -> list[Staff]:
        """Every agent that ever had a console, by name."""

    async def languages_of(self, agent_id: str) -> tuple[str, ...]:
        """The languages that an agent speaks; empty for all."""

    async def to_assign(self, now: datetime, limit: int) -> list[Waiting]:
        """Cases of automatic teams in the order of service, but for those still being told something."""

    async def being_told(self, now: datetime) -> set[str]:
        """The conversations of those others: they can be given as soon as the words have left."""

    async def vanished(self, now: datetime) -> list[str]:
        """Agents without a console of whom that was not noticed yet."""

    async def to_return(self, now: datetime, limit: int) -> list[str]:
        """Unanswered conversations of agents who are gone for good."""

    async def silent(self, since: datetime, limit: int) -> list[Silent]:
        """Conversations of agents where nothing was said after ``since``, or whose shopper was warned."""

    async def transfers(self, conversation_id: str) -> list[Transfer]:
        """How a conversation's cases were passed on, oldest first."""

    async def page(self, query: CaseQuery) -> CasePage:
        """One page of a list of cases."""
