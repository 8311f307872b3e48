"""The day as tables for the terminal, as Markdown, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from scripts.simulate.figures import Summary

Rows = list[tuple[str, ...]]
CHECK_HEADS, WAIT_HEADS = ("what", "count"), ("who", "shoppers", "median min", "p90 min", "longest min")
KEPT_HEADS = ("who", "told a range", "within", "earlier", "later")


def check_rows(day: Summary) -> Rows:
    """What must be nought, and what it was counted over."""
    counted = (
        ("shoppers who were handed to a person", day.shoppers),
        ("served", day.served),
        ("cases that three replicas gave at the same moments", day.given),
        ("looks at the whole queue, one after each event", day.looks),
        ("waits seen although somebody suitable had room", day.idle),
        ("agents seen with more than they have room for", day.over_capacity),
        ("conversations given twice", day.double),
        ("shoppers overtaken by one who came more than 90 minutes later", day.overtaken),
        ("most who waited at once", day.longest_queue),
        ("conversations back from agents who vanished", day.returned),
        ("passed on to the other team", day.passed_on),
    )
    return [(name, f"{number:,}") for name, number in counted]


def wait_rows(day: Summary) -> Rows:
    """How long who waited."""
    return [
        (one.group, str(one.count), f"{one.median:.1f}", f"{one.p90:.1f}", f"{one.longest:.1f}")
        for one in day.waits
    ]


def kept_rows(day: Summary) -> Rows:
    """How often what was told came true."""
    return [
        (one.group, str(one.told), f"{one.within:.1%}", f"{one.early:.1%}", f"{one.late:.1%}")
        for one in day.kept
    ]


def tables(day: Summary) -> Sequence[tuple[str, Sequence[str], Rows]]:
    """All of them."""
    return (
        ("Assignment and fairness", CHECK_HEADS, check_rows(day)),
        ("Minutes waited for the first agent", WAIT_HEADS, wait_rows(day)),
        ("Served within the range that was told first", KEPT_HEADS, kept_rows(day)),
    )


def show(console: Console, day: Summary) -> None:
    """Puts the tables on the screen."""
    for title, heads, rows in tables(day):
        table = Table(title=title)
        for place, head in enumerate(heads):
            table.add_column(head, justify="right" if place else "left")
        for row in rows:
            table.add_row(*row)
        console.print(table)


def write(folder: Path, name: str, about: dict[str, object], day: Summary) -> Path:
    """Writes ``name.md`` and ``name.json``; returns the page."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"{name}.md"
    parts = ["# A simulated day at the counter", *(f"* {key}: {value}" for key, value in about.items())]
    for title, heads, rows in tables(day):
        parts += ["", f"## {title}", "", _line(heads), _line(["---"] * len(heads)), *map(_line, rows)]
    page.write_text("\n".join(parts) + "\n", encoding="utf-8")
    kept = json.dumps({"about": about, "day": asdict(day)}, indent=1, ensure_ascii=False, default=str)
    page.with_suffix(".json").write_text(kept + "\n", encoding="utf-8")
    return page


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
