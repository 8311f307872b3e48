"""Our trained model: given, there already, or trained now."""

from __future__ import annotations

from pathlib import Path

from desk.cli.training import train_model
from desk.setup.model import Models


def ours_model(given: Path | None) -> Path:
    """The model to measure.

    Raises:
        TrainingFailed: There was none, and none could be trained.
        EnvironmentMissing: There is no Rasa to train with.
    """
    if given:
        return given.resolve()
    models = Models()
    return models.wanted() if models.wanted().exists() else train_model(models)
