"""The routes of the desk in memory for what agents work with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from fastapi import APIRouter, Request, UploadFile
from fastapi.responses import JSONResponse, Response

from tests.browser.mock_records import Json
from tests.browser.mock_workbench import CHANNELS

if TYPE_CHECKING:
    from tests.browser.mock_desk import MockDesk


def routes_of_work(desk: MockDesk) -> APIRouter:
    """Everything under ``/api`` that is no conversation."""
    router = APIRouter()
    for add in (_settings, _flags, _notes, _person, _tags, _moving, _files, _search, _views):
        add(router, desk)
    return router


def _items(found: list[Any], **more: Any) -> Json:
    return {"items": found, **more}


def _settings(router: APIRouter, desk: MockDesk) -> None:
    work = desk.work

    @router.get("/api/teams")
    async def teams() -> Json:
        return _items(work.teams)

    @router.get("/api/agents/available")
    async def available() -> Json:
        return _items([desk.colleague(agent) for agent in desk.agents.values()])

    @router.get("/api/channels")
    async def channels() -> Json:
        return _items(CHANNELS)

    @router.get("/api/canned")
    async def canned() -> Json:
        return _items(work.canned)

    @router.post("/api/canned/{canned_id}/use")
    async def use(canned_id: str) -> Json:
        return {"text": "", "language": "it"}

    @router.get("/api/conversations/{conversation_id}/suggestions")
    async def suggestions(conversation_id: str) -> Json:
        return _items(work.suggestions)

    @router.get("/api/presence")
    async def presence(request: Request) -> Json:
        return {"state": work.presence.get(desk.agent_of(request)["id"], "online")}


def _flags(router: APIRouter, desk: MockDesk) -> None:
    flags = desk.work.flags

    @router.get("/api/conversations/{conversation_id}/flags")
    async def read_flags(conversation_id: str) -> Json:
        known = {message["id"] for message in desk.messages.get(conversation_id, ())}
        return _items([{"message_id": key, "kind": flags[key]} for key in flags if key in known])

    @router.post("/api/messages/{message_id}/flag")
    async def flag(message_id: str, request: Request) -> Json:
        kind = (await request.json())["kind"]
        flags.pop(message_id, None)
        if kind:
            flags[message_id] = kind
        return {"message_id": message_id, "kind": kind}


def _notes(router: APIRouter, desk: MockDesk) -> None:
    work = desk.work

    @router.get("/api/conversations/{conversation_id}/notes")
    async def notes(conversation_id: str) -> Json:
        return _items(work.notes.get(conversation_id, []))

    @router.post("/api/conversations/{conversation_id}/notes", status_code=201)
    async def add(conversation_id: str, request: Request) -> Json:
        body = await request.json()
        mentions, client_id = body["mentions"], body["client_id"]
        agent = desk.agent_of(request)
        note = work.note(conversation_id, agent, body["text"], mentions=mentions, client_id=client_id)
        await desk.sockets.emit("note", note, namespace="/console")
        return note

    @router.get("/api/mentions")
    async def mentions(request: Request) -> Json:
        names = {key: c["contact"]["name"] for key, c in desk.conversations.items()}
        found = work.mentions_of(desk.agent_of(request)["id"], names)
        return _items(found, unread=sum(not mention["read"] for mention in found))

    @router.post("/api/mentions/{note_id}/read", status_code=204)
    async def read(note_id: str) -> None:
        work.read_mentions.add(note_id)


def _person(router: APIRouter, desk: MockDesk) -> None:
    @router.get("/api/conversations/{conversation_id}/person")
    async def person(conversation_id: str) -> Json:
        return desk.work.person

    @router.get("/api/cases/{case_id}/rank")
    async def rank(case_id: str) -> Json:
        return {"rank_at": "2026-01-01T10:00:00Z", "place": 1, "parts": desk.work.rank}


def _tags(router: APIRouter, desk: MockDesk) -> None:
    @router.get("/api/tags")
    async def tags() -> Json:
        return _items(desk.work.tags)

    @router.put("/api/conversations/{conversation_id}/tags")
    async def set_tags(conversation_id: str, request: Request) -> Json:
        chosen = desk.work.tags_of((await request.json())["tags"])
        desk.conversations[conversation_id]["case"]["tags"] = chosen
        await desk.tell_soon(conversation_id)
        return _items(chosen)


def _moving(router: APIRouter, desk: MockDesk) -> None:
    @router.post("/api/conversations/{conversation_id}/transfer")
    async def transfer(conversation_id: str, request: Request) -> Json:
        body = await request.json()
        return await desk.transfer(conversation_id, body)

    @router.post("/api/bulk")
    async def bulk(request: Request) -> Json:
        return await desk.bulk(desk.agent_of(request), await request.json())

    @router.get("/api/conversations/{conversation_id}/templates")
    async def templates(conversation_id: str) -> Json:
        return _items(desk.work.templates)

    @router.post("/api/conversations/{conversation_id}/template", status_code=201)
    async def send(conversation_id: str, request: Request) -> Json:
        return {
            "messages": await desk.send_template(
                conversation_id, desk.agent_of(request), await request.json()
            )
        }


def _files(router: APIRouter, desk: MockDesk) -> None:
    @router.post("/api/conversations/{conversation_id}/uploads", status_code=201, response_model=None)
    async def upload(conversation_id: str, file: UploadFile) -> Json | Response:
        work = desk.work
        if work.refuse_uploads:
            error = {"code": "too_big", "message": "Il file è troppo grande.", "details": {}}
            return JSONResponse({"error": error}, work.refuse_uploads)
        content = await file.read()
        work.uploaded.append(file.filename or "")
        upload_id = str(uuid4())
        media_type = file.content_type or ""
        desk.files[f"upload/{upload_id}"] = (content, media_type)
        return {
            "id": upload_id,
            "name": file.filename,
            "media_type": media_type,
            "size": len(content),
            "kind": "image" if media_type.startswith("image/") else "document",
            "url": f"/api/uploads/{upload_id}",
        }

    @router.get("/api/uploads/{upload_id}")
    async def uploaded(upload_id: str) -> Response:
        content, media_type = desk.files[f"upload/{upload_id}"]
        return Response(content, media_type=media_type)


def _search(router: APIRouter, desk: MockDesk) -> None:
    @router.get("/api/search")
    async def search(request: Request, q: str, channel: str | None = None) -> Json:
        desk.work.searched.append(dict(request.query_params))
        found = []
        for conversation_id, messages in desk.messages.items():
            conversation = desk.conversations[conversation_id]
            if channel and conversation["channel"] != channel:
                continue
            found += [_hit(conversation, m, q) for m in messages if q.lower() in m["text"].lower()]
        return _items(found[:50], next=None)


def _hit(conversation: Json, message: Json, q: str) -> Json:
    at = message["text"].lower().index(q.lower())
    before, word, after = (
        message["text"][:at],
        message["text"][at : at + len(q)],
        message["text"][at + len(q) :],
    )
    return {
        "conversation_id": conversation["id"],
        "message_id": message["id"],
        "sequence": message["sequence"],
        "snippet": f"{_escaped(before)}<mark>{_escaped(word)}</mark>{_escaped(after)}",
        "at": message["at"],
        "author": message["author"],
        "author_name": message["author_name"],
        "contact_name": conversation["contact"]["name"],
        "channel": conversation["channel"],
    }


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _views(router: APIRouter, desk: MockDesk) -> None:
    work = desk.work

    @router.get("/api/saved-views")
    async def views() -> Json:
        return _items(work.views)

    @router.post("/api/saved-views", status_code=201)
    async def save(request: Request) -> Json:
        agent = desk.agent_of(request)
        owner = {"id": agent["id"], "name": agent["name"]}
        view: Json = {**await request.json(), "id": str(uuid4()), "owner": owner, "mine": True}
        work.views.append(view)
        return view

    @router.delete("/api/saved-views/{view_id}", status_code=204)
    async def drop(view_id: str) -> None:
        work.views[:] = [view for view in work.views if view["id"] != view_id]
