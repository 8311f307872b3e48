"""What was said and what arrived: how long it took, and whether anything was lost or came twice."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

MARK = re.compile(r"([sa]-\d+-\d+)\b")
"""Every message carries one: ``s-<chat>-<number>`` of a shopper's, ``a-…`` of an agent's."""


@dataclass(slots=True)
class Ledger:
    """All messages of a run.

    Attributes:
        said: When each was sent, by its mark (seconds of a monotonic clock).
        took: Seconds until it was seen where it was meant to be, by its mark.
        seen: By mark, the ids under which each place saw it.
        refused: What the desk did not take, and why.
    """

    said: dict[str, float] = field(default_factory=dict)
    took: dict[str, float] = field(default_factory=dict)
    seen: defaultdict[str, defaultdict[str, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )
    refused: list[str] = field(default_factory=list)

    def say(self, mark: str) -> None:
        """It leaves now."""
        self.said[mark] = time.perf_counter()

    def saw(self, place: str, mark: str, message_id: str, *, awaited: bool) -> bool:
        """It was seen; whether that was the first time at this place."""
        ids = self.seen[mark][place]
        first = not ids
        ids.add(message_id)
        if awaited and first and mark in self.said:
            self.took[mark] = time.perf_counter() - self.said[mark]
        return first

    def times(self, kind: str, since: float = 0.0) -> list[float]:
        """Sorted seconds of one kind of message (``s`` or ``a``) sent after a moment."""
        return sorted(
            seconds for mark, seconds in self.took.items() if mark[0] == kind and self.said[mark] >= since
        )

    def lost(self, kind: str, places: Iterable[str]) -> list[str]:
        """Marks of a kind that one of these places never saw."""
        everywhere = set(places)
        marks = [mark for mark in self.said if mark[0] == kind]
        return [mark for mark in marks if not everywhere <= set(self.seen[mark])]

    def unseen(self) -> list[str]:
        """Marks that did not arrive where they were awaited."""
        return [mark for mark in self.said if mark not in self.took]

    def doubled(self) -> list[str]:
        """Marks that came under two ids: the same words stored twice."""
        return [mark for mark, places in self.seen.items() if len(set().union(*places.values())) > 1]


def percentile(ordered: list[float], share: float) -> float:
    """Of sorted values; 0 of none."""
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0
