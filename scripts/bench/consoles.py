"""``python -m scripts.bench.consoles``: many open web chats and consoles on one machine, both ways.

A real desk as a process of its own; the brain is a stand-in that passes everybody to a person, because what
is measured is people talking. Each shopper writes now and then, the agent who has the conversation answers a
moment after they saw it; each message carries a mark by which it is found again.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import secrets
import sys
import tempfile
import time
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import uvloop
from rich.console import Console
from rich.table import Table

from desk.accounts.accounts import Accounts
from desk.accounts.passwords import Passwords
from desk.brain.testing import TOKEN, FakeBrain, hands_over
from desk.clock import SystemClock
from desk.migrations import upgrade
from desk.setup import ports
from handoff.sql.database import Database
from scripts.bench.ledger import Ledger, percentile
from scripts.bench.people import PASSWORD, Agent, Shopper
from scripts.bench.servers import NotStarted, Server, clean_environment

ROOT = Path(__file__).resolve().parents[2]
SETTLE = 10.0
"""Seconds that the last messages have to arrive in."""
QUIET = 2.0
"""Seconds without a change at any console after which the talk begins."""
WARM_UP = 3.0
"""Seconds of talk before times count."""

console = Console(width=None if sys.stdout.isatty() else 120)


@dataclass(frozen=True, slots=True)
class Options:
    """How to measure: how many, for how many seconds, how many seconds between a shopper's messages."""

    chats: int
    consoles: int
    seconds: float
    period: float
    database_url: str | None
    results: Path


def parse(arguments: list[str]) -> Options:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bench.consoles", description=__doc__)
    parser.add_argument("--chats", type=int, default=200, help="open web chats (200)")
    parser.add_argument("--consoles", type=int, default=30, help="agents with a console (30)")
    parser.add_argument("--seconds", type=float, default=300.0, help="how long they talk (300)")
    parser.add_argument(
        "--period", type=float, default=20.0, help="seconds between a shopper's messages (20)"
    )
    parser.add_argument("--database-url", help="an empty PostgreSQL database, instead of a new SQLite file")
    parser.add_argument("--results", type=Path, default=Path("results"), help="folder for the figures")
    return Options(**vars(parser.parse_args(arguments)))


def main(arguments: list[str]) -> int:
    """Measures and tells; 1 where it could not be run, or where a message was lost or doubled."""
    options = parse(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="sportello-consoles-") as folder:
            figures = uvloop.run(_measure(options, Path(folder)))
    except NotStarted as failure:
        console.print(f"✗ {failure}", style="red", markup=False)
        return 1
    _show(figures)
    options.results.mkdir(parents=True, exist_ok=True)
    file = options.results / f"consoles-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    file.write_text(json.dumps(figures, indent=1, ensure_ascii=False), encoding="utf-8")
    console.print(f"Written to {file}.")
    return 1 if any(figures[name] for name in ("lost", "doubled", "refused")) else 0


async def _measure(options: Options, folder: Path) -> dict[str, object]:
    database_url = options.database_url or f"sqlite:///{folder / 'sportello.db'}"
    async with AsyncExitStack() as stack:
        brain = await stack.enter_async_context(FakeBrain(lambda _: hands_over("requested")))
        emails = await _hire(database_url, options.consoles)
        url = f"http://127.0.0.1:{ports.free('127.0.0.1')}"
        desk = _desk(folder, database_url, url, brain.url)
        stack.callback(desk.stop)
        await desk.wait_until_ready(f"{url}/readyz")
        # As many connections as there are people, and no limit that would make them queue here.
        session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0), cookie_jar=aiohttp.DummyCookieJar()
        )
        await stack.enter_async_context(session)
        ledger = Ledger()
        agents = [Agent(session, url, email, ledger, number) for number, email in enumerate(emails)]
        shoppers = [Shopper(session, url, ledger, number) for number in range(options.chats)]
        await _open(agents, shoppers)
        return await _talk(options, desk, ledger, agents, shoppers)


async def _hire(database_url: str, count: int) -> list[str]:
    await asyncio.to_thread(upgrade, database_url)
    database = Database(database_url)
    accounts = Accounts(database, SystemClock(), passwords=_SamePassword())
    emails = [f"agent{number}@example.com" for number in range(count)]
    for number, email in enumerate(emails):
        await accounts.add(f"Agent {number}", email, PASSWORD)
    await database.close()
    return emails


def _desk(folder: Path, database_url: str, url: str, brain_url: str) -> Server:
    environment = clean_environment(
        ROOT,
        SPORTELLO_PORT=url.rpartition(":")[2],
        SPORTELLO_BRAIN_URL=brain_url,
        SPORTELLO_BRAIN_TOKEN=TOKEN,
        SPORTELLO_SECRET_KEY=secrets.token_urlsafe(),
        SPORTELLO_DATABASE_URL=database_url,
    )
    return Server("desk", [sys.executable, "-m", "desk.serve"], folder, environment, folder / "desk.log")


