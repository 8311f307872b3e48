"""The shape in which Rasa keeps a reading of a message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

RANKING_LENGTH = 10


def as_parse(ranking: Sequence[tuple[str, float]], labels: Iterable[str]) -> dict[str, Any]:
    """Spells a ranking of full intent names the way Rasa's dialogue side reads it.

    Args:
        ranking: Full names (``faq/returns``, ``greet``) with confidences, best first; may be empty.
        labels: All full names there are, so that every retrieval intent is known as one.

    Returns:
        ``intent``, ``intent_ranking`` and ``response_selector``.
    """
    best, confidence = ranking[0] if ranking else (None, 0.0)
    groups = sorted({label.split("/", 1)[0] for label in labels if "/" in label})
    selector: dict[str, Any] = {"all_retrieval_intents": groups}
    for group in groups:
        members = [pair for pair in ranking if pair[0].startswith(f"{group}/")]
        if members:
            selector[group] = _selected(members[:RANKING_LENGTH])
    return {
        "intent": {"name": best.split("/", 1)[0] if best else None, "confidence": confidence},
        "intent_ranking": [_named(pair) for pair in ranking[:RANKING_LENGTH]],
        "response_selector": selector,
    }


def _selected(members: Sequence[tuple[str, float]]) -> dict[str, Any]:
    best, confidence = members[0]
    response = {
        "responses": None,
        "confidence": confidence,
        "intent_response_key": best,
        "utter_action": f"utter_{best}",
    }
    ranking = [{"confidence": score, "intent_response_key": name} for name, score in members]
    return {"response": response, "ranking": ranking}


def _named(pair: tuple[str, float]) -> dict[str, Any]:
    return {"name": pair[0], "confidence": pair[1]}
