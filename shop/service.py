"""How a request to the shop's people begins: what is checked, and by when it is answered."""

from __future__ import annotations

from datetime import date, datetime

from shop.errors import BadInput
from shop.records import NewRequest, Policies, RequestState, ServiceRequest
from shop.workdays import add_working_days, local_date, months_later

TEXT_LIMIT = 2_000
PHOTO_LIMIT = 10
DETAIL_LIMIT = 500


def begin(request: NewRequest, policies: Policies, now: datetime) -> ServiceRequest:
    """The request as it will be recorded, once it has a number; see ``check``."""
    check(request)
    return ServiceRequest(
        number="",
        kind=request.kind,
        state=RequestState.OPEN,
        contact=request.contact,
        opened_at=now,
        due_on=due_day(request, policies, now),
        order_number=request.order_number,
        text=request.text,
        photos=request.photos,
        details=dict(request.details),
    )


def check(request: NewRequest) -> None:
    """Raises ``BadInput`` with the field that is too long."""
    if len(request.text) > TEXT_LIMIT:
        raise BadInput("text", f"At most {TEXT_LIMIT} characters.")
    if len(request.photos) > PHOTO_LIMIT:
        raise BadInput("photos", f"At most {PHOTO_LIMIT}.")
    if sum(len(name) + len(value) for name, value in request.details.items()) > DETAIL_LIMIT:
        raise BadInput("details", f"At most {DETAIL_LIMIT} characters.")


def due_day(request: NewRequest, policies: Policies, now: datetime) -> date | None:
    """The day that the law sets (GDPR, article 12: one month; Regulation 1182/71: up to a working day)."""
    if not request.kind.is_privacy:
        return None
    today = local_date(now, policies.time_zone)
    return add_working_days(months_later(today, policies.privacy_months), 0)
