"""When a change of content is not to go live: every margin, in this one place.

A figure has to become worse by more than its margin *and* by more than chance would make it. Both states read
the same messages, so what tells is how many of them became worse against how many became better: were the
change without effect, each of those would be as likely one as the other (McNemar's test, in its exact form,
and of one side: nobody stops what became better). So one message of a small set never stops a publication:
where none became better it takes five that became worse.

Source: McNemar, Q., "Note on the sampling error of the difference between correlated proportions or
percentages", Psychometrika 12 (1947); the exact form is the binomial test.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from scipy.stats import binomtest

CHANCE = 0.05
"""Of changes without any effect, the share that a figure may stop all the same."""

Outcomes = Sequence[tuple[bool, bool]]
"""Whether something holds of each message before and after."""


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


def reasons(outcomes: Mapping[tuple[str, str], Outcomes]) -> Iterator[dict[str, Any]]:
    """Why a change is not to go live, a reason for each margin that is exceeded by more than chance.

    Args:
        outcomes: What became of each message, by set and key; what was not measured is not judged.
    """
    for margin in MARGINS:
        seen = outcomes.get((margin.set, margin.key)) or ()
        lost = sum(before and not after for before, after in seen)
        won = sum(after and not before for before, after in seen)
        worse, better = (won, lost) if margin.less_is_better else (lost, won)
        if worse - better > margin.allowed * len(seen) + 1e-9 and chance(worse, better) <= CHANCE:
            yield _told(margin, seen, worse, better)


def chance(worse: int, better: int) -> float:
    """How likely a change without effect makes so many messages worse, of those that it moves."""
    moved = worse + better
    return float(binomtest(worse, moved, 0.5, alternative="greater").pvalue) if moved else 1.0


def _told(margin: Margin, seen: Outcomes, worse: int, better: int) -> dict[str, Any]:
    direction = "rose" if margin.less_is_better else "fell"
    return {
        "code": f"{margin.set}_{margin.key}_{direction}",
        "set": margin.set,
        "key": margin.key,
        "before": round(sum(before for before, _ in seen) / len(seen), 4),
        "after": round(sum(after for _, after in seen) / len(seen), 4),
        "allowed": margin.allowed,
        "worse": worse,
        "better": better,
    }
