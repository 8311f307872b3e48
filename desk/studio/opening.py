"""The studio, put together: ``desk.wiring`` adds it to the desk in one line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from connectors.base import Channel
from desk.laboratory.client import HttpLaboratory
from desk.laboratory.laboratory import Laboratory
from desk.laboratory.launcher import Launcher
from desk.settings import Settings
from desk.setup.home import HOME, ROOT, brain_python
from desk.studio.checking import Checking
from desk.studio.drafts import Drafts
from desk.studio.hooks import Hooks
from desk.studio.live import LiveContent
from desk.studio.moments import Moments
from desk.studio.overview import Overview, Scores
from desk.studio.preview import Preview
from desk.studio.publications import Publications
from desk.studio.publishing import Publishing
from desk.studio.studio import Studio
from desk.studio.trying import Bench
from desk.studio.versions import Versions
from handoff.outlook import Outlooks
from handoff.ports import Clock
from handoff.signals import Signals
from handoff.sql.database import Database


def open_studio(
    settings: Settings,
    database: Database,
    clock: Clock,
    signals: Signals,
    channels: Mapping[str, Channel],
    outlooks: Outlooks,
    *,
    home: Path = HOME,
    laboratory: Laboratory | None = None,
) -> Studio:
    """Puts it together; nothing is opened or started yet.

    Args:
        settings: The desk's.
        database: Where drafts and versions are kept.
        clock: The time.
        signals: Tells consoles and other desks.
        channels: How much text each takes.
        outlooks: Knows the shop's hours.
        home: Where models and copies go.
        laboratory: Another than the process beside us, for tests.
    """
    live = LiveContent(settings.content_folder)
    drafts = Drafts(database, clock, live)
    checking = Checking(drafts, live, channels, outlooks, clock)
    laboratory = laboratory or HttpLaboratory(
        Launcher((str(brain_python()), "-m", "bot.laboratory"), ROOT, home / "logs" / "laboratory.log")
    )
    bench = Bench(laboratory, drafts, live, home / "studio")
    scores, hooks = Scores(bench, live), Hooks()
    publications = Publications(database, clock, signals)
    return Studio(
        live=live,
        drafts=drafts,
        checking=checking,
        overview=Overview(drafts, checking, scores, hooks),
        scores=scores,
        preview=Preview(),
        moments=Moments(outlooks, clock),
        bench=bench,
        laboratory=laboratory,
        publications=publications,
        publishing=Publishing(drafts, checking, publications),
        versions=Versions(database, clock),
        hooks=hooks,
        closing=(scores.close, laboratory.close),
    )
