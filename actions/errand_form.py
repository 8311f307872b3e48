"""The form around every errand: it listens, asks, goes on after an interruption, and ends.

One form for all of them, so that whatever interrupts one (a question, another errand, a change of mind) needs
one rule and not one for each. Rasa runs ``validate_errand_form`` at every turn of the form; where that
rejects, the ordinary rules answer, and Rasa comes back to the form by itself.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecutionRejected, ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.errand import Ended, Errand, PersonNeeded, Question
from actions.errands import ERRANDS, QUESTIONS
from actions.handover import MISUNDERSTOOD, hand_over
from actions.identify import KEY, ORDER, ORDER_SLOTS, OTHER_ORDER, absorb, corrected, is_only_number
from actions.services import at_hand
from actions.visit import INFORM, REQUESTED, Visit
from shop.errors import ShopUnavailable, Unsupported

FORM = "errand_form"
ERRAND, SUSPENDED, MISSES = "errand", "suspended_errand", "misses"
SUSPENDED_ORDER, LAST = "suspended_order", "last_errand"
DEFAULT = "parcel_status"
"""What somebody who only names an order wants to know of it."""
SHOP_SECONDS = 6.0
"""Less than a call of an action may take, so that "I can't see it now" still gets through."""
MOST_MISSES = 2
"""A question is asked once, and once more; then a person helps."""
_STOP = re.compile(r"\b(?:annull|stop|basta|lasci|cancel|never ?mind|forget|quit)", re.IGNORECASE)
"""What is plainly said to stop; a short answer may only look like it."""
LEAVING = frozenset({"ask_person", "complaint", "cancel", "set_language"})
NO_ANSWER = frozenset({"nlu_fallback", INFORM, "affirm", "deny", OTHER_ORDER, ""})
"""Intents of messages that can only have been meant as an answer."""

log = structlog.get_logger(__name__)
Work = Callable[[Visit], Awaitable[None]]


class ValidateErrandForm(Action):
    """Takes the answer, or lets others answer; then asks what comes next."""

    def name(self) -> str:
        """Its name in the domain."""
        return f"validate_{FORM}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Called at the form's beginning, for every message while it is open, and after interruptions."""
        rejected = False

        async def work(visit: Visit) -> None:
            nonlocal rejected
            rejected = not _listens(visit)
            if not rejected:
                await _go_on(visit)

        events = await at_the_counter(dispatcher, tracker, work)
        return [*events, ActionExecutionRejected(FORM)] if rejected else events


class ActionDoErrand(Action):
    """Does what everything is known for; then takes up again what this has interrupted."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_do_errand"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Called when the form has ended, also where it ended early: then there is nothing to do."""
        errand = ERRANDS.get(tracker.get_slot(ERRAND) or "")
        if errand is None:
            return []

        async def work(visit: Visit) -> None:
            await errand.next(visit)
            await errand.do(visit)
            leave(visit)

        events = await at_the_counter(dispatcher, tracker, work)
        goes_on = any(event.get("name") == ERRAND and event.get("value") for event in events)
        return [*events, FollowupAction(FORM)] if goes_on else events


class ActionDropErrand(Action):
    """Leaves it at that."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_drop_errand"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Called for "annulla" and its like, whatever is going on."""
        dispatcher.utter_message(response="utter_cancel")
        return dropped(tracker)


class ActionOtherOrder(Action):
    """*No, the other order*, after all was said: the same errand once more, about another one."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_other_order"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Called where no errand is going on: the form hears it by itself."""
        return [SlotSet(ERRAND, tracker.get_slot(LAST) or DEFAULT), FollowupAction(FORM)]


async def at_the_counter(dispatcher: CollectingDispatcher, tracker: Tracker, work: Work) -> list[EventType]:
    """Does work that needs the shop; what keeps it from going on is said, or handed to a person.

    Returns:
        The slots that have changed.
    """
    try:
        async with asyncio.timeout(SHOP_SECONDS):
            services = await at_hand()
            contact = await services.contacts.of(tracker.sender_id)
            visit = Visit(dispatcher, tracker, services, contact)
            await _as_far_as_it_goes(visit, work)
    except PersonNeeded as needed:
        hand_over(dispatcher, tracker, needed.reason)
        return forgotten(tracker)
    except (ShopUnavailable, TimeoutError) as error:
        log.warning("shop can not be seen", reason=str(error))
        dispatcher.utter_message(response="utter_shop_unavailable")
        return forgotten(tracker)
    except Unsupported as error:
        log.info("not possible from here", reason=str(error))
        dispatcher.utter_message(response="utter_unsupported")
        return forgotten(tracker)
    return visit.events()


async def _as_far_as_it_goes(visit: Visit, work: Work) -> None:
    try:
        await work(visit)
    except Ended:
        leave(visit)


