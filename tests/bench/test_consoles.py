"""What the measurement of chats and consoles counts as lost, as doubled, and as slow."""

from __future__ import annotations

from scripts.bench.ledger import MARK, Ledger, percentile


def test_a_mark_is_found_in_what_a_socket_says() -> None:
    found = MARK.search('["message",{"id":"0f","text":"s-12-3 ancora una domanda"}]')
    assert found is not None
    assert found.group() == "s-12-3"
    assert MARK.search('["message",{"text":"nothing of ours"}]') is None


def test_what_nobody_saw_is_lost_and_what_some_missed_is_lost_to_them() -> None:
    ledger = Ledger()
    for mark in ("s-1-0", "s-2-0", "a-1-0"):
        ledger.say(mark)
    ledger.saw("console 0", "s-1-0", "id1", awaited=True)
    ledger.saw("console 1", "s-1-0", "id1", awaited=False)
    ledger.saw("console 0", "s-2-0", "id2", awaited=True)
    assert ledger.unseen() == ["a-1-0"]
    assert ledger.lost("s", ["console 0", "console 1"]) == ["s-2-0"]


def test_the_same_words_under_two_ids_are_doubled_and_told_twice_are_not() -> None:
    ledger = Ledger()
    ledger.say("a-1-0")
    assert ledger.saw("shopper 1", "a-1-0", "id1", awaited=True)
    assert not ledger.saw("shopper 1", "a-1-0", "id1", awaited=True)
    assert ledger.doubled() == []
    ledger.saw("console 0", "a-1-0", "id2", awaited=False)
    assert ledger.doubled() == ["a-1-0"]


def test_times_are_of_where_it_was_awaited_and_of_after_the_warm_up() -> None:
    ledger = Ledger()
    ledger.say("s-1-0")
    ledger.saw("console 1", "s-1-0", "id1", awaited=False)
    assert ledger.times("s") == []
    ledger.saw("console 0", "s-1-0", "id1", awaited=True)
    (seconds,) = ledger.times("s")
    assert seconds >= 0
    assert ledger.times("s", since=ledger.said["s-1-0"] + 1) == []
    assert ledger.times("a") == []


def test_percentiles_are_of_sorted_values() -> None:
    assert percentile([], 0.95) == 0.0
    assert percentile([float(number) for number in range(100)], 0.95) == 95.0
    assert percentile([1.0], 1.0) == 1.0
