"""Tags, and those of a conversation."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, Depends

from desk.accounts.records import Act
from desk.http.dependencies import (
    FOR_WRITING,
    AccountDep,
    Identifier,
    OriginDep,
    ServicesDep,
    SupervisorDep,
    get_account,
)
from desk.http.schemas import ConversationTagsIn, TagIn, TagOut, TagsOut
from handoff.records import Tag

router = APIRouter(prefix="/api", tags=["tags"])


@router.get("/tags", dependencies=[Depends(get_account)])
async def read_tags(services: ServicesDep, retired: bool = False) -> TagsOut:
    """The tags that are offered, by name; with ``retired`` also those that no longer are; for any agent."""
    return tags_out(await services.workbench.tags.all(retired=retired))


@router.post("/tags", status_code=201)
async def add_tag(tag: TagIn, account: SupervisorDep, services: ServicesDep, origin: OriginDep) -> TagOut:
    """Makes a tag, or brings a retired one back; for supervisors."""
    added = await services.workbench.tags.add(tag.name, tag.color)
    await services.accounts.record(account.id, Act.TAG_CHANGE, added.id, origin)
    return tag_out(added)


@router.put("/tags/{tag_id}")
async def change_tag(
    tag_id: Identifier, tag: TagIn, account: SupervisorDep, services: ServicesDep, origin: OriginDep
) -> TagOut:
    """Renames or recolours a tag wherever it is; for supervisors."""
    changed = await services.workbench.tags.change(tag_id, tag.name, tag.color)
    await services.accounts.record(account.id, Act.TAG_CHANGE, tag_id, origin)
    return tag_out(changed)


@router.delete("/tags/{tag_id}", status_code=204)
async def remove_tag(
    tag_id: Identifier, account: SupervisorDep, services: ServicesDep, origin: OriginDep
) -> None:
    """Offers a tag no more; conversations that have it keep it; for supervisors."""
    await services.workbench.tags.remove(tag_id)
    await services.accounts.record(account.id, Act.TAG_REMOVE, tag_id, origin)


@router.put("/conversations/{conversation_id}/tags", dependencies=[FOR_WRITING])
async def put_tags(
    conversation_id: Identifier, wanted: ConversationTagsIn, account: AccountDep, services: ServicesDep
) -> TagsOut:
    """Gives a conversation exactly these tags; for any agent."""
    return tags_out(await services.workbench.tags.put(conversation_id, wanted.tags, account.agent))


def tag_out(tag: Tag) -> TagOut:
    """A tag as consoles are shown it."""
    return TagOut(id=tag.id, name=tag.name, color=tag.color, retired=tag.is_retired)


def tags_out(tags: Iterable[Tag]) -> TagsOut:
    """Tags, in order."""
    return TagsOut(items=[tag_out(tag) for tag in tags])
