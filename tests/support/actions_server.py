"""The desk's actions over the demo shop in memory, for a brain under test.

``python -m tests.support.actions_server PORT``, with ``SPORTELLO_BRAIN_TOKEN``. It is always the same
Wednesday morning there. A conversation whose id begins with ``phone:+39…:`` is somebody whose channel has
proven that number. ``POST /control`` makes things go wrong, and ``/control {}`` mends them all.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from typing import Any

import uvicorn
from fastapi import Request, Response
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint

from actions.ports import Contact
from actions.services import Services
from desk.http.actions import create_actions_app
from desk.settings import Settings
from shop.demo.memory import demo_in_memory
from shop.errors import ShopUnavailable
from shop.identity import Identity
from shop.memory import FixedClock, MemoryAttempts

HANGING = 60.0
"""Seconds: longer than any brain under test waits."""


class StatedContacts:
    """Implements ``actions.ports.Contacts``: the conversation's id says who it is."""

    async def of(self, conversation_id: str) -> Contact:
        stated, _, rest = conversation_id.partition(":")
        return Contact(phone=rest.partition(":")[0]) if stated == "phone" else Contact()


class Stage:
    """The shop, and what is to go wrong."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Everything as on the first morning."""
        self.fails = self.hangs = self.shop_is_down = False
        self.clock = FixedClock()
        shop = demo_in_memory(self.clock)
        attempts = MemoryAttempts()
        identity = Identity(shop.orders, shop.gift_cards, attempts, self.clock, floor=0.0)
        self.services = Services(shop, identity, StatedContacts(), self.clock)

    async def open(self) -> Services:
        """Implements ``actions.services.Opener``."""
        if self.shop_is_down:
            raise ShopUnavailable
        return self.services

    def change(self, wanted: dict[str, Any]) -> None:
        """Breaks things, mends them all where nothing is named, moves the clock by ``hours``."""
        if not wanted:
            self.reset()
        self.clock.advance(timedelta(hours=wanted.pop("hours", 0)))
        for name, value in wanted.items():
            setattr(self, name, bool(value))


def main() -> None:
    """Serves until it is ended."""
    stage = Stage()
    app = create_actions_app(Settings(_env_file=None), stage.open)

    async def misbehave(request: Request, call_next: RequestResponseEndpoint) -> Response:
        if request.url.path.startswith("/actions/"):
            if stage.hangs:
                await asyncio.sleep(HANGING)
            if stage.fails:
                return Response("{}", 500)
        return await call_next(request)

    @app.post("/control")
    async def control(request: Request) -> dict[str, bool]:
        stage.change(await request.json())
        return {"done": True}

    app.add_middleware(BaseHTTPMiddleware, dispatch=misbehave)
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")


if __name__ == "__main__":
    main()
