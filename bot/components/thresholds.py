"""From which confidence a topic is answered, and below which not even asked about: learned from prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

Array = Any
# A topic's own examples are few: all topics' readings together count like this many of its own.
COMMON = 40.0
STEP = 0.01
GRID = np.round(np.arange(STEP, 1.0, STEP), 2)


@dataclass(frozen=True)
class Prices:
    """What outcomes cost, in needless handovers.

    Attributes:
        error: A wrong answer, given as if it were right.
        question: Asking "did you mean…?", whatever comes of it.
    """

    error: float = 5.0
    question: float = 0.25


class Thresholds(NamedTuple):
    """For one topic: answered from ``upper`` on, asked about from ``lower`` on, handed over below."""

    lower: float
    upper: float


class Outcomes(NamedTuple):
    """How unseen messages were read, an entry a message.

    Attributes:
        best: Number of the best label.
        confidence: Its probability.
        right: Whether it was right.
        offered: Whether the right one was among the best two, so that asking would have helped.
    """

    best: Array
    confidence: Array
    right: Array
    offered: Array


def outcomes(probabilities: Array, classes: Array) -> Outcomes:
    """What came of readings.

    Args:
        probabilities: A row a message, a column a label.
        classes: Number of each message's own label.
    """
    order = np.argsort(-probabilities, axis=1)
    rows = np.arange(len(classes))
    best = order[:, 0]
    return Outcomes(
        best, probabilities[rows, best], best == classes, (order[:, :2] == classes[:, None]).any(axis=1)
    )


def learn_thresholds(seen: Outcomes, labels: Sequence[str], prices: Prices) -> dict[str, Thresholds]:
    """The cheapest thresholds of each label.

    Args:
        seen: Outcomes on messages that the model had not seen.
        labels: Names by number.
        prices: What outcomes cost.
    """
    common = _costs(seen, np.ones(len(seen.best), dtype=bool), prices)
    found = {}
    for number, label in enumerate(labels):
        own = _costs(seen, seen.best == number, prices)
        upper, lower = (a + COMMON * b / len(seen.best) for a, b in zip(own, common, strict=True))
        highest = float(GRID[int(np.argmin(upper))])
        found[label] = Thresholds(min(highest, float(GRID[int(np.argmin(lower))])), highest)
    return found


def _costs(seen: Outcomes, chosen: Array, prices: Prices) -> tuple[Array, Array]:
    """What each value of the grid costs in all: as upper threshold, and as lower one."""
    confidence, right, offered = seen.confidence[chosen], seen.right[chosen], seen.offered[chosen]
    over = confidence[None, :] >= GRID[:, None]
    answering = (over & ~right).sum(axis=1) * prices.error + (~over & right).sum(axis=1)
    asking = over.sum(axis=1) * prices.question + (~over & offered).sum(axis=1)
    return answering.astype(float), asking.astype(float)


def told(
    thresholds: Mapping[str, Thresholds], seen: Outcomes, labels: Sequence[str], prices: Prices
) -> CommentedMap:
    """The thresholds as people read them, with what they did to unseen messages, in percent."""
    content = CommentedMap()
    content.yaml_set_start_comment(
        "Learned from messages the model had not seen; every training writes this anew.\n"
        f"A wrong answer costs {prices.error:g} needless handovers, a question {prices.question:g}.\n"
        "Answered from upper on; between the two the assistant asks; below lower a person is called.\n"
        "To fix one by hand, put it under `topics:` of bot.components.doubt.Doubt in config.yml."
    )
    for number, label in enumerate(labels):
        lower, upper = thresholds[label]
        own = seen.best == number
        sure = own & (seen.confidence >= upper)
        row = CommentedMap(
            lower=lower, upper=upper, answered=_percent(sure, own), right=_percent(sure & seen.right, sure)
        )
        row.fa.set_flow_style()
        content[label] = row
    return content


def _percent(part: Array, whole: Array) -> int | None:
    return round(100 * int(part.sum()) / int(whole.sum())) if whole.any() else None


def write(content: CommentedMap, path: Path) -> None:
    """Writes the thresholds where people look for them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        YAML().dump(content, file)


def read(path: Path) -> dict[str, Thresholds]:
    """Reads thresholds back.

    Raises:
        OSError: The file is missing.
        KeyError: It is damaged.
    """
    content = YAML(typ="safe").load(path) or {}
    return {label: Thresholds(float(row["lower"]), float(row["upper"])) for label, row in content.items()}
