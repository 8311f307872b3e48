"""The parts of the workbench, put together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desk.titles import folders_of
from desk.workbench.canned import CannedAnswers
from desk.workbench.notes import Notes
from desk.workbench.saved_views import SavedViews
from desk.workbench.search import Search
from desk.workbench.suggestions import Suggestions
from desk.workbench.tags import Tags
from desk.workbench.topics import Topics
from handoff.ports import Clock, Reader
from handoff.signals import Signals
from handoff.sql.database import Database


@dataclass(frozen=True, slots=True)
class Workbench:
    """What agents work with beside the conversation itself."""

    notes: Notes
    tags: Tags
    canned: CannedAnswers
    views: SavedViews
    search: Search
    suggestions: Suggestions


def workbench(
    database: Database,
    clock: Clock,
    signals: Signals,
    transcripts: Reader,
    default_language: str,
    content: Path,
) -> Workbench:
    """Puts it together.

    Args:
        database: Where everything is kept.
        clock: The time.
        signals: Tells the consoles.
        transcripts: What was said.
        default_language: Of conversations whose language is not known.
        content: The folder of what the assistant knows.
    """
    canned = CannedAnswers(database, clock)
    return Workbench(
        notes=Notes(database, clock, signals),
        tags=Tags(database, clock, signals),
        canned=canned,
        views=SavedViews(database, clock),
        search=Search(database),
        suggestions=Suggestions(transcripts, canned, Topics(folders_of(content)), default_language),
    )
