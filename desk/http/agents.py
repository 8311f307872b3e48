"""Accounts, for administrators."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from desk.accounts.records import Role
from desk.http import views
from desk.http.dependencies import AdminDep, Identifier, OriginDep, ServicesDep, get_admin
from desk.http.schemas import AccountIn, AgentIn, AgentOut, AgentsOut, NewPasswordIn
from desk.realtime.events import session_ended

router = APIRouter(prefix="/api/agents", tags=["agents"])


@router.get("", dependencies=[Depends(get_admin)])
async def list_agents(services: ServicesDep) -> AgentsOut:
    """Every account; for administrators."""
    guarded = await services.trust.factors.guarded()
    return AgentsOut(
        agents=[views.account(it, totp=it.id in guarded) for it in await services.accounts.list()]
    )


@router.post("", status_code=201)
async def add_agent(agent: AgentIn, admin: AdminDep, services: ServicesDep, origin: OriginDep) -> AgentOut:
    """Opens an account; for administrators."""
    password = agent.password.get_secret_value()
    added = await services.accounts.add(
        agent.name, agent.email, password, Role(agent.role), by=admin.id, origin=origin
    )
    return views.account(added)


@router.put("/{agent_id}")
async def change_agent(
    agent_id: Identifier, wanted: AccountIn, admin: AdminDep, services: ServicesDep, origin: OriginDep
) -> AgentOut:
    """Renames an account, gives it another role, bars it or lets it in again; for administrators.

    What a barred agent had goes back to the queue, and another role means signing in again.
    """
    changed = await services.accounts.change(
        agent_id, wanted.name, Role(wanted.role), disabled=wanted.disabled, by=admin.id, origin=origin
    )
    await services.signals.publish([session_ended(session_id) for session_id in changed.ended])
    await services.leavers.settle()
    guarded = await services.trust.factors.guarded()
    return views.account(changed.account, totp=agent_id in guarded)


@router.put("/{agent_id}/password", status_code=204)
async def give_password(
    agent_id: Identifier, given: NewPasswordIn, admin: AdminDep, services: ServicesDep, origin: OriginDep
) -> None:
    """Gives somebody another password, and ends their sessions; for administrators."""
    password = given.password.get_secret_value()
    ended = await services.accounts.give_password(agent_id, password, by=admin.id, origin=origin)
    await services.signals.publish([session_ended(session_id) for session_id in ended])


@router.delete("/{agent_id}/totp", status_code=204)
async def lift_second_factor(
    agent_id: Identifier, admin: AdminDep, services: ServicesDep, origin: OriginDep
) -> None:
    """Switches somebody's second factor off, for the day telephone and codes are lost; for administrators."""
    await services.trust.factors.lift(agent_id, by=admin.id, origin=origin)
