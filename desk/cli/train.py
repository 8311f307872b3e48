"""``sportello train``."""

from __future__ import annotations

from typing import Annotated

import typer


def train(
    force: Annotated[
        bool, typer.Option("--force", help="Train even if nothing has changed since the last time.")
    ] = False,
) -> None:
    """Trains the model, if something it is made from has changed.

    That is data/, domain.yml, config.yml, bot/ and Rasa's own version. If the training fails, the last
    model stays in use. A brain that is running takes the new model when it is started again.
    """
    from desk.cli.screen import good
    from desk.cli.training import train_model
    from desk.setup.environment import prepare
    from desk.setup.model import Models

    models = Models(content=prepare().content_folder)
    if force or not models.is_fresh():
        train_model(models, force=force)
    good("The model is up to date.")
