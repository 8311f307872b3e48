"""The laboratory's process: quiet, on loopback, on whatever port is free."""

from __future__ import annotations

import json
import logging
import socket

from rasa.core.utils import AvailableEndpoints
from rasa.utils.common import configure_logging_and_warnings
from rasa.utils.log_utils import configure_structlog

from bot.domains import read_domains_once
from bot.laboratory.server import Laboratory
from bot.laboratory.shelf import Shelf
from bot.validity import read_dates_as_written

ENDPOINTS = "endpoints.yml"
LOOPBACK = "127.0.0.1"


def serve(token: str) -> None:
    """Says where it listens, and answers until it is stopped.

    Args:
        token: What callers have to show.
    """
    configure_logging_and_warnings(log_level=None, warn_only_once=True)
    # Unconfigured, structlog prints all it is told, messages of shoppers included.
    configure_structlog(logging.WARNING)
    read_dates_as_written()
    read_domains_once()
    shelf = Shelf(AvailableEndpoints.read_endpoints(ENDPOINTS).nlg)
    app = Laboratory(token, shelf).application()
    with socket.socket() as listening:
        listening.bind((LOOPBACK, 0))
        listening.listen()
        print(json.dumps({"port": listening.getsockname()[1]}), flush=True)  # noqa: T201 - see above
        app.run(sock=listening, access_log=False)
