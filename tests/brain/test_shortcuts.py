"""The shortcuts through Rasa against Rasa's own ways: the same conversations, the same outcome."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import rasa.core.processor
from rasa.core.actions import action as actions
from rasa.core.actions.action import ActionExtractSlots
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    ConversationPaused,
    DefinePrevUserUtteredFeaturization,
    Event,
    FollowupAction,
    LoopInterrupted,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.slots import AnySlot, BooleanSlot, CategoricalSlot, FloatSlot, ListSlot, Slot, TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot import checks, copies, filling, history
from bot.history import RecentPast

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [faq, greet, {inform: {use_entities: [size]}}]
entities: [size, language]
actions: [utter_faq, errand_form]
forms: {errand_form: {required_slots: [order]}}
slots:
  language: {type: text, influence_conversation: false, mappings: [{type: from_entity, entity: language}]}
  size:
    type: text
    mappings: [{type: from_entity, entity: size, intent: inform}, {type: custom}]
  greeted: {type: bool, mappings: [{type: from_intent, intent: greet, value: true}]}
  order: {type: text, influence_conversation: false, mappings: [{type: custom}]}
  said:
    type: text
    influence_conversation: false
    mappings: [{type: from_text, conditions: [{active_loop: errand_form}]}]
  sizes: {type: list, initial_value: [], mappings: [{type: from_entity, entity: size, not_intent: faq}]}
"""
)
SIZE = {"entity": "size", "value": "M", "start": 0, "end": 1}
ENGLISH = {"entity": "language", "value": "en", "start": 0, "end": 0}

# What can happen between two messages, a list each.
HAPPENINGS: dict[str, list[Event]] = {
    "answered": [DefinePrevUserUtteredFeaturization(False), ActionExecuted("utter_faq"), BotUttered("so")],
    "filled": [ActionExecuted("utter_faq"), SlotSet("size", "M"), SlotSet("order", "7")],
    "begun": [ActionExecuted("errand_form"), ActiveLoop("errand_form"), SlotSet("requested_slot", "order")],
    "went_on": [ActionExecuted("errand_form"), SlotSet("greeted", True)],
    "rejected": [ActionExecutionRejected("errand_form"), LoopInterrupted(True)],
    "done": [ActionExecuted("errand_form"), ActiveLoop(None), SlotSet("requested_slot", None)],
    "emptied": [ActionExecuted("utter_faq"), AllSlotsReset()],
    "followed": [ActionExecuted("utter_faq"), FollowupAction("utter_faq")],
    "paused": [ActionExecuted("utter_faq"), ConversationPaused()],
    "restarted": [ActionExecuted("action_restart"), Restarted()],
    "undone": [ActionExecuted("utter_faq"), ActionReverted()],
    "rewound": [UserUtteranceReverted()],
    "began_anew": [ActionExecuted("action_session_start"), SessionStarted()],
}
LISTENS = ActionExecuted("action_listen")
MESSAGES = itertools.cycle(
    [
        UserUttered("words", {"name": "faq"}, [ENGLISH]),
        UserUttered("M", {"name": "inform"}, [SIZE, ENGLISH]),
        UserUttered("hello", {"name": "greet"}),
    ]
)


def conversations() -> Iterator[list[Event]]:
    """Every pair of happenings in two conversations' turns, up to each event of the second."""
    yield []
    for first, second in itertools.product(HAPPENINGS.values(), repeat=2):
        events = [SessionStarted(), LISTENS, next(MESSAGES), *first, LISTENS, next(MESSAGES), *second]
        for length in range(len(events) - len(second), len(events) + 1):
            yield copy.deepcopy(events[:length])


def tracker_of(events: list[Event]) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("somebody", events, slots=DOMAIN.slots, domain=DOMAIN)


def state_of(tracker: DialogueStateTracker) -> dict[str, Any]:
    plain = {name: value for name, value in vars(tracker).items() if name not in ("slots", "events")}
    # Empty messages are equal only to themselves but for their time.
    plain["latest_message"] = str(plain["latest_message"])
    plain["latest_bot_utterance"] = str(plain["latest_bot_utterance"])
    slots = {name: vars(slot) for name, slot in tracker.slots.items()}
    return {**plain, "slots": slots, "events": list(map(id, tracker.events)), "kind": type(tracker)}


