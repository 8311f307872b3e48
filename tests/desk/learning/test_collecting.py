"""What was not understood is found: all of it, once, whoever looks and however often."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from desk.figures.testing import Story
from desk.learning.records import Kind
from desk.learning.tables import findings, learning_marks, learning_messages
from handoff.records import HandoverReason, MessageState
from tests.desk.harness import Desk
from tests.desk.learning.conftest import GIULIA, tell

MINUTE = timedelta(minutes=1)
ANSWER = "faq/delivery_time"


async def found(desk: Desk) -> set[tuple[str, str]]:
    """Texts and kinds."""
    await desk.services.learning.worker.collect()
    query = select(learning_messages.c.text, findings.c.kind).join(
        findings, findings.c.message_id == learning_messages.c.id
    )
    async with desk.services.database.read() as connection:
        return {(row.text, row.kind) for row in await connection.execute(query)}


async def states(desk: Desk) -> dict[str, tuple[str, str | None]]:
    query = select(learning_messages.c.text, learning_messages.c.state, learning_messages.c.topic)
    async with desk.services.database.read() as connection:
        return {row.text: (row.state, row.topic) for row in await connection.execute(query)}


async def test_nothing_happened(school: Desk) -> None:
    assert await found(school) == set()


async def test_what_was_understood_is_left_alone(school: Desk) -> None:
    story, at = Story("1" * 32, "webchat", "one"), school.clock.now() - 60 * MINUTE
    story.asks(at, ANSWER, "quando arriva il pacco?")
    story.asks(at + MINUTE, "thanks", "grazie mille")
    await tell(school, story)
    assert await found(school) == set()


@pytest.mark.parametrize(
    ("intent", "doubt"), [("out_of_scope", None), ("", None), (ANSWER, "ask"), (ANSWER, "give_up")]
)
async def test_a_fallback_is_found_without_what_is_personal(
    school: Desk, intent: str, doubt: str | None
) -> None:
    story, at = Story("1" * 32, "webchat", "one", name="Anna Zeta"), school.clock.now() - 60 * MINUTE
    story.asks(at, intent, "sono Anna, affittate biciclette a Zeta, +39 333 123 4567?", doubt=doubt)
    await tell(school, story)
    (text, kind) = next(iter(await found(school)))
    assert kind == Kind.FALLBACK
    assert not {"Anna", "Zeta", "333"} & set(text.replace(",", " ").split())
    assert "affittate biciclette" in text


async def test_looking_again_and_from_elsewhere_changes_nothing(school: Desk) -> None:
    story, at = Story("1" * 32, "webchat", "one"), school.clock.now() - 60 * MINUTE
    story.asks(at, "out_of_scope", "affittate biciclette?")
    await tell(school, story)
    first = await found(school)
    assert await found(school) == first == {("affittate biciclette?", "fallback")}
    later = Story("2" * 32, "webchat", "two")
    later.asks(at + 10 * MINUTE, "out_of_scope", "vendete droni?")
    await tell(school, later)
    assert len(await found(school)) == 2


async def test_goes_on_where_it_stopped_over_many_steps(school: Desk) -> None:
    at = school.clock.now() - 600 * MINUTE
    stories = []
    for number in range(450):
        story = Story(f"{number:032x}", "webchat", f"v{number}")
        # Many in one moment: the mark is a moment and an id.
        story.asks(
            at + MINUTE * (number // 300),
            "out_of_scope",
            f"vendete oggetti di tipo {chr(97 + number % 26)}{'x' * (number // 26)}?",
        )
        stories.append(story)
    await tell(school, *stories)
    assert len(await found(school)) == 450


async def test_what_is_still_being_answered_is_waited_for(school: Desk) -> None:
    at = school.clock.now() - 10 * MINUTE
    slow, quick = Story("1" * 32, "webchat", "one"), Story("2" * 32, "webchat", "two")
    slow.asks(at, "", "affittate biciclette?", state=MessageState.RECEIVED)
    quick.asks(at + MINUTE, "out_of_scope", "vendete droni?")
    fresh = Story("3" * 32, "webchat", "three")
    fresh.asks(school.clock.now(), "out_of_scope", "avete un cane?")
    await tell(school, slow, quick, fresh)
    assert await found(school) == set()
    school.clock.advance(timedelta(hours=2))
    assert {text for text, _ in await found(school)} == {"vendete droni?", "avete un cane?"}


async def test_a_clarification_that_was_taken_is_settled_and_one_that_was_refused_counts(
    school: Desk,
) -> None:
    at = school.clock.now() - 300 * MINUTE
    endings = {
        "taken": ("/faq/sizes", "settled", "faq/sizes"),
        "refused": ("/ask_person", "open", None),
        "other": ("/faq/other_topic", "open", None),
    }
    stories = []
    for number, (name, (payload, _, _)) in enumerate(endings.items()):
        story = Story(f"{number:032x}", "webchat", name)
        story.asks(at, ANSWER, f"domanda {name}?", confidence=0.3, others=("faq/sizes",), doubt="ask")
        story.says(at, "Intendevi…?")
        story.presses(at + MINUTE, payload)
        stories.append(story)
    yes, no = Story("a" * 32, "webchat", "yes"), Story("b" * 32, "webchat", "no")
    for story, intent in ((yes, "affirm"), (no, "deny")):
        story.asks(at, ANSWER, f"domanda {intent}?", confidence=0.3, doubt="ask")
        story.asks(at + MINUTE, intent, "beh")
    late = Story("c" * 32, "webchat", "late")
    late.asks(at - timedelta(days=3), ANSWER, "domanda late?", confidence=0.3, doubt="ask")
    late.presses(at, f"/{ANSWER}")
    await tell(school, *stories, yes, no, late)
    kinds = await found(school)
    refused = {text for text, kind in kinds if kind == Kind.REFUSED_CLARIFICATION}
    assert refused == {"domanda refused?", "domanda deny?"}
    known = await states(school)
    for name, (_, state, topic) in endings.items():
        assert known[f"domanda {name}?"] == (state, topic), name
    assert known["domanda affirm?"] == ("settled", ANSWER)
    assert known["domanda late?"] == ("open", None)


async def test_a_person_who_was_called_points_to_what_was_wanted(school: Desk) -> None:
    at = school.clock.now() - 300 * MINUTE
    reasons = {
        HandoverReason.LOW_CONFIDENCE: Kind.HANDOVER,
        HandoverReason.REPEATED_MISUNDERSTANDING: Kind.HANDOVER,
        HandoverReason.AGENT_STEPPED_IN: Kind.AGENT_CORRECTION,
        HandoverReason.REQUESTED: None,
        HandoverReason.COMPLAINT: None,
        HandoverReason.BOT_UNAVAILABLE: None,
    }
    stories = []
    for number, reason in enumerate(reasons):
        story = Story(f"{number:032x}", "webchat", reason.value)
        story.asks(at, ANSWER, f"domanda per {reason.value}?")
        story.asks(at + MINUTE, "ask_person", "mi passi una persona")
        story.opens(at + 2 * MINUTE, reason)
        stories.append(story)
    await tell(school, *stories)
    wanted = {(f"domanda per {reason.value}?", kind) for reason, kind in reasons.items() if kind}
    assert await found(school) == wanted


async def test_low_satisfaction_points_to_what_was_wanted(school: Desk) -> None:
    at, stories = school.clock.now() - 300 * MINUTE, []
    for score in (1, 2, 3, 5):
        story = Story(f"{score:032x}", "webchat", f"v{score}")
        story.asks(at, ANSWER, f"quando arriva il pacco da {'abcdef'[score] * 3}?")
        story.opens(at + MINUTE, HandoverReason.REQUESTED)
        story.taken(at + MINUTE, GIULIA)
        story.ends(at + 2 * MINUTE)
        story.rates(at + 3 * MINUTE, score)
        stories.append(story)
    await tell(school, *stories)
    assert await found(school) == {
        ("quando arriva il pacco da bbb?", Kind.LOW_SATISFACTION),
        ("quando arriva il pacco da ccc?", Kind.LOW_SATISFACTION),
    }


async def test_an_erased_conversation_leaves_nothing_and_nothing_comes_back(school: Desk) -> None:
    story, at = Story("1" * 32, "webchat", "one", name="Anna"), school.clock.now() - 60 * MINUTE
    story.asks(at, "out_of_scope", "affittate biciclette?")
    await tell(school, story)
    assert len(await found(school)) == 1
    async with school.signed_in("Ada", "admin") as admin:
        phrase = (await admin.get(f"/api/conversations/{story.id}/erasure")).json()["phrase"]
        done = await admin.post(f"/api/conversations/{story.id}/erase", json={"confirm": phrase})
        assert done.status_code == 200, done.text
    async with school.services.database.write() as connection:
        await connection.execute(learning_marks.delete())
    assert await found(school) == set()
