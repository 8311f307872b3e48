"""Suggestions: what the FAQ or a canned answer says to what was read, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from desk.workbench.topics import Topics
from handoff.sql.tables import conversations, messages
from tests.desk.harness import Desk

SIZES = """
responses:
  utter_faq/sizes:
  - condition: [{type: slot, name: language, value: en}]
    text: "Size guide."
  - condition: [{type: slot, name: language, value: it}]
    channel: telegram
    text: "Guida, in breve."
  - text: "Guida alle taglie."
  utter_faq/silent:
  - image: "x.png"
  utter_title/sizes:
  - text: "Taglie"
"""


def test_the_wording_fits_language_and_channel(tmp_path: Path) -> None:
    file = tmp_path / "sizes.yml"
    file.write_text(SIZES)
    topics = Topics([tmp_path])
    assert topics.answer("faq/sizes", "it", "whatsapp") == "Guida alle taglie."
    assert topics.answer("faq/sizes", "it", "telegram") == "Guida, in breve."
    assert topics.answer("faq/sizes", "en", "telegram") == "Size guide."
    assert topics.answer("faq/sizes", "de", "telegram") == "Guida alle taglie."
    for nothing in ("faq/silent", "complaint", "", "faq/../sizes", "faq/sizes/x", "../sizes"):
        assert topics.answer(nothing, "it", "telegram") is None
    file.write_text(SIZES.replace("Size guide", "Sizes, anew, and longer"))
    assert topics.answer("faq/sizes", "en", "webchat") == "Sizes, anew, and longer."


def test_what_is_no_faq_says_nothing(tmp_path: Path) -> None:
    files = ("", "nlu: []", "responses:", "- a", "a: [", "responses: {utter_faq/t5: []}")
    for number, text in enumerate(files):
        (tmp_path / f"t{number}.yml").write_text(text)
        assert Topics([tmp_path]).answer(f"faq/t{number}", "it", "webchat") is None


async def read_as(desk: Desk, conversation: str, *ranking: tuple[str, float], language: str = "it") -> None:
    """Has the conversation's messages read as the brain would have."""
    scores = [{"intent": intent, "confidence": confidence} for intent, confidence in ranking]
    reading: dict[str, Any] = {**scores[0], "ranking": scores, "entities": [], "language": language}
    async with desk.services.database.write() as connection:
        of = update(messages).where(messages.c.conversation_id == conversation)
        await connection.execute(of.values(reading=reading))
        of = update(conversations).where(conversations.c.id == conversation)
        await connection.execute(of.values(language=language))


async def test_nothing_read_nothing_suggested(any_desk: Desk) -> None:
    conversation = await any_desk.conversation()
    async with any_desk.signed_in() as agent:
        path = f"/api/conversations/{conversation}/suggestions"
        assert (await agent.get(path)).json() == {"items": []}
        await read_as(any_desk, conversation, ("nlu_fallback", 0.3), ("nobody/wrote/this", 0.2))
        assert (await agent.get(path)).json() == {"items": []}
        missing = await agent.get(f"/api/conversations/{'0' * 32}/suggestions")
        assert missing.status_code == 404


@pytest.mark.parametrize(("language", "says"), [("it", "Guida alle taglie"), ("en", "Size guide")])
async def test_faq_first_then_canned_answers(desk: Desk, language: str, says: str) -> None:
    conversation = await desk.conversation(name="Anna")
    await read_as(
        desk, conversation, ("faq/sizes", 0.7), ("faq/reviews", 0.2), ("complaint", 0.15), language=language
    )
    async with desk.signed_in("Giulia", "supervisor") as agent:
        for number in range(5):
            answer = {
                "shortcut": f"c{number}",
                "title": f"C{number}",
                "text_it": "Ciao {name}",
                "text_en": "Hi {name}",
                "topics": ["complaint"] if number else ["faq/returns"],
            }
            assert (await agent.post("/api/canned", json=answer)).status_code == 201
        items = (await agent.get(f"/api/conversations/{conversation}/suggestions")).json()["items"]
        assert [it["kind"] for it in items] == ["faq", "faq", "canned", "canned", "canned"]
        assert says in items[0]["text"] or says == items[0]["title"]
        assert [it["topic"] for it in items[:3]] == ["faq/sizes", "faq/reviews", "complaint"]
        assert [it["confidence"] for it in items[:3]] == [0.7, 0.2, 0.15]
        assert items[2]["text"] == ("Ciao Anna" if language == "it" else "Hi Anna")
        assert items[2]["shortcut"] == "c1"
