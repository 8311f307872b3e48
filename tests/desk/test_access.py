"""Who may call what: nobody, unless ``tests/desk/access.py`` says so of the route."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping

import httpx
import pytest
from fastapi.routing import iter_route_contexts

from desk.accounts.records import Role, Scope
from desk.http.api import create_api
from desk.words import Catalogue
from tests.desk.access import ADMIN, BRAIN, PROGRAMS, PUBLIC, ROLES_OF, ROUTES, SUPERVISOR
from tests.desk.harness import Desk

EXAMPLES = {"index": "0", "path": "x", "channel": "x", "route": "x", "token": "x", "key": "volume"}


def routes() -> list[str]:
    """Every route there is, as ``METHOD path``; what would end the walk comes last."""
    found = [
        f"{method} {route.path}"
        for route in iter_route_contexts(create_api(Catalogue()).routes)
        for method in (route.methods or ())
        if method != "HEAD"
    ]
    assert len(found) > 90, "the walk found too little to prove anything"
    return sorted(found, key=lambda route: (route == "DELETE /api/session", route))


def concrete(path: str) -> str:
    return re.sub(r"{(\w+)(:\w+)?}", lambda name: EXAMPLES.get(name.group(1), "0" * 32), path)


async def walk(
    browser: httpx.AsyncClient, chosen: list[str], headers: Mapping[str, str] | None = None
) -> dict[str, tuple[int, str]]:
    """Status and code of every route's answer."""
    answers = {}
    for route in chosen:
        method, path = route.split()
        answer = await browser.request(method, concrete(path), json={}, headers=headers)
        is_ours = answer.status_code >= 400 and answer.text.startswith('{"error":{')
        answers[route] = (answer.status_code, answer.json()["error"]["code"] if is_ours else "")
    return answers


def is_refused(answer: tuple[int, str]) -> bool:
    return answer in {(403, "not_allowed"), (401, "not_signed_in")}


def test_every_route_says_who_may_call_it() -> None:
    assert {*routes()} == {*ROUTES}, "enter the route in tests/desk/access.py"


def test_programs_are_let_in_only_where_accounts_are() -> None:
    assert {*PROGRAMS} <= {route for route, who in ROUTES.items() if who not in {PUBLIC, BRAIN}}
    assert set(PROGRAMS.values()) == set(Scope)


def test_what_supervisors_and_administrators_change_leaves_a_line() -> None:
    """Each of these routes says who did it: to the log itself, or to a service that writes there."""
    privileged = {
        f"{method} {route.path}": inspect.getsource(route.endpoint)
        for route in iter_route_contexts(create_api(Catalogue()).routes)
        if route.endpoint
        for method in (route.methods or ())
        if method not in {"GET", "HEAD"} and ROUTES.get(f"{method} {route.path}") in {ADMIN, SUPERVISOR}
    }
    assert len(privileged) > 20
    silent = {name for name, code in privileged.items() if "record(" not in code and "by=" not in code}
    assert silent == set()


async def test_strangers_are_refused(desk: Desk) -> None:
    closed = [route for route in routes() if ROUTES.get(route) != PUBLIC]
    answers = await walk(desk.http, closed)
    assert {route: it for route, it in answers.items() if it[0] not in {401, 403}} == {}
    ours = {route: it for route, it in answers.items() if ROUTES.get(route) != BRAIN}
    assert set(ours.values()) == {(401, "not_signed_in")}


@pytest.mark.parametrize("role", list(Role))
async def test_each_role_may_do_what_the_table_says(desk: Desk, role: Role) -> None:
    async with desk.signed_in("Walter", role) as browser:
        answers = await walk(browser, routes())
    refused = {route for route, answer in answers.items() if is_refused(answer) or answer[0] in {401, 403}}
    expected = {route for route in answers if role not in ROLES_OF[ROUTES.get(route, ADMIN)]}
    assert refused - HIDDEN == expected - HIDDEN
    assert {route: it for route, it in answers.items() if it[0] >= 500 and it[0] != 503} == {}


HIDDEN = {"POST /api/session"}
"""Answers 401 or 422 to whoever sends nothing of use."""


@pytest.mark.parametrize("scope", list(Scope))
async def test_a_token_opens_what_states_its_scope(desk: Desk, scope: Scope) -> None:
    made = await desk.services.trust.tokens.make("Programma", [scope], by="cli", origin="cli")
    closed = [route for route in routes() if ROUTES.get(route) not in {PUBLIC, BRAIN}]
    answers = await walk(desk.http, closed, {"Authorization": f"Bearer {made.value}"})
    opened = {route for route, answer in answers.items() if not is_refused(answer)}
    assert opened == {route for route, wanted in PROGRAMS.items() if wanted == scope}
    assert {answers[route] for route in closed if route not in PROGRAMS} == {(401, "not_signed_in")}
    assert {route: it for route, it in answers.items() if it[0] >= 500 and it[0] != 503} == {}


async def test_a_cookie_alone_changes_nothing(desk: Desk) -> None:
    changes = [it for it in routes() if not it.startswith("GET") and ROUTES.get(it) not in {PUBLIC, BRAIN}]
    async with desk.signed_in(role="admin") as browser:
        for token in (None, "", "0" * 64, "à"):
            headers = httpx.Headers({} if token is None else {b"X-CSRF-Token": token.encode()})
            browser.headers.pop("X-CSRF-Token", None)
            answers = await walk(browser, changes, headers)
            assert set(answers.values()) == {(403, "bad_csrf")}


async def test_a_proxy_s_own_password_is_no_business_of_ours(desk: Desk) -> None:
    async with desk.signed_in(role="admin") as browser:
        answer = await browser.get("/api/agents", headers={"Authorization": "Basic c3RhZ2luZzpzZWNyZXQ="})
    assert answer.status_code == 200


async def test_a_token_beside_a_cookie_is_the_token(desk: Desk) -> None:
    """Whoever sends both means the token: a cookie lends it nothing."""
    async with desk.signed_in(role="admin") as browser:
        answer = await browser.get("/api/agents", headers={"Authorization": "Bearer spt_erfunden"})
    assert answer.status_code == 401