class _SamePassword(Passwords):
    """Hashes once: hashing is meant to be slow, and all these accounts have one password."""

    _hashed: str | None = None

    async def hash(self, password: str) -> str:
        self._hashed = self._hashed or await super().hash(password)
        return self._hashed


async def _open(agents: list[Agent], shoppers: list[Shopper]) -> None:
    with console.status("Opening consoles and chats"):
        await asyncio.gather(*(agent.sign_in() for agent in agents))
        await asyncio.gather(*(shopper.arrive() for shopper in shoppers))
        await asyncio.gather(*(shopper.ask_person() for shopper in shoppers))
        waiting = await agents[0].waiting(len(shoppers))
        found = sorted(waiting.items())
        shares = [found[place :: len(agents)] for place in range(len(agents))]
        await asyncio.gather(*(agent.take(share) for agent, share in zip(agents, shares, strict=True)))
        await _quiet(agents)


async def _talk(
    options: Options, desk: Server, ledger: Ledger, agents: list[Agent], shoppers: list[Shopper]
) -> dict[str, object]:
    ledger.said.clear()
    before, mine, began = desk.usage().cpu, time.process_time(), time.perf_counter()
    with console.status(f"Talking for {options.seconds:g} s"):
        until = began + options.seconds
        await asyncio.gather(*(shopper.talk(until, options.period) for shopper in shoppers))
        deadline = time.perf_counter() + SETTLE
        await _all_seen(ledger, deadline)
        await asyncio.gather(*(agent.finish() for agent in agents))
        await _all_seen(ledger, deadline)
    took = time.perf_counter() - began
    usage = desk.usage()
    posts = sorted(seconds for agent in agents for seconds in agent.posts)
    figures: dict[str, object] = {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "cores": os.cpu_count(),
        "load average": [round(load, 1) for load in os.getloadavg()],
        "database": (options.database_url or "sqlite").partition(":")[0],
        "chats": options.chats,
        "consoles": options.consoles,
        "seconds": round(took, 1),
        "messages from shoppers": sum(mark[0] == "s" for mark in ledger.said),
        "messages from agents": sum(mark[0] == "a" for mark in ledger.said),
        "shopper to console, ms": _spread(ledger.times("s", began + WARM_UP)),
        "agent to shopper, ms": _spread(ledger.times("a", began + WARM_UP)),
        "agent's request, ms": _spread(posts),
        "desk's processor, share of one core": round((usage.cpu - before) / took, 2),
        "load's processor, share of one core": round((time.process_time() - mine) / took, 2),
        "desk's memory, MB": round(usage.memory / 1e6),
        "refused": ledger.refused,
        "doubled": ledger.doubled(),
    }
    # Every console is shown every message, whoever has the conversation; and the database has each once.
    everywhere = [agent.place for agent in agents]
    missing = {*ledger.unseen(), *ledger.lost("s", everywhere), *ledger.lost("a", everywhere)}
    stored = await asyncio.gather(*(agent.stored() for agent in agents))
    marks = [mark for one in stored for mark in one]
    figures["lost"] = sorted(missing | (set(ledger.said) - set(marks)))
    figures["doubled"] = sorted({*ledger.doubled(), *_twice(marks)})
    return figures


async def _quiet(agents: list[Agent]) -> None:
    """200 conversations that are taken at once are not what is measured: waits until all is told."""
    while time.perf_counter() - max(agent.told_at for agent in agents) < QUIET:  # noqa: ASYNC110 - 30 sockets
        await asyncio.sleep(0.1)


async def _all_seen(ledger: Ledger, deadline: float) -> None:
    while ledger.unseen() and time.perf_counter() < deadline:  # noqa: ASYNC110 - 400 sockets fill the ledger
        await asyncio.sleep(0.1)


def _twice(marks: list[str]) -> set[str]:
    return {mark for mark, times in Counter(marks).items() if times > 1}


def _spread(ordered: list[float]) -> dict[str, float]:
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    return {name: round(percentile(ordered, share) * 1000, 1) for name, share in shares.items()}


def _show(figures: dict[str, object]) -> None:
    table = Table("", "", title="Consoles and chats")
    for name, value in figures.items():
        if isinstance(value, dict):
            shown = ", ".join(f"{key} {one}" for key, one in value.items())
        else:
            shown = str(len(value)) if isinstance(value, list) and name != "load average" else str(value)
        table.add_row(name, shown)
    console.print(table)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
