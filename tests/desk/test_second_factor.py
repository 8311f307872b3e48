"""The second factor: what does not get in, what is good once only, and who may switch it off."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import httpx
import pytest
from pyotp.totp import TOTP
from sqlalchemy import text

from desk.accounts.records import Act
from desk.accounts.throttle import PER_EMAIL
from tests.desk.harness import PASSWORD, Desk, desk_settings, open_desk


def code_at(desk: Desk, secret: str, periods: int = 0) -> str:
    moment = desk.clock.now() + timedelta(seconds=30 * periods)
    return TOTP(secret).at(int(moment.timestamp()))


async def guarded(desk: Desk, browser: httpx.AsyncClient) -> tuple[str, list[str]]:
    """Switches the factor on; its secret and recovery codes."""
    begun = (await browser.post("/api/security/totp")).json()
    confirmed = await browser.post(
        "/api/security/totp/confirm", json={"code": code_at(desk, begun["secret"])}
    )
    assert confirmed.status_code == 200, confirmed.text
    desk.clock.advance(timedelta(seconds=60))
    return begun["secret"], confirmed.json()["recovery_codes"]


async def sign_in(desk: Desk, code: str | None = None, name: str = "giulia") -> tuple[int, str]:
    body = {"email": f"{name}@example.com", "password": PASSWORD, "code": code}
    answer = await desk.http.post("/api/session", json=body)
    return answer.status_code, "" if answer.is_success else answer.json()["error"]["code"]


async def test_without_a_code_the_password_is_not_enough(any_desk: Desk) -> None:
    async with any_desk.signed_in() as browser:
        secret, _ = await guarded(any_desk, browser)
    assert await sign_in(any_desk) == (401, "second_factor_needed")
    assert await sign_in(any_desk, "000000") == (401, "bad_code")
    assert await sign_in(any_desk, "giulia'; --") == (401, "bad_code")
    assert await sign_in(any_desk, code_at(any_desk, secret)) == (200, "")


async def test_a_wrong_password_says_nothing_of_the_factor(desk: Desk) -> None:
    async with desk.signed_in() as browser:
        secret, _ = await guarded(desk, browser)
    body = {"email": "giulia@example.com", "password": "sbagliata!", "code": code_at(desk, secret)}
    answer = await desk.http.post("/api/session", json=body)
    assert answer.json()["error"]["code"] == "bad_credentials"


async def test_a_code_is_good_once(any_desk: Desk) -> None:
    async with any_desk.signed_in() as browser:
        secret, _ = await guarded(any_desk, browser)
    code = code_at(any_desk, secret)
    answers = await asyncio.gather(*(sign_in(any_desk, code) for _ in range(4)))
    assert sorted(answers) == [(200, ""), *[(401, "bad_code")] * 3]
    assert await sign_in(any_desk, code_at(any_desk, secret, -1)) == (401, "bad_code"), "older than the last"
    assert await sign_in(any_desk, code_at(any_desk, secret, 1)) == (200, "")
    assert await sign_in(any_desk, code_at(any_desk, secret, 3)) == (401, "bad_code"), "too far ahead"


async def test_recovery_codes_are_good_once_each_and_forgive_typing(any_desk: Desk) -> None:
    async with any_desk.signed_in() as browser:
        _, codes = await guarded(any_desk, browser)
        assert len(set(codes)) == 10
        assert await sign_in(any_desk, codes[0].upper().replace("-", " ")) == (200, "")
        assert await sign_in(any_desk, codes[0]) == (401, "bad_code")
        state = (await browser.get("/api/security")).json()
    assert state == {"totp": True, "recovery_codes_left": 9}
    acts = [entry.act for entry in await any_desk.services.accounts.audit_log()]
    assert Act.RECOVERY_CODE in acts


async def test_new_recovery_codes_end_the_old(desk: Desk) -> None:
    async with desk.signed_in() as browser:
        secret, old = await guarded(desk, browser)
        wrong = await browser.post("/api/security/recovery-codes", json={"code": "123456"})
        assert wrong.json()["error"]["code"] == "bad_code"
        renewed = await browser.post("/api/security/recovery-codes", json={"code": code_at(desk, secret)})
        new = renewed.json()["recovery_codes"]
    assert await sign_in(desk, old[0]) == (401, "bad_code")
    assert await sign_in(desk, new[0]) == (200, "")


async def test_guessing_codes_is_slowed_down(any_desk: Desk) -> None:
    async with any_desk.signed_in() as browser:
        secret, _ = await guarded(any_desk, browser)
        for _ in range(PER_EMAIL - 1):
            answer = await browser.request("DELETE", "/api/security/totp", json={"code": "000000"})
            assert answer.json()["error"]["code"] == "bad_code"
        full = await browser.request("DELETE", "/api/security/totp", json={"code": code_at(any_desk, secret)})
        assert (full.status_code, full.json()["error"]["code"]) == (429, "too_many_attempts")
    for _ in range(PER_EMAIL):
        await sign_in(any_desk, "000000")
    assert (await sign_in(any_desk, code_at(any_desk, secret)))[0] == 429


async def test_it_is_on_only_once_confirmed_and_off_only_with_a_code(desk: Desk) -> None:
    async with desk.signed_in() as browser:
        early = await browser.post("/api/security/totp/confirm", json={"code": "123456"})
        assert (early.status_code, early.json()["error"]["code"]) == (409, "no_second_factor")
        await browser.post("/api/security/totp")
        assert await sign_in(desk) == (200, ""), "nobody confirmed it"
        secret, _ = await guarded(desk, browser)
        again = await browser.post("/api/security/totp")
        assert (again.status_code, again.json()["error"]["code"]) == (409, "second_factor_on")
        off = await browser.request("DELETE", "/api/security/totp", json={"code": code_at(desk, secret)})
        assert off.json() == {"totp": False, "recovery_codes_left": 0}
    assert await sign_in(desk) == (200, "")


async def test_an_administrator_lifts_it_and_that_is_recorded(any_desk: Desk) -> None:
    async with any_desk.signed_in() as browser:
        await guarded(any_desk, browser)
        account = (await browser.get("/api/session")).json()["agent"]["id"]
    async with any_desk.signed_in("Ada", "admin") as admin:
        listed = (await admin.get("/api/agents")).json()["agents"]
        assert {it["name"]: it["totp"] for it in listed} == {"Ada": False, "Giulia": True}
        assert (await admin.delete(f"/api/agents/{account}/totp")).status_code == 204
        assert (await admin.delete(f"/api/agents/{account}/totp")).status_code == 409
        newest = (await admin.get("/api/audit?act=totp_off")).json()["items"][0]
    assert (newest["actor"]["name"], newest["subject_name"]) == ("Ada", "Giulia")
    assert await sign_in(any_desk) == (200, "")


async def test_the_database_has_neither_secret_nor_codes(any_desk: Desk) -> None:
    async with any_desk.signed_in() as browser:
        secret, codes = await guarded(any_desk, browser)
    async with any_desk.services.database.read() as connection:
        factor = (await connection.execute(text("SELECT secret FROM second_factors"))).scalar_one()
        hashes = list((await connection.execute(text("SELECT code_hash FROM recovery_codes"))).scalars())
    assert secret not in factor
    assert not set(codes) & set(hashes)


async def test_without_a_key_nothing_is_set_up(sqlite_url: str) -> None:
    async with open_desk(desk_settings(sqlite_url, secret_key="")) as desk, desk.signed_in() as browser:
        refused = await browser.post("/api/security/totp")
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "no_secret_key")


@pytest.mark.parametrize("code", ["", "12", "x" * 40])
async def test_nonsense_is_refused(desk: Desk, code: str) -> None:
    async with desk.signed_in() as browser:
        assert (await browser.post("/api/security/totp/confirm", json={"code": code})).status_code == 422
