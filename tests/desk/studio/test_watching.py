"""When a version is taken back by itself: only once there is enough to be sure."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from desk.studio.records import PublicationState, VersionState
from desk.studio.watching import WATCHED_FOR, Tally, WatchedBrain, Watcher, verdict
from handoff.errors import BrainUnavailable
from handoff.records import BrainReply, HandoverReason, HandoverRequest, Question
from tests.desk.studio.world import World, studio_world

QUESTION = Question("c", "m", "ciao", None, "it", language_fixed=False, channel="pigeon")
LOST = BrainReply(handover=HandoverRequest(HandoverReason.LOW_CONFIDENCE))
FELL_OUT = BrainUnavailable()


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (Tally(), Tally(), None),
        (Tally(500, 0), Tally(19, 19), None),
        (Tally(500, 0), Tally(100, 4), None),
        (Tally(500, 0), Tally(20, 5), "more_failures"),
        (Tally(), Tally(20, 5), "more_failures"),
        (Tally(500, 50), Tally(100, 30), None),
        (Tally(500, 50), Tally(100, 40), "more_failures"),
        (Tally(500, 0, 50), Tally(49, 0, 49), None),
        (Tally(500, 0, 50), Tally(100, 0, 20), None),
        (Tally(500, 0, 50), Tally(100, 0, 40), "more_handovers"),
        (Tally(40, 0, 0), Tally(100, 0, 90), None),
    ],
)
def test_the_rule(before: Tally, after: Tally, why: str | None) -> None:
    assert verdict(before, after) == why


class Moody:
    """A brain that answers as it is told to."""

    says: BrainReply | BrainUnavailable = BrainReply()

    async def reply(self, question: Question) -> BrainReply:
        if isinstance(self.says, BrainUnavailable):
            raise self.says
        return self.says

    async def is_ready(self) -> bool:
        return True


@pytest.fixture
async def world(sqlite_url: str, content_root: Path, tmp_path: Path) -> AsyncIterator[World]:
    async with studio_world(sqlite_url, content_root, tmp_path / "home") as opened:
        opened.brain.answering = opened.studio.releases._models.name_of(content_root)
        models = tmp_path / "home" / "models"
        models.mkdir(parents=True)
        (models / f"{opened.brain.answering}.tar.gz").write_bytes(b"old")
        yield opened


async def asked(brain: WatchedBrain, world: World, times: int) -> None:
    for _ in range(times):
        world.clock.advance(timedelta(milliseconds=10))
        try:
            await brain.reply(QUESTION)
        except BrainUnavailable:
            continue


def watcher(world: World, brain: WatchedBrain, told: list[tuple[int, str]]) -> Watcher:
    async def hear(number: int, reason: str) -> None:
        told.append((number, reason))

    studio = world.studio
    return Watcher(brain, studio.publications, studio.versions, studio.releases, world.clock, hear)


@pytest.mark.parametrize(
    ("says", "why"), [(FELL_OUT, "more_failures"), (LOST, "more_handovers"), (BrainReply(), None)]
)
async def test_a_version_that_makes_it_worse_goes_by_itself(
    world: World, says: BrainReply | BrainUnavailable, why: str | None
) -> None:
    moody, told = Moody(), list[tuple[int, str]]()
    brain = WatchedBrain(moody, world.clock)
    await asked(brain, world, 200)
    before = await world.title()
    await world.edit("Peggio")
    await world.published()
    moody.says = says
    await asked(brain, world, 100)
    assert await watcher(world, brain, told).look() == why
    assert told == ([(2, why)] if why else [])
    assert await world.title() == (before if why else "Peggio")


async def test_after_ten_minutes_a_fault_is_somebody_elses(world: World) -> None:
    moody, told = Moody(), list[tuple[int, str]]()
    brain = WatchedBrain(moody, world.clock)
    await world.edit("Nuovo")
    await world.published()
    world.clock.advance(WATCHED_FOR + timedelta(seconds=1))
    moody.says = FELL_OUT
    await asked(brain, world, 100)
    assert await watcher(world, brain, told).look() is None


async def test_what_somebody_has_put_back_stays(world: World) -> None:
    moody, told = Moody(), list[tuple[int, str]]()
    brain = WatchedBrain(moody, world.clock)
    await world.edit("Nuovo")
    await world.published()
    first = (await world.studio.versions.all())[-1]
    begun = await world.studio.publishing.restore(first.author, first, "")
    await world.until(begun, PublicationState.LIVE)
    moody.says = FELL_OUT
    await asked(brain, world, 100)
    assert await watcher(world, brain, told).look() is None
    live = await world.studio.versions.live()
    assert live is not None
    assert (live.number, live.state) == (3, VersionState.LIVE)
