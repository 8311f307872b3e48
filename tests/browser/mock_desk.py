"""A desk in memory that speaks the console's HTTP and realtime contract, for tests without the real one."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any
from uuid import uuid4

import socketio
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles

from tests.browser.mock_deeds import MockDeeds
from tests.browser.mock_pace import Pace
from tests.browser.mock_records import (
    COOKIE,
    Json,
    Refusal,
    moment,
    new_case,
    new_conversation,
    new_message,
    reading,
)
from tests.browser.mock_work_routes import routes_of_work
from tests.browser.mock_workbench import Workbench

CONSOLE = Path(__file__).parents[2] / "ui" / "dist" / "console"
PASSWORD = "sportello-demo"


class MockDesk(MockDeeds):
    """State and server; tests change the state from their own thread.

    Attributes:
        refuse_answers: Status with which answers are refused, or None.
        typed: Conversations for which an agent was seen typing.
        url: Where it serves, once started.
        answer_posts: How often an answer was posted, repeats included.
        pace: How fast it answers.
    """

    def __init__(self) -> None:
        self.agents: dict[str, Json] = {}
        self.sessions: dict[str, str] = {}
        self.conversations: dict[str, Json] = {}
        self.messages: dict[str, list[Json]] = {}
        self.files: dict[str, tuple[bytes, str]] = {}
        self.refuse_answers: int | None = None
        self.throttled = False
        self.typed: list[str] = []
        self.answer_posts = 0
        self.url = ""
        self.pace = Pace()
        self.work = Workbench()
        self.lines: dict[str, Json] = {}
        self.viewing: dict[str, str | None] = {}
        self.composing: dict[str, str] = {}
        self.sockets = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins=[])
        self.app = socketio.ASGIApp(self.sockets, _routes(self))
        self.sockets.on("connect", self._connect, namespace="/console")
        self.sockets.on("disconnect", self._disconnect, namespace="/console")
        self.sockets.on("viewing", self._view, namespace="/console")
        self.sockets.on("composing", self._compose, namespace="/console")
        self.add_agent("giulia", "Giulia Bianchi")
        self.add_agent("marco", "Marco Conti")

    # Life

    def start(self) -> str:
        """Serves on a free port until `stop`; returns the address."""
        config = uvicorn.Config(
            self.app, host="127.0.0.1", port=0, log_level="error", ws="websockets-sansio", lifespan="off"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        deadline = time.monotonic() + 15
        while not self._server.started:
            if time.monotonic() > deadline:
                raise TimeoutError("The mock desk did not start.")
            time.sleep(0.01)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def stop(self) -> None:
        """Ends the server."""
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(timeout=60)

    def _serve(self) -> None:
        # What is left is ended with the loop: memory would clear it later, in the midst of another test.
        with asyncio.Runner() as runner:
            self._loop = runner.get_loop()
            runner.run(self._server.serve())

    def _run(self, work: Awaitable[Any]) -> Any:
        async def whole() -> Any:
            return await work

        future: Future[Any] = asyncio.run_coroutine_threadsafe(whole(), self._loop)
        return future.result(timeout=60)

    # What tests do

    def add_agent(self, key: str, name: str) -> None:
        """An account `key`@example.com with the one password."""
        email = f"{key}@example.com"
        self.agents[email] = {"id": key, "name": name, "email": email, "role": "agent", "disabled_at": None}

    def add_case(self, name: str, text: str, *, tell: bool = False, **changes: Any) -> str:
        """A conversation that waits for a person; returns its id."""
        conversation_id = str(uuid4())
        conversation = new_conversation(conversation_id, name)
        case = new_case(conversation_id)
        for field, value in changes.items():
            (conversation if field in conversation else case)[field] = value
        case.update(contact_name=name, channel=conversation["channel"], language=conversation["language"])
        conversation["case"] = case
        self.conversations[conversation_id] = conversation
        self.messages[conversation_id] = []
        self.write(conversation_id, "shopper", text, reading=reading(), state="for_person", minutes_ago=4)
        if tell:
            self.tell(conversation_id)
        return conversation_id

    def write(
        self, conversation_id: str, author: str, text: str, *, minutes_ago: float = 0, **changes: Any
    ) -> Json:
        """Stores a message without telling anybody."""
        sequence = len(self.messages[conversation_id]) + 1
        message = new_message(conversation_id, sequence, author, text) | {"at": moment(minutes_ago)} | changes
        self.messages[conversation_id].append(message)
        case = self.conversations[conversation_id]["case"]
        if case:
            case.update(last_text=text, last_at=message["at"])
            case["unread"] = case["unread"] + 1 if author == "shopper" else 0
        return message

    def shopper_says(self, conversation_id: str, text: str) -> Json:
        """A shopper writes, and every console is told."""
        message = self.write(conversation_id, "shopper", text)
        self._run(self._tell_message(message))
        return message

    def change_message(self, message_id: str, **changes: Any) -> None:
        """A vendor reports what became of a message."""
        message = self._message(message_id)
        message.update(changes)
        self._run(self._tell_message(message))

    def tell(self, conversation_id: str) -> None:
        """Tells every console about a conversation and its case."""
        self._run(self._tell(conversation_id))

    def shopper_types(self, conversation_id: str) -> None:
        """Shows that a shopper writes."""
        sign = {"conversation_id": conversation_id, "author": "shopper"}
        self._run(self.sockets.emit("typing", sign, namespace="/console"))

    def drop_sockets(self) -> None:
        """Cuts every console's line, as a restart of the desk does."""
        manager = self.sockets.manager
        sids = [sid for sid, _eio in manager.get_participants("/console", None)]
        for sid in sids:
            self._run(self.sockets.disconnect(sid, namespace="/console"))

    def end_sessions(self) -> None:
        """Every session runs out."""
        self.sessions.clear()

    def said(self, conversation_id: str, author: str) -> list[str]:
        """What an author has said, in order."""
        return [m["text"] for m in self.messages[conversation_id] if m["author"] == author]

    # What consoles ask

    def sign_in(self, email: str, password: str) -> tuple[str, Json]:
        if self.throttled:
            raise Refusal(429, "too_many_attempts", "Too many attempts.")
        agent = self.agents.get(email)
        if agent is None or password != PASSWORD:
            raise Refusal(401, "bad_credentials", "The e-mail address or the password is wrong.")
        token = uuid4().hex
        self.sessions[token] = email
        return token, self.session(token)

    def session(self, token: str | None) -> Json:
        return {
            "agent": self.agent(token),
            "csrf_token": f"csrf-{token}",
            "realtime": {"path": "/socket.io", "namespace": "/console"},
        }

    def agent(self, token: str | None) -> Json:
        email = self.sessions.get(token or "")
        if email is None:
            raise Refusal(401, "not_signed_in", "Sign in first.")
        return self.agents[email]

    def agent_of(self, request: Request) -> Json:
        return self.agent(request.cookies.get(COOKIE))

    def colleague(self, agent: Json) -> Json:
        cases = [c["case"] for c in self.conversations.values() if c["case"]]
        load = sum(c["state"] == "taken" and c["agent"]["id"] == agent["id"] for c in cases)
        presence = self.work.presence.get(agent["id"], "online")
        shown = {"id": agent["id"], "name": agent["name"], "presence": presence}
        return shown | {"load": load, "capacity": 6, "teams": []}

    def queue(self, agent: Json) -> Json:
        cases = [c["case"] for c in self.conversations.values() if c["case"]]
        waiting = sorted(
            (c for c in cases if c["state"] == "waiting"), key=lambda c: (-c["priority"], c["opened_at"])
        )
        for place, case in enumerate(waiting, start=1):
            case["place"] = place
        taken = [c for c in cases if c["state"] == "taken"]
        return {
            "waiting": waiting,
            "mine": [c for c in taken if c["agent"]["id"] == agent["id"]],
            "others": [c for c in taken if c["agent"]["id"] != agent["id"]],
            "closed_recently": [c for c in cases if c["state"] in ("handed_back", "resolved")],
        }

    def whole(self, conversation_id: str) -> Json:
        if conversation_id not in self.conversations:
            raise Refusal(404, "conversation_not_found", "There is no such conversation.")
        return self.conversations[conversation_id] | {"messages": self.messages[conversation_id][-100:]}

    def page(
        self, conversation_id: str, after: int, before: int | None, limit: int, around: int | None = None
    ) -> list[Json]:
        if around is not None:
            return self.messages[conversation_id][max(0, around - limit // 2) :][:limit]
        messages = [m for m in self.messages[conversation_id] if m["sequence"] > after]
        if before is not None:
            return [m for m in messages if m["sequence"] < before][-limit:]
        return messages[:limit]

    # Realtime

    async def _connect(self, sid: str, environ: Json, auth: Any = None) -> bool:
        cookies = environ.get("HTTP_COOKIE", "")
        token = next((token for token in self.sessions if f"{COOKIE}={token}" in cookies), None)
        if token is not None:
            self.lines[sid] = self.agents[self.sessions[token]]
        return token is not None


def _routes(desk: MockDesk) -> FastAPI:
    app = FastAPI()

    @app.middleware("http")
    async def manners(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        token = request.cookies.get(COOKIE)
        path = request.url.path
        await desk.pace.wait(path)
        changes = request.method != "GET" and not (path == "/api/session" and request.method == "POST")
        forged = request.headers.get("X-CSRF-Token") != f"csrf-{token}"
        if path.startswith("/api/") and changes and forged and token in desk.sessions:
            return JSONResponse({"error": {"code": "bad_csrf", "message": "", "details": {}}}, 403)
        return await call_next(request)

    @app.exception_handler(Refusal)
    async def refuse(_request: Request, refusal: Refusal) -> JSONResponse:
        headers = {"Retry-After": "30"} if refusal.status == 429 else {}
        return JSONResponse(refusal.body, refusal.status, headers)

    app.include_router(routes_of_work(desk))
    _add_session(app, desk)
    _add_conversations(app, desk)
    _add_deeds(app, desk)
    app.mount("/console/assets", StaticFiles(directory=CONSOLE / "assets", check_dir=False))

    app.mount("/console/emoji", StaticFiles(directory=CONSOLE / "emoji", check_dir=False))

    @app.get("/console/icon.svg")
    async def icon() -> FileResponse:
        return FileResponse(CONSOLE / "icon.svg")

    @app.get("/console")
    @app.get("/console/{path:path}")
    async def page() -> FileResponse:
        return FileResponse(CONSOLE / "index.html")

    return app


def _add_session(app: FastAPI, desk: MockDesk) -> None:
    @app.post("/api/session")
    async def sign_in(request: Request) -> JSONResponse:
        body = await request.json()
        token, session = desk.sign_in(body["email"], body["password"])
        response = JSONResponse(session)
        response.set_cookie(COOKIE, token, httponly=True, samesite="lax")
        return response

    @app.get("/api/session")
    async def read_session(request: Request) -> Json:
        return desk.session(request.cookies.get(COOKIE))

    @app.delete("/api/session", status_code=204)
    async def sign_out(request: Request) -> None:
        desk.sessions.pop(request.cookies.get(COOKIE, ""), None)

    @app.get("/api/queue")
    async def queue(request: Request, state: str | None = None, after: int = 0, limit: int = 200) -> Json:
        whole = desk.queue(desk.agent_of(request))
        if state is None:
            return {name: cases[:200] for name, cases in whole.items()}
        cases = whole[state]
        following = after + limit if after + limit < len(cases) else None
        return {
            "items": cases[after : after + limit],
            "next": None if following is None else str(following),
            "total": len(cases),
        }


def _agent(desk: MockDesk, request: Request) -> Json:
    return desk.agent(request.cookies.get(COOKIE))


def _add_conversations(app: FastAPI, desk: MockDesk) -> None:
    @app.get("/api/conversations/{conversation_id}")
    async def conversation(conversation_id: str, request: Request) -> Json:
        _agent(desk, request)
        return desk.whole(conversation_id)

    @app.get("/api/conversations/{conversation_id}/messages")
    async def messages(
        conversation_id: str,
        request: Request,
        after: int = 0,
        before: int | None = None,
        limit: int = 100,
        around: int | None = None,
    ) -> Json:
        _agent(desk, request)
        return {"messages": desk.page(conversation_id, after, before, limit, around)}


def _add_deeds(app: FastAPI, desk: MockDesk) -> None:
    @app.post("/api/conversations/{conversation_id}/messages", status_code=201)
    async def answer(conversation_id: str, request: Request) -> Json:
        body = await request.json()
        files = body.get("attachments", [])
        said = await desk.answer(
            conversation_id, _agent(desk, request), body["text"], body["client_id"], files
        )
        return {"messages": said}

    @app.post("/api/conversations/{conversation_id}/typing", status_code=204)
    async def typing(conversation_id: str, request: Request) -> None:
        _agent(desk, request)
        desk.typed.append(conversation_id)

    @app.post("/api/conversations/{conversation_id}/{deed}")
    async def act(conversation_id: str, deed: str, request: Request) -> Json:
        if deed == "hand-back" and await request.body():
            desk.work.handed_back_with.append((await request.json())["note"])
        return await desk.act(conversation_id, _agent(desk, request), deed)

    @app.post("/api/messages/{message_id}/retry")
    async def retry(message_id: str, request: Request) -> Json:
        _agent(desk, request)
        return await desk.retry(message_id)

    @app.get("/api/messages/{message_id}/attachments/{index}")
    async def attachment(message_id: str, index: int) -> Response:
        content, media_type = desk.files.get(f"{message_id}/{index}", (b"", "image/png"))
        return Response(content, 200 if content else 404, media_type=media_type)
