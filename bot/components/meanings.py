"""How alike texts are in what they mean: vectors of a sentence encoder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.components.encoders import Remembering, find_encoder

Array = Any
# How fast likeness falls with distance, e^(SHARPNESS × (cosine − 1)): from docs/decisions/likeness.md
SHARPNESS = 1.5
# Of 512, these many tell examples apart as well, in half the time.
DIRECTIONS = 256


class MeaningView:
    """Compares texts by their sentence vectors, seen from the middle of all examples.

    Args:
        encoder: Name of the encoder, see ``bot.components.encoders``.
        weight: What it counts for beside other views.
    """

    def __init__(self, encoder: str, weight: float = 1.0) -> None:
        self.name = encoder
        self.weight = weight
        self._encoder: Remembering | None = None

    def is_there(self) -> bool:
        """Whether the encoder can be used; the first call loads it."""
        self._encoder = self._encoder or find_encoder(self.name)
        return self._encoder is not None

    def fit(self, texts: Sequence[str]) -> Array:
        """Keeps the vectors of the texts; the likeness (0 to 1) of each text to each."""
        vectors = self._loaded().vectors(texts)
        self._middle = vectors.mean(axis=0)
        self._axes = _widest(vectors - self._middle)
        self._examples = _at_length_one((vectors - self._middle) @ self._axes)
        return _likeness(self._examples @ self._examples.T)

    def grown(self, kept: Array, texts: Sequence[str]) -> MeaningView:
        """A view on some of the examples and on further texts, from the same middle.

        Args:
            kept: Numbers of the examples that stay.
            texts: Come after them.
        """
        view = MeaningView(self.name, self.weight)
        view._middle, view._axes, view._examples = self._middle, self._axes, self._examples[kept]
        if texts:
            vectors = _at_length_one((self._loaded().vectors(texts) - self._middle) @ self._axes)
            view._examples = np.vstack([view._examples, vectors])
        return view

    def likeness(self, chosen: Array) -> Array:
        """The likeness (0 to 1) of some examples to each."""
        return _likeness(self._examples[chosen] @ self._examples.T)

    def compare(self, text: str) -> Array:
        """The likeness (0 to 1) of a text to each example."""
        seen = (self._loaded().vector(text)[None, :] - self._middle) @ self._axes
        return _likeness(self._examples @ _at_length_one(seen)[0])

    def expect(self, texts: Sequence[str]) -> None:
        """Has the encoder see to texts at once, which takes a fifth of the time of one after the other."""
        self._loaded().vectors(texts)

    def _loaded(self) -> Remembering:
        if not self.is_there():
            raise RuntimeError(f"The encoder {self.name} was asked although it is not there.")
        assert self._encoder is not None  # noqa: S101 - is_there() has just said so
        return self._encoder

    def save(self, folder: Path) -> None:
        """Writes what was learned; halves of floats are enough for directions."""
        arrays = {"examples": self._examples.astype(np.float16), "middle": self._middle, "axes": self._axes}
        np.savez_compressed(folder / f"meanings-{_file_name(self.name)}.npz", **arrays)

    def restore(self, folder: Path) -> None:
        """Reads back what ``save`` wrote.

        Raises:
            OSError: A file is missing.
            ValueError: A file is damaged.
        """
        path = folder / f"meanings-{_file_name(self.name)}.npz"
        with np.load(path, allow_pickle=False) as arrays:
            # By column, BLAS multiplies them with one vector in two thirds of the time.
            self._examples = np.asfortranarray(arrays["examples"], dtype=np.float32)
            self._middle, self._axes = arrays["middle"], arrays["axes"]


def _widest(vectors: Array) -> Array:
    """The directions in which vectors differ most, as columns."""
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    return np.ascontiguousarray(directions[:, ::-1][:, :DIRECTIONS], dtype=np.float32)


def _likeness(cosines: Array) -> Array:
    return np.exp(np.float32(SHARPNESS) * (cosines - np.float32(1.0)))


def _at_length_one(vectors: Array) -> Array:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def _file_name(encoder: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in encoder)
