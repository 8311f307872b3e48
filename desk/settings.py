"""The desk's settings, read once from the environment and ``.env``; each channel reads its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from desk.errors import DeskError
from desk.faq.shop_pages import read_pages

REPOSITORY = Path(__file__).resolve().parent.parent
DEFAULT_DATABASE = "sqlite:///.sportello/sportello.db"
_ORIGIN = re.compile(r"https?://[\w.-]+(:\d{1,5})?", re.ASCII)
DRIVERS = {
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
    "sqlite": "sqlite",
    "sqlite+aiosqlite": "sqlite",
}


class BadSettings(DeskError):
    """A setting is wrong."""

    code = "bad_settings"


class Settings(BaseSettings):
    """Everything about the desk that differs between machines.

    Every name is read from the environment with the prefix ``SPORTELLO_``.
    """

    model_config = SettingsConfigDict(
        env_prefix="SPORTELLO_", env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    host: str = Field("127.0.0.1", description="Address that the desk listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port that the desk listens on; 0 for any free one.")
    public_url: str | None = Field(
        None, description="Address under which browsers and vendors reach the desk: https://care.example.com."
    )
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Other websites that may embed the widget, separated by commas; * for all: "
        "https://shop.example.com.",
    )
    forwarded_allow_ips: str = Field(
        "127.0.0.1",
        description="Addresses of the proxies whose X-Forwarded-For and -Proto are believed, "
        "separated by commas.",
    )
    database_url: SecretStr = Field(
        SecretStr(DEFAULT_DATABASE),
        description="Where everything is kept: sqlite:///path or postgresql://user:password@host/name.",
    )
    brain_url: str = Field("http://127.0.0.1:5005", description="Address of the brain.")
    brain_port: int = Field(5005, ge=1, le=65535, description="Port that the brain listens on, on loopback.")
    brain_token: SecretStr = Field(
        SecretStr(""), description="Secret that brain and desk share; `sportello run` makes one if unset."
    )
    brain_timeout: float = Field(10.0, gt=0, le=60, description="Seconds that the brain may take to answer.")
    secret_key: SecretStr = Field(
        SecretStr(""), description="Signs visitors' and agents' tokens; `sportello run` makes one if unset."
    )
    metrics_token: SecretStr | None = Field(
        None,
        description="Bearer token for /metrics from other machines; without it only loopback may read it.",
    )
    log_format: Literal["console", "json"] = Field("console", description="How log lines are written.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Least level logged.")
    log_message_text: bool = Field(
        False,
        description="Whether shoppers' and agents' words may appear in logs; personal data: leave it off.",
    )
    default_language: Literal["it", "en"] = Field("it", description="Language of those who state none.")
    session_hours: float = Field(
        12.0, gt=0, le=720, description="Hours after which an agent who does nothing is signed out."
    )
    webhooks_allow_private: bool = Field(
        False,
        description="Whether outgoing webhooks may go to http and to addresses of the own network; "
        "for trying things out.",
    )
    check_links: bool = Field(
        True,
        description="Whether the studio tries the links in answers once a day: public https addresses only.",
    )
    background_niceness: int = Field(
        5,
        ge=0,
        le=19,
        description="How much learning for the studio lets shoppers' messages go first: 0 not at all, "
        "19 as much as the system can.",
    )
    manner: Literal["tu", "lei"] = Field("tu", description="How shoppers are addressed in Italian.")
    faq_heading: str = Field("", max_length=80, description="The shop's name, on the FAQ's pages.")
    faq_accent: str = Field(
        "0f5448", pattern=r"^[0-9a-fA-F]{6}$", description="The shop's colour on the FAQ's pages: 0f5448."
    )
    faq_stylesheet: Path | None = Field(
        None, description="A file of CSS that is put after the FAQ's own, into every page of it."
    )
    faq_frame_ancestors: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Websites that may embed the FAQ, separated by commas; those of "
        "SPORTELLO_ALLOWED_ORIGINS where none are named.",
    )
    faq_pages: str = Field(
        "",
        description="What is asked on which page of the shop: /checkout*=payment,faq/gift_wrapping; "
        "/returns=returns.",
    )
    content_folder: Path = Field(
        REPOSITORY,
        description="What the assistant knows: a folder with config.yml, domain.yml and data.",
    )
    ui_directory: Path = Field(REPOSITORY / "ui" / "dist", description="The built front end.")

    @field_validator("content_folder", mode="after")
    @classmethod
    def _whole(cls, folder: Path) -> Path:
        return folder.absolute()

    @field_validator("public_url", "brain_url")
    @classmethod
    def _check_url(cls, url: str | None) -> str | None:
        if not url:
            return None
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("it must begin with http:// or https:// and name a host")
        return url.rstrip("/")

    @field_validator("manner", mode="before")
    @classmethod
    def _small(cls, manner: object) -> object:
        return manner.lower() if isinstance(manner, str) else manner

    @field_validator("faq_pages")
    @classmethod
    def _check_pages(cls, pages: str) -> str:
        read_pages(pages)
        return pages

    @field_validator("faq_stylesheet")
    @classmethod
    def _check_stylesheet(cls, file: Path | None) -> Path | None:
        if file is not None and not file.is_file():
            raise ValueError("there is no such file")
        return file

    @field_validator("faq_frame_ancestors")
    @classmethod
    def _check_ancestors(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        if not all(origin == "*" or _ORIGIN.fullmatch(origin) for origin in origins):
            raise ValueError("each must be like https://shop.example.com")
        return origins

    @field_validator("allowed_origins", "faq_frame_ancestors", mode="before")
    @classmethod
    def _split(cls, origins: object) -> object:
        if not isinstance(origins, str):
            return origins
        return tuple(origin.strip().rstrip("/") for origin in origins.split(",") if origin.strip())

    @field_validator("database_url")
    @classmethod
    def _normalise(cls, url: SecretStr) -> SecretStr:
        return SecretStr(normalise_database_url(url.get_secret_value()))

    @property
    def is_public_https(self) -> bool:
        """Whether browsers reach the desk over TLS, so that cookies may insist on it."""
        return (self.public_url or "").startswith("https://")


def normalise_database_url(url: str) -> str:
    """Names the asynchronous driver in a database's URL.

    Raises:
        ValueError: The database is neither SQLite nor PostgreSQL.
    """
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in DRIVERS:
        raise ValueError("it must begin with sqlite:/// or postgresql://")
    return f"{DRIVERS[scheme]}://{rest}"


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Reads the settings.

    Args:
        env_file: Lines of ``NAME=value`` beside the environment, which has the last word.

    Raises:
        BadSettings: One sentence that names the variable and what is wrong, never its value.
    """
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False, include_input=False)
        reasons = [f"SPORTELLO_{_name(problem['loc'])}: {_reason(problem['msg'])}" for problem in problems]
        raise BadSettings("; ".join(reasons) + ".") from None


def _name(location: tuple[int | str, ...]) -> str:
    return "_".join(str(part) for part in location[:1]).upper()


def _reason(message: str) -> str:
    reason = message.removeprefix("Value error, ").rstrip(".")
    return reason[:1].lower() + reason[1:]
