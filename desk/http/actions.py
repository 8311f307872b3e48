"""Rasa's custom actions, run here: the brain calls, shows its token, and gets what the action did."""

from __future__ import annotations

import asyncio
import hmac
import json
import zlib
from functools import lru_cache
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import JSONResponse
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import (
    ActionExecutionRejection,
    ActionMissingDomainException,
    ActionNotFoundException,
)

from actions import services
from actions.services import Opener
from desk.settings import Settings

PACKAGE = "actions"
LARGEST_CALL = 4 * 1024 * 1024
"""Bytes; a call carries the dialogue and, for some actions, the whole domain."""
ACTION_SECONDS = 8.0
"""Less than the brain waits for a turn, so that it hears of a slow action from us."""
LOOPBACK = frozenset({"127.0.0.1", "::1"})

# What Rasa's own action server answers; the brain understands these.
_STATUSES: dict[type[Exception], int] = {
    ActionExecutionRejection: 400,
    ActionNotFoundException: 404,
    ActionMissingDomainException: 449,
}

log = structlog.get_logger(__name__)
router = APIRouter(prefix="/actions", include_in_schema=False)


class Refused(Exception):
    """A call that is not the brain's, or not a call.

    Args:
        status: HTTP status to answer.
        code: What is wrong, in one word.
    """

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


@lru_cache(maxsize=1)
def executor() -> ActionExecutor:
    """Everything in the package ``actions``, found once."""
    found = ActionExecutor()
    found.register_package(PACKAGE)
    return found


def brain_token(request: Request) -> str:
    """The token that the brain shows; empty where none is set, and then nobody is let in."""
    state = request.app.state
    settings: Settings = state.settings if hasattr(state, "settings") else state.services.settings
    return settings.brain_token.get_secret_value()


@router.post("/webhook")
async def run_action(request: Request, token: Annotated[str, Depends(brain_token)]) -> JSONResponse:
    """Runs one action for the brain."""
    try:
        _check(request, token)
        call = await _read(request)
        result = await asyncio.wait_for(executor().run(call), ACTION_SECONDS)
    except Refused as error:
        return JSONResponse({"error": error.code}, error.status)
    except tuple(_STATUSES) as error:
        name = getattr(error, "action_name", "")
        return JSONResponse({"error": str(error), "action_name": name}, _STATUSES[type(error)])
    # Whatever an action does wrong is the brain's to hear, as a failure, and ours to log.
    except Exception:
        log.exception("action_failed")
        return JSONResponse({"error": "action_failed"}, 500)
    return JSONResponse(result.model_dump() if result else None)


def _check(request: Request, token: str) -> None:
    if request.client is None or request.client.host not in LOOPBACK:
        raise Refused(403, "not_loopback")
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    if not token or scheme.lower() != "bearer" or not hmac.compare_digest(shown.encode(), token.encode()):
        raise Refused(401, "bad_token")


async def _read(request: Request) -> dict[str, Any]:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_CALL:
            raise Refused(413, "too_large")
    try:
        call = json.loads(_unpacked(bytes(body), request.headers.get("content-encoding")))
    except (ValueError, zlib.error, RecursionError) as error:
        raise Refused(422, "bad_request") from error
    if not isinstance(call, dict) or not isinstance(call.get("tracker"), dict) or "next_action" not in call:
        raise Refused(422, "bad_request")
    # The brain sends the domain to the actions that ask for it; rasa-sdk wants to be told that there is none.
    return {"domain": {}, **call}


def _unpacked(body: bytes, encoding: str | None) -> bytes:
    if encoding != "deflate":
        return body
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(body, LARGEST_CALL)
    if unpacker.unconsumed_tail:
        raise Refused(413, "too_large")
    return content


def create_actions_app(settings: Settings, shop: Opener | None = None) -> FastAPI:
    """The actions alone, for when no desk runs (``sportello chat``).

    Args:
        settings: For the brain's token.
        shop: Gives the actions their shop; None where somebody else has said it (``actions.services.use``).
    """
    if shop is not None:
        services.use(shop)
    app = FastAPI(openapi_url=None)
    app.state.settings = settings
    app.include_router(router)
    return app
