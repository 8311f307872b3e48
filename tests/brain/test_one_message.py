"""What is reckoned for one message quickly, against the plain way of reckoning it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import random as random_matrix

from bot.components import machine
from bot.components.ngrams import NgramView, _add_rows

TEXTS = [
    "dov'è il mio pacco",
    "il pacco è rotto",
    "quanto costa la spedizione",
    "vorrei un rimborso",
    "pacco",
]


@pytest.mark.parametrize("text", ["dove il pacco pacco", "rimborso", "zzz", "", "il pacco del rimborso"])
def test_a_text_is_compared_as_the_vectorizers_would_have_it(text: str) -> None:
    view = NgramView(0.3)
    view.fit(TEXTS)
    rows = [vectorizer.transform([text]) for vectorizer in view._vectorizers]
    wide = np.hstack([row.toarray()[0] for row in rows]) * np.sqrt(0.5)
    assert view.compare(text) == pytest.approx(view._examples.toarray() @ wide, abs=1e-6)


@pytest.mark.parametrize("rows", [[], [0], [7], [3, 0, 7], [1, 2, 3], [7, 6, 5, 0]])
def test_only_the_rows_that_are_asked_for_are_added(rows: list[int]) -> None:
    matrix = random_matrix(8, 5, density=0.5, format="csr", dtype=np.float32, random_state=1)
    # A row without anything in it.
    matrix = matrix[[0, 1, 2, 3, 4, 5, 6, 7]].multiply(np.arange(8)[:, None] != 2).tocsr().astype(np.float32)
    weights = np.arange(1, len(rows) + 1, dtype=np.float32)
    total = np.ones(5, dtype=np.float32)
    _add_rows(matrix, np.array(rows, dtype=np.int64), weights, total)
    assert total == pytest.approx(1.0 + weights @ matrix.toarray()[rows].reshape(len(rows), 5), abs=1e-5)


@pytest.mark.parametrize("inside", [[1] * 6, [0, 1, 0, 1, 1, 1], [0, 0, 1, 0, 1, 0], [0, 0, 0, 1, 0, 0]])
def test_the_nearest_of_one_message_are_those_of_many(inside: list[int]) -> None:
    likeness = np.array([[0.9, 0.2, 0.5, 0.5, 0.0, 0.7], [0.0, 0.0, 0.0, 0.0, 0.0, 0.0]], dtype=np.float32)
    in_scope = np.array(inside, dtype=bool)
    together = machine.near(likeness, in_scope)
    alone = [machine.near(row, in_scope) for row in likeness]
    assert alone == pytest.approx(together, abs=1e-6)
    assert likeness[0, 0] == np.float32(0.9)
