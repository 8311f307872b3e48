"""``python -m scripts.learning``: what ``make simulate-learning`` becomes. ``docs/learning.md`` says more."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from desk.laboratory.laboratory import LIVE
from desk.setup.home import ROOT
from scripts.learning.questions import week
from scripts.learning.report import facts, show, write
from scripts.learning.scoring import v_measure
from scripts.learning.stage import Stage, open_stage
from scripts.learning.week import PUBLISHES_ON, Player, Week

SMALL = ROOT / "tests" / "fixtures" / "content"
KNOWN_GROUPS = ROOT / "tests" / "brain" / "groups" / "measure.jsonl"
GOAL = 0.8
"""Of the V-measure, and of the share that is answered once it is published."""


def main(arguments: list[str]) -> int:
    """Plays a week and reports; 1 where the loop did not close."""
    parser = argparse.ArgumentParser(prog="python -m scripts.learning")
    parser.add_argument("--seed", type=int, default=1, help="of all that is left to chance")
    parser.add_argument("--content", type=Path, default=SMALL, help="what the assistant knows on Monday")
    parser.add_argument("--results", type=Path, default=Path("results"), help="folder for the figures")
    given = parser.parse_args(arguments)
    began, clock = datetime.now(UTC), time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="sportello-learning-") as folder:
        seen, score, groups, known = asyncio.run(_played(Path(folder), given.content, given.seed))
    console = Console(width=None if sys.stdout.isatty() else 130)
    told = facts(seen, score, groups, known)
    show(console, seen, told)
    about: dict[str, object] = {
        "date": f"{began:%Y-%m-%d %H:%M} UTC",
        "seed": given.seed,
        "content": given.content.name if given.content != ROOT else "the shop's own",
        "played in": f"{time.perf_counter() - clock:.0f} s",
    }
    page = write(given.results, f"learning-{began:%Y%m%d-%H%M%S}", about, seen, told)
    console.print(f"Written to {page} and {page.with_suffix('.json').name}.")
    return 0 if is_closed(seen, score) else 1


def is_closed(seen: Week, score: float) -> bool:
    """Whether the question was unknown, was found, and is answered from its publication on."""
    before = sum(day.unknown["answered"] for day in seen.days[:PUBLISHES_ON])
    after = [day.unknown for day in seen.days[PUBLISHES_ON:]]
    share = sum(day["answered"] for day in after) / (sum(day.total() for day in after) or 1)
    return before == 0 and share >= GOAL and score >= GOAL


async def _played(folder: Path, content: Path, seed: int) -> tuple[Week, float, int, int]:
    async with open_stage(folder, content) as stage:
        seen = await Player(stage, week(content, seed)).play()
        return seen, *await _scored(stage)


async def _scored(stage: Stage) -> tuple[float, int, int]:
    """The inbox's grouping on groups that were known before."""
    known = [json.loads(line) for line in KNOWN_GROUPS.read_text(encoding="utf-8").splitlines() if line]
    groups = await stage.services.studio.laboratory.group([row["text"] for row in known], LIVE)
    found = {place: number for number, one in enumerate(groups) for place in one.members}
    score = v_measure([row["group"] for row in known], [found.get(place, -1) for place in range(len(known))])
    return score, len(groups), len(known)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
