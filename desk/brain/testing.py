"""A brain for tests: a real HTTP server on loopback that says what it is told to, or misbehaves."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aiohttp import web

from connectors.testing import FakeVendor, Fault
from desk.brain.client import FORGET, READY, TURN

TOKEN = "brain-token"  # noqa: S105 - of a fake

Reaction = Callable[[Mapping[str, Any]], Mapping[str, Any]]


def says(
    *texts: str,
    intent: str = "faq/returns",
    confidence: float = 0.95,
    language: str | None = "it",
    buttons: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    """An answer with these texts, the buttons being under the last."""
    shown = [{"title": title, "payload": payload} for title, payload in buttons]
    replies: list[dict[str, Any]] = [
        {"text": text, "buttons": [], "image": None, "custom": None} for text in texts
    ]
    if replies:
        replies[-1]["buttons"] = shown
    return {
        "replies": replies,
        "reading": {
            "intent": intent,
            "confidence": confidence,
            "ranking": [{"intent": intent, "confidence": confidence}],
            "entities": [],
            "language": language,
            "language_confidence": 1.0 if language else 0.0,
        },
        "language": language,
        "language_fixed": False,
        "handover": None,
    }


def hands_over(reason: str = "requested", *texts: str, tried: Sequence[str] = ()) -> dict[str, Any]:
    """An answer that asks for a person."""
    return {**says(*texts, intent="ask_person"), "handover": {"reason": reason, "tried": list(tried)}}


def echo(turn: Mapping[str, Any]) -> dict[str, Any]:
    """What a brain says that was told nothing else: it repeats the message; beside a person it is silent."""
    if turn.get("tell_only"):
        return says()
    return says(f"Hai scritto: {turn['text']}")


class FakeBrain(FakeVendor):
    """The brain's protocol without a model.

    ``async with FakeBrain() as brain:`` then ``BrainClient(brain.url, TOKEN)``. What it was asked is in
    ``brain.calls``; ``brain.fail(Fault.hang())`` and its like make it misbehave, a
    ``Fault.answer(200, "nonsense")`` answer nonsense. Like the real one, it answers the same message the same
    way, and keeps no answer that it failed to give.

    Args:
        reaction: Makes an answer of a turn; ``echo`` unless told otherwise. It may be replaced any time.
        token: The only token it knows.
        port: 0 for a free one.
    """

    def __init__(self, reaction: Reaction = echo, token: str = TOKEN, port: int = 0) -> None:
        super().__init__(port)
        self.reaction = reaction
        self.ready = True
        self._token = token
        self._given: dict[tuple[str, str], Mapping[str, Any]] = {}

    @property
    def turns(self) -> list[Mapping[str, Any]]:
        """What it was asked, repetitions included."""
        return [call.arguments for call in self.calls if call.method == "turn"]

    def script(self, *answers: Mapping[str, Any]) -> None:
        """Gives these answers, in order, and the last one ever after."""
        waiting = list(answers)
        self.reaction = lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """The brain's addresses."""
        router.add_post(TURN, self._turn)
        router.add_post(FORGET, self._forget)
        router.add_get(READY, self._ready)

    async def _ready(self, request: web.Request) -> web.Response:
        fault = self.next_fault("ready", sends=False)
        if fault is not None and (answer := await self.misbehave(request, fault)) is not None:
            return answer
        return web.json_response({"model": "fake"}) if self.ready else web.json_response({}, status=503)

    async def _forget(self, request: web.Request) -> web.Response:
        if not self._is_known(request):
            return web.json_response({"error": {"code": "bad_token"}}, status=401)
        forgotten = (await request.json())["conversation"]
        await self.record("forget", {"conversation": forgotten})
        self._given = {key: answer for key, answer in self._given.items() if key[0] != forgotten}
        return web.json_response({})

    def _is_known(self, request: web.Request) -> bool:
        shown = request.headers.get("Authorization", "")
        return hmac.compare_digest(shown, f"Bearer {self._token}")

    async def _turn(self, request: web.Request) -> web.Response:
        if not self._is_known(request):
            return web.json_response({"error": {"code": "bad_token"}}, status=401)
        turn = await request.json()
        await self.record("turn", turn)
        fault = self.next_fault("turn", sends=True)
        if fault is not None and fault.accepted:
            self._answer(turn)
        if fault is not None and (answer := await self.misbehave(request, fault)) is not None:
            return answer
        return web.json_response(self._answer(turn))

    def _answer(self, turn: Mapping[str, Any]) -> Mapping[str, Any]:
        key = (str(turn["conversation"]), str(turn["message"]))
        if key not in self._given:
            self._given[key] = self.reaction(turn)
        return self._given[key]


__all__ = ["TOKEN", "FakeBrain", "Fault", "echo", "hands_over", "says"]
