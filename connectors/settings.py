"""What every channel's settings have in common: how they are read, and how they complain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from connectors.base import ConfigurationError


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable, as documentation shows it.

    Attributes:
        name: ``SPORTELLO_…``.
        description: What it is for.
        default: What holds where it is not set; None for nothing.
        secret: It must not be shown.
    """

    name: str
    description: str
    default: str | None
    secret: bool


class ChannelSettings(BaseSettings):
    """Settings of one channel, read from ``SPORTELLO_*`` variables."""

    model_config = SettingsConfigDict(
        env_prefix="SPORTELLO_",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        str_strip_whitespace=True,
        populate_by_name=True,
    )

    @classmethod
    def variable(cls, field: str) -> str:
        """The name of the environment variable of a field."""
        return f"{cls.model_config.get('env_prefix', '')}{field}".upper()

    @classmethod
    def variables(cls) -> list[Variable]:
        """Every variable that these settings are read from, for documentation."""
        return [
            Variable(
                name=cls.variable(name),
                description=field.description or "",
                default=None if field.default is None else str(field.default),
                secret="Secret" in str(field.annotation),
            )
            for name, field in cls.model_fields.items()
        ]

    def missing(self, fields: Sequence[str]) -> list[str]:
        """The variables among these fields that are not set."""
        return [self.variable(field) for field in fields if getattr(self, field) is None]


Settings = TypeVar("Settings", bound=ChannelSettings)


def read_settings(model: type[Settings], env_file: Path | None = None) -> Settings:
    """Reads a channel's settings from the environment (and a file of variables, if given).

    Raises:
        ConfigurationError: A variable has a value that can't be; names it, never shows the value.
    """
    try:
        return model(_env_file=env_file)
    except ValidationError as error:
        problem = error.errors()[0]
        name = model.variable(str(problem["loc"][0])) if problem["loc"] else model.__name__
        raise ConfigurationError(f"{name} can't be used: {problem['msg']}.") from error


def require_all_or_none(settings: ChannelSettings, fields: Sequence[str]) -> bool:
    """Whether a channel has its credentials.

    Returns:
        False when none of the fields is set: the channel is off.

    Raises:
        ConfigurationError: Some are set and some are not; says which are missing.
    """
    missing = settings.missing(fields)
    if 0 < len(missing) < len(fields):
        given = [settings.variable(field) for field in fields if settings.variable(field) not in missing]
        raise ConfigurationError(
            f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"
            f" ({', '.join(given)} {'is' if len(given) == 1 else 'are'} set)."
        )
    return not missing
