"""The commands, put together."""

from __future__ import annotations

import sys

import typer

from desk.cli import agent, database
from desk.cli.ask import ask
from desk.cli.chat import chat
from desk.cli.doctor import doctor
from desk.cli.evaluate import evaluate
from desk.cli.exits import Exit
from desk.cli.run import run
from desk.cli.screen import bad
from desk.cli.train import train
from desk.cli.version import version

app = typer.Typer(
    name="sportello",
    help="Customer care for online shops: an assistant that answers, and hands over to a person when it is"
    " not sure.\n\nBegin with [bold]sportello run[/bold]; if something is odd, ask"
    " [bold]sportello doctor[/bold].",
    epilog="Settings are environment variables that begin with SPORTELLO_: docs/settings.md. "
    "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 something to fix, 4 no brain.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run")(run)
app.command("train")(train)
app.command("evaluate")(evaluate)
app.command("chat")(chat)
app.command("ask")(ask)
app.add_typer(agent.app, name="agent")
app.add_typer(database.app, name="db")
app.command("doctor")(doctor)
app.command("version")(version)


def run_app() -> None:
    """Runs a command; what we know can go wrong ends in one line, not in a traceback."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(Exit.INTERRUPTED)
    except Exception as error:
        known = _known(error)
        if known is None:
            raise
        bad(str(error))
        sys.exit(known)


def _known(error: Exception) -> Exit | None:
    from connectors.base import ConnectorError
    from desk.errors import DeskError
    from desk.setup.errors import SetupError
    from handoff.errors import BrainUnavailable, HandoffError

    if isinstance(error, BrainUnavailable):
        return Exit.NO_BRAIN
    ours = (ConnectorError, DeskError, HandoffError, SetupError)
    return Exit.FAILED if isinstance(error, ours) else None
