"""Lists in pages: nothing twice, nothing left out, whatever is filtered."""

from __future__ import annotations

import pytest

from handoff.queue.pages import BadCursor, CaseQuery, Cursor
from handoff.records import CaseState
from tests.handoff.queue.counter import GIULIA, MARCO, Counter

WAITING, TAKEN = (CaseState.WAITING,), (CaseState.TAKEN,)
CLOSED = (CaseState.RESOLVED, CaseState.HANDED_BACK)


async def walked(counter: Counter, query: CaseQuery) -> list[str]:
    found: list[str] = []
    cursor = None
    while True:
        asked = CaseQuery(**{**{name: getattr(query, name) for name in query.__slots__}, "after": cursor})
        page = await counter.queue.page(asked)
        found += [summary.conversation.address.contact for summary in page.items]
        if page.next is None:
            assert page.total == len(found)
            return found
        cursor = Cursor.parse(str(page.next))


@pytest.mark.parametrize("written", ["", "x", "%%%", "MjAyNi0wMS0wMXw", "bm93fDE"])
def test_a_cursor_of_ones_own_is_refused(written: str) -> None:
    with pytest.raises(BadCursor):
        Cursor.parse(written)


async def test_pages_together_are_the_whole_list(counter: Counter) -> None:
    names = [f"c{number:02d}" for number in range(11)]
    for number, name in enumerate(names):
        if number % 3:
            counter.later(seconds=10)
        await counter.arrive(name)
    whole = await counter.waiting()
    assert sorted(whole) == names
    for limit in (1, 3, 11, 50):
        assert await walked(counter, CaseQuery(WAITING, limit=limit)) == whole
    page = await counter.queue.page(CaseQuery(WAITING, limit=4, after=None))
    assert [summary.place for summary in page.items] == [1, 2, 3, 4]


async def test_lists_are_told_apart_and_filtered(counter: Counter) -> None:
    english = await counter.team("English", languages=("en",))
    for name, language in (("ann", "en"), ("bea", "it"), ("cal", "en"), ("dan", "it"), ("eva", "en")):
        counter.later(seconds=1)
        await counter.arrive(name, language=language)
    for name, agent in (("bea", GIULIA), ("cal", MARCO), ("dan", GIULIA)):
        await counter.ownership.take((await counter.conversation(name)).id, agent)
    counter.later(seconds=1)
    await counter.ownership.resolve((await counter.conversation("dan")).id, GIULIA)
    assert await walked(counter, CaseQuery(WAITING, limit=1)) == ["ann", "eva"]
    assert await walked(counter, CaseQuery(WAITING, team_id=english.id)) == ["ann", "eva"]
    assert await walked(counter, CaseQuery(WAITING, language="it")) == []
    assert await walked(counter, CaseQuery(WAITING, channel="smoke")) == []
    assert await walked(counter, CaseQuery(TAKEN, agent_id=GIULIA.id)) == ["bea"]
    assert await walked(counter, CaseQuery(TAKEN, but_agent_id=GIULIA.id)) == ["cal"]
    assert await walked(counter, CaseQuery(CLOSED)) == ["dan"]
    (first,) = (await counter.queue.page(CaseQuery(WAITING, limit=1))).items
    assert (first.team_name, first.place) == ("English", 1)
