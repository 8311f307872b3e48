"""Figures as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from desk.http.schemas import FigureItemOut, FigureItemsOut, FiguresOut

BOM = "\ufeff"
"""By which Excel knows UTF-8."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
ITEM_HEADINGS = (
    "at",
    "conversation",
    "case",
    "channel",
    "language",
    "topic",
    "team",
    "agent",
    "reason",
    "value",
    "score",
    "comment",
)
Cell = str | int | float | None


def figures(report: FiguresOut, *, bom: bool = False) -> str:
    """One line a figure and point of its series, after one for the whole period."""
    lines: list[Sequence[Cell]] = [
        ("figure", "unit", "group", "value", "p90", "count", "previous", "target", "definition")
    ]
    for figure in report.figures:
        whole = (figure.value, figure.p90, figure.count, figure.previous, figure.target, figure.definition)
        lines.append((figure.title, figure.unit.value, "", *whole))
        for point in figure.series:
            part = (point.label, point.value, point.p90, point.count, None, None, None)
            lines.append((figure.title, figure.unit.value, *part))
    lines += [
        ("handed_over_by_reason", "count", reason.title, reason.value)
        for reason in report.handed_over_by_reason
    ]
    return _written(lines, bom)


def items(found: FigureItemsOut, *, bom: bool = False) -> str:
    """One line for each conversation behind a figure."""
    return _written([ITEM_HEADINGS, *map(_item, found.items)], bom)


def _item(item: FigureItemOut) -> Sequence[Cell]:
    return (
        item.at.isoformat(),
        item.conversation_id,
        item.case_id,
        item.channel,
        item.language,
        item.topic_title,
        item.team,
        item.agent.name if item.agent else None,
        item.reason.value if item.reason else None,
        item.value,
        item.score,
        item.comment,
    )


def harmless(cell: Cell) -> Cell:
    """Puts an apostrophe before text that a spreadsheet would take for a formula (OWASP, CSV injection)."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell


def _written(lines: Sequence[Sequence[Cell]], bom: bool) -> str:
    written = io.StringIO()
    csv.writer(written).writerows([harmless(cell) for cell in line] for line in lines)
    return (BOM if bom else "") + written.getvalue()
