"""The inbox: stable groups, each decision taken once, and nothing comes back but as new evidence."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from content.topics import Topic
from desk.errors import NotFound
from desk.figures.testing import Story, identifier
from desk.laboratory.answers import Group, Proposed
from desk.laboratory.memory import MemoryLaboratory
from desk.learning.records import Home, HomeKind, Reopened, State
from desk.studio.errors import LaboratoryUnavailable
from desk.studio.tables import content_versions
from handoff.records import HandoverReason
from tests.desk.harness import Desk
from tests.desk.learning.conftest import EDITOR, tell

BIKES = "affittate biciclette?"
DRONES = "kykywyjy wjk?"
HOURS = "che orari fate"
OTHER = EDITOR.__class__("f" * 32, "Fabio")


async def ask(desk: Desk, text: str, times: int = 1, batch: str = "a") -> None:
    """Shoppers ask something that is not understood, ten minutes ago."""
    stories = []
    desk.clock.advance(timedelta(minutes=1))
    for number in range(times):
        name = identifier(text, batch, number)
        story = Story(name, "webchat", name)
        story.asks(desk.clock.now() - timedelta(minutes=10), "out_of_scope", text, confidence=0.4)
        stories.append(story)
    await tell(desk, *stories)


async def look(desk: Desk) -> None:
    worker = desk.services.learning.worker
    await worker.collect()
    assert await worker.understand()


async def inbox(desk: Desk, **parameters: Any) -> list[tuple[str, int]]:
    async with desk.signed_in("Edda", "editor") as editor:
        answer = await editor.get("/api/content/inbox", params=parameters)
    assert answer.status_code == 200, answer.text
    return [(group["label"], group["size"]) for group in answer.json()["items"]]


async def groups(desk: Desk) -> dict[str, str]:
    page = await desk.services.learning.inbox.page()
    return {group.label: group.id for group in page.groups}


async def test_groups_are_shown_the_most_frequent_first_and_pages_follow(school: Desk) -> None:
    assert await inbox(school) == []
    await ask(school, BIKES, 3)
    await ask(school, DRONES)
    await look(school)
    assert await inbox(school) == [(BIKES, 3), (DRONES, 1)]
    assert await inbox(school, kind="fallback", language="it") == [(BIKES, 3), (DRONES, 1)]
    assert await inbox(school, kind="handover") == await inbox(school, language="en") == []
    assert await inbox(school, after=50) == []


async def test_a_group_says_what_it_is_made_of(school: Desk) -> None:
    await ask(school, HOURS, 7)
    await look(school)
    async with school.signed_in("Edda", "editor") as editor:
        (group,) = (await editor.get("/api/content/inbox")).json()["items"]
        whole = (await editor.get(f"/api/content/inbox/{group['id']}")).json()
        assert (await editor.get("/api/content/inbox/nobody")).status_code == 404
    assert (group["size"], len(group["messages"]), len(whole["messages"])) == (7, 5, 7)
    assert group["kinds"] == {"fallback": 7}
    assert group["proposed"]["home"] == "topic"
    assert group["proposed"]["intent"] == "faq/contacts_hours"
    assert group["messages"][0]["kind"] == "fallback"


async def test_without_the_laboratory_messages_wait_and_are_counted(
    school: Desk, laboratory: MemoryLaboratory
) -> None:
    await ask(school, BIKES)
    laboratory.down = True
    await school.services.learning.worker.collect()
    with pytest.raises(LaboratoryUnavailable):
        await school.services.learning.worker.understand()
    assert (await school.services.learning.inbox.page()).waiting == 1
    laboratory.down = False
    await look(school)
    assert await inbox(school) == [(BIKES, 1)]


async def test_two_replicas_that_group_at_once_make_one_group(school: Desk) -> None:
    await ask(school, BIKES, 4)
    worker = school.services.learning.worker
    await worker.collect()
    await asyncio.gather(worker.understand(), worker.understand(), worker.understand())
    await worker.understand()
    assert await inbox(school) == [(BIKES, 4)]


async def test_new_messages_join_old_groups_even_where_the_laboratory_parts_them_otherwise(
    school: Desk, laboratory: MemoryLaboratory, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask(school, BIKES, 2)
    await ask(school, DRONES, 1)
    await look(school)
    before = await groups(school)

    async def all_in_one(texts: list[str], name: str = "live") -> list[Group]:
        members = list(range(len(texts)))
        return [Group(members=members, label=0, proposed=Proposed(home="outside", confidence=0.5))]

    monkeypatch.setattr(laboratory, "group", all_in_one)
    await ask(school, "e i monopattini?")
    await look(school)
    assert await groups(school) == before
    assert await inbox(school) == [(BIKES, 3), (DRONES, 1)]


async def test_accepting_adds_each_way_of_asking_once_to_the_draft(school: Desk) -> None:
    await ask(school, HOURS, 3)
    await ask(school, DRONES, 2)
    await look(school)
    ids = await groups(school)
    async with school.signed_in("Edda", "editor") as editor:
        done = await decide(editor, groups=list(ids.values()), decision="accept")
        again = await decide(editor, groups=list(ids.values()), decision="accept")
    (created,) = done["created"]
    assert {(one["topic"], one["text"]) for one in done["added"]} == {
        ("faq/contacts_hours", HOURS),
        (created, DRONES),
    }
    assert again == {"added": [], "dismissed": 0, "created": []}
    content = await school.services.studio.drafts.content()
    assert content.topics[created].examples["it"] == (DRONES,)
    assert content.topics["faq/contacts_hours"].examples["it"].count(HOURS) == 1
    assert await inbox(school) == []
    assert len(await inbox(school, state="accepted")) == 2


async def decide(editor: httpx.AsyncClient, **decision: Any) -> dict[str, Any]:
    answer = await editor.post("/api/content/inbox/decide", json=decision)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.mark.parametrize(
    ("home", "topic"),
    [
        (Home(HomeKind.TOPIC, "faq/sizes"), "faq/sizes"),
        (Home(HomeKind.OUTSIDE), "out_of_scope"),
        (Home(HomeKind.NEW, title="Noleggio", category="shop"), "faq/noleggio"),
    ],
)
async def test_another_home_than_the_proposed_one(school: Desk, home: Home, topic: str) -> None:
    await ask(school, BIKES, 2)
    await look(school)
    deciding = school.services.learning.deciding
    done = await deciding.accept(EDITOR, list((await groups(school)).values()), [], home)
    assert [tuple(one) for one in done.added] == [(topic, BIKES)]


async def test_a_home_that_is_not_there_decides_nothing(school: Desk) -> None:
    await ask(school, BIKES, 2)
    await look(school)
    ids = list((await groups(school)).values())
    home = Home(HomeKind.TOPIC, "faq/nowhere")
    with pytest.raises(NotFound):
        await school.services.learning.deciding.accept(EDITOR, ids, [], home)
    assert await inbox(school) == [(BIKES, 2)]


async def test_single_messages_are_decided_apart_from_their_group(school: Desk) -> None:
    await ask(school, BIKES, 3)
    await look(school)
    group = (await school.services.learning.inbox.page()).groups[0]
    one = group.messages[0].message.id
    async with school.signed_in("Edda", "editor") as editor:
        assert (await decide(editor, messages=[one], decision="dismiss"))["dismissed"] == 1
    assert await inbox(school) == [(BIKES, 2)]
    assert await inbox(school, state="dismissed") == []


async def test_two_editors_at_once_never_double(school: Desk) -> None:
    await ask(school, BIKES, 5)
    await look(school)
    ids = list((await groups(school)).values())
    deciding = school.services.learning.deciding
    home = Home(HomeKind.NEW, title="Biciclette")
    done = await asyncio.gather(
        deciding.accept(EDITOR, ids, [], home),
        deciding.accept(OTHER, ids, [], home),
        deciding.dismiss(OTHER, ids, []),
    )
    assert sum(len(one.created) for one in done) + sum(one.dismissed > 0 for one in done) == 1
    content = await school.services.studio.drafts.content()
    assert sum(name.startswith("faq/biciclette") for name in content.topics) <= 1


async def test_a_decided_group_comes_back_only_with_new_evidence(school: Desk) -> None:
    await ask(school, BIKES, 4)
    await look(school)
    deciding = school.services.learning.deciding
    await deciding.dismiss(EDITOR, list((await groups(school)).values()), [])
    await ask(school, BIKES, 2, batch="b")
    await look(school)
    assert await inbox(school) == []
    await ask(school, BIKES, 1, batch="c")
    await look(school)
    assert await inbox(school) == [(BIKES, 3)]


async def test_what_was_accepted_comes_back_only_if_it_is_asked_after_it_went_live(school: Desk) -> None:
    await ask(school, BIKES, 4)
    await look(school)
    home = Home(HomeKind.NEW, title="Biciclette")
    await school.services.learning.deciding.accept(EDITOR, list((await groups(school)).values()), [], home)
    await ask(school, BIKES, 3, batch="b")
    await look(school)
    assert await inbox(school) == [], "it waits to be published"
    school.clock.advance(timedelta(minutes=5))
    row = {"id": "v" * 32, "number": 1, "state": "live", "author_id": "e", "author_name": "E", "note": ""}
    row |= {"at": school.clock.now(), "content": b"", "difference": [], "digest": "d", "model": "m"}
    async with school.services.database.write() as connection:
        await connection.execute(content_versions.insert().values(row))
    assert await inbox(school) == []
    school.clock.advance(timedelta(minutes=30))
    await ask(school, BIKES, 3, batch="c")
    await look(school)
    assert await inbox(school) == [(BIKES, 6)]


async def test_reopening(school: Desk) -> None:
    await ask(school, BIKES, 2)
    await look(school)
    ids = list((await groups(school)).values())
    await school.services.learning.deciding.dismiss(EDITOR, ids, [])
    async with school.signed_in("Edda", "editor") as editor:
        answer = await editor.post("/api/content/inbox/reopen", json={"groups": ids})
        assert answer.json() == {"reopened": 2, "taken_back": 0}
        assert (await editor.post("/api/content/inbox/reopen", json={"groups": []})).status_code == 422
        assert (
            await editor.post("/api/content/inbox/decide", json={"decision": "accept"})
        ).status_code == 422
    assert await inbox(school) == [(BIKES, 2)]
    assert (await school.services.learning.inbox.group(ids[0])).state is State.OPEN


async def examples_of(desk: Desk, topic: str) -> list[str]:
    """What the draft has as a topic's ways of asking; none where there is no such topic."""
    topics = (await desk.services.studio.drafts.content()).topics
    return [text for texts in topics[topic].examples.values() for text in texts] if topic in topics else []


