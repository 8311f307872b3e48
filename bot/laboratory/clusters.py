"""Heaps of what lies close: average-linkage clustering."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

Array = Any


def clustered(distances: Array, furthest: float) -> Array:
    """The number of each thing's heap.

    Args:
        distances: A square, symmetrical, 0 on the diagonal.
        furthest: Two heaps are one while their members lie, on average, no further apart.
    """
    if len(distances) < 2:
        return np.zeros(len(distances), dtype=np.int64)
    even = (distances + distances.T) / 2.0
    np.fill_diagonal(even, 0.0)
    return fcluster(linkage(squareform(even, checks=False), "average"), furthest, "distance") - 1
