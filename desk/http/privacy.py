"""Personal data, for administrators: who somebody is to us, everything about them, and forgetting them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from desk.http.dependencies import AdminDep, Identifier, OriginDep, ServicesDep, get_admin
from desk.http.schemas import (
    ErasureIn,
    ErasureOut,
    PeopleOut,
    PersonFoundOut,
    RetentionIn,
    RetentionOut,
)
from desk.privacy.records import Erasure, PersonFound, Retention

router = APIRouter(prefix="/api", tags=["privacy"])


@router.get("/people", dependencies=[Depends(get_admin)])
async def find_people(
    services: ServicesDep, contact: Annotated[str, Query(min_length=3, max_length=255)]
) -> PeopleOut:
    """Conversations by part of an address or of a name; for administrators."""
    return PeopleOut(items=[_person(it) for it in await services.privacy.find(contact)])


@router.get("/conversations/{conversation_id}/export", response_class=Response)
async def export_person(
    conversation_id: Identifier, admin: AdminDep, services: ServicesDep, origin: OriginDep
) -> Response:
    """Everything kept about whoever writes here, as a zip with JSON and files; for administrators."""
    exported = await services.privacy.export(conversation_id, by=admin.id, origin=origin)
    headers = {"Content-Disposition": f'attachment; filename="export-{conversation_id}.zip"'}
    return Response(exported, media_type="application/zip", headers=headers)


@router.get("/conversations/{conversation_id}/erasure", dependencies=[Depends(get_admin)])
async def preview_erasure(conversation_id: Identifier, services: ServicesDep) -> ErasureOut:
    """What an erasure would take, and what has to be typed for it; for administrators."""
    return _erasure(await services.privacy.preview(conversation_id))


@router.post("/conversations/{conversation_id}/erase")
async def erase_person(
    conversation_id: Identifier,
    confirmation: ErasureIn,
    admin: AdminDep,
    services: ServicesDep,
    origin: OriginDep,
) -> ErasureOut:
    """Forgets whoever writes here, everywhere, for good; for administrators, confirmed by typing."""
    return _erasure(
        await services.privacy.erase(conversation_id, confirmation.confirm, by=admin.id, origin=origin)
    )


@router.get("/retention", dependencies=[Depends(get_admin)])
async def read_retention(services: ServicesDep) -> RetentionOut:
    """How long personal data is kept; for administrators."""
    return _retention(await services.privacy.retention())


@router.put("/retention")
async def change_retention(
    wanted: RetentionIn, admin: AdminDep, services: ServicesDep, origin: OriginDep
) -> RetentionOut:
    """Says how long personal data is kept; for administrators."""
    return _retention(
        await services.privacy.change_retention(wanted.days, wanted.redact, by=admin.id, origin=origin)
    )


def _retention(kept: Retention) -> RetentionOut:
    return RetentionOut(days=kept.days, redact=kept.redact, changed_at=kept.changed_at)


def _person(found: PersonFound) -> PersonFoundOut:
    return PersonFoundOut.model_validate(found)


def _erasure(erasure: Erasure) -> ErasureOut:
    return ErasureOut(
        phrase=erasure.phrase,
        conversations=[_person(it) for it in erasure.conversations],
        messages=erasure.messages,
        attachments=erasure.attachments,
        cases=erasure.cases,
        notes=erasure.notes,
    )
