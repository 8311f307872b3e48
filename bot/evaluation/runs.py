"""Training and reading, so that there are rows to measure."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from sklearn.model_selection import train_test_split

from bot.components.likeness import LikenessModel, Settings, Verdict
from bot.components.thresholds import Prices, Thresholds, learn_thresholds, outcomes
from bot.evaluation.rows import KEPT, Decision, Row
from bot.evaluation.sets import Example

Array = Any
SEED = 7
TEST_SHARE = 0.2


class Trained(NamedTuple):
    """A model, and how it reads its own examples when their fold is left out.

    Attributes:
        model: Trained on all examples.
        unseen: A row an example, read as if it had not been among them.
        thresholds: By label, learned on those readings.
    """

    model: LikenessModel
    unseen: list[Row]
    thresholds: dict[str, Thresholds]


class Timing(NamedTuple):
    """How long reading one message takes, in milliseconds; None where no message was of that kind.

    Attributes:
        first: Median and 95th percentile where the first stage decides alone.
        later: The same where an encoder is asked.
        share_first: Share of messages which the first stage decides alone (0 to 1).
    """

    first: tuple[float, float] | None
    later: tuple[float, float] | None
    share_first: float


def trained(examples: Sequence[Example], settings: Settings | None = None) -> Trained:
    """Trains once; that gives the cross-validation too.

    Raises:
        ValueError: There are fewer than two labels.
    """
    model = LikenessModel(settings or Settings())
    reading = model.fit([example.text for example in examples], [example.label for example in examples])
    classes = np.array([model.labels.index(example.label) for example in examples])
    thresholds = learn_thresholds(outcomes(reading.probabilities, classes), model.labels, Prices())
    rows = [
        _row(example, _ranking(model.labels, own), float(in_scope), thresholds)
        for example, own, in_scope in zip(examples, reading.probabilities, reading.in_scope, strict=True)
    ]
    return Trained(model, rows, thresholds)


def _ranking(labels: Sequence[str], probabilities: Array) -> tuple[tuple[str, float], ...]:
    order = np.argsort(-probabilities)[:KEPT]
    return tuple((labels[i], float(probabilities[i])) for i in order)


def _row(
    example: Example,
    ranking: tuple[tuple[str, float], ...],
    in_scope: float,
    thresholds: dict[str, Thresholds],
) -> Row:
    decision = decide(ranking, thresholds)
    return Row(example.text, example.language, example.label, ranking, in_scope, decision)


def decide(ranking: tuple[tuple[str, float], ...], thresholds: dict[str, Thresholds]) -> Decision | None:
    """What the thresholds of the likeliest label say; None for a label without any."""
    if not ranking:
        return Decision.ASK
    label, confidence = ranking[0]
    if label not in thresholds:
        return None
    lower, upper = thresholds[label]
    if confidence >= upper:
        return Decision.ANSWER
    return Decision.ASK if confidence >= lower else Decision.HAND_OVER


def read(learned: Trained, examples: Sequence[Example]) -> list[Row]:
    """How a trained model reads other messages."""
    verdicts = [learned.model.judge(example.text) for example in examples]
    return [
        _row(example, verdict.ranking[:KEPT], verdict.in_scope, learned.thresholds)
        for example, verdict in zip(examples, verdicts, strict=True)
    ]


def split(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Four fifths to learn from and one fifth to test on, each label in that proportion; always the same."""
    labels = [example.label for example in examples]
    train, test = train_test_split(list(examples), test_size=TEST_SHARE, stratify=labels, random_state=SEED)
    return train, test


def timing(
    judge: Callable[[str], Verdict],
    first: str,
    texts: Sequence[str],
    clock: Callable[[], float] = time.perf_counter,
) -> Timing:
    """Times reading, each message once.

    Args:
        judge: Reads one message.
        first: Name of the stage that is asked first.
        texts: Messages that were not read before: encoders remember.
        clock: Seconds.
    """
    quick: list[float] = []
    slow: list[float] = []
    for text in texts:
        began = clock()
        verdict = judge(text)
        taken = 1000.0 * (clock() - began)
        (quick if verdict.stage == first else slow).append(taken)
    return Timing(_spread(quick), _spread(slow), len(quick) / max(1, len(texts)))


def _spread(taken: list[float]) -> tuple[float, float] | None:
    if not taken:
        return None
    return float(np.percentile(taken, 50)), float(np.percentile(taken, 95))
