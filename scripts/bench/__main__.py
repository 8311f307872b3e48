"""``python -m scripts.bench``: what ``make bench`` becomes. ``docs/performance.md`` says what it measures."""

from __future__ import annotations

import asyncio
import os
import platform
import signal
import sys
import tempfile
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from desk.setup.errors import EnvironmentMissing
from desk.setup.errors import TrainingFailed as OurTrainingFailed
from scripts.bench.load import Round, newcomer, press
from scripts.bench.models import ours_model
from scripts.bench.options import Options, parse
from scripts.bench.ours import Ours
from scripts.bench.questions import NoQuestions, candidates, choose
from scripts.bench.report import show, write
from scripts.bench.rounds import Comparison, compare
from scripts.bench.servers import NotStarted
from scripts.bench.stock import Stock, TrainingFailed

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".sportello" / "bench"
WARM_UP = 3.0
"""Seconds of load before anything counts: first requests import, compile and connect."""
FAILURES = (NotStarted, NoQuestions, TrainingFailed, OurTrainingFailed, EnvironmentMissing)

console = Console(width=None if sys.stdout.isatty() else 120)


def main(arguments: list[str]) -> int:
    """Measures and reports; 1 only where it could not be run, however slow anybody was."""
    options = parse(arguments)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        with tempfile.TemporaryDirectory(prefix="sportello-bench-") as folder:
            comparisons = asyncio.run(_measure(options, Path(folder)))
    except FAILURES as failure:
        console.print(f"✗ {failure}", style="red", markup=False)
        return 1
    except KeyboardInterrupt:
        return 130
    show(console, comparisons)
    began = datetime.now(UTC)
    page = write(options.results, f"bench-{began:%Y%m%d-%H%M%S}", _about(options, began), comparisons)
    console.print(f"Written to {page} and {page.with_suffix('.json').name}.")
    return 0


def _about(options: Options, at: datetime) -> dict[str, object]:
    return {
        "date": f"{at:%Y-%m-%d %H:%M} UTC",
        "cores": os.cpu_count(),
        "load average at the end": " ".join(f"{load:.1f}" for load in os.getloadavg()),
        "system": platform.platform(),
        "database": (options.database_url or "sqlite").partition(":")[0],
        "rounds": f"{options.repetitions} of {options.seconds:g} s",
        "stories for Rasa": "yes" if options.with_stories else "no",
    }


async def _measure(options: Options, folder: Path) -> list[Comparison]:
    model = ours_model(options.model)
    stock = Stock(ROOT, folder, options.epochs, with_stories=options.with_stories)
    ours = Ours(ROOT, folder, options.database_url)
    stock_model = stock.train(KEPT, console.print, options.stock_model)
    async with AsyncExitStack() as stack:
        # Rasa takes most of a minute to start: once is enough, and while one side works the other is stopped.
        stack.push_async_callback(stock.stop)
        stack.push_async_callback(ours.stop)
        with console.status("Starting both sides"):
            await stock.start(stock_model)
            await ours.start(model)
        with console.status("Choosing questions that both answer rightly"):
            questions = await choose(
                candidates(ROOT / "data" / "faq"),
                [lambda text: stock.ask(newcomer(), text), lambda text: ours.ask(newcomer(), text)],
                options.questions,
            )
        console.print(f"Asking {len(questions)} questions, such as: {', '.join(questions[:3])}")
        return [await _load(options, stock, ours, questions, clients) for clients in options.clients]


async def _load(options: Options, stock: Stock, ours: Ours, questions: list[str], clients: int) -> Comparison:
    theirs: list[Round] = []
    mine: list[Round] = []
    for repetition in range(options.repetitions):
        for side, rounds in ((stock, theirs), (ours, mine)):
            rounds.append(await _round(side, ours if side is stock else stock, questions, clients, options))
            _tell(rounds[-1], repetition)
    return compare(theirs, mine)


async def _round(
    side: Stock | Ours, other: Stock | Ours, questions: list[str], clients: int, options: Options
) -> Round:
    for server in other.servers:
        server.pause()
    try:
        return await _press(side, questions, clients, options.seconds)
    finally:
        for server in other.servers:
            server.resume()


async def _press(side: Stock | Ours, questions: list[str], clients: int, seconds: float) -> Round:
    await press(side.name, side.servers, side.ask, questions, clients, WARM_UP)
    before = await side.thinking()
    done = await press(side.name, side.servers, side.ask, questions, clients, seconds)
    after = await side.thinking()
    return replace(done, thinking=after - before)


def _tell(done: Round, repetition: int) -> None:
    rate = len(done.latencies) / done.seconds
    load = os.getloadavg()[0]
    console.print(
        f"  {done.clients:>2} clients, round {repetition + 1}, {done.side}: {rate:.1f} messages/s"
        f" (load average {load:.1f})",
        highlight=False,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
