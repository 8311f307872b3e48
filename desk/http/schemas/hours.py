"""Opening hours, and how soon people should answer."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from pydantic import AwareDatetime, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints

from desk.http.schemas.base import STORABLE, Name, Schema

Scope = Annotated[str, StringConstraints(min_length=1, max_length=64), STORABLE]


def _wall_clock(given: object) -> object:
    """``24:00`` is how people write the end of a day."""
    return "00:00" if given == "24:00" else given


WallTime = Annotated[
    time,
    BeforeValidator(_wall_clock),
    PlainSerializer(lambda at: at.strftime("%H:%M"), return_type=str),
    Field(examples=["09:00"]),
]


class IntervalBody(Schema):
    """A stretch of one weekday.

    Attributes:
        scope: ``default``, ``team:<id>`` or ``channel:<name>``.
        day: 0 for Monday to 6 for Sunday.
        opens: By the wall clock of the zone.
        closes: By the wall clock; at or before ``from`` it is the next day's.
    """

    model_config = ConfigDict(populate_by_name=True)

    scope: Scope = "default"
    day: Annotated[int, Field(ge=0, le=6)]
    opens: Annotated[WallTime, Field(alias="from")]
    closes: Annotated[WallTime, Field(alias="to")]


class ClosureBody(Schema):
    """A day on which nobody is there."""

    model_config = ConfigDict(populate_by_name=True)

    day: Annotated[date, Field(alias="date")]
    name: Name
    scope: Scope = "default"


class HoursBody(Schema):
    """When people are there to answer.

    Attributes:
        zone: IANA name of the zone in which everything else is written.
        country: ISO 3166 code of whose public holidays count.
        province: Its part with days of its own, as the calendar knows it (``MI`` for Milan); None for none.
        weekly: Where there are none at all, somebody may always be there. A team's own, and a channel's own,
            stand in place of the default ones; where both have some, both have to be open.
        closures: Days of the shop's own.
        holidays: Whether public holidays are closed.
        follow_staffing: Channels whose first answer says when nobody can answer in real time; None for all,
            once there are opening hours.
        window_note: Whether shoppers are told, once, before a channel's reply window closes on their words.
    """

    zone: Annotated[str, StringConstraints(min_length=1, max_length=64), STORABLE] = "Europe/Rome"
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = "IT"
    province: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{1,8}$")] | None = None
    weekly: Annotated[list[IntervalBody], Field(max_length=1000)]
    closures: Annotated[list[ClosureBody], Field(max_length=1000, default_factory=list)]
    holidays: bool = True
    follow_staffing: Annotated[list[Scope], Field(max_length=50)] | None = None
    window_note: bool = False


class OpenNowOut(Schema):
    """Whether somebody should be there now.

    Attributes:
        open: Now.
        opens_at: When next; None while it is open, and where it never opens.
        holiday: The name of today's holiday or closure, if there is one.
    """

    open: bool
    opens_at: AwareDatetime | None
    holiday: str | None = None


class TargetBody(Schema):
    """How soon people should answer, in opening time.

    Attributes:
        team_id: Whose cases; None for all that have none of their own.
        priority: Which of them: ``high`` are complaints and whoever could come to harm.
        first_response_minutes: From the handover to a person's first answer.
        next_response_minutes: From the shopper's words to a person's answer.
    """

    team_id: Annotated[str, StringConstraints(min_length=1, max_length=32)] | None = None
    priority: Literal["normal", "high"] = "normal"
    first_response_minutes: Annotated[float, Field(gt=0, le=60 * 24 * 30, allow_inf_nan=False)]
    next_response_minutes: Annotated[float, Field(gt=0, le=60 * 24 * 30, allow_inf_nan=False)]


class TargetsBody(Schema):
    """Every target that holds."""

    items: Annotated[list[TargetBody], Field(max_length=200)]


class BreachOut(Schema):
    """Somebody should have answered, or should now; for sockets.

    Attributes:
        kind: The first answer of a person, or the one to the shopper's last words.
        due: When it is late.
        state: Whether it is about to be late, or is.
    """

    case_id: str
    conversation_id: str
    kind: Literal["first", "next"]
    due: AwareDatetime
    state: Literal["warning", "breached"]


class WindowOut(Schema):
    """A channel's reply window closes soon, and the shopper's last words are not answered; for sockets."""

    case_id: str
    conversation_id: str
    closes_at: AwareDatetime
