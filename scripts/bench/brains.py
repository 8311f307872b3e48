"""``python -m scripts.bench.brains``: training, start and memory of our brain beside Rasa's default one.

Same machine, same data, same run; starts alternate. Rasa's default models learn for few epochs here
(``--epochs``), so its training is shorter than in earnest and the comparison is to our disadvantage.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from desk.setup.home import brain_python
from scripts.bench.load import newcomer
from scripts.bench.ours import Ours
from scripts.bench.questions import candidates
from scripts.bench.servers import clean_environment
from scripts.bench.stock import Stock, TrainingFailed

ROOT = Path(__file__).resolve().parents[2]
STARTS = 3
ASKED = 40
"""Questions before memory is read: what is loaded at first use counts."""

console = Console(width=None if sys.stdout.isatty() else 120)


@dataclass(slots=True)
class Brain:
    """One side.

    Attributes:
        training: Seconds of a training from nothing.
        starts: Seconds from the command until it can answer.
        memory: Resident megabytes after ``ASKED`` questions, one figure a start.
    """

    training: float = 0.0
    starts: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def train_ours(model: Path) -> float:
    """Trains from nothing; seconds (``TrainingFailed``)."""
    began = time.perf_counter()
    command = [str(brain_python(ROOT)), "-m", "bot.train", "--force", "--out", str(model.parent)]
    command += ["--fixed-model-name", model.name.removesuffix(".tar.gz")]
    done = subprocess.run(
        command, cwd=ROOT, env=clean_environment(ROOT), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise TrainingFailed((done.stdout + done.stderr)[-2000:])
    return time.perf_counter() - began


def train_stock(stock: Stock, folder: Path) -> tuple[Path, float]:
    """Trains Rasa's default from nothing; the model and seconds (``TrainingFailed``)."""
    began = time.perf_counter()
    model = stock.train(folder, console.print)
    return model, time.perf_counter() - began


async def start_stock(stock: Stock, model: Path, into: Brain, questions: list[str]) -> None:
    """Starts it, asks, reads its memory, ends it."""
    began = time.perf_counter()
    try:
        await stock.start(model)
        into.starts.append(time.perf_counter() - began)
        for question in questions:
            await stock.ask(newcomer(), question)
        into.memory.append(stock.servers[0].usage().memory / 1e6)
    finally:
        await stock.stop()


async def start_ours(model: Path, folder: Path, into: Brain, questions: list[str]) -> None:
    """Starts the brain, then the desk to ask it through; the brain alone is counted."""
    ours = Ours(ROOT, folder, None)
    try:
        into.starts.append(await ours.start(model))
        for question in questions:
            await ours.ask(newcomer(), question)
        into.memory.append(ours.servers[0].usage().memory / 1e6)
    finally:
        await ours.stop()


async def _measure(starts: int, epochs: int, folder: Path, *, with_stories: bool) -> tuple[Brain, Brain]:
    theirs, mine = Brain(), Brain()
    stock = Stock(ROOT, folder, epochs, with_stories=with_stories)
    model = folder / "ours.tar.gz"
    mine.training = train_ours(model)
    stock_model, theirs.training = train_stock(stock, folder / "kept")
    questions = [question.text for question in candidates(ROOT / "data" / "faq")[:ASKED]]
    for number in range(starts):
        await start_stock(stock, stock_model, theirs, questions)
        await start_ours(model, folder / str(number), mine, questions)
    return theirs, mine


def _show(theirs: Brain, mine: Brain) -> None:
    table = Table("", "Rasa's default", "ours", "ratio", title="Brains")
    rows = {
        "training, s": (theirs.training, mine.training),
        "start, s (median)": (statistics.median(theirs.starts), statistics.median(mine.starts)),
        "memory, MB (most)": (max(theirs.memory), max(mine.memory)),
    }
    for name, (stock, ours) in rows.items():
        table.add_row(name, f"{stock:.1f}", f"{ours:.1f}", f"{ours / stock:.2f}")
    console.print(table)


def main(arguments: list[str]) -> int:
    """Measures and tells; 1 where it could not be run."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bench.brains", description=__doc__)
    parser.add_argument("--starts", type=int, default=STARTS, help=f"of each side ({STARTS})")
    parser.add_argument("--epochs", type=int, default=4, help="of Rasa's default models (4; Rasa's own: 100)")
    parser.add_argument("--results", type=Path, default=Path("results"), help="folder for the figures")
    parser.add_argument("--no-stories", action="store_true", help="leave Rasa's TED and UnexpecTED untrained")
    chosen = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="sportello-bench-") as folder:
            theirs, mine = asyncio.run(
                _measure(chosen.starts, chosen.epochs, Path(folder), with_stories=not chosen.no_stories)
            )
    except TrainingFailed as failure:
        console.print(f"✗ {failure}", style="red", markup=False)
        return 1
    _show(theirs, mine)
    chosen.results.mkdir(parents=True, exist_ok=True)
    figures = {
        "stock": asdict(theirs),
        "ours": asdict(mine),
        "epochs": chosen.epochs,
        "stories": not chosen.no_stories,
    }
    (chosen.results / "brains.json").write_text(json.dumps(figures, indent=2), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
