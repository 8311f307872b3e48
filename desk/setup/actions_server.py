"""The assistant's actions, served on a port of their own while no desk runs."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from actions.ports import NobodyKnown
from desk.http.actions import create_actions_app
from desk.settings import Settings
from desk.setup.ports import free
from desk.shopfront import shopfront

LOOK_EVERY = 0.02


@contextmanager
def serve_actions(settings: Settings) -> Iterator[int]:
    """Serves actions on loopback until the end of the block, and yields the port."""
    port = free("127.0.0.1")
    app = create_actions_app(settings, shopfront(NobodyKnown()).open)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(LOOK_EVERY)
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join()
