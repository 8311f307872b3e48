"""Log lines: no secret and nobody's words, from whichever logger and in whichever format."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import structlog

from desk.logging import OURS, set_up
from desk.masking import Masker
from tests.desk.harness import desk_settings

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
SECRETS = [
    f"https://api.telegram.org/bot{TOKEN}/getMe",
    "postgresql+asyncpg://sportello:segretissimo@host/db",
    "Authorization: Bearer segretissimo",
    "Authorization: Basic c2VncmV0aXNzaW1v",
    "GET /actions/webhook?token=segretissimo",
    "Cookie: sportello_session=segretissimo; a=b",
    "made spt_segreto_molto_lungo_davvero and",
    "signs with whsec_c2VncmV0aXNzaW1v1234567890=",
    "the key is segretissimo",
    "[SQL: INSERT]\n[parameters: ('segretissimo', 'a]b')]\n(Background)",
]


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    for package in OURS:
        logging.getLogger(package).setLevel(logging.NOTSET)
    structlog.reset_defaults()


def logged(log_format: str = "json", **changes: Any) -> io.StringIO:
    stream = io.StringIO()
    settings = desk_settings(
        "sqlite://", log_format=log_format, log_level="DEBUG", secret_key="segretissimo", **changes
    )
    set_up(settings, stream)
    return stream


@pytest.mark.parametrize("log_format", ["json", "console"])
@pytest.mark.parametrize("said", SECRETS)
def test_secrets_are_masked_wherever_they_stand(said: str, log_format: str) -> None:
    stream = logged(log_format)
    log = structlog.get_logger("desk")
    log.warning(said)
    log.warning("event", detail=said, nested={"a": [said]})
    logging.getLogger("somebody.else").error("said %s", said, extra={"detail": said})
    log.error("failed", exc_info=ValueError(said))
    lines = stream.getvalue()
    assert lines.count("***") >= 4
    for secret in ("segretissimo", TOKEN, "c2VncmV0aXNzaW1v", "segreto_molto"):
        assert secret not in lines


def test_secrets_that_only_a_channel_knows_are_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPORTELLO_TWILIO_AUTH_TOKEN", "f00dfeed")
    stream = logged()
    structlog.get_logger("desk.x").info("signed with f00dfeed")
    assert "f00dfeed" not in stream.getvalue()


@pytest.mark.parametrize("key", ["text", "body", "payload"])
def test_nobody_s_words_are_logged_unless_somebody_wants_it(key: str) -> None:
    stream = logged()
    structlog.get_logger("desk.x").info("received", **{key: "dov'è il mio pacco?"})
    logging.getLogger("desk.x").info("received", extra={key: "dov'è il mio pacco?"})
    assert "pacco" not in stream.getvalue()
    assert "<19 characters>" in stream.getvalue()
    wanted = logged(log_message_text=True)
    structlog.get_logger("desk.x").info("received", **{key: "dov'è il mio pacco?"})
    assert "pacco" in wanted.getvalue()


async def test_libraries_do_not_log_the_addresses_they_call() -> None:
    stream = logged()
    transport = httpx.MockTransport(lambda request: httpx.Response(200))
    async with httpx.AsyncClient(transport=transport) as client:
        await client.get(f"https://api.telegram.org/bot{TOKEN}/getUpdates?offset=1")
    for name in (
        "httpcore.http11",
        "telegram.ext",
        "twilio.http_client",
        "urllib3.connectionpool",
        "engineio.server",
    ):
        logging.getLogger(name).info("calling https://vendor.example.com/secret")
    assert stream.getvalue() == ""


def test_json_lines_are_json_with_the_request_s_number() -> None:
    stream = logged()
    with structlog.contextvars.bound_contextvars(request_id="abc"):
        logging.getLogger("desk.http").warning("è andata male", extra={"status": 500})
    line = json.loads(stream.getvalue())
    assert (line["event"], line["level"], line["status"], line["request_id"]) == (
        "è andata male",
        "warning",
        500,
        "abc",
    )
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_what_the_database_quotes_is_masked(log_format: str) -> None:
    stream = logged(log_format)
    quoted = "[SQL: INSERT]\n[parameters: ('dov\\'è il mio pacco?', '[]', 1)]\n(Background on this error)"
    logging.getLogger("x").error("failed", exc_info=ValueError(quoted))
    assert "pacco" not in stream.getvalue()
    assert "Background" in stream.getvalue()


def test_short_values_are_no_secrets() -> None:
    assert Masker(["", "a", "abc"]).mask("abc a b") == "abc a b"
