"""A desk of one file for the widget's tests: the visitors' protocol in memory, on a real port.

It does what a test tells it to: answer, stay silent, refuse, lose acknowledgements, go away.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import socketio
import uvicorn

Message = dict[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

BUILT = Path(__file__).parents[2] / "ui" / "dist"
WIDGET = BUILT / "widget.js"
MEDIA_TYPES = {".js": b"text/javascript", ".css": b"text/css"}


@dataclass
class Conversation:
    """One visitor's messages, as the desk would keep them."""

    messages: list[Message] = field(default_factory=list)
    owner: str = "bot"
    agent_name: str | None = None

    def add(self, author: str, text: str, **more: Any) -> Message:
        """Appends a message with the next sequence and returns it."""
        message: Message = {
            "id": secrets.token_hex(8),
            "sequence": len(self.messages) + 1,
            "author": author,
            "author_name": None,
            "text": text,
            "buttons": [],
            "image": None,
            "at": datetime.now(UTC).isoformat(),
            "client_id": None,
        } | more
        self.messages.append(message)
        return message


class WidgetDesk:
    """The server side of the chat, and the switches that tests turn.

    Attributes:
        conversations: By visitor token.
        received: Client ids of every ``user_uttered``, repeats included, in order.
        answering: Whether the assistant answers by itself.
        acks_to_lose: How many of the next messages are kept without saying so.
        refusals: Error codes with which the next messages are refused.
        offers: Questions to begin with.
        votes: What was said of answers.
        pages: What was asked about which page.
    """

    def __init__(self) -> None:
        self.conversations: dict[str, Conversation] = {}
        self.received: list[str] = []
        self.read: list[str] = []
        self.answering = True
        self.acks_to_lose = 0
        self.refusals: list[str] = []
        self.reply: Message = {"text": "", "buttons": []}
        self.offers: list[Message] = []
        self.votes: list[tuple[str, Message]] = []
        self.pages: list[dict[str, list[str]]] = []
        self.page = ""
        self.page_headers: list[tuple[bytes, bytes]] = []
        self.url = ""
        self._away = False
        self._connections: dict[asyncio.Task[None], asyncio.Event] = {}
        self._sio = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins="*")
        self._sio.on("session_request", self._session_request)
        self._sio.on("user_uttered", self._user_uttered)
        self._sio.on("history", self._history)
        self._sio.on("read", self._read)
        self._sio.on("typing", self._typing)
        self._realtime = socketio.ASGIApp(self._sio)
        self.typing_told = asyncio.Event()
        self.heard = asyncio.Event()

    @property
    def conversation(self) -> Conversation:
        """The only conversation there is."""
        (conversation,) = self.conversations.values()
        return conversation

    def texts(self, author: str) -> list[str]:
        """What one author said, in order."""
        return [message["text"] for message in self.conversation.messages if message["author"] == author]

    async def say(self, text: str, author: str = "bot", **more: Any) -> Message:
        """Adds a message for the shopper and tells every tab of theirs."""
        (token,) = self.conversations
        message = self.conversation.add(author, text, **more)
        await self._utter(token, message)
        return message

    async def own(self, owner: str, agent_name: str | None = None) -> None:
        """Changes who has the conversation."""
        (token,) = self.conversations
        self.conversation.owner, self.conversation.agent_name = owner, agent_name
        await self._sio.emit("owner", {"owner": owner, "agent_name": agent_name}, room=token)

    async def type(self, author: str) -> None:
        """Shows the shopper that somebody writes."""
        (token,) = self.conversations
        await self._sio.emit("typing", {"author": author}, room=token)

    async def go_away(self) -> None:
        """Cuts every connection, as a network that fails does, and takes no new one."""
        self._away = True
        connections, self._connections = self._connections, {}
        for cut in connections.values():
            cut.set()
        await asyncio.gather(*connections)

    def come_back(self) -> None:
        """Takes connections again."""
        self._away = False

    async def _session_request(self, sid: str, body: Message) -> None:
        token = body.get("session_id")
        if token not in self.conversations:
            token = secrets.token_urlsafe(32)
            self.conversations[token] = Conversation()
        for room in self._sio.rooms(sid):
            if room != sid:
                await self._sio.leave_room(sid, room)
        await self._sio.enter_room(sid, token)
        await self._sio.save_session(sid, {"token": token})
        await self._sio.emit("session_confirm", token, to=sid)

    async def _user_uttered(self, sid: str, body: Message) -> Message | None:
        token = (await self._sio.get_session(sid)).get("token", "")
        conversation = self.conversations[token]
        self.received.append(body["id"])
        self.heard.set()
        if self.refusals:
            return {"ok": False, "error": {"code": self.refusals.pop(0), "message": "Non ora, mi dispiace."}}
        if all(message["client_id"] != body["id"] for message in conversation.messages):
            conversation.add("shopper", body["message"], client_id=body["id"])
            if self.answering:
                self._sio.start_background_task(self._answer, token, body["message"])
        if self.acks_to_lose:
            self.acks_to_lose -= 1
            await asyncio.Event().wait()
        return {"ok": True, "id": body["id"]}

    async def _answer(self, token: str, text: str) -> None:
        reply = {"text": self.reply["text"] or f"Risposta a: {text}", "buttons": self.reply["buttons"]}
        await self._utter(token, self.conversations[token].add("bot", **reply))

    async def _history(self, sid: str, body: Message) -> Message:
        conversation = self.conversations[(await self._sio.get_session(sid))["token"]]
        later = [message for message in conversation.messages if message["sequence"] > body["after"]]
        return {"messages": later[:50], "owner": conversation.owner, "agent_name": conversation.agent_name}

    async def _read(self, sid: str, body: Message) -> None:
        self.read.append(body["id"])

    async def _typing(self, sid: str, body: Message) -> None:
        self.typing_told.set()

    async def _utter(self, token: str, message: Message) -> None:
        uttered: Message = {
            "text": message["text"],
            "metadata": {key: message[key] for key in ("id", "sequence", "author", "author_name", "at")},
        }
        if message["buttons"]:
            uttered["quick_replies"] = [{"content_type": "text", **button} for button in message["buttons"]]
        if message["image"]:
            uttered["attachment"] = {"type": "image", "payload": {"src": message["image"]}}
        await self._sio.emit("bot_uttered", uttered, room=token)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves the page, the widget and the realtime protocol."""
        path = scope.get("path", "")
        if path.startswith("/socket.io"):
            await (_refuse if self._away else self._connect)(scope, receive, send)
        elif path == "/widget.js":
            await _respond(send, WIDGET.read_bytes(), b"text/javascript")
        elif path.startswith("/shop/assets/"):
            file = BUILT / "shop" / "assets" / Path(path).name
            await _respond(send, file.read_bytes(), MEDIA_TYPES[file.suffix])
        elif path.startswith("/api/faq/"):
            await self._faq(scope, receive, send)
        elif path == "/" and scope["type"] == "http":
            await _respond(send, self.page.encode(), b"text/html; charset=utf-8", self.page_headers)
        elif scope["type"] == "http":
            await _respond(send, b"", b"text/plain", status=404)

    async def _faq(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What to offer on a page, and whether an answer was useful."""
        if scope["method"] == "POST":
            body = json.loads((await receive())["body"])
            self.votes.append((scope["path"].removeprefix("/api/faq/"), body))
            await _respond(send, b"", b"text/plain", status=204)
        else:
            self.pages.append(parse_qs(scope["query_string"].decode()))
            body = json.dumps({"items": self.offers}).encode()
            await _respond(send, body, b"application/json")

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        cut = asyncio.Event()
        connection = asyncio.create_task(self._talk(scope, receive, send, cut))
        self._connections[connection] = cut
        await connection
        self._connections.pop(connection, None)

    async def _talk(self, scope: Scope, receive: Receive, send: Send, cut: asyncio.Event) -> None:
        async def receive_until_cut() -> MutableMapping[str, Any]:
            event = asyncio.ensure_future(receive())
            silence = asyncio.ensure_future(cut.wait())
            await asyncio.wait([event, silence], return_when=asyncio.FIRST_COMPLETED)
            silence.cancel()
            if not cut.is_set():
                return await event
            event.cancel()
            return {"type": f"{scope['type']}.disconnect", "code": 1006}

        async def send_until_cut(message: MutableMapping[str, Any]) -> None:
            if not cut.is_set():
                await send(message)

        await self._realtime(scope, receive_until_cut, send_until_cut)

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[None]:
        """Listens on a free port of the loopback interface."""
        config = uvicorn.Config(self, port=0, log_level="error", lifespan="off", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 - uvicorn offers no event for it
            await asyncio.sleep(0.01)
        self.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        try:
            yield
        finally:
            server.should_exit = True
            await self.go_away()
            await task


async def _respond(
    send: Send,
    body: bytes,
    media_type: bytes,
    headers: list[tuple[bytes, bytes]] | None = None,
    status: int = 200,
) -> None:
    start = [(b"content-type", media_type), *(headers or [])]
    await send({"type": "http.response.start", "status": status, "headers": start})
    await send({"type": "http.response.body", "body": body})


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1013})
    else:
        await _respond(send, b"", b"text/plain", status=503)
