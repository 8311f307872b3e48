"""The one way into the brain: one HTTP call takes a message and brings back everything about the turn.

``POST /webhooks/sportello/turn``, ``POST …/forget``, ``POST …/load`` and ``GET …/ready``; for loopback only.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import os
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import ValidationError
from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.components.encoders import encoders_there
from bot.one_by_one import OneByOne
from bot.swapping import ENDING, Busy, CannotLoad, Loading, Swap
from bot.telling import tell
from bot.turn import Answers, Forgetting, NoAnswer, Turn, take_turn

TOKEN_VARIABLE = "SPORTELLO_BRAIN_TOKEN"  # noqa: S105 - its name
LARGEST_BODY = 64 * 1024
DEFAULT_TIMEOUT = 20.0

logger = logging.getLogger(__name__)


class SportelloInput(InputChannel):
    """Answers one caller, who knows the token.

    Args:
        token: What the caller has to show as ``Authorization: Bearer …``.
        turn_timeout: Seconds after which a turn is given up.
    """

    def __init__(self, token: str, turn_timeout: float = DEFAULT_TIMEOUT) -> None:
        self._token = token.encode()
        self._timeout = turn_timeout
        self._answers = Answers()
        self._line = OneByOne()
        self._swap = Swap()

    @classmethod
    def name(cls) -> str:
        """Its name in URLs and logs."""
        return "sportello"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> SportelloInput:
        """Called by Rasa with this channel's part of ``credentials.yml``; the environment's token wins.

        Raises:
            RasaException: There is no token: the brain never answers just anyone.
        """
        stated = credentials or {}
        token = os.environ.get(TOKEN_VARIABLE) or stated.get("token")
        if not token:
            raise RasaException(f"Set {TOKEN_VARIABLE}: the brain answers only who knows it.")
        return cls(str(token), float(stated.get("turn_timeout", DEFAULT_TIMEOUT)))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Called by Rasa; the agent itself is asked, because the parse is wanted too."""
        blueprint = Blueprint("sportello_channel")

        # Sanic marks handlers, which bound methods don't allow.
        @blueprint.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            return await self._ready(request)

        @blueprint.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            return await self._turn(request)

        @blueprint.post("/forget")
        async def forget(request: Request) -> HTTPResponse:
            return await self._forget(request)

        @blueprint.post("/load")
        async def load(request: Request) -> HTTPResponse:
            return await self._load(request)

        return blueprint

    async def _ready(self, request: Request) -> HTTPResponse:
        agent = _agent(request)
        if agent is None:
            return _problem(503, "not_ready")
        return json({"model": agent.model_id, "name": _name(agent), "encoders": encoders_there()})

    async def _turn(self, request: Request) -> HTTPResponse:
        if not self._is_known(request):
            return _problem(401, "bad_token")
        if len(request.body) > LARGEST_BODY:
            return _problem(413, "too_large")
        try:
            turn = Turn.parse_raw(request.body)
        except (ValidationError, RecursionError) as exc:
            return _problem(422, "bad_request", _where(exc))
        async with self._line.turn(turn.conversation):
            agent = _agent(request)
            return await self._answer(agent, turn) if agent else _problem(503, "not_ready")

    async def _forget(self, request: Request) -> HTTPResponse:
        """Of a conversation that is erased not even the last turns stay; nor is it an error to ask again."""
        if not self._is_known(request):
            return _problem(401, "bad_token")
        try:
            forgetting = Forgetting.parse_raw(request.body)
        except (ValidationError, RecursionError) as exc:
            return _problem(422, "bad_request", _where(exc))
        agent = _agent(request)
        if agent is None:
            return _problem(503, "not_ready")
        self._answers.forget(forgetting.conversation)
        store = agent.tracker_store
        if await store.exists(forgetting.conversation):
            await store.save(DialogueStateTracker(forgetting.conversation, []))
        return json({})

    async def _load(self, request: Request) -> HTTPResponse:
        """Puts another model in the place of this one, without a message being lost or late."""
        if not self._is_known(request):
            return _problem(401, "bad_token")
        try:
            wanted = Loading.parse_raw(request.body)
        except (ValidationError, RecursionError) as exc:
            return _problem(422, "bad_request", _where(exc))
        if _agent(request) is None:
            return _problem(503, "not_ready")
        try:
            agent = await self._swap.to(wanted.model, request.app.ctx)
        except Busy:
            return _problem(409, "busy")
        except CannotLoad:
            return _problem(422, "cannot_load")
        return json({"model": agent.model_id, "name": _name(agent)})

    async def _answer(self, agent: Agent, turn: Turn) -> HTTPResponse:
        work = tell if turn.tell_only else take_turn
        try:
            answer = await self._answers.once(turn.key, lambda: work(agent, turn, self._timeout))
        except asyncio.TimeoutError:
            logger.warning("Turn of message %s was given up after %s s.", turn.message, self._timeout)
            return _problem(500, "timeout")
        except NoAnswer:
            logger.warning("Message %s got no answer; the log has what failed before.", turn.message)
            return _problem(500, "no_answer")
        # Whatever fails inside Rasa must reach the caller as an answer it can act on, not as a page.
        except Exception:
            logger.exception("Message %s could not be answered.", turn.message)
            return _problem(500, "failed")
        return json(answer)

    def _is_known(self, request: Request) -> bool:
        scheme, _, shown = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(shown.strip().encode(), self._token)


def _agent(request: Request) -> Agent | None:
    agent = getattr(request.app.ctx, "agent", None)
    return agent if agent is not None and agent.is_ready() else None


def _name(agent: Agent) -> str:
    """A model's name as it was given in training; its id is another for each training."""
    return (agent.model_name or "").removesuffix(ENDING)


def _problem(status: int, code: str, details: list[str] | None = None) -> HTTPResponse:
    return json({"error": {"code": code, "details": details or []}}, status=status)


def _where(error: Exception) -> list[str]:
    # Names of fields only: a message's text does not belong in an error.
    if not isinstance(error, ValidationError):
        return []
    return sorted({".".join(str(part) for part in problem["loc"]) for problem in error.errors()})
