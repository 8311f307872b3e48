"""Views that are kept under a name."""

from __future__ import annotations

from fastapi import APIRouter

from desk.accounts.records import AgentAccount
from desk.http.dependencies import AccountDep, Identifier, ServicesDep
from desk.http.schemas import AgentRef, SavedViewIn, SavedViewOut, SavedViewsOut
from desk.workbench.records import SavedView

router = APIRouter(prefix="/api/saved-views", tags=["saved views"])


@router.get("")
async def read_saved_views(account: AccountDep, services: ServicesDep) -> SavedViewsOut:
    """The caller's own views and the shared ones, by name; for any agent."""
    found = await services.workbench.views.seen_by(account.id)
    return SavedViewsOut(items=[_out(view, account) for view in found])


@router.post("", status_code=201)
async def add_saved_view(view: SavedViewIn, account: AccountDep, services: ServicesDep) -> SavedViewOut:
    """Keeps a view; for any agent."""
    added = await services.workbench.views.add(account.agent, view.name, view.filters, shared=view.shared)
    return _out(added, account)


@router.delete("/{view_id}", status_code=204)
async def remove_saved_view(view_id: Identifier, account: AccountDep, services: ServicesDep) -> None:
    """Lets go of a view: one's own, or, for supervisors, a shared one."""
    await services.workbench.views.remove(view_id, account)


def _out(view: SavedView, account: AgentAccount) -> SavedViewOut:
    return SavedViewOut(
        id=view.id,
        name=view.name,
        shared=view.shared,
        filters=dict(view.filters),
        owner=AgentRef(id=view.owner.id, name=view.owner.name),
        mine=view.owner.id == account.id,
    )
