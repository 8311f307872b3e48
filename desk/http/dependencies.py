"""Who is calling, and with what: every route names one of these, or stands on the list of public ones.

All are coroutines: FastAPI takes plain functions to a thread and back, for each request.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection
from typing import Annotated, Any

from fastapi import Depends, Path, Request
from fastapi.security import APIKeyCookie, APIKeyHeader, HTTPBearer

from desk.accounts.records import (
    ANSWERING,
    EDITING,
    MANAGING,
    SUPERVISING,
    AgentAccount,
    Role,
    Scope,
    Session,
)
from desk.errors import BadCsrf, NotAllowed, NotSignedIn
from desk.http.views import Views
from desk.services import Services
from desk.words import negotiate

COOKIE = "sportello_session"
CSRF_HEADER = "X-CSRF-Token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

Identifier = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{1,64}$")]

_cookie = APIKeyCookie(name=COOKIE, auto_error=False, description="Set by signing in.")
_csrf = APIKeyHeader(name=CSRF_HEADER, auto_error=False, description="From the session; for every change.")


async def get_services(request: Request) -> Services:
    """What the desk is made of, put there when it started."""
    services: Services = request.app.state.services
    return services


ServicesDep = Annotated[Services, Depends(get_services)]


async def get_session(
    request: Request,
    services: ServicesDep,
    token: Annotated[str | None, Depends(_cookie)],
    csrf_token: Annotated[str | None, Depends(_csrf)],
) -> Session:
    """The signed-in session behind a request.

    Raises:
        NotSignedIn: There is none.
        BadCsrf: The request changes something, and a stranger's page could have made it.
    """
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return await _program(request, services, value.strip())
    session = await services.accounts.session(token, origin=origin_of(request))
    if request.method not in SAFE_METHODS:
        check_csrf(session, csrf_token)
    return session


async def _program(request: Request, services: ServicesDep, value: str) -> Session:
    """The program behind a token: no cookie, so no stranger's page can send it, and no CSRF token either."""
    scope = getattr(request.state, "scope", None)
    if scope is None:
        raise NotSignedIn
    return await services.trust.tokens.session(value, scope)


def check_csrf(session: Session, csrf_token: str | None) -> None:
    """Compares in constant time (``BadCsrf``)."""
    if not hmac.compare_digest(session.csrf_token.encode(), (csrf_token or "").encode()):
        raise BadCsrf


async def get_token(token: Annotated[str | None, Depends(_cookie)]) -> str:
    """The cookie's own value (``NotSignedIn`` without one)."""
    if not token:
        raise NotSignedIn
    return token


SessionDep = Annotated[Session, Depends(get_session)]
_bearer = HTTPBearer(auto_error=False, description="A program's token; only where a route states a scope.")


def for_programs(scope: Scope) -> Any:
    """Opens a route to programs whose token has the scope: put it first among the route's dependencies.

    A route without it refuses every token. Within the scope a program is what the route asks for: an agent
    where conversations are, a supervisor for figures, an administrator for webhooks.
    """

    async def state(request: Request, _: Annotated[object, Depends(_bearer)]) -> None:
        request.state.scope = scope

    return Depends(state)


FOR_READING = for_programs(Scope.CONVERSATIONS_READ)
FOR_WRITING = for_programs(Scope.CONVERSATIONS_WRITE)
FOR_FIGURES = for_programs(Scope.FIGURES_READ)
FOR_WEBHOOKS = for_programs(Scope.WEBHOOKS_MANAGE)


async def get_anyone(session: SessionDep) -> AgentAccount:
    """Any signed-in account, an editor's too: for what is about the account itself."""
    return session.account


AnyoneDep = Annotated[AgentAccount, Depends(get_anyone)]


async def get_account(account: AnyoneDep) -> AgentAccount:
    """Whoever may see conversations: agents, supervisors, administrators (``NotAllowed``)."""
    return _in(ANSWERING, account)


async def get_supervisor(account: AnyoneDep) -> AgentAccount:
    """A supervisor or an administrator (``NotAllowed``)."""
    return _in(SUPERVISING, account)


async def get_editor(account: AnyoneDep) -> AgentAccount:
    """Whoever may change what the assistant knows: editors, supervisors, administrators (``NotAllowed``)."""
    return _in(EDITING, account)


async def get_admin(account: AnyoneDep) -> AgentAccount:
    """An administrator (``NotAllowed``)."""
    return _in(MANAGING, account)


AccountDep = Annotated[AgentAccount, Depends(get_account)]
SupervisorDep = Annotated[AgentAccount, Depends(get_supervisor)]
EditorDep = Annotated[AgentAccount, Depends(get_editor)]
AdminDep = Annotated[AgentAccount, Depends(get_admin)]


def _in(roles: Collection[Role], account: AgentAccount) -> AgentAccount:
    if account.role not in roles:
        raise NotAllowed
    return account


async def get_language(request: Request, services: ServicesDep) -> str:
    """The caller's language, from ``Accept-Language``."""
    words = services.words
    return negotiate(request.headers.get("accept-language"), words.languages, words.default_language)


LanguageDep = Annotated[str, Depends(get_language)]


async def get_views(request: Request, services: ServicesDep, language: LanguageDep) -> Views:
    """Records as this caller is shown them."""
    return Views(services, request.app.state.titles, language)


ViewsDep = Annotated[Views, Depends(get_views)]


def origin_of(request: Request) -> str:
    """The caller's IP address; behind a trusted proxy, the one that the proxy states."""
    return request.client.host if request.client else "unknown"


async def get_origin(request: Request) -> str:
    """The caller's IP address."""
    return origin_of(request)


OriginDep = Annotated[str, Depends(get_origin)]
