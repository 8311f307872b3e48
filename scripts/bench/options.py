"""What can be asked of ``python -m scripts.bench``."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """How to measure.

    Attributes:
        seconds: Length of a round.
        repetitions: Rounds of each side under each load.
        clients: Loads, by how many write at once.
        questions: How many different ones are asked.
        epochs: Of Rasa's default models: they change how well it answers, not how fast.
        with_stories: Whether Rasa's TED and UnexpecTED get stories to train on.
        model: Our trained model; trained if None.
        stock_model: Rasa's default one; trained if None.
        database_url: The desk's; a new SQLite file if None.
        results: Folder for what was measured.
    """

    seconds: float
    repetitions: int
    clients: tuple[int, ...]
    questions: int
    epochs: int
    with_stories: bool
    model: Path | None
    stock_model: Path | None
    database_url: str | None
    results: Path


def parse(arguments: list[str]) -> Options:
    """Reads the command line; ends the process where it makes no sense."""
    parser = argparse.ArgumentParser(
        prog="python -m scripts.bench",
        description="Rasa's own REST channel (A) and the whole of Sportello (B), alternately: A B A B.",
    )
    parser.add_argument("--quick", action="store_true", help="one short round of each: under two minutes")
    parser.add_argument("--seconds", type=float, help="length of a round (15; quick: 8)")
    parser.add_argument("--repetitions", type=int, help="rounds of each side and load (3; quick: 1)")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 10], help="how many write at once")
    parser.add_argument("--questions", type=int, default=60, help="how many different ones are asked")
    parser.add_argument("--epochs", type=int, default=4, help="of Rasa's default models")
    parser.add_argument(
        "--no-stories",
        action="store_true",
        help="give Rasa rules only: TED and UnexpecTED are then not trained, and cost next to nothing",
    )
    parser.add_argument("--model", type=Path, help="our trained model, instead of training one")
    parser.add_argument("--stock-model", type=Path, help="Rasa's default model, instead of training one")
    parser.add_argument("--database-url", help="an empty PostgreSQL database, instead of a new SQLite file")
    parser.add_argument("--results", type=Path, default=Path("results"), help="folder for the figures")
    given = parser.parse_args(arguments)
    return Options(
        seconds=given.seconds or (8.0 if given.quick else 15.0),
        repetitions=given.repetitions or (1 if given.quick else 3),
        clients=tuple(given.clients),
        questions=given.questions,
        epochs=given.epochs,
        with_stories=not given.no_stories,
        model=given.model,
        stock_model=given.stock_model,
        database_url=given.database_url,
        results=given.results,
    )
