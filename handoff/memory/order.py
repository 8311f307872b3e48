"""The order of service, as dictionaries are sorted by it."""

from __future__ import annotations

from datetime import datetime

from handoff.records import CaseRecord


def service_order(case: CaseRecord) -> tuple[datetime, str]:
    """Who is served first: smaller comes first."""
    return case.served_at, case.id
