"""Showing a training while it goes on."""

from __future__ import annotations

import re
import time
from pathlib import Path

from desk.cli import screen
from desk.setup.errors import TrainingFailed
from desk.setup.model import Models

_COMPONENT = re.compile(r"Starting to train component '(\w+)'")


def train_model(models: Models, *, force: bool = False) -> Path:
    """Trains with progress on the screen, and returns the model.

    Raises:
        TrainingFailed: It failed; what Rasa said last has been shown.
        EnvironmentMissing: There is no Rasa.
    """
    began = time.monotonic()
    screen.step("Training the model: about a minute")
    with screen.out.status("Reading the data") as status:

        def tell(line: str) -> None:
            component = _COMPONENT.search(line)
            if component:
                stage = f"Training {component[1]}, {time.monotonic() - began:.0f} s"
                status.update(stage)
                if not screen.out.is_terminal:
                    screen.step(stage)

        try:
            model = models.train(tell, force=force)
        except TrainingFailed as failure:
            for line in failure.last:
                screen.said("rasa", line)
            raise
    screen.good(f"Model trained in {time.monotonic() - began:.0f} s.")
    return model
