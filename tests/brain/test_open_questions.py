"""A brain that is started again goes on where it stopped; what nobody heard the answer to counts once."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker_store import MEMORY_VARIABLE, BoundedTrackerStore, recall

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [greet, parcel]
actions: [action_clarify, action_a]
slots:
  number: {type: text, influence_conversation: false, mappings: [{type: custom}]}
  size: {type: text, influence_conversation: false, mappings: [{type: custom}]}
forms: {size_form: {required_slots: []}}
"""
)
Start = Callable[[], BoundedTrackerStore]


def contents(path: Path) -> bytes:
    """All that is in a file."""
    return path.read_bytes()


def mode(path: Path) -> int:
    """Who may read and write it."""
    return stat.S_IMODE(path.stat().st_mode)


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "open.db"


@pytest.fixture
def damaged(path: Path) -> Path:
    """No database, where one should be."""
    path.parent.mkdir()
    path.write_bytes(b"no database at all, but long enough to be taken for one" * 100)
    return path


@pytest.fixture
def start(path: Path, clock: Clock) -> Start:
    """A brain that has just started, with the same file."""
    return lambda: BoundedTrackerStore(DOMAIN, memory=str(path), clock=clock)


async def say(store: BoundedTrackerStore, message: str, *events: Event, sender: str = "a") -> None:
    """One turn."""
    recall(store, sender, message)
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    intent = {"name": "parcel", "confidence": np.float64(0.5)}
    said = UserUttered(f"text of {message}", intent, message_id=message)
    tracker.update_with_events([ActionExecuted("action_listen"), said, *events], DOMAIN)
    await store.save(tracker)


async def found(store: BoundedTrackerStore, message: str, sender: str = "a") -> DialogueStateTracker | None:
    """What a brain knows of a conversation in which a message comes in."""
    recall(store, sender, message)
    return await store.retrieve(sender)


ASKS = (ActiveLoop("size_form"), SlotSet("size", "m"), SlotSet("requested_slot", "number"))
CLARIFY = (ActionExecuted("action_clarify"), BotUttered("?", {"buttons": [{"payload": "/parcel"}]}))


async def test_a_form_goes_on(start: Start) -> None:
    await say(start(), "m1", *ASKS)
    tracker = await found(start(), "m2")
    assert tracker is not None
    assert tracker.active_loop_name == "size_form"
    assert (tracker.get_slot("size"), tracker.get_slot("requested_slot")) == ("m", "number")


async def test_what_earlier_turns_have_said_is_there(start: Start) -> None:
    store = start()
    await say(store, "m1", *ASKS)
    await say(store, "m2", SlotSet("number", "7"), ActionExecuted("action_a"))
    tracker = await found(start(), "m3")
    assert tracker is not None
    assert (tracker.get_slot("size"), tracker.get_slot("number")) == ("m", "7")
    assert [e.text for e in tracker.events if isinstance(e, UserUttered)] == ["text of m2"]


async def test_did_you_mean_is_still_asked(start: Start) -> None:
    await say(start(), "m1", *CLARIFY)
    tracker = await found(start(), "m2")
    assert tracker is not None
    said = [event for event in tracker.events if isinstance(event, BotUttered)]
    assert said[-1].data["buttons"] == [{"payload": "/parcel"}]
    assert tracker.latest_message is not None
    assert tracker.latest_message.intent["confidence"] == 0.5


async def test_a_message_whose_answer_nobody_heard_counts_once(start: Start) -> None:
    store = start()
    await say(store, "m1", *ASKS)
    await say(store, "m2", SlotSet("number", "7"), ActiveLoop(None))
    tracker = await found(start(), "m2")
    assert tracker is not None
    assert tracker.active_loop_name == "size_form"
    assert tracker.get_slot("number") is None
    assert await found(start(), "m3") is None


async def test_the_first_message_again_begins_anew(start: Start) -> None:
    await say(start(), "m1", *ASKS)
    assert await found(start(), "m1") is None


async def test_a_turn_that_is_saved_twice_is_one(start: Start) -> None:
    store = start()
    await say(store, "m1", *ASKS)
    await say(store, "m2", SlotSet("number", "7"))
    tracker = await store.retrieve("a")
    assert tracker is not None
    tracker.update(SlotSet("size", "l"), DOMAIN)
    await store.save(tracker)
    before = await found(start(), "m2")
    after = await found(start(), "m3")
    assert before is not None
    assert after is not None
    assert [one.get_slot("size") for one in (before, after)] == ["m", "l"]


async def test_where_nothing_is_asked_nothing_is_written(start: Start, path: Path) -> None:
    await say(start(), "m1", ActionExecuted("action_a"), SlotSet("size", "m"))
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT count(*) FROM open_questions").fetchone() == (0,)
    assert await found(start(), "m2") is None


async def test_after_the_hours_it_begins_anew(start: Start, clock: Clock, path: Path) -> None:
    await say(start(), "m1", *ASKS)
    clock.now += 24 * 3600 + 1
    assert await found(start(), "m2") is None
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT count(*) FROM open_questions").fetchone() == (0,)


async def test_whoever_is_to_be_forgotten_is(start: Start, path: Path) -> None:
    await say(start(), "m1", *ASKS)
    store = start()
    assert await store.exists("a")
    await store.save(DialogueStateTracker("a", []))
    assert not await store.exists("a")
    assert await found(start(), "m2") is None
    assert b"text of m1" not in contents(path)


async def test_conversations_are_not_mixed(start: Start) -> None:
    store = start()
    await say(store, "m1", *ASKS, sender="a")
    await say(store, "m1", *CLARIFY, sender="b")
    again = start()
    one, other = await found(again, "m2", "a"), await found(again, "m2", "b")
    assert one is not None
    assert other is not None
    assert (one.active_loop_name, other.active_loop_name) == ("size_form", None)
    assert await found(again, "m2", "c") is None


async def test_only_its_owner_reads_the_file(start: Start, path: Path) -> None:
    await say(start(), "m1", *ASKS)
    assert mode(path) == 0o600


async def test_a_damaged_file_is_begun_anew(start: Start, damaged: Path) -> None:
    assert b"no database" in contents(damaged)
    await say(start(), "m1", *ASKS)
    assert await found(start(), "m2") is not None


async def test_a_file_in_use_is_left_as_it_is(start: Start, path: Path) -> None:
    await say(start(), "m1", *ASKS)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        await say(start(), "m2", *ASKS)
        other.rollback()
    assert await found(start(), "m3") is not None


async def test_without_a_place_for_the_file_the_conversation_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "kept").write_text("a file, where a folder should be")
    store = BoundedTrackerStore(DOMAIN, memory=str(tmp_path / "kept" / "open.db"))
    await say(store, "m1", *ASKS)
    assert await found(store, "m2") is not None
    assert "can't be kept" in caplog.text


def test_the_environment_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MEMORY_VARIABLE, str(tmp_path / "said.db"))
    BoundedTrackerStore(DOMAIN, memory=str(tmp_path / "default.db"))
    assert {one.name.partition("-")[0] for one in tmp_path.iterdir()} == {"said.db"}


async def test_another_model_in_its_place_keeps_writing(start: Start) -> None:
    await say(start().shared(), "m1", *ASKS)
    assert await found(start().shared(), "m2") is not None


def test_another_store_has_nothing_to_recall() -> None:
    recall(object(), "a", "m1")
