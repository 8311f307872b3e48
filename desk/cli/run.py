"""``sportello run``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from desk.cli.exits import Exit

if TYPE_CHECKING:
    from desk.settings import Settings


def run(
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="Show the brain's log too, which otherwise goes to its file."),
    ] = False,
) -> None:
    """Starts Sportello, and stays until Ctrl-C.

    Brings the database up to date, trains the model if its content has changed, opens the first account if
    there is none, starts brain and desk, and says where they are when both are ready. A process that dies is
    started again. Logs are in .sportello/logs/
    """
    from desk.setup.alone import alone
    from desk.setup.environment import prepare

    settings = prepare()
    with alone():
        code = _run(settings, verbose=verbose)
    raise typer.Exit(code)


def _run(settings: Settings, *, verbose: bool) -> Exit:
    import time

    from desk.cli import running
    from desk.setup.home import HOME, ROOT, brain_python
    from desk.supervisor.programs import brain, desk
    from desk.supervisor.supervise import Outcome, supervise

    began = time.monotonic()
    settings = running.settle_ports(settings)
    sign_in = running.prepare(settings)
    programs = [brain(brain_python(), settings.brain_port), desk(settings.host, settings.port)]
    announcer = running.Announcer(
        settings, sign_in, began, {program.name for program in programs}, verbose=verbose
    )
    outcome = supervise(programs, ROOT, HOME, announcer)
    if outcome is Outcome.STOPPED:
        return Exit.DONE
    return Exit.NO_BRAIN if announcer.gave_up_on == "brain" else Exit.FAILED