@pytest.fixture
def copying(monkeypatch: pytest.MonkeyPatch) -> None:
    for owner, name in [
        (Slot, "__copy__"),
        (DialogueStateTracker, "_set_slot"),
        (DialogueStateTracker, "_reset_slots"),
        (DialogueStateTracker, "copy"),
    ]:
        # Has the fixture put it back.
        monkeypatch.setattr(owner, name, getattr(owner, name, None), raising=False)
    copies.copy_directly()


def test_a_copied_tracker_is_what_rasa_would_have_copied() -> None:
    for events in conversations():
        tracker = tracker_of(events)
        tracker.model_id, tracker.assistant_id, tracker.sender_source = "model", "assistant", "file"
        tracker.clear_followup_action()
        assert state_of(copies.copied(tracker)) == state_of(tracker.copy())


def test_slots_become_what_they_become_with_rasa(request: pytest.FixtureRequest) -> None:
    expected = [state_of(tracker_of(events))["slots"] for events in conversations()]
    request.getfixturevalue("copying")
    assert [state_of(tracker_of(events))["slots"] for events in conversations()] == expected


@pytest.mark.usefixtures("copying")
def test_copies_go_their_own_ways() -> None:
    for name, happening in HAPPENINGS.items():
        tracker = tracker_of([LISTENS, next(MESSAGES), *HAPPENINGS["begun"], *HAPPENINGS["filled"]])
        before = copy.deepcopy(state_of(tracker))
        other = tracker.copy()
        other.update_with_events([*copy.deepcopy(happening), SlotSet("order", "8")], DOMAIN)
        assert state_of(tracker) == before, name
        assert other.get_slot("order") == "8"


@pytest.mark.parametrize(
    "slot",
    [
        TextSlot("a", [{"type": "custom"}], initial_value="x"),
        BooleanSlot("b", [{"type": "custom"}], influence_conversation=False),
        FloatSlot("c", [{"type": "custom"}], max_value=9.0),
        CategoricalSlot("d", [{"type": "custom"}], values=["x", "y"]),
        ListSlot("e", [{"type": "custom"}], initial_value=["x"]),
        AnySlot("f", [{"type": "custom"}], influence_conversation=False),
    ],
    ids=lambda slot: slot.type_name,
)
def test_a_copied_slot_is_what_rasa_would_have_copied(slot: Slot, request: pytest.FixtureRequest) -> None:
    rasas = copy.copy(slot)
    request.getfixturevalue("copying")
    ours = copy.copy(slot)
    assert type(ours) is type(rasas)
    assert ours is not slot
    assert vars(ours) == vars(rasas)
    ours.value = "other"
    assert slot.value != "other"


def test_the_events_that_count_are_those_of_rasa() -> None:
    for events in conversations():
        tracker = tracker_of(events)
        assert list(map(id, history.applied_events(tracker))) == list(map(id, tracker.applied_events()))


@pytest.mark.parametrize("most", [1, 2, 3, 9])
def test_the_last_situations_are_those_of_rasa(most: int) -> None:
    for events in conversations():
        tracker = tracker_of(events)
        expected = tracker.past_states(DOMAIN)
        assert RecentPast(tracker, most).past_states(DOMAIN) == expected[-most:]


async def filled(tracker: DialogueStateTracker, domain: Domain) -> list[tuple[str, Any]]:
    nlg = TemplatedNaturalLanguageGenerator({})
    output = CollectingOutputChannel()
    events = await ActionExtractSlots(None).run(output, nlg, tracker, domain)
    return [(event.key, event.value) for event in events if isinstance(event, SlotSet)]


