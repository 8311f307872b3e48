"""The brain's way to the actions: only the brain's, and only sound calls."""

from __future__ import annotations

import json
import zlib
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from desk.http.actions import LARGEST_CALL, create_actions_app
from desk.settings import Settings

TOKEN = "brain"
URL = "/actions/webhook"


def settings(token: str = TOKEN) -> Settings:
    return Settings(_env_file=None, brain_token=SecretStr(token))


def user(text: str, intent: str, confidence: float = 1.0, doubt: str | None = None) -> dict[str, Any]:
    ranking = [{"name": intent, "confidence": confidence}, {"name": "faq/sizes", "confidence": 0.1}]
    return {"event": "user", "text": text, "parse_data": {"intent_ranking": ranking, "doubt": doubt}}


def call(action: str, *events: dict[str, Any], **changes: Any) -> dict[str, Any]:
    parses = [event["parse_data"] for event in events if event["event"] == "user"]
    latest = parses[-1] if parses else {}
    tracker = {"sender_id": "c", "slots": {}, "latest_message": latest, "events": list(events)}
    return {"next_action": action, "sender_id": "c", "tracker": {**tracker, **changes}}


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_actions_app(settings()))
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://desk", headers=headers) as client:
        yield client


@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer wrong", "Basic brain", "brain", "Bearer brain2"])
async def test_a_stranger_runs_nothing(http: httpx.AsyncClient, shown: str) -> None:
    response = await http.post(URL, json=call("action_affirm"), headers={"Authorization": shown})
    assert response.status_code == 401


async def test_without_a_token_of_our_own_nobody_is_let_in() -> None:
    transport = httpx.ASGITransport(create_actions_app(settings("")))
    async with httpx.AsyncClient(transport=transport, base_url="http://desk") as client:
        for shown in ("", "Bearer", "Bearer "):
            response = await client.post(URL, json=call("action_affirm"), headers={"Authorization": shown})
            assert response.status_code == 401


async def test_who_is_not_on_this_machine_is_refused() -> None:
    transport = httpx.ASGITransport(create_actions_app(settings()), client=("192.0.2.7", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://desk") as client:
        response = await client.post(
            URL, json=call("action_affirm"), headers={"Authorization": f"Bearer {TOKEN}"}
        )
    assert response.status_code == 403


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"null", b"[]", b"42", b"\xff", b"[" * 99_999, b'{"next_action": "a", "tracker": 7}', b"{}"],
)
async def test_nonsense_is_refused(http: httpx.AsyncClient, body: bytes) -> None:
    assert (await http.post(URL, content=body)).status_code == 422


async def test_too_much_is_refused_packed_or_not(http: httpx.AsyncClient) -> None:
    huge = b" " * (LARGEST_CALL + 1)
    packed = {"Content-Encoding": "deflate"}
    assert (await http.post(URL, content=huge)).status_code == 413
    assert (await http.post(URL, content=zlib.compress(huge), headers=packed)).status_code == 413
    assert (await http.post(URL, content=b"not zlib", headers=packed)).status_code == 422


async def test_an_unknown_action_is_not_found(http: httpx.AsyncClient) -> None:
    response = await http.post(URL, json=call("action_unknown"))
    assert response.status_code == 404
    assert response.json()["action_name"] == "action_unknown"


async def test_an_action_that_fails_is_a_failure_without_details(http: httpx.AsyncClient) -> None:
    response = await http.post(URL, json=call("action_hand_over", latest_message={"intent_ranking": [7]}))
    assert response.status_code == 500
    assert response.json() == {"error": "action_failed"}


async def test_a_packed_call_is_understood(http: httpx.AsyncClient) -> None:
    packed = zlib.compress(json.dumps(call("action_hand_over", user("aiuto", "ask_person"))).encode())
    response = await http.post(URL, content=packed, headers={"Content-Encoding": "deflate"})
    assert response.json()["responses"][0]["custom"]["handover"]["reason"] == "requested"


async def test_asks_back_with_titles_in_the_shoppers_language(http: httpx.AsyncClient) -> None:
    titles = {
        "utter_title/returns": [
            {"text": "Return", "condition": [{"type": "slot", "name": "language", "value": "en"}]},
            {"text": "Reso"},
        ],
        "utter_title/sizes": [{"text": "Taglie"}],
        "utter_title/ask_person": [{"text": "Una persona"}],
    }
    asked = call("action_clarify", user("boh", "faq/returns", 0.3, "ask"), slots={"language": "en"})
    response = (await http.post(URL, json={**asked, "domain": {"responses": titles}})).json()["responses"][0]
    assert response["response"] == "utter_clarify"
    assert response["buttons"] == [
        {"title": "Return", "payload": "/faq/returns"},
        {"title": "Taglie", "payload": "/faq/sizes"},
        {"title": "Una persona", "payload": "/ask_person"},
    ]


async def test_the_second_failure_calls_a_person_and_says_what_was_tried(http: httpx.AsyncClient) -> None:
    asked = {
        "event": "bot",
        "metadata": {"utter_action": "utter_clarify"},
        "data": {"buttons": [{"payload": "/faq/returns"}, {"payload": "/ask_person"}]},
    }
    turn = [user("boh", "faq/returns", 0.3, "ask"), {"event": "action", "name": "action_clarify"}, asked]
    again = call("action_clarify", *turn, user("mah", "faq/returns", 0.3, "ask"))
    (response,) = (await http.post(URL, json=again)).json()["responses"]
    assert response["custom"]["handover"] == {
        "reason": "repeated_misunderstanding",
        "tried": ["clarify: faq/returns"],
    }
