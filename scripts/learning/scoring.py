"""How well groups are those that were known before (Rosenberg and Hirschberg 2007)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence


def v_measure(known: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """The harmonic mean of homogeneity and completeness, 0 to 1."""
    homogeneity, completeness = _explained(known, found), _explained(found, known)
    total = homogeneity + completeness
    return 2 * homogeneity * completeness / total if total else 0.0


def _explained(one: Sequence[Hashable], by: Sequence[Hashable]) -> float:
    """How much of what one grouping says is said by the other, too: 1 where all of it is."""
    entropy = _entropy(Counter(one), len(one))
    if not entropy:
        return 1.0
    joint = _entropy(Counter(zip(one, by, strict=True)), len(one))
    return 1.0 - (joint - _entropy(Counter(by), len(by))) / entropy


def _entropy(counted: Counter[Hashable], total: int) -> float:
    return -sum(count / total * math.log(count / total) for count in counted.values())
