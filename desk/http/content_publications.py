"""Publishing: from the draft to what shoppers are answered with, and back."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from desk.accounts.records import Act
from desk.http.content_dependencies import ContentViewsDep, StudioDep
from desk.http.dependencies import EditorDep, Identifier, OriginDep, ServicesDep, get_editor
from desk.http.publication_views import publication_out, version_out
from desk.http.schemas.publishing import (
    CurrentPublicationOut,
    DifferenceItemOut,
    DifferenceOut,
    NoteIn,
    PublicationOut,
    VersionsOut,
)

router = APIRouter(prefix="/api/content", tags=["content"], dependencies=[Depends(get_editor)])


@router.post("/publications", status_code=202)
async def publish(
    wanted: NoteIn,
    account: EditorDep,
    services: ServicesDep,
    studio: StudioDep,
    views: ContentViewsDep,
    origin: OriginDep,
) -> PublicationOut:
    """Begins to publish the draft: checks, trains, compares; then waits for a go; for editors."""
    begun = await studio.publishing.publish(account.agent, wanted.note)
    await services.accounts.record(account.id, Act.CONTENT_PUBLISH, begun.id, origin)
    return publication_out(begun, views)


@router.get("/publications/current")
async def read_current_publication(studio: StudioDep, views: ContentViewsDep) -> CurrentPublicationOut:
    """The publication on its way, or the last one; for editors."""
    found = await studio.publications.current()
    return CurrentPublicationOut(publication=publication_out(found, views) if found else None)


@router.get("/publications/{publication_id}")
async def read_publication(
    publication_id: Identifier, studio: StudioDep, views: ContentViewsDep
) -> PublicationOut:
    """One publication; for editors."""
    return publication_out(await studio.publications.get(publication_id), views)


@router.post("/publications/{publication_id}/go")
async def go_live(
    publication_id: Identifier,
    account: EditorDep,
    services: ServicesDep,
    studio: StudioDep,
    views: ContentViewsDep,
    origin: OriginDep,
) -> PublicationOut:
    """Lets a publication that is ready go live; for editors."""
    going = await studio.publications.go(publication_id, account.agent)
    against = "against the figures" if (going.report or {}).get("gate") == "stop" else ""
    await services.accounts.record(account.id, Act.CONTENT_GO, publication_id, origin, against)
    return publication_out(going, views)


@router.post("/publications/{publication_id}/stop")
async def stop_publication(
    publication_id: Identifier,
    account: EditorDep,
    services: ServicesDep,
    studio: StudioDep,
    views: ContentViewsDep,
    origin: OriginDep,
) -> PublicationOut:
    """Stops a publication; what is live stays as it is; for editors."""
    stopped = await studio.publications.stop(publication_id, account.agent)
    await services.accounts.record(account.id, Act.CONTENT_STOP, publication_id, origin)
    return publication_out(stopped, views)


@router.get("/versions")
async def read_versions(studio: StudioDep, views: ContentViewsDep) -> VersionsOut:
    """What has been live, newest first; for editors."""
    return VersionsOut(items=[version_out(version, views) for version in await studio.versions.all()])


@router.get("/versions/{version_id}/difference")
async def read_difference(version_id: Identifier, studio: StudioDep, views: ContentViewsDep) -> DifferenceOut:
    """What a version changed; for editors."""
    version = await studio.versions.get(version_id)
    return DifferenceOut(
        items=[
            DifferenceItemOut(
                item=one["item"],
                title=views.item_title(one["item"]),
                before=one.get("before"),
                after=one.get("after"),
            )
            for one in version.difference
        ]
    )


@router.post("/versions/{version_id}/restore", status_code=202)
async def restore_version(
    version_id: Identifier,
    wanted: NoteIn,
    account: EditorDep,
    services: ServicesDep,
    studio: StudioDep,
    views: ContentViewsDep,
    origin: OriginDep,
) -> PublicationOut:
    """Begins to put a version back, which was compared when it first went live; for editors."""
    version = await studio.versions.get(version_id)
    begun = await studio.publishing.restore(account.agent, version, wanted.note)
    await services.accounts.record(
        account.id, Act.CONTENT_RESTORE, begun.id, origin, f"version {version.number}"
    )
    return publication_out(begun, views)
