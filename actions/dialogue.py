"""What an action can tell from the dialogue so far: the reading of the message, and what was asked before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

READINGS_OFFERED = 2
TRIES_TOLD = 5
TITLE = "utter_title/"
# What the assistant says when it has not understood, by the action that says it.
QUESTIONS = {"action_clarify": "clarify", "action_out_of_scope": "out_of_scope"}

Event = dict[str, Any]


def full_intent(parse: dict[str, Any]) -> str:
    """The best reading of a message with its topic (``faq/returns``); empty where nothing was read."""
    ranking = parse.get("intent_ranking") or []
    return str(ranking[0].get("name") or "") if ranking else ""


def offered(parse: dict[str, Any], responses: Iterable[str] | None = None) -> list[str]:
    """The readings of a message that are worth asking about, best first.

    Args:
        parse: The message as it was understood.
        responses: Names of the responses there are: only a reading with a title can be offered. None for
            what was offered before, when it no longer matters.
    """
    names = [str(reading.get("name") or "") for reading in parse.get("intent_ranking") or []]
    titled = (
        None if responses is None else {name[len(TITLE) :] for name in responses if name.startswith(TITLE)}
    )
    worth = [
        n for n in names if n != "ask_person" and (n.startswith("faq/") if titled is None else _in(n, titled))
    ]
    return worth[:READINGS_OFFERED]


def _in(name: str, titled: set[str]) -> bool:
    return name.removeprefix("faq/") in titled


def question_before(events: list[Event]) -> str | None:
    """What the assistant asked just before the newest message because it had not understood.

    Only what the shopper has seen counts: an action that failed has asked nothing. A handover ends the count,
    so that after a person has helped, the assistant begins anew.

    Returns:
        ``clarify``, ``out_of_scope``, or None where it had understood (or nothing came before).
    """
    turn = next(_turns_back(events, skip=1), [])
    acted = [event.get("name") for event in turn if event.get("event") == "action"]
    said = [event for event in turn if event.get("event") == "bot"]
    if not said or any(handover_of(event) for event in said):
        return None
    return next((QUESTIONS[name] for name in acted if name in QUESTIONS), None)


def message_before(events: list[Event]) -> dict[str, Any]:
    """The reading of the message before the newest one; empty where there is none."""
    turn = next(_turns_back(events, skip=1), [])
    parse = turn[0].get("parse_data") if turn else None
    return parse or {}


def tried(events: list[Event]) -> list[str]:
    """What the assistant has said since the last handover, oldest first, in the words of the record.

    ``answer: faq/returns``, ``clarify: faq/returns | faq/exchange``, ``out_of_scope``.
    """
    tries: list[str] = []
    for turn in _turns_back(events, skip=1):
        if any(handover_of(event) for event in turn):
            break
        tries = [*_tries_of(turn), *tries]
    return tries[-TRIES_TOLD:]


def _tries_of(turn: list[Event]) -> list[str]:
    parse = turn[0].get("parse_data") or {}
    tries = []
    for event in turn:
        said = (event.get("metadata") or {}).get("utter_action") or ""
        if event.get("event") == "bot" and said.startswith("utter_faq/"):
            tries.append(f"answer: {said.removeprefix('utter_')}")
        if event.get("event") == "bot" and said in ("utter_clarify", "utter_rephrase"):
            tries.append("clarify: " + " | ".join(offered(parse) if said == "utter_clarify" else []))
        if event.get("event") == "bot" and said == "utter_out_of_scope":
            tries.append("out_of_scope")
    return [entry.removesuffix(": ") for entry in tries]


def handover_of(event: Event) -> bool:
    """Whether this is the message with which the assistant called a person."""
    custom = ((event.get("data") or {}).get("custom") or {}) if event.get("event") == "bot" else {}
    return "handover" in custom


def _turns_back(events: list[Event], skip: int) -> Iterator[list[Event]]:
    """Turns from the newest to the oldest, each beginning with what the shopper wrote."""
    starts = [index for index, event in enumerate(events) if event.get("event") == "user"]
    ends = [*starts[1:], len(events)]
    for start, end in list(zip(starts, ends))[::-1][skip:]:
        yield events[start:end]
