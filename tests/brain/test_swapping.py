"""A new model takes over: what can go wrong first; then nothing lost, forgotten or answered twice."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.brain.conftest import Brain, running_brain

FRIDAY = {"now": "2026-11-27T10:00:00+01:00", "opening": "open", "country": "IT", "customer": "known"}
QUESTION = "fate il black friday anche quest'anno?"


@pytest.fixture(scope="module")
def shop(richer_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brain]:
    with running_brain(richer_model, tmp_path_factory.mktemp("swapped")) as brain:
        yield brain


@pytest.fixture
def brain(shop: Brain, richer_model: Path) -> Iterator[Brain]:
    yield shop
    shop.actions.mend()
    assert load(shop, richer_model).status_code == 200


def load(brain: Brain, model: Path | str) -> requests.Response:
    return brain.post({"model": str(model)}, path="load")


def ready(brain: Brain) -> dict[str, Any]:
    content: dict[str, Any] = requests.get(f"{brain.url}/ready", timeout=60).json()
    return content


def ask(brain: Brain, text: str, payload: str | None = None, **context: Any) -> dict[str, Any]:
    body = {**brain.talk("it").body(text, payload), "context": {**FRIDAY, **context}}
    response = brain.post(body)
    assert response.status_code == 200, response.text
    content: dict[str, Any] = response.json()
    return content


@pytest.mark.parametrize("token", [None, "", "wrong"])
def test_refuses_a_stranger(brain: Brain, small_model: Path, token: str | None) -> None:
    assert brain.post({"model": str(small_model)}, token=token, path="load").status_code == 401


@pytest.mark.parametrize("body", [b"", b"{", {}, {"model": 3}, {"model": ""}, {"model": "x" * 5000}, []])
def test_refuses_nonsense(brain: Brain, body: Any) -> None:
    response = brain.post(body, path="load")
    assert (response.status_code, response.json()["error"]["code"]) == (422, "bad_request")


def test_what_cannot_be_loaded_leaves_the_old_model(brain: Brain, small_model: Path, tmp_path: Path) -> None:
    before = ready(brain)
    whole = small_model.read_bytes()
    cut, empty, other = tmp_path / "cut.tar.gz", tmp_path / "empty.tar.gz", tmp_path / "text.tar.gz"
    cut.write_bytes(whole[: len(whole) // 2])
    empty.write_bytes(b"")
    other.write_text("no archive")
    for damaged in (cut, empty, other, tmp_path / "missing.tar.gz", tmp_path, "/etc/passwd"):
        response = load(brain, damaged)
        assert (response.status_code, response.json()["error"]["code"]) == (422, "cannot_load")
    assert ready(brain) == before
    assert ask(brain, QUESTION)["model"] == before["model"]


def test_one_model_at_a_time(brain: Brain, small_model: Path) -> None:
    with ThreadPoolExecutor(2) as callers:
        answers = list(callers.map(lambda _: load(brain, small_model).status_code, range(2)))
    assert sorted(answers) == [200, 409]


def test_the_new_model_knows_what_the_old_one_heard(brain: Brain, small_model: Path) -> None:
    talk = brain.talk("it")
    first = talk.body("quali taglie avete?")
    before = brain.post(first).json()
    told = load(brain, small_model).json()
    assert told["model"] != before["model"]
    assert told["name"] == small_model.name.removesuffix(".tar.gz")
    assert ready(brain)["model"] == told["model"]
    assert brain.post(first).json() == before
    after = brain.post(talk.body("quali taglie avete?")).json()
    assert after["model"] == told["model"]
    # It knows that it has said so before, and says so.
    assert after["replies"][0]["text"] != before["replies"][0]["text"]


def test_what_only_the_old_model_knew_is_not_known(brain: Brain, small_model: Path) -> None:
    assert ask(brain, QUESTION)["replies"][0]["text"].startswith("Il 20 %")
    load(brain, small_model)
    gone = ask(brain, "", "/faq/black_friday")
    assert not any("20 %" in str(reply["text"]) for reply in gone["replies"])


def test_messages_are_answered_while_a_model_is_loaded(brain: Brain, small_model: Path) -> None:
    with ThreadPoolExecutor(4) as callers:
        loading = callers.submit(load, brain, small_model)
        said = []
        while not loading.done():
            said.append(ask(brain, "quali taglie avete?"))
    assert loading.result().status_code == 200
    assert len(said) > 3
    assert all(answer["replies"] for answer in said)


@pytest.mark.parametrize("now", ["2026-11-26T23:59:59+01:00", "2026-12-01T00:00:00+01:00"])
def test_out_of_its_dates_a_topic_goes_to_a_person(brain: Brain, now: str) -> None:
    answer = ask(brain, QUESTION, now=now)
    assert answer["handover"]["reason"] == "low_confidence"
    assert answer["reading"]["intent"] == "faq/black_friday"
    assert ask(brain, "", "/faq/black_friday", now=now)["handover"]["reason"] == "low_confidence"
    waiting = {**brain.talk("it").body(QUESTION), "tell_only": True, "context": {"now": now}}
    assert brain.post(waiting).json()["replies"] == []


@pytest.mark.parametrize("now", ["2026-11-27T00:00:00+01:00", "2026-11-30T23:59:59+01:00"])
def test_within_its_dates_a_topic_is_answered(brain: Brain, now: str) -> None:
    assert ask(brain, QUESTION, now=now)["replies"][0]["text"].startswith("Il 20 %")
    waiting = {**brain.talk("en").body("do you do black friday"), "tell_only": True, "context": {"now": now}}
    assert brain.post(waiting).json()["replies"][0]["text"].startswith("20% off")


def test_a_broken_context_is_no_reason_not_to_answer(brain: Brain) -> None:
    for context in (None, 7, {"now": "noon"}, {"now": "2026-11-27T10:00:00", "opening": 3, "country": []}):
        body = {
            **brain.talk("it").body("quali taglie avete?"),
            "context": context,
            "message": str(uuid.uuid4()),
        }
        response = brain.post(body)
        assert response.status_code == 200
        assert response.json()["handover"] is None
