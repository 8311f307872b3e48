"""The one place where the parts are put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import structlog

from connectors.base import Channel, ChannelContext, Files, Off, Polling, Push, Registering
from connectors.registry import build_all
from desk.accounts.accounts import Accounts
from desk.accounts.leavers import Leavers
from desk.background import polling, registering, resilient
from desk.brain.client import BrainClient
from desk.clock import SystemClock
from desk.exchange.imports import Imports
from desk.faq.opening import open_faq
from desk.figures.opening import open_supervision
from desk.hours.opening import open_promises, promise_keeper
from desk.hours.staffing import StaffingNotes
from desk.learning.opening import open_learning
from desk.metering import MeteredBrain, MeteredGateway, MeteredInbox, MeteredOwnership
from desk.metrics import Metrics
from desk.privacy.inbox import RedactingInbox
from desk.privacy.opening import open_privacy
from desk.realtime.presence import Presence
from desk.services import Services, Step
from desk.settings import Settings
from desk.setup.home import HOME
from desk.shopfront import DeskContacts, shopfront
from desk.staffing.acquaintance import ShopAcquaintance
from desk.staffing.opening import open_staffing
from desk.staffing.spending import ShopSpending
from desk.studio.opening import open_studio, watching
from desk.studio.watching import WatchedBrain
from desk.templates import Templates
from desk.trust import open_trust
from desk.uploads.uploads import Uploads
from desk.words import Catalogue
from desk.workbench.workbench import workbench
from handoff.answers import Answers
from handoff.identifiers import new_id
from handoff.inbox import Inbox
from handoff.outbox import Outbox
from handoff.ownership import Ownership
from handoff.ports import Clock
from handoff.recovery import Recovery
from handoff.reminders import Reminders
from handoff.router import Router
from handoff.satisfaction import Satisfaction
from handoff.signals import RESUMED, VISITOR, LocalSignals, Signal, Signals
from handoff.sql.database import Database
from handoff.sql.liveness import AdvisoryLiveness, FileLiveness, Liveness
from handoff.sql.postgres import PostgresSession, PostgresSignals
from handoff.sql.queue_reader import SqlQueueReader
from handoff.sql.reader import SqlReader
from handoff.sql.storage import SqlStorage
from handoff.turns import Shoppers, Turns

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Ground:
    """What everything else stands on."""

    database: Database
    signals: Signals
    liveness: Liveness
    session: PostgresSession | None


def build(
    settings: Settings,
    clock: Clock | None = None,
    env_file: Path | None = Path(".env"),
    home: Path = HOME,
) -> Services:
    """Puts a desk together; nothing is opened or started yet.

    Args:
        settings: The desk's.
        clock: Another clock, for tests.
        env_file: Where channels find their settings beside the environment.
        home: Where models and copies of content go.

    Raises:
        ConfigurationError: A channel's settings do not fit together.
        BadSettings: A setting of the shop is wrong.
    """
    clock, worker = clock or SystemClock(), new_id()
    ground = _ground(settings.database_url.get_secret_value(), worker)
    uploads = Uploads(ground.database, clock, settings.secret_key.get_secret_value())
    channels = _channels(settings, _push(ground.signals), env_file, uploads)
    metrics = Metrics()
    trust = open_trust(settings, ground.database, clock)
    gateway = MeteredGateway(channels, metrics)
    words = Catalogue(settings.default_language)
    brain = BrainClient(
        settings.brain_url, settings.brain_token.get_secret_value(), timeout=settings.brain_timeout
    )
    storage = SqlStorage(ground.database, ground.signals, ground.liveness)
    reader = SqlReader(ground.database)
    satisfaction = Satisfaction(gateway, words)
    staffing = open_staffing(
        storage, SqlQueueReader(ground.database), ground.signals, gateway, words, clock, worker, satisfaction
    )
    presence = Presence(staffing.attendance, staffing.reader, clock)
    promises = open_promises(ground.database, storage, clock)
    front = shopfront(DeskContacts(reader, channels), clock, env_file)
    spending = ShopSpending(front.open, channels, staffing.reader)
    outbox = Outbox(storage, ground.signals, gateway, clock, worker)
    studio = open_studio(settings, ground.database, clock, ground.signals, promises, brain, worker, home=home)
    watched = WatchedBrain(MeteredBrain(brain, metrics), clock)
    learning = open_learning(ground.database, clock, studio, settings.default_language)
    acquaintance = ShopAcquaintance(
        front.open, channels, staffing.reader, clock, studio.live.depends_on_customers
    )
    turns = Turns(
        storage,
        watched,
        gateway,
        words,
        promises,
        clock,
        outbox,
        Shoppers(spending, acquaintance),
    )
    router = Router(storage, ground.signals, turns, clock, worker)
    redacting = RedactingInbox(
        Inbox(storage, clock, router, satisfaction, gateway, promises), trust.retention
    )
    inbox = MeteredInbox(redacting, metrics)
    leavers = Leavers(ground.database, storage, gateway, words, clock)
    privacy = open_privacy(
        ground.database, clock, ground.signals, reader, channels, front.open, trust.retention, brain
    )
    work: dict[str, Step] = {
        "router": router.run,
        "outbox": outbox.run,
        "recovery": Recovery(storage, gateway, clock, worker).run,
        "presence": presence.run,
        **staffing.work,
        "shop": front.keep_open,
        **trust.work,
        **studio.work,
        "watcher": watching(studio, watched, clock),
        **learning.work,
        "retention": privacy.run,
        "leavers": leavers.run,
        "uploads": uploads.clean,
        "reminders": Reminders(storage, gateway, words, promises, clock).run,
        "promises": promise_keeper(ground.database, storage, promises, gateway, words, clock).run,
    }
    faq = open_faq(settings, ground.database, clock, words, promises, studio.live)
    supervision = open_supervision(ground.database, staffing.reader, promises, clock)
    return Services(
        settings=settings,
        clock=clock,
        database=ground.database,
        signals=ground.signals,
        brain=brain,
        words=words,
        presence=presence,
        staffing=staffing,
        accounts=Accounts(
            ground.database, clock, timedelta(hours=settings.session_hours), factors=trust.factors
        ),
        trust=trust,
        privacy=privacy,
        leavers=leavers,
        channels=channels,
        inbox=inbox,
        ownership=MeteredOwnership(
            Ownership(storage, ground.signals, gateway, words, clock, satisfaction=satisfaction), metrics
        ),
        metrics=metrics,
        answers=Answers(storage, gateway, clock, outbox),
        transcripts=reader,
        promises=promises,
        staffing_notes=StaffingNotes(promises, words, clock),
        shop=front.open,
        uploads=uploads,
        templates=Templates(clock),
        figures=supervision.figures,
        board=supervision.board,
        workbench=workbench(
            ground.database,
            clock,
            ground.signals,
            reader,
            settings.default_language,
            settings.content_folder,
        ),
        studio=studio,
        learning=learning,
        faq=faq,
        imports=Imports(ground.database, clock, studio.drafts, settings.default_language),
        opening=(ground.liveness.start,),
        workers=(
            *_session(ground),
            *(_once_alive(ground, step) for step in _resilient(work)),
            faq.warm,
            *_fetching(channels, inbox),
        ),
        closing=(
            *(channel.close for channel in channels.values()),
            front.close,
            *studio.closing,
            *trust.closing,
            brain.close,
            ground.liveness.stop,
            ground.database.close,
        ),
    )


def _ground(url: str, worker: str) -> Ground:
    database = Database(url)
    if database.is_sqlite:
        return Ground(database, LocalSignals(), FileLiveness(database.url.database or "sportello"), None)
    signals = PostgresSignals(database, worker)
    session = PostgresSession(
        database.url, worker, signals.receive, lambda: signals.dispatch([Signal(RESUMED)])
    )
    return Ground(database, signals, AdvisoryLiveness(), session)


def _channels(settings: Settings, push: Push, env_file: Path | None, files: Files) -> dict[str, Channel]:
    """The channels that are in use; those that are off say so."""
    built = build_all(ChannelContext(settings.public_url, push, env_file, files=files))
    for name, channel in built.items():
        if isinstance(channel, Off):
            log.info("channel is off", channel=name, reason=channel.reason)
    return {name: channel for name, channel in built.items() if not isinstance(channel, Off)}


def _push(signals: Signals) -> Push:
    async def push(contact: str, event: str, body: Mapping[str, object]) -> None:
        await signals.publish([Signal(VISITOR, data={"contact": contact, "event": event, "body": body})])

    return push


def _resilient(work: Mapping[str, Step]) -> tuple[Step, ...]:
    return tuple(resilient(name, step) for name, step in work.items())


def _session(ground: Ground) -> tuple[Step, ...]:
    return (resilient("database session", ground.session.run),) if ground.session else ()


def _once_alive(ground: Ground, step: Step) -> Step:
    """Takes up work only once our lock says that we live: else another replica would free it under us."""
    session = ground.session
    if session is None:
        return step

    async def run() -> None:
        await session.ready.wait()
        await step()

    return run


def _fetching(channels: Mapping[str, Channel], inbox: MeteredInbox) -> tuple[Step, ...]:
    """What channels do by themselves: tell their vendor our address, or fetch where it can't call."""
    work: dict[str, Step] = {}
    for name, channel in channels.items():
        if isinstance(channel, Polling) and channel.wants_polling:
            work[f"{name} polling"] = polling(channel, channel, inbox)
        elif isinstance(channel, Registering):
            work[f"{name} registration"] = registering(channel, channel)
    return _resilient(work)
