"""Signing in: what is refused, what it leaves behind, and when it ends."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import httpx
import pytest

from desk.accounts.records import Act
from desk.accounts.throttle import PER_EMAIL, WINDOW
from desk.errors import BadCredentials
from tests.desk.harness import PASSWORD, Desk, desk_settings, open_desk


async def sign_in(
    desk: Desk, email: str = "giulia@example.com", password: str = PASSWORD, **headers: str
) -> httpx.Response:
    return await desk.http.post("/api/session", json={"email": email, "password": password}, headers=headers)


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("giulia@example.com", "sbagliata!"),
        ("nessuno@example.com", PASSWORD),
        ("", PASSWORD),
        ("giulia", "x" * 2000),
    ],
)
async def test_wrong_credentials_all_look_the_same(desk: Desk, email: str, password: str) -> None:
    await desk.add_agent()
    answer = await sign_in(desk, email, password)
    assert answer.status_code in {401, 422}
    assert "set-cookie" not in answer.headers
    assert password not in answer.text


async def test_the_sentence_is_in_the_callers_language(desk: Desk) -> None:
    italian = await sign_in(desk, **{"accept-language": "it-IT,en;q=0.5"})
    english = await sign_in(desk, **{"accept-language": "fr,en;q=0.5"})
    assert italian.json()["error"]["message"] == "Indirizzo e-mail o password non corretti."
    assert english.json()["error"]["message"] == "The e-mail address or the password is wrong."


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"email":"a@b.it"}', b'{"email":1,"password":{}}', b'"\\ud800"', b"[" * 9999]
)
async def test_nonsense_is_a_4xx_that_repeats_nothing(desk: Desk, body: bytes) -> None:
    answer = await desk.http.post("/api/session", content=body, headers={"content-type": "application/json"})
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]["code"] == "invalid_request"


async def test_the_email_is_compared_without_regard_to_case(desk: Desk) -> None:
    await desk.add_agent()
    assert (await sign_in(desk, " GIULIA@Example.COM ")).status_code == 200


async def test_a_session_is_a_cookie_that_scripts_cannot_read(any_desk: Desk) -> None:
    await any_desk.add_agent()
    answer = await sign_in(any_desk)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    body = answer.json()
    assert body["agent"] == {
        "id": body["agent"]["id"],
        "name": "Giulia",
        "email": "giulia@example.com",
        "role": "agent",
        "disabled_at": None,
        "totp": False,
    }
    assert body["realtime"] == {"path": "/socket.io", "namespace": "/console"}
    again = await any_desk.http.get("/api/session")
    assert again.json() == body


async def test_over_tls_the_cookie_insists_on_it(sqlite_url: str) -> None:
    async with open_desk(desk_settings(sqlite_url, public_url="https://care.example.com")) as desk:
        await desk.add_agent()
        answer = await sign_in(desk)
    assert "secure" in answer.headers["set-cookie"].lower()
    assert answer.headers["strict-transport-security"]


async def test_signing_out_ends_the_session_and_not_only_the_cookie(desk: Desk) -> None:
    async with desk.signed_in() as browser:
        token = browser.cookies["sportello_session"]
        assert (await browser.delete("/api/session")).status_code == 204
        browser.cookies.set("sportello_session", token)
        answer = await browser.get("/api/session")
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "not_signed_in")


async def test_sessions_slide_and_expire(any_desk: Desk) -> None:
    async with any_desk.signed_in() as browser:
        for _ in range(3):
            any_desk.clock.advance(timedelta(hours=11))
            assert (await browser.get("/api/session")).status_code == 200
        any_desk.clock.advance(timedelta(hours=12, seconds=1))
        assert (await browser.get("/api/session")).status_code == 401


async def test_disabling_and_another_password_end_sessions(any_desk: Desk) -> None:
    accounts = any_desk.services.accounts
    async with any_desk.signed_in() as browser:
        await accounts.set_password("giulia@example.com", "un'altra password")
        assert (await browser.get("/api/session")).status_code == 401
    assert (await sign_in(any_desk)).status_code == 401
    assert (await sign_in(any_desk, password="un'altra password")).status_code == 200
    await accounts.disable("giulia@example.com")
    assert (await any_desk.http.get("/api/session")).status_code == 401
    assert (await sign_in(any_desk, password="un'altra password")).status_code == 401


async def test_guessing_is_slowed_down_and_then_forgiven(any_desk: Desk) -> None:
    await any_desk.add_agent()
    for _ in range(PER_EMAIL):
        assert (await sign_in(any_desk, password="sbagliata!")).status_code == 401
    refused = await sign_in(any_desk)
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "too_many_attempts")
    assert 0 < int(refused.headers["retry-after"]) <= WINDOW.total_seconds()
    any_desk.clock.advance(WINDOW)
    assert (await sign_in(any_desk)).status_code == 200


async def test_a_good_attempt_empties_the_account_s_counter(desk: Desk) -> None:
    await desk.add_agent()
    for _ in range(2):
        for _ in range(PER_EMAIL - 1):
            await sign_in(desk, password="sbagliata!")
        assert (await sign_in(desk)).status_code == 200


async def test_guessing_in_parallel_gains_little(any_desk: Desk) -> None:
    await any_desk.add_agent()
    answers = await asyncio.gather(*(sign_in(any_desk, password=f"sbagliata{i}") for i in range(30)))
    assert sum(answer.status_code == 401 for answer in answers) < 30


async def test_signing_in_is_recorded_and_so_is_failing(desk: Desk) -> None:
    account = await desk.add_agent()
    await sign_in(desk, password="sbagliata!")
    await sign_in(desk)
    with pytest.raises(BadCredentials):
        await desk.services.accounts.sign_in("chi?", "x", "203.0.113.9")
    log = await desk.services.accounts.audit_log()
    assert [(entry.act, entry.actor, entry.origin) for entry in log] == [
        (Act.SIGN_IN_FAILED, "chi?", "203.0.113.9"),
        (Act.SIGN_IN, account.id, "127.0.0.1"),
        (Act.SIGN_IN_FAILED, "giulia@example.com", "127.0.0.1"),
        (Act.AGENT_ADD, "cli", "cli"),
    ]
