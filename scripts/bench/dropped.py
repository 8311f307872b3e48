"""How soon the desk notices that an agent's browser was killed, or froze, and what that agent owed is back.

    .venv/bin/python -m scripts.bench.dropped

A real desk with its usual pings, grace time and workers, and a real Chromium. SIGKILL closes the connection;
SIGSTOP closes nothing: the browser just answers no more, as one whose network has vanished. It is frozen at
another moment between two pings each time.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import tempfile
from pathlib import Path
from time import perf_counter

from desk.migrations import upgrade
from desk.realtime.server import PING_EVERY
from handoff.queue.records import PresenceState
from handoff.records import Agent, Owner
from tests.browser.chromium import launched
from tests.browser.dropping import (
    PATIENCE,
    open_console,
    owner_of,
    presence_is,
    processes_of,
    signalled,
    three_cases,
)
from tests.desk.harness import Desk, desk_settings, open_desk
from tests.support.desk import until


def main() -> None:
    """Measures, and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often each is tried (3)")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="sportello-dropped-") as folder:
        url = f"sqlite:///{Path(folder) / 'desk.db'}"
        upgrade(url)
        asyncio.run(_measure(url, rounds))


async def _measure(url: str, rounds: int) -> None:
    async with open_desk(desk_settings(url), work=True) as desk:
        for how in (signal.SIGKILL, signal.SIGSTOP):
            for number in range(rounds):
                missed, returned = await _drop(desk, how, number, PING_EVERY * number / rounds)
                print(
                    f"{how.name}: missed after {missed:.1f} s, in the queue after {returned:.1f} s",
                    flush=True,
                )


async def _drop(desk: Desk, how: signal.Signals, number: int, after: float) -> tuple[float, float]:
    """Seconds until the agent is missed, and until what they had not answered waits in the queue."""
    name = f"{how.name.lower()}{number}"
    async with desk.signed_in(name) as http, launched() as browser:
        agent = await _agent(desk, name)
        unanswered, *_ = await three_cases(desk, agent, "webchat", name)
        await open_console(desk, browser, http)
        await until(lambda: presence_is(desk, agent, PresenceState.ONLINE), "the agent is there", PATIENCE)
        await asyncio.sleep(after)
        processes = await processes_of(browser)
        began = perf_counter()
        with signalled(processes, how):
            await until(lambda: presence_is(desk, agent, PresenceState.OFFLINE), "they are missed", PATIENCE)
            missed = perf_counter() - began
            await until(lambda: _is_waiting(desk, unanswered), "it is taken back", PATIENCE)
            return missed, perf_counter() - began


async def _agent(desk: Desk, name: str) -> Agent:
    return next(one.agent for one in await desk.services.accounts.list() if one.name == name)


async def _is_waiting(desk: Desk, conversation_id: str) -> bool:
    return await owner_of(desk, conversation_id) is Owner.QUEUE


if __name__ == "__main__":
    main()
