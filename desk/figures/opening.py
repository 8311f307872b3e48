"""Where figures and the board are put together."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from desk.figures.board import Board
from desk.figures.figures import Figures
from handoff.ports import Clock
from handoff.sql.database import Database

USUAL_ZONE = ZoneInfo("Europe/Rome")


@dataclass(frozen=True, slots=True)
class Supervision:
    """What supervisors look at."""

    figures: Figures
    board: Board


def open_supervision(database: Database, clock: Clock) -> Supervision:
    """Figures, and the board that shows the day's."""
    figures = Figures(database, clock, _zone)
    return Supervision(figures, Board(database, figures, clock))


async def _zone() -> ZoneInfo:
    return USUAL_ZONE
