"""``sportello doctor``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from desk.cli.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.setup.examination import Examined


def doctor(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the findings as JSON, for programs.")
    ] = False,
) -> None:
    """Looks at every part, and says what to do.

    Environments, front end, model, database, brain and desk; for every channel with credentials, asks
    the vendor whether they are right and where it sends its messages. Exit code 3 if something has
    to be seen to.
    """
    import asyncio

    from desk.setup.environment import prepare
    from desk.setup.examination import examine

    found = asyncio.run(examine(prepare()))
    if as_json:
        _print_json(found)
    else:
        _print(found)
    if not all(line.finding.ok for line in found):
        raise typer.Exit(Exit.TO_FIX)


def _print(found: Sequence[Examined]) -> None:
    from rich.table import Table
    from rich.text import Text

    from desk.cli.screen import out

    table = Table.grid(padding=(0, 1))
    for part, finding in found:
        mark = Text("✓", "bold green") if finding.ok else Text("✗", "bold red")
        table.add_row(mark, Text(part, "bold"), Text(finding.summary))
        if finding.remedy:
            table.add_row("", "", Text(f"→ {finding.remedy}", "yellow"))
    out.print(table)


def _print_json(found: Sequence[Examined]) -> None:
    import json

    from desk.cli.screen import out

    rows = [
        {"part": part, "ok": finding.ok, "summary": finding.summary, "remedy": finding.remedy}
        for part, finding in found
    ]
    out.print(json.dumps(rows, ensure_ascii=False, indent=2), markup=False)
