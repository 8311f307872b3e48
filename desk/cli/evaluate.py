"""``sportello evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def evaluate(
    file: Annotated[
        Path | None,
        typer.Argument(help="A further set to measure on: JSON lines with text and intent."),
    ] = None,
    benchmarks: Annotated[
        Path | None,
        typer.Option(envvar="SPORTELLO_BENCHMARK_DATA", help="Folder of other people's sets."),
    ] = None,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Train Rasa's default pipeline on the same, beside ours.")
    ] = False,
    own_epochs: Annotated[
        int, typer.Option(min=0, help="Its epochs on data/, which take long; 0 leaves that out.")
    ] = 0,
) -> None:
    """Measures how well messages are understood.

    A model is trained for it and judged on messages that it had not seen. Prints a table and writes JSON
    and a page into results/. Takes a minute or two, with --baseline ten or more.
    """
    import subprocess

    from desk.setup.errors import EnvironmentMissing
    from desk.setup.home import ROOT, brain_python

    python = brain_python()
    if not python.exists():
        raise EnvironmentMissing
    # The brain's process works in the clone's folder; the shopkeeper's paths are from where they stand.
    command = [str(python), "-m", "bot.evaluation"]
    command += [str(file.absolute())] if file else []
    command += ["--benchmarks", str(benchmarks.absolute())] if benchmarks else []
    command += ["--baseline"] if baseline else []
    command += ["--own-epochs", str(own_epochs)]
    ended = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 - our own interpreter and module
    raise typer.Exit(ended.returncode)
