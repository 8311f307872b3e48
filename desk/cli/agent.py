"""``sportello agent``: the people who answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from desk.accounts.accounts import Accounts

Result = TypeVar("Result")

app = typer.Typer(help="The people who answer: their accounts.", no_args_is_help=True)


@app.callback()
def agent() -> None:
    """The people who answer: their accounts."""


@app.command()
def add(
    email: Annotated[str, typer.Argument(help="E-mail address to sign in with.")],
    name: Annotated[str, typer.Option(help="The name that shoppers and colleagues see.")],
    role: Annotated[
        str, typer.Option(help="What they may do: agent, supervisor, editor or admin.")
    ] = "agent",
    admin: Annotated[bool, typer.Option("--admin", help="The same as --role admin.")] = False,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
) -> None:
    """Opens an account.

    Without [bold]--password-stdin[/bold] a password is made and shown once. A password is never taken
    from the command's arguments: others on the machine could read it there.

    Example: [dim]sportello agent add giulia@example.com --name Giulia[/dim]
    """
    import secrets
    import sys

    from desk.accounts.records import Role
    from desk.cli.screen import good, out

    password = sys.stdin.readline().rstrip("\n") if password_stdin else secrets.token_urlsafe(12)
    if role not in set(Role):
        raise typer.BadParameter(f"one of {', '.join(Role)}", param_hint="--role")
    given = Role.ADMIN if admin else Role(role)
    account = _do(lambda accounts: accounts.add(name, email, password, given))
    good(f"{account.name} can sign in as {account.email}.")
    if not password_stdin:
        out.print(f"  Password, shown this once: {password}", markup=False)


@app.command("list")
def list_agents() -> None:
    """Shows every account."""
    from rich.table import Table

    from desk.cli.screen import out

    table = Table("Name", "E-mail", "Role", "State", box=None, header_style="bold")
    for account in _do(lambda accounts: accounts.list()):
        state = "disabled" if account.disabled_at else "active"
        table.add_row(account.name, account.email, account.role.value, state)
    out.print(table)


@app.command()
def disable(email: Annotated[str, typer.Argument(help="E-mail address of the account.")]) -> None:
    """Bars an account and ends its sessions; conversations that it has stay where they are."""
    from desk.cli.screen import good

    account = _do(lambda accounts: accounts.disable(email))
    good(f"{account.email} can no longer sign in.")


def _do(act: Callable[[Accounts], Awaitable[Result]]) -> Result:
    import asyncio

    from desk.setup.accounts import with_accounts
    from desk.setup.environment import prepare

    return asyncio.run(with_accounts(prepare(), act))
