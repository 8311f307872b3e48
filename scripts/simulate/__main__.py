"""``python -m scripts.simulate``: what ``make simulate`` becomes. ``docs/queue.md`` says what it shows."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from desk.migrations import upgrade
from handoff.sql.database import Database
from scripts.simulate.day import Day, Observed
from scripts.simulate.figures import Summary, summarize
from scripts.simulate.plan import AGENTS, CAPACITY, plan
from scripts.simulate.report import show, write

GOAL = 0.8
"""Share of shoppers who are to be served within the range that they were told."""
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - only where the system keeps such a folder; nothing in it is secret


def main(arguments: list[str]) -> int:
    """Plays a day and reports; 1 where something that must never happen was seen."""
    parser = argparse.ArgumentParser(prog="python -m scripts.simulate")
    parser.add_argument("--seed", type=int, default=1, help="of all that is left to chance")
    parser.add_argument("--load", type=float, default=1.0, help="how many come, compared to a usual day")
    parser.add_argument("--results", type=Path, default=Path("results"), help="folder for the figures")
    given = parser.parse_args(arguments)
    began, clock = datetime.now(UTC), time.perf_counter()
    day = summarize(_played(given.seed, given.load))
    console = Console(width=None if sys.stdout.isatty() else 110)
    show(console, day)
    about: dict[str, object] = {
        "date": f"{began:%Y-%m-%d %H:%M} UTC",
        "seed": given.seed,
        "load": given.load,
        "agents": f"{AGENTS}, up to {CAPACITY} conversations each, two shifts, lunch, five dropped browsers",
        "played in": f"{time.perf_counter() - clock:.0f} s",
    }
    page = write(given.results, f"simulation-{began:%Y%m%d-%H%M%S}", about, day)
    console.print(f"Written to {page} and {page.with_suffix('.json').name}.")
    return 0 if is_sound(day) else 1


def is_sound(day: Summary) -> bool:
    """Everybody was served, nobody was given twice or too much, and nobody waited for nothing."""
    wrong = day.idle + day.over_capacity + day.double + day.overtaken
    return wrong == 0 and day.served == day.shoppers and day.kept[0].within >= GOAL


def _played(seed: int, load: float) -> Observed:
    folder = IN_MEMORY if IN_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="sportello-simulation-", dir=folder) as place:
        url = f"sqlite:///{place}/day.db"
        upgrade(url)
        return asyncio.run(_play(url, seed, load))


async def _play(url: str, seed: int, load: float) -> Observed:
    database = Database(url)
    try:
        return await Day(database, plan(seed, load)).play()
    finally:
        await database.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
