"""Messages grouped by what they mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

from bot.components.reading import as_parse
from bot.laboratory.clusters import clustered
from bot.laboratory.fitting import Learned
from bot.laboratory.homes import proposed
from bot.laboratory.vectors import letters, meanings

Array = Any
# All chosen on groups that are not those it is measured on: docs/understanding.md
FURTHEST = 0.7
TOPICS_SHARE = 0.15


def group(texts: Sequence[str], learned: Learned) -> list[dict[str, Any]]:
    """Groups messages, the largest group first, each with a home that it might have.

    Args:
        texts: Messages.
        learned: Reads them, for the home; and messages of one topic attract each other.
    """
    if not texts:
        return []
    parses = _parses(texts, learned)
    vectors = _vectors(texts)
    numbers = clustered(distances(vectors, parses), FURTHEST)
    members: dict[int, list[int]] = defaultdict(list)
    for place, number in enumerate(numbers):
        members[int(number)].append(place)
    ordered = sorted(members.values(), key=lambda places: (-len(places), places[0]))
    return [
        {
            "members": places,
            "label": _middle(places, vectors),
            "proposed": proposed([parses[n] for n in places]),
        }
        for places in ordered
    ]


def distances(vectors: Array, parses: Sequence[dict[str, Any]]) -> Array:
    """How far messages lie apart (0 to 1): in meaning, and in what they are read as.

    Args:
        vectors: A row a message.
        parses: Theirs.
    """
    topics = _topics(parses)
    alike = (1.0 - TOPICS_SHARE) * (vectors @ vectors.T) + TOPICS_SHARE * (topics @ topics.T)
    return np.clip(1.0 - alike, 0.0, 1.0)


def _parses(texts: Sequence[str], learned: Learned) -> list[dict[str, Any]]:
    """Only what each message is likely about: entities and several requests are not asked for."""
    model = learned.reader.classifier.model
    model.expect(texts)
    return [as_parse(model.judge(text).ranking, ()) for text in texts]


def _topics(parses: Sequence[dict[str, Any]]) -> Array:
    """What messages are read as, as rows of length at most 1: the square roots of their probabilities."""
    rankings = [parse.get("intent_ranking") or [] for parse in parses]
    names = sorted({one["name"] for ranking in rankings for one in ranking})
    columns = {name: number for number, name in enumerate(names)}
    rows = np.zeros((len(parses), len(names)), dtype=np.float32)
    for row, ranking in zip(rows, rankings, strict=True):
        for one in ranking:
            row[columns[one["name"]]] = np.sqrt(max(0.0, float(one["confidence"])))
    return rows


def _vectors(texts: Sequence[str]) -> Array:
    vectors = meanings(texts)
    return vectors if vectors is not None else np.asarray(letters(texts).todense())


def _middle(places: Sequence[int], vectors: Array) -> int:
    """The message that stands for the group: the one nearest to all."""
    own = vectors[list(places)]
    return places[int(np.argmax(own @ own.mean(axis=0)))]
