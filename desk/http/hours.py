"""Opening hours: for everybody to see, for administrators to set."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from desk.accounts.records import Act
from desk.hours.calendar import Calendar, NoSuchCalendar
from desk.http.dependencies import AdminDep, OriginDep, ServicesDep, get_account
from desk.http.schemas import ClosureBody, HoursBody, IntervalBody, OpenNowOut
from handoff.errors import BadHours
from handoff.hours import DEFAULT, Closure, HoursRules, Interval

router = APIRouter(prefix="/api/hours", tags=["hours"])

ScopeQuery = Annotated[str, Query(min_length=1, max_length=64)]


@router.get("", dependencies=[Depends(get_account)])
async def read_hours(services: ServicesDep) -> HoursBody:
    """When people are there to answer; for whoever may see conversations."""
    return _body((await services.promises.rules()).hours.rules)


@router.put("")
async def set_hours(hours: HoursBody, admin: AdminDep, services: ServicesDep, origin: OriginDep) -> HoursBody:
    """Sets all of it; what is due already keeps its moment. For administrators."""
    rules = _rules(hours)
    try:
        await Calendar().check(rules.country, rules.province)
    except NoSuchCalendar as exc:
        raise BadHours(str(exc)) from exc
    await services.promises.set_hours(rules)
    await services.accounts.record(admin.id, Act.HOURS_CHANGE, rules.zone, origin)
    return _body(rules)


@router.get("/now", dependencies=[Depends(get_account)])
async def read_open_now(services: ServicesDep, scope: ScopeQuery = DEFAULT) -> OpenNowOut:
    """Whether somebody should be there now, or when; for whoever may see conversations."""
    now = services.clock.now()
    hours = (await services.promises.rules()).hours
    schedule = hours.scope(scope)
    opens_at = schedule.opens_at(now)
    is_open = opens_at == now
    today = now.astimezone(hours.zone).date()
    return OpenNowOut(
        open=is_open, opens_at=None if is_open else opens_at, holiday=hours.closed_for(today, scope)
    )


def _body(rules: HoursRules) -> HoursBody:
    return HoursBody(
        zone=rules.zone,
        country=rules.country,
        province=rules.province,
        weekly=[
            IntervalBody(scope=one.scope, day=one.day, opens=one.opens, closes=one.closes)
            for one in rules.weekly
        ],
        closures=[ClosureBody(day=one.day, name=one.name, scope=one.scope) for one in rules.closures],
        holidays=rules.holidays,
        follow_staffing=None if rules.follow_staffing is None else list(rules.follow_staffing),
        window_note=rules.window_note,
    )


def _rules(body: HoursBody) -> HoursRules:
    return HoursRules(
        zone=body.zone,
        weekly=tuple(Interval(one.scope, one.day, one.opens, one.closes) for one in body.weekly),
        closures=tuple(Closure(one.day, one.name, one.scope) for one in body.closures),
        country=body.country,
        province=body.province,
        holidays=body.holidays,
        follow_staffing=None if body.follow_staffing is None else tuple(body.follow_staffing),
        window_note=body.window_note,
    )
