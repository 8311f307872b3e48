"""Learning quickly: without folds, by what another model has learned of how far confidence can be trusted."""

from __future__ import annotations

from collections import Counter
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
CHANGED_AT_MOST = 600
"""Examples that came or went, beyond which all of it is learned."""
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
        if like is not None and _is_like(content, model, like):
            return _fitted_like(content, model, like)
        return _fitted(content, model)
    except ValueError as exc:
        raise BadContent(f"{len(examples)} examples can't be learned.") from exc


def _same(content: Content, like: Learned, config: Mapping[str, object]) -> bool:
    """Whether only words have changed, which the model knows nothing of."""
    settings = LikenessClassifier.settings(dict(config))
    return (
        _pairs(content.examples) == _pairs(like.examples)
        and settings == like.reader.classifier.model.settings
    )


def _is_like(content: Content, model: LikenessModel, like: Learned) -> bool:
    """Whether what was learned of the other's confidences holds for this one."""
    known, outside = like.reader.classifier.model, model.settings.outside
    has_outside = any(example.label == outside for example in content.examples)
    return bool(like.unseen) and has_outside == (outside in known.labels) and model.can_be_like(known)


def _pairs(examples: Sequence[Example]) -> Counter[tuple[str, str]]:
    return Counter((example.text, example.label) for example in examples)


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
    kept, fresh = _difference(content.examples, like.examples)
    examples = (*(like.examples[number] for number in kept), *fresh)
    texts, labels = _split(examples)
    old = like.reader.classifier.model
    if len(fresh) + len(like.examples) - len(kept) <= CHANGED_AT_MOST and len(set(labels)) > 1:
        reading = model.fit_around(texts, labels, old, kept)
    else:
        reading = model.fit_like(texts, labels, old, range(len(kept), len(texts)))
    new = slice(len(kept), None)
    unseen = (
        *(like.unseen[number] for number in kept),
        *unseen_of(texts[new], labels[new], reading, model.labels),
    )
    thresholds = taken_over(like.reader.classifier.thresholds, model.labels)
    classifier = LikenessClassifier.of(stated(content.config, LikenessClassifier), model, thresholds)
    return Learned(reader_of(content.config, classifier), examples, unseen)


def _difference(examples: Sequence[Example], before: Sequence[Example]) -> tuple[list[int], list[Example]]:
    """Numbers of the examples that stay, and those that are new."""
    there = _pairs(before)
    fresh = []
    for example in examples:
        pair = example.text, example.label
        if there[pair]:
            there[pair] -= 1
        else:
            fresh.append(example)
    kept = []
    for number in range(len(before) - 1, -1, -1):
        pair = before[number].text, before[number].label
        if there[pair]:
            there[pair] -= 1
        else:
            kept.append(number)
    return kept[::-1], fresh


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
