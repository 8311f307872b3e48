"""Learning, put together: ``desk.wiring`` adds it to the desk in one line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from desk.learning.beta import BetaTests
from desk.learning.collecting import Collector
from desk.learning.deciding import Deciding
from desk.learning.flags import Flags
from desk.learning.grouping import Grouping
from desk.learning.inbox import Inbox
from desk.learning.pairs import Pairs
from desk.learning.proposals import Proposals
from desk.learning.recent import NearTopics
from desk.learning.thresholds import Thresholds
from desk.learning.usage import Asked
from desk.learning.worker import Worker
from desk.studio.studio import Studio
from handoff.ports import Clock
from handoff.sql.database import Database

Step = Callable[[], Awaitable[None]]
LEARNED = ".sportello/thresholds.yml"
"""Where training writes the thresholds that it learned, within the content's folder."""


@dataclass(frozen=True, slots=True)
class Learning:
    """Everything that editors learn from.

    Attributes:
        worker: Collects and groups.
        work: What runs beside the requests, by name.
    """

    inbox: Inbox
    deciding: Deciding
    flags: Flags
    proposals: Proposals
    beta: BetaTests
    thresholds: Thresholds
    worker: Worker
    work: Mapping[str, Step] = field(default_factory=dict)


def open_learning(database: Database, clock: Clock, studio: Studio, default_language: str) -> Learning:
    """Puts it together; nothing is opened or started yet."""
    laboratory, drafts = studio.laboratory, studio.drafts
    asked = Asked(database, clock)
    studio.hooks.usage, studio.hooks.recent = asked.usage, asked.recent
    studio.hooks.unanswered = NearTopics(database, drafts, laboratory).unanswered

    async def published_at() -> datetime | None:
        live = await studio.versions.live()
        return live.at if live else None

    proposals = Proposals(database, clock, laboratory, drafts, default_language)
    worker = Worker(
        Collector(database, clock),
        Grouping(database, clock, laboratory),
        Pairs(database, clock),
        proposals,
        studio.bench,
    )
    return Learning(
        inbox=Inbox(database, published_at),
        deciding=Deciding(database, clock, drafts, default_language),
        flags=Flags(database, clock),
        proposals=proposals,
        beta=BetaTests(database, clock, laboratory, studio.bench, studio.moments),
        thresholds=Thresholds(database, clock, drafts, studio.live.root / LEARNED),
        worker=worker,
        work={"learning": worker.run},
    )
