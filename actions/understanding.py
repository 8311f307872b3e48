"""What the assistant does when it has not understood: ask back once, then call a person."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.dialogue import (
    TITLE,
    full_intent,
    names_an_order,
    offered_before,
    question_before,
    worth_asking,
)
from actions.errand_form import DEFAULT, ERRAND, FORM, LAST, dropped
from actions.errands import ERRANDS
from actions.handover import COMPLAINT, LOW_CONFIDENCE, MISUNDERSTOOD, REQUESTED, hand_over
from actions.services import at_hand
from actions.visit import Visit
from shop.errors import ShopUnavailable

PERSON = "ask_person"


class ActionClarify(Action):
    """Asks "did you mean…?" with the best readings and a person; at the second failure calls one."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_clarify"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Called for every message that was not understood well enough."""
        parse = tracker.latest_message
        hopeless = parse.get("doubt") == "give_up"
        if hopeless or question_before(tracker.events):
            hand_over(dispatcher, tracker, LOW_CONFIDENCE if hopeless else MISUNDERSTOOD)
            return dropped(tracker)
        if names_an_order(parse):
            return [SlotSet(ERRAND, tracker.get_slot(LAST) or DEFAULT), FollowupAction(FORM)]
        responses = domain.get("responses") or {}
        readings = worth_asking(parse, responses)
        language = tracker.get_slot("language")
        buttons = [_button(reading, responses, language) for reading in [*readings, PERSON]]
        dispatcher.utter_message(response="utter_clarify" if readings else "utter_rephrase", buttons=buttons)
        return []


class ActionOutOfScope(Action):
    """Says honestly what it can't help with, and offers a person; at the second failure calls one."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_out_of_scope"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Called for every message about something that the shop's assistant does not do."""
        if question_before(tracker.events):
            hand_over(dispatcher, tracker, MISUNDERSTOOD)
            return dropped(tracker)
        dispatcher.utter_message(response="utter_out_of_scope")
        return []


class ActionAffirm(Action):
    """Takes a yes for what was asked: the best reading, or the person that was offered."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_affirm"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Called for a yes."""
        asked = question_before(tracker.events)
        readings = [name for name in offered_before(tracker.events) if _can_be_taken_up(name)]
        if asked == "clarify" and readings:
            return _take_up(readings[0], dispatcher)
        if asked:
            hand_over(dispatcher, tracker, REQUESTED)
        else:
            dispatcher.utter_message(response="utter_affirm")
        return []


class ActionDeny(Action):
    """Takes a no: after "did you mean…?" it is a second failure, so a person is called."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_deny"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Called for a no."""
        if question_before(tracker.events) == "clarify":
            hand_over(dispatcher, tracker, MISUNDERSTOOD)
            return dropped(tracker)
        dispatcher.utter_message(response="utter_deny")
        return []


class ActionHandOver(Action):
    """Calls a person, because the shopper asked for one or complains."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_hand_over"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Called for a request and for a complaint; only a complaint is answered with words of ours."""
        complaint = full_intent(tracker.latest_message) == "complaint"
        if complaint:
            name = await _comma_name(dispatcher, tracker)
            dispatcher.utter_message(response="utter_complaint", name=name)
        hand_over(dispatcher, tracker, COMPLAINT if complaint else REQUESTED)
        return dropped(tracker)


async def _comma_name(dispatcher: CollectingDispatcher, tracker: Tracker) -> str:
    """``, Giulia``; empty where no name is known, or nobody can be asked: a sorry does not wait."""
    try:
        services = await at_hand()
    except ShopUnavailable:
        return ""
    contact = await services.contacts.of(tracker.sender_id)
    return Visit(dispatcher, tracker, services, contact).comma_name


def _can_be_taken_up(reading: str) -> bool:
    return reading.startswith("faq/") or reading in ERRANDS


def _take_up(reading: str, dispatcher: CollectingDispatcher) -> list[EventType]:
    """Answers a reading that was meant."""
    if reading in ERRANDS:
        return [SlotSet(ERRAND, reading), FollowupAction(FORM)]
    dispatcher.utter_message(response=f"utter_{reading}")
    return []


def _button(reading: str, responses: dict[str, Any], language: str | None) -> dict[str, str]:
    variants = responses.get(f"{TITLE}{reading.removeprefix('faq/')}") or [{"text": reading}]
    plain = [variant for variant in variants if not variant.get("condition")]
    spoken = [variant for variant in variants if _is_for(variant, language)]
    return {"title": str((spoken or plain or variants)[0].get("text") or reading), "payload": f"/{reading}"}


def _is_for(variant: dict[str, Any], language: str | None) -> bool:
    conditions = variant.get("condition") or []
    return any(c.get("name") == "language" and c.get("value") == language for c in conditions)
