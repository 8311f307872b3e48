"""What is compared again and again is encoded once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
import pytest

from bot.laboratory import nearness, vectors
from bot.laboratory.nearness import near


class Counting:
    """An encoder by length, which notes what it was given."""

    given: ClassVar[list[str]] = []

    def encode(self, sentences: Sequence[str]) -> Any:
        self.given.extend(sentences)
        angles = [len(sentence) / 100 for sentence in sentences]
        return np.asarray([(np.cos(angle), np.sin(angle)) for angle in angles], np.float32)


def test_texts_are_encoded_once_and_the_likest_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (vectors, nearness):
        monkeypatch.setattr(module, "ENCODER", f"{__name__}:Counting")
    among = [
        ("1", "quando arriva il pacco che ho ordinato ieri"),
        ("2", "dove siete"),
        ("3", "quando arriva"),
    ]
    for text in ("dove siamo", "dove sei", "dove siete voi"):
        (found,) = near([text], among, 0.999, 5)
        assert found[0]["id"] == ("3" if text == "dove siete voi" else "2")
        assert "1" not in {one["id"] for one in found}
    assert len(Counting.given) == len(set(Counting.given))
