"""A new model for a brain that goes on answering: loaded beside the old one, and then put in its place.

The new agent takes over what the old one remembers of conversations. A turn that has begun ends on the old
agent; what can't be loaded, or can't read a sentence once it is, leaves the old one in its place.
"""

from __future__ import annotations

import asyncio
import copy
import ctypes
import gc
import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

from pydantic import BaseModel, Field, StrictStr
from rasa.core.agent import Agent

from bot.tracker_store import BoundedTrackerStore, unwrapped

ENDING = ".tar.gz"
PROBE = "pronto"
"""A sentence for the new model: what loads only when it is needed does so before the first shopper waits."""

logger = logging.getLogger(__name__)


class CannotLoad(Exception):
    """The file is missing, damaged, or no model of this assistant; the old model goes on."""


class Busy(Exception):
    """Another model is being loaded."""


class Loading(BaseModel):
    """Which model is wanted.

    Attributes:
        model: Path of an archive that ``bot.train`` has made.
    """

    model: StrictStr = Field(min_length=1, max_length=4096)


class HasAgent(Protocol):
    """Where the server keeps its agent: Sanic's ``app.ctx``."""

    agent: Agent


class Swap:
    """Loads models, one at a time, in a thread of its own.

    Args:
        threads: Where to load; one thread.
    """

    def __init__(self, threads: ThreadPoolExecutor | None = None) -> None:
        self._threads = threads or ThreadPoolExecutor(1, "model-loader")
        self._task: asyncio.Task[Agent] | None = None

    async def to(self, model: str, place: HasAgent) -> Agent:
        """Has a model take the place of the one that answers.

        A caller who hangs up does not stop it.

        Args:
            model: Path of an archive.
            place: Holds the agent that answers, and is given the new one.

        Raises:
            Busy: Another is being loaded.
            CannotLoad: There is no such model; nothing has changed.
        """
        if self._task is not None and not self._task.done():
            raise Busy
        self._task = asyncio.ensure_future(self._take_over(model, place))
        # Whoever asked may be gone when it fails; that is no unheard error.
        self._task.add_done_callback(lambda task: task.cancelled() or task.exception())
        return await asyncio.shield(self._task)

    async def _take_over(self, model: str, place: HasAgent) -> Agent:
        loop = asyncio.get_running_loop()
        fresh = await loop.run_in_executor(self._threads, load, model, place.agent)
        place.agent = fresh
        logger.info("The model %s answers from now on.", fresh.model_id)
        # Turns that still run hold the old agent; what they let go of is given back at the next swap.
        self._threads.submit(_give_back)
        return fresh


def load(model: str, old: Agent) -> Agent:
    """An agent with another model and the old one's memory, locks and way of acting.

    Args:
        model: Path of an archive.
        old: Answers meanwhile; not changed.

    Raises:
        CannotLoad: Whatever is wrong with the archive.
    """
    if not model.endswith(ENDING) or not Path(model).is_file():
        raise CannotLoad
    try:
        fresh = _agent(model, old)
        asyncio.run(fresh.parse_message(PROBE))
    # A damaged archive can fail anywhere in Rasa, NumPy or our components, with anything.
    except Exception as exc:  # noqa: BLE001 - see above
        # The kind only: an error of a parser shows what it has read.
        logger.warning("A model could not be loaded: %s.", type(exc).__name__)
        raise CannotLoad from None
    if not {"action_clarify", "action_hand_over"} <= set(fresh.domain.action_names_or_texts):
        raise CannotLoad
    return fresh


def _agent(model: str, old: Agent) -> Agent:
    fresh = Agent(
        # `load_model` gives it the new words; the old agent still says the old ones.
        generator=copy.copy(old.nlg),
        tracker_store=_shared(old.tracker_store),
        lock_store=old.lock_store,
        action_endpoint=old.action_endpoint,
        http_interpreter=old.http_interpreter,
    )
    fresh.load_model(model)
    return fresh


def _shared(store: Any) -> Any:
    """The same memory, read with another domain."""
    inner = unwrapped(store)
    return inner.shared() if isinstance(inner, BoundedTrackerStore) else copy.copy(inner)


def _give_back() -> None:
    """Has the memory of the old model go back to the system: a model in a loop would grow the process."""
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)