async def test_reopening_takes_back_what_was_added_and_nothing_else(school: Desk) -> None:
    drafts, deciding = school.services.studio.drafts, school.services.learning.deciding
    await drafts.add_examples(OTHER, "faq/contacts_hours", [(BIKES, "it")])
    before = await examples_of(school, "faq/contacts_hours")
    await ask(school, BIKES, 2)
    await ask(school, DRONES)
    await look(school)
    ids = list((await groups(school)).values())
    await deciding.accept(EDITOR, ids, [], Home(HomeKind.TOPIC, "faq/contacts_hours"))
    assert sorted(await examples_of(school, "faq/contacts_hours")) == sorted([*before, DRONES])
    async with school.signed_in("Edda", "editor") as editor:
        answer = await editor.post("/api/content/inbox/reopen", json={"groups": ids})
    assert answer.json() == {"reopened": 3, "taken_back": 1}
    assert await examples_of(school, "faq/contacts_hours") == before
    assert sorted(await inbox(school)) == [(BIKES, 2), (DRONES, 1)]
    assert (await deciding.reopen(EDITOR, ids)).taken_back == 0


async def test_reopening_takes_a_new_topic_back_unless_it_was_answered(school: Desk) -> None:
    drafts, deciding = school.services.studio.drafts, school.services.learning.deciding
    await ask(school, BIKES)
    await ask(school, DRONES)
    await look(school)
    ids = await groups(school)
    for text, title in ((BIKES, "Biciclette"), (DRONES, "Droni")):
        await deciding.accept(EDITOR, [ids[text]], [], Home(HomeKind.NEW, title=title, category="shop"))
    draft = await drafts.get("topic:faq/droni")
    answered = {**(draft.value or {}), "answers": [{"text": "No.", "language": "it"}]}
    await drafts.put(OTHER, draft.item, draft.revision, Topic.from_json(answered).to_json())
    assert await deciding.reopen(EDITOR, list(ids.values())) == Reopened(2, taken_back=2)
    topics = (await drafts.content()).topics
    assert "faq/biciclette" not in topics
    assert (topics["faq/droni"].examples, len(topics["faq/droni"].answers)) == ({}, 1)


