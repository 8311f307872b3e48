"""The queue's ``QueueUnit`` and ``QueueReader`` in dictionaries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from handoff.memory.order import service_order
from handoff.queue.errors import TeamNameTaken
from handoff.queue.pages import CasePage, CaseQuery, Cursor
from handoff.queue.records import (
    CONSOLE_LEASE,
    TELLING,
    Duty,
    PresenceState,
    QueueSettings,
    Silent,
    Staff,
    Team,
    TeamMode,
    Transfer,
    Waiting,
)
from handoff.records import Author, CaseRecord, CaseState, CaseSummary, MessageState, Owner

if TYPE_CHECKING:
    from handoff.memory.storage import MemoryStorage, Tables

_UNSENT = (MessageState.PENDING, MessageState.SENDING)
_UNSPOKEN = (MessageState.FAILED, MessageState.SUPERSEDED)
_SETTINGS = "settings"


class MemoryQueueUnit:
    """The queue's part of ``MemoryTransaction``."""

    _tables: Tables

    async def teams(self) -> list[Team]:
        """Every team, by name."""
        return _by_name(self._tables.teams.values())

    async def save_team(self, team: Team) -> None:
        """Stores it (``TeamNameTaken``)."""
        others = [known for known in self._tables.teams.values() if known.id != team.id]
        if team.name.lower() in {known.name.lower() for known in others}:
            raise TeamNameTaken
        self._tables.teams[team.id] = team

    async def remove_team(self, team_id: str) -> bool:
        """Removes it; its cases are anybody's."""
        for case in list(self._tables.cases.values()):
            if case.team_id == team_id and case.closed_at is None:
                self._tables.cases[case.id] = replace(case, team_id=None)
        return self._tables.teams.pop(team_id, None) is not None

    async def set_languages(self, agent_id: str, languages: Sequence[str]) -> None:
        """Stores them."""
        self._tables.skills[agent_id] = tuple(sorted(set(languages)))

    async def queue_settings(self) -> QueueSettings:
        """As stored, or the defaults."""
        return self._tables.queue_settings.get(_SETTINGS, QueueSettings())

    async def save_queue_settings(self, settings: QueueSettings) -> None:
        """Stores them."""
        self._tables.queue_settings[_SETTINGS] = settings

    async def duty(self, agent_id: str, now: datetime) -> Duty | None:
        """Whether an agent is there."""
        return duty_in(self._tables, agent_id, now)

    async def save_duty(self, duty: Duty) -> None:
        """Stores it."""
        self._tables.duties[duty.agent.id] = duty

    async def keep_consoles(self, worker: str, agent_ids: Iterable[str], now: datetime) -> None:
        """Writes down when they were seen."""
        self._tables.consoles.update({(worker, agent_id): now for agent_id in agent_ids})

    async def resume(self, agent_ids: Iterable[str]) -> list[str]:
        """Misses them no longer."""
        duties = [self._tables.duties[each] for each in agent_ids if each in self._tables.duties]
        missed = [duty for duty in duties if duty.returns_at and duty.state is not PresenceState.OFFLINE]
        self._tables.duties.update({duty.agent.id: replace(duty, returns_at=None) for duty in missed})
        return [duty.agent.id for duty in missed]

    async def drop_console(self, agent_id: str, worker: str | None = None) -> None:
        """Forgets it."""
        for key in list(self._tables.consoles):
            if key[1] == agent_id and worker in (None, key[0]):
                del self._tables.consoles[key]

    async def load_of(self, agent_id: str) -> int:
        """How many conversations are theirs."""
        return load_in(self._tables, agent_id)

    async def is_unanswered(self, conversation_id: str) -> bool:
        """Whether the shopper spoke last."""
        return is_unanswered_in(self._tables, conversation_id)

    async def last_closed_case(self, conversation_id: str) -> CaseRecord | None:
        """The case before."""
        mine = [case for case in self._tables.cases.values() if case.conversation_id == conversation_id]
        closed = [(case.closed_at, case) for case in mine if case.closed_at is not None]
        return max(closed, key=lambda each: each[0], default=(None, None))[1]

    async def add_transfer(self, transfer: Transfer) -> None:
        """Writes it down."""
        self._tables.transfers[transfer.id] = transfer


