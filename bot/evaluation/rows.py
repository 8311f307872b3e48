"""What is measured: one message, what it is, and what it was read as."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

OUTSIDE = "out_of_scope"
"""The label of messages that the assistant is not there for."""
KEPT = 3
HALF = 0.5


class Decision(str, Enum):
    """What the learned thresholds make of a reading."""

    ANSWER = "answer"
    ASK = "ask"
    HAND_OVER = "hand_over"


@dataclass(frozen=True)
class Row:
    """One message.

    Attributes:
        text: As it was written.
        language: ISO 639-1, or empty where nobody said.
        truth: Its label; ``OUTSIDE`` where there is nothing to answer.
        ranking: Labels with their probabilities (0 to 1), likeliest first, at most three; may be empty.
        in_scope: How likely it is about anything that is known (0 to 1).
        decision: What would be done; None where no thresholds were learned.
    """

    text: str
    language: str
    truth: str
    ranking: tuple[tuple[str, float], ...]
    in_scope: float
    decision: Decision | None = None

    @property
    def best(self) -> str:
        """The likeliest label; ``OUTSIDE`` for a message of which nothing could be made."""
        return self.ranking[0][0] if self.ranking else OUTSIDE

    @property
    def confidence(self) -> float:
        """Of the likeliest label."""
        return self.ranking[0][1] if self.ranking else 0.0

    @property
    def is_inside(self) -> bool:
        """Whether there is an answer to it."""
        return self.truth != OUTSIDE

    @property
    def is_right(self) -> bool:
        """Whether the likeliest label is its own."""
        return self.best == self.truth

    @property
    def is_turned_away(self) -> bool:
        """Whether it is taken for out of scope: that label is the likeliest, or more likely than not."""
        return self.best == OUTSIDE or self.in_scope < HALF
