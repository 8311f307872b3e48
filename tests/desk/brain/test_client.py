"""The brain's client against a real server that hangs, dies and lies; then against one that answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from connectors.testing import Fault
from desk.brain.client import ATTEMPTS, FAILURES_TO_OPEN, LONGEST_TEXT, BrainClient
from desk.brain.testing import TOKEN, FakeBrain, hands_over, says
from handoff.errors import BrainUnavailable
from handoff.messages import Button
from handoff.records import HandoverReason, Question

QUESTION = Question("c", "m", "ciao", None, "it", language_fixed=False, channel="telegram")


@pytest.fixture
async def brain() -> AsyncIterator[FakeBrain]:
    async with FakeBrain() as fake:
        yield fake


@pytest.fixture
async def client(brain: FakeBrain) -> AsyncIterator[BrainClient]:
    # Short, so that what hangs is soon given up; long enough for a busy machine to answer.
    asking = BrainClient(brain.url, TOKEN, timeout=1.0, open_seconds=0.2)
    yield asking
    await asking.close()


def reading(**changes: Any) -> dict[str, Any]:
    answer = says("ciao")
    return {**answer, "reading": {**answer["reading"], **changes}}


NONSENSE: list[Any] = [
    "",
    "null",
    "[]",
    "42",
    "<html>oops</html>",
    '{"replies": [',
    "[" * 50_000,
    {},
    {"replies": []},
    {"replies": "ciao", "reading": {}},
    {**says("ciao"), "replies": [{"text": 7}]},
    {**says("ciao"), "replies": [{"text": "x" * 8001}]},
    {**says("ciao"), "replies": [{"text": "x"}] * 21},
    {**says("ciao"), "replies": [{"text": "x", "buttons": [{"title": "a"}]}]},
    {**says("ciao"), "replies": [{"text": "x", "image": "javascript:alert(1)"}]},
    {**says("ciao"), "reading": None},
    {**says("ciao"), "language": "<script>"},
    {**says("ciao"), "language_fixed": "yes"},
    {**says("ciao"), "handover": {"reason": "because"}},
    {**says("ciao"), "handover": {"reason": "bot_unavailable"}},
    {**says("ciao"), "handover": True},
    reading(confidence=1.5),
    reading(confidence=-0.1),
    reading(confidence="high"),
    reading(intent=None),
    reading(ranking=[{"intent": "a"}]),
    reading(entities={"a": 1}),
    '{"replies": [{"text": "ciao"}], "reading": {"confidence": NaN}}',
    says(),
    {**says("ciao"), "replies": [{"text": ""}, {"custom": {"a": 1}}]},
]


@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
async def test_nonsense_is_no_answer(brain: FakeBrain, client: BrainClient, nonsense: Any) -> None:
    brain.fail(Fault.answer(200, nonsense))
    with pytest.raises(BrainUnavailable):
        await client.reply(QUESTION)
    assert len(brain.turns) == 1


async def test_an_endless_answer_is_cut_off(brain: FakeBrain, client: BrainClient) -> None:
    brain.fail(Fault.answer(200, json.dumps(says("x" * 400_000))))
    with pytest.raises(BrainUnavailable, match="too large"):
        await client.reply(QUESTION)


async def test_a_brain_that_hangs_is_given_up_in_time(brain: FakeBrain, client: BrainClient) -> None:
    brain.fail(Fault.hang())
    began = asyncio.get_running_loop().time()
    with pytest.raises(BrainUnavailable, match="in time"):
        await client.reply(QUESTION)
    assert asyncio.get_running_loop().time() - began < 3.0
    assert len(brain.turns) == 1


@pytest.mark.parametrize("fault", [Fault.drop(), Fault.answer(500), Fault.answer(503, "not json")])
async def test_a_stumble_is_asked_again_and_nobody_notices(
    brain: FakeBrain, client: BrainClient, fault: Fault
) -> None:
    brain.fail(fault)
    assert (await client.reply(QUESTION)).replies[0].text == "Hai scritto: ciao"
    first, second = brain.turns
    assert first == second


@pytest.mark.parametrize("fault", [Fault.drop(), Fault.answer(500)])
async def test_asks_again_only_so_often(brain: FakeBrain, client: BrainClient, fault: Fault) -> None:
    brain.fail_always(fault)
    with pytest.raises(BrainUnavailable):
        await client.reply(QUESTION)
    assert len(brain.turns) == ATTEMPTS


@pytest.mark.parametrize("status", [401, 404, 413, 422])
async def test_a_refusal_is_not_asked_again(brain: FakeBrain, client: BrainClient, status: int) -> None:
    brain.fail_always(Fault.answer(status))
    with pytest.raises(BrainUnavailable, match=str(status)):
        await client.reply(QUESTION)
    assert len(brain.turns) == 1


async def test_a_wrong_token_is_refused_and_never_shown(brain: FakeBrain) -> None:
    client = BrainClient(brain.url, "a-wrong-token")
    with pytest.raises(BrainUnavailable) as raised:
        await client.reply(QUESTION)
    assert "a-wrong-token" not in str(raised.value) + repr(raised.value.__cause__) + repr(client)
    await client.close()


async def test_nobody_there(brain: FakeBrain) -> None:
    await brain.stop()
    client = BrainClient(brain.url, TOKEN)
    with pytest.raises(BrainUnavailable, match="reached"):
        await client.reply(QUESTION)
    assert not await client.is_ready()
    await client.close()


async def test_a_failing_brain_is_left_alone_then_tried_again(brain: FakeBrain, client: BrainClient) -> None:
    brain.fail_always(Fault.answer(500))
    for _ in range(FAILURES_TO_OPEN):
        with pytest.raises(BrainUnavailable):
            await client.reply(QUESTION)
    asked = len(brain.turns)
    with pytest.raises(BrainUnavailable, match="left alone"):
        await client.reply(QUESTION)
    assert len(brain.turns) == asked
    brain.fail_always(None)
    await asyncio.sleep(0.25)  # the breaker has its own clock
    assert (await client.reply(QUESTION)).replies


async def test_callers_who_leave_say_nothing_about_the_brain(brain: FakeBrain, client: BrainClient) -> None:
    brain.fail(*[Fault.hang()] * FAILURES_TO_OPEN)
    for number in range(FAILURES_TO_OPEN):
        asking = asyncio.ensure_future(client.reply(QUESTION))
        await brain.wait_for_call("turn", number + 1)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    assert (await client.reply(QUESTION)).replies


async def test_one_strange_question_does_not_silence_the_brain(brain: FakeBrain, client: BrainClient) -> None:
    brain.fail(*[Fault.answer(422)] * (FAILURES_TO_OPEN + 1))
    for _ in range(FAILURES_TO_OPEN + 1):
        with pytest.raises(BrainUnavailable):
            await client.reply(QUESTION)
    assert (await client.reply(QUESTION)).replies


@pytest.mark.parametrize("fault", [Fault.drop(), Fault.answer(503)])
async def test_is_not_ready(brain: FakeBrain, client: BrainClient, fault: Fault) -> None:
    brain.fail_always(fault, method="ready")
    assert not await client.is_ready()
    brain.fail_always(None, method="ready")
    assert await client.is_ready()


async def test_no_message_is_refused_for_its_size(brain: FakeBrain, client: BrainClient) -> None:
    await client.reply(replace(QUESTION, text="x" * 10**6, payload="/" + "x" * 10**5, language="Italiano"))
    (asked,) = brain.turns
    assert len(asked["text"]) == LONGEST_TEXT
    assert (asked["payload"], asked["language"]) == (None, None)


async def test_an_answer_comes_whole(brain: FakeBrain, client: BrainClient) -> None:
    brain.script(says("Ecco", "E poi?", buttons=[("Resi", "/faq/returns")], confidence=1))
    reply = await client.reply(QUESTION)
    assert [message.text for message in reply.replies] == ["Ecco", "E poi?"]
    assert reply.replies[1].buttons == (Button("Resi", "/faq/returns"),)
    assert reply.reading.intent == "faq/returns"
    assert reply.reading.ranking[0].confidence == 1
    assert (reply.language, reply.language_fixed, reply.handover) == ("it", False, None)
    assert brain.turns[0]["conversation"] == "c"


async def test_a_person_is_asked_for_without_words(brain: FakeBrain, client: BrainClient) -> None:
    brain.script(hands_over("complaint", tried=["clarify: faq/returns"]))
    reply = await client.reply(QUESTION)
    assert reply.replies == ()
    assert reply.handover is not None
    assert reply.handover.reason is HandoverReason.COMPLAINT
    assert reply.handover.tried == ("clarify: faq/returns",)


async def test_what_is_cancelled_stays_cancelled(brain: FakeBrain, client: BrainClient) -> None:
    brain.fail(Fault.hang())
    asking = asyncio.ensure_future(client.reply(QUESTION))
    await brain.wait_for_call("turn")
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking


async def test_the_environments_proxy_is_not_used(brain: FakeBrain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    client = BrainClient(brain.url, TOKEN)
    assert (await client.reply(QUESTION)).replies
    await client.close()


async def test_the_fake_answers_the_same_message_the_same_way(brain: FakeBrain) -> None:
    numbers = iter(range(10))
    brain.reaction = lambda _: says(str(next(numbers)))
    async with httpx.AsyncClient(base_url=brain.url, headers={"Authorization": f"Bearer {TOKEN}"}) as http:
        turns = [{"conversation": "c", "message": m, "text": "x"} for m in ("1", "1", "2")]
        answers = [(await http.post("/webhooks/sportello/turn", json=turn)).json() for turn in turns]
    assert [answer["replies"][0]["text"] for answer in answers] == ["0", "0", "1"]


async def test_forgetting_is_done_or_said_to_be_undone(brain: FakeBrain, client: BrainClient) -> None:
    await client.reply(QUESTION)
    await client.forget("c")
    await client.forget("nobody knows it")
    forgotten = [call.arguments["conversation"] for call in brain.calls if call.method == "forget"]
    assert forgotten == ["c", "nobody knows it"]
    stranger = BrainClient(brain.url, "another token", timeout=1.0)
    with pytest.raises(BrainUnavailable):
        await stranger.forget("c")
    await stranger.close()
    await brain.__aexit__(None, None, None)
    with pytest.raises(BrainUnavailable):
        await client.forget("c")
