"""Reports: figures with their definitions, the conversations behind them, as JSON and as CSV."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from desk.accounts.records import Act
from desk.errors import InvalidRequest
from desk.figures import export
from desk.figures.records import Costs, Counted, FigureKey, Filters, Group, Period
from desk.figures.showing import Shown
from desk.http.dependencies import (
    FOR_FIGURES,
    AdminDep,
    LanguageDep,
    OriginDep,
    ServicesDep,
    get_admin,
    get_supervisor,
)
from desk.http.schemas import CostsIn, CostsOut, FigureItemsOut, FiguresOut
from desk.services import Services

router = APIRouter(prefix="/api", tags=["figures"])

USUAL = 7
LONGEST = 400
"""Days of one report."""
PAGE = 200
CSV = "text/csv; charset=utf-8"

Which = Annotated[str | None, Query(max_length=128)]


async def get_period(
    services: ServicesDep,
    first: Annotated[date | None, Query(alias="from", description="First day, in the shop's zone.")] = None,
    last: Annotated[date | None, Query(alias="to", description="Last day, which belongs to it.")] = None,
) -> Period:
    """Whole days; the last week where none are named (``InvalidRequest``)."""
    end = last or (await services.figures.today()).last
    period = Period(first or end - timedelta(USUAL - 1), end)
    if not 1 <= len(period.days) <= LONGEST or period.first.year < 2000 or period.last.year > 2200:
        raise InvalidRequest
    return period


async def get_filters(
    channel: Which = None, team: Which = None, language: Which = None, topic: Which = None
) -> Filters:
    """Which conversations; an empty value means those that have none."""
    return Filters(channel, team, language, topic)


async def get_shown(
    request: Request, services: ServicesDep, language: LanguageDep, team: Which = None
) -> Shown:
    """Figures as this caller is shown them."""
    return Shown(
        services.words,
        request.app.state.titles,
        language,
        await services.figures.team_names(),
        await services.figures.targets(team),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a drill-down is behind: a period's figure, or one point of its series."""

    period: Period
    filters: Filters
    group: Group | None
    name: str


async def get_wanted(
    period: Annotated[Period, Depends(get_period)],
    filters: Annotated[Filters, Depends(get_filters)],
    group: Group | None = None,
    name: Annotated[str, Query(max_length=128, description="The point's ``group``.")] = "",
) -> Wanted:
    """Of the whole figure, unless ``group`` and ``name`` say of which point of its series."""
    return Wanted(period, filters, group, name)


PeriodDep = Annotated[Period, Depends(get_period)]
FiltersDep = Annotated[Filters, Depends(get_filters)]
WantedDep = Annotated[Wanted, Depends(get_wanted)]
ShownDep = Annotated[Shown, Depends(get_shown)]


@router.get("/figures", dependencies=[FOR_FIGURES, Depends(get_supervisor)])
async def read_figures(
    services: ServicesDep,
    shown: ShownDep,
    period: PeriodDep,
    filters: FiltersDep,
    group: Group = Group.DAY,
) -> FiguresOut:
    """Every figure of a period, beside the one before; for supervisors."""
    return shown.report(await services.figures.report(period, group, filters))


@router.get("/figures.csv", response_class=Response, dependencies=[FOR_FIGURES, Depends(get_supervisor)])
async def read_figures_csv(
    services: ServicesDep,
    shown: ShownDep,
    period: PeriodDep,
    filters: FiltersDep,
    group: Group = Group.DAY,
    bom: bool = False,
) -> Response:
    """The same as CSV; with ``bom``, for a spreadsheet that asks for it; for supervisors."""
    report = shown.report(await services.figures.report(period, group, filters))
    return _csv(export.figures(report, bom=bom), f"figures-{period.first}-{period.last}")


@router.get("/figures/{key}/conversations", dependencies=[Depends(get_supervisor)])
async def read_behind(
    key: FigureKey,
    services: ServicesDep,
    shown: ShownDep,
    wanted: WantedDep,
    after: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=PAGE)] = 50,
) -> FigureItemsOut:
    """The conversations behind a figure, or behind the point ``name`` of its series; for supervisors."""
    found = await _behind(services, key, wanted)
    page = found[after : after + limit]
    following = str(after + limit) if after + limit < len(found) else None
    return shown.items(page, len(found), following)


@router.get(
    "/figures/{key}/conversations.csv", response_class=Response, dependencies=[Depends(get_supervisor)]
)
async def read_behind_csv(
    key: FigureKey,
    services: ServicesDep,
    shown: ShownDep,
    wanted: WantedDep,
    bom: bool = False,
) -> Response:
    """All of them as CSV; for supervisors."""
    found = await _behind(services, key, wanted)
    written = export.items(shown.items(found, len(found), None), bom=bom)
    return _csv(written, f"{key}-{wanted.period.first}-{wanted.period.last}")


@router.get("/costs", dependencies=[Depends(get_admin)])
async def read_costs(services: ServicesDep, shown: ShownDep) -> CostsOut:
    """What a contact costs, and what was assumed; for administrators."""
    return shown.costs(*await services.figures.costs.read(), sorted(services.channels))


@router.put("/costs")
async def change_costs(
    costs: CostsIn, account: AdminDep, services: ServicesDep, shown: ShownDep, origin: OriginDep
) -> CostsOut:
    """Sets what a contact costs; for administrators."""
    await services.figures.costs.write(Costs(costs.per_contact, costs.faq, costs.email, costs.call))
    await services.accounts.record(account.id, Act.COSTS_CHANGE, "costs", origin)
    return await read_costs(services, shown)


async def _behind(services: Services, key: FigureKey, wanted: Wanted) -> list[Counted]:
    return await services.figures.behind(key, wanted.period, wanted.filters, wanted.group, wanted.name)


def _csv(written: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "Cache-Control": "no-store"}
    return Response(written, media_type=CSV, headers=headers)
