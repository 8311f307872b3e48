"""What supervisors and administrators ask, answered from memory: figures, the live board, all settings."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse, Response

from tests.browser.mock_desk import MockDesk
from tests.browser.mock_figures import behind, figures
from tests.browser.mock_records import COOKIE, Json, Refusal, moment
from tests.browser.mock_settings import SETTINGS, TEAMS, accounts, board

SUPERVISING = {"supervisor", "admin"}
MANAGING = {"admin"}
CODE = "123456"
TOPICS = [
    {"name": "parcel_status", "title": "Dov’è il pacco", "category": "Spedizioni e consegne"},
    {"name": "faq/customs", "title": "Dogana e dazi", "category": "Spedizioni e consegne"},
]
"""The only code that the second factor takes."""


class OfficeDesk(MockDesk):
    """A desk with everything that is beside the conversations.

    Attributes:
        settings: Answers of routes that are read and written whole, by path.
        lists: Items of routes that are lists, by path.
        skills: Languages of agents who don't speak all.
        needs_code: E-mail addresses whose sign-in asks for a second factor.
        csv_asked: Queries with which figures were downloaded.
    """

    def __init__(self) -> None:
        super().__init__()
        self.settings: dict[str, Json] = copy.deepcopy(SETTINGS)
        self.lists: dict[str, list[Json]] = {"teams": copy.deepcopy(TEAMS)}
        self.skills: dict[str, list[str]] = {}
        self.needs_code: set[str] = set()
        self.presence = "online"
        self.csv_asked: list[Json] = []
        self.totp = False
        self.board = board()
        for key, name, role in accounts():
            self.add_agent(key, name)
            self.agents[f"{key}@example.com"]["role"] = role
        app = self.app.other_asgi_app
        assert isinstance(app, FastAPI)
        router = _routes(self)
        app.router.routes[:0] = router.routes
        self.sockets.on("watch_board", self._watch, namespace="/console")

    async def _watch(self, sid: str, body: Any = None) -> bool:
        return True

    def tell_board(self, **changes: Any) -> None:
        """Something moved on the board, and who watches is told."""
        self.board |= changes | {"at": moment()}
        self._run(self.sockets.emit("board", self.board, namespace="/console"))

    def allow(self, request: Request, roles: set[str] | None = None) -> Json:
        """The signed-in account, if it has one of the roles (``Refusal``)."""
        agent = self.agent(request.cookies.get(COOKIE))
        if roles and agent["role"] not in roles:
            raise Refusal(403, "not_allowed", "Il tuo ruolo non lo permette.")
        return agent


def _routes(desk: OfficeDesk) -> APIRouter:
    router = APIRouter()
    _add_sign_in(router, desk)
    _add_figures(router, desk)
    _add_settings(router, desk)
    _add_lists(router, desk)
    _add_security(router, desk)
    _add_privacy(router, desk)
    return router


def _add_sign_in(router: APIRouter, desk: OfficeDesk) -> None:
    @router.post("/api/session")
    async def sign_in(request: Request) -> JSONResponse:
        body = await request.json()
        if body["email"] in desk.needs_code and body.get("code") != CODE:
            raise Refusal(401, "bad_code" if body.get("code") else "second_factor_needed")
        token, session = desk.sign_in(body["email"], body["password"])
        response = JSONResponse(session)
        response.set_cookie(COOKIE, token, httponly=True, samesite="lax")
        return response

    @router.get("/api/presence")
    async def read_presence(request: Request) -> Json:
        desk.allow(request)
        return {"state": desk.presence}

    @router.put("/api/presence")
    async def set_presence(request: Request) -> Json:
        desk.allow(request)
        desk.presence = (await request.json())["state"]
        return {"state": desk.presence}


def _add_figures(router: APIRouter, desk: OfficeDesk) -> None:
    @router.get("/api/board")
    async def read_board(request: Request) -> Json:
        desk.allow(request, SUPERVISING)
        return desk.board

    @router.get("/api/figures")
    async def read_figures(request: Request) -> Json:
        desk.allow(request, SUPERVISING)
        english = request.headers.get("accept-language", "it").startswith("en")
        return figures(dict(request.query_params), english=english)

    @router.get("/api/figures.csv")
    async def download(request: Request) -> Response:
        desk.allow(request, SUPERVISING)
        desk.csv_asked.append(dict(request.query_params))
        headers = {"Content-Disposition": 'attachment; filename="figures.csv"'}
        return Response("figure,value\nvolume,42\n", media_type="text/csv", headers=headers)

    @router.get("/api/figures/{key}/conversations")
    async def read_behind(key: str, request: Request) -> Json:
        desk.allow(request, SUPERVISING)
        return behind(list(desk.conversations.values()))


def _add_settings(router: APIRouter, desk: OfficeDesk) -> None:
    for path, roles in (
        ("hours", MANAGING),
        ("targets", SUPERVISING),
        ("queue-settings", MANAGING),
        ("costs", MANAGING),
        ("retention", MANAGING),
    ):
        router.add_api_route(f"/api/{path}", _reader(desk, path), methods=["GET"])
        router.add_api_route(f"/api/{path}", _writer(desk, path, roles), methods=["PUT"])

    @router.get("/api/hours/now")
    async def read_now(request: Request) -> Json:
        desk.allow(request)
        return {"open": True, "opens_at": None, "holiday": None}


def _reader(desk: OfficeDesk, path: str) -> Callable[..., Any]:
    async def read(request: Request) -> Json:
        desk.allow(request)
        return desk.settings[path]

    return read


def _writer(desk: OfficeDesk, path: str, roles: set[str]) -> Callable[..., Any]:
    async def write(request: Request) -> Json:
        desk.allow(request, roles)
        desk.settings[path] |= await request.json()
        return desk.settings[path]

    return write


def _add_changes_of_agents(router: APIRouter, desk: OfficeDesk) -> None:
    @router.put("/api/agents/{agent_id}")
    async def change_agent(agent_id: str, request: Request) -> Json:
        desk.allow(request, MANAGING)
        found: Json = next(one for one in desk.agents.values() if one["id"] == agent_id)
        asked = await request.json()
        return found | {"name": asked["name"], "role": asked["role"]}

    @router.get("/api/agents/{agent_id}/skills")
    async def read_skills(agent_id: str, request: Request) -> Json:
        desk.allow(request, MANAGING)
        return {"languages": desk.skills.get(agent_id, [])}

    @router.put("/api/agents/{agent_id}/skills")
    async def set_skills(agent_id: str, request: Request) -> Json:
        desk.allow(request, MANAGING)
        desk.skills[agent_id] = (await request.json())["languages"]
        return {"languages": desk.skills[agent_id]}


def _add_topics(router: APIRouter, desk: OfficeDesk) -> None:
    @router.get("/api/topics")
    async def read_topics(request: Request) -> Json:
        desk.allow(request)
        return {"items": TOPICS}


def _add_lists(router: APIRouter, desk: OfficeDesk) -> None:
    _add_changes_of_agents(router, desk)
    _add_topics(router, desk)

    @router.get("/api/agents")
    async def read_agents(request: Request) -> Json:
        desk.allow(request, MANAGING)
        return {"agents": list(desk.agents.values())}

    @router.get("/api/audit")
    async def read_audit(request: Request) -> Json:
        desk.allow(request, MANAGING)
        return {"items": SETTINGS["audit"]["items"], "next": None, "acts": ["sign_in", "take", "team_change"]}

    @router.get("/api/tokens")
    async def read_tokens(request: Request) -> Json:
        desk.allow(request, MANAGING)
        return desk.settings["tokens"]

    @router.get("/api/webhooks-out")
    async def read_webhooks(request: Request) -> Json:
        desk.allow(request, MANAGING)
        return desk.settings["webhooks"]

    @router.get("/api/teams")
    async def read_teams(request: Request) -> Json:
        desk.allow(request)
        return {"items": desk.lists["teams"]}

    @router.put("/api/teams/{team_id}")
    async def change_team(team_id: str, request: Request) -> Json:
        desk.allow(request, MANAGING)
        team: Json = next(one for one in desk.lists["teams"] if one["id"] == team_id)
        team |= await request.json()
        return team

    @router.post("/api/teams", status_code=201)
    async def add_team(request: Request) -> Json:
        desk.allow(request, MANAGING)
        team: Json = {"id": uuid4().hex} | await request.json()
        desk.lists["teams"].append(team)
        return team


def _add_security(router: APIRouter, desk: OfficeDesk) -> None:
    codes = [f"{n:04d}-{n * 7 % 9973:04d}" for n in range(1207, 1217)]

    @router.get("/api/security")
    async def read_security(request: Request) -> Json:
        desk.allow(request)
        return {"totp": desk.totp, "recovery_codes_left": 10 if desk.totp else 0}

    @router.post("/api/security/totp")
    async def begin(request: Request) -> Json:
        agent = desk.allow(request)
        uri = f"otpauth://totp/Sportello:{agent['email']}?secret=JBSWY3DPEHPK3PXP&issuer=Sportello"
        picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h3v3H1z"/></svg>'
        return {"secret": "JBSWY3DPEHPK3PXP", "uri": uri, "qr_svg": picture}

    @router.post("/api/security/totp/confirm")
    async def confirm(request: Request) -> Json:
        desk.allow(request)
        if (await request.json())["code"] != CODE:
            raise Refusal(401, "bad_code", "Il codice non vale.")
        desk.totp = True
        return {"recovery_codes": codes}

    @router.get("/api/sessions")
    async def read_sessions(request: Request) -> Json:
        desk.allow(request)
        return SETTINGS["sessions"]


def _add_privacy(router: APIRouter, desk: OfficeDesk) -> None:
    found = {"channel": "whatsapp", "name": "Paolo Neri", "address": "+39 347 555 0142", "messages": 14}

    @router.get("/api/people")
    async def find(contact: str, request: Request) -> Json:
        desk.allow(request, MANAGING)
        items = [found | {"conversation_id": "paolo", "last_at": moment(90)}]
        return {"items": items if contact.lower() in "paolo neri" else []}

    @router.get("/api/conversations/{conversation_id}/erasure")
    async def preview(conversation_id: str, request: Request) -> Json:
        desk.allow(request, MANAGING)
        return _erasure(found | {"conversation_id": "paolo", "last_at": moment(90)})

    @router.post("/api/conversations/{conversation_id}/erase")
    async def erase(conversation_id: str, request: Request) -> Json:
        desk.allow(request, MANAGING)
        if (await request.json())["confirm"] != "Paolo Neri":
            raise Refusal(422, "not_confirmed", "")
        return _erasure(found | {"conversation_id": "paolo", "last_at": moment(90)})


def _erasure(person: Json) -> Json:
    taken = {"messages": 14, "attachments": 2, "cases": 3, "notes": 1}
    return {"phrase": "Paolo Neri", "conversations": [person], "figures_stay": True} | taken
