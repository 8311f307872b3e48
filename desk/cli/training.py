"""Showing a training while it goes on."""

from __future__ import annotations

import re
import time
from pathlib import Path

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

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
    screen.step("Training the model: a minute or two")
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    # Where there is no terminal, lines take the place of the moving one.
    with Progress(
        *columns, console=screen.err, transient=True, disable=not screen.err.is_terminal
    ) as progress:
        task = progress.add_task("Reading the data", total=None)

        def tell(line: str) -> None:
            component = _COMPONENT.search(line)
            if component:
                progress.update(task, description=f"Training {component[1]}")
                if not screen.err.is_terminal:
                    screen.step(f"Training {component[1]}, {time.monotonic() - began:.0f} s")

        try:
            model = models.train(tell, force=force)
        except TrainingFailed as failure:
            for line in failure.last:
                screen.err.print(line, markup=False)
            raise
    screen.step(f"Model trained in {time.monotonic() - began:.0f} s")
    return model
