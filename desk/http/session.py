"""Signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from desk.http import views
from desk.http.dependencies import COOKIE, OriginDep, ServicesDep, SessionDep, get_token
from desk.http.schemas import Credentials, SessionOut
from desk.realtime.events import session_ended

router = APIRouter(prefix="/api/session", tags=["session"])


@router.post("")
async def sign_in(
    credentials: Credentials, request: Request, response: Response, services: ServicesDep, origin: OriginDep
) -> SessionOut:
    """Begins a session; anybody may try, a few times.

    Where the account has a second factor and no code is given, the answer is ``second_factor_needed``: ask
    for one, and send all of it again.
    """
    begun = await services.accounts.sign_in(
        credentials.email,
        credentials.password.get_secret_value(),
        origin,
        code=credentials.code.get_secret_value() if credentials.code else None,
        device=request.headers.get("user-agent", ""),
    )
    response.set_cookie(
        COOKIE,
        begun.token,
        httponly=True,
        samesite="lax",
        secure=services.settings.is_public_https,
        path="/",
    )
    return views.session(begun.session)


@router.get("")
async def read_session(session: SessionDep) -> SessionOut:
    """Who is signed in."""
    return views.session(session)


@router.delete("", status_code=204)
async def sign_out(
    session: SessionDep,
    response: Response,
    services: ServicesDep,
    origin: OriginDep,
    token: Annotated[str, Depends(get_token)],
) -> None:
    """Ends the session, and with it the console's socket."""
    await services.accounts.sign_out(token, origin)
    await services.presence.sign_out(session.account.agent)
    await services.signals.publish([session_ended(session.id)])
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
