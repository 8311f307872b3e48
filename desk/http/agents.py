"""Accounts, for administrators."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from desk.accounts.records import Role
from desk.http import views
from desk.http.dependencies import AdminDep, OriginDep, ServicesDep, get_admin
from desk.http.schemas import AgentIn, AgentOut, AgentsOut

router = APIRouter(prefix="/api/agents", tags=["agents"])


@router.get("", dependencies=[Depends(get_admin)])
async def list_agents(services: ServicesDep) -> AgentsOut:
    """Every account; for administrators."""
    return AgentsOut(agents=[views.account(account) for account in await services.accounts.list()])


@router.post("", status_code=201)
async def add_agent(agent: AgentIn, admin: AdminDep, services: ServicesDep, origin: OriginDep) -> AgentOut:
    """Opens an account; for administrators."""
    password = agent.password.get_secret_value()
    added = await services.accounts.add(
        agent.name, agent.email, password, Role(agent.role), by=admin.id, origin=origin
    )
    return views.account(added)
