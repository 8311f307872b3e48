"""The studio, put together: ``desk.wiring`` adds it to the desk in one line."""

from __future__ import annotations

from pathlib import Path

from desk.laboratory.client import HttpLaboratory
from desk.laboratory.laboratory import Laboratory
from desk.laboratory.launcher import Launcher
from desk.settings import Settings
from desk.setup.home import HOME, ROOT, brain_python
from desk.studio.acts import Acts
from desk.studio.checking import Checking
from desk.studio.comparing import Comparing
from desk.studio.drafts import Drafts
from desk.studio.hooks import Hooks
from desk.studio.keeping import Keeper
from desk.studio.links import Links, LinkTrier
from desk.studio.live import LiveContent
from desk.studio.models import ModelStore
from desk.studio.moments import Moments
from desk.studio.nearness import Nearness
from desk.studio.overview import Overview, Scores
from desk.studio.preview import Preview
from desk.studio.publications import Publications
from desk.studio.publisher import Publisher, Workshop
from desk.studio.publishing import Publishing
from desk.studio.releasing import Releases
from desk.studio.studio import Step, Studio
from desk.studio.switching import Loads, Switch
from desk.studio.training import ProcessTrainer, Trainer
from desk.studio.trying import Bench
from desk.studio.versions import Versions
from desk.studio.watching import WatchedBrain, Watcher
from handoff.outlook import Outlooks
from handoff.ports import Clock
from handoff.signals import Signals
from handoff.sql.database import Database


def open_studio(  # noqa: PLR0913 - it is where all of these meet
    settings: Settings,
    database: Database,
    clock: Clock,
    signals: Signals,
    outlooks: Outlooks,
    brain: Loads,
    worker: str,
    *,
    home: Path = HOME,
    code: Path = ROOT,
    laboratory: Laboratory | None = None,
    trainer: Trainer | None = None,
) -> Studio:
    """Puts it together; nothing is opened or started yet.

    Args:
        settings: The desk's.
        database: Where drafts and versions are kept.
        clock: The time.
        signals: Tells consoles and other desks.
        outlooks: Knows the shop's hours.
        brain: This desk's, whose model is exchanged.
        worker: This desk, among others.
        home: Where models and copies go.
        code: The clone, whose code a model depends on, too.
        laboratory: Another than the process beside us, for tests.
        trainer: Another than Rasa, for tests.
    """
    live = LiveContent(settings.content_folder)
    drafts = Drafts(database, clock, live)
    trier = LinkTrier()
    links = Links(drafts, clock, trier)
    logs, niceness = home / "logs", settings.background_niceness
    beside = (str(brain_python()), "-m", "bot.laboratory")
    laboratory = laboratory or HttpLaboratory(Launcher(beside, ROOT, logs / "laboratory.log", niceness))
    nearness = Nearness(laboratory)
    checking = Checking(drafts, live, outlooks, clock, dead=links.dead, near=nearness.known)
    models = ModelStore(database, clock, home / "models", code)
    bench = Bench(laboratory, drafts, live, home / "studio", models)
    scores, hooks = Scores(bench, live), Hooks()
    publications, versions = Publications(database, clock, signals), Versions(database, clock)
    switch = Switch(brain, live, models)
    releases = Releases(database, signals, live, drafts, publications, versions, models, switch)
    acts = Acts(database, clock)
    workshop = Workshop(
        live=live,
        drafts=drafts,
        checking=checking,
        publications=publications,
        versions=versions,
        models=models,
        trainer=trainer or ProcessTrainer(logs / "publishing.log", niceness),
        comparing=Comparing(laboratory, live, models, hooks),
        releases=releases,
    )
    alone = database.is_sqlite
    publisher = Publisher(
        workshop, signals, home / "publishing", worker, alone=alone, went_live=acts.went_live
    )
    keeper = Keeper(brain, live, models, publications, versions, switch, signals, alone=alone)
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
        versions=versions,
        releases=releases,
        hooks=hooks,
        acts=acts,
        work={
            "publisher": publisher.run,
            "content keeper": keeper.run,
            **({"links": links.run} if settings.check_links else {}),
        },
        closing=(scores.close, nearness.close, laboratory.close, trier.close),
    )


def watching(studio: Studio, brain: WatchedBrain, clock: Clock) -> Step:
    """The work of looking after what went live.

    Args:
        studio: Takes back.
        brain: Remembers how questions ended.
        clock: The time.
    """
    watcher = Watcher(
        brain, studio.publications, studio.versions, studio.releases, clock, studio.acts.taken_back
    )
    return watcher.run
