"""A linear classifier of short texts: word and character n-grams, logistic regression, calibrated.

Free of Rasa, so that it can be measured by itself. It is stored as JSON and plain arrays: loading a model
executes nothing, unlike pickle.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

Array = Any  # numpy 1.23 has no generic arrays that mypy and Python 3.10 both take
SEED = 7


@dataclass(frozen=True)
class Settings:
    """How the classifier is trained.

    Attributes:
        strength: Inverse of the regularisation (scikit-learn's ``C``).
        word_length: Longest run of words that is a feature.
        character_length: Longest run of characters, inside words, that is a feature.
        character_weight: What a message's characters count for, against 1 for its words.
        folds: Parts of the data for calibration; below 2, none is done.
    """

    strength: float = 10.0
    word_length: int = 2
    character_length: int = 5
    character_weight: float = 2.0
    folds: int = 3


@dataclass(frozen=True)
class Verdict:
    """What the classifier makes of one text.

    Attributes:
        ranking: Labels with their probabilities, likeliest first; empty for a text without letters or digits.
        closeness: Cosine (0 to 1) to the nearest training example, whatever its label.
    """

    ranking: tuple[tuple[str, float], ...] = ()
    closeness: float = 0.0


class NgramClassifier:
    """Learns labels of short texts.

    Args:
        settings: How to train.
        spell: Brings a text to the spelling that is learned (see ``bot.components.wording.plain``).
    """

    def __init__(self, settings: Settings, spell: Callable[[str], str]) -> None:
        self._settings = settings
        self._spell = spell
        self._vectorizers = [
            TfidfVectorizer(
                ngram_range=(1, settings.word_length),
                token_pattern=r"\w+",  # noqa: S106 - a pattern of words
                sublinear_tf=True,
                lowercase=False,
            ),
            TfidfVectorizer(
                analyzer="char_wb",
                ngram_range=(1, settings.character_length),
                sublinear_tf=True,
                lowercase=False,
            ),
        ]
        self.labels: list[str] = []

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        """Trains on labelled texts.

        Raises:
            ValueError: There are fewer than two labels.
        """
        spelled = [self._spell(text) for text in texts]
        for vectorizer in self._vectorizers:
            vectorizer.fit(spelled)
        self._examples = self._features(spelled)
        self._take(self._regress(self._examples, labels))
        self._sharpness = self._calibrate(labels)
        self._index()

    def judge(self, text: str) -> Verdict:
        """Ranks all labels for a text."""
        spelled = self._spell(text)
        if not spelled:
            return Verdict()
        features, weights = self._weigh(spelled)
        scores = weights @ self._coefficients[features] + self._intercepts
        probabilities = softmax(scores[None, :] * self._sharpness)[0]
        order = np.argsort(-probabilities)
        ranking = tuple((self.labels[i], float(probabilities[i])) for i in order)
        return Verdict(ranking, self._closeness(features, weights))

    def _weigh(self, spelled: str) -> tuple[Array, Array]:
        """What ``_features`` gives for one text, in a tenth of the time: the features and their weights."""
        places, weights, offset = [], [], 0
        scales = (1.0, self._settings.character_weight)
        for vectorizer, analyse, scale in zip(self._vectorizers, self._analysers, scales, strict=True):
            known = vectorizer.vocabulary_
            counts = Counter(known[term] for term in analyse(spelled) if term in known)
            place = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
            tf = 1.0 + np.log(np.fromiter(counts.values(), dtype=np.float64, count=len(counts)))
            weight = tf * self._idf[offset + place]
            places.append(offset + place)
            weights.append(scale * weight / (np.sqrt((weight**2).sum()) or 1.0))
            offset += len(known)
        return np.concatenate(places), np.concatenate(weights).astype(np.float32)

    def _closeness(self, features: Array, weights: Array) -> float:
        # Both sides have length 1 (times the same constant), so the product is the cosine. One row against
        # the transposed examples visits only those that share a feature with it.
        shape = (1, self._by_feature.shape[0])
        row = csr_matrix((weights, (np.zeros(len(features), dtype=np.int64), features)), shape=shape)
        shared = row @ self._by_feature
        nearest = float(shared.data.max()) if shared.nnz else 0.0
        return min(1.0, nearest / (1.0 + self._settings.character_weight**2))

    def _index(self) -> None:
        self._analysers = [vectorizer.build_analyzer() for vectorizer in self._vectorizers]
        self._idf = np.concatenate([vectorizer.idf_ for vectorizer in self._vectorizers])
        self._by_feature = self._examples.T.tocsr()

    def _features(self, spelled: Sequence[str]) -> csr_matrix:
        words, characters = (vectorizer.transform(spelled) for vectorizer in self._vectorizers)
        return hstack([words, characters * self._settings.character_weight], format="csr", dtype=np.float32)

    def _regress(self, features: csr_matrix, labels: Sequence[str]) -> LogisticRegression:
        # One against the rest, in the dual: on a few thousand short texts, seconds where lbfgs takes minutes.
        model = LogisticRegression(
            C=self._settings.strength,
            class_weight="balanced",
            solver="liblinear",
            dual=True,
            random_state=SEED,
        )
        return model.fit(features, labels)

    def _take(self, model: LogisticRegression) -> None:
        self.labels = [str(label) for label in model.classes_]
        # Two labels share one row of weights in scikit-learn; spelled out, there is one kind of arithmetic.
        pair = len(self.labels) == 2
        coefficients = np.vstack([-model.coef_, model.coef_]) / 2 if pair else model.coef_
        intercepts = np.hstack([-model.intercept_, model.intercept_]) / 2 if pair else model.intercept_
        self._coefficients = np.ascontiguousarray(coefficients.T, dtype=np.float32)
        self._intercepts = intercepts.astype(np.float32)

    def _calibrate(self, labels: Sequence[str]) -> float:
        """The factor on the scores under which held-out texts get the likeliest probabilities."""
        known = np.array([self.labels.index(label) for label in labels])
        folds = min(self._settings.folds, int(np.bincount(known).min()))
        if folds < 2:
            return 1.0
        scores = np.zeros((len(known), len(self.labels)))
        for train, test in StratifiedKFold(folds, shuffle=True, random_state=SEED).split(known, known):
            model = self._regress(self._examples[train], known[train])
            decided = model.decision_function(self._examples[test])
            scores[test] = decided if decided.ndim == 2 else np.stack([-decided, decided], axis=1) / 2
        candidates = np.geomspace(0.5, 4.0, 31)
        losses = [
            -np.log(softmax(scores * c)[np.arange(len(known)), known] + 1e-12).mean() for c in candidates
        ]
        return float(candidates[int(np.argmin(losses))])

    def save(self, folder: Path) -> None:
        """Writes what was learned into a folder."""
        words, characters = self._vectorizers
        described = {
            "labels": self.labels,
            "sharpness": self._sharpness,
            "words": {term: int(index) for term, index in words.vocabulary_.items()},
            "characters": {term: int(index) for term, index in characters.vocabulary_.items()},
        }
        (folder / "classifier.json").write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")
        np.savez_compressed(
            folder / "classifier.npz",
            coefficients=self._coefficients,
            intercepts=self._intercepts,
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
        described = json.loads((folder / "classifier.json").read_text(encoding="utf-8"))
        with np.load(folder / "classifier.npz", allow_pickle=False) as arrays:
            self._coefficients, self._intercepts = arrays["coefficients"], arrays["intercepts"]
            parts = (arrays["data"], arrays["indices"], arrays["indptr"])
            self._examples = csr_matrix(parts, shape=tuple(arrays["shape"]))
            for vectorizer, name in zip(self._vectorizers, ("words", "characters"), strict=True):
                vectorizer.vocabulary_ = described[name]
                vectorizer.idf_ = arrays[f"{name}_idf"]
        self.labels = described["labels"]
        self._sharpness = described["sharpness"]
        self._index()


def softmax(scores: Array) -> Array:
    """Probabilities of rows of scores."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)
