"""Content tried out before it is live: strangers and nonsense first, then what is read, said and compared."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.brain.conftest import ROOT, SMALL
from tests.brain.laboratories import Laboratory, running_laboratory

pytestmark = pytest.mark.timeout(600)
FRIDAY = {"now": "2026-11-28T10:00:00+01:00"}
QUESTION = "fate il black friday anche quest'anno?"
PATHS = ("/read", "/say", "/near", "/group", "/advise", "/compare")


@pytest.fixture(scope="module")
def running(small_root: Path) -> Iterator[Laboratory]:
    with running_laboratory() as laboratory:
        assert laboratory.put("live", SMALL)["state"] == "ready"
        assert laboratory.put("draft", small_root, like="live")["state"] == "ready"
        yield laboratory


@pytest.fixture
def laboratory(running: Laboratory) -> Laboratory:
    return running


def code(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["error"]["code"]


def read(laboratory: Laboratory, text: str, name: str = "draft", **more: Any) -> dict[str, Any]:
    (reading,) = laboratory.ask("/read", name=name, texts=[text], **more)["readings"]
    return dict(reading)


def test_without_a_token_it_does_not_begin() -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SPORTELLO_")}
    command = [sys.executable, "-m", "bot.laboratory"]
    done = subprocess.run(
        command, cwd=ROOT, env=kept, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert "SPORTELLO_LABORATORY_TOKEN" in done.stderr


@pytest.mark.parametrize("token", [None, "", "wrong"])
def test_refuses_a_stranger(laboratory: Laboratory, token: str | None) -> None:
    for path in PATHS:
        assert code(laboratory.call("POST", path, {}, token)) == (401, "bad_token")
    assert code(laboratory.call("GET", "/knowledge/live", token=token)) == (401, "bad_token")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"[" * 5000, b'{"name": 3}'])
def test_refuses_nonsense(laboratory: Laboratory, body: bytes) -> None:
    for path in PATHS:
        assert code(laboratory.call("POST", path, body)) == (422, "bad_request")


def test_refuses_too_much(laboratory: Laboratory) -> None:
    many = {"name": "live", "texts": ["ciao"] * 501}
    assert code(laboratory.call("POST", "/read", many)) == (422, "bad_request")
    long = {"name": "live", "texts": ["x" * 20_001]}
    assert code(laboratory.call("POST", "/read", long)) == (422, "bad_request")


def test_what_nobody_has_put_is_not_known(laboratory: Laboratory) -> None:
    assert code(laboratory.call("GET", "/knowledge/nothing")) == (404, "unknown_knowledge")
    assert code(laboratory.call("POST", "/read", {"name": "nothing", "texts": []})) == (
        404,
        "unknown_knowledge",
    )
    body = {"root": str(SMALL), "like": "nothing"}
    assert code(laboratory.call("PUT", "/knowledge/new", body)) == (404, "unknown_knowledge")
    assert code(laboratory.call("POST", "/nowhere", {})) == (404, "not_found")


def test_a_folder_that_is_no_content_is_refused(laboratory: Laboratory, tmp_path: Path) -> None:
    assert code(laboratory.call("PUT", "/knowledge/x", {"root": str(tmp_path)})) == (422, "bad_content")
    root = tmp_path / "broken"
    shutil.copytree(SMALL, root)
    (root / "data" / "faq" / "sizes.yml").write_text("nlu: [")
    assert code(laboratory.call("PUT", "/knowledge/x", {"root": str(root)})) == (422, "bad_content")
    (root / "data" / "faq" / "sizes.yml").write_text("nlu: 7")
    assert code(laboratory.call("PUT", "/knowledge/x", {"root": str(root)})) == (422, "bad_content")


def test_what_cannot_be_learned_fails_and_says_so(laboratory: Laboratory, tmp_path: Path) -> None:
    root = tmp_path / "poor"
    shutil.copytree(SMALL, root)
    shutil.rmtree(root / "data")
    assert laboratory.put("poor", root)["state"] == "failed"
    assert code(laboratory.call("POST", "/read", {"name": "poor", "texts": ["ciao"]})) == (409, "not_learned")
    text = tmp_path / "text.tar.gz"
    text.write_text("no model")
    assert laboratory.put("damaged", SMALL, model=str(text))["state"] == "failed"


def test_the_same_content_is_not_learned_twice(laboratory: Laboratory) -> None:
    before = laboratory.call("GET", "/knowledge/live").json()
    body = {"root": str(SMALL)}
    assert laboratory.call("PUT", "/knowledge/live", body).json() == before


def test_a_draft_is_read_with_what_it_adds(laboratory: Laboratory) -> None:
    reading = read(laboratory, QUESTION, context=FRIDAY)
    assert (reading["intent"], reading["decision"]) == ("faq/black_friday", "answer")
    assert reading["nearest"][0]["intent"] == "faq/black_friday"
    assert reading["nearest"][0]["likeness"] >= reading["nearest"][-1]["likeness"]
    assert 0 < reading["thresholds"]["lower"] <= reading["thresholds"]["upper"] < 1
    assert read(laboratory, QUESTION, "live")["intent"] != "faq/black_friday"


def test_what_is_not_in_force_is_not_answered(laboratory: Laboratory) -> None:
    late = {"now": "2026-12-01T00:00:00+01:00"}
    assert read(laboratory, QUESTION, context=late)["decision"] == "hand_over"
    said = laboratory.ask("/say", name="draft", intent="faq/black_friday", language="it", context=late)
    assert said == {"replies": [], "acts": None, "in_force": False}


def test_what_is_empty_or_strange_is_read(laboratory: Laboratory) -> None:
    for text in ("", "/", "🙂", "\ud83d", "x" * 3000):
        assert read(laboratory, text)["decision"] in {"answer", "ask", "hand_over"}


def test_what_is_said_is_worded_by_the_live_code(laboratory: Laboratory) -> None:
    said = laboratory.ask("/say", name="draft", intent="faq/black_friday", language="en", context=FRIDAY)
    assert [reply["text"] for reply in said["replies"]] == ["20% off everything, until Monday."]
    assert laboratory.ask("/say", name="draft", intent="ask_person")["acts"] == "action_hand_over"
    assert laboratory.ask("/say", name="draft", intent="greet", language="it")["replies"]
    wrong = laboratory.call("POST", "/say", {"name": "draft", "intent": "faq/nothing"})
    assert code(wrong) == (422, "unknown_intent")


def test_it_decides_as_the_trained_model_does(
    laboratory: Laboratory, richer_model: Path, small_root: Path
) -> None:
    """A model is read with the brain's own components; what is fitted quickly hardly differs from it."""
    assert laboratory.put("trained", small_root, model=str(richer_model))["state"] == "ready"
    texts = [line.split("- ", 1)[1] for line in _examples(SMALL)]
    fitted, trained = (
        laboratory.ask("/read", name=name, texts=texts, context=FRIDAY)["readings"]
        for name in ("draft", "trained")
    )
    same = sum(a["intent"] == b["intent"] for a, b in zip(fitted, trained, strict=True))
    assert same >= 0.99 * len(texts)
    assert max(abs(a["confidence"] - b["confidence"]) for a, b in zip(fitted, trained, strict=True)) < 0.35


