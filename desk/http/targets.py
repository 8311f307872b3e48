"""How soon people should answer, by team and priority: for supervisors."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, Depends

from desk.accounts.records import Act
from desk.http.dependencies import OriginDep, ServicesDep, SupervisorDep, get_supervisor
from desk.http.schemas import TargetBody, TargetsBody
from handoff.targets import Target, Targets, Urgency

router = APIRouter(prefix="/api/targets", tags=["hours"])

MINUTE = timedelta(minutes=1)


@router.get("", dependencies=[Depends(get_supervisor)])
async def read_targets(services: ServicesDep) -> TargetsBody:
    """Every target that holds; for supervisors."""
    return _body((await services.promises.rules()).targets)


@router.put("")
async def set_targets(
    targets: TargetsBody, supervisor: SupervisorDep, services: ServicesDep, origin: OriginDep
) -> TargetsBody:
    """Sets all of them; what is due already keeps its moment. For supervisors."""
    wanted = _targets(targets)
    await services.promises.set_targets(wanted)
    await services.accounts.record(supervisor.id, Act.TARGETS_CHANGE, "", origin)
    return _body(wanted)


def _body(targets: Targets) -> TargetsBody:
    return TargetsBody(
        items=[
            TargetBody(
                team_id=one.team_id,
                priority=one.urgency.value,
                first_response_minutes=one.first_response / MINUTE,
                next_response_minutes=one.next_response / MINUTE,
            )
            for one in targets.each
        ]
    )


def _targets(body: TargetsBody) -> Targets:
    return Targets(
        tuple(
            Target(
                one.team_id,
                Urgency(one.priority),
                one.first_response_minutes * MINUTE,
                one.next_response_minutes * MINUTE,
            )
            for one in body.items
        )
    )
