"""Which channels are on, which are off and why, and which settings do not fit together."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.base import (
    Channel,
    ChannelContext,
    ConfigurationError,
    Off,
    Polling,
    Realtime,
    Reconciling,
    Registering,
)
from connectors.registry import CHANNELS, build, build_all, variables

TELEGRAM = {"SPORTELLO_TELEGRAM_TOKEN": "1:very-secret-token"}
TWILIO = {
    "SPORTELLO_TWILIO_ACCOUNT_SID": "AC1",
    "SPORTELLO_TWILIO_AUTH_TOKEN": "very-secret-token",
    "SPORTELLO_WHATSAPP_FROM": "+390612345678",
}


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in variables():
        monkeypatch.delenv(variable.name, raising=False)


def put(monkeypatch: pytest.MonkeyPatch, values: dict[str, str]) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("missing", TWILIO)
def test_credentials_in_part_say_which_are_missing(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    put(monkeypatch, {name: value for name, value in TWILIO.items() if name != missing})
    with pytest.raises(ConfigurationError, match=f"{missing} is missing") as raised:
        build("whatsapp", ChannelContext())
    assert "very-secret" not in str(raised.value)


def test_two_missing_credentials_are_both_named(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, {"SPORTELLO_WHATSAPP_FROM": "+390612345678"})
    with pytest.raises(ConfigurationError, match=r"SID and SPORTELLO_TWILIO_AUTH_TOKEN are missing"):
        build("whatsapp", ChannelContext())


def test_a_webhook_secret_alone_says_that_the_token_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, {"SPORTELLO_TELEGRAM_WEBHOOK_SECRET": "very-secret"})
    with pytest.raises(ConfigurationError, match="SPORTELLO_TELEGRAM_TOKEN is missing"):
        build("telegram", ChannelContext())


@pytest.mark.parametrize(
    ("channel", "values", "wrong"),
    [
        ("telegram", TELEGRAM, {"SPORTELLO_TELEGRAM_API_URL": "very-secret address"}),
        ("whatsapp", TWILIO, {"SPORTELLO_TWILIO_API_URL": "ftp://very-secret"}),
        ("whatsapp", TWILIO, {"SPORTELLO_WHATSAPP_FROM": "very-secret number"}),
    ],
)
def test_a_value_that_cannot_be_is_named_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, channel: str, values: dict[str, str], wrong: dict[str, str]
) -> None:
    put(monkeypatch, {**values, **wrong})
    with pytest.raises(ConfigurationError, match=next(iter(wrong))) as raised:
        build(channel, ChannelContext())
    assert "very-secret" not in f"{raised.value} {raised.value.__cause__}"


def test_an_unknown_channel_is_said_so() -> None:
    with pytest.raises(ConfigurationError, match="pigeon"):
        build("pigeon", ChannelContext())


@pytest.mark.parametrize("empty", [{}, {"SPORTELLO_TELEGRAM_TOKEN": "", "SPORTELLO_TWILIO_ACCOUNT_SID": ""}])
def test_channels_without_credentials_are_off_and_say_why(
    monkeypatch: pytest.MonkeyPatch, empty: dict[str, str]
) -> None:
    put(monkeypatch, empty)
    channels = build_all(ChannelContext())
    off = {name: channel.reason for name, channel in channels.items() if isinstance(channel, Off)}
    assert set(off) == {"telegram", "whatsapp"}
    assert "SPORTELLO_TELEGRAM_TOKEN" in off["telegram"]
    assert "SPORTELLO_TWILIO_ACCOUNT_SID" in off["whatsapp"]


async def test_channels_with_credentials_are_on(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, {**TELEGRAM, **TWILIO})
    channels = build_all(ChannelContext("https://shop.example"))
    assert list(channels) == list(CHANNELS)
    for name, channel in channels.items():
        assert isinstance(channel, Channel)
        assert channel.name == name
        assert "very-secret" not in f"{channel!r} {vars(channel)!r}"
        await channel.close()
    assert isinstance(channels["telegram"], Polling)
    assert isinstance(channels["telegram"], Registering)
    assert isinstance(channels["whatsapp"], Reconciling)
    assert isinstance(channels["webchat"], Realtime)
    assert not isinstance(channels["whatsapp"], Polling | Registering | Realtime)


async def test_settings_can_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("".join(f"{name}={value}\n" for name, value in TELEGRAM.items()))
    channel = build("telegram", ChannelContext(env_file=file))
    assert isinstance(channel, Channel)
    await channel.close()


def test_every_variable_is_described_and_secrets_are_marked() -> None:
    found = {variable.name: variable for variable in variables()}
    assert {*TELEGRAM, *TWILIO, "SPORTELLO_TELEGRAM_WEBHOOK_SECRET"} <= set(found)
    assert all(len(variable.description) > 20 for variable in found.values())
    assert {name for name, variable in found.items() if variable.secret} == {
        "SPORTELLO_TELEGRAM_TOKEN",
        "SPORTELLO_TELEGRAM_WEBHOOK_SECRET",
        "SPORTELLO_TWILIO_AUTH_TOKEN",
    }


@pytest.mark.parametrize(
    ("public_url", "url"),
    [
        (None, None),
        ("https://shop.example", "https://shop.example/webhooks/x/status"),
        ("https://shop.example/desk/", "https://shop.example/desk/webhooks/x/status"),
    ],
)
def test_the_address_of_a_webhook(public_url: str | None, url: str | None) -> None:
    assert ChannelContext(public_url).webhook_url("x", "status") == url
