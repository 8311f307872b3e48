"""Several desks: each brings its own folder and brain to the live version, and nobody's hand-work is lost."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from sqlalchemy import update

from desk.studio.records import PublicationState
from desk.studio.tables import publications
from tests.desk.studio.world import ELENA, PretendBrain, World, studio_world


async def answers_with(brain: PretendBrain, model: str | None) -> None:
    async with asyncio.timeout(60):
        while brain.answering != model:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)


def other(root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(root, tmp_path / "other"))


async def test_another_desk_gets_files_and_model_from_the_database(
    postgresql_url: str, content_root: Path, tmp_path: Path
) -> None:
    elsewhere, late = other(content_root, tmp_path), PretendBrain()
    late.answering = "something-old"
    async with studio_world(postgresql_url, content_root, tmp_path / "home") as world:
        await world.edit("Nuovo")
        live = await world.published()
        files = world.files()
    async with studio_world(postgresql_url, elsewhere, tmp_path / "home 2", brain=late) as second:
        await answers_with(late, live.model)
        assert second.files() == files
        assert second.studio.releases._models.path(live.model or "").read_bytes().startswith(b"model of")


async def test_a_folder_that_was_edited_by_hand_is_left_alone(
    postgresql_url: str, content_root: Path, tmp_path: Path
) -> None:
    elsewhere = other(content_root, tmp_path)
    async with studio_world(postgresql_url, content_root, tmp_path / "home") as world:
        await world.edit("Nuovo")
        await world.published()
    file = elsewhere / "data" / "faq" / "sizes.yml"
    file.write_text(file.read_text() + "\n# by hand\n")
    async with studio_world(postgresql_url, elsewhere, tmp_path / "home 2", work=False) as second:
        await _keeper(second)
        assert "# by hand" in file.read_text()


async def test_what_a_killed_desk_had_half_written_is_put_back(
    database_url: str, content_root: Path, tmp_path: Path
) -> None:
    async with studio_world(database_url, content_root, tmp_path / "home") as world:
        await world.edit("Primo")
        await world.published()
        live = world.files()
        await world.edit("Secondo")
        begun = await world.studio.publishing.publish(ELENA, "")
        ready = await world.until(begun, PublicationState.READY)
        staged = world.home / "publishing" / begun.id / "content"
        shutil.copytree(staged, tmp_path / "half")
    # As a desk leaves it that is killed after it has exchanged the files, and before it says so.
    for path in (tmp_path / "half" / "data").rglob("*.yml"):
        shutil.copy(path, content_root / path.relative_to(tmp_path / "half"))
    async with studio_world(database_url, content_root, tmp_path / "home", work=False) as world:
        assert world.files() != live
        half = update(publications).where(publications.c.id == ready.id).values(state="failed")
        async with world.database.write() as connection:
            await connection.execute(half)
        await _keeper(world)
        assert world.files() == live


async def _keeper(world: World) -> None:
    """Lets the keeper look once."""
    keeper = world.studio.work["content keeper"].__self__  # type: ignore[attr-defined]
    await keeper.settle()
