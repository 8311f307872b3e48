"""Where learning begins anew when examples come and go, and what is carried over for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

Array = Any
# Examples near to a change that are learned anew, and as many others.
ANEW = 1200


class View(Protocol):
    """One way of comparing texts with the examples."""

    name: str
    weight: float

    def fit(self, texts: Sequence[str]) -> Array:
        """Keeps the examples; the likeness of each to each."""

    def compare(self, text: str) -> Array:
        """The likeness of a text to each example."""

    def grown(self, kept: Array, texts: Sequence[str]) -> View:
        """A view on some of the examples, and on further texts after them."""

    def likeness(self, chosen: Array) -> Array:
        """The likeness of some examples to each."""

    def save(self, folder: Path) -> None:
        """Writes what was learned."""

    def restore(self, folder: Path) -> None:
        """Reads it back."""


def changed_block(view: View, kept: Array, fresh: Sequence[str], gone: Array) -> Array:
    """Numbers (as they will be) of the examples to be learned anew: near ones, some others, and all new.

    Args:
        view: On the examples as they are.
        kept: Numbers of those that stay.
        fresh: Texts that come after them.
        gone: Numbers of those that don't stay.
    """
    changed = [view.compare(text)[kept] for text in fresh]
    changed += [row[kept] for row in view.likeness(gone)] if len(gone) else []
    nearness = np.max(changed, axis=0) if changed else np.zeros(len(kept))
    near = np.argsort(-nearness)[:ANEW]
    others = np.setdiff1d(np.arange(len(kept)), near)
    spread = others[:: max(1, len(others) // ANEW)]
    return np.concatenate([np.sort(np.concatenate([near, spread])), len(kept) + np.arange(len(fresh))])


def carried(coefficients: Array, before: Sequence[str], after: Sequence[str], fresh: int) -> Array:
    """Coefficients under other labels, with nothing yet for new ones, be they labels or examples.

    Args:
        coefficients: Of the examples that stay, a column a label.
        before: Labels of the columns.
        after: Labels that are wanted.
        fresh: How many examples come after those that stay.
    """
    found = np.zeros((len(coefficients) + fresh, len(after)), dtype=np.float32)
    for number, label in enumerate(after):
        if label in before:
            found[: len(coefficients), number] = coefficients[:, before.index(label)]
    return found
