"""Reports: figures with their definitions, the conversations behind them, and what a contact costs."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, Field

from desk.figures.records import FigureKey, Group, Unit
from desk.http.schemas.accounts import AgentRef
from desk.http.schemas.base import Schema
from handoff.records import HandoverReason

Euro = Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)]


class FigurePointOut(Schema):
    """A figure for one day, channel, team, topic or language.

    Attributes:
        group: The day (ISO 8601) or the identifier; empty for what belongs to none.
        label: The same in people's words.
        value: None where nothing was counted.
        p90: The 90th percentile, for durations; ``value`` is the median then.
        count: How many it was made of.
    """

    group: str
    label: str
    value: float | None
    p90: float | None
    count: int


class FigurePartOut(Schema):
    """A part of a figure that is a sum of parts."""

    key: FigureKey
    title: str
    value: float


class MeasuredErrorOut(Schema):
    """How far an estimate can be trusted.

    Attributes:
        precision: Of those called so, the share that is.
        recall: Of those that are, the share that is found.
        examples: How many the two were measured on.
        text: The same in a sentence.
    """

    precision: float
    recall: float
    examples: int
    text: str


class FigureOut(Schema):
    """One figure of a period.

    Attributes:
        definition: What is counted, and when.
        value: The count, share, mean or median; None where there is nothing to tell.
        p90: The 90th percentile, for durations.
        count: How many it was made of: as many as its drill-down lists.
        out_of: For a share: out of how many.
        previous: The same figure of as many days before.
        target: What was aimed at, in the figure's unit.
        parts: What a sum is made of.
        measured_error: Only for an estimate.
    """

    key: FigureKey
    title: str
    definition: str
    unit: Unit
    value: float | None
    p90: float | None
    count: int
    out_of: int | None
    previous: float | None
    previous_p90: float | None
    previous_count: int
    target: float | None
    parts: list[FigurePartOut]
    measured_error: MeasuredErrorOut | None
    series: list[FigurePointOut]


class ReasonCountOut(Schema):
    """How often conversations came to a person for one reason."""

    reason: HandoverReason
    title: str
    value: int


class FiguresOut(Schema):
    """The figures of a period.

    Attributes:
        start: First day, in the shop's zone.
        end: Last day, which belongs to it.
        zone: The shop's time zone (IANA).
    """

    start: date
    end: date
    previous_start: date
    previous_end: date
    zone: str
    group: Group
    figures: list[FigureOut]
    handed_over_by_reason: list[ReasonCountOut]


class FigureItemOut(Schema):
    """One conversation (or case, or rating) behind a figure.

    Attributes:
        at: When it was counted: the contact's first message, the case's beginning, the words that waited for
            an answer, the rating.
        sequence: The message to show, for a link into the transcript.
        value: What it adds to the figure: seconds, a score, euro, 1.
    """

    conversation_id: str
    case_id: str | None
    sequence: int | None
    at: AwareDatetime
    channel: str
    contact_name: str | None
    language: str | None
    topic: str | None
    topic_title: str | None
    team: str | None
    agent: AgentRef | None
    reason: HandoverReason | None
    value: float
    score: int | None
    comment: str | None


class FigureItemsOut(Schema):
    """The conversations behind a figure, newest first, a page at a time.

    Attributes:
        total: How many there are: the figure's own ``count``.
        next: To be given as ``after`` for the next page.
    """

    items: list[FigureItemOut]
    total: int
    next: str | None


class CostsIn(Schema):
    """What one contact costs, in euro.

    Attributes:
        per_contact: With a person, by channel.
        faq: Answered by the assistant.
        email: Answered by a person by e-mail: for channels that ``per_contact`` leaves out.
        call: By telephone; shown for comparison.
    """

    per_contact: dict[Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,32}$")], Euro]
    faq: Euro
    email: Euro
    call: Euro


class CostsOut(CostsIn):
    """What one contact costs, and what was assumed.

    Attributes:
        assumed: Which of them nobody has set yet: ``faq``, ``email``, ``call`` or a channel's name.
        assumption: What the defaults rest on, in a sentence.
    """

    assumed: list[str]
    assumption: str
