"""What an action can tell from the dialogue so far: the reading of the message, and what was asked before."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

READINGS_OFFERED = 2
LEAST_CONFIDENCE = 0.04
"""Below it a reading is a wild guess, and asking about it only shows that."""
NEVER_ASKED = frozenset({"ask_person", "out_of_scope", "other_order", "inform"})
ASKING = frozenset({"clarify", "rephrase"})
TRIES_TOLD = 5
SHORT = 4
"""Words of a message that can be little more than a number."""
TITLE = "utter_title/"
ANSWERS = ("faq/", "parcel/", "order/", "return/", "return_status/", "refund/")
# What the assistant says when it has not understood, by the action that says it.
QUESTIONS = {"action_clarify": "clarify", "action_out_of_scope": "out_of_scope"}

Event = dict[str, Any]


def full_intent(parse: dict[str, Any]) -> str:
    """The best reading of a message with its topic (``faq/returns``); empty where nothing was read."""
    ranking = parse.get("intent_ranking") or []
    return str(ranking[0].get("name") or "") if ranking else ""


def worth_asking(parse: dict[str, Any], responses: Collection[str]) -> list[str]:
    """The readings of a message that the shopper may be asked about, best first.

    Args:
        parse: The message as it was understood.
        responses: Names of the responses there are: only a reading that has a title can be offered.
    """
    ranking = parse.get("intent_ranking") or []
    likely = [str(r.get("name")) for r in ranking if float(r.get("confidence") or 0) >= LEAST_CONFIDENCE]
    topics = [name for name in likely if name not in NEVER_ASKED]
    return [name for name in topics if TITLE + name.removeprefix("faq/") in responses][:READINGS_OFFERED]


def names_an_order(parse: dict[str, Any]) -> bool:
    """Whether a message that was not understood is hardly more than an order's number."""
    named = any(entity.get("entity") == "order_number" for entity in parse.get("entities") or [])
    return named and len(str(parse.get("text") or "").split()) <= SHORT


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


def offered_before(events: list[Event]) -> list[str]:
    """The readings that stood on the buttons of the last turn, best first."""
    turn = next(_turns_back(events, skip=1), [])
    return [reading for event in turn for reading in _on_buttons(event)]


def meant(parse: dict[str, Any], events: list[Event]) -> dict[str, Any]:
    """The newest message, and what it need not say because the one before has said it.

    Whoever presses a topic under "did you mean…?", or says yes to it, tells only which reading was right:
    the order's number, the size and the country stand in the message that was in doubt.

    Args:
        parse: The newest message as it was understood.
        events: The dialogue so far.

    Returns:
        ``parse``, with the text and the entities of the message in doubt where it chooses a reading of that.
    """
    if question_before(events) != "clarify":
        return parse
    chosen = full_intent(parse) or str((parse.get("intent") or {}).get("name") or "")
    if chosen not in {*offered_before(events), "affirm"}:
        return parse
    turn = next(_turns_back(events, skip=1))
    text, doubted = str(parse.get("text") or ""), str(turn[0].get("text") or "")
    is_pressed = text.startswith("/") or text in _titles(turn)
    entities = (turn[0].get("parse_data") or {}).get("entities") or []
    return {
        **parse,
        "text": doubted if is_pressed else f"{text} {doubted}",
        "entities": [*(parse.get("entities") or []), *entities],
    }


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
    tries = []
    for event in turn:
        said = str((event.get("metadata") or {}).get("utter_action") or "").removeprefix("utter_")
        if event.get("event") != "bot":
            continue
        if said.startswith(ANSWERS):
            tries.append(f"answer: {said}")
        elif said in ASKING:
            tries.append(": ".join(filter(None, ("clarify", " | ".join(_on_buttons(event))))))
        elif said == "out_of_scope":
            tries.append(said)
    return tries


def _titles(turn: list[Event]) -> set[str]:
    return {str(button.get("title")) for event in turn for button in _buttons(event)}


def _buttons(event: Event) -> list[dict[str, Any]]:
    return (event.get("data") or {}).get("buttons") or []


def _on_buttons(event: Event) -> list[str]:
    payloads = [str(button.get("payload") or "").removeprefix("/") for button in _buttons(event)]
    return [payload for payload in payloads if payload not in NEVER_ASKED]


def handover_of(event: Event) -> bool:
    """Whether this is the message with which the assistant called a person."""
    custom = ((event.get("data") or {}).get("custom") or {}) if event.get("event") == "bot" else {}
    return "handover" in custom


def _turns_back(events: list[Event], skip: int) -> Iterator[list[Event]]:
    """Turns from the newest to the oldest, each beginning with what the shopper wrote."""
    starts = [index for index, event in enumerate(events) if event.get("event") == "user"]
    ends = [*starts[1:], len(events)]
    for start, end in list(zip(starts, ends, strict=True))[::-1][skip:]:
        yield events[start:end]
