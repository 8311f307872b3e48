"""Accounts, as the command line and administrators manage them."""

from __future__ import annotations

import pytest

from desk.accounts.records import Role
from desk.errors import AgentNotFound, EmailTaken, InvalidEmail, InvalidName, LastAdmin, WeakPassword
from tests.desk.harness import PASSWORD, Desk


async def test_nobody_has_two_accounts(any_desk: Desk) -> None:
    await any_desk.add_agent()
    with pytest.raises(EmailTaken):
        await any_desk.services.accounts.add("Altra", "GIULIA@example.com", PASSWORD)
    assert len(await any_desk.services.accounts.list()) == 1


@pytest.mark.parametrize("email", ["", "giulia", "a@b", "a b@c.it", "x" * 250 + "@b.it", "a\x00@b.it"])
async def test_an_email_address_has_to_be_one(desk: Desk, email: str) -> None:
    with pytest.raises(InvalidEmail):
        await desk.services.accounts.add("Giulia", email, PASSWORD)


@pytest.mark.parametrize("name", ["", "  ", "x" * 121, "a\x00b"])
async def test_a_name_has_to_be_one(desk: Desk, name: str) -> None:
    with pytest.raises(InvalidName):
        await desk.services.accounts.add(name, "a@b.it", PASSWORD)


async def test_short_passwords_are_refused(desk: Desk) -> None:
    with pytest.raises(WeakPassword):
        await desk.services.accounts.add("Giulia", "a@b.it", "123456789")
    await desk.add_agent()
    with pytest.raises(WeakPassword):
        await desk.services.accounts.set_password("giulia@example.com", "corta")


async def test_accounts_that_are_not_there(desk: Desk) -> None:
    with pytest.raises(AgentNotFound):
        await desk.services.accounts.disable("nessuno@example.com")
    with pytest.raises(AgentNotFound):
        await desk.services.accounts.set_password("nessuno@example.com", PASSWORD)


async def test_somebody_stays_in_charge(any_desk: Desk) -> None:
    accounts = any_desk.services.accounts
    await any_desk.add_agent("Ada", "admin")
    with pytest.raises(LastAdmin):
        await accounts.disable("ada@example.com")
    await any_desk.add_agent("Bruno", "admin")
    disabled = await accounts.disable("ADA@example.com")
    assert disabled.disabled_at is not None
    assert (await accounts.disable("ada@example.com")).disabled_at == disabled.disabled_at


async def test_an_administrator_adds_agents(any_desk: Desk) -> None:
    async with any_desk.signed_in("Ada", "admin") as admin:
        new = {"name": "Zoe", "email": "zoe@example.com", "password": PASSWORD, "role": "agent"}
        added = await admin.post("/api/agents", json=new)
        assert added.status_code == 201
        assert PASSWORD not in added.text
        again = await admin.post("/api/agents", json=new)
        assert (again.status_code, again.json()["error"]["code"]) == (409, "email_taken")
        weak = await admin.post("/api/agents", json={**new, "password": "corta"})
        assert (weak.status_code, weak.json()["error"]["details"]["fields"][0]["field"]) == (422, "password")
        listed = (await admin.get("/api/agents")).json()["agents"]
    assert [agent["name"] for agent in listed] == ["Ada", "Zoe"]
    assert {account.role for account in await any_desk.services.accounts.list()} == {Role.ADMIN, Role.AGENT}
    newest = (await any_desk.services.accounts.audit_log(limit=1))[0]
    assert (newest.act, newest.subject) == ("agent_add", added.json()["id"])
