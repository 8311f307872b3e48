"""Closed-loop load: each client writes its next message when the answer to its last has come."""

from __future__ import annotations

import asyncio
import itertools
import os
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field

import aiohttp

from scripts.bench.servers import Server

Ask = Callable[[int, str], Awaitable[list[str]]]
TURNS = 10
"""Messages of one conversation; then the client is somebody new."""

_contacts = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Round:
    """What one side did in one stretch of time.

    Attributes:
        side: Its name.
        clients: How many wrote at once.
        seconds: How long.
        latencies: Seconds from each message to its answer.
        failures: Messages without an answer.
        cpu: Processor seconds by server, and of the load itself.
        memory: Resident bytes by server, at the end.
        thinking: Seconds of waiting for the brain, summed over turns; 0 where that is not told.
    """

    side: str
    clients: int
    seconds: float
    latencies: tuple[float, ...]
    failures: int
    cpu: dict[str, float]
    memory: dict[str, int]
    thinking: float = 0.0


@dataclass(slots=True)
class _Count:
    latencies: list[float] = field(default_factory=list)
    failures: int = 0


async def press(
    side: str, servers: Sequence[Server], ask: Ask, questions: Sequence[str], clients: int, seconds: float
) -> Round:
    """Has so many clients write for so long.

    Args:
        side: Name for the report.
        servers: Whose use of processor and memory is noted.
        ask: Writes one message and waits for its answer.
        questions: What to write; each client begins elsewhere in it.
        clients: How many.
        seconds: After this no client writes again; what is under way is waited for.
    """
    count = _Count()
    before, mine = {server.name: server.usage().cpu for server in servers}, _own_cpu()
    began = time.perf_counter()
    starts = [number * len(questions) // clients for number in range(clients)]
    await asyncio.gather(*(_client(ask, _from(questions, start), began + seconds, count) for start in starts))
    took = time.perf_counter() - began
    usage = {server.name: server.usage() for server in servers}
    cpu = {name: used.cpu - before[name] for name, used in usage.items()}
    return Round(
        side=side,
        clients=clients,
        seconds=took,
        latencies=tuple(count.latencies),
        failures=count.failures,
        cpu={**cpu, "load": _own_cpu() - mine},
        memory={name: used.memory for name, used in usage.items()},
    )


async def _client(ask: Ask, questions: Iterator[str], until: float, count: _Count) -> None:
    while True:
        contact = next(_contacts)
        for _ in range(TURNS):
            began = time.perf_counter()
            if began >= until:
                return
            try:
                answered = await ask(contact, next(questions))
            except (aiohttp.ClientError, TimeoutError):
                answered = []
            if answered:
                count.latencies.append(time.perf_counter() - began)
            else:
                count.failures += 1


def _from(questions: Sequence[str], start: int) -> Iterator[str]:
    return itertools.cycle([*questions[start:], *questions[:start]])


def _own_cpu() -> float:
    times = os.times()
    return times.user + times.system


def newcomer() -> int:
    """A contact who has never written."""
    return next(_contacts)
