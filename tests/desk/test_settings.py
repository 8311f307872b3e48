"""Settings: one clear sentence for each mistake, and no secret in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.settings import BadSettings, Settings, load_settings, normalise_database_url


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PORT", "otto", "SPORTELLO_PORT: input should be a valid integer"),
        ("PORT", "70000", "SPORTELLO_PORT: input should be less than or equal to 65535"),
        ("PUBLIC_URL", "care.example.com", "SPORTELLO_PUBLIC_URL: it must begin with http:// or https://"),
        (
            "DATABASE_URL",
            "mysql://root:segreto@host/db",
            "SPORTELLO_DATABASE_URL: it must begin with sqlite:/// or postgresql://",
        ),
        ("DATABASE_URL", "segreto", "SPORTELLO_DATABASE_URL"),
        ("LOG_FORMAT", "xml", "SPORTELLO_LOG_FORMAT"),
        ("DEFAULT_LANGUAGE", "xx", "SPORTELLO_DEFAULT_LANGUAGE"),
        ("BRAIN_TIMEOUT", "0", "SPORTELLO_BRAIN_TIMEOUT"),
        ("FAQ_ACCENT", "green", "SPORTELLO_FAQ_ACCENT"),
        ("FAQ_STYLESHEET", "/nowhere.css", "SPORTELLO_FAQ_STYLESHEET: there is no such file"),
        ("FAQ_PAGES", "checkout=payment", "SPORTELLO_FAQ_PAGES: 'checkout=payment' is not /path=topic"),
        (
            "FAQ_FRAME_ANCESTORS",
            "https://a.example; script-src *",
            "SPORTELLO_FAQ_FRAME_ANCESTORS: each must be",
        ),
        ("MANNER", "voi", "SPORTELLO_MANNER"),
    ],
)
def test_a_wrong_setting_is_one_sentence_that_names_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(f"SPORTELLO_{name}", value)
    with pytest.raises(BadSettings) as error:
        load_settings(None)
    assert str(error.value).startswith(told)
    assert "\n" not in str(error.value)
    assert "segreto" not in str(error.value)


def test_every_setting_is_described() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BRAIN_TOKEN", "SECRET_KEY", "METRICS_TOKEN"):
        monkeypatch.setenv(f"SPORTELLO_{name}", "segretissimo")
    monkeypatch.setenv("SPORTELLO_DATABASE_URL", "postgresql://me:segretissimo@host/db")
    settings = load_settings(None)
    assert "segretissimo" not in repr(settings) + str(settings) + settings.model_dump_json()
    assert settings.brain_token.get_secret_value() == "segretissimo"


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgresql://u:p@h/d?ssl=require", "postgresql+asyncpg://u:p@h/d?ssl=require"),
        ("postgres://h/d", "postgresql+asyncpg://h/d"),
        ("postgresql+asyncpg://h/d", "postgresql+asyncpg://h/d"),
        ("sqlite:///a.db", "sqlite:///a.db"),
    ],
)
def test_the_driver_is_ours_to_name(given: str, used: str) -> None:
    assert normalise_database_url(given) == used


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("SPORTELLO_PORT=1234\nSPORTELLO_HOST=::1\nSPORTELLO_TELEGRAM_TOKEN=altrui\nALTRO=1\n")
    monkeypatch.setenv("SPORTELLO_PORT", "4321")
    settings = load_settings(file)
    assert (settings.port, settings.host) == (4321, "::1")


def test_lists_and_addresses_are_tidied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPORTELLO_ALLOWED_ORIGINS", " https://a.it/ ,https://b.it,, ")
    monkeypatch.setenv("SPORTELLO_PUBLIC_URL", "https://care.example.com/")
    settings = load_settings(None)
    assert settings.allowed_origins == ("https://a.it", "https://b.it")
    assert settings.public_url == "https://care.example.com"
    assert settings.is_public_https
