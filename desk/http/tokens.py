"""Programs' tokens, for administrators."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends

from desk.accounts.records import ApiToken, Scope
from desk.http.dependencies import AdminDep, Identifier, OriginDep, ServicesDep, get_admin
from desk.http.schemas import AgentRef, TokenIn, TokenMadeOut, TokenOut, TokensOut

router = APIRouter(prefix="/api/tokens", tags=["tokens"])


@router.get("", dependencies=[Depends(get_admin)])
async def list_tokens(services: ServicesDep) -> TokensOut:
    """Every token, newest first, without its value; for administrators."""
    names = {account.id: account.name for account in await services.accounts.list()}
    return TokensOut(items=[TokenOut(**_fields(it, names)) for it in await services.trust.tokens.all()])


@router.post("", status_code=201)
async def make_token(
    wanted: TokenIn, admin: AdminDep, services: ServicesDep, origin: OriginDep
) -> TokenMadeOut:
    """Makes a token; its value is in this answer and nowhere else; for administrators."""
    scopes = [Scope(scope) for scope in wanted.scopes]
    made = await services.trust.tokens.make(
        wanted.name, scopes, wanted.expires_in_days, by=admin.id, origin=origin
    )
    return TokenMadeOut(**_fields(made.token, {admin.id: admin.name}), value=made.value)


@router.delete("/{token_id}", status_code=204)
async def revoke_token(
    token_id: Identifier, admin: AdminDep, services: ServicesDep, origin: OriginDep
) -> None:
    """Makes a token good for nothing, from now on; for administrators."""
    await services.trust.tokens.revoke(token_id, by=admin.id, origin=origin)


def _fields(token: ApiToken, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": token.id,
        "name": token.name,
        "scopes": [scope.value for scope in token.scopes],
        "hint": token.hint,
        "created_at": token.created_at,
        "created_by": AgentRef(id=token.created_by, name=names.get(token.created_by, token.created_by)),
        "last_used_at": token.last_used_at,
        "expires_at": token.expires_at,
        "revoked_at": token.revoked_at,
    }
