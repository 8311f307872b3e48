"""Whether I am there."""

from __future__ import annotations

from fastapi import APIRouter

from desk.accounts.records import Act
from desk.http.dependencies import AccountDep, OriginDep, ServicesDep
from desk.http.schemas import PresenceBody

router = APIRouter(prefix="/api/presence", tags=["presence"])


@router.get("")
async def read_presence(account: AccountDep, services: ServicesDep) -> PresenceBody:
    """Whether colleagues and the rota see me as there; for any agent."""
    return PresenceBody(state=await services.staffing.presence_of(account.id, services.clock.now()))


@router.put("")
async def set_presence(
    presence: PresenceBody, account: AccountDep, services: ServicesDep, origin: OriginDep
) -> PresenceBody:
    """Says that I am there, away, or gone; gone gives back at once what I owe an answer. For any agent."""
    await services.staffing.attendance.choose(account.agent, presence.state)
    await services.accounts.record(account.id, Act.PRESENCE, presence.state.value, origin)
    return PresenceBody(state=await services.staffing.presence_of(account.id, services.clock.now()))
