"""Figures from rows; nothing here reads, writes or learns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np
from sklearn.metrics import roc_auc_score

from bot.evaluation.rows import OUTSIDE, Row

BINS = 15
STEPS = 101
EXAMPLES = 3
Key = TypeVar("Key", bound=Hashable)


class Bin(NamedTuple):
    """Readings of like confidence: how sure they were, how often right (both 0 to 1), how many."""

    confidence: float
    right: float
    size: int


class Point(NamedTuple):
    """What a threshold does, as shares of all messages.

    Attributes:
        threshold: Readings of labels in scope are answered from this confidence on.
        answered: Share that gets an answer.
        wrong: Share that gets a wrong one; out of scope any answer is.
        overall: Share treated right: in scope answered rightly, out of scope not answered.
    """

    threshold: float
    answered: float
    wrong: float
    overall: float


class Confusion(NamedTuple):
    """Messages of one label taken for another, with some of them."""

    truth: str
    read_as: str
    size: int
    examples: tuple[str, ...]


def share(part: int, whole: int) -> float | None:
    """A part of a whole; None of nothing."""
    return part / whole if whole else None


def accuracy(rows: Sequence[Row]) -> float | None:
    """Share of messages in scope whose likeliest label is their own; None where there are none."""
    inside = [row for row in rows if row.is_inside]
    return share(sum(row.is_right for row in inside), len(inside))


def outside_recall(rows: Sequence[Row]) -> float | None:
    """Share of messages out of scope that are taken for such."""
    outside = [row for row in rows if not row.is_inside]
    return share(sum(row.is_turned_away for row in outside), len(outside))


def outside_precision(rows: Sequence[Row]) -> float | None:
    """Share of messages taken for out of scope that are."""
    away = [row for row in rows if row.is_turned_away]
    return share(sum(not row.is_inside for row in away), len(away))


def auroc(rows: Sequence[Row]) -> float | None:
    """How often a message in scope scores higher than one out of scope; None unless there are both."""
    truth = [row.is_inside for row in rows]
    if len(set(truth)) < 2:
        return None
    return float(roc_auc_score(truth, [row.in_scope for row in rows]))


def reliability(rows: Sequence[Row], bins: int = BINS) -> list[Bin]:
    """Readings in bins of equal width by confidence; empty bins are left out."""
    filled: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        filled[min(int(row.confidence * bins), bins - 1)].append(row)
    return [
        Bin(_mean([r.confidence for r in some]), _mean([float(r.is_right) for r in some]), len(some))
        for _, some in sorted(filled.items())
    ]


def calibration_error(rows: Sequence[Row], bins: int = BINS) -> float | None:
    """Expected calibration error: how far confidence is from being right, on average over the rows."""
    found = reliability(rows, bins)
    if not found:
        return None
    return sum(abs(one.confidence - one.right) * one.size for one in found) / len(rows)


def curve(rows: Sequence[Row]) -> list[Point]:
    """What each threshold from 0 to 1 would do, in hundredths; empty for no rows."""
    if not rows:
        return []
    inside, right, confidence = _arrays(rows)
    found = []
    for threshold in np.linspace(0.0, 1.0, STEPS):
        answered = confidence >= threshold
        good = np.where(inside, answered & right, ~answered)
        wrong = answered & ~right
        found.append(Point(float(threshold), float(answered.mean()), float(wrong.mean()), float(good.mean())))
    return found


def _arrays(rows: Sequence[Row]) -> tuple[Any, Any, Any]:
    inside = np.array([row.is_inside for row in rows])
    right = np.array([row.is_right and row.is_inside for row in rows])
    # "Out of scope" as the likeliest label is no answer at any threshold.
    confidence = np.array([row.confidence if row.best != OUTSIDE else -1.0 for row in rows])
    return inside, right, confidence


def best_overall(rows: Sequence[Row]) -> Point | None:
    """The threshold under which most messages are treated right, as HINT3 compares systems."""
    return max(curve(rows), key=lambda point: point.overall, default=None)


def acceptance_threshold(inside: Sequence[Row], wanted: float) -> float:
    """The highest in-scope score at or above which at least the wanted share of these messages lies.

    Raises:
        ValueError: There are no messages.
    """
    if not inside:
        raise ValueError("No messages in scope: nothing to accept.")
    scores = sorted((row.in_scope for row in inside), reverse=True)
    return scores[min(len(scores), max(1, int(np.ceil(wanted * len(scores))))) - 1]


def rejected(outside: Sequence[Row], threshold: float) -> float | None:
    """Share of messages whose in-scope score is below a threshold."""
    return share(sum(row.in_scope < threshold for row in outside), len(outside))


def grouped(rows: Sequence[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    """Rows by what a function makes of them, in the order in which that first occurs."""
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def confusions(rows: Sequence[Row]) -> list[Confusion]:
    """Which labels are taken for which, the commonest first."""
    pairs = grouped([row for row in rows if not row.is_right], lambda row: (row.truth, row.best))
    found = [
        Confusion(truth, read_as, len(some), tuple(row.text for row in some[:EXAMPLES]))
        for (truth, read_as), some in pairs.items()
    ]
    return sorted(found, key=lambda pair: (-pair.size, pair.truth, pair.read_as))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
