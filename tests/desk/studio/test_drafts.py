"""Drafts under many hands: an edit is either kept or refused with what is there, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.topics import Threshold
from desk.errors import NotFound
from desk.studio.drafts import Drafts
from desk.studio.errors import ChangedMeanwhile
from desk.studio.live import LiveContent
from desk.studio.records import THRESHOLDS, DraftState
from handoff.memory import FixedClock
from handoff.records import Agent
from handoff.sql.database import Database

ELENA, BRUNO = Agent("e" * 32, "Elena"), Agent("b" * 32, "Bruno")
SIZES = "topic:faq/sizes"


async def titled(drafts: Drafts, editor: Agent, title: str, revision: int | None = None) -> int:
    draft = await drafts.get(SIZES)
    value = {**(draft.value or {}), "titles": {"it": title}}
    read = draft.revision if revision is None else revision
    return (await drafts.put(editor, SIZES, read, value)).revision


async def test_what_nobody_has_is_not_found(drafts: Drafts) -> None:
    for item in ("topic:faq/nothing", "phrase:utter_nothing"):
        with pytest.raises(NotFound):
            await drafts.get(item)
    with pytest.raises(NotFound):
        await drafts.add_examples(ELENA, "faq/nothing", [("ciao", "it")])


async def test_of_many_who_write_at_once_one_is_kept_and_the_others_are_told(drafts: Drafts) -> None:
    tries = [titled(drafts, Agent(f"{n:032}", f"E{n}"), f"Titolo {n}", 0) for n in range(8)]
    done = await asyncio.gather(*tries, return_exceptions=True)
    kept = [one for one in done if isinstance(one, int)]
    told = [one for one in done if isinstance(one, ChangedMeanwhile)]
    assert (len(kept), len(told)) == (1, 7)
    found = await drafts.get(SIZES)
    assert {one.details["by"] for one in told} == {found.editor}
    assert {one.details["theirs"]["titles"]["it"] for one in told} == {(found.value or {})["titles"]["it"]}


async def test_ways_of_asking_that_several_add_at_once_are_all_there(drafts: Drafts) -> None:
    texts = [f"una domanda numero {n}" for n in range(6)]
    await asyncio.gather(*(drafts.add_examples(ELENA, "faq/sizes", [(text, "it")]) for text in texts))
    examples = ((await drafts.get(SIZES)).value or {})["examples"]["it"]
    assert set(texts) <= set(examples)
    assert await drafts.add_examples(BRUNO, "faq/sizes", [(texts[0].upper(), "it")]) == []


async def test_a_new_topic_is_not_called_as_one_that_is_there(drafts: Drafts) -> None:
    for title in ("Sizes", "Greet"):
        draft = await drafts.create(ELENA, {"en": title}, "shop")
        assert draft.item == f"topic:faq/{title.lower()}_2"


async def test_a_revision_is_never_used_again(drafts: Drafts) -> None:
    first = await titled(drafts, ELENA, "Uno")
    await drafts.revert(ELENA, SIZES)
    async with drafts._database.write() as connection:
        await drafts.settle(connection, {SIZES: (await drafts.get(SIZES)).revision})
    with pytest.raises(ChangedMeanwhile):
        await titled(drafts, BRUNO, "Due", first)
    with pytest.raises(ChangedMeanwhile):
        await titled(drafts, BRUNO, "Due", 0)


async def test_thresholds_are_one_item(drafts: Drafts) -> None:
    await drafts.put_threshold(ELENA, "faq/sizes", 0, Threshold(0.3, 0.6))
    with pytest.raises(ChangedMeanwhile):
        await drafts.put_threshold(BRUNO, "faq/returns", 0, Threshold(0.3, 0.6))
    assert (await drafts.content()).thresholds == {"faq/sizes": Threshold(0.3, 0.6)}
    await drafts.put_threshold(ELENA, "faq/sizes", 1, None)
    assert (await drafts.get(THRESHOLDS)).state is DraftState.LIVE


async def test_one_editors_keystrokes_are_one_line_of_history(drafts: Drafts) -> None:
    for title in ("L", "Le", "Le taglie"):
        await titled(drafts, ELENA, title)
    await titled(drafts, BRUNO, "Misure")
    history = await drafts.history(SIZES)
    assert [edit.by for edit in history] == ["Bruno", "Elena"]
    assert [(edit.after or {})["titles"]["it"] for edit in history] == ["Misure", "Le taglie"]


@pytest.fixture
async def two(sqlite_url: str, content_root: Path) -> AsyncIterator[tuple[Drafts, Drafts]]:
    """Two desks on one database."""
    database = Database(sqlite_url)
    live = LiveContent(content_root)
    yield Drafts(database, FixedClock(), live), Drafts(database, FixedClock(), live)
    await database.close()


steps = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["read", "write", "revert"])), max_size=25)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
async def test_whoever_writes_over_another_has_read_them_first(
    two: tuple[Drafts, Drafts], steps: list[tuple[int, str]]
) -> None:
    """Two editors in any order: whatever one writes stands until somebody who has seen it changes it."""
    editors, read = (ELENA, BRUNO), [-1, -1]
    await two[0].revert(ELENA, SIZES)
    standing = (await two[0].get(SIZES)).revision
    for number, (who, what) in enumerate(steps):
        if what == "read":
            read[who] = (await two[who].get(SIZES)).revision
        elif what == "revert":
            standing = (await two[who].revert(editors[who], SIZES)).revision
        elif read[who] >= 0:
            try:
                wrote = await titled(two[who], editors[who], f"{who} {number}", read[who])
            except ChangedMeanwhile as error:
                assert read[who] != standing
                assert error.details["revision"] == standing  # noqa: PT017 - any step may be refused
            else:
                assert read[who] == standing, "somebody wrote over what they had not read"
                read[who] = standing = wrote
    assert (await two[0].get(SIZES)).revision == standing
