"""The parts of 17TRACK's answers that we read (API v2.2)."""

from __future__ import annotations

from pydantic import Field

from shop.remote.reading import VendorModel


class Problem(VendorModel):
    """Why a number was rejected."""

    code: int = 0


class Rejected(VendorModel):
    """A number that was not taken."""

    number: str = ""
    error: Problem = Field(default_factory=Problem)


class Status(VendorModel):
    """Where a parcel stands."""

    status: str | None = None
    sub_status: str | None = None


class Event(VendorModel):
    """One thing that happened."""

    time_iso: str | None = None
    time_utc: str | None = None
    description: str | None = None
    location: str | None = None
    stage: str | None = None
    sub_status: str | None = None


class Provider(VendorModel):
    """One carrier's events, newest first."""

    events: tuple[Event, ...] | None = None


class Journey(VendorModel):
    """All carriers'."""

    providers: tuple[Provider, ...] | None = None


class Estimate(VendorModel):
    """When it is expected."""

    from_: str | None = Field(None, alias="from")
    to: str | None = None


class Metrics(VendorModel):
    """Times."""

    estimated_delivery_date: Estimate | None = None


class Info(VendorModel):
    """What is known of a parcel."""

    latest_status: Status | None = None
    time_metrics: Metrics | None = None
    tracking: Journey | None = None


class Accepted(VendorModel):
    """A number that was taken."""

    number: str = ""
    track_info: Info | None = None


class Data(VendorModel):
    """What became of each number."""

    accepted: tuple[Accepted, ...] = ()
    rejected: tuple[Rejected, ...] = ()


class Envelope(VendorModel):
    """A whole answer."""

    code: int
    data: Data = Field(default_factory=Data)
