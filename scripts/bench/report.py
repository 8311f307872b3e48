"""The comparison as tables for the terminal, as Markdown, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from scripts.bench.rounds import Comparison, Figures

HEADS = ("clients", "side", "messages/s", "p50 ms", "p95 ms", "max ms", "memory MB", "failed", "ratio")
COSTS = ("clients", "side", "process", "CPU ms/message", "memory MB", "waited for ms/message")

Rows = list[tuple[str, ...]]


def speed_rows(comparisons: Iterable[Comparison]) -> Rows:
    """One line for each side and load."""
    lines: Rows = []
    for one in comparisons:
        lines.append((*_speed(one.stock), "1"))
        apart = f"{one.ratio:.2f} ({min(one.ratios):.2f}–{max(one.ratios):.2f})"
        lines.append((*_speed(one.ours), apart))
    return lines


def _speed(side: Figures) -> tuple[str, ...]:
    times = (f"{side.p50:.0f}", f"{side.p95:.0f}", f"{side.longest:.0f}")
    rest = (f"{side.total_memory:.0f}", str(side.failures))
    return (str(side.clients), side.side, f"{side.rate:.1f}", *times, *rest)


def cost_rows(comparisons: Iterable[Comparison]) -> Rows:
    """One line for each process and load: where a message's time goes."""
    return [line for one in comparisons for side in (one.stock, one.ours) for line in _costs(side)]


def _costs(side: Figures) -> Rows:
    lines: Rows = []
    for process, cpu in side.cpu.items():
        memory = f"{side.memory[process]:.0f}" if process in side.memory else ""
        waited = f"{side.thinking:.1f}" if process == "brain" and side.thinking else ""
        lines.append((str(side.clients), side.side, process, f"{cpu:.1f}", memory, waited))
    return lines


def show(console: Console, comparisons: Sequence[Comparison]) -> None:
    """Puts both tables on the screen."""
    console.print(_table("Speed", HEADS, speed_rows(comparisons)))
    console.print(_table("Where it goes", COSTS, cost_rows(comparisons)))


def _table(title: str, heads: Sequence[str], lines: Rows) -> Table:
    table = Table(title=title)
    for head in heads:
        table.add_column(head, justify="left" if head in {"side", "process"} else "right")
    for line in lines:
        table.add_row(*line)
    return table


def write(folder: Path, name: str, about: dict[str, object], comparisons: Sequence[Comparison]) -> Path:
    """Writes ``name.json``, with all there is, and ``name.md``, with the tables; gives the latter."""
    folder.mkdir(parents=True, exist_ok=True)
    content = {"about": about, "comparisons": [{**asdict(one), "ratio": one.ratio} for one in comparisons]}
    (folder / f"{name}.json").write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    told = ", ".join(f"{key}: {value}" for key, value in about.items())
    speed, costs = speed_rows(comparisons), cost_rows(comparisons)
    page = folder / f"{name}.md"
    page.write_text(f"{told}\n\n{_markdown(HEADS, speed)}\n\n{_markdown(COSTS, costs)}\n", encoding="utf-8")
    return page


def _markdown(heads: Sequence[str], lines: Rows) -> str:
    marks = ["---" if head in {"side", "process"} else "---:" for head in heads]
    return "\n".join(f"| {' | '.join(line)} |" for line in (heads, marks, *lines))