class MemoryQueueReader:
    """Reads what a ``MemoryStorage`` keeps."""

    def __init__(self, storage: MemoryStorage) -> None:
        self._storage = storage

    @property
    def _tables(self) -> Tables:
        return self._storage.tables

    async def teams(self) -> list[Team]:
        """Every team, by name."""
        return _by_name(self._tables.teams.values())

    async def settings(self) -> QueueSettings:
        """As stored, or the defaults."""
        return self._tables.queue_settings.get(_SETTINGS, QueueSettings())

    async def staff(self, now: datetime) -> list[Staff]:
        """Every agent that ever had a console, by name."""
        duties = [duty_in(self._tables, agent_id, now) for agent_id in self._tables.duties]
        known = [
            Staff(
                duty.agent,
                duty.presence,
                load_in(self._tables, duty.agent.id),
                self._tables.skills.get(duty.agent.id, ()),
            )
            for duty in duties
            if duty is not None
        ]
        return sorted(known, key=lambda one: (one.agent.name.lower(), one.agent.id))

    async def languages_of(self, agent_id: str) -> tuple[str, ...]:
        """As stored."""
        return self._tables.skills.get(agent_id, ())

    async def to_assign(self, now: datetime, limit: int) -> list[Waiting]:
        """Cases of automatic teams, in order."""
        waiting = sorted(self._for_rota(), key=service_order)
        ready = [case for case in waiting if self._is_told(case, now)]
        return [self._as_waiting(case) for case in ready[:limit]]

    async def being_told(self, now: datetime) -> set[str]:
        """Those whose words have not left."""
        return {case.conversation_id for case in self._for_rota() if not self._is_told(case, now)}

    async def vanished(self, now: datetime) -> list[str]:
        """Agents whose consoles went unnoticed."""
        known = [duty_in(self._tables, agent_id, now) for agent_id in sorted(self._tables.duties)]
        return [duty.agent.id for duty in known if duty and not duty.connected and duty.returns_at is None]

    async def to_return(self, now: datetime, limit: int) -> list[str]:
        """Unanswered conversations of agents who are gone for good."""
        gone = {
            agent_id
            for agent_id, duty in self._tables.duties.items()
            if duty.returns_at is not None and duty.returns_at <= now
        }
        theirs = [c for c in self._tables.conversations.values() if c.agent and c.agent.id in gone]
        return [c.id for c in theirs if is_unanswered_in(self._tables, c.id)][:limit]

    async def silent(self, since: datetime, limit: int) -> list[Silent]:
        """Where nothing was said, or the shopper was warned."""
        found = []
        for case in self._in_state(CaseState.TAKEN):
            conversation = self._tables.conversations[case.conversation_id]
            spoken = conversation.last_message_at
            if conversation.owner is not Owner.AGENT or spoken is None:
                continue
            quiet = spoken <= since and not is_unanswered_in(self._tables, conversation.id)
            if case.warned_at is not None or quiet:
                found.append(Silent(conversation.id, case.warned_at, spoken))
        return sorted(found, key=lambda each: each.last_message_at)[:limit]

    async def transfers(self, conversation_id: str) -> list[Transfer]:
        """Oldest first."""
        mine = [each for each in self._tables.transfers.values() if each.conversation_id == conversation_id]
        return sorted(mine, key=lambda each: each.at)

    async def page(self, query: CaseQuery) -> CasePage:
        """One page; tags are not kept in memory."""
        from handoff.memory.reader import MemoryReader  # noqa: PLC0415 - it reads the same storage

        found = await MemoryReader(self._storage).cases(query.states, limit=1_000_000)
        wanted = [summary for summary in found if _is_wanted(summary, query)]
        rest = [summary for summary in wanted if _is_after(summary, query)]
        items = tuple(rest[: query.limit])
        more = len(rest) > query.limit
        return CasePage(items, _cursor(items[-1], query) if more else None, len(wanted))

    def _in_state(self, state: CaseState) -> list[CaseRecord]:
        return [case for case in self._tables.cases.values() if case.state is state]

    def _for_rota(self) -> list[CaseRecord]:
        return [case for case in self._in_state(CaseState.WAITING) if self._is_automatic(case)]

    def _is_automatic(self, case: CaseRecord) -> bool:
        team = self._tables.teams.get(case.team_id or "")
        return team is not None and team.mode is TeamMode.AUTOMATIC

    def _is_told(self, case: CaseRecord, now: datetime) -> bool:
        said = self._tables.of_conversation(case.conversation_id)
        return not any(message.state in _UNSENT and message.at > now - TELLING for message in said)

    def _as_waiting(self, case: CaseRecord) -> Waiting:
        conversation = self._tables.conversations[case.conversation_id]
        return Waiting(
            case.id,
            case.conversation_id,
            case.team_id or "",
            conversation.language or case.language,
            case.preferred_agent_id or "",
            case.avoided_agent_id or "",
        )


def duty_in(tables: Tables, agent_id: str, now: datetime) -> Duty | None:
    """An agent's duty, with whether a living replica holds a console of theirs."""
    known = tables.duties.get(agent_id)
    seen = [at for (_, agent), at in tables.consoles.items() if agent == agent_id]
    connected = any(at >= now - CONSOLE_LEASE for at in seen)
    return replace(known, connected=connected) if known else None


def load_in(tables: Tables, agent_id: str) -> int:
    """How many conversations are an agent's."""
    return sum(c.agent is not None and c.agent.id == agent_id for c in tables.conversations.values())


def is_unanswered_in(tables: Tables, conversation_id: str) -> bool:
    """Whether the shopper's last message is younger than any agent's."""
    last = dict.fromkeys(Author, 0)
    for message in tables.of_conversation(conversation_id):
        if message.state not in _UNSPOKEN:
            last[message.author] = message.sequence
    return last[Author.SHOPPER] > last[Author.AGENT]


def _by_name(teams: Iterable[Team]) -> list[Team]:
    return sorted(teams, key=lambda team: (team.name.lower(), team.id))


def _is_wanted(summary: CaseSummary, query: CaseQuery) -> bool:
    case, conversation = summary.case, summary.conversation
    agent_id = case.agent.id if case.agent else ""
    asked = (
        (query.agent_id, query.agent_id == agent_id),
        (query.but_agent_id, query.but_agent_id != agent_id),
        (query.team_id, query.team_id == case.team_id),
        (query.channel, query.channel == conversation.address.channel),
        (query.language, query.language == (conversation.language or case.language)),
        (query.tag_id, query.tag_id in {tag.id for tag in summary.tags}),
    )
    return all(holds for value, holds in asked if value is not None)


def _cursor(summary: CaseSummary, query: CaseQuery) -> Cursor:
    case = summary.case
    return Cursor(case.served_at if query.is_open else case.closed_at or case.opened_at, case.id)


def _is_after(summary: CaseSummary, query: CaseQuery) -> bool:
    if query.after is None:
        return True
    here, last = _cursor(summary, query), query.after
    if here.at == last.at:
        return here.id > last.id
    return here.at > last.at if query.is_open else here.at < last.at
