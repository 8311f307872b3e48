"""Who may call what: nobody, unless a route says so."""

from __future__ import annotations

import re

import httpx
import pytest
from fastapi.routing import iter_route_contexts

from desk.http.api import create_api
from desk.words import Catalogue
from tests.desk.harness import Desk

PUBLIC = {
    "POST /api/session",
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",  # for loopback, which every test is; see test_metrics
    "GET /",
    "GET /shop/{path:path}",
    "GET /console",
    "GET /console/{path:path}",
    "GET /widget.js",
    "GET /docs",
    "GET /docs/oauth2-redirect",
    "GET /openapi.json",
    "GET /files/{token}",  # for whoever was given the address
    "POST /webhooks/{channel}",  # for whoever signs as the vendor does
    "POST /webhooks/{channel}/{route}",
}
EXAMPLES = {"conversation_id": "0" * 32, "message_id": "0" * 32, "index": "0"}


def routes() -> list[str]:
    """Every route there is, as ``METHOD path``."""
    found = [
        f"{method} {route.path}"
        for route in iter_route_contexts(create_api(Catalogue()).routes)
        for method in (route.methods or ())
        if method != "HEAD"
    ]
    assert len(found) > 20, "the walk found too little to prove anything"
    return sorted(found)


CHANGES = [it for it in routes() if not it.startswith("GET") and " /api" in it and it not in PUBLIC]


def concrete(path: str) -> str:
    return re.sub(r"{(\w+)(:\w+)?}", lambda name: EXAMPLES.get(name.group(1), "x"), path)


def test_the_public_list_names_only_what_there_is() -> None:
    assert set(routes()) >= PUBLIC


@pytest.mark.parametrize("route", [route for route in routes() if route not in PUBLIC])
async def test_strangers_are_refused(desk: Desk, route: str) -> None:
    method, path = route.split()
    answer = await desk.http.request(method, concrete(path), json={})
    assert answer.status_code in {401, 403}, answer.text


@pytest.mark.parametrize("route", CHANGES)
async def test_a_cookie_alone_changes_nothing(desk: Desk, route: str) -> None:
    method, path = route.split()
    async with desk.signed_in(role="admin") as browser:
        for token in (None, "", "0" * 64, "à"):
            headers = httpx.Headers({} if token is None else {b"X-CSRF-Token": token.encode()})
            browser.headers.pop("X-CSRF-Token", None)
            answer = await browser.request(method, concrete(path), json={}, headers=headers)
            assert (answer.status_code, answer.json()["error"]["code"]) == (403, "bad_csrf"), route


async def test_accounts_are_for_administrators(desk: Desk) -> None:
    async with desk.signed_in("Marco") as agent:
        new = {"name": "X", "email": "x@example.com", "password": "0123456789"}
        for answer in (await agent.get("/api/agents"), await agent.post("/api/agents", json=new)):
            assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_allowed")
