"""How examples were read when their fold was left out: what training knows of its own mistakes, kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bot.components.stage import Reading

KEPT = 3
DIGITS = 4


class Unseen(NamedTuple):
    """One example, read as if it had not been one.

    Attributes:
        text: As it stands in the data.
        label: Its own.
        ranking: The likeliest labels with their probabilities, likeliest first.
    """

    text: str
    label: str
    ranking: tuple[tuple[str, float], ...]

    @property
    def best(self) -> str:
        """What it was read as."""
        return self.ranking[0][0]

    @property
    def confidence(self) -> float:
        """How surely."""
        return self.ranking[0][1]


def unseen_of(
    texts: Sequence[str], labels: Sequence[str], reading: Reading, known: Sequence[str]
) -> list[Unseen]:
    """Rows of a reading, an example each.

    Args:
        texts: The examples.
        labels: Theirs.
        reading: A row for each.
        known: All labels, in the order of the reading's columns.
    """
    order = np.argsort(-reading.probabilities, axis=1)[:, :KEPT]
    return [
        Unseen(text, label, tuple((known[i], round(float(row[i]), DIGITS)) for i in best))
        for text, label, row, best in zip(texts, labels, reading.probabilities, order, strict=True)
    ]


def write_unseen(rows: Sequence[Unseen], path: Path) -> None:
    """Writes them."""
    path.write_text(json.dumps([tuple(row) for row in rows], ensure_ascii=False), encoding="utf-8")


def read_unseen(path: Path) -> list[Unseen]:
    """Reads them back; none where a model was trained before they were kept.

    Raises:
        ValueError: The file is damaged.
    """
    if not path.is_file():
        return []
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [Unseen(text, label, tuple((name, p) for name, p in ranking)) for text, label, ranking in rows]
