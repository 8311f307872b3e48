"""One stage of understanding: from likenesses to readings whose confidence means something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression

from bot.components import machine
from bot.components.machine import Scores

Array = Any
# Where no examples out of scope are given, messages of left-out topics stand in for them; together they
# weigh as much as this share of all.
STRANGERS_SHARE = 0.2
NEVER = 2.0
CERTAIN = 50.0
# One error in twenty in saying that a share is at least so large.
DOUBT = 1.645


class Reading(NamedTuple):
    """What messages are read as, a row a message.

    Attributes:
        probabilities: A column a label; out of scope among them, where that is a label.
        in_scope: How likely a message is about anything the assistant knows (0 to 1).
    """

    probabilities: Array
    in_scope: Array


class Calibration(NamedTuple):
    """How scores become probabilities; learned on folds.

    Attributes:
        temper: Factor on the scores of labels in scope before their softmax.
        slope: Of the logistic curve from evidence to the probability of being in scope.
        offset: Of the same.
        sure: Confidence from which the next, slower stage need not be asked.
    """

    temper: float
    slope: float
    offset: float
    sure: float


class Stage:
    """Coefficients and their calibration, over one mix of views.

    Args:
        labels: All labels, in the order of the columns.
        outside: The label of what is out of scope, where there is one among them.
        closed: Nothing is out of scope.
    """

    def __init__(self, labels: Sequence[str], outside: str | None, *, closed: bool = False) -> None:
        self._closed = closed
        self._out = labels.index(outside) if outside in labels else None
        self._inside = np.array([label != outside for label in labels])

    def fit(self, kernel: Array, classes: Array, folds: int, sure: float) -> Reading:
        """Learns; returns how the examples are read when their fold is left out.

        Args:
            kernel: Likeness of each example to each.
            classes: Number of each example's label.
            folds: Parts of the data that are left out in turn.
            sure: Share of right readings from which a reading counts as sure.
        """
        self.in_scope = self._inside[classes]
        alone = self._out is None and not self._closed
        learned = machine.learn(kernel, classes, self.in_scope, folds, strangers=alone)
        self.coefficients = learned.coefficients
        slope, offset = self._scope_curve(learned.unseen, learned.strangers)
        self.calibration = Calibration(self._temper(learned.unseen, classes), slope, offset, NEVER)
        reading = self.read(learned.unseen)
        self.calibration = self.calibration._replace(sure=_sure(reading, classes, sure))
        return reading

    def fit_known(self, kernel: Array, classes: Array, calibration: Calibration, chosen: Array) -> Reading:
        """Learns under a calibration that was learned before, on nearly the same examples.

        Args:
            kernel: Likeness of each example to each.
            classes: Number of each example's label.
            calibration: How scores become probabilities.
            chosen: Numbers of some examples.

        Returns:
            How the chosen ones are read when each is left out.
        """
        self.in_scope = self._inside[classes]
        solved = machine.solve(kernel, classes, self.in_scope, chosen)
        self.coefficients, self.calibration = solved.coefficients, calibration
        return self.read(solved.unseen)

    def fit_around(
        self, rows: Array, block: Array, classes: Array, calibration: Calibration, start: Array
    ) -> Reading:
        """Learns anew for some examples only, under a calibration that was learned before.

        Args:
            rows: Likeness of those examples to each.
            block: Their numbers.
            classes: Number of each example's label.
            calibration: How scores become probabilities.
            start: Coefficients that the other examples keep.

        Returns:
            How those examples are read when each is left out.
        """
        self.in_scope = self._inside[classes]
        self.coefficients, raw = machine.solve_around(rows, block, classes, start)
        self.calibration = calibration
        return self.read(Scores(raw, machine.near_others(rows, self.in_scope, block)))

    def score(self, likeness: Array) -> Scores:
        """Scores of one message, from its likeness to each example."""
        return Scores(likeness @ self.coefficients, machine.near(likeness, self.in_scope))

    def read(self, scores: Scores) -> Reading:
        """Readings of scored messages, be it one or many."""
        inside = scores.raw[..., self._inside]
        raised = np.exp(self.calibration.temper * (inside - inside.max(axis=-1, keepdims=True)))
        evidence = self.calibration.slope * self._evidence(scores) + self.calibration.offset
        in_scope = 1.0 / (1.0 + np.exp(-evidence))
        probabilities = np.empty_like(scores.raw, dtype=np.float64)
        shares = raised / raised.sum(axis=-1, keepdims=True)
        probabilities[..., self._inside] = shares * in_scope[..., None]
        if self._out is not None:
            probabilities[..., self._out] = 1.0 - in_scope
        return Reading(probabilities, in_scope)

    def _evidence(self, scores: Scores) -> Array:
        # Which sum tells best what is in scope was measured: docs/decisions/out-of-scope.md
        best = scores.raw[..., self._inside].max(axis=-1) + scores.near
        return best if self._out is None else best - 2.0 * scores.raw[..., self._out]

    def _scope_curve(self, unseen: Scores, strangers: Scores | None) -> tuple[float, float]:
        if self._closed:
            return 0.0, CERTAIN
        inside = self._evidence(unseen)[self.in_scope]
        if strangers is not None:
            outside = self._evidence(strangers)
            each = STRANGERS_SHARE / (1.0 - STRANGERS_SHARE) * len(inside) / len(outside)
        else:
            outside, each = self._evidence(unseen)[~self.in_scope], 1.0
        evidence = np.concatenate([inside, outside])[:, None]
        truth = np.arange(len(evidence)) < len(inside)
        weights = np.where(truth, 1.0, each)
        curve = LogisticRegression(C=100.0).fit(evidence, truth, sample_weight=weights)
        return float(curve.coef_[0, 0]), float(curve.intercept_[0])

    def _temper(self, unseen: Scores, classes: Array) -> float:
        """The factor under which unseen messages' own labels are likeliest."""
        scores = unseen.raw[self.in_scope][:, self._inside].astype(np.float64)
        columns = np.cumsum(self._inside) - 1
        own = columns[classes[self.in_scope]]

        def surprise(logarithm: float) -> float:
            raised = np.exp(logarithm) * scores
            raised -= raised.max(axis=1, keepdims=True)
            chosen = raised[np.arange(len(own)), own] - np.log(np.exp(raised).sum(axis=1))
            return float(-chosen.mean())

        return float(np.exp(minimize_scalar(surprise, bounds=(0.0, 5.0), method="bounded").x))


def _sure(reading: Reading, classes: Array, wanted: float) -> float:
    """The lowest confidence above which at least the wanted share of unseen messages is read right.

    "At least" with the doubt that so few messages leave (Wilson's lower bound): a model of few examples is
    never sure.
    """
    confidence = reading.probabilities.max(axis=1)
    right = reading.probabilities.argmax(axis=1) == classes
    order = np.argsort(-confidence)
    count = np.arange(1, len(order) + 1)
    enough = np.flatnonzero(_at_least(np.cumsum(right[order]) / count, count) >= wanted)
    return float(confidence[order[enough[-1]]]) if len(enough) else NEVER


def _at_least(share: Array, count: Array) -> Array:
    spread = np.sqrt(share * (1.0 - share) / count + DOUBT**2 / (4.0 * count**2))
    return (share + DOUBT**2 / (2.0 * count) - DOUBT * spread) / (1.0 + DOUBT**2 / count)
