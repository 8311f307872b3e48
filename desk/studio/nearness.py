"""Ways of asking that mean about what another topic's mean: asked of the laboratory beside everything else.

Nobody waits for it: whoever checks the draft is told what is known by then, and the rest is asked for. The
laboratory may take minutes to start; without it the check is as good as it would be without meaning.
Only topics whose ways of asking are being changed are compared, and each text once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import structlog

from content.checks.alike import SHORTEST, normal
from content.checks.meaning import ALIKE_IN_MEANING
from content.known import Near
from content.topics import Content, Topic
from desk.laboratory.laboratory import Laboratory
from desk.studio.errors import LaboratoryUnavailable

PAUSE = 2.0
"""Seconds that whoever writes may go on before it is asked: not for every word of a sentence."""
AGAIN_AFTER = 60.0
"""Seconds after which a laboratory that could not be asked is asked again, if somebody checks."""
AT_ONCE = 1000
"""Texts in one call, the first of which has each encoded: the laboratory has other work between the calls."""
MOST = 50
"""Texts that are like one, in one call; those of its own topic are among them."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared, or was.

    Attributes:
        texts: Of topics that are being worked on.
        among: Of every topic.
    """

    texts: frozenset[str] = frozenset()
    among: frozenset[str] = frozenset()


class Nearness:
    """Compares what is being written with all the rest.

    Args:
        laboratory: Knows what sentences mean.
        pause: See ``PAUSE``.
        again_after: See ``AGAIN_AFTER``.
    """

    def __init__(
        self, laboratory: Laboratory, pause: float = PAUSE, again_after: float = AGAIN_AFTER
    ) -> None:
        self._laboratory = laboratory
        self._pause = pause
        self._again_after = again_after
        self._not_before = 0.0
        self._wanted = Compared()
        self._done = Compared()
        self._near: dict[str, tuple[tuple[str, float], ...]] = {}
        self._task: asyncio.Task[None] | None = None

    def known(self, content: Content, looked_at: Iterable[str]) -> Near:
        """What is known by now of topics that are being worked on; the rest is asked for.

        Args:
            content: The draft.
            looked_at: The topics.
        """
        self._wanted = _wanted(content, looked_at)
        if not self._is_done() and (self._task is None or self._task.done()):
            self._begin()
        return {text: found for text, found in self._near.items() if found}

    async def settled(self) -> None:
        """Waits until all that was wanted is known, or could not be asked; for tests and measurements."""
        if self._task is not None:
            await self._task

    async def close(self) -> None:
        """Asks no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def _begin(self) -> None:
        loop = asyncio.get_running_loop()
        if loop.time() >= self._not_before:
            self._task = loop.create_task(self._learn())

    def _is_done(self) -> bool:
        return self._wanted.texts <= self._done.texts and self._wanted.among <= self._done.among

    async def _learn(self) -> None:
        await asyncio.sleep(self._pause)
        try:
            while not self._is_done():
                await self._compare(self._wanted)
        except LaboratoryUnavailable as error:
            self._not_before = asyncio.get_running_loop().time() + self._again_after
            log.info("ways of asking are not compared by meaning", reason=str(error))

    async def _compare(self, wanted: Compared) -> None:
        """Compares what is new with all, and the rest with what is new; what is gone is forgotten."""
        new, kept = wanted.texts - self._done.texts, wanted.texts & self._done.texts
        found = await self._alike(new, wanted.among)
        more = await self._alike(kept, wanted.among - self._done.among)
        self._near = {**found, **{text: self._near[text] + more[text] for text in kept}}
        self._done = wanted

    async def _alike(
        self, texts: frozenset[str], among: frozenset[str]
    ) -> dict[str, tuple[tuple[str, float], ...]]:
        found: dict[str, list[tuple[str, float]]] = {text: [] for text in sorted(texts)}
        every = sorted(among)
        for start in range(0, len(every), AT_ONCE) if found else ():
            others = {str(place): text for place, text in enumerate(every[start : start + AT_ONCE])}
            rows = await self._laboratory.near(list(found), others, least=ALIKE_IN_MEANING, most=MOST)
            for (text, told), row in zip(found.items(), rows, strict=True):
                told += [(others[one.id], one.likeness) for one in row if others[one.id] != text]
        return {text: tuple(told) for text, told in found.items()}


def rephrased(content: Content, live: Content) -> Mapping[str, frozenset[str]]:
    """Topics that are asked for in other words than live, each with the words that are new."""
    changed: dict[str, frozenset[str]] = {}
    for name, topic in content.topics.items():
        before = live.topics.get(name)
        if before is not topic and (before is None or before.examples != topic.examples):
            changed[name] = _texts(topic) - (_texts(before) if before else frozenset())
    return changed


def _wanted(content: Content, looked_at: Iterable[str]) -> Compared:
    topics = [content.topics[name] for name in looked_at]
    return Compared(_long(topics), _long(content.topics.values())) if topics else Compared()


def _long(topics: Iterable[Topic]) -> frozenset[str]:
    """The texts but the short ones, which look alike and mean different things: "ok", "ok bye"."""
    return frozenset(text for topic in topics for text in _texts(topic) if len(normal(text)) >= SHORTEST)


def _texts(topic: Topic) -> frozenset[str]:
    return frozenset(text for texts in topic.examples.values() for text in texts)
