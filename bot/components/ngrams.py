"""How alike texts are in their words and letters: word and character n-grams, weighed by rarity."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from scipy.sparse._sparsetools import csc_matvec
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.components.wording import plain

Array = Any  # numpy 1.23 has no generic arrays that mypy and Python 3.10 both take

WORD_LENGTH = 2
CHARACTER_LENGTHS = (3, 5)
ROWS_AT_ONCE = 500
# Words and characters count the same, and together make vectors of length 1.
SHARE = np.float32(np.sqrt(0.5))


class NgramView:
    """Compares texts by runs of words (1–2) and of characters (3–5), spelled one way.

    Args:
        weight: What it counts for beside other views.
    """

    name = "ngrams"

    def __init__(self, weight: float) -> None:
        self.weight = weight
        self._vectorizers = [
            TfidfVectorizer(
                ngram_range=(1, WORD_LENGTH),
                token_pattern=r"\w+",  # noqa: S106 - a pattern of words
                sublinear_tf=True,
                lowercase=False,
            ),
            TfidfVectorizer(
                analyzer="char_wb", ngram_range=CHARACTER_LENGTHS, sublinear_tf=True, lowercase=False
            ),
        ]

    def fit(self, texts: Sequence[str]) -> Array:
        """Learns which n-grams there are; the likeness (0 to 1) of each text to each."""
        spelled = [plain(text) for text in texts]
        parts = [vectorizer.fit_transform(spelled) for vectorizer in self._vectorizers]
        self._examples = hstack(parts, format="csr", dtype=np.float32) * SHARE
        self._index()
        kernel = np.empty((len(texts), len(texts)), dtype=np.float32)
        # All at once, the sparse product would need three times the memory of the result.
        for start in range(0, len(texts), ROWS_AT_ONCE):
            rows = slice(start, start + ROWS_AT_ONCE)
            kernel[rows] = (self._examples[rows] @ self._by_feature).toarray()
        return kernel

    def grown(self, kept: Array, texts: Sequence[str]) -> NgramView:
        """A view on some of the examples and on further texts; how rare an n-gram is stays as it was.

        Args:
            kept: Numbers of the examples that stay.
            texts: Come after them.
        """
        view = NgramView(self.weight)
        spelled = [plain(text) for text in texts]
        widths = [len(vectorizer.vocabulary_) for vectorizer in self._vectorizers]
        blocks = [self._examples[kept][:, : widths[0]], self._examples[kept][:, widths[0] :]]
        for number, (mine, old) in enumerate(zip(view._vectorizers, self._vectorizers, strict=True)):
            mine.vocabulary_, mine.idf_ = _widened(old, spelled, self._analysers[number])
            wider = csr_matrix((len(kept), len(mine.vocabulary_) - widths[number]), dtype=np.float32)
            blocks[number] = hstack([blocks[number], wider], format="csr", dtype=np.float32)
        view._examples = hstack(blocks, format="csr", dtype=np.float32)
        view._index()
        if spelled:
            view._examples = vstack([view._examples, view._rows(spelled)], format="csr", dtype=np.float32)
            view._index()
        return view

    def _rows(self, spelled: Sequence[str]) -> csr_matrix:
        found = [self._weigh(text) for text in spelled]
        ends = np.cumsum([0, *(len(places) for places, _ in found)])
        places, weights = (np.concatenate(part) for part in zip(*found, strict=True))
        return csr_matrix((weights, places, ends), shape=(len(spelled), self._examples.shape[1]))

    def likeness(self, chosen: Array) -> Array:
        """The likeness (0 to 1) of some examples to each."""
        return np.asarray((self._examples[chosen] @ self._by_feature).todense(), dtype=np.float32)

    def compare(self, text: str) -> Array:
        """The likeness (0 to 1) of a text to each example."""
        places, weights = self._weigh(plain(text))
        likeness = np.zeros(self._examples.shape[0], dtype=np.float32)
        _add_rows(self._by_feature, places, weights, likeness)
        return likeness

    def _weigh(self, spelled: str) -> tuple[Array, Array]:
        """What the vectorizers give for one text, in a tenth of the time: the features and their weights."""
        places, weights, offset = [], [], 0
        for vectorizer, analyse in zip(self._vectorizers, self._analysers, strict=True):
            known = vectorizer.vocabulary_
            counts = Counter(map(known.get, analyse(spelled)))
            counts.pop(None, None)
            place = np.fromiter(counts, dtype=np.int64, count=len(counts)) + offset
            tf = 1.0 + np.log(np.fromiter(counts.values(), dtype=np.float64, count=len(counts)))
            weight = tf * self._idf[place]
            places.append(place)
            weights.append(weight / (math.sqrt(weight @ weight) or 1.0))
            offset += len(known)
        return np.concatenate(places), np.concatenate(weights).astype(np.float32) * SHARE

    def _index(self) -> None:
        self._analysers = [vectorizer.build_analyzer() for vectorizer in self._vectorizers]
        self._idf = np.concatenate([vectorizer.idf_ for vectorizer in self._vectorizers])
        self._by_feature = self._examples.T.tocsr()

    def save(self, folder: Path) -> None:
        """Writes what was learned: words as JSON, numbers as arrays."""
        words, characters = self._vectorizers
        vocabularies = [{t: int(i) for t, i in v.vocabulary_.items()} for v in (words, characters)]
        (folder / "ngrams.json").write_text(json.dumps(vocabularies, ensure_ascii=False), encoding="utf-8")
        np.savez_compressed(
            folder / "ngrams.npz",
            words_idf=words.idf_,
            characters_idf=characters.idf_,
            data=self._examples.data,
            indices=self._examples.indices,
            indptr=self._examples.indptr,
            shape=self._examples.shape,
        )

    def restore(self, folder: Path) -> None:
        """Reads back what ``save`` wrote.

        Raises:
            OSError: A file is missing.
            ValueError: A file is damaged.
        """
        vocabularies = json.loads((folder / "ngrams.json").read_text(encoding="utf-8"))
        with np.load(folder / "ngrams.npz", allow_pickle=False) as arrays:
            parts = (arrays["data"], arrays["indices"], arrays["indptr"])
            self._examples = csr_matrix(parts, shape=tuple(arrays["shape"]))
            for vectorizer, known, name in zip(
                self._vectorizers, vocabularies, ("words", "characters"), strict=True
            ):
                vectorizer.vocabulary_ = known
                vectorizer.idf_ = arrays[f"{name}_idf"]
        self._index()


def _add_rows(matrix: csr_matrix, rows: Array, weights: Array, total: Array) -> None:
    """Adds some rows of a matrix, each times its weight, to a total.

    Only these rows are read, in one go: SciPy's product of a matrix and a vector is told that the matrix
    consists of them and of nothing between them. That "nothing" ends before it begins, because the rows are
    taken from the last to the first. A third of the time of gathering them first, and a twentieth of that of
    a product with the whole.
    """
    if not len(rows):
        return
    last_first = np.argsort(-rows)
    taken = rows[last_first]
    bounds = np.empty(2 * len(taken), dtype=matrix.indptr.dtype)
    bounds[0::2], bounds[1::2] = matrix.indptr[taken], matrix.indptr[taken + 1]
    factors = np.zeros(len(bounds) - 1, dtype=matrix.data.dtype)
    factors[0::2] = weights[last_first]
    csc_matvec(len(total), len(factors), bounds, matrix.indices, matrix.data, factors, total)


def _widened(
    vectorizer: TfidfVectorizer, spelled: Sequence[str], analyse: Callable[[str], list[str]]
) -> tuple[dict[str, int], Array]:
    """A vocabulary with what only further texts have, after what there was; and how rare each is."""
    known: dict[str, int] = dict(vectorizer.vocabulary_)
    counts = Counter(term for text in spelled for term in set(analyse(text)) if term not in known)
    # The rarest that there was occurs in one text, as nearly all of these do.
    rarest = float(vectorizer.idf_.max())
    first = len(known)
    known.update((term, first + number) for number, term in enumerate(counts))
    return known, np.concatenate([vectorizer.idf_, np.full(len(counts), rarest)])
