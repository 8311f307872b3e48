"""``sportello db``: the database's schema."""

from __future__ import annotations

import typer

app = typer.Typer(help="The database: its schema.", no_args_is_help=True)


@app.callback()
def database() -> None:
    """The database: its schema."""


@app.command()
def upgrade() -> None:
    """Brings the database up to date.

    Makes an SQLite file where there is none. [bold]sportello run[/bold] does this at every start; call it
    yourself before you start several desks on one PostgreSQL.
    """
    from desk.cli.screen import good
    from desk.setup.environment import prepare
    from desk.setup.schema import upgrade as upgrade_schema

    revision = upgrade_schema(prepare())
    good(f"The database is up to date (revision {revision}).")
