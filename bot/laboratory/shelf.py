"""What the laboratory knows, by name; learned one after the other, in a thread of its own."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.utils.endpoints import EndpointConfig

from bot.laboratory.archives import opened
from bot.laboratory.content import Content, read_content
from bot.laboratory.errors import BadContent, CouldNotFit, StillFitting, UnknownKnowledge
from bot.laboratory.fitting import Learned, encoders_of, fit
from bot.laboratory.vectors import remember_vectors
from bot.laboratory.words import Words, words_of

NAMES_AT_MOST = 8

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Knowledge:
    """Content that can be asked.

    Attributes:
        content: The folder's files.
        learned: Reads messages.
        words: Chooses what is said.
    """

    content: Content
    learned: Learned
    words: Words


@dataclass
class Place:
    """One name on the shelf."""

    name: str
    fingerprint: str
    state: str = "fitting"
    seconds: float | None = None
    error: str | None = None
    knowledge: Knowledge | None = None

    def told(self) -> dict[str, Any]:
        """As callers see it."""
        keys = ("name", "state", "fingerprint", "seconds", "error")
        return {key: getattr(self, key) for key in keys}


class Shelf:
    """Knowledge by name; the name that was used longest ago goes where there are too many.

    Args:
        endpoint: How words are chosen; see ``endpoints.yml``.
        clock: Seconds.
    """

    def __init__(
        self, endpoint: EndpointConfig | None = None, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._endpoint = endpoint
        self._clock = clock
        self._threads = ThreadPoolExecutor(1, "fitting")
        self._places: OrderedDict[str, Place] = OrderedDict()

    async def put(self, name: str, root: Path, like: str | None, model: Path | None) -> Place:
        """Has a folder learned under a name; the same content under the same name is not learned again.

        Args:
            name: To ask for it.
            root: The folder; it is read now and not needed later.
            like: Another name, whose calibration and thresholds are taken over; it has to be put before.
            model: Instead of learning: a model of the same content.

        Raises:
            BadContent: The folder can't be read.
            UnknownKnowledge: There is nothing under the other name.
        """
        loop = asyncio.get_running_loop()
        content = await loop.run_in_executor(None, read_content, root)
        fingerprint = f"{content.fingerprint}{_stamp(model)}"
        place = self._places.get(name)
        if place is not None and place.state != "failed" and _is_as_good(place.fingerprint, fingerprint):
            return place
        if like is not None and like not in self._places:
            raise UnknownKnowledge
        place = self._places[name] = Place(name, fingerprint)
        self._places.move_to_end(name)
        self._forget()
        self._threads.submit(self._learn, place, content, self._places.get(like or ""), model)
        return place

    def place(self, name: str) -> Place:
        """How far a name is.

        Raises:
            UnknownKnowledge: Nobody has put it.
        """
        if name not in self._places:
            raise UnknownKnowledge
        return self._places[name]

    def knowledge(self, name: str) -> Knowledge:
        """What is known under a name.

        Raises:
            UnknownKnowledge, StillFitting, CouldNotFit: It can't be asked.
        """
        place = self.place(name)
        self._places.move_to_end(name)
        if place.state == "failed":
            raise CouldNotFit
        if place.knowledge is None:
            raise StillFitting
        return place.knowledge

    def _learn(self, place: Place, content: Content, like: Place | None, model: Path | None) -> None:
        """Runs in the thread, after whatever was put before: what it is to be like is learned by then."""
        if self._places.get(place.name) is not place:
            # Somebody has put other content meanwhile; nobody will ask for this.
            return
        began = self._clock()
        try:
            remember_vectors(encoders_of(content))
            known = like.knowledge.learned if like and like.knowledge else None
            learned = opened(model, content) if model else fit(content, known)
            place.knowledge = Knowledge(content, learned, words_of(content, self._endpoint))
            place.seconds = round(self._clock() - began, 2)
            place.state = "ready"
        except BadContent as exc:
            place.error, place.state = str(exc), "failed"
        # A caller waits for the state: whatever happens, there has to be one.
        except Exception:
            logger.exception("%s could not be learned.", place.name)
            place.error, place.state = "failed", "failed"

    def _forget(self) -> None:
        while len(self._places) > NAMES_AT_MOST:
            self._places.popitem(last=False)


def _is_as_good(there: str, wanted: str) -> bool:
    """Whether it is the same content; a model of it is as good as learning it anew, but not the reverse."""
    return there == wanted or there.startswith(f"{wanted}-")


def _stamp(model: Path | None) -> str:
    if model is None:
        return ""
    try:
        found = model.stat()
    except OSError as exc:
        raise BadContent("There is no such model.") from exc
    return f"-{model.name}-{found.st_size}-{found.st_mtime_ns}"
