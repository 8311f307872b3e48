"""The laboratory's routes; for one caller, on loopback."""

from __future__ import annotations

import asyncio
import functools
import hmac
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.laboratory import bodies
from bot.laboratory.advice import advise
from bot.laboratory.comparing import compare
from bot.laboratory.errors import LaboratoryError
from bot.laboratory.grouping import group
from bot.laboratory.nearness import near
from bot.laboratory.readings import readings
from bot.laboratory.shelf import Shelf

Wanted = TypeVar("Wanted", bound=BaseModel)
Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]

logger = logging.getLogger(__name__)


class Laboratory:
    """Answers one caller, who knows the token.

    Args:
        token: What the caller has to show as ``Authorization: Bearer …``.
        shelf: What is known.
    """

    def __init__(self, token: str, shelf: Shelf) -> None:
        self._token = token.encode()
        self._shelf = shelf
        # An editor who tries a message does not wait for a comparison of thousands.
        self._asking = ThreadPoolExecutor(1, "asking")
        self._working = ThreadPoolExecutor(1, "working")

    def application(self) -> Sanic[Any, Any]:
        """The server."""
        app: Sanic[Any, Any] = Sanic("sportello_laboratory", configure_logging=False)
        app.config.REQUEST_MAX_SIZE = bodies.LARGEST_BODY
        app.config.RESPONSE_TIMEOUT = 900
        app.config.FALLBACK_ERROR_FORMAT = "json"
        for method, path, handler in self._routes():
            app.add_route(self._guarded(handler), path, methods=[method], name=handler.__name__.strip("_"))
        app.error_handler.add(SanicException, _said_by_sanic)
        return app

    def _routes(self) -> list[tuple[str, str, Handler]]:
        return [
            ("PUT", "/knowledge/<name:[\\w.-]{1,100}>", self._put),
            ("GET", "/knowledge/<name:[\\w.-]{1,100}>", self._get),
            ("POST", "/read", self._read),
            ("POST", "/say", self._say),
            ("POST", "/near", self._near),
            ("POST", "/group", self._group),
            ("POST", "/advise", self._advise),
            ("POST", "/compare", self._compare),
        ]

    def _guarded(self, handler: Handler) -> Handler:
        @functools.wraps(handler)
        async def guarded(request: Request, **named: str) -> HTTPResponse:
            if not self._is_known(request):
                return problem(401, "bad_token")
            try:
                return await handler(request, **named)
            except LaboratoryError as exc:
                return problem(exc.status, exc.code, str(exc))
            except (ValidationError, RecursionError) as exc:
                return problem(422, "bad_request", _where(exc))
            # Whatever fails while calculating must reach the caller as an answer, not as a page.
            except Exception:
                logger.exception("%s failed.", handler.__name__.strip("_"))
                return problem(500, "failed")

        return guarded

    def _is_known(self, request: Request) -> bool:
        scheme, _, shown = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(shown.strip().encode(), self._token)

    async def _work(self, work: Callable[..., Any], *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._working, work, *arguments)

    async def _put(self, request: Request, name: str) -> HTTPResponse:
        body = _body(request, bodies.Putting)
        place = await self._shelf.put(name, body.root, body.like, body.model)
        return json(place.told(), status=202)

    async def _get(self, request: Request, name: str) -> HTTPResponse:
        return json(self._shelf.place(name).told())

    async def _read(self, request: Request) -> HTTPResponse:
        body = _body(request, bodies.Asking)
        knowledge = self._shelf.knowledge(body.name)
        loop = asyncio.get_running_loop()
        asked = knowledge, body.texts, body.language, body.context
        found = await loop.run_in_executor(self._asking, readings, *asked)
        return json({"readings": found})

    async def _say(self, request: Request) -> HTTPResponse:
        body = _body(request, bodies.Saying)
        words = self._shelf.knowledge(body.name).words
        return json(await words.said(body.intent, body.language, body.channel or "", body.context))

    async def _near(self, request: Request) -> HTTPResponse:
        body = _body(request, bodies.Nearness)
        others = [(one.id, one.text) for one in body.among]
        return json({"near": await self._work(near, body.texts, others, body.least, body.most)})

    async def _group(self, request: Request) -> HTTPResponse:
        body = _body(request, bodies.Grouping)
        knowledge = self._shelf.knowledge(body.name)
        return json({"groups": await self._work(group, body.texts, knowledge.learned)})

    async def _advise(self, request: Request) -> HTTPResponse:
        body = _body(request, bodies.Advising)
        learned = self._shelf.knowledge(body.name).learned
        return json(await self._work(advise, learned, body.intent))

    async def _compare(self, request: Request) -> HTTPResponse:
        body = _body(request, bodies.Comparing)
        before, after = self._shelf.knowledge(body.before), self._shelf.knowledge(body.after)
        kept = [(one.text, one.intent) for one in body.kept]
        recent = [one.text for one in body.recent]
        return json(await self._work(compare, before, after, kept, recent))


def problem(status: int, code: str, details: str = "") -> HTTPResponse:
    """An error as callers get it; never with a message's text."""
    return json({"error": {"code": code, "details": details}}, status=status)


async def _said_by_sanic(_: Request, exception: SanicException) -> HTTPResponse:
    codes = {404: "not_found", 405: "wrong_method", 408: "too_slow", 413: "too_large"}
    status = getattr(exception, "status_code", 500) or 500
    return problem(status, codes.get(status, "failed"))


def _body(request: Request, kind: type[Wanted]) -> Wanted:
    return kind.parse_raw(request.body)


def _where(error: Exception) -> str:
    # Names of fields only: a message's text does not belong in an error.
    if not isinstance(error, ValidationError):
        return ""
    return ", ".join(sorted({".".join(str(part) for part in one["loc"]) for one in error.errors()}))
