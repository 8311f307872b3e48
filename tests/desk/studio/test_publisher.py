"""Publications that go wrong, each in its own way: what is live stays, and the record says so."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from dulwich import porcelain
from dulwich.objects import Commit
from dulwich.repo import Repo

from content.journal import Journal
from desk.setup.model import Models
from desk.studio.errors import (
    ContentHasErrors,
    LaboratoryUnavailable,
    NothingToPublish,
    PublicationOver,
    PublishingAlready,
)
from desk.studio.failures import PublicationFailed
from desk.studio.records import PublicationState, VersionState
from tests.desk.studio.world import BRUNO, ELENA, SIZES, PretendBrain, World, studio_world

State = PublicationState


@pytest.fixture
async def world(database_url: str, content_root: Path, tmp_path: Path) -> AsyncIterator[World]:
    """A studio at work on each database in turn."""
    async with studio_world(database_url, content_root, tmp_path / "home") as opened:
        opened.brain.answering = opened.studio.releases._models.name_of(content_root)
        models = tmp_path / "home" / "models"
        models.mkdir(parents=True)
        (models / f"{opened.brain.answering}.tar.gz").write_bytes(b"old")
        yield opened


async def untouched(world: World, before: dict[str, bytes], model: str | None) -> None:
    """Nothing of a publication is to be seen."""
    assert world.files() == before
    assert world.brain.answering == model
    assert await world.studio.versions.live() is None
    await cleared(world)


async def cleared(world: World) -> None:
    """Its copies are gone, a moment after its end."""
    async with asyncio.timeout(60):
        while list((world.home / "publishing").glob("*")):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_nothing_new_is_not_published(world: World) -> None:
    with pytest.raises(NothingToPublish):
        await world.studio.publishing.publish(ELENA, "")


async def test_what_is_wrong_is_not_published(world: World) -> None:
    draft = await world.studio.drafts.create(ELENA, {"it": "Vuoto"}, "shop")
    with pytest.raises(ContentHasErrors) as raised:
        await world.studio.publishing.publish(ELENA, "")
    assert raised.value.details["errors"] > 0
    assert draft.value


async def test_two_do_not_publish_at_once(world: World) -> None:
    world.trainer.go.clear()
    await world.edit("Nuovo")
    tries = (world.studio.publishing.publish(one, "") for one in (ELENA, BRUNO))
    begun = await asyncio.gather(*tries, return_exceptions=True)
    refused = [one for one in begun if isinstance(one, PublishingAlready)]
    assert len(refused) == 1
    assert refused[0].details["by"] in {"Elena", "Bruno"}


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (PublicationFailed("training_failed"), "training_failed"),
        (PublicationFailed("trainer_killed"), "trainer_killed"),
        (OSError(errno.ENOSPC, "No space left on device"), "disk_full"),
        (OSError(errno.EACCES, "denied"), "disk"),
        (RuntimeError("what nobody expected"), "failed"),
    ],
)
async def test_a_training_that_fails_leaves_live_alone(world: World, fault: Exception, code: str) -> None:
    before, model = world.files(), world.brain.answering
    world.trainer.fault = fault
    await world.edit("Nuovo")
    failed = await world.published()
    assert (failed.state, failed.error) == (State.FAILED, code)
    await untouched(world, before, model)
    world.trainer.fault = None
    assert (await world.published()).state is State.LIVE


async def test_a_laboratory_that_is_down_leaves_live_alone(world: World) -> None:
    before, model = world.files(), world.brain.answering
    world.laboratory.down = True
    await world.edit("Nuovo")
    assert (await world.published()).error == LaboratoryUnavailable.code
    await untouched(world, before, model)


async def test_a_brain_that_refuses_gets_its_old_model_back(world: World) -> None:
    before, model = world.files(), world.brain.answering
    world.brain.refuses = {"*"}
    await world.edit("Nuovo")
    assert (await world.published()).error == "brain_refused"
    await untouched(world, before, model)


async def test_a_brain_that_is_away_leaves_live_alone(world: World) -> None:
    before = world.files()
    await world.edit("Nuovo")
    world.brain.down = True
    assert (await world.published()).error == "brain_unavailable"
    assert world.files() == before


async def test_a_disk_that_is_full_while_files_are_exchanged(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, model = world.files(), world.brain.answering
    await world.edit("Nuovo")
    begun = await world.studio.publishing.publish(ELENA, "")
    await world.until(begun, State.READY)

    def full(self: Journal, files: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Journal, "exchange", full)
    await world.studio.publications.go(begun.id, ELENA)
    failed = await world.until(begun, State.FAILED, State.LIVE)
    assert failed.error == "disk_full"
    assert world.brain.loaded[-1] == model
    await untouched(world, before, model)


async def test_what_changed_meanwhile_is_not_overwritten(world: World) -> None:
    await world.edit("Nuovo")
    begun = await world.studio.publishing.publish(ELENA, "")
    await world.until(begun, State.READY)
    file = world.root / "data" / "faq" / "sizes.yml"
    file.write_text(file.read_text() + "\n# by hand\n")
    await world.studio.publications.go(begun.id, ELENA)
    assert (await world.until(begun, State.FAILED, State.LIVE)).error == "content_changed"
    assert "# by hand" in file.read_text()


@pytest.mark.parametrize("when", [State.TRAINING, State.READY])
async def test_it_can_be_stopped(world: World, when: State) -> None:
    before, model = world.files(), world.brain.answering
    if when is State.TRAINING:
        world.trainer.go.clear()
    await world.edit("Nuovo")
    begun = await world.studio.publishing.publish(ELENA, "")
    await world.until(begun, when)
    await world.studio.publications.stop(begun.id, BRUNO)
    stopped = await world.until(begun, State.STOPPED, State.LIVE)
    assert stopped.state is State.STOPPED
    with pytest.raises(PublicationOver):
        await world.studio.publications.go(begun.id, ELENA)
    await untouched(world, before, model)
    world.trainer.go.set()
    assert (await world.published()).state is State.LIVE


async def test_go_is_for_what_is_ready(world: World) -> None:
    world.trainer.go.clear()
    await world.edit("Nuovo")
    begun = await world.studio.publishing.publish(ELENA, "")
    await world.until(begun, State.TRAINING)
    with pytest.raises(PublicationOver):
        await world.studio.publications.go(begun.id, ELENA)


async def test_a_desk_that_stops_leaves_no_half_of_it(
    sqlite_url: str, content_root: Path, tmp_path: Path
) -> None:
    async with studio_world(sqlite_url, content_root, tmp_path / "home") as world:
        world.trainer.go.clear()
        await world.edit("Nuovo")
        begun = await world.studio.publishing.publish(ELENA, "")
        await world.until(begun, State.TRAINING)
    async with studio_world(sqlite_url, content_root, tmp_path / "home") as world:
        found = await world.studio.publications.get(begun.id)
        assert (found.state, found.error) == (State.FAILED, "interrupted")
        assert (await world.published()).state is State.LIVE


async def test_a_desk_that_was_killed_leaves_a_publication_that_says_so(
    database_url: str, content_root: Path, tmp_path: Path
) -> None:
    async with studio_world(database_url, content_root, tmp_path / "home", work=False) as world:
        await world.edit("Nuovo")
        begun = await world.studio.publishing.publish(ELENA, "")
        assert await world.studio.publications.claim("dead") is not None
    async with studio_world(database_url, content_root, tmp_path / "home", work=False) as world:
        world.clock.advance(timedelta(seconds=31))
        tasks = [asyncio.ensure_future(step()) for step in world.studio.work.values()]
        failed = await world.until(begun, State.FAILED)
        assert failed.error == "interrupted"
        assert await world.title() != "Nuovo"
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_publication_goes_live_with_its_files_its_model_and_its_record(world: World) -> None:
    porcelain.init(str(world.root))
    await world.edit("Le misure")
    live = await world.published("Un titolo migliore")
    assert (live.state, live.version, live.error) == (State.LIVE, 2, None)
    assert await world.title() == "Le misure"
    assert world.brain.answering == live.model == world.studio.releases._models.name_of(world.root)
    version, baseline = await world.studio.versions.all()
    assert (version.number, version.state, version.author.name) == (2, VersionState.LIVE, "Elena")
    assert [one["item"] for one in version.difference] == [SIZES]
    assert (baseline.number, baseline.state, baseline.author.id) == (1, VersionState.PAST, "")
    assert await world.studio.drafts.changed() == []
    async with asyncio.timeout(60):
        # The commit comes after: shoppers do not wait for it.
        while (version := (await world.studio.versions.all())[0]).commit is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    with Repo(str(world.root)) as repository:
        commit = repository[repository.head()]
        assert isinstance(commit, Commit)
        assert commit.message == b"Un titolo migliore"
        assert commit.author.startswith(b"Elena <")
        assert version.commit == repository.head().decode()


async def test_what_is_written_meanwhile_stays_a_draft(world: World) -> None:
    await world.edit("Primo")
    begun = await world.studio.publishing.publish(ELENA, "")
    await world.until(begun, State.READY)
    await world.edit("Secondo", BRUNO)
    await world.studio.publications.go(begun.id, ELENA)
    await world.until(begun, State.LIVE)
    assert await world.title() == "Primo"
    (draft,) = await world.studio.drafts.changed()
    assert draft.value is not None
    assert draft.value["titles"]["it"] == "Secondo"


async def test_any_version_comes_back_with_one_word_and_no_training(world: World) -> None:
    before, model = world.files(), world.brain.answering
    await world.edit("Nuovo")
    await world.published()
    trained = list(world.trainer.trained)
    baseline = (await world.studio.versions.all())[-1]
    begun = await world.studio.publishing.restore(BRUNO, baseline, "Torna com'era")
    live = await world.until(begun, State.LIVE, State.FAILED)
    assert (live.state, live.version, live.restores) == (State.LIVE, 3, 1)
    assert world.files() == before
    assert world.brain.answering == model
    assert world.trainer.trained == trained
    assert await world.studio.drafts.changed() == []


async def test_an_old_page_does_not_fit_what_was_put_back(world: World) -> None:
    await world.edit("Nuovo")
    await world.published()
    old = await world.studio.drafts.get(SIZES)
    begun = await world.studio.publishing.restore(BRUNO, (await world.studio.versions.all())[-1], "")
    await world.until(begun, State.LIVE)
    assert (await world.studio.drafts.get(SIZES)).revision > old.revision


async def test_going_back_by_itself_keeps_the_work_as_a_draft(world: World) -> None:
    before, model = world.files(), world.brain.answering
    await world.edit("Nuovo")
    live = await world.published()
    assert live.version == 2
    back = await world.studio.releases.take_back(2, "more_failures")
    assert back is not None
    assert (back.number, world.files(), world.brain.answering) == (1, before, model)
    states = {one.number: (one.state, one.reason) for one in await world.studio.versions.all()}
    assert states == {1: (VersionState.LIVE, None), 2: (VersionState.TAKEN_BACK, "more_failures")}
    assert (await world.studio.publications.get(live.id)).state is State.TAKEN_BACK
    (draft,) = await world.studio.drafts.changed()
    assert draft.item == SIZES


async def test_a_brain_that_starts_late_is_brought_to_the_live_version(
    database_url: str, content_root: Path, tmp_path: Path
) -> None:
    async with studio_world(database_url, content_root, tmp_path / "home") as world:
        await world.edit("Nuovo")
        live = await world.published()
    late = PretendBrain()
    late.answering = "something-old"
    async with studio_world(database_url, content_root, tmp_path / "home", brain=late):
        async with asyncio.timeout(60):
            while late.answering != live.model:  # noqa: ASYNC110
                await asyncio.sleep(0.01)


async def test_what_was_published_is_not_trained_again_at_the_next_start(world: World) -> None:
    models = Models(world.home / "code", world.home, ("nothing",), content=world.root)
    await world.edit("Nuovo")
    assert models.is_fresh()
    await world.published()
    assert models.is_fresh()
    await world.studio.releases.take_back(2, "more_failures")
    assert models.is_fresh()
