"""How long a report takes over 100,000 messages, on SQLite and (with --postgresql URL) on PostgreSQL.

.venv/bin/python -m scripts.bench.figures
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

from desk.figures.figures import Figures
from desk.figures.records import FigureKey, Filters, Group, Period
from desk.figures.testing import write
from desk.migrations import upgrade
from handoff.memory import FixedClock, StaticPresence
from handoff.memory.promises import StaticOutlook
from handoff.sql.database import Database
from scripts.bench.fortnight import fortnight

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ROUNDS = 3


def main() -> None:
    """Fills a database and prints what was measured."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--messages", type=int, default=100_000)
    asked.add_argument("--postgresql", help="URL of an empty database")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        urls = [f"sqlite:///{Path(folder) / 'figures.db'}"]
        urls += [options.postgresql] if options.postgresql else []
        for url in urls:
            upgrade(url)
            asyncio.run(_measure(url, options.messages))


async def _measure(url: str, wanted: int) -> None:
    database = Database(url)
    stories = fortnight(NOW, days=90, daily=wanted // 285)
    total = sum(len(story.messages) for story in stories)
    async with database.write() as session:
        await write(session, stories)
    figures = Figures(database, FixedClock(NOW), StaticOutlook(StaticPresence()))
    print(f"{database.url.get_backend_name()}: {total} messages, {len(stories)} conversations")
    for days in (1, 7, 30, 89):
        period = Period(NOW.date() - timedelta(days - 1), NOW.date())
        await _time(f"report, {days} days and the {days} before", _report(figures, period))
    month = Period(NOW.date() - timedelta(29), NOW.date())
    await _time("what is behind one figure, 30 days", _behind(figures, month))
    await _time("the loop beside it, longest pause", _beside(figures, month))
    await database.close()


def _report(figures: Figures, period: Period) -> Callable[[], Awaitable[object]]:
    return lambda: figures.report(period, Group.DAY, Filters())


def _behind(figures: Figures, period: Period) -> Callable[[], Awaitable[object]]:
    return lambda: figures.behind(FigureKey.VOLUME, period, Filters())


async def _time(what: str, work: Callable[[], Awaitable[object]]) -> None:
    walls, processors = [], []
    for _ in range(ROUNDS):
        wall, processor = perf_counter(), process_time()
        told = await work()
        walls.append(told if isinstance(told, float) else perf_counter() - wall)
        processors.append(process_time() - processor)
    wall, processor = statistics.median(walls), statistics.median(processors)
    print(f"  {what}: {1000 * wall:.0f} ms, {1000 * processor:.0f} ms of this process's processor time")


def _beside(figures: Figures, period: Period) -> Callable[[], Awaitable[object]]:
    """The longest time for which nobody else got a turn while a report was made."""

    async def work() -> float:
        report = asyncio.ensure_future(figures.report(period, Group.DAY, Filters()))
        longest, last = 0.0, perf_counter()
        while not report.done():
            await asyncio.sleep(0.001)
            longest, last = max(longest, perf_counter() - last), perf_counter()
        return longest

    return work


if __name__ == "__main__":
    main()
