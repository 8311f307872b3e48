"""The list of topics: each with how it stands, how it is asked, how well it is read."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog

from content.topics import Answer, Topic
from desk.laboratory.answers import TopicScore
from desk.laboratory.laboratory import LIVE
from desk.studio.checking import Checking, Count
from desk.studio.drafts import Drafts
from desk.studio.errors import LaboratoryUnavailable
from desk.studio.hooks import Hooks, Used
from desk.studio.live import LiveContent
from desk.studio.records import Draft, DraftState, topic_item
from desk.studio.trying import Bench

USAGE_DAYS = 30
SCORE_ATTEMPTS = 120
SCORE_PAUSE = 1.0
"""Seconds between two looks whether the laboratory is ready to be asked for scores."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic in the list; ``used`` and ``score`` are None where nobody knows."""

    topic: Topic
    state: DraftState
    problems: Count
    used: Used | None
    score: TopicScore | None
    touched_at: datetime | None
    touched_by: str | None

    @property
    def valid_from(self) -> str | None:
        """The first day on which any answer applies; None for always."""
        return min(_days(self.topic.answers, "valid_from"), default=None)

    @property
    def valid_until(self) -> str | None:
        """The last one."""
        return max(_days(self.topic.answers, "valid_until"), default=None)


class Overview:
    """Puts the list together.

    Args:
        drafts: What is written.
        checking: What is wrong with it.
        scores: How well topics are read.
        hooks: How often they are asked.
    """

    def __init__(self, drafts: Drafts, checking: Checking, scores: Scores, hooks: Hooks) -> None:
        self._drafts = drafts
        self._checking = checking
        self._scores = scores
        self._hooks = hooks

    async def rows(self) -> list[TopicRow]:
        """Every topic of the draft, and those that go."""
        live, changed = await self._drafts.live(), await self._drafts.changed()
        states = {draft.item: draft for draft in changed}
        topics = {**live.topics, **_written(changed)}
        problems, touched = await self._checking.counts(), await self._drafts.touched()
        used = await self._hooks.usage(USAGE_DAYS)
        scores = await self._scores.known()
        rows = []
        for name, topic in topics.items():
            by, at = touched.get(topic_item(name), (None, None))
            draft = states.get(topic_item(name))
            state = draft.state if draft else DraftState.LIVE
            counted = problems.get(name, Count())
            rows.append(TopicRow(topic, state, counted, used.get(name), scores.get(name), at, by))
        return rows


class Scores:
    """How well topics are read, learned once for each state of what is live, beside the requests.

    Args:
        bench: Asks the laboratory.
        live: What is live.
    """

    def __init__(self, bench: Bench, live: LiveContent) -> None:
        self._bench = bench
        self._live = live
        self._of: str | None = None
        self._scores: Mapping[str, TopicScore] = {}
        self._task: asyncio.Task[None] | None = None

    async def known(self) -> Mapping[str, TopicScore]:
        """The scores, or those of before while new ones are learned."""
        digest = await self._live.digest()
        if self._of != digest and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._learn(digest))
        return self._scores

    async def close(self) -> None:
        """Learns no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _learn(self, digest: str) -> None:
        try:
            for _ in range(SCORE_ATTEMPTS):
                advice = await self._bench.advice(None, LIVE)
                if advice is not None:
                    self._of, self._scores = digest, advice.scores
                    return
                await asyncio.sleep(SCORE_PAUSE)
        except LaboratoryUnavailable as error:
            log.info("topics have no scores yet", reason=str(error))


def _written(changed: list[Draft]) -> dict[str, Topic]:
    """The draft's topics; of one that goes, what is live."""
    values = {draft.item: draft.value or draft.live for draft in changed if draft.item.startswith("topic:")}
    return {topic.name: topic for value in values.values() if value for topic in [Topic.from_json(value)]}


def _days(answers: tuple[Answer, ...], name: str) -> list[str]:
    """The days that limit answers; none where one answer has no limit."""
    days = [getattr(answer, name) for answer in answers]
    return [] if None in days or not days else [str(day) for day in days]
