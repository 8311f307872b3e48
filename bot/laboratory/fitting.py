"""Learning quickly: without folds, by what another model has learned of how far confidence can be trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from bot.components.classifier import LikenessClassifier
from bot.components.likeness import LikenessModel
from bot.components.thresholds import Thresholds, learn_thresholds, outcomes
from bot.components.unseen import Unseen, unseen_of
from bot.laboratory.content import Content, Example
from bot.laboratory.errors import BadContent
from bot.laboratory.reader import Reader, reader_of, stated

TOPICS = "faq/"
FALLBACK = Thresholds(0.1, 0.45)
"""Where nothing was learned: what ``Doubt`` takes for such topics."""


@dataclass(frozen=True)
class Learned:
    """Content that messages can be read with.

    Attributes:
        reader: Reads.
        examples: In the order in which the model has them.
        unseen: How each is read when it (or its fold) is left out; same order. Empty where nobody knows.
    """

    reader: Reader
    examples: tuple[Example, ...]
    unseen: tuple[Unseen, ...]


def encoders_of(content: Content) -> tuple[str, ...]:
    """The sentence encoders that a folder's configuration asks for.

    Raises:
        BadContent: It has not our classifier.
    """
    return LikenessClassifier.settings(stated(content.config, LikenessClassifier)).encoders


def fit(content: Content, like: Learned | None = None) -> Learned:
    """Learns a folder's examples.

    Args:
        content: The folder.
        like: Whose calibration and thresholds are taken over; without, both are learned, which takes long.

    Raises:
        BadContent: There is nothing to tell apart, or the configuration is not ours.
    """
    config = stated(content.config, LikenessClassifier)
    examples = content.examples
    if like is not None and _same(content, like, config):
        classifier = LikenessClassifier.of(
            config, like.reader.classifier.model, like.reader.classifier.thresholds
        )
        return Learned(reader_of(content.config, classifier), like.examples, like.unseen)
    model = LikenessModel(LikenessClassifier.settings(config))
    try:
        if like is not None and model.can_be_like(like.reader.classifier.model):
            return _fitted_like(content, model, like)
        return _fitted(content, model)
    except ValueError as exc:
        raise BadContent(f"{len(examples)} examples can't be learned.") from exc


def _same(content: Content, like: Learned, config: Mapping[str, object]) -> bool:
    """Whether only words have changed, which the model knows nothing of."""
    settings = LikenessClassifier.settings(dict(config))
    return content.examples == like.examples and settings == like.reader.classifier.model.settings


def _fitted(content: Content, model: LikenessModel) -> Learned:
    texts, labels = _split(content.examples)
    reading = model.fit(texts, labels)
    config = stated(content.config, LikenessClassifier)
    seen = outcomes(reading.probabilities, np.array([model.labels.index(label) for label in labels]))
    prices = LikenessClassifier.of(config, model, {}).prices
    classifier = LikenessClassifier.of(config, model, learn_thresholds(seen, model.labels, prices))
    rows = unseen_of(texts, labels, reading, model.labels)
    return Learned(reader_of(content.config, classifier), content.examples, tuple(rows))


def _fitted_like(content: Content, model: LikenessModel, like: Learned) -> Learned:
    texts, labels = _split(content.examples)
    known = {(row.text, row.label): row for row in like.unseen}
    fresh = [number for number, pair in enumerate(zip(texts, labels, strict=True)) if pair not in known]
    reading = model.fit_like(texts, labels, like.reader.classifier.model, fresh)
    of_fresh = unseen_of([texts[n] for n in fresh], [labels[n] for n in fresh], reading, model.labels)
    rows = {**known, **{(row.text, row.label): row for row in of_fresh}}
    thresholds = taken_over(like.reader.classifier.thresholds, model.labels)
    classifier = LikenessClassifier.of(stated(content.config, LikenessClassifier), model, thresholds)
    unseen = tuple(rows[pair] for pair in zip(texts, labels, strict=True))
    return Learned(reader_of(content.config, classifier), content.examples, unseen)


def _split(examples: Sequence[Example]) -> tuple[list[str], list[str]]:
    return [example.text for example in examples], [example.label for example in examples]


def taken_over(learned: Mapping[str, Thresholds], labels: Sequence[str]) -> dict[str, Thresholds]:
    """Thresholds for labels of which some are new: those get what is usual among questions."""
    usual = [one for label, one in learned.items() if label.startswith(TOPICS)] or list(learned.values())
    common = FALLBACK
    if usual:
        upper = median(one.upper for one in usual)
        common = Thresholds(min(upper, median(one.lower for one in usual)), upper)
    return {label: learned.get(label, common) for label in labels}
