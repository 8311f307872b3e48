"""Where figures and the board are put together."""

from __future__ import annotations

from dataclasses import dataclass

from desk.figures.board import Board
from desk.figures.figures import Figures
from handoff.outlook import Outlooks
from handoff.ports import Clock
from handoff.queue.ports import QueueReader
from handoff.sql.database import Database


@dataclass(frozen=True, slots=True)
class Supervision:
    """What supervisors look at."""

    figures: Figures
    board: Board


def open_supervision(database: Database, queue: QueueReader, promises: Outlooks, clock: Clock) -> Supervision:
    """Figures, and the board that shows the day's."""
    figures = Figures(database, clock, promises)
    return Supervision(figures, Board(database, queue, figures, clock))