def _examples(root: Path) -> list[str]:
    lines = [
        line.strip()
        for path in sorted((root / "data").rglob("*.yml"))
        for line in path.read_text().splitlines()
    ]
    return [line for line in lines if line.startswith("- ") and ":" not in line and "{" not in line][:400]


def test_near_texts_are_found_likest_first(laboratory: Laboratory) -> None:
    among = [
        {"id": "a", "text": "ciao"},
        {"id": "b", "text": "che taglie ci sono?"},
        {"id": "c", "text": "taglie?"},
    ]
    (near,) = laboratory.ask("/near", texts=["quali taglie ci sono?"], among=among, least=0.5)["near"]
    assert near[0]["id"] == "b"
    assert "a" not in [one["id"] for one in near]
    assert laboratory.ask("/near", texts=[], among=among)["near"] == []
    assert laboratory.ask("/near", texts=["x"], among=[])["near"] == [[]]


def test_groups_hold_every_message_once(laboratory: Laboratory) -> None:
    texts = [
        "quali taglie avete?",
        "che taglie ci sono?",
        "posso pagare con paypal?",
        "accettate paypal?",
        "",
    ]
    groups = laboratory.ask("/group", name="draft", texts=texts)["groups"]
    assert sorted(place for one in groups for place in one["members"]) == list(range(len(texts)))
    assert all(one["label"] in one["members"] for one in groups)
    assert groups[0]["proposed"]["home"] == "topic"
    assert laboratory.ask("/group", name="draft", texts=[])["groups"] == []


def test_advice_comes_from_readings_that_had_not_seen_the_example(laboratory: Laboratory) -> None:
    advice = laboratory.ask("/advise", name="draft")
    assert 0 < advice["scores"]["faq/sizes"]["accuracy"] <= 1
    assert {"intent", "text", "toward", "confidence"} == set(advice["pulling"][0])
    one = laboratory.ask("/advise", name="draft", intent="faq/black_friday")
    assert set(one["scores"]) == {"faq/black_friday"}


def test_comparing_says_what_changes(laboratory: Laboratory) -> None:
    kept = [{"text": "quali taglie avete?", "intent": "faq/sizes"}]
    recent = [{"text": "black friday anche stavolta?"}]
    same = laboratory.ask("/compare", before="live", after="live", kept=kept, recent=recent)
    assert (same["gate"], same["changes"], same["reasons"]) == ("pass", [], [])
    back = laboratory.ask("/compare", before="draft", after="live", kept=kept, recent=[])
    assert back["gate"] == "pass"
    figures = {(one["set"], one["key"]): one["after"] for one in back["figures"]}
    assert figures["kept", "right"] == 1.0


def test_a_worse_state_is_stopped_with_reasons(laboratory: Laboratory, tmp_path: Path) -> None:
    """Ways of asking about payment that are filed under sizes."""
    root = tmp_path / "worse"
    shutil.copytree(SMALL, root)
    path, other = (root / "data" / "faq" / name for name in ("payment_methods.yml", "sizes.yml"))
    path.write_text(path.read_text().replace("intent: faq/payment_methods", "intent: faq/gift_wrapping"))
    other.write_text(other.read_text().replace("intent: faq/sizes", "intent: faq/payment_methods"))
    assert laboratory.put("worse", root, like="live")["state"] == "ready"
    texts = [
        "si paga con paypal?",
        "posso usare la carta?",
        "do you take visa",
        "is paypal fine",
        "bonifico ok?",
        "accettate carte di credito?",
        "si può pagare alla consegna?",
        "how can i pay?",
        "which cards do you accept",
    ]
    kept = [{"text": text, "intent": "faq/payment_methods"} for text in texts]
    found = laboratory.ask("/compare", before="live", after="worse", kept=kept, recent=[])
    assert found["gate"] == "stop"
    assert "kept_right_fell" in {reason["code"] for reason in found["reasons"]}
    assert {change["kind"] for change in found["changes"]} & {"answered_differently", "no_longer_answered"}
