"""What becomes of what editors bring in."""

from __future__ import annotations

from dataclasses import dataclass, field

from content.exchange.proposing import Home, Proposal
from content.exchange.records import Brought, Reason


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found, and where it would go; nothing of it counts yet."""

    id: str
    brought: Brought
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What an editor decides about a row.

    Attributes:
        topic: The topic to merge it into, if another than proposed.
    """

    row: int
    home: Home
    topic: str | None = None


@dataclass(slots=True)
class Report:
    """What was done.

    Attributes:
        taken: Rows that became topics of their own.
        merged: Rows that went into topics that there are.
        refused: Rows that nobody could take, and why.
        topics: Every topic that was touched, in order.
    """

    taken: int = 0
    merged: int = 0
    refused: list[tuple[int, Reason]] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)

    def touch(self, topic: str) -> None:
        """Notes a topic, once."""
        if topic not in self.topics:
            self.topics.append(topic)
