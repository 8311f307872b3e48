"""How sure the assistant has to be, and what other thresholds would have changed."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from desk.http.schemas.base import Schema
from desk.http.schemas.learning import Intent

ThresholdValue = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class ThresholdPairOut(Schema):
    """Answered from ``upper`` on, asked about from ``lower`` on, handed over below."""

    lower: float
    upper: float


class ThresholdOut(Schema):
    """One topic's thresholds, and what they did to recent messages.

    Attributes:
        learned: By training; None where nothing was learned.
        fixed: Whether somebody set them by hand.
        wrong: Answers known to be wrong.
        judged: Answers of which it is known whether they were right.
        revision: Of the draft, for changing it.
    """

    intent: str
    title: str
    lower: float
    upper: float
    learned: ThresholdPairOut | None
    fixed: bool
    draft: ThresholdPairOut | None
    revision: int
    messages: int
    answered: int
    wrong: int
    judged: int


class ThresholdsOut(Schema):
    """Thresholds, the most asked topics first."""

    items: list[ThresholdOut]
    days: int


class ReplayIn(Schema):
    """Other thresholds to be tried on recent messages; for all topics where no intent is named."""

    intent: Intent | None = None
    lower: ThresholdValue
    upper: ThresholdValue
    days: Annotated[int, Field(ge=1, le=90)] = 30

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.lower > self.upper:
            raise ValueError("lower")
        return self


class ReplayCountsOut(Schema):
    """What messages came to; ``wrong`` and ``unknown`` are parts of ``answered``."""

    answered: int
    asked: int
    handed_over: int
    wrong: int
    unknown: int


class ReplayedOut(Schema):
    """A message that would be answered, or no longer be."""

    text: str
    intent: str
    title: str
    confidence: float
    judged: Literal["right", "wrong", "unknown"]


class ReplayOut(Schema):
    """What other thresholds would have changed."""

    messages: int
    before: ReplayCountsOut
    after: ReplayCountsOut
    gained: list[ReplayedOut]
    lost: list[ReplayedOut]


class ThresholdIn(Schema):
    """Thresholds fixed by hand; both None takes the fixing away.

    Attributes:
        revision: That this is based on.
    """

    revision: int
    lower: ThresholdValue | None = None
    upper: ThresholdValue | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if (self.lower is None) != (self.upper is None):
            raise ValueError("lower and upper")
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            raise ValueError("lower")
        return self
