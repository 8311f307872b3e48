"""Learning labels from how alike examples are: kernel ridge regression, and what it would have said unseen.

The likeness of every example to every other is all it needs. One inversion gives the coefficients, and, by
block-wise formulas, the scores that each example would have got had it, its fold, or its whole topic been
left out. So everything that is learned about confidence is learned on messages the model had not seen,
without training it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from scipy.linalg import lapack
from sklearn.model_selection import StratifiedKFold

Array = Any
SEED = 7
# How much noise the labels are taken to have; chosen on folds, see docs/decisions/likeness.md
RIDGE = 0.03
NEAREST = 3
IMPOSSIBLE = np.float32(-9.0)


class Scores(NamedTuple):
    """What some messages got.

    Attributes:
        raw: A column a label; near 1 for examples of it, near 0 for what is like nothing.
        near: Mean likeness to the nearest examples that are in scope.
    """

    raw: Array
    near: Array


class Learned(NamedTuple):
    """What one inversion gives.

    Attributes:
        coefficients: A row an example, a column a label: likenesses times these are scores.
        unseen: The examples' scores, each with its fold left out.
        strangers: The same with all of its own label left out: how messages of unknown topics look;
            None where that was not wanted.
    """

    coefficients: Array
    unseen: Scores
    strangers: Scores | None


def learn(kernel: Array, classes: Array, in_scope: Array, folds: int, *, strangers: bool) -> Learned:
    """Learns from the examples' likeness.

    Args:
        kernel: Likeness of each example to each, 1 on the diagonal.
        classes: Number of each example's label, from 0 on.
        in_scope: Whether each example is.
        folds: Parts of the data that are left out in turn; at least 2.
        strangers: Whether scores with each label left out are wanted.
    """
    targets = np.eye(classes.max() + 1, dtype=np.float32)[classes]
    inverse = _invert(kernel, classes)
    coefficients = inverse @ targets
    unseen = _left_out(inverse, coefficients, targets, _folds(classes, folds))
    seen = Scores(unseen, _near_without(kernel, in_scope, _folds(classes, folds)))
    if not strangers:
        return Learned(coefficients, seen, None)
    topics = [np.flatnonzero(classes == label) for label in range(targets.shape[1])]
    unknown = _left_out(inverse, coefficients, targets, topics)
    unknown[targets > 0] = IMPOSSIBLE
    return Learned(coefficients, seen, Scores(unknown, _near_without(kernel, in_scope, topics)))


class Solved(NamedTuple):
    """What is learned without folds, in a third of the time.

    Attributes:
        coefficients: As in ``Learned``.
        unseen: Scores of the chosen examples, each with itself left out.
    """

    coefficients: Array
    unseen: Scores


def solve(kernel: Array, classes: Array, in_scope: Array, chosen: Array) -> Solved:
    """Learns from the examples' likeness the same coefficients as ``learn``.

    Args:
        kernel: Likeness of each example to each, 1 on the diagonal.
        classes: Number of each example's label, from 0 on.
        in_scope: Whether each example is.
        chosen: Numbers of the examples of which it is asked how they are read without themselves.
    """
    targets = np.eye(classes.max() + 1, dtype=np.float32)[classes]
    factor = _factor(kernel, classes)
    # Columns of the inverse, for the chosen ones only.
    columns = np.zeros((len(classes), len(chosen)), dtype=np.float32, order="F")
    columns[chosen, np.arange(len(chosen))] = 1.0
    found, _ = lapack.spotrs(factor, np.hstack([targets, columns]), lower=1)
    coefficients, columns = found[:, : targets.shape[1]], found[:, targets.shape[1] :]
    own = columns[chosen, np.arange(len(chosen))]
    unseen = targets[chosen] - coefficients[chosen] / own[:, None]
    others = near_others(kernel[chosen], in_scope, chosen)
    return Solved(np.ascontiguousarray(coefficients), Scores(unseen, others))


def solve_around(rows: Array, block: Array, classes: Array, start: Array) -> tuple[Array, Array]:
    """Learns anew for some examples, while what was learned for the others stays.

    Args:
        rows: Likeness of the chosen examples to each, a row each, 1 where they meet themselves.
        block: Numbers of the chosen examples.
        classes: Number of each example's label.
        start: Coefficients, of which those of the chosen examples are not looked at.

    Returns:
        All coefficients, and the chosen examples' scores, each with itself left out.
    """
    targets = np.eye(start.shape[1], dtype=np.float32)[classes[block]]
    fixed = np.ones(len(classes), dtype=bool)
    fixed[block] = False
    own = np.array(rows[:, block], dtype=np.float32, order="F")
    own[np.diag_indices(len(block))] += _noise(classes)[block]
    wanted = targets - rows[:, fixed] @ start[fixed]
    inverse = _inverse_of(_cholesky(own))
    found = np.array(start, dtype=np.float32)
    found[block] = inverse @ wanted
    return found, targets - found[block] / np.diag(inverse)[:, None]


def near_others(likeness: Array, in_scope: Array, chosen: Array) -> Array:
    """``near`` for examples, each of which is not near itself."""
    others = np.array(likeness)
    others[np.arange(len(chosen)), chosen] = IMPOSSIBLE
    return near(others, in_scope)


def near(likeness: Array, in_scope: Array) -> Array:
    """Mean likeness to the nearest examples that are in scope, for rows of likenesses."""
    if likeness.ndim == 1:
        return _near_one(likeness, in_scope)
    inside = likeness[..., in_scope]
    nearest = min(NEAREST, inside.shape[-1])
    return np.partition(inside, -nearest, axis=-1)[..., -nearest:].mean(axis=-1)


def _near_one(likeness: Array, in_scope: Array) -> Array:
    """The same for one row, in a fifth of the time."""
    inside = np.where(in_scope, likeness, IMPOSSIBLE)
    nearest = []
    for _ in range(min(NEAREST, np.count_nonzero(in_scope))):
        best = inside.argmax()
        nearest.append(inside[best])
        inside[best] = IMPOSSIBLE
    return np.mean(nearest, dtype=likeness.dtype)


def _invert(kernel: Array, classes: Array) -> Array:
    return _inverse_of(_factor(kernel, classes))


def _factor(kernel: Array, classes: Array) -> Array:
    damped = np.array(kernel, dtype=np.float32, order="F")
    damped[np.diag_indices(len(classes))] += _noise(classes)
    return _cholesky(damped)


def _noise(classes: Array) -> Array:
    """What each example's label is taken to be off by."""
    counts = np.bincount(classes)
    there = np.count_nonzero(counts)
    # A rare label's examples are trusted more, so that a long topic does not swallow a short one.
    trust = np.sqrt(len(classes) / there / counts[classes])
    return (RIDGE / trust).astype(np.float32)


