"""Health, readiness, metrics, pages and headers: what operators and browsers look at."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from starlette.requests import Request

from desk.errors import NotAllowed
from desk.http.metrics import check_caller
from desk.metering import MeteredBrain, MeteredGateway, MeteredInbox
from desk.metrics import Metrics
from handoff.errors import BrainUnavailable, Rejected
from handoff.inbox import Accepted
from handoff.memory import ScriptedBrain
from handoff.messages import Address, Inbound, Outbound
from handoff.records import BrainReply, Reading
from tests.desk.harness import Desk, desk_settings, open_desk
from tests.desk.pigeon import PigeonChannel


async def test_health_and_readiness(any_desk: Desk) -> None:
    assert (await any_desk.http.get("/healthz")).json() == {"status": "ok"}
    ready = await any_desk.http.get("/readyz")
    assert (ready.status_code, ready.json()["ready"]) == (200, True)
    assert [part["name"] for part in ready.json()["parts"]] == ["database", "brain", "backlog"]


async def test_readiness_says_which_part_is_missing(desk: Desk) -> None:
    desk.brain.ready = False
    answer = await desk.http.get("/readyz")
    assert answer.status_code == 503
    assert [part["name"] for part in answer.json()["parts"] if not part["ready"]] == ["brain"]


async def test_a_database_that_is_gone_is_said_so(any_desk: Desk) -> None:
    await any_desk.conversation()
    async with any_desk.services.database.write() as connection:
        await connection.execute(text("ALTER TABLE messages RENAME TO elsewhere"))
    ready = await any_desk.http.get("/readyz")
    assert ready.status_code == 503
    assert "elsewhere" not in ready.text
    refused = await any_desk.receive("ancora")
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "unavailable")
    assert refused.headers["retry-after"]


async def test_metrics_tell_what_is_waiting(desk: Desk) -> None:
    await desk.conversation()
    told = (await desk.http.get("/metrics")).text
    assert "sportello_waiting_turns 1.0" in told
    assert "sportello_queue_length 0.0" in told


@pytest.mark.parametrize(
    ("host", "token", "shown", "allowed"),
    [
        ("127.0.0.1", None, None, True),
        ("::1", None, None, True),
        ("203.0.113.7", None, None, False),
        ("203.0.113.7", None, "", False),
        ("203.0.113.7", "gettone", "gettone", True),
        ("203.0.113.7", "gettone", "altro", False),
        ("nonsense", None, None, False),
    ],
)
def test_metrics_are_for_this_machine_or_with_the_token(
    host: str, token: str | None, shown: str | None, allowed: bool
) -> None:
    headers = [(b"authorization", f"Bearer {shown}".encode())] if shown is not None else []
    request = Request({"type": "http", "client": (host, 1), "headers": headers})
    settings = desk_settings("sqlite://", metrics_token=token)
    if allowed:
        check_caller(request, settings)
    else:
        with pytest.raises(NotAllowed):
            check_caller(request, settings)


async def _hears_anger(question: Any) -> BrainReply:
    return BrainReply((), Reading(tone="frustrated"))


async def test_what_passes_through_is_counted() -> None:
    metrics, pigeon = Metrics(), PigeonChannel()

    class Once:
        async def accept(self, channel: str, events: Any) -> Accepted:
            return Accepted(new=2, duplicates=1)

    async def fails(question: Any) -> Any:
        raise BrainUnavailable

    async def refuses(to: Address, message: Outbound) -> Any:
        raise Rejected

    await MeteredInbox(Once(), metrics).accept("pigeon", [Inbound(Address("pigeon", "1"), "1")])
    gateway = MeteredGateway({"pigeon": pigeon}, metrics)
    await gateway.send(Address("pigeon", "1"), Outbound("ciao"))
    pigeon.send = refuses  # type: ignore[method-assign]
    with pytest.raises(Rejected):
        await gateway.send(Address("pigeon", "1"), Outbound("ciao"))
    with pytest.raises(BrainUnavailable):
        await MeteredBrain(ScriptedBrain(fails), metrics).reply(None)  # type: ignore[arg-type]
    await MeteredBrain(ScriptedBrain(_hears_anger), metrics).reply(None)  # type: ignore[arg-type]
    told = metrics.render().decode()
    assert 'sportello_tones_total{tone="frustrated"} 1.0' in told
    assert 'sportello_messages_total{channel="pigeon",direction="in"} 2.0' in told
    assert 'sportello_messages_total{channel="pigeon",direction="out"} 1.0' in told
    assert 'sportello_send_failures_total{channel="pigeon",code="rejected"} 1.0' in told
    assert 'sportello_turn_seconds_count{outcome="failed"} 1.0' in told


@pytest.mark.parametrize("path", ["/", "/console/", "/console/queue", "/widget.js"])
async def test_without_a_front_end_one_sentence_says_what_to_do(
    sqlite_url: str, tmp_path: Path, path: str
) -> None:
    async with open_desk(desk_settings(sqlite_url, ui_directory=tmp_path / "none")) as desk:
        answer = await desk.http.get(path)
    assert answer.status_code == 503
    assert "make run" in answer.text


async def test_pages_are_served_and_cached_with_sense(sqlite_url: str, tmp_path: Path) -> None:
    for name in (
        "shop/index.html",
        "console/index.html",
        "console/assets/a-1234.js",
        "widget.js",
        "secret.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    async with open_desk(desk_settings(sqlite_url, ui_directory=tmp_path)) as desk:
        shop, console = await desk.http.get("/"), await desk.http.get("/console/conversations/7")
        asset, widget = await desk.http.get("/console/assets/a-1234.js"), await desk.http.get("/widget.js")
        assert (shop.text, console.text) == ("shop/index.html", "console/index.html")
        assert "immutable" in asset.headers["cache-control"]
        assert widget.headers["cross-origin-resource-policy"] == "cross-origin"
        assert console.headers["cache-control"] == "no-cache"
        assert "frame-ancestors 'none'" in console.headers["content-security-policy"]
        assert (await desk.http.get("/console")).headers["location"] == "/console/"
        for escape in (
            "/console/..%2fsecret.txt",
            "/shop/%2e%2e/secret.txt",
            "/console/a%00.js",
            "/shop//etc/passwd.x",
        ):
            assert (await desk.http.get(escape)).status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/api/queue", "/healthz", "/nowhere", "/openapi.json", "/socket.io/?EIO=9"]
)
async def test_every_answer_carries_the_security_headers(desk: Desk, path: str) -> None:
    answer = await desk.http.get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-request-id"]
    assert "server" not in answer.headers


@pytest.mark.parametrize(("given", "kept"), [("abc-1", True), ("x" * 65, False), ("a b", False)])
async def test_a_caller_s_own_number_is_kept_if_it_is_one(desk: Desk, given: str, kept: bool) -> None:
    answer = await desk.http.get("/healthz", headers={"x-request-id": given})
    assert (answer.headers["x-request-id"] == given) is kept


async def test_the_documentation_loads_nothing_from_elsewhere(desk: Desk) -> None:
    page = await desk.http.get("/docs")
    assert page.status_code == 200
    assert "https://" not in page.text
    assert (await desk.http.get("/docs/static/swagger-ui-bundle.js")).status_code == 200


async def test_the_largest_body_is_the_same_everywhere(desk: Desk) -> None:
    for path in ("/api/session", "/webhooks/pigeon", "/nowhere"):
        answer = await desk.http.post(
            path, content=b"x" * 2_000_000, headers={"content-type": "application/json"}
        )
        assert answer.status_code in {404, 413}, path


def test_the_description_needs_neither_database_nor_brain() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "desk.openapi"], capture_output=True, check=True, timeout=100
    ).stdout
    described = json.loads(printed)
    assert {"ConversationSummaryOut", "TypingOut", "ConversationOut", "ErrorOut"} <= described["components"][
        "schemas"
    ].keys()
    operations = [it["operationId"] for path in described["paths"].values() for it in path.values()]
    assert len(operations) == len(set(operations))


@pytest.mark.parametrize(
    ("name", "value"), [("SPORTELLO_PORT", "otto"), ("SPORTELLO_TELEGRAM_WEBHOOK_SECRET", "segreto")]
)
def test_a_wrong_setting_ends_the_desk_with_one_sentence(tmp_path: Path, name: str, value: str) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path.cwd()),
        "SPORTELLO_DATABASE_URL": f"sqlite:///{tmp_path / 'it.db'}",
        name: value,
    }
    ended = subprocess.run(
        [sys.executable, "-m", "desk.serve"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        timeout=100,
        check=False,
    )
    assert ended.returncode == 78
    assert name in ended.stderr
    assert "Traceback" not in ended.stderr
    assert value not in ended.stderr
