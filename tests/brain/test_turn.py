"""Answers that are given once, payloads that mean something, and a process without TensorFlow."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import RasaException

from bot.channel import SportelloInput
from bot.payload import parse_of
from bot.turn import Answers
from tests.brain.conftest import ROOT

KEY = ("conversation", "message")
DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [greet, out_of_scope, faq: {is_retrieval_intent: true}]
entities: [language]
responses: {utter_faq/returns: [{text: "…"}]}
"""
)


class Asked:
    """Counts how often an answer is worked out; waits until it is let go."""

    def __init__(self, *outcomes: Exception | str) -> None:
        self.outcomes = list(outcomes)
        self.count = 0
        self.started = asyncio.Event()
        self.go = asyncio.Event()

    async def __call__(self) -> dict[str, str]:
        outcome = self.outcomes[self.count]
        self.count += 1
        self.started.set()
        await self.go.wait()
        if isinstance(outcome, Exception):
            raise outcome
        return {"said": outcome}


async def test_a_failure_is_not_kept() -> None:
    asked, answers = Asked(ValueError("no"), "yes"), Answers()
    asked.go.set()
    with pytest.raises(ValueError, match="no"):
        await answers.once(KEY, asked)
    assert await answers.once(KEY, asked) == {"said": "yes"}
    assert await answers.once(KEY, asked) == {"said": "yes"}
    assert asked.count == 2


async def test_callers_at_the_same_time_share_one_answer() -> None:
    asked, answers = Asked("yes"), Answers()
    callers = [asyncio.ensure_future(answers.once(KEY, asked)) for _ in range(5)]
    await asked.started.wait()
    asked.go.set()
    assert await asyncio.gather(*callers) == [{"said": "yes"}] * 5
    assert asked.count == 1


async def test_a_caller_who_hangs_up_finds_the_answer_later() -> None:
    asked, answers = Asked("yes"), Answers()
    caller = asyncio.ensure_future(answers.once(KEY, asked))
    await asked.started.wait()
    caller.cancel()
    asked.go.set()
    assert await answers.once(KEY, asked) == {"said": "yes"}
    assert asked.count == 1


async def test_old_answers_go() -> None:
    asked, answers = Asked("one", "two", "three", "again"), Answers(kept=2)
    asked.go.set()
    for message in ("1", "2", "3"):
        await answers.once(("c", message), asked)
    assert await answers.once(("c", "3"), asked) == {"said": "three"}
    assert await answers.once(("c", "1"), asked) == {"said": "again"}


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "/",
        "greet",
        "/unknown",
        "/faq",
        "/faq/unknown",
        "/faq/returns/x",
        "/nlu_fallback",
        '/greet{"language":1}',
        '/greet{"other":"x"}',
        "/greet{}x",
        "/greet[]",
        "/greet{" + '"a":{' * 900 + "}" * 901,
    ],
)
def test_what_a_payload_can_not_mean(payload: str) -> None:
    assert parse_of(payload, DOMAIN) is None


def test_what_a_payload_means() -> None:
    topic = parse_of("/faq/returns", DOMAIN)
    assert topic is not None
    assert topic["intent"]["name"] == "faq"
    assert topic["response_selector"]["faq"]["response"]["utter_action"] == "utter_faq/returns"
    greeting = parse_of('/greet{"language":"en"}', DOMAIN)
    assert greeting is not None
    assert greeting["entities"] == [{"entity": "language", "value": "en", "start": 0, "end": 0}]


def test_without_a_token_there_is_no_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SPORTELLO_BRAIN_TOKEN", raising=False)
    with pytest.raises(RasaException, match="SPORTELLO_BRAIN_TOKEN"):
        SportelloInput.from_credentials({})
    monkeypatch.setenv("SPORTELLO_BRAIN_TOKEN", "secret")
    assert "secret" not in repr(SportelloInput.from_credentials({"turn_timeout": 5}))


def test_does_not_start_without_a_token() -> None:
    done = _run({}, "-m", "bot.run")
    assert done.returncode == 1
    assert "SPORTELLO_BRAIN_TOKEN" in done.stderr


def test_tensorflow_is_left_out_and_says_so() -> None:
    done = _run(
        {},
        "-c",
        "from bot.run import prepare; prepare(); import tensorflow as tf\n"
        "class A(tf.keras.layers.Layer): pass\n"
        "import sys; print([m for m in sys.modules if m.startswith('tensorflow.python')])\n"
        "tf.constant(1)",
    )
    assert done.stdout.strip() == "[]"
    assert "started with the `rasa` command" in done.stderr


def _run(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key != "SPORTELLO_BRAIN_TOKEN"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
