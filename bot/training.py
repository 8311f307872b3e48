"""Training with Rasa, quietly."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rasa import model_training
from rasa.engine.caching import CACHE_LOCATION_ENV
from rasa.utils.common import configure_logging_and_warnings
from rasa.utils.log_utils import configure_structlog
from ruamel.yaml import YAML

from bot.validity import read_dates_as_written

THRESHOLDS = "thresholds_file"


def train(folder: str, name: str | None, *, force: bool, root: Path | None = None) -> bool:
    """Trains a model of a folder's content.

    Args:
        folder: Where it goes.
        name: Its name; None for one from the date.
        force: Train also what has not changed since the last time.
        root: Has ``config.yml``, ``domain.yml`` and ``data/``. Content of another folder than this
            repository is a trial: what training tells people (the thresholds) is then written beside the
            model, and Rasa's cache is left alone.

    Returns:
        Whether there is a model.

    Raises:
        OSError: The folder lacks its configuration.
    """
    configure_logging_and_warnings(log_level=None, warn_only_once=True)
    configure_structlog(logging.WARNING)
    read_dates_as_written()
    if root is None:
        return _train(Path(), "config.yml", folder, name, force=force)
    with _staged(root, Path(folder)) as config:
        return _train(root, config, folder, name, force=force)


def _train(root: Path, config: str, folder: str, name: str | None, *, force: bool) -> bool:
    result = model_training.train(
        domain=str(root / "domain.yml"),
        config=config,
        training_files=[str(root / "data")],
        output=folder,
        fixed_model_name=name,
        force_training=force,
    )
    return result.model is not None and result.code == 0


@contextmanager
def _staged(root: Path, folder: Path) -> Iterator[str]:
    """The folder's configuration, with what would be written into the live folder led elsewhere."""
    content = YAML(typ="safe").load(root / "config.yml")
    for component in content.get("pipeline") or []:
        if component.get(THRESHOLDS):
            component[THRESHOLDS] = str(folder / Path(component[THRESHOLDS]).name)
    before = os.environ.get(CACHE_LOCATION_ENV)
    with tempfile.TemporaryDirectory(prefix="sportello-training-") as scratch:
        config = Path(scratch) / "config.yml"
        YAML().dump(content, config)
        os.environ[CACHE_LOCATION_ENV] = str(Path(scratch) / "cache")
        try:
            yield str(config)
        finally:
            _put_back(CACHE_LOCATION_ENV, before)


def _put_back(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value
