"""What is wrong with the draft, looked for again only once something has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from connectors.base import Look
from connectors.registry import looks
from content.checks import check
from content.folder import ContentFolder
from content.known import Known, Near
from content.problems import Problem
from content.topics import Content
from desk.studio.drafts import Drafts
from desk.studio.live import LiveContent
from desk.studio.nearness import rephrased
from handoff.outlook import Outlooks
from handoff.ports import Clock

Nearest = Callable[[Content, Iterable[str]], Near]
"""What is known by now of the meaning of topics that are being worked on; whoever checks waits for nobody."""


@dataclass(frozen=True, slots=True)
class Count:
    """How much is wrong."""

    errors: int = 0
    warnings: int = 0


class Checking:
    """Checks the draft.

    Args:
        drafts: What is written.
        live: Where what may be named is known.
        outlooks: Knows the shop's zone.
        clock: The time.
        looks: How much text each channel takes, also one that is off: it may be on tomorrow.
        dead: Links that were tried in vain.
        near: Ways of asking that mean about the same, as far as that is known.
    """

    def __init__(
        self,
        drafts: Drafts,
        live: LiveContent,
        outlooks: Outlooks,
        clock: Clock,
        looks: Callable[[], Mapping[str, Look]] = looks,
        dead: Callable[[], frozenset[str]] = frozenset,
        near: Nearest = lambda _, __: {},
    ) -> None:
        self._drafts = drafts
        self._live = live
        self._outlooks = outlooks
        self._clock = clock
        self._looks = looks
        self._dead = dead
        self._near = near
        self._lock: asyncio.Lock | None = None
        self._found: tuple[Content, object, list[Problem]] | None = None

    async def problems(self, content: Content | None = None) -> list[Problem]:
        """Everything that is wrong with the draft, or with other content; errors first."""
        content = content if content is not None else await self._drafts.content()
        now = self._clock.now().astimezone((await self._outlooks.rules()).hours.zone)
        looked_at = rephrased(content, await self._live.content())
        near = self._near(content, looked_at)
        # What is wrong may change with the day: a promotion ends.
        key = await self._live.digest(), f"{now:%Y-%m-%d %H}", self._dead(), near
        # Made here: a lock belongs to the loop that uses it first. One looks, the others wait for it.
        self._lock = self._lock or asyncio.Lock()
        async with self._lock:
            if self._found is None or self._found[0] != content or self._found[1] != key:
                known = replace(await asyncio.to_thread(self._known, content), looked_at=looked_at, near=near)
                self._found = content, key, await asyncio.to_thread(check, content, known, now)
            return self._found[2]

    async def of(self, topic: str) -> list[Problem]:
        """What is wrong with one topic or phrase."""
        return [problem for problem in await self.problems() if problem.topic == topic]

    async def counts(self) -> dict[str, Count]:
        """How much is wrong, by topic or phrase; the empty name is the whole's."""
        counted: dict[str, Count] = {}
        for problem in await self.problems():
            so_far = counted.get(problem.topic, Count())
            is_error = problem.severity == "error"
            counted[problem.topic] = replace(
                so_far, errors=so_far.errors + is_error, warnings=so_far.warnings + (not is_error)
            )
        return counted

    def _known(self, content: Content) -> Known:
        known = ContentFolder(self._live.root).known()
        longest = {name: look.capabilities.text_limit for name, look in self._looks().items()}
        return replace(
            known,
            longest={**known.longest, **longest},
            intents=known.intents | frozenset(content.topics),
            dead_links=self._dead(),
        )
