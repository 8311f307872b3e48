"""One environment for every process that we start: settings, and the secrets nobody set."""

from __future__ import annotations

import os
import secrets
from collections.abc import MutableMapping
from pathlib import Path

from desk.settings import Settings, load_settings
from desk.setup.home import HOME, ROOT, write_private

SECRET_BYTES = 32


def prepare(
    environment: MutableMapping[str, str] = os.environ, root: Path = ROOT, home: Path = HOME
) -> Settings:
    """Reads the settings and completes the environment, so that every process agrees with us.

    Secrets that nobody set are made once and kept in ``secrets/``, readable by their owner only.
    The working directory becomes the clone's root, which relative paths in settings mean.

    Args:
        environment: Where our and our processes' variables are.
        root: The clone.
        home: Where secrets are kept.

    Raises:
        BadSettings: A setting is wrong.
    """
    os.chdir(root)
    settings = load_settings()
    if not settings.brain_token.get_secret_value():
        environment["SPORTELLO_BRAIN_TOKEN"] = secret("brain-token", home)
    if not settings.secret_key.get_secret_value():
        environment["SPORTELLO_SECRET_KEY"] = secret("secret-key", home)
    if "brain_url" not in settings.model_fields_set:
        environment["SPORTELLO_BRAIN_URL"] = f"http://127.0.0.1:{settings.brain_port}"
    if "database_url" not in settings.model_fields_set:
        environment["SPORTELLO_DATABASE_URL"] = f"sqlite:///{home}/sportello.db"
    settings = load_settings()
    # The brain reads its environment only, not .env.
    environment["SPORTELLO_BRAIN_TOKEN"] = settings.brain_token.get_secret_value()
    environment["SPORTELLO_BRAIN_PORT"] = str(settings.brain_port)
    environment["SPORTELLO_PORT"] = str(settings.port)
    environment.setdefault("SPORTELLO_MODEL", str(home / "models"))
    environment.setdefault("SPORTELLO_BRAIN_MEMORY", str(home / "open-questions.db"))
    return settings


def secret(name: str, home: Path = HOME) -> str:
    """A secret of this clone, made at the first call."""
    path = home / "secrets" / name
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        write_private(path, secrets.token_urlsafe(SECRET_BYTES) + "\n")
    return path.read_text(encoding="utf-8").strip()
