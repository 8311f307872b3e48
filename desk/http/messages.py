"""One message: sending it again, and looking at what came with it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Response

from connectors.base import Media, MediaUnavailable
from desk.accounts.records import Act
from desk.http.dependencies import (
    FOR_READING,
    AccountDep,
    Identifier,
    OriginDep,
    ServicesDep,
    ViewsDep,
    get_account,
)
from desk.http.schemas import MessageOut
from desk.http.uploads import served
from desk.uploads.records import upload_of

router = APIRouter(prefix="/api/messages/{message_id}", tags=["messages"])

INLINE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
"""Images a browser may show; nothing here can carry a script."""


@router.post("/retry")
async def retry(
    message_id: Identifier, account: AccountDep, services: ServicesDep, views: ViewsDep, origin: OriginDep
) -> MessageOut:
    """Sends a message that failed once more; for the agent who has the conversation."""
    message = await services.answers.retry(message_id, account.agent)
    await services.accounts.record(account.id, Act.RETRY, message_id, origin)
    return views.message(message)


@router.get("/attachments/{index}", response_class=Response, dependencies=[FOR_READING, Depends(get_account)])
async def read_attachment(
    message_id: Identifier,
    index: Annotated[int, Path(ge=0, le=100)],
    services: ServicesDep,
) -> Response:
    """The bytes of an attachment, ours or fetched from the vendor; for any agent."""
    address, attachment = await services.transcripts.attachment(message_id, index)
    if upload_id := upload_of(attachment.reference):
        return served(*await services.uploads.open(upload_id), cached="private, max-age=3600")
    channel = services.channels.get(address.channel)
    if channel is None:
        raise MediaUnavailable
    media = await channel.download(attachment)
    return Response(media.content, headers=attachment_headers(media, attachment.name))


def attachment_headers(media: Media, name: str | None) -> dict[str, str]:
    """Headers under which a stranger's bytes can be looked at, and not run."""
    kind = media.media_type.partition(";")[0].strip().lower()
    inline = kind in INLINE or kind.startswith(("audio/", "video/"))
    disposition = "inline" if inline else "attachment"
    return {
        "Content-Type": kind if inline else "application/octet-stream",
        "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(name or 'file', safe='')}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=3600",
    }
