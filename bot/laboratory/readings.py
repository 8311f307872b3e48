"""How messages are read, and why: the nearest ways of asking, and what would follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.circumstances import Circumstances
from bot.components.doubt import ASK, GIVE_UP
from bot.components.language import EXTRACTOR
from bot.laboratory.shelf import Knowledge

DECISIONS = {None: "answer", ASK: "ask", GIVE_UP: "hand_over"}
TOLD = 5
ENTITY = ("entity", "value", "start", "end")

Parse = dict[str, Any]
Reading = dict[str, Any]


def readings(
    knowledge: Knowledge, texts: Sequence[str], language: str | None, context: Circumstances
) -> list[Reading]:
    """Readings of messages, each as the first of a conversation.

    Args:
        knowledge: Reads.
        texts: Messages.
        language: Of the conversation, where that is known.
        context: The moment, on which it hangs which topics are in force.
    """
    reader = knowledge.learned.reader
    reader.expect(texts)
    return [_reading(knowledge, text, reader.parse(text, language), context) for text in texts]


def decisions(knowledge: Knowledge, texts: Sequence[str], context: Circumstances) -> list[tuple[str, str]]:
    """Intent and decision of each message, and nothing else."""
    reader = knowledge.learned.reader
    reader.expect(texts)
    return [_decided(knowledge, reader.parse(text), context) for text in texts]


def _decided(knowledge: Knowledge, parse: Parse, context: Circumstances) -> tuple[str, str]:
    stands = knowledge.words.standing(parse, context)
    if stands.get("requests") != parse.get("requests"):
        parse = stands
    ranking = parse.get("intent_ranking") or []
    return (str(ranking[0]["name"]) if ranking else ""), DECISIONS[stands.get("doubt")]


def _reading(knowledge: Knowledge, text: str, parse: Parse, context: Circumstances) -> Reading:
    intent, decision = _decided(knowledge, parse, context)
    ranking = [_scored(one["name"], one["confidence"]) for one in parse.get("intent_ranking") or []]
    return {
        "intent": intent,
        "confidence": ranking[0]["confidence"] if ranking else 0.0,
        "decision": decision,
        "thresholds": _thresholds(knowledge, parse),
        "ranking": ranking[:TOLD],
        "nearest": _nearest(knowledge, text),
        "entities": _entities(parse),
        "language": parse.get("language"),
    }


def _scored(intent: str, confidence: float) -> dict[str, Any]:
    return {"intent": intent, "confidence": round(float(confidence), 4)}


def _thresholds(knowledge: Knowledge, parse: Parse) -> dict[str, float] | None:
    if not parse.get("intent_ranking"):
        return None
    lower, upper = knowledge.learned.reader.doubt.thresholds(parse)
    return {"lower": lower, "upper": upper}


def _nearest(knowledge: Knowledge, text: str) -> list[dict[str, Any]]:
    examples = knowledge.learned.examples
    if not examples:
        return []
    found = knowledge.learned.reader.classifier.model.nearest(text, TOLD)
    return [
        {"text": examples[n].text, "intent": examples[n].label, "likeness": round(likeness, 4)}
        for n, likeness in found
    ]


def _entities(parse: Parse) -> list[dict[str, Any]]:
    found = [one for one in parse.get("entities") or [] if one.get("extractor") != EXTRACTOR]
    return [{key: one[key] for key in ENTITY if key in one} for one in found]
