"""Thresholds from outcomes: what is known is counted, what is not known is said, nothing else is guessed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from content.topics import Threshold
from desk.figures.testing import Story
from desk.learning.outcomes import Outcome, recent_outcomes
from desk.learning.records import Kind
from desk.learning.tables import learning_messages
from desk.learning.thresholds import replayed
from handoff.records import HandoverReason
from tests.desk.harness import Desk
from tests.desk.learning.conftest import EDITOR, tell

MINUTE = timedelta(minutes=1)
SIZES, TIMES = "faq/sizes", "faq/delivery_time"


async def history(desk: Desk) -> None:
    """What was asked yesterday, and what became of it; each text says which."""
    at = desk.clock.now() - timedelta(hours=24)
    stories = {name: Story(name[0] * 32, "webchat", name) for name in ("thanked", "called", "silent", "late")}
    for name, story in stories.items():
        story.asks(at, SIZES, f"domanda con risposta {name}", confidence=0.8)
    stories["thanked"].asks(at + MINUTE, "thanks", "grazie")
    stories["called"].presses(at + MINUTE, "/ask_person")
    stories["late"].asks(at + timedelta(hours=2), "thanks", "grazie")
    taken, other = Story("1" * 32, "webchat", "taken"), Story("2" * 32, "webchat", "other")
    for story, payload in ((taken, f"/{SIZES}"), (other, f"/{TIMES}")):
        story.asks(at, SIZES, "domanda con dubbio mio", confidence=0.4, others=(TIMES,), doubt="ask")
        story.presses(at + MINUTE, payload)
    lost = Story("3" * 32, "webchat", "lost")
    lost.asks(at, SIZES, "domanda proprio poco chiara", confidence=0.1, doubt="give_up")
    lost.opens(at, HandoverReason.LOW_CONFIDENCE)
    small = Story("4" * 32, "webchat", "small")
    small.asks(at, "greet", "ciao")
    small.asks(at + MINUTE, "out_of_scope", "affittate biciclette in centro?", confidence=0.9)
    await tell(desk, *stories.values(), taken, other, lost, small)
    await desk.services.learning.worker.collect()


async def known(desk: Desk) -> list[Outcome]:
    return await recent_outcomes(desk.services.database, desk.clock.now(), 30)


async def test_what_is_known_of_answers(school: Desk) -> None:
    await history(school)
    told = {outcome.line.text.split()[-1]: outcome for outcome in await known(school)}
    assert told["thanked"].judged == "right"
    assert told["called"].judged == "wrong"
    assert told["silent"].judged == told["late"].judged == told["chiara"].judged == "unknown"
    both = [outcome.judged for outcome in await known(school) if outcome.line.text.endswith("mio")]
    assert sorted(both) == ["right", "wrong"]
    assert "ciao" not in told


async def test_what_editors_and_agents_say_counts_more(school: Desk) -> None:
    await history(school)
    silent = next(it for it in await known(school) if it.line.text.endswith("silent"))
    await school.services.learning.flags.put(silent.line.id, Kind.ANSWERED_WRONG, EDITOR)
    assert next(it for it in await known(school) if it.line.text.endswith("silent")).judged == "wrong"
    values = {"state": "accepted", "topic": SIZES}
    async with school.services.database.write() as connection:
        await connection.execute(update(learning_messages).values(values))
    assert next(it for it in await known(school) if it.line.text.endswith("silent")).judged == "right"


@pytest.mark.parametrize(
    ("lower", "upper", "after", "gained", "lost"),
    [
        (0.2, 0.6, (4, 2, 1, 1, 2), 0, 0),
        (0.2, 0.4, (6, 0, 1, 2, 2), 2, 0),
        (0.05, 0.05, (7, 0, 0, 2, 3), 3, 0),
        (0.9, 0.95, (0, 0, 7, 0, 0), 0, 4),
        (0.0, 1.0, (0, 7, 0, 0, 0), 0, 4),
    ],
)
async def test_replay(
    school: Desk, lower: float, upper: float, after: tuple[int, ...], gained: int, lost: int
) -> None:
    await history(school)
    told = replayed(await known(school), SIZES, Threshold(lower, upper))
    counted = (
        told.after.answered,
        told.after.asked,
        told.after.handed_over,
        told.after.wrong,
        told.after.unknown,
    )
    assert (told.messages, told.before.answered, told.before.wrong) == (7, 4, 1)
    assert (counted, len(told.gained), len(told.lost)) == (after, gained, lost)
    assert all(one.judged in {"right", "wrong", "unknown"} for one in told.gained)


async def test_over_http_and_into_the_draft(school: Desk, tmp_path: Path) -> None:
    await history(school)
    learned = tmp_path / "content" / ".sportello" / "thresholds.yml"
    learned.parent.mkdir()
    learned.write_text(f"{SIZES}: {{lower: 0.2, upper: 0.6, answered: 1, right: 1}}\n")
    async with school.signed_in("Edda", "editor") as editor:
        first = (await editor.get("/api/content/thresholds")).json()["items"][0]
        assert (first["intent"], first["messages"], first["answered"], first["wrong"]) == (SIZES, 7, 4, 1)
        assert (first["lower"], first["upper"], first["fixed"], first["judged"]) == (0.2, 0.6, False, 2)
        wanted = {"intent": None, "lower": 0.1, "upper": 0.35, "days": 7}
        told = (await editor.post("/api/content/thresholds/replay", json=wanted)).json()
        assert (told["messages"], len(told["gained"])) == (7, 2)
        bad = {**wanted, "lower": 0.9}
        assert (await editor.post("/api/content/thresholds/replay", json=bad)).status_code == 422
        url, change = (
            f"/api/content/thresholds/{SIZES}",
            {"revision": first["revision"], "lower": 0.1, "upper": 0.3},
        )
        done = (await editor.put(url, json=change)).json()["items"][0]
        assert done["draft"] == {"lower": 0.1, "upper": 0.3}
        assert (await editor.put(url, json=change)).status_code == 409, "somebody has written since"
        for half in ({"lower": 0.1}, {"lower": 0.5, "upper": 0.2}, {"lower": -1, "upper": 2}):
            assert (await editor.put(url, json={"revision": done["revision"], **half})).status_code == 422
        undone = await editor.put(url, json={"revision": done["revision"]})
        assert undone.json()["items"][0]["draft"] is None
    learned.write_text("{broken")
    assert (await school.services.learning.thresholds.overview(30)).topics[0].learned is None


async def test_usage_and_recent_messages_for_the_studio(school: Desk) -> None:
    await history(school)
    hooks = school.services.studio.hooks
    used = await hooks.usage(30)
    assert (used[SIZES].asked, used[SIZES].ended_well) == (7, 3)
    recent = await hooks.recent(30, 3)
    assert len(recent) == 3
    assert "grazie" not in recent
    assert await hooks.recent(0, 100) == []
