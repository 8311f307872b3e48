"""What agents do at the desk in memory, and how the others are told."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

import socketio

from tests.browser.mock_records import Json, Refusal, change_owner, moment
from tests.browser.mock_workbench import Workbench


class MockDeeds:
    """The part of the mock desk that changes conversations."""

    agents: dict[str, Json]
    conversations: dict[str, Json]
    messages: dict[str, list[Json]]
    files: dict[str, tuple[bytes, str]]
    lines: dict[str, Json]
    viewing: dict[str, str | None]
    composing: dict[str, str]
    work: Workbench
    sockets: socketio.AsyncServer
    refuse_answers: int | None
    answer_posts: int

    def write(
        self, conversation_id: str, author: str, text: str, *, minutes_ago: float = 0, **changes: Any
    ) -> Json:
        raise NotImplementedError

    def whole(self, conversation_id: str) -> Json:
        raise NotImplementedError

    def _run(self, work: Awaitable[Any]) -> Any:
        raise NotImplementedError

    async def act(self, conversation_id: str, agent: Json, deed: str) -> Json:
        conversation = self.conversations[conversation_id]
        holder = conversation["agent"]
        if deed == "take" and holder and holder["id"] != agent["id"]:
            raise Refusal(409, "already_taken", f"{holder['name']} has this.", taken_by=holder["name"])
        if deed != "take" and (holder is None or holder["id"] != agent["id"]):
            raise Refusal(409, "not_owner", "Somebody else has this conversation.")
        change_owner(conversation, agent, deed)
        await self._tell(conversation_id)
        return self.whole(conversation_id)

    async def answer(
        self, conversation_id: str, agent: Json, text: str, client_id: str, files: list[str]
    ) -> list[Json]:
        self.answer_posts += 1
        if self.refuse_answers:
            raise Refusal(self.refuse_answers, "unavailable", "The desk cannot do this now.")
        holder = self.conversations[conversation_id]["agent"]
        if holder is None or holder["id"] != agent["id"]:
            raise Refusal(409, "not_owner", "Somebody else has this conversation.")
        closes = self.conversations[conversation_id]["window_closes_at"]
        if closes is not None and closes < moment():
            raise Refusal(409, "outside_window", "Sono passate 24 ore dall’ultimo messaggio del cliente.")
        known = [m for m in self.messages[conversation_id] if m["client_id"] == client_id]
        if known:
            return known
        message = self.write(
            conversation_id, "agent", text, author_name=agent["name"], client_id=client_id, state="pending"
        )
        message["attachments"] = [self._attachment(upload_id) for upload_id in files]
        await self._tell_message(message)
        return [message]

    async def retry(self, message_id: str) -> Json:
        message = self._message(message_id)
        if message["state"] not in ("failed", "uncertain"):
            raise Refusal(409, "not_retryable", "Only a failed message can be sent again.")
        message.update(state="sent", error=None)
        await self._tell_message(message)
        return message

    async def transfer(self, conversation_id: str, asked: Json) -> Json:
        to = str(asked.get("to_agent") or asked.get("to_team"))
        self.work.transfers.append((conversation_id, to, str(asked["note"])))
        conversation = self.conversations[conversation_id]
        case = conversation["case"]
        case["bounces"] += 1
        agent = next((a for a in self.agents.values() if a["id"] == to), None)
        if agent:
            change_owner(conversation, agent, "take")
        else:
            team = next(team for team in self.work.teams if team["id"] == to)
            conversation.update(owner="queue", agent=None)
            case.update(state="waiting", agent=None, team={"id": team["id"], "name": team["name"]})
        await self._tell(conversation_id)
        return self.whole(conversation_id)

    async def bulk(self, agent: Json, asked: Json) -> Json:
        done, failed = [], []
        for conversation_id in asked["conversations"]:
            if conversation_id in self.work.bulk_fails:
                failed.append({"id": conversation_id, "code": "not_owner", "message": "Non è tua."})
                continue
            await self._one_of_many(conversation_id, agent, asked)
            done.append(conversation_id)
        return {"done": done, "failed": failed}

    async def _one_of_many(self, conversation_id: str, agent: Json, asked: Json) -> None:
        conversation = self.conversations[conversation_id]
        if asked["action"] == "transfer":
            await self.transfer(conversation_id, asked)
        elif asked["action"] in ("take", "resolve"):
            change_owner(conversation, agent, asked["action"])
        else:
            tags = [one for one in conversation["case"]["tags"] if one["id"] != asked["tag"]]
            added = self.work.tags_of([asked["tag"]]) if asked["action"] == "tag" else []
            conversation["case"]["tags"] = tags + added
        await self._tell(conversation_id)

    async def send_template(self, conversation_id: str, agent: Json, asked: Json) -> list[Json]:
        template = next(one for one in self.work.templates if one["id"] == asked["template_id"])
        text = template["body"]
        for name, value in asked["variables"].items():
            text = text.replace("{{" + name + "}}", value)
        message = self.write(
            conversation_id, "agent", text, author_name=agent["name"], client_id=asked["client_id"]
        )
        await self._tell_message(message)
        return [message]

    def _attachment(self, upload_id: str) -> Json:
        content, media_type = self.files[f"upload/{upload_id}"]
        kind = "image" if media_type.startswith("image/") else "document"
        shown = {"kind": kind, "media_type": media_type, "name": "file", "size": len(content)}
        return shown | {"url": f"/api/uploads/{upload_id}", "latitude": None, "longitude": None}

    # Who is where

    def colleague_composes(self, conversation_id: str, agent_id: str, name: str, *, composing: bool) -> None:
        """Shows a colleague who is in a conversation."""
        agents = [{"id": agent_id, "name": name, "composing": composing}]
        told = {"conversation_id": conversation_id, "agents": agents}
        self._run(self.sockets.emit("viewers", told, namespace="/console"))

    def tell_breach(self, conversation_id: str, state: str) -> None:
        """Warns of an answer that is due."""
        case = self.conversations[conversation_id]["case"]
        told = {"case_id": case["id"], "kind": "next", "due": moment(), "state": state}
        self._run(self.sockets.emit("breach", told, namespace="/console"))

    def tell_note(self, note: Json) -> None:
        """Shows a note that a colleague wrote."""
        self._run(self.sockets.emit("note", note, namespace="/console"))

    async def _view(self, sid: str, data: Json) -> None:
        before = self.viewing.get(sid)
        self.viewing[sid] = data["conversation_id"]
        for conversation_id in {before, data["conversation_id"]} - {None}:
            await self._tell_viewers(str(conversation_id))

    async def _compose(self, sid: str, data: Json) -> None:
        self.composing[data["conversation_id"]] = self.lines[sid]["id"]
        await self._tell_viewers(data["conversation_id"])

    async def _disconnect(self, sid: str, *_reason: Any) -> None:
        before = self.viewing.pop(sid, None)
        if before:
            await self._tell_viewers(before)

    async def _tell_viewers(self, conversation_id: str) -> None:
        composing = self.composing.get(conversation_id)
        here = {
            self.lines[sid]["id"]: self.lines[sid]
            for sid, at in self.viewing.items()
            if at == conversation_id
        }
        agents = [
            {"id": agent["id"], "name": agent["name"], "composing": agent["id"] == composing}
            for agent in here.values()
        ]
        told = {"conversation_id": conversation_id, "agents": agents}
        await self.sockets.emit("viewers", told, namespace="/console")

    async def tell_soon(self, conversation_id: str) -> None:
        """Tells every console about a conversation, from within a request."""
        await self._tell(conversation_id)

    async def _tell(self, conversation_id: str) -> None:
        conversation = self.conversations[conversation_id]
        await self.sockets.emit("conversation", conversation, namespace="/console")
        if conversation["case"]:
            await self.sockets.emit("case", conversation["case"], namespace="/console")

    async def _tell_message(self, message: Json) -> None:
        await self.sockets.emit("message", message, namespace="/console")
        case = self.conversations[message["conversation_id"]]["case"]
        if case:
            await self.sockets.emit("case", case, namespace="/console")

    def _message(self, message_id: str) -> Json:
        return next(m for ms in self.messages.values() for m in ms if m["id"] == message_id)
