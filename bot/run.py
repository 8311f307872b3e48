"""Starts the brain: ``python -m bot.run``.

The same as ``rasa run`` with this repository's files, but on loopback only, without the HTTP API and
telemetry, and without TensorFlow (see ``bot.lean``). The environment says where:

* ``SPORTELLO_BRAIN_TOKEN``: what callers have to show, and what is shown to the desk (required);
* ``SPORTELLO_BRAIN_PORT``: where to listen (5005);
* ``SPORTELLO_PORT``: where the desk, which runs the actions, listens (8000);
* ``SPORTELLO_MODEL``: a trained model, or a folder whose newest one is taken (``.sportello/models``).
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from asyncio import AbstractEventLoop
from typing import TYPE_CHECKING

from bot.lean import leave_out_tensorflow

if TYPE_CHECKING:
    from rasa.core.utils import AvailableEndpoints
    from sanic import Sanic

LOOPBACK = "127.0.0.1"
ENDPOINTS = "endpoints.yml"
CREDENTIALS = "credentials.yml"
LARGEST_REQUEST = 1024 * 1024
NO_MODEL = 3


def main() -> None:
    """Loads the newest model and answers until it is told to stop.

    Raises:
        SystemExit: Status 2 without a token, 3 without a model that loads.
    """
    token = os.environ.get("SPORTELLO_BRAIN_TOKEN")
    if not token:
        sys.exit("SPORTELLO_BRAIN_TOKEN is not set: the brain answers only who knows it.")
    prepare()
    from rasa.model import get_latest_model

    place = os.environ.get("SPORTELLO_MODEL", ".sportello/models")
    model = place if os.path.isfile(place) else get_latest_model(place)
    if model is None:
        print(f"There is no trained model in {place}: train one with `sportello train`.", file=sys.stderr)
        sys.exit(NO_MODEL)
    app = application(model, endpoints(token, int(os.environ.get("SPORTELLO_PORT", "8000"))))
    app.run(host=LOOPBACK, port=int(os.environ.get("SPORTELLO_BRAIN_PORT", "5005")), access_log=False)


def prepare() -> None:
    """Sets up a process in which Rasa is to run lean and quiet; call before Rasa is imported."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    warnings.filterwarnings("ignore", category=FutureWarning)
    leave_out_tensorflow()


def endpoints(token: str, desk_port: int) -> AvailableEndpoints:
    """What ``endpoints.yml`` says, with the desk as the one who runs the actions."""
    from rasa.core.utils import AvailableEndpoints
    from rasa.utils.endpoints import EndpointConfig

    available = AvailableEndpoints.read_endpoints(ENDPOINTS)
    available.action = EndpointConfig(
        url=f"http://{LOOPBACK}:{desk_port}/actions/webhook",
        # A header, because URLs end up in logs.
        headers={"Authorization": f"Bearer {token}"},
        enable_selective_domain=True,
    )
    return available


def application(model: str, available: AvailableEndpoints) -> Sanic:
    """The server: our channel, an agent that is loaded before it listens, and nothing else."""
    from rasa.core.run import close_resources, configure_app, create_http_input_channels
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    configure_logging_and_warnings(log_level=None, warn_only_once=True)
    # Unconfigured, structlog prints all it is told, messages of shoppers included.
    configure_structlog(logging.INFO)
    app = configure_app(
        create_http_input_channels(None, CREDENTIALS), enable_api=False, endpoints=available, port=0
    )
    app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST

    async def load(app: Sanic, loop: AbstractEventLoop) -> None:
        from rasa.core.agent import load_agent

        app.ctx.agent = await load_agent(model_path=model, endpoints=available, loop=loop)
        if not app.ctx.agent.is_ready():
            print(f"The model {model} could not be loaded.", file=sys.stderr)
            os._exit(NO_MODEL)

    app.register_listener(load, "before_server_start")
    app.register_listener(close_resources, "after_server_stop")
    return app


if __name__ == "__main__":
    main()
