"""Comparing what is to go live with what is live: on the kept questions, our own folds, recent messages."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from desk.laboratory.answers import Comparison
from desk.laboratory.laboratory import LIVE, Laboratory
from desk.studio.errors import LaboratoryUnavailable
from desk.studio.hooks import Hooks
from desk.studio.live import LiveContent
from desk.studio.models import ModelStore

KEPT_FILE = Path("kept") / "questions.jsonl"
RECENT_DAYS = 30
MOST_RECENT = 300
READY_ATTEMPTS = 600
READY_PAUSE = 1.0
CANDIDATE = "candidate"
"""The laboratory's name for what is to go live."""


class Comparing:
    """Asks the laboratory what would change.

    Args:
        laboratory: Reads.
        live: The folder that is live.
        models: Where models are.
        hooks: Has recent messages.
        pause: Seconds between two looks whether it is ready.
    """

    def __init__(
        self,
        laboratory: Laboratory,
        live: LiveContent,
        models: ModelStore,
        hooks: Hooks,
        pause: float = READY_PAUSE,
    ) -> None:
        self._laboratory = laboratory
        self._live = live
        self._models = models
        self._hooks = hooks
        self._pause = pause

    async def compare(self, content: Path, model: Path) -> Comparison:
        """What would change.

        Args:
            content: The folder that is to go live.
            model: Its model.

        Raises:
            LaboratoryUnavailable: It can't be compared.
        """
        old = self._models.path(await asyncio.to_thread(self._models.name_of, self._live.root))
        await self._ready(LIVE, self._live.root, old if old.exists() else None)
        await self._ready(CANDIDATE, content, model)
        kept = await asyncio.to_thread(kept_questions, content)
        recent = await self._hooks.recent(RECENT_DAYS, MOST_RECENT)
        return await self._laboratory.compare(LIVE, CANDIDATE, kept, recent)

    async def _ready(self, name: str, root: Path, model: Path | None) -> None:
        for _ in range(READY_ATTEMPTS):
            known = await self._laboratory.put_knowledge(name, root, model=model)
            if known.state == "failed":
                raise LaboratoryUnavailable(known.error or "The content could not be learned.")
            if known.state == "ready":
                return
            await asyncio.sleep(self._pause)
        raise LaboratoryUnavailable("The laboratory did not get ready.")


def kept_questions(root: Path) -> list[dict[str, str]]:
    """The questions that nothing is learned from; blocks."""
    try:
        lines = (root / KEPT_FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [json.loads(line) for line in lines if line.strip()]


def score_of(report: Comparison | None) -> float | None:
    """Share of the kept questions that are read right."""
    figures = report.figures if report else []
    found = next((one for one in figures if one.set == "kept" and one.key == "right"), None)
    return found.after if found else None
