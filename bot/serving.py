"""The brain's server: our channel, a loaded agent, and nothing else."""

from __future__ import annotations

import logging
import os
import sys
from asyncio import AbstractEventLoop
from pathlib import Path
from typing import Any

from rasa.core.agent import load_agent
from rasa.core.run import close_resources, configure_app, create_http_input_channels
from rasa.core.utils import AvailableEndpoints
from rasa.model import get_latest_model
from rasa.utils.common import configure_logging_and_warnings
from rasa.utils.log_utils import configure_structlog
from sanic import Sanic

from bot.one_by_one import ActionsElsewhere
from bot.shortcuts import take_shortcuts

LOOPBACK = "127.0.0.1"
ENDPOINTS = "endpoints.yml"
CREDENTIALS = "credentials.yml"
LARGEST_REQUEST = 1024 * 1024
NO_MODEL = 3


def serve(model: str, token: str, port: int, desk_port: int) -> None:
    """Answers on loopback until it is told to stop.

    Args:
        model: A trained model, or a folder whose newest one is taken.
        token: What is shown to the desk.
        port: Where to listen.
        desk_port: Where the actions are run.

    Raises:
        SystemExit: There is no model.
    """
    found = model if Path(model).is_file() else get_latest_model(model)
    if found is None:
        sys.exit(f"There is no trained model in {model}: train one with `sportello train`.")
    app = application(found, endpoints(token, desk_port))
    app.run(host=LOOPBACK, port=port, access_log=False)


def endpoints(token: str, desk_port: int) -> AvailableEndpoints:
    """What ``endpoints.yml`` says, with the desk as the one who runs the actions."""
    available = AvailableEndpoints.read_endpoints(ENDPOINTS)
    available.action = ActionsElsewhere(
        url=f"http://{LOOPBACK}:{desk_port}/actions/webhook",
        # A header, because URLs end up in logs.
        headers={"Authorization": f"Bearer {token}"},
        enable_selective_domain=True,
    )
    return available


def application(model: str, available: AvailableEndpoints) -> Sanic[Any, Any]:
    """The server; it listens once the model is loaded, and ends the process where it can't be."""
    configure_logging_and_warnings(log_level=None, warn_only_once=True)
    # Unconfigured, structlog prints all it is told, messages of shoppers included.
    configure_structlog(logging.INFO)
    take_shortcuts()
    channels = create_http_input_channels(None, CREDENTIALS)
    app: Sanic[Any, Any] = configure_app(channels, enable_api=False, endpoints=available, port=0)
    app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST

    async def load(app: Sanic[Any, Any], loop: AbstractEventLoop) -> None:
        app.ctx.agent = await load_agent(model_path=model, endpoints=available, loop=loop)
        if not app.ctx.agent.is_ready():
            logging.getLogger(__name__).critical("The model %s could not be loaded.", model)
            # Sanic would go on and listen.
            os._exit(NO_MODEL)

    app.register_listener(load, "before_server_start")
    app.register_listener(close_resources, "after_server_stop")
    return app
