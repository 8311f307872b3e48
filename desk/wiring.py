"""The one place where the parts are put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from desk.accounts.accounts import Accounts
from desk.brain.client import BrainClient
from desk.channels import Channels, open_channels
from desk.clock import SystemClock
from desk.conversations import open_conversations
from desk.exchange.imports import Imports
from desk.faq.opening import Faq, open_faq
from desk.figures.opening import open_supervision
from desk.ground import Ground, open_ground
from desk.learning.opening import Learning, open_learning
from desk.metering import MeteredBrain
from desk.people import People, open_people
from desk.privacy.opening import open_privacy
from desk.privacy.privacy import Privacy
from desk.services import Services, Step
from desk.settings import Settings
from desk.setup.home import HOME
from desk.shopfront import DeskContacts, Shopfront, shopfront
from desk.staffing.acquaintance import ShopAcquaintance
from desk.staffing.spending import ShopSpending
from desk.studio.opening import open_studio, watching
from desk.studio.studio import Studio
from desk.studio.watching import WatchedBrain
from desk.templates import Templates
from desk.trust import Trust, open_trust
from desk.workbench.workbench import Workbench, workbench
from handoff.ports import Clock
from handoff.turns import Shoppers


@dataclass(frozen=True, slots=True)
class Editing:
    """What editors work on: the content, what it could be better at, and the FAQ made of it."""

    studio: Studio
    learning: Learning
    faq: Faq
    imports: Imports
    work: Mapping[str, Step]


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
    ground = open_ground(settings, clock or SystemClock())
    channels = open_channels(ground, env_file)
    shop = shopfront(DeskContacts(ground.reader, channels.by_name), ground.clock, env_file)
    brain = _brain(settings)
    watched = WatchedBrain(MeteredBrain(brain, ground.metrics), ground.clock)
    people = open_people(ground, channels.gateway)
    editing = _editing(ground, brain, watched, home)
    trust = open_trust(settings, ground.database, ground.clock)
    privacy = _privacy(ground, channels, shop, brain, trust)
    shoppers = _shoppers(ground, channels, shop, people, editing)
    conversations = open_conversations(
        ground, channels.gateway, people.satisfaction, watched, shoppers, trust.retention
    )
    supervision = open_supervision(ground.database, people.staffing.reader, ground.promises, ground.clock)
    work: dict[str, Step] = {
        **conversations.work,
        **people.work,
        "shop": shop.keep_open,
        "uploads": channels.uploads.clean,
        **trust.work,
        "retention": privacy.run,
        **editing.work,
    }
    return Services(
        settings=settings,
        clock=ground.clock,
        database=ground.database,
        signals=ground.signals,
        words=ground.words,
        metrics=ground.metrics,
        transcripts=ground.reader,
        promises=ground.promises,
        channels=channels.by_name,
        uploads=channels.uploads,
        templates=Templates(ground.clock),
        shop=shop.open,
        brain=brain,
        staffing=people.staffing,
        presence=people.presence,
        staffing_notes=people.notes,
        leavers=people.leavers,
        accounts=_accounts(ground, trust),
        trust=trust,
        privacy=privacy,
        inbox=conversations.inbox,
        ownership=conversations.ownership,
        answers=conversations.answers,
        workbench=_workbench(ground),
        figures=supervision.figures,
        board=supervision.board,
        studio=editing.studio,
        learning=editing.learning,
        faq=editing.faq,
        imports=editing.imports,
        opening=(ground.replica.liveness.start,),
        workers=(
            *ground.replica.workers(work),
            editing.faq.warm,
            *channels.fetching(conversations.inbox),
        ),
        closing=(
            *channels.closing,
            shop.close,
            *editing.studio.closing,
            *trust.closing,
            brain.close,
            ground.replica.liveness.stop,
            ground.database.close,
        ),
    )


def _brain(settings: Settings) -> BrainClient:
    token = settings.brain_token.get_secret_value()
    return BrainClient(settings.brain_url, token, timeout=settings.brain_timeout)


def _accounts(ground: Ground, trust: Trust) -> Accounts:
    session = timedelta(hours=ground.settings.session_hours)
    return Accounts(ground.database, ground.clock, session, factors=trust.factors)


def _privacy(
    ground: Ground, channels: Channels, shop: Shopfront, brain: BrainClient, trust: Trust
) -> Privacy:
    return open_privacy(
        ground.database,
        ground.clock,
        ground.signals,
        ground.reader,
        channels.by_name,
        shop.open,
        trust.retention,
        brain,
    )


def _shoppers(
    ground: Ground, channels: Channels, shop: Shopfront, people: People, editing: Editing
) -> Shoppers:
    names, reader, live = channels.by_name, people.staffing.reader, editing.studio.live
    return Shoppers(
        ShopSpending(shop.open, names, reader),
        ShopAcquaintance(shop.open, names, reader, ground.clock, live.depends_on_customers),
    )


def _workbench(ground: Ground) -> Workbench:
    settings = ground.settings
    return workbench(
        ground.database,
        ground.clock,
        ground.signals,
        ground.reader,
        settings.default_language,
        settings.content_folder,
    )


def _editing(ground: Ground, brain: BrainClient, watched: WatchedBrain, home: Path) -> Editing:
    settings, database, clock, promises = ground.settings, ground.database, ground.clock, ground.promises
    worker, language = ground.replica.worker, settings.default_language
    studio = open_studio(settings, database, clock, ground.signals, promises, brain, worker, home=home)
    learning = open_learning(database, clock, studio, language)
    return Editing(
        studio=studio,
        learning=learning,
        faq=open_faq(settings, database, clock, ground.words, promises, studio.live),
        imports=Imports(database, clock, studio.drafts, language),
        work={**studio.work, "watcher": watching(studio, watched, clock), **learning.work},
    )
