"""A brain that forgets: what it keeps, and that it never mixes conversations."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker_store import BoundedTrackerStore

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [greet]
actions: [action_a]
slots:
  language: {type: text, influence_conversation: false, mappings: [{type: custom}]}
  size: {type: text, influence_conversation: false, mappings: [{type: custom}]}
"""
)

FORM_DOMAIN = DOMAIN.merge(Domain.from_yaml('version: "3.1"\nforms: {size_form: {required_slots: []}}\n'))


class Broker:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []

    def publish(self, event: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        """Called by the store."""
        self.heard.append(event)


def turn(number: int) -> list[Event]:
    return [
        ActionExecuted("action_listen"),
        UserUttered(f"message {number}", {"name": "greet", "confidence": 1.0}),
        ActionExecuted("action_a"),
    ]


async def converse(store: BoundedTrackerStore, sender: str, *events: Event) -> DialogueStateTracker:
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    tracker.update_with_events(list(events), DOMAIN)
    await store.save(tracker)
    return tracker


async def test_does_not_know_strangers() -> None:
    store = BoundedTrackerStore(DOMAIN)
    assert await store.retrieve("nobody") is None
    assert not await store.exists("nobody")


async def test_what_fails_halfway_leaves_no_trace() -> None:
    store = BoundedTrackerStore(DOMAIN)
    await converse(store, "a", *turn(1))
    unsaved = await store.retrieve("a")
    assert unsaved is not None
    unsaved.update(SlotSet("language", "en"), DOMAIN)
    kept = await store.retrieve("a")
    assert kept is not None
    assert len(kept.events) == 3
    assert kept.get_slot("language") is None


async def test_stays_small_and_begins_with_a_message() -> None:
    store = BoundedTrackerStore(DOMAIN, max_events=12)
    await converse(store, "a", SlotSet("language", "en"), SlotSet("size", "m"), SlotSet("size", None))
    for number in range(200):
        await converse(store, "a", *turn(number))
        tracker = await store.retrieve("a")
        assert tracker is not None
        assert len(tracker.events) <= 12
        assert tracker.get_slot("language") == "en"
        assert tracker.get_slot("size") is None
        assert tracker.latest_message is not None
        assert tracker.latest_message.text == f"message {number}"
        spoken = [event for event in tracker.events if not isinstance(event, SlotSet)]
        assert isinstance(spoken[1], UserUttered)


async def test_forgets_who_has_been_silent_longest() -> None:
    store = BoundedTrackerStore(DOMAIN, max_conversations=2)
    for sender in ("a", "b", "a", "c"):
        await converse(store, sender, *turn(1))
    assert list(await store.keys()) == ["a", "c"]


async def test_never_mixes_conversations() -> None:
    store = BoundedTrackerStore(DOMAIN)
    await converse(store, "a", SlotSet("language", "it"), *turn(1))
    await converse(store, "b", SlotSet("language", "en"), *turn(2))
    one, other = await store.retrieve("a"), await store.retrieve("b")
    assert one is not None
    assert other is not None
    assert (one.get_slot("language"), other.get_slot("language")) == ("it", "en")
    assert [e.text for e in one.events if isinstance(e, UserUttered)] == ["message 1"]


async def test_tells_a_broker_each_event_once() -> None:
    broker = Broker()
    store = BoundedTrackerStore(DOMAIN, event_broker=broker, max_events=6)
    for number in range(10):
        await converse(store, "a", *turn(number))
    told = [event["text"] for event in broker.heard if event["event"] == "user"]
    assert told == [f"message {number}" for number in range(10)]


@pytest.mark.parametrize("events", [1, 100])
async def test_a_single_long_turn_is_kept_whole(events: int) -> None:
    store = BoundedTrackerStore(DOMAIN, max_events=10)
    tracker = await converse(store, "a", *turn(1), *[ActionExecuted("action_a")] * events)
    kept = await store.retrieve("a")
    assert kept is not None
    assert len(kept.events) == len(tracker.events)


async def test_what_was_being_asked_is_taken_up_again_within_a_day_and_not_after() -> None:
    now = 1_000_000.0
    store = BoundedTrackerStore(FORM_DOMAIN, clock=lambda: now)
    await converse(store, "a", *turn(1), ActiveLoop("size_form"), SlotSet("size", "m"))
    (last,) = store._kept["a"][-1:]
    last.timestamp, now = now, now + 23 * 3600
    resumed = await store.retrieve("a")
    assert resumed is not None
    assert (resumed.active_loop_name, resumed.get_slot("size")) == ("size_form", "m")
    now += 2 * 3600
    assert await store.retrieve("a") is None
    assert not await store.exists("a")


async def test_whom_it_is_to_forget_it_does_not_know() -> None:
    store = BoundedTrackerStore(DOMAIN)
    await converse(store, "a", *turn(1))
    await converse(store, "b", *turn(1))
    await store.save(DialogueStateTracker("a", []))
    assert list(await store.keys()) == ["b"]
    begun_anew = await store.get_or_create_tracker("a")
    assert [type(event) for event in begun_anew.events] == [ActionExecuted]


@pytest.mark.parametrize("turns", [1, 4, 40])
async def test_what_is_read_is_what_happened_replayed(turns: int) -> None:
    store = BoundedTrackerStore(DOMAIN, max_events=30)
    for number in range(turns):
        await converse(store, "anna", *turn(number), SlotSet("size", str(number)))
        read = await store.retrieve("anna")
        assert read is not None
        replayed = DialogueStateTracker.from_events("anna", list(read.events), slots=DOMAIN.slots)
        assert read.current_state() == replayed.current_state()
        assert read.followup_action == replayed.followup_action


async def test_nothing_is_kept_of_a_conversation_that_is_forgotten() -> None:
    store = BoundedTrackerStore(DOMAIN, max_conversations=1)
    await converse(store, "anna", *turn(1))
    await store.save(DialogueStateTracker("anna", []))
    assert not store._snapshots.knows("anna")
    await converse(store, "anna", *turn(1))
    await converse(store, "bruno", *turn(1))
    assert not store._snapshots.knows("anna")
    assert store._snapshots.knows("bruno")


async def test_another_domain_does_not_get_the_slots_of_this_one() -> None:
    store = BoundedTrackerStore(DOMAIN)
    await converse(store, "anna", *turn(1))
    other = store.shared()
    other.domain = DOMAIN.merge(
        Domain.from_yaml('version: "3.1"\nslots: {colour: {type: text, mappings: [{type: custom}]}}')
    )
    read = await other.retrieve("anna")
    assert read is not None
    assert "colour" in read.slots
