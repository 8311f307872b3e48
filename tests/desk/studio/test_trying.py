"""Trying a message while the laboratory is slow to come: nobody is kept waiting, and nothing is given up."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from content.folder import ContentFolder
from desk.laboratory.answers import Knowledge
from desk.laboratory.memory import MemoryLaboratory
from desk.studio.drafts import Drafts
from desk.studio.errors import LaboratoryUnavailable
from desk.studio.live import LiveContent
from desk.studio.trying import Bench


class LateLaboratory(MemoryLaboratory):
    """Learns nothing before it has come."""

    def __init__(self) -> None:
        super().__init__()
        self.come = asyncio.Event()

    async def put_knowledge(
        self, name: str, root: Path, *, like: str | None = None, model: Path | None = None
    ) -> Knowledge:
        await self.come.wait()
        return await super().put_knowledge(name, root, like=like, model=model)


def bench(late: LateLaboratory, drafts: Drafts, root: Path, folder: Path, patience: float) -> Bench:
    return Bench(late, drafts, LiveContent(root), folder / "studio", patience=patience)


async def test_whoever_tries_is_told_that_it_is_being_prepared_and_then_reads(
    drafts: Drafts, content_root: Path, tmp_path: Path
) -> None:
    late = LateLaboratory()
    made = bench(late, drafts, content_root, tmp_path, patience=0.01)
    text = ContentFolder(content_root).read().topics["faq/sizes"].examples["it"][0]
    assert not (await made.tried(text, "it", None, {})).is_ready
    assert await made.advice("faq/sizes") is None
    late.come.set()
    patient = bench(late, drafts, content_root, tmp_path / "another desk", patience=60)
    tried = await patient.tried(text, "it", None, {})
    assert tried.is_ready
    assert tried.same


async def test_what_was_left_waiting_and_fails_is_told_to_whoever_asks_again(
    drafts: Drafts, content_root: Path, tmp_path: Path
) -> None:
    late = LateLaboratory()
    made = bench(late, drafts, content_root, tmp_path, patience=0.01)
    assert not (await made.tried("ciao", "it", None, {})).is_ready
    late.down = True
    late.come.set()
    await asyncio.gather(*made._preparing, return_exceptions=True)
    late.down = False
    late.come.clear()
    with pytest.raises(LaboratoryUnavailable):
        await made.tried("ciao", "it", None, {})
    assert not (await made.tried("ciao", "it", None, {})).is_ready