async def test_reopening_leaves_what_somebody_has_worded_otherwise(school: Desk) -> None:
    drafts, deciding = school.services.studio.drafts, school.services.learning.deciding
    await ask(school, BIKES)
    await look(school)
    ids = list((await groups(school)).values())
    await deciding.accept(EDITOR, ids, [], Home(HomeKind.TOPIC, "faq/contacts_hours"))
    draft = await drafts.get("topic:faq/contacts_hours")
    topic = Topic.from_json(draft.value)
    better = tuple("noleggiate bici?" if text == BIKES else text for text in topic.examples["it"])
    changed = replace(topic, examples={**topic.examples, "it": better})
    await drafts.put(OTHER, draft.item, draft.revision, changed.to_json())
    assert await deciding.reopen(EDITOR, ids) == Reopened(1, taken_back=0)
    assert "noleggiate bici?" in await examples_of(school, "faq/contacts_hours")


async def test_the_label_goes_with_its_conversation(school: Desk) -> None:
    for number, text in enumerate(("affittate  biciclette?", BIKES)):
        story = Story(f"{number:032x}", "webchat", f"v{number}", name="Anna")
        story.asks(school.clock.now() - timedelta(minutes=10 - number), "out_of_scope", text)
        story.opens(school.clock.now() - timedelta(minutes=5), HandoverReason.LOW_CONFIDENCE)
        story.ends(school.clock.now() - timedelta(minutes=4))
        await tell(school, story)
    await look(school)
    before = await inbox(school)
    async with school.signed_in("Ada", "admin") as admin:
        await admin.post("/api/conversations/" + "0" * 32 + "/erase", json={"confirm": "Anna"})
    assert before == [(BIKES, 2)]
    assert await inbox(school) == [(BIKES, 1)]
