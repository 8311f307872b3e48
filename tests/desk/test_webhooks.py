"""Vendors' calls: whatever comes, the right refusal or the right effect, and never a 5xx."""

from __future__ import annotations

import json

import httpx
import pytest

from desk.http.webhooks import BODY_LIMIT
from tests.desk.harness import Desk, desk_settings, open_desk
from tests.desk.pigeon import SIGNED

JSON = {"content-type": "application/json"}
LETTER = json.dumps({"id": "1", "from": "39333", "text": "ciao"})


@pytest.mark.parametrize(
    ("path", "headers", "body", "status", "code"),
    [
        ("/webhooks/owl", {**SIGNED, **JSON}, LETTER, 404, "channel_not_found"),
        ("/webhooks/webchat", JSON, LETTER, 404, "channel_not_found"),
        ("/webhooks/telegram", JSON, LETTER, 404, "channel_not_found"),  # off: it has no credentials
        ("/webhooks/pigeon", JSON, LETTER, 403, "bad_signature"),
        ("/webhooks/pigeon", {**JSON, "x-pigeon-signature": "caw"}, LETTER, 403, "bad_signature"),
        ("/webhooks/pigeon", {**SIGNED, **JSON}, LETTER[:-3], 400, "malformed_request"),
        ("/webhooks/pigeon", {**SIGNED, **JSON}, "", 400, "malformed_request"),
        ("/webhooks/pigeon", {**SIGNED, **JSON}, "[" * 100_000, 400, "malformed_request"),
        ("/webhooks/pigeon", {**SIGNED, **JSON}, b"\xff\xfe\x00", 400, "malformed_request"),
        ("/webhooks/pigeon", {**SIGNED, "content-type": "text/xml"}, LETTER, 415, "unsupported_content"),
        ("/webhooks/pigeon", SIGNED, LETTER.encode(), 415, "unsupported_content"),
        ("/webhooks/pigeon", {**SIGNED, **JSON}, b"x" * (BODY_LIMIT + 1), 413, "body_too_large"),
        ("/webhooks/PIGEON%00", {**SIGNED, **JSON}, LETTER, 422, "invalid_request"),
        ("/webhooks/pigeon/a/b", {**SIGNED, **JSON}, LETTER, 404, "not_found"),
    ],
)
async def test_refuses_what_is_not_the_vendors(
    desk: Desk, path: str, headers: dict[str, str], body: str | bytes, status: int, code: str
) -> None:
    answer = await desk.http.post(path, headers=headers, content=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


async def test_refuses_a_body_that_lies_about_its_size(desk: Desk) -> None:
    async def endless() -> object:
        for _ in range(20):
            yield b"x" * 100_000

    answer = await desk.http.post("/webhooks/pigeon", headers={**SIGNED, **JSON}, content=endless())  # type: ignore[arg-type]
    assert answer.status_code == 413


async def test_other_methods_are_refused(desk: Desk) -> None:
    answer = await desk.http.get("/webhooks/pigeon")
    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "POST"


async def test_what_was_answered_is_stored_and_answered_in_the_vendors_words(any_desk: Desk) -> None:
    answer = await any_desk.receive("dov'è il mio pacco?")
    assert (answer.status_code, answer.text, answer.headers["content-type"].split(";")[0]) == (
        200,
        "coo",
        "text/plain",
    )
    conversation = await any_desk.conversation("dov'è il mio pacco?")
    stored = await any_desk.services.transcripts.messages(conversation)
    assert [message.text for message in stored] == ["dov'è il mio pacco?"]  # though delivered twice


async def test_presses_are_acknowledged_after_the_answer(desk: Desk) -> None:
    await desk.receive("1", press="query-7")
    assert desk.pigeon.acknowledged == ["1"]


async def test_channels_see_the_address_that_the_vendor_called(sqlite_url: str) -> None:
    settings = desk_settings(sqlite_url, public_url="https://care.example.com/")
    async with open_desk(settings) as desk:
        await desk.http.post(
            "/webhooks/pigeon/status?a=1&a=2&b=%20x", headers={**SIGNED, **JSON}, content=LETTER
        )
        request = desk.pigeon.requests[0]
    assert request.url == "https://care.example.com/webhooks/pigeon/status?a=1&a=2&b=%20x"
    assert (request.route, dict(request.query), request.method) == ("status", {"a": "1", "b": " x"}, "POST")
    assert request.body == LETTER.encode()


async def test_without_a_public_address_the_proxy_says_what_was_called(desk: Desk) -> None:
    headers = {**SIGNED, **JSON, "x-forwarded-proto": "https", "host": "shop.example.com"}
    await desk.http.post("/webhooks/pigeon", headers=headers, content=LETTER)
    assert desk.pigeon.requests[0].url == "https://shop.example.com/webhooks/pigeon"


async def test_a_head_without_end_is_cut_off(desk: Desk) -> None:
    long = {"x-long": "a" * 200_000}
    try:
        answer = await desk.http.post("/webhooks/pigeon", headers=long, content=LETTER)
    except httpx.TransportError:
        return  # cut off while it was still talking
    assert answer.status_code == 400
