"""What ``sportello run`` does before anything runs, and what it shows while it runs."""

from __future__ import annotations

import asyncio
import os
import time
from importlib.metadata import version

from rich.table import Table

from desk.cli import screen
from desk.cli.training import train_model
from desk.settings import Settings, load_settings
from desk.setup import first_agent, model, ports, schema
from desk.setup.accounts import with_accounts
from desk.setup.errors import TrainingFailed
from desk.setup.first_agent import SignIn
from desk.setup.home import HOME, shown
from desk.supervisor.programs import reachable

LAST_LINES = 20


def settle_ports(settings: Settings) -> Settings:
    """Makes sure that both ports are free, and picks one where 0 was asked for.

    Raises:
        PortTaken: One is not.
    """
    if settings.port == 0:
        os.environ["SPORTELLO_PORT"] = str(ports.free(settings.host))
        settings = load_settings()
    ports.check(settings.host, settings.port, "SPORTELLO_PORT")
    ports.check("127.0.0.1", settings.brain_port, "SPORTELLO_BRAIN_PORT")
    return settings


def prepare(settings: Settings) -> SignIn:
    """Database, model and first account.

    Raises:
        SetupError: One of them cannot be had.
    """
    screen.step(f"Sportello {version('sportello')}")
    schema.upgrade(settings)
    _train(model.Models(content=settings.content_folder))
    return asyncio.run(with_accounts(settings, first_agent.ensure))


def _train(models: model.Models) -> None:
    if models.is_fresh():
        return
    try:
        train_model(models)
    except TrainingFailed as failure:
        if models.latest() is None:
            raise
        screen.warn(str(failure))


class Announcer:
    """Shows what happens to the programs.

    Args:
        settings: For the addresses.
        sign_in: Who can sign in.
        began: When, on the monotonic clock.
        programs: Those that have to be ready.
        verbose: Show what the brain says, too.
    """

    def __init__(
        self, settings: Settings, sign_in: SignIn, began: float, programs: set[str], *, verbose: bool
    ) -> None:
        self.gave_up_on = ""
        self._settings = settings
        self._sign_in = sign_in
        self._began = began
        self._waited_for = programs
        self._verbose = verbose
        self._welcomed = False
        screen.step("Starting brain and desk")

    def said(self, program: str, line: str) -> None:
        """See ``Listener``."""
        if self._verbose or program != "brain":
            screen.said(program, line)

    def ready(self, program: str) -> None:
        """See ``Listener``."""
        self._waited_for.discard(program)
        if self._welcomed:
            screen.good(f"The {program} is back.")
        elif not self._waited_for:
            self._welcomed = True
            self._welcome()

    def died(self, program: str) -> None:
        """See ``Listener``."""
        screen.warn(f"The {program} has stopped by itself; it is started again. See {self._log(program)}.")

    def gave_up(self, program: str) -> None:
        """See ``Listener``."""
        self.gave_up_on = program
        if program == "brain" and not self._verbose:
            self._show_log(program)
        screen.bad(f"The {program} could not be started. See {self._log(program)}.")

    def stopping(self) -> None:
        """See ``Listener``."""
        screen.step("Stopping")

    def _welcome(self) -> None:
        screen.good(f"Ready in {time.monotonic() - self._began:.0f} s.")
        host = reachable(self._settings.host)
        here = f"http://{f'[{host}]' if ':' in host else host}:{self._settings.port}"
        table = Table.grid(padding=(0, 2))
        table.add_row("  Shop page with the chat", f"{here}/")
        table.add_row("  Console", f"{here}/console")
        table.add_row("  API", f"{here}/docs")
        for row in self._sign_in_rows():
            table.add_row(*row)
        screen.out.print(table)
        first_agent.note_shown(self._sign_in)
        screen.out.print("  Ctrl-C stops Sportello." if screen.out.is_terminal else "")

    def _sign_in_rows(self) -> list[tuple[str, str]]:
        rows = [("  Sign in as", self._sign_in.email)] if self._sign_in.email else []
        kept_in = self._sign_in.kept_in
        if self._sign_in.password and kept_in:
            rows.append(("  Password", f"{self._sign_in.password}   (shown this once)"))
        if kept_in:
            rows.append(("", f"kept in {shown(kept_in)}"))
        return rows

    def _show_log(self, program: str) -> None:
        path = HOME / "logs" / f"{program}.log"
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
        for line in lines[-LAST_LINES:]:
            screen.said(program, line)

    def _log(self, program: str) -> str:
        return shown(HOME / "logs" / f"{program}.log")
