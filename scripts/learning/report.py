"""The week as tables for the terminal, as Markdown, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from scripts.learning.week import Day, Week

OUTCOMES = ("answered", "asked back", "handed over", "told that it can't help", "answered wrong")
HEADS = ("day", "asked", *OUTCOMES, "others: asked", "others: right")
Rows = list[tuple[str, ...]]


def rows(week: Week) -> Rows:
    """Day by day: the question that was not known, and the others beside it."""
    return [_row(day) for day in week.days]


def _row(day: Day) -> tuple[str, ...]:
    counted = [str(day.unknown[outcome]) for outcome in OUTCOMES]
    return (
        day.name,
        str(day.unknown.total()),
        *counted,
        str(day.known.total()),
        str(day.known["answered"]),
    )


def facts(week: Week, score: float, groups: int, known: int) -> list[str]:
    """What the editor saw, in sentences."""
    mine, all_of_it = week.group
    found = f"The largest group of the question had {mine} of its {all_of_it} messages"
    return [
        f"{found}, and {week.purity:.0%} of it was the question; proposed home: {week.proposed}.",
        f"It was at place {week.place} in the inbox.",
        f"Agents had answered it {week.proposal_count} times when it was proposed as a topic.",
        f"Publishing took {week.publishing:.0f} s; the gate said {week.gate}{week.reasons}.",
        f"Grouping on {known} known messages: V-measure {score:.3f}, {groups} groups.",
    ]


def show(console: Console, week: Week, told: Sequence[str]) -> None:
    """Puts it on the screen."""
    table = Table(title="The question that was not known on Monday")
    for place, head in enumerate(HEADS):
        table.add_column(head, justify="right" if place else "left")
    for row in rows(week):
        table.add_row(*row)
    console.print(table)
    for day in week.days:
        for line in day.editor:
            console.print(f"{day.name}: {line}", markup=False)
    for line in told:
        console.print(line, markup=False)


def write(folder: Path, name: str, about: dict[str, object], week: Week, told: Sequence[str]) -> Path:
    """Writes ``name.md`` and ``name.json``; returns the page."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"{name}.md"
    parts = ["# A week of learning", "", *(f"* {key}: {value}" for key, value in about.items()), ""]
    parts += [_line(HEADS), _line(["---"] * len(HEADS)), *map(_line, rows(week)), ""]
    parts += [f"* {day.name}: {line}" for day in week.days for line in day.editor]
    parts += [f"* {line}" for line in told]
    page.write_text("\n".join(parts) + "\n", encoding="utf-8")
    kept = json.dumps(
        {"about": about, "week": _plain(week), "told": list(told)}, indent=1, ensure_ascii=False
    )
    page.with_suffix(".json").write_text(kept + "\n", encoding="utf-8")
    return page


def _plain(week: Week) -> dict[str, object]:
    """The week as JSON can say it: counters are plain counts."""
    days = [
        {"name": day.name, "unknown": dict(day.unknown), "known": dict(day.known), "editor": day.editor}
        for day in week.days
    ]
    return {**{name: getattr(week, name) for name in Week.__slots__}, "days": days}


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
