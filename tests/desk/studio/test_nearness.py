"""Near-duplicates by meaning: told once they are known, and nobody waits until then."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from content.problems import Problem
from content.topics import Content, Topic
from desk.hours.opening import open_promises
from desk.laboratory.answers import Near
from desk.laboratory.memory import MemoryLaboratory
from desk.studio.checking import Checking
from desk.studio.drafts import Drafts
from desk.studio.live import LiveContent
from desk.studio.nearness import Nearness, rephrased
from handoff.memory import FixedClock
from handoff.signals import LocalSignals
from handoff.sql.database import Database
from handoff.sql.liveness import FileLiveness
from handoff.sql.storage import SqlStorage
from tests.desk.studio.world import ELENA

SIZES, PACKING = "topic:faq/sizes", "topic:faq/gift_wrapping"
KNOWN_ASKING = "come faccio a capire la mia misura di scarpe"
NEAR = "mi dite come faccio a capire la mia misura di scarpe"
PATIENCE = 60.0


class SlowLaboratory(MemoryLaboratory):
    """Says nothing until it is let, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.let, self.begun = asyncio.Event(), asyncio.Event()
        self.let.set()
        self.questions: list[tuple[list[str], list[str]]] = []

    async def near(
        self, texts: Sequence[str], among: Mapping[str, str], *, least: float = 0.85, most: int = 5
    ) -> list[list[Near]]:
        """As it is written, once it may."""
        self.questions.append((list(texts), list(among.values())))
        self.begun.set()
        await self.let.wait()
        return await super().near(texts, among, least=least, most=most)


class World:
    """A draft of the small shop, checked."""

    def __init__(self, database: Database, folder: Path, root: Path) -> None:
        clock = FixedClock()
        self.live = LiveContent(root)
        self.drafts = Drafts(database, clock, self.live)
        self.laboratory = SlowLaboratory()
        self.nearness = Nearness(self.laboratory, pause=0.0, again_after=0.0)
        storage = SqlStorage(database, LocalSignals(), FileLiveness(str(folder / "alive")))
        outlooks = open_promises(database, storage, clock)
        self.checking = Checking(self.drafts, self.live, outlooks, clock, near=self.nearness.known)

    async def ask(self, item: str, *texts: str) -> None:
        """Adds ways of asking to a topic."""
        draft = await self.drafts.get(item)
        topic = Topic.from_json(draft.value)
        told = replace(topic, examples={**topic.examples, "it": (*topic.examples["it"], *texts)})
        await self.drafts.put(ELENA, item, draft.revision, told.to_json())

    async def found(self, topic: str = "faq/gift_wrapping") -> list[Problem]:
        """What is told of a topic's meaning."""
        return [one for one in await self.checking.of(topic) if one.code == "example_meaning"]

    async def settled(self) -> None:
        async with asyncio.timeout(PATIENCE):
            await self.nearness.settled()


@pytest.fixture
async def world(sqlite_url: str, tmp_path: Path, content_root: Path) -> AsyncIterator[World]:
    database = Database(sqlite_url)
    made = World(database, tmp_path, content_root)
    yield made
    await made.nearness.close()
    await database.close()


async def test_a_draft_that_asks_nothing_new_starts_no_laboratory(world: World) -> None:
    draft = await world.drafts.get(SIZES)
    titled = {**(draft.value or {}), "titles": {"it": "Misure", "en": "Sizes"}}
    await world.drafts.put(ELENA, SIZES, draft.revision, titled)
    await world.checking.problems()
    await world.settled()
    assert world.laboratory.questions == []


async def test_the_check_waits_for_nobody_and_tells_what_is_near_once_it_is_known(world: World) -> None:
    await world.ask(SIZES, KNOWN_ASKING)
    await world.ask(PACKING, NEAR)
    world.laboratory.let.clear()
    assert await world.found() == []
    await asyncio.wait_for(world.laboratory.begun.wait(), PATIENCE)
    assert await world.found() == []
    world.laboratory.let.set()
    await world.settled()
    (problem,) = await world.found()
    assert (problem.severity, problem.values) == (
        "warning",
        {"text": NEAR, "near": KNOWN_ASKING, "other": "faq/sizes"},
    )
    packing = Topic.from_json((await world.drafts.get(PACKING)).value)
    assert problem.field == f"examples.it.{packing.examples['it'].index(NEAR)}"
    # Both are being written, so both are told.
    assert [one.values["other"] for one in await world.found("faq/sizes")] == ["faq/gift_wrapping"]


async def test_only_what_is_new_is_compared_again(world: World) -> None:
    await world.ask(PACKING, NEAR)
    await world.found()
    await world.settled()
    before = len(world.laboratory.questions)
    await world.found()
    await world.settled()
    assert len(world.laboratory.questions) == before
    await world.ask(SIZES, KNOWN_ASKING)
    await world.found()
    await world.settled()
    (first, among), (rest, new) = world.laboratory.questions[before:]
    assert KNOWN_ASKING in first
    assert NEAR not in first
    assert NEAR in among
    assert NEAR in rest
    assert new == [KNOWN_ASKING]
    assert [one.values["near"] for one in await world.found()] == [KNOWN_ASKING]


async def test_what_is_written_while_it_is_asked_is_asked_next(world: World) -> None:
    await world.ask(SIZES, KNOWN_ASKING)
    world.laboratory.let.clear()
    await world.found()
    await asyncio.wait_for(world.laboratory.begun.wait(), PATIENCE)
    await world.ask(PACKING, NEAR)
    await world.found()
    world.laboratory.let.set()
    await world.settled()
    assert len(await world.found()) == 1


async def test_without_a_laboratory_the_check_is_what_it_was(world: World) -> None:
    world.laboratory.down = True
    await world.ask(SIZES, KNOWN_ASKING)
    before = await world.checking.problems()
    await world.ask(PACKING, NEAR)
    after = await world.checking.problems()
    await world.settled()
    assert await world.checking.problems() == after
    assert [one for one in after if one not in before and one.code != "examples_scarce"] == []
    await world.settled()
    world.laboratory.down = False
    await world.found()
    await world.settled()
    assert len(await world.found()) == 1


async def test_what_could_not_be_asked_is_not_asked_again_at_once() -> None:
    laboratory = MemoryLaboratory()
    laboratory.down = True
    nearness = Nearness(laboratory, pause=0.0, again_after=3600.0)
    content = Content({"faq/a": Topic("faq/a", "faq", examples={"it": (NEAR,)})})
    for _ in range(3):
        assert nearness.known(content, ["faq/a"]) == {}
        await nearness.settled()
    assert laboratory.asked == ["near"]


async def test_what_is_taken_back_is_told_no_more(world: World) -> None:
    await world.ask(SIZES, KNOWN_ASKING)
    await world.ask(PACKING, NEAR)
    await world.found()
    await world.settled()
    assert await world.found()
    await world.drafts.revert(ELENA, SIZES)
    assert await world.found() == []


def test_topics_that_are_asked_for_otherwise_are_known_with_what_is_new() -> None:
    kept, old = (
        Topic("faq/a", "faq", examples={"it": ("uno",)}),
        Topic("faq/b", "faq", examples={"it": ("due",)}),
    )
    live = Content({one.name: one for one in (kept, old)})
    new = replace(old, examples={"it": ("due", "tre")})
    added = Topic("faq/c", "faq", examples={"en": ("four",)})
    titled = replace(kept, titles={"it": "Altro"})
    draft = Content({one.name: one for one in (titled, new, added)})
    assert rephrased(draft, live) == {"faq/b": frozenset({"tre"}), "faq/c": frozenset({"four"})}
