"""Training with Rasa, quietly."""

from __future__ import annotations

import logging

from rasa import model_training
from rasa.utils.common import configure_logging_and_warnings
from rasa.utils.log_utils import configure_structlog

from bot.validity import read_dates_as_written


def train(folder: str, name: str | None, *, force: bool) -> bool:
    """Trains a model of this repository's content.

    Args:
        folder: Where it goes.
        name: Its name; None for one from the date.
        force: Train also what has not changed since the last time.

    Returns:
        Whether there is a model.
    """
    configure_logging_and_warnings(log_level=None, warn_only_once=True)
    configure_structlog(logging.WARNING)
    read_dates_as_written()
    result = model_training.train(
        domain="domain.yml",
        config="config.yml",
        training_files=["data"],
        output=folder,
        fixed_model_name=name,
        force_training=force,
    )
    return result.model is not None and result.code == 0
