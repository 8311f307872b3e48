"""Plays a day on the real queue: entry, rank, rota, presence, returns and promises are the program's own."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from desk.hours.calendar import Calendar
from handoff.answers import Answers
from handoff.entering import Decided, Entering
from handoff.inbox import Inbox
from handoff.memory import FixedClock, PlainWords, RecordingGateway
from handoff.messages import Address, Inbound
from handoff.outlook import Promises
from handoff.ownership import Ownership
from handoff.queue.assignment import Rota, suitable
from handoff.queue.attendance import Attendance
from handoff.queue.records import PresenceState, QueueSettings, Team
from handoff.queue.returning import Returning
from handoff.queue.teams import Teams
from handoff.queue.transferring import Transferring
from handoff.records import (
    Agent,
    BrainReply,
    CaseRecord,
    CaseState,
    HandoverRequest,
    IntentScore,
    Reading,
)
from handoff.signals import CASE_CHANGED, LocalSignals
from handoff.sql.database import Database
from handoff.sql.liveness import FileLiveness
from handoff.sql.promise_reader import SqlPromiseReader
from handoff.sql.queue_reader import SqlQueueReader
from handoff.sql.reader import SqlReader
from handoff.sql.storage import SqlStorage
from scripts.simulate.plan import FIRST_ANSWER, LUNCH, OPENS, VIP_SPEND, Plan, Shift, Shopper

CHANNEL = "webchat"
BEAT = timedelta(seconds=28)
DROPPED_FOR = timedelta(minutes=6)
ROTAS = 3
"""So many replicas look at the same moment."""
Deed = Callable[[], Awaitable[None]]


@dataclass(slots=True)
class Seen:
    """What became of one shopper.

    Attributes:
        promised: The range of moments that they were told first; None and None where nothing was.
        had_to_wait: There was nobody free for them when they came.
        served: When somebody had them first.
    """

    shopper: Shopper
    case_id: str
    team: str
    promised: tuple[datetime | None, datetime | None]
    had_to_wait: bool
    reasons: tuple[str, ...] = ()
    served: datetime | None = None
    returned: bool = False


@dataclass(slots=True)
class Observed:
    """What was seen on a day.

    Attributes:
        seen: Every shopper, by case.
        idle: Times that somebody waited although somebody suitable had room.
        over_capacity: Times that the rota had given more than there was room for.
        double: Times that a conversation was given twice without having been let go.
        given: Cases that the rota gave.
        looks: Times that all of this was looked at.
        longest_queue: Most who waited at once.
        returned: Conversations that came back from agents who had vanished.
    """

    seen: dict[str, Seen] = field(default_factory=dict)
    idle: int = 0
    over_capacity: int = 0
    double: int = 0
    given: int = 0
    looks: int = 0
    longest_queue: int = 0
    returned: int = 0
    passed_on: int = 0


class Day:
    """One day; ``play`` it once."""

    def __init__(self, database: Database, plan: Plan) -> None:
        self._plan = plan
        self._clock = FixedClock(OPENS - timedelta(minutes=1))
        self._signals = LocalSignals()
        self._storage = SqlStorage(database, self._signals, FileLiveness(database.url.database or ""))
        self._reader, self._queue = SqlReader(database), SqlQueueReader(database)
        gateway, words = RecordingGateway(), PlainWords()
        self._inbox = Inbox(self._storage, self._clock)
        self._entering = Entering(gateway, words)
        promises = SqlPromiseReader(database)
        self._promises = Promises(self._storage, promises, self._queue, Calendar(), self._clock)
        self._answers = Answers(self._storage, gateway, self._clock)
        self._ownership = Ownership(self._storage, self._signals, gateway, words, self._clock)
        self._transferring = Transferring(self._storage, gateway, words, self._clock)
        self._attendance = Attendance(self._storage, self._queue, self._clock, "replica")
        self._returning = Returning(self._storage, self._queue, self._attendance, gateway, words, self._clock)
        self._rotas = [Rota(self._storage, self._queue, self._signals, self._clock) for _ in range(ROTAS)]
        self._heard = self._signals.subscribe()
        self._events: list[tuple[datetime, int, Deed]] = []
        self._numbers = count()
        self._here: dict[str, Agent] = {}
        self._holders: dict[str, str] = {}
        self._teams: dict[str, Team] = {}
        self.observed = Observed()

    async def play(self) -> Observed:
        """From opening until the last shopper has been served."""
        await self._open()
        while self._events:
            at, _, deed = heapq.heappop(self._events)
            self._clock.advance(max(timedelta(), at - self._clock.now()))
            await deed()
            await self._settle()
        return self.observed

    async def _open(self) -> None:
        teams = Teams(self._storage)
        await teams.set_settings(replace(QueueSettings(), vip_spend=VIP_SPEND, silence_warning_minutes=0))
        for team in self._plan.teams:
            added = await teams.add(team)
            self._teams[added.id] = added
        for shift in self._plan.shifts:
            await teams.set_languages(shift.agent.id, shift.languages)
            self._schedule(shift)
        for shopper in self._plan.shoppers:
            self._at(shopper.at, partial(self._arrive, shopper))
        self._at(OPENS, self._beat)

    def _schedule(self, shift: Shift) -> None:
        agent = shift.agent
        self._at(shift.comes, partial(self._come, agent))
        self._at(shift.lunch, partial(self._choose, agent, PresenceState.AWAY))
        self._at(shift.lunch + LUNCH, partial(self._choose, agent, PresenceState.ONLINE))
        if shift.drop:
            self._at(shift.drop, partial(self._drop, agent))
            self._at(shift.drop + DROPPED_FOR, partial(self._come, agent))
        self._at(shift.goes, partial(self._go, agent))

    def _at(self, moment: datetime, deed: Deed) -> None:
        heapq.heappush(self._events, (moment, next(self._numbers), deed))

    # Agents

    async def _come(self, agent: Agent) -> None:
        self._here[agent.id] = agent
        await self._attendance.arrive(agent)

    async def _choose(self, agent: Agent, state: PresenceState) -> None:
        await self._attendance.choose(agent, state)

    async def _drop(self, agent: Agent) -> None:
        """The browser vanishes: nobody says good-bye."""
        self._here.pop(agent.id, None)
        await self._attendance.leave(agent)

    async def _go(self, agent: Agent) -> None:
        """Home, when nobody waits any more: until then they take on, as people do at a counter."""
        if await self._queue.to_assign(self._clock.now(), 1):
            self._at(self._clock.now() + timedelta(minutes=2), partial(self._go, agent))
            return
        await self._attendance.choose(agent, PresenceState.AWAY)

    async def _beat(self) -> None:
        await self._attendance.beat(self._here)
        self.observed.returned += await self._returning.settle()
        if any(one.served is None for one in self.observed.seen.values()) or len(self._events) > 1:
            self._at(self._clock.now() + BEAT, self._beat)

    # Shoppers

    async def _arrive(self, shopper: Shopper) -> None:
        now = self._clock.now()
        address = Address(CHANNEL, shopper.contact, shopper.contact)
        await self._inbox.accept(CHANNEL, [Inbound(address, shopper.contact, "Vorrei una persona")])
        reading = Reading(
            shopper.topic,
            0.6,
            (IntentScore(shopper.topic, 0.6),),
            language=shopper.language,
            tone=shopper.tone,
        )
        outlook = await self._promises.outlook()
        reply = BrainReply(reading=reading, handover=HandoverRequest(shopper.reason))
        async with self._storage.write() as transaction:
            conversation = await transaction.conversation_of(address, now)
            conversation = replace(conversation, language=shopper.language)
            decided = Decided(reply, outlook, shopper.spent)
            conversation, _ = await self._entering.enter(transaction, conversation, decided, now)
            case = await transaction.open_case(conversation.id)
            await transaction.save_conversation(conversation)
            if case is None:
                raise RuntimeError("A handover opens a case.")
            place = await transaction.place_in_line(case)
        self._note(shopper, case, place > outlook.crew(case.team_id).free)

    def _note(self, shopper: Shopper, case: CaseRecord, had_to_wait: bool) -> None:
        names = ("safety", case.safety), ("vip", case.vip), ("frustrated", case.frustrated)
        reasons = [name for name, holds in names if holds]
        if case.reason.value == "complaint":
            reasons.append("complaint")
        promised = case.promised_from, case.promised_until
        team = self._teams[case.team_id].name if case.team_id else ""
        self.observed.seen[case.id] = Seen(shopper, case.id, team, promised, had_to_wait, tuple(reasons))

    async def _answer(self, case_id: str, agent: Agent) -> None:
        summary = await self._reader.case(case_id)
        if summary and summary.case.state is CaseState.TAKEN and summary.case.agent == agent:
            client_id = f"{case_id}-{next(self._numbers)}"
            await self._answers.say(summary.conversation.id, agent, "Eccomi", client_id)

    async def _end(self, case_id: str, agent: Agent) -> None:
        summary = await self._reader.case(case_id)
        if summary is None or summary.case.state is not CaseState.TAKEN or summary.case.agent != agent:
            return
        if agent.id not in self._here:
            self._at(self._clock.now() + DROPPED_FOR, partial(self._end, case_id, agent))
            return
        self._holders.pop(summary.conversation.id, None)
        await self._ownership.resolve(summary.conversation.id, agent)

    async def _pass_on(self, case_id: str, agent: Agent) -> None:
        """To the other team, for which it always was."""
        summary = await self._reader.case(case_id)
        if summary is None or summary.case.state is not CaseState.TAKEN or summary.case.agent != agent:
            return
        other = next(team for team in self._teams if team != summary.case.team_id)
        self._holders.pop(summary.conversation.id, None)
        await self._transferring.to_team(summary.conversation.id, agent, other, "È per voi")
        self.observed.passed_on += 1

    # What runs beside

    async def _settle(self) -> None:
        if self._heard.is_empty():
            return
        self.observed.given += sum(await asyncio.gather(*(rota.settle() for rota in self._rotas)))
        changed: dict[str, None] = {}
        while not self._heard.is_empty():
            signal = await self._heard.get()
            if signal.kind == CASE_CHANGED:
                changed[signal.data["case_id"]] = None
        for case_id in changed:
            await self._follow(case_id)
        await self._look()

    async def _follow(self, case_id: str) -> None:
        summary = await self._reader.case(case_id)
        if summary is None:
            return
        case, seen = summary.case, self.observed.seen[case_id]
        if case.state is CaseState.WAITING:
            seen.returned |= case.returned
            self._holders.pop(case.conversation_id, None)
        elif case.state is CaseState.TAKEN and case.agent:
            holder = self._holders.get(case.conversation_id)
            self.observed.double += holder is not None and holder != case.agent.id
            if holder is None:
                self._take_up(case, seen, case.agent)

    def _take_up(self, case: CaseRecord, seen: Seen, agent: Agent) -> None:
        now = self._clock.now()
        self._holders[case.conversation_id] = agent.id
        first, seen.served = seen.served is None, seen.served or now
        self._at(now + FIRST_ANSWER, partial(self._answer, case.id, agent))
        if first and seen.shopper.passed_on:
            self._at(now + timedelta(minutes=1), partial(self._pass_on, case.id, agent))
        else:
            self._at(now + timedelta(seconds=seen.shopper.seconds), partial(self._end, case.id, agent))

    async def _look(self) -> None:
        """Is anybody waiting whom somebody could serve; has anybody been given too much?"""
        now = self._clock.now()
        waiting = await self._queue.to_assign(now, 1000)
        staff = await self._queue.staff(now)
        room = {one.agent.id: max(t.capacity_of(one.agent.id) for t in self._teams.values()) for one in staff}
        observed = self.observed
        observed.looks += 1
        observed.longest_queue = max(observed.longest_queue, len(waiting))
        observed.over_capacity += sum(one.load > room[one.agent.id] for one in staff)
        observed.idle += sum(bool(suitable(case, self._teams[case.team_id], staff)) for case in waiting)
