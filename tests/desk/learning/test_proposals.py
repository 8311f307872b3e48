"""From agents' answers to a draft topic."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from desk.errors import NotFound
from desk.figures.testing import Story, identifier
from desk.learning.records import HomeKind
from handoff.records import Agent, HandoverReason
from handoff.sql.tables import cases
from tests.desk.harness import Desk
from tests.desk.learning.conftest import EDITOR, GIULIA, tell

MINUTE = timedelta(minutes=1)
QUESTION = "kywj xqwk affittate biciclette kwyj?"
ANSWER = "Sì, affittiamo biciclette da città a 12 euro al giorno, basta un documento"
MARCO = Agent("b" * 32, "Marco")


async def serve(
    desk: Desk, question: str, answer: str, name: str, agent: Agent = GIULIA, greets: bool = True
) -> Story:
    """An agent greets, and answers a question."""
    desk.clock.advance(10 * MINUTE)
    at = desk.clock.now() - 8 * MINUTE
    story = Story(identifier("served", name), "webchat", name, name="Anna Zeta")
    story.asks(at, "out_of_scope", question, confidence=0.4)
    story.opens(at, HandoverReason.LOW_CONFIDENCE)
    story.taken(at + MINUTE, agent)
    if greets:
        story.answers(at + MINUTE, agent, f"Ciao Anna, sono {agent.name}.")
    story.answers(at + 2 * MINUTE, agent, answer)
    story.waits(at + 3 * MINUTE, "Grazie, gentilissima come sempre!")
    story.answers(at + 4 * MINUTE, agent, "Figurati, buona giornata e a presto, resto qui per altro")
    await tell(desk, story)
    return story


async def look(desk: Desk) -> None:
    await desk.services.learning.worker.collect()
    assert await desk.services.learning.worker.understand()


async def test_what_is_answered_three_times_is_proposed_in_the_agents_words(school: Desk) -> None:
    proposals = school.services.learning.proposals
    await serve(school, QUESTION, ANSWER, "one")
    await serve(school, QUESTION.upper(), f"{ANSWER} di Anna.", "two", MARCO)
    await look(school)
    assert await proposals.all() == [], "twice is chance"
    await serve(school, QUESTION + " sono Anna Zeta, 3331234567", ANSWER, "three", greets=False)
    await serve(
        school, "kk ww jj yy altro?", "Tutt'altra risposta, che non c'entra nulla con il resto", "four"
    )
    await look(school)
    (found,) = await proposals.all()
    assert (found.count, found.home.kind, found.language) == (3, HomeKind.NEW, "it")
    assert {one.agent for one in found.answers} == {"Giulia", "Marco"}
    assert "Zeta" not in str(found)
    assert "333" not in str(found)
    await look(school)
    assert [one.count for one in await proposals.all()] == [3]


async def test_over_http_accepted_once_and_dismissed_for_good(school: Desk) -> None:
    for name in ("one", "two", "three"):
        await serve(school, QUESTION, ANSWER, name)
    await look(school)
    async with school.signed_in("Edda", "editor") as editor:
        (item,) = (await editor.get("/api/content/proposals")).json()["items"]
        assert item["count"] == 3
        url = f"/api/content/proposals/{item['id']}/accept"
        both = await asyncio.gather(editor.post(url, json={"title": "Noleggio bici"}), editor.post(url))
        assert sorted(one.status_code for one in both) == [200, 404]
        name = next(one.json()["name"] for one in both if one.status_code == 200)
        assert (await editor.get("/api/content/proposals")).json()["items"] == []
        assert (await editor.post("/api/content/proposals/nobody/dismiss")).status_code == 404
    topic = (await school.services.studio.drafts.content()).topics[name]
    assert topic.answers[0].text == ANSWER
    assert topic.examples["it"] == (QUESTION,)


async def test_what_was_dismissed_is_not_proposed_again(school: Desk) -> None:
    proposals = school.services.learning.proposals
    for name in ("one", "two", "three"):
        await serve(school, QUESTION, ANSWER, name)
    await look(school)
    await proposals.dismiss((await proposals.all())[0].id, EDITOR)
    for name in ("four", "five", "six"):
        await serve(school, QUESTION, ANSWER, name)
    await look(school)
    assert await proposals.all() == []
    with pytest.raises(NotFound):
        await proposals.accept("f" * 32, EDITOR, None, None)


async def test_alike_questions_with_different_answers_are_no_proposal(school: Desk) -> None:
    for number, answer in enumerate(
        ("Il suo pacco è a Bologna e arriverà domani", "Abbiamo rimborsato tutto quanto ieri sera", ANSWER)
    ):
        await serve(school, QUESTION, answer, str(number))
    await look(school)
    assert await school.services.learning.proposals.all(2) == []


async def test_an_erased_conversation_takes_its_words_along(school: Desk) -> None:
    stories = [await serve(school, QUESTION, ANSWER, name) for name in ("one", "two", "three")]
    for story in stories:
        story.ends(school.clock.now())
    async with school.services.database.write() as connection:
        await connection.execute(cases.update().values(state="resolved", closed_at=school.clock.now()))
    await look(school)
    assert len(await school.services.learning.proposals.all()) == 1
    async with school.signed_in("Ada", "admin") as admin:
        url = f"/api/conversations/{stories[0].id}/erase"
        assert (await admin.post(url, json={"confirm": "Anna Zeta"})).status_code == 200
    assert await school.services.learning.proposals.all() == []
    assert len(await school.services.learning.proposals.all(2)) == 1
