"""Talking with the brain directly, without a desk between: the one that runs, or one started for it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx

from desk.cli import screen
from desk.cli.training import train_model
from desk.settings import Settings
from desk.setup.actions_server import serve_actions
from desk.setup.home import HOME, ROOT, brain_python, shown
from desk.setup.model import Models
from desk.setup.ports import free
from desk.supervisor.programs import Address, is_ready
from handoff.errors import BrainUnavailable

START_SECONDS = 180.0
LOOK_EVERY = 0.2
LOG = HOME / "logs" / "brain-alone.log"


class Conversation:
    """One dialogue with the brain, as a shopper on a channel without a name.

    Args:
        url: Where the brain is.
        settings: For its token and the time it may take.
        language: The language to begin with; None to let the brain find out.
    """

    def __init__(self, url: str, settings: Settings, language: str | None) -> None:
        self._language = language
        self._fixed = language is not None
        self._id = str(uuid.uuid4())
        token = settings.brain_token.get_secret_value()
        self._client = httpx.Client(
            base_url=url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=settings.brain_timeout,
            trust_env=False,
        )

    def say(self, text: str, payload: str | None = None) -> dict[str, Any]:
        """One turn; the brain's answer as it comes.

        Raises:
            BrainUnavailable: It did not answer in time, or not with an answer.
        """
        turn = {
            "conversation": self._id,
            "message": str(uuid.uuid4()),
            "text": text,
            "payload": payload,
            "language": self._language,
            "language_fixed": self._fixed,
            "channel": "",
        }
        try:
            response = self._client.post("/webhooks/sportello/turn", json=turn)
            response.raise_for_status()
            answer: dict[str, Any] = response.json()
        except httpx.HTTPStatusError as error:
            raise BrainUnavailable(f"The brain refuses: HTTP {error.response.status_code}.") from error
        except (httpx.HTTPError, ValueError) as error:
            raise BrainUnavailable(f"The brain does not answer: {type(error).__name__}.") from error
        self._language = answer.get("language") or self._language
        self._fixed = bool(answer.get("language_fixed", self._fixed))
        return answer


@contextmanager
def brain_at_hand(settings: Settings) -> Iterator[str]:
    """The address of a brain that answers: the running one, else one of our own until we are done.

    Raises:
        BrainUnavailable: It could not be started.
    """
    parts = urlsplit(settings.brain_url)
    if is_ready(Address(parts.hostname or "", parts.port or 80, "/webhooks/sportello/ready")):
        yield settings.brain_url
        return
    models = Models(content=settings.content_folder)
    if not models.is_fresh():
        train_model(models)
    with serve_actions(settings) as actions_port, _own_brain(actions_port) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _own_brain(actions_port: int) -> Iterator[int]:
    port = free("127.0.0.1")
    LOG.parent.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "SPORTELLO_BRAIN_PORT": str(port), "SPORTELLO_PORT": str(actions_port)}
    # Nobody's conversation is gone on with here.
    environment.pop("SPORTELLO_BRAIN_MEMORY", None)
    command = [sys.executable, "-m", "desk.supervisor.child", str(os.getpid())]
    with LOG.open("w") as log:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [*command, str(brain_python()), "-m", "bot.run"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    address = Address("127.0.0.1", port, "/webhooks/sportello/ready")
    deadline = time.monotonic() + START_SECONDS
    with screen.err.status("No brain is running: starting one, this takes a moment"):
        while not is_ready(address):
            if process.poll() is not None or time.monotonic() > deadline:
                raise BrainUnavailable(f"The brain could not be started, see {shown(LOG)}.")
            time.sleep(LOOK_EVERY)
