"""The audit log, for administrators."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from desk.accounts.records import Act, AuditFilter
from desk.http.dependencies import ServicesDep, get_admin
from desk.http.schemas import AgentRef, AuditLineOut, AuditOut

router = APIRouter(prefix="/api/audit", tags=["audit"])

Words = Annotated[str | None, Query(max_length=254)]


@router.get("", dependencies=[Depends(get_admin)])
async def read_audit(
    services: ServicesDep,
    actor: Words = None,
    act: Annotated[Act | None, Query()] = None,
    subject: Words = None,
    after: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> AuditOut:
    """Who did what, newest first: ``after`` goes further back; for administrators."""
    lines = await services.accounts.audit_log(limit, AuditFilter(actor, act, subject, after))
    names = {account.id: account.name for account in await services.accounts.list()}
    names |= {token.id: token.name for token in await services.trust.tokens.all()}
    return AuditOut(
        items=[
            AuditLineOut(
                id=line.id,
                at=line.at,
                actor=AgentRef(id=line.actor, name=names.get(line.actor, line.actor)),
                act=line.act.value,
                subject=line.subject,
                subject_name=names.get(line.subject),
                detail=line.detail,
                origin=line.origin,
            )
            for line in lines
        ],
        next=lines[-1].id if len(lines) == limit else None,
        acts=[act.value for act in Act],
    )
