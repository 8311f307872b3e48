"""``python -m desk.serve``: the desk on a port, until it is told to stop."""

from __future__ import annotations

import socket
import sys

import httptools
import structlog
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from connectors.base import ConfigurationError
from desk.app import create_app
from desk.errors import DeskError
from desk.migrations import upgrade
from desk.settings import Settings, load_settings

# By name: run as a program, this module would call itself "__main__".
log = structlog.get_logger("desk.serve")

HEAD_LIMIT = 64 * 1024
"""Bytes of a request's address and headers together."""
GRACE = 15
"""Seconds that requests under way have to end in, once the desk is told to stop."""
FAULTY_SETTINGS = 78
"""The exit code that sysexits.h gives to faulty configuration."""


class BoundedHttpProtocol(HttpToolsProtocol):
    """Refuses a head without end, which uvicorn would collect until memory runs out."""

    _head = 0

    def on_message_begin(self) -> None:
        """Begins to count."""
        self._head = 0
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Counts the address."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Counts a header."""
        self._count(len(name) + len(value))
        super().on_header(name, value)

    def _count(self, size: int) -> None:
        self._head += size
        if self._head > HEAD_LIMIT:
            raise httptools.HttpParserError("The head of the request is too large.")


def configuration(settings: Settings, app: ASGIApp | None = None) -> uvicorn.Config:
    """How uvicorn serves the desk (or another application in its place)."""
    return uvicorn.Config(
        app or create_app(settings),
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http=BoundedHttpProtocol,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=settings.forwarded_allow_ips,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=GRACE,
        ws_max_size=1024 * 1024,
        # Frames are small and go to every console: compressing each for each costs more than it saves.
        ws_per_message_deflate=False,
    )


class Server(uvicorn.Server):
    """Says where it listens: with port 0 nobody else knows."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Opens the desk, and then the port."""
        await super().startup(sockets)
        for server in self.servers:
            host, port, *_ = server.sockets[0].getsockname()
            log.info("listening", host=host, port=port)


def main() -> None:
    """Migrates the database, serves, and ends when SIGTERM or Ctrl-C says so."""
    try:
        settings = load_settings()
        upgrade(settings.database_url.get_secret_value())
        server = Server(configuration(settings))
    except (DeskError, ConfigurationError) as error:
        sys.exit(_complaint(error))
    server.run()
    if not server.started:
        sys.exit(1)


def _complaint(error: Exception) -> int:
    sys.stderr.write(f"{error}\n")
    return FAULTY_SETTINGS


if __name__ == "__main__":
    main()
