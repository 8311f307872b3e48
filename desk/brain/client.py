"""The brain, asked over HTTP: in time, or not at all."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

import aiohttp
from circuitbreaker import CircuitBreaker
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_random
from yarl import URL

from connectors.wire import Wire
from desk.brain.answers import Answer
from desk.brain.errors import (
    FAILURES,
    AnswerTooLarge,
    BrainBusy,
    BrainRefused,
    ModelRefused,
    is_fault_of_the_brain,
    is_worth_repeating,
    unavailable,
)
from handoff.errors import BrainUnavailable
from handoff.moment import Moment
from handoff.records import BrainReply, Question

TURN = "/webhooks/sportello/turn"
FORGET = "/webhooks/sportello/forget"
READY = "/webhooks/sportello/ready"
LOAD = "/webhooks/sportello/load"

LARGEST_ANSWER = 256 * 1024
"""Bytes."""
LONGEST_TEXT = 4096
"""Characters of a message that the brain is given; it reads fewer."""
LONGEST_PAYLOAD = 2000
ATTEMPTS = 2
PAUSE_SECONDS = (0.1, 0.4)
READY_SECONDS = 2.0
LOAD_SECONDS = 180.0
"""A model is read from disk and tried beside the one that answers; nobody waits for it."""
FAILURES_TO_OPEN = 5
OPEN_SECONDS = 5.0
CONNECT_SECONDS = 2.0
MOST_CONNECTIONS = 32

Ask = Callable[[Question], Awaitable[BrainReply]]

_LANGUAGE = re.compile(r"[a-z]{2,3}")


class BrainClient:
    """Asks the brain, and says ``BrainUnavailable`` where it does not answer as it should.

    The same question may be asked again: the brain knows the message by its id, and answers the same. After
    ``FAILURES_TO_OPEN`` failures in a row it is left alone for ``OPEN_SECONDS``: shoppers then reach a person
    at once, instead of waiting for each time-out.

    Args:
        url: Where the brain listens.
        token: What it wants to be shown.
        timeout: Seconds for a whole answer, repetitions included.
        open_seconds: Seconds that a failing brain is left alone.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        timeout: float = 10.0,
        open_seconds: float = OPEN_SECONDS,
    ) -> None:
        self._timeout = timeout
        self._url = URL(url)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        # Through no proxy: the brain is on loopback, and a proxy of the environment would only see what
        # it should not.
        self._wire = Wire(MOST_CONNECTIONS)
        breaker = CircuitBreaker(
            failure_threshold=FAILURES_TO_OPEN,
            recovery_timeout=open_seconds,  # type: ignore[arg-type, unused-ignore]
            expected_exception=is_fault_of_the_brain,
            name="brain",
        )
        # Only what is decorated heeds an open circuit; `call_async` would merely count.
        self._guarded: Ask = breaker.decorate(self._ask)

    async def reply(self, question: Question) -> BrainReply:
        """Asks.

        Raises:
            BrainUnavailable: There is no answer in time, or it makes no sense.
        """
        try:
            return await self._guarded(question)
        except FAILURES as error:
            raise unavailable(error) from error

    async def is_ready(self) -> bool:
        """Whether the brain says that it can answer; never raises."""
        try:
            status, _ = await self._call("GET", READY, None, READY_SECONDS)
        except FAILURES:
            return False
        return status == HTTPStatus.OK

    async def model(self) -> str | None:
        """The name of the model that answers; None where the brain does not say; never raises."""
        try:
            status, content = await self._call("GET", READY, None, READY_SECONDS)
        except FAILURES:
            return None
        return _named(content) if status == HTTPStatus.OK else None

    async def load(self, path: Path) -> None:
        """Has the brain answer with another model; what it is doing it finishes with the old one.

        Raises:
            BrainBusy: It is loading one already.
            ModelRefused: It can't use this one; the old one goes on.
            BrainUnavailable: It could not be asked, or nobody knows whether it did.
        """
        try:
            body = json.dumps({"model": str(path)}).encode()
            status, _ = await self._call("POST", LOAD, body, LOAD_SECONDS)
        except FAILURES as error:
            raise unavailable(error) from error
        if status == HTTPStatus.CONFLICT:
            raise BrainBusy
        if status == HTTPStatus.UNPROCESSABLE_ENTITY:
            raise ModelRefused
        if status != HTTPStatus.OK:
            raise BrainUnavailable(f"The brain answers {status}.")

    async def forget(self, conversation_id: str) -> None:
        """Has the brain forget a dialogue; one that it does not know is forgotten already.

        Raises:
            BrainUnavailable: It could not be asked.
        """
        body = json.dumps({"conversation": conversation_id}).encode()
        try:
            status, _ = await self._call("POST", FORGET, body, self._timeout)
        except FAILURES as error:
            raise unavailable(error) from error
        if status != HTTPStatus.OK:
            raise BrainUnavailable(f"The brain answers {status}.")

    async def close(self) -> None:
        """Lets go of the connections."""
        await self._wire.close()

    async def _ask(self, question: Question) -> BrainReply:
        body = json.dumps(as_body(question)).encode()
        async with asyncio.timeout(self._timeout):
            async for attempt in AsyncRetrying(
                stop=stop_after_attempt(ATTEMPTS),
                wait=wait_random(*PAUSE_SECONDS),
                retry=retry_if_exception(is_worth_repeating),
                reraise=True,
            ):
                with attempt:
                    return Answer.model_validate_json(await self._post(body)).as_reply(
                        may_be_silent=question.tell_only
                    )
        raise AssertionError  # unreachable: the last attempt returns or raises

    async def _post(self, body: bytes) -> bytes:
        status, content = await self._call("POST", TURN, body, self._timeout)
        if status != HTTPStatus.OK:
            raise BrainRefused(status)
        if len(content) > LARGEST_ANSWER:
            raise AnswerTooLarge
        return content

    async def _call(self, method: str, path: str, body: bytes | None, seconds: float) -> tuple[int, bytes]:
        timeout = aiohttp.ClientTimeout(
            total=None, sock_connect=min(seconds, CONNECT_SECONDS), connect=seconds, sock_read=seconds
        )
        return await self._wire.call(
            method, self._url / path.lstrip("/"), self._headers, body, timeout, LARGEST_ANSWER
        )


def _named(content: bytes) -> str | None:
    try:
        name = json.loads(content).get("name")
    except (ValueError, AttributeError, RecursionError):
        return None
    return str(name) if name else None


def as_body(question: Question) -> dict[str, Any]:
    """A question in the brain's words, cut to what it takes: no message may be refused for its size."""
    payload, language = question.payload, question.language
    return {
        "conversation": question.conversation_id,
        "message": question.message_id,
        "text": question.text[:LONGEST_TEXT],
        "payload": payload if payload and len(payload) <= LONGEST_PAYLOAD else None,
        "language": language if language and _LANGUAGE.fullmatch(language) else None,
        "language_fixed": question.language_fixed,
        "channel": question.channel,
        "photo": question.photo,
        "tell_only": question.tell_only,
        "context": _context(question.moment) if question.moment else None,
    }


def _context(moment: Moment) -> dict[str, str | None]:
    return {
        "now": moment.now.isoformat(timespec="seconds"),
        "opening": moment.opening,
        "country": moment.shopper.country,
        "customer": moment.shopper.customer,
    }