async def test_a_message_fills_the_slots_that_it_fills_with_rasa(monkeypatch: pytest.MonkeyPatch) -> None:
    trackers = [tracker_of(events) for events in conversations()]
    expected = [await filled(tracker, DOMAIN) for tracker in trackers]
    monkeypatch.setattr(ActionExtractSlots, "run", ActionExtractSlots.run)
    filling.fill_what_can_be_filled()
    assert [await filled(tracker, DOMAIN) for tracker in trackers] == expected
    # Every way of filling was met.
    assert {name for found in expected for name, _ in found} == {
        "language",
        "size",
        "greeted",
        "said",
        "sizes",
    }


def test_slots_that_a_message_cannot_fill_are_not_looked_at() -> None:
    def looked_at(*entities: dict[str, Any]) -> list[str]:
        message = UserUttered("words", {"name": "faq"}, list(entities))
        narrow = filling.narrowed(tracker_of([LISTENS, message]), DOMAIN)
        return [slot.name for slot in narrow.slots if slot.name in DOMAIN.as_dict()["slots"]]

    assert looked_at() == ["greeted", "said"]
    assert looked_at(ENGLISH) == ["language", "greeted", "said"]
    assert looked_at(SIZE) == ["size", "greeted", "said", "sizes"]


def test_inside_a_form_and_where_fillings_are_checked_rasa_looks_at_all_slots() -> None:
    message = UserUttered("words", {"name": "faq"})
    assert filling.narrowed(tracker_of([LISTENS, *HAPPENINGS["begun"], message]), DOMAIN) is DOMAIN
    checking = DOMAIN.merge(Domain.from_dict({"actions": ["action_validate_slot_mappings"]}))
    assert filling.narrowed(tracker_of([LISTENS, message]), checking) is checking


def test_a_domain_of_another_time_is_not_taken_for_one_that_is_gone() -> None:
    message = UserUttered("words", {"name": "faq"}, [ENGLISH])
    for _ in range(3):
        domain = Domain.from_dict(DOMAIN.as_dict())
        narrow = filling.narrowed(tracker_of([LISTENS, message]), domain)
        assert narrow.slots[0] is domain.slots[0]
        del domain, narrow


def test_a_domain_is_empty_where_rasa_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    full, empty = Domain.from_dict(DOMAIN.as_dict()), Domain.empty()
    monkeypatch.setattr(Domain, "is_empty", Domain.is_empty)
    checks.know_full_domains()
    assert [full.is_empty(), empty.is_empty()] == [False, True]
    monkeypatch.setattr(checks, "_rasas_is_empty", None)
    assert full.is_empty() is False


@pytest.mark.parametrize("most", [1, 2, 3])
def test_the_last_situations_need_no_more_than_the_last_events(most: int) -> None:
    quiet = Domain.from_dict({**DOMAIN.as_dict(), "slots": {}})
    for events in conversations():
        heard = [event for event in events if not isinstance(event, SlotSet)]
        tracker = DialogueStateTracker.from_events("somebody", heard, slots=quiet.slots, domain=quiet)
        tracker.slots = {
            name: slot for name, slot in tracker.slots.items() if not slot.influence_conversation
        }
        assert RecentPast(tracker, most).past_states(quiet) == tracker.past_states(quiet)[-most:]


def test_default_actions_are_those_of_rasa_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rasas = actions.default_actions
    monkeypatch.setattr(actions, "default_actions", rasas)
    checks.keep_default_actions()
    here, there = EndpointConfig("http://here"), EndpointConfig("http://there")
    assert [one.name() for one in actions.default_actions(here)] == [one.name() for one in rasas(here)]
    found = actions.action_for_name_or_text("action_listen", DOMAIN, here)
    assert found is actions.action_for_name_or_text("action_listen", DOMAIN, here)
    assert found is not actions.action_for_name_or_text("action_listen", DOMAIN, there)


def test_what_rasa_logs_is_not_copied_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasa.core.processor, "copy", rasa.core.processor.copy)
    monkeypatch.setattr(MessageProcessor, "_log_slots", staticmethod(MessageProcessor._log_slots))
    checks.log_without_copies()
    events = [SlotSet("size", "M")]
    assert rasa.core.processor.copy.deepcopy(events) is events
