"""An account's own security: second factor, password."""

from __future__ import annotations

from fastapi import APIRouter

from desk.accounts.records import AgentAccount
from desk.http.dependencies import AnyoneDep, OriginDep, ServicesDep, SessionDep
from desk.http.schemas import CodeIn, PasswordIn, RecoveryCodesOut, SecurityOut, TotpOut
from desk.realtime.events import session_ended
from desk.services import Services

router = APIRouter(prefix="/api/security", tags=["security"])


@router.get("")
async def read_security(account: AnyoneDep, services: ServicesDep) -> SecurityOut:
    """How the caller's own account is guarded."""
    return await _security(services, account)


@router.post("/totp")
async def begin_second_factor(account: AnyoneDep, services: ServicesDep) -> TotpOut:
    """Makes a secret for an authenticator; signing in asks for it once a code has confirmed it."""
    made = await services.trust.factors.begin(account)
    return TotpOut(secret=made.secret, uri=made.uri, qr_svg=made.qr_svg)


@router.post("/totp/confirm")
async def confirm_second_factor(
    code: CodeIn, account: AnyoneDep, services: ServicesDep, origin: OriginDep
) -> RecoveryCodesOut:
    """Switches the second factor on; the answer's recovery codes are shown this once."""
    codes = await services.trust.factors.confirm(account, code.code.get_secret_value(), origin)
    return RecoveryCodesOut(recovery_codes=codes)


@router.delete("/totp")
async def end_second_factor(
    code: CodeIn, account: AnyoneDep, services: ServicesDep, origin: OriginDep
) -> SecurityOut:
    """Switches the second factor off; for whoever still has a code of it."""
    await services.trust.factors.end(account, code.code.get_secret_value(), origin)
    return await _security(services, account)


@router.post("/recovery-codes")
async def renew_recovery_codes(
    code: CodeIn, account: AnyoneDep, services: ServicesDep, origin: OriginDep
) -> RecoveryCodesOut:
    """Ten new recovery codes; the old ones are good for nothing any more."""
    codes = await services.trust.factors.renew(account, code.code.get_secret_value(), origin)
    return RecoveryCodesOut(recovery_codes=codes)


@router.post("/password", status_code=204)
async def change_own_password(
    passwords: PasswordIn, session: SessionDep, services: ServicesDep, origin: OriginDep
) -> None:
    """Another password of one's own; every other session of the account ends."""
    old, new = passwords.old.get_secret_value(), passwords.new.get_secret_value()
    ended = await services.accounts.change_password(session, old, new, origin)
    await services.signals.publish([session_ended(session_id) for session_id in ended])


async def _security(services: Services, account: AgentAccount) -> SecurityOut:
    state = await services.trust.factors.state(account.id)
    return SecurityOut(totp=state.is_on, recovery_codes_left=state.recovery_codes_left)
