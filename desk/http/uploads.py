"""Files that agents send: brought by an agent, looked at by agents, fetched by vendors and visitors."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Request, Response
from starlette.datastructures import UploadFile

from desk.errors import ChannelNotFound, InvalidRequest
from desk.http.dependencies import AccountDep, Identifier, ServicesDep, get_account
from desk.http.schemas import UploadOut
from desk.uploads.records import Upload
from handoff import transitions

router = APIRouter(tags=["uploads"])

BODY_LIMIT = 21 * 1024 * 1024
"""Bytes of a request that brings a file: the largest file, and the form around it."""
INLINE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}
Token = Annotated[str, Path(max_length=64)]


@router.post("/api/conversations/{conversation_id}/uploads", status_code=201, openapi_extra=_FORM)
async def upload(
    conversation_id: Identifier, request: Request, account: AccountDep, services: ServicesDep
) -> UploadOut:
    """Takes a file in, to be named in a message; for the agent who has the conversation."""
    conversation = await services.transcripts.conversation(conversation_id)
    transitions.check_owner(conversation, account.agent)
    channel = services.channels.get(conversation.address.channel)
    if channel is None:
        raise ChannelNotFound
    name, content = await _file(request)
    return shown(await services.uploads.add(conversation_id, account.id, channel, name, content))


@router.get("/api/uploads/{upload_id}", response_class=Response, dependencies=[Depends(get_account)])
async def read_upload(upload_id: Identifier, services: ServicesDep) -> Response:
    """A file that an agent brought; for any agent."""
    return served(*await services.uploads.open(upload_id), cached="private, max-age=3600")


@router.head("/files/{token}", include_in_schema=False)
@router.get("/files/{token}", response_class=Response)
async def read_file(token: Token, services: ServicesDep) -> Response:
    """A file, for whoever was given its address: vendors that send it on, visitors it was sent to."""
    found, content = await services.uploads.open_public(token)
    answer = served(found, content, cached="private, max-age=86400, immutable")
    # The widget lives on other websites' pages.
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def takes_files(path: str) -> bool:
    """Whether requests to a path may be as large as a file."""
    return path.startswith("/api/conversations/") and path.endswith("/uploads")


def shown(found: Upload) -> UploadOut:
    """A file as the API shows it."""
    return UploadOut(
        id=found.id,
        name=found.name,
        media_type=found.media_type,
        size=found.size,
        kind=found.kind,
        url=f"/api/uploads/{found.id}",
        created_at=found.created_at,
    )


def served(found: Upload, content: bytes, *, cached: str) -> Response:
    """A file's bytes, with headers under which they are looked at, and not run.

    Its true type is named, because vendors compare it with the content; ``nosniff`` and the short list of
    types make that safe.
    """
    disposition = "inline" if found.media_type in INLINE else "attachment"
    return Response(
        content,
        headers={
            "Content-Type": found.media_type,
            "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(found.name, safe='')}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": cached,
        },
    )


async def _file(request: Request) -> tuple[str | None, bytes]:
    """The one file of a form; read here, so that strangers are turned away before they have sent it all."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise InvalidRequest
    async with request.form(max_files=1, max_fields=4) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise InvalidRequest
        return file.filename, await file.read()