def forgotten(tracker: Tracker) -> list[EventType]:
    """Everything of the errand that is going on, emptied; the form then ends."""
    kept = {slot for errand in ERRANDS.values() for slot in errand.slots}
    slots = (*sorted(kept), *ORDER_SLOTS, ERRAND, SUSPENDED, SUSPENDED_ORDER, MISSES, KEY)
    return [
        *(SlotSet(one, None) for one in slots if tracker.slots.get(one) is not None),
        SlotSet(REQUESTED, None),
    ]


def dropped(tracker: Tracker) -> list[EventType]:
    """What ends an errand that is going on, for whoever turns to something else; nothing where none is."""
    return [*forgotten(tracker), ActiveLoop(None)] if _is_open(tracker) else []


def leave(visit: Visit) -> None:
    """Ends the errand; one that it has interrupted is there again."""
    errand = ERRANDS.get(visit.get(ERRAND) or "")
    visit.forget(*(errand.slots if errand else ()), *ORDER_SLOTS, MISSES)
    if errand:
        visit.set(LAST, errand.name)
    waiting, its_order = visit.take(SUSPENDED), visit.take(SUSPENDED_ORDER)
    if waiting is None:
        visit.forget(KEY)
    elif its_order is not None:
        visit.set(ORDER, its_order)
    visit.set(ERRAND, waiting)
    visit.set(REQUESTED, None)


async def _go_on(visit: Visit) -> None:
    errand = ERRANDS[visit.get(ERRAND)]
    slot = await errand.next(visit)
    visit.set(REQUESTED, slot)
    if slot is not None:
        await _question(errand, slot).ask(visit)


def _question(errand: Errand, slot: str) -> Question:
    return errand.questions.get(slot) or QUESTIONS[slot]


def _listens(visit: Visit) -> bool:
    """Takes the newest message; False where it is not for this form."""
    if not _is_open(visit.tracker):
        _begin(visit)
    elif _comes_back(visit.tracker):
        visit.repeats = True
    else:
        return _hears(visit)
    return True


def _begin(visit: Visit) -> None:
    # Set by whoever sent the shopper here in this turn; else it is a rest of something that broke.
    sent_for = visit.get(ERRAND) if _comes_back(visit.tracker) else None
    wanted = sent_for or (_usual(visit) if is_only_number(visit) else visit.intent)
    if wanted not in ERRANDS:
        raise Ended
    visit.set(ERRAND, wanted)
    visit.forget(MISSES)
    if sent_for and visit.get(KEY) is not None:
        visit.repeats = True
        return
    visit.set(KEY, visit.message_id)
    if not corrected(visit, ERRANDS[wanted].slots):
        absorb(visit)


def _usual(visit: Visit) -> str:
    """What somebody wants who only names an order: what they have just asked of another one."""
    last = ERRANDS.get(visit.get(LAST) or DEFAULT)
    return last.name if last is not None and last.only_tells else DEFAULT


def _hears(visit: Visit) -> bool:
    errand = ERRANDS[visit.get(ERRAND)]
    pending = visit.get(REQUESTED)
    question = _question(errand, pending)
    leaves = visit.intent in LEAVING and visit.intent not in question.keeps
    if leaves and (visit.intent != "cancel" or _STOP.search(visit.text)):
        return False
    answer = question.read(visit)
    if answer is not None:
        visit.set(pending, answer)
        visit.forget(MISSES)
        return True
    if visit.intent in ERRANDS and visit.intent != errand.name:
        _switch(visit, errand)
        return True
    if corrected(visit, errand.slots):
        return True
    if visit.intent in NO_ANSWER | question.keeps | {errand.name}:
        _miss(visit)
        return True
    return False


def _switch(visit: Visit, errand: Errand) -> None:
    """Another errand: the first waits if the new one only tells, and is dropped if not."""
    new = ERRANDS[visit.intent]
    if new.only_tells and not errand.only_tells:
        visit.set(SUSPENDED, errand.name)
        visit.set(SUSPENDED_ORDER, visit.get(ORDER))
    else:
        visit.forget(*(slot for slot in errand.slots if slot not in new.slots), SUSPENDED)
        visit.set(KEY, visit.message_id)
    visit.set(ERRAND, new.name)
    visit.forget(MISSES)
    absorb(visit)


def _miss(visit: Visit) -> None:
    misses = int(visit.get(MISSES) or 0) + 1
    if misses >= MOST_MISSES:
        raise PersonNeeded(MISUNDERSTOOD)
    visit.set(MISSES, misses)
    visit.repeats = True


def _is_open(tracker: Tracker) -> bool:
    return (tracker.active_loop or {}).get("name") == FORM and bool(tracker.slots.get(REQUESTED))


def _comes_back(tracker: Tracker) -> bool:
    """Whether somebody else has answered the newest message already."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "action" and event.get("name") not in (FORM, "action_listen"):
            return True
    return False
