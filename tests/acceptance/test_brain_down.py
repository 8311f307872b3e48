"""A brain that hangs, dies, or talks nonsense: a person is called; never silence, never a loop (I8)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from connectors.testing import Fault
from desk.brain.testing import TOKEN, FakeBrain, says
from handoff.backoff import FIRST_TURN_DELAY, TURN_ATTEMPTS
from handoff.records import Author, CaseState, HandoverReason, MessageState, Owner
from tests.acceptance.stage import TELEGRAM, WHATSAPP, Stage, open_stage
from tests.support.desk import Nursery

TIMEOUT = 1.0
"""Seconds that the brain may take here."""
MARGIN = 30.0
"""Seconds for all that is not the brain, on a busy machine."""
LONGEST = TURN_ATTEMPTS * TIMEOUT + FIRST_TURN_DELAY.total_seconds() + MARGIN
CALLS_PER_TURN = 2
"""A question that broke off is asked once more within its time."""
SORRY = "l'assistente automatico in questo momento non riesce a rispondere"
PASSED_ON = "Ho passato la tua richiesta al nostro staff"
SHOPPER = "3001"

Json = dict[str, Any]
GOOD: Json = says("ciao")

MISBEHAVIOURS: dict[str, Fault] = {
    "hangs": Fault.hang(),
    "dies in mid-answer": Fault.drop(),
    "fails": Fault.answer(500, "Traceback (most recent call last)"),
    "is starting": Fault.answer(503, {"error": "no model"}),
    "knows another token": Fault.answer(401, {"error": {"code": "bad_token"}}),
    "redirects": Fault.answer(302, "", {"Location": "http://127.0.0.1:9/"}),
    "says nothing": Fault.answer(200, ""),
    "talks nonsense": Fault.answer(200, "<html>Bad gateway</html>"),
    "says null": Fault.answer(200, "null"),
    "says a list": Fault.answer(200, "[1, 2, 3]"),
    "has nothing to say": Fault.answer(200, {**GOOD, "replies": []}),
    "says numbers": Fault.answer(200, {**GOOD, "replies": [{"text": {"it": 1}, "buttons": 7}]}),
    "is very sure": Fault.answer(200, {**GOOD, "reading": {**GOOD["reading"], "confidence": "NaN"}}),
    "invents a reason": Fault.answer(200, {**GOOD, "handover": {"reason": "tired", "tried": []}}),
    "never ends": Fault.answer(200, "[" * 300_000),
    "is deep": Fault.answer(200, "[" * 100_000),
}


@pytest.fixture
async def slow_stage(nursery: Nursery, tmp_path: Path, sqlite_url: str) -> AsyncIterator[Stage]:
    """A desk that gives its brain little time."""
    async with open_stage(nursery, tmp_path, sqlite_url, SPORTELLO_BRAIN_TIMEOUT=str(TIMEOUT)) as opened:
        yield opened


async def test_whatever_the_brain_does_a_person_is_called_in_time_and_the_shopper_is_told(
    slow_stage: Stage,
) -> None:
    """Each misbehaviour has a shopper of its own; the bot answers all of them again afterwards."""
    for number, (what, fault) in enumerate(MISBEHAVIOURS.items()):
        await _fails(slow_stage, str(5000 + number), what, fault)


async def _fails(stage: Stage, shopper: str, what: str, fault: Fault) -> None:
    await _closed_circuit(stage)
    before, began = len(stage.brain.turns), monotonic()
    stage.brain.fail_always(fault, method="turn")
    await stage.write(TELEGRAM, shopper, "dov'è il mio pacco?")
    await stage.until_sent(TELEGRAM, shopper, PASSED_ON)
    assert monotonic() - began < LONGEST, what
    messages = await stage.settled(TELEGRAM, shopper)
    stage.brain.fail_always(None, method="turn")
    told = stage.texts_to(TELEGRAM, shopper)
    assert len(told) == 2, (what, told)
    assert SORRY in told[0], what
    assert {message.author for message in messages[1:]} == {Author.SYSTEM}, what
    assert messages[0].state is MessageState.ANSWERED, what
    # Two turns, each at most asked twice: never a loop.
    calls = len(stage.brain.turns) - before
    assert TURN_ATTEMPTS <= calls <= TURN_ATTEMPTS * CALLS_PER_TURN, (what, calls)
    conversation = await stage.conversation(TELEGRAM, shopper)
    case = await stage.reader.case_of(conversation.id)
    assert case is not None
    assert (case.reason, case.state) == (HandoverReason.BOT_UNAVAILABLE, CaseState.WAITING), what


async def _closed_circuit(stage: Stage) -> None:
    """Waits until a shopper is answered: a circuit that was open has closed."""
    await stage.until(lambda: _is_answered(stage), "the bot answers again")


async def _is_answered(stage: Stage) -> bool:
    """Writes as somebody new, and looks whether it is the bot who answers."""
    shopper = str(900_000 + len(stage.telegram.sent))
    await stage.write(TELEGRAM, shopper, "prova")
    await stage.settled(TELEGRAM, shopper)
    if stage.texts_to(TELEGRAM, shopper) == ["Hai scritto: prova"]:
        return True
    await asyncio.sleep(0.3)
    return False


async def test_a_second_failure_is_needed(slow_stage: Stage) -> None:
    slow_stage.brain.fail(Fault.answer(401), method="turn")
    await slow_stage.write(TELEGRAM, SHOPPER, "ciao")
    await slow_stage.until_sent(TELEGRAM, SHOPPER, "Hai scritto: ciao")
    assert (await slow_stage.conversation(TELEGRAM, SHOPPER)).owner is Owner.BOT
    assert slow_stage.texts_to(TELEGRAM, SHOPPER) == ["Hai scritto: ciao"]


async def test_who_writes_on_while_the_brain_hangs_is_told_once(slow_stage: Stage) -> None:
    slow_stage.brain.fail_always(Fault.hang(), method="turn")
    for text in ("ciao", "ci siete?", "???"):
        await slow_stage.write(WHATSAPP, "+393331112233", text)
    messages = await slow_stage.settled(WHATSAPP, "+393331112233")
    await slow_stage.until_sent(WHATSAPP, "+393331112233", PASSED_ON)
    states = [message.state for message in messages if message.author is Author.SHOPPER]
    assert states == [MessageState.ANSWERED, MessageState.FOR_PERSON, MessageState.FOR_PERSON]
    assert len(slow_stage.texts_to(WHATSAPP, "+393331112233")) == 2


async def test_a_brain_that_is_not_there_at_all_and_comes_back(
    nursery: Nursery, tmp_path: Path, sqlite_url: str
) -> None:
    """Killed and started again on its port, as the supervisor does it; the agent gives the shopper back."""
    async with open_stage(nursery, tmp_path, sqlite_url, SPORTELLO_BRAIN_TIMEOUT=str(TIMEOUT)) as stage:
        port = int(stage.brain.url.rpartition(":")[2])
        await stage.brain.stop()
        await stage.write(TELEGRAM, SHOPPER, "dov'è il mio pacco?")
        await stage.until_sent(TELEGRAM, SHOPPER, PASSED_ON)
        assert (await stage.http.get("/readyz")).status_code == 503
        async with FakeBrain(token=TOKEN, port=port), stage.agent() as agent:
            conversation = await stage.conversation(TELEGRAM, SHOPPER)
            path = f"/api/conversations/{conversation.id}"
            assert (await agent.post(f"{path}/take")).status_code == 200
            assert (await agent.post(f"{path}/hand-back")).status_code == 200
            await _closed_circuit(stage)
            await stage.write(TELEGRAM, SHOPPER, "grazie")
            await stage.until_sent(TELEGRAM, SHOPPER, "Hai scritto: grazie")
            assert (await stage.http.get("/readyz")).status_code == 200


async def test_the_circuit_opens_spares_the_brain_and_closes_again(slow_stage: Stage) -> None:
    """Shoppers who come while the brain is left alone reach a person without any time-out."""
    slow_stage.brain.fail_always(Fault.hang(), method="turn")
    shoppers = [str(6000 + n) for n in range(12)]
    await asyncio.gather(*(slow_stage.write(TELEGRAM, shopper, "ciao") for shopper in shoppers))
    for shopper in shoppers:
        await slow_stage.until_sent(TELEGRAM, shopper, PASSED_ON)
    asked = len(slow_stage.brain.turns)
    assert asked <= TURN_ATTEMPTS * len(shoppers)
    await slow_stage.write(TELEGRAM, SHOPPER, "ciao")
    await slow_stage.until_sent(TELEGRAM, SHOPPER, PASSED_ON)
    assert len(slow_stage.brain.turns) - asked <= TURN_ATTEMPTS
    slow_stage.brain.fail_always(None, method="turn")
    await _closed_circuit(slow_stage)
    assert await _is_answered(slow_stage)
