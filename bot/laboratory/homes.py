"""Where a group of messages belongs: a topic there is, a new one, out of scope, or business."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

OUTSIDE = "out_of_scope"
BUSINESS = "faq/business_proposal"
# Chosen on groups that are not those it is measured on: docs/understanding.md
TOPIC_FROM = 0.52
OUTSIDE_FROM = 0.86


def proposed(parses: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A home for messages that belong together.

    Args:
        parses: Theirs.
    """
    mean: dict[str, float] = defaultdict(float)
    for parse in parses:
        for one in parse.get("intent_ranking") or []:
            mean[one["name"]] += float(one["confidence"]) / len(parses)
    outside = mean.pop(OUTSIDE, 0.0)
    intent, share = max(mean.items(), key=lambda one: one[1], default=("", 0.0))
    if outside >= OUTSIDE_FROM:
        return _home("outside", None, outside)
    if share >= TOPIC_FROM:
        return _home("business", intent, share) if intent == BUSINESS else _home("topic", intent, share)
    return _home("new", None, 1.0 - max(share, outside))


def _home(home: str, intent: str | None, confidence: float) -> dict[str, Any]:
    return {"home": home, "intent": intent, "confidence": round(min(1.0, confidence), 4)}
