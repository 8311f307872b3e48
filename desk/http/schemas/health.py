"""Whether the desk lives, and whether it can serve."""

from __future__ import annotations

from typing import Literal

from desk.http.schemas.base import Schema


class HealthOut(Schema):
    """The process is alive."""

    status: Literal["ok"] = "ok"


class PartOut(Schema):
    """One part that readiness hangs on."""

    name: str
    ready: bool
    detail: str


class ReadinessOut(Schema):
    """Whether shoppers can be served now."""

    ready: bool
    parts: list[PartOut]
