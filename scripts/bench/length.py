"""``python -m scripts.bench.length``: a turn at the end of a long conversation beside one of a young one."""

from __future__ import annotations

import argparse
import asyncio
import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from scripts.bench.load import Ask, newcomer
from scripts.bench.models import ours_model
from scripts.bench.ours import Ours
from scripts.bench.questions import candidates, choose

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = 30
YOUNG_TURNS = 10
"""A young conversation gives way to a new one after this many; its first turn is not counted."""
PAIRS = 100

console = Console(width=None if sys.stdout.isatty() else 120)


@dataclass(frozen=True, slots=True)
class Ages:
    """What was measured.

    Attributes:
        old: Seconds of turns of one long conversation.
        young: Seconds of turns of conversations of 2 to ``YOUNG_TURNS`` turns, asked in between.
    """

    old: list[float]
    young: list[float]

    @property
    def ratio(self) -> float:
        """The median old turn by the median young one."""
        return statistics.median(self.old) / statistics.median(self.young)


async def compare_ages(ask: Ask, questions: list[str], turns: int, pairs: int = PAIRS) -> Ages:
    """Makes one conversation long, then asks the same in it and in young ones, in turns.

    Args:
        ask: Writes as a contact and waits for the answer.
        questions: What to write, again and again.
        turns: Turns of the long conversation before anything is measured.
        pairs: How many turns of each are measured.
    """
    wording = itertools.cycle(questions)
    elder = newcomer()
    for _ in range(turns):
        await ask(elder, next(wording))
    ages = Ages([], [])
    young = _young()
    for _ in range(pairs):
        contact, fresh = next(young)
        if fresh:
            await ask(contact, next(wording))
        question = next(wording)
        ages.old.append(await _seconds(ask, elder, question))
        ages.young.append(await _seconds(ask, contact, question))
    return ages


def _young() -> Iterator[tuple[int, bool]]:
    while True:
        contact = newcomer()
        for turn in range(1, YOUNG_TURNS):
            yield contact, turn == 1


async def _seconds(ask: Ask, contact: int, question: str) -> float:
    began = time.perf_counter()
    await ask(contact, question)
    return time.perf_counter() - began


async def _measure(model: Path, turns: int, folder: Path) -> Ages:
    ours = Ours(ROOT, folder, None)
    try:
        await ours.start(model)
        asked = candidates(ROOT / "data" / "faq")
        questions = await choose(asked, [lambda text: ours.ask(newcomer(), text)], QUESTIONS)
        return await compare_ages(ours.ask, questions, turns)
    finally:
        await ours.stop()


def main(arguments: list[str]) -> int:
    """Measures and tells."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bench.length", description=__doc__)
    parser.add_argument("--turns", type=int, default=500, help="of the long conversation (500)")
    parser.add_argument("--model", type=Path, help="our trained model, instead of training one")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="sportello-bench-") as folder:
        ages = asyncio.run(_measure(ours_model(chosen.model), chosen.turns, Path(folder)))
    old, young = (statistics.median(times) * 1000 for times in (ages.old, ages.young))
    console.print(
        f"After {chosen.turns} turns: {old:.1f} ms; in the first {YOUNG_TURNS}: {young:.1f} ms"
        f" (medians of {PAIRS} each, in turns). {ages.ratio:.2f} times.",
        highlight=False,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
