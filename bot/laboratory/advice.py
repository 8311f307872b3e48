"""What might be better about topics, from how their examples are read when they are left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from bot.components.unseen import Unseen
from bot.laboratory.clusters import clustered
from bot.laboratory.fitting import Learned
from bot.laboratory.vectors import meanings

PULLED = 0.5
"""Confidence from which an example that is read as another topic is worth a look."""
MERGE_SHARE = 0.12
"""Share of two topics' examples that are taken for the other, from which they may be one."""
SPLIT_DISTANCE = 0.6
SPLIT_LEAST = 6
SPLIT_SHARE = 0.25
EXAMPLES = 3
PULLING_AT_MOST = 200


def advise(learned: Learned, intent: str | None) -> dict[str, Any]:
    """What was noticed.

    Args:
        learned: Has the examples, and how each is read unseen; where nobody knows, there is nothing to say.
        intent: A topic; None for all of them.
    """
    rows = learned.unseen
    mine = [row for row in rows if intent in (None, row.label)]
    labels = sorted({row.label for row in mine})
    return {
        "pulling": _pulling(mine),
        "merge": _merge(rows, intent),
        "split": [
            one for label in labels for one in _split(label, [r.text for r in mine if r.label == label])
        ]
        if intent
        else [],
        "scores": {label: _score([row for row in mine if row.label == label]) for label in labels},
    }


def _pulling(rows: Iterable[Unseen]) -> list[dict[str, Any]]:
    away = [row for row in rows if row.best != row.label and row.confidence >= PULLED]
    away.sort(key=lambda row: -row.confidence)
    return [
        {"intent": row.label, "text": row.text, "toward": row.best, "confidence": row.confidence}
        for row in away[:PULLING_AT_MOST]
    ]


def _merge(rows: Sequence[Unseen], intent: str | None) -> list[dict[str, Any]]:
    sizes = Counter(row.label for row in rows)
    mixed = Counter(tuple(sorted((row.label, row.best))) for row in rows if row.best != row.label)
    shares = {pair: count / (sizes[pair[0]] + sizes[pair[1]]) for pair, count in mixed.items()}
    likely = [(pair, share) for pair, share in shares.items() if share >= MERGE_SHARE]
    return [
        {"intents": list(pair), "share": round(share, 4)}
        for pair, share in sorted(likely, key=lambda one: -one[1])
        if intent is None or intent in pair
    ]


def _split(label: str, texts: Sequence[str]) -> list[dict[str, Any]]:
    """A topic whose examples fall into two heaps, each large enough to be a topic."""
    vectors = meanings(texts)
    if vectors is None or len(texts) < 2 * SPLIT_LEAST:
        return []
    heaps: dict[int, list[str]] = defaultdict(list)
    for text, number in zip(
        texts, clustered(np.clip(1.0 - vectors @ vectors.T, 0.0, None), SPLIT_DISTANCE), strict=True
    ):
        heaps[int(number)].append(text)
    least = max(SPLIT_LEAST, SPLIT_SHARE * len(texts))
    large = sorted((heap for heap in heaps.values() if len(heap) >= least), key=len, reverse=True)
    return [{"intent": label, "groups": large}] if len(large) > 1 else []


def _score(rows: Sequence[Unseen]) -> dict[str, Any]:
    wrong: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.best != row.label:
            wrong[row.best].append(row.text)
    confusions = sorted(wrong.items(), key=lambda one: (-len(one[1]), one[0]))
    right = sum(row.best == row.label for row in rows)
    return {
        "accuracy": round(right / len(rows), 4) if rows else None,
        "confusions": [
            {"intent": name, "count": len(texts), "examples": texts[:EXAMPLES]} for name, texts in confusions
        ],
    }