def _cholesky(damped: Array) -> Array:
    factor, problem = lapack.spotrf(damped, lower=1, overwrite_a=1)
    if problem:
        raise ValueError("The examples' likeness can't be inverted.")
    return factor


def _inverse_of(factor: Array) -> Array:
    inverse, _ = lapack.spotri(factor, lower=1, overwrite_c=1)
    return np.tril(inverse) + np.tril(inverse, -1).T


def _left_out(inverse: Array, coefficients: Array, targets: Array, blocks: list[Array]) -> Array:
    scores = np.empty_like(targets)
    for block in blocks:
        scores[block] = targets[block] - np.linalg.solve(inverse[np.ix_(block, block)], coefficients[block])
    return scores


def _near_without(kernel: Array, in_scope: Array, blocks: list[Array]) -> Array:
    found = np.empty(len(kernel), dtype=np.float32)
    for block in blocks:
        others = in_scope.copy()
        others[block] = False
        found[block] = near(kernel[block], others) if others.any() else 0.0
    return found


def _folds(classes: Array, folds: int) -> list[Array]:
    return list(_tests(classes, folds))


def _tests(classes: Array, folds: int) -> Iterator[Array]:
    splitter = StratifiedKFold(min(folds, len(classes)), shuffle=True, random_state=SEED)
    for _, test in splitter.split(classes, classes):
        yield test
