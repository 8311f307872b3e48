"""``python -m scripts.learning.nearness``: what editors would be told of ways of asking that mean the same.

Compares every topic with every other through the laboratory, as ``desk.studio.nearness`` does of those that
are being written, from several likenesses on. What was decided by it: ``docs/decisions/near-duplicates.md``.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from content.checks.alike import SHORTEST, are_alike, normal
from content.checks.meaning import TOLD_AT_MOST
from content.folder import ContentFolder
from desk.laboratory.client import HttpLaboratory
from desk.laboratory.launcher import Launcher
from desk.setup.home import ROOT, brain_python

LIKENESSES = (0.80, 0.85, 0.88, 0.90, 0.93)
AT_ONCE = 1000
MOST = 100
SECONDS = 3600.0
"""For one call: encoding all of the shop's examples is ten seconds of a processor that may be busy."""


class Pair(NamedTuple):
    """Two texts of two topics, or of one."""

    likeness: float
    text: str
    other: str


class Measured(NamedTuple):
    """Everything that is alike.

    Attributes:
        homes: Each text's topic.
        across: Pairs of two topics, the likest first; not those that are nearly the same as letters go.
        own: The likest other text of the same topic, by text.
    """

    homes: Mapping[str, str]
    across: list[Pair]
    own: Mapping[str, Pair]


def main(arguments: list[str]) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m scripts.learning.nearness")
    parser.add_argument("--content", type=Path, default=ROOT, help="the content's folder")
    parser.add_argument("--show", type=float, default=0.85, help="from which likeness on pairs are listed")
    given = parser.parse_args(arguments)
    homes = _homes(given.content)
    with tempfile.TemporaryDirectory(prefix="sportello-nearness-") as folder:
        pairs = asyncio.run(_asked(Path(folder), sorted(homes)))
    measured = _measured(homes, pairs)
    for line in (*_table(measured), "", *_listed(measured, given.show)):
        print(line)
    return 0


def _homes(root: Path) -> dict[str, str]:
    """The topic of every text that is long enough to be compared."""
    topics = ContentFolder(root).read().topics
    return {
        text: name
        for name, topic in sorted(topics.items())
        for texts in topic.examples.values()
        for text in texts
        if len(normal(text)) >= SHORTEST
    }


async def _asked(folder: Path, texts: list[str]) -> list[Pair]:
    command = (str(brain_python()), "-m", "bot.laboratory")
    laboratory = HttpLaboratory(Launcher(command, ROOT, folder / "log"), long_seconds=SECONDS)
    found: list[Pair] = []
    try:
        for start in range(0, len(texts), AT_ONCE):
            among = {str(place): text for place, text in enumerate(texts[start : start + AT_ONCE])}
            rows = await laboratory.near(texts, among, least=LIKENESSES[0], most=MOST)
            for text, row in zip(texts, rows, strict=True):
                found += [Pair(one.likeness, text, among[one.id]) for one in row]
    finally:
        await laboratory.close()
    return [pair for pair in found if normal(pair.text) != normal(pair.other)]


def _measured(homes: Mapping[str, str], pairs: Iterable[Pair]) -> Measured:
    across: list[Pair] = []
    own: dict[str, Pair] = {}
    for pair in sorted(pairs, reverse=True):
        if homes[pair.text] == homes[pair.other]:
            own.setdefault(pair.text, pair)
        elif pair.text < pair.other and not are_alike(pair.text, pair.other):
            across.append(pair)
    return Measured(homes, across, own)


def _table(measured: Measured) -> Iterable[str]:
    """One line a likeness, and one for letters, which need no laboratory."""
    size = len(measured.homes)
    yield f"{size} ways of asking of {len(set(measured.homes.values()))} topics"
    yield f"from  pairs  topics  most in one  with more than {TOLD_AT_MOST}  found in another topic"
    for least in LIKENESSES:
        pairs = [pair for pair in measured.across if pair.likeness >= least]
        told = {text for pair in pairs for text in (pair.text, pair.other)}
        topics = Counter(measured.homes[text] for text in told)
        most = max(topics.values(), default=0)
        many = sum(count > TOLD_AT_MOST for count in topics.values())
        caught = sum(pair.likeness >= least for pair in measured.own.values()) / size
        yield f"{least:.2f}  {len(pairs):5}  {len(topics):6}  {most:11}  {many:16}  {caught:22.1%}"
    spelled = sum(are_alike(pair.text, pair.other) for pair in measured.own.values()) / size
    yield f"by letters alone, found in another topic: {spelled:.1%}"


def _listed(measured: Measured, least: float) -> Iterable[str]:
    for pair in measured.across:
        if pair.likeness >= least:
            topics = f"{measured.homes[pair.text]} / {measured.homes[pair.other]}"
            yield f"{pair.likeness:.3f}  {topics}: {pair.text} / {pair.other}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
