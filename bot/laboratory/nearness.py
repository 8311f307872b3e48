"""Which texts mean nearly the same as others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from bot.laboratory.vectors import ENCODER, ROWS_AT_ONCE, likeness, remember_vectors


def near(
    texts: Sequence[str], among: Sequence[tuple[str, str]], least: float, most: int
) -> list[list[dict[str, Any]]]:
    """For each text, the others that are like it, likest first.

    Args:
        texts: To look for.
        among: Where to look: ids with their texts.
        least: Likeness (cosine of the vectors, 0 to 1) from which one is told. Of messages that mean the same
            half lie above .38 and one in twenty above .64; of others one in a thousand lies above .49. Above
            .85 are those in nearly the same words (docs/understanding.md).
        most: How many are told for each.
    """
    if not texts or not among:
        return [[] for _ in texts]
    # Whoever writes asks again with one text more, among the same thousands.
    remember_vectors([ENCODER])
    others = [text for _, text in among]
    found: list[list[dict[str, Any]]] = []
    for start in range(0, len(texts), ROWS_AT_ONCE):
        for row in likeness(texts[start : start + ROWS_AT_ONCE], others):
            order = np.argsort(-row, kind="stable")[:most]
            found.append(
                [{"id": among[n][0], "likeness": round(float(row[n]), 4)} for n in order if row[n] >= least]
            )
    return found
