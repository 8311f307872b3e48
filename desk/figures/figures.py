"""Reports, and the conversations behind every number in them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from desk.figures import definitions, queries
from desk.figures.awaiting import Promises
from desk.figures.costs import CostBook
from desk.figures.definitions import DEFINITIONS, Situation
from desk.figures.facts import Rows, make_facts
from desk.figures.reading import Reports
from desk.figures.records import Counted, Facts, FigureKey, Filters, Group, Period, Value
from desk.figures.report import Report, counted, make_report, namer, value_of
from desk.figures.stopwatch import Stopwatch
from handoff.outlook import Outlooks
from handoff.ports import Clock
from handoff.sql.database import Database
from handoff.sql.teams_tables import teams

NORMAL = 0
"""The priority of a plain case, whose target is shown."""
AFTERWARDS = timedelta(days=7)
"""How long after a period's end a contact that began in it is followed."""


class Figures:
    """Makes reports.

    Args:
        database: Where conversations are.
        clock: The time.
        promises: Knows the shop's time zone, whose days are the days of reports, its hours and its targets.
    """

    def __init__(self, database: Database, clock: Clock, promises: Outlooks) -> None:
        self._database = database
        self._reports = Reports(database)
        self._clock = clock
        self._promises = promises
        self.costs = CostBook(database)

    async def today(self) -> Period:
        """Today, in the shop's time zone."""
        today = self._clock.now().astimezone(await self.zone()).date()
        return Period(today, today)

    async def zone(self) -> ZoneInfo:
        """The shop's time zone."""
        return (await self._promises.rules()).hours.zone

    async def report(self, period: Period, group: Group, filters: Filters) -> Report:
        """Every figure of a period, beside the one before."""
        zone, situation = await self.zone(), await self._situation()
        now = await self.facts(period, filters)
        before = await self.facts(period.before, filters)
        return await asyncio.to_thread(make_report, period, zone, group, now, before, situation)

    async def behind(
        self, key: FigureKey, period: Period, filters: Filters, group: Group | None = None, name: str = ""
    ) -> list[Counted]:
        """What a figure was made of, newest first; of one point of its series where ``group`` is given."""
        facts, situation = await self.facts(period, filters), await self._situation()
        named = namer(group, await self.zone()) if group is not None else None

        def find() -> list[Counted]:
            found = counted(key, facts, situation)
            wanted = [each for each in found if named is None or named(each.fact) == name]
            return sorted(wanted, key=lambda each: (each.fact.at, each.fact.conversation_id), reverse=True)

        return await asyncio.to_thread(find)

    async def values(self, period: Period, filters: Filters) -> tuple[dict[FigureKey, Value], int]:
        """Every figure's value, and how many cases ended in the period."""
        facts, situation = await self.facts(period, filters), await self._situation()
        values = {key: value_of(key, facts, situation) for key in DEFINITIONS}
        return values, sum(case.closed_at is not None for case in facts.cases)

    async def team_names(self) -> dict[str, str]:
        """Teams' names by their identifiers."""
        async with self._database.read() as session:
            found = await session.execute(select(teams.c.id, teams.c.name))
            return {row.id: row.name for row in found}

    async def targets(self, team: str | None = None) -> dict[FigureKey, float]:
        """What is aimed at, by figure, in its unit: a team's, or what holds for all."""
        target = (await self._promises.rules()).targets.find(team or None, NORMAL)
        if target is None:
            return {}
        promised = {
            FigureKey.FIRST_RESPONSE: target.first_response,
            FigureKey.NEXT_RESPONSE: target.next_response,
        }
        return {key: span.total_seconds() for key, span in promised.items()}

    async def facts(self, period: Period, filters: Filters) -> Facts:
        """Everything of a period that passes the filters."""
        rules = await self._promises.rules()
        hours = rules.hours
        start, end = bounds(period, hours.zone)
        since, until = start - definitions.SILENCE, end + AFTERWARDS
        wanted = (
            queries.shoppers_messages(since, until, filters),
            queries.cases_of(since, until, filters),
            queries.scores(since, until, filters),
            queries.votes(period),
            queries.earlier_messages(since, filters),
            queries.agents_messages(since, until, filters),
            queries.late_answers(since, until),
        )
        promises = Promises(Stopwatch(hours, start, until), rules.targets)
        return await self._reports.make(
            wanted, lambda *rows: make_facts(start, end, filters, promises, Rows(*rows))
        )

    async def _situation(self) -> Situation:
        costs, _ = await self.costs.read()
        return Situation(self._clock.now(), costs)


def bounds(period: Period, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The moments at which a period begins and has ended: a day may have 23 hours, or 25."""
    midnights = (datetime.combine(day, time(), zone) for day in (period.first, period.last + timedelta(1)))
    start, end = (midnight.astimezone(UTC) for midnight in midnights)
    return start, end
