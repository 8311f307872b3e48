"""Where an account is signed in, and signing out there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fastapi import APIRouter, Depends

from desk.accounts.records import SignedIn
from desk.http.dependencies import AdminDep, Identifier, OriginDep, ServicesDep, SessionDep, get_admin
from desk.http.schemas import SessionsOut, SignedInOut
from desk.realtime.events import session_ended
from desk.services import Services

router = APIRouter(prefix="/api", tags=["security"])


@router.get("/sessions")
async def list_own_sessions(session: SessionDep, services: ServicesDep) -> SessionsOut:
    """The browsers in which the caller is signed in."""
    return _shown(await services.trust.sessions.of(session.account.id), session.id)


@router.delete("/sessions", status_code=204)
async def end_other_sessions(session: SessionDep, services: ServicesDep, origin: OriginDep) -> None:
    """Signs the caller out everywhere but here."""
    account = session.account.id
    ended = await services.trust.sessions.end_all(account, by=account, origin=origin, besides=session.id)
    await _tell(services, ended)


@router.delete("/sessions/{session_id}", status_code=204)
async def end_own_session(
    session_id: Identifier, session: SessionDep, services: ServicesDep, origin: OriginDep
) -> None:
    """Signs the caller out in one browser."""
    account = session.account.id
    await _tell(services, await services.trust.sessions.end(account, session_id, by=account, origin=origin))


@router.get("/agents/{agent_id}/sessions", dependencies=[Depends(get_admin)])
async def list_sessions_of(agent_id: Identifier, services: ServicesDep) -> SessionsOut:
    """Where somebody is signed in; for administrators."""
    return _shown(await services.trust.sessions.of(agent_id))


@router.delete("/agents/{agent_id}/sessions", status_code=204)
async def end_sessions_of(
    agent_id: Identifier, admin: AdminDep, services: ServicesDep, origin: OriginDep
) -> None:
    """Signs somebody out everywhere; for administrators."""
    await _tell(services, await services.trust.sessions.end_all(agent_id, by=admin.id, origin=origin))


@router.delete("/agents/{agent_id}/sessions/{session_id}", status_code=204)
async def end_session_of(
    agent_id: Identifier, session_id: Identifier, admin: AdminDep, services: ServicesDep, origin: OriginDep
) -> None:
    """Signs somebody out in one browser; for administrators."""
    await _tell(services, await services.trust.sessions.end(agent_id, session_id, by=admin.id, origin=origin))


async def _tell(services: Services, ended: Sequence[str]) -> None:
    """Closes the consoles of sessions that ended, on every replica."""
    await services.signals.publish([session_ended(session_id) for session_id in ended])


def _shown(found: Iterable[SignedIn], current: str | None = None) -> SessionsOut:
    return SessionsOut(
        items=[
            SignedInOut(
                id=it.id,
                device=it.device,
                address=it.address,
                created_at=it.created_at,
                last_seen_at=it.last_seen_at,
                expires_at=it.expires_at,
                current=it.id == current,
            )
            for it in found
        ]
    )
