"""When a change of content is not to go live: every margin, in this one place.

Shares are from 0 to 1. A set of few messages moves by large steps, so what a margin allows is never less
than ``FEW`` messages of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

FEW = 1
"""Messages that a set may lose in any case; of one, nobody can say that it is not chance."""


class Margin(NamedTuple):
    """A figure, and how much worse it may become.

    Attributes:
        set: Which messages it is measured on.
        key: Which figure.
        allowed: Share by which it may become worse.
        less_is_better: Of what is wrong, less is better; of all else more.
    """

    set: str
    key: str
    allowed: float
    less_is_better: bool = False


MARGINS = (
    # The product's own examples, each read as if it had not been there; those that both states have.
    Margin("own", "right", 0.01),
    Margin("own", "wrong", 0.005, less_is_better=True),
    # Questions that are never learned from.
    Margin("kept", "right", 0.02),
    Margin("kept", "wrong", 0.02, less_is_better=True),
    # Real messages: nobody has said what they mean, so only that fewer are answered can be seen.
    Margin("recent", "answered", 0.05),
)

Figures = Mapping[tuple[str, str], tuple[float | None, float | None]]


def reasons(figures: Figures, sizes: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """Why a change is not to go live, a reason for each margin that is exceeded.

    Args:
        figures: Before and after, by set and key.
        sizes: How many messages each set has.
    """
    for margin in MARGINS:
        before, after = figures.get((margin.set, margin.key), (None, None))
        if before is None or after is None:
            continue
        lost = after - before if margin.less_is_better else before - after
        allowed = max(margin.allowed, FEW / max(1, sizes[margin.set]))
        if lost > allowed + 1e-9:
            direction = "rose" if margin.less_is_better else "fell"
            yield {
                "code": f"{margin.set}_{margin.key}_{direction}",
                "set": margin.set,
                "key": margin.key,
                "before": round(before, 4),
                "after": round(after, 4),
                "allowed": round(allowed, 4),
            }
