"""The report on a terminal: plain columns, wherever it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.evaluation.report import Figures, Report, Single

HEAD = ("set", "n", "accuracy", "out rec.", "out prec.", "AUROC", "ECE", "overall", "at")
WORST = 10


def lines(report: Report) -> Iterator[str]:
    """The lines to print."""
    yield from columns([HEAD, *(row_of(one) for one in report.sets)])
    yield ""
    yield from columns([(one.name, said(one), one.goal) for one in report.singles])
    for one in report.sets[:1]:
        yield from _details(one)
    yield from (f"· {note}" for note in report.notes)


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines in which what belongs together stands below one another; the first column to the left."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield "  ".join(cells).rstrip()


def percent(value: float | None) -> str:
    """A share as people read it."""
    return "–" if value is None else f"{100 * value:.1f}"


def said(one: Single) -> str:
    """A figure with its unit."""
    if one.value is None:
        return "–"
    return f"{one.value:.2f} {one.unit}" if one.unit else percent(one.value)


def row_of(one: Figures) -> tuple[str, ...]:
    """A line of the overview, below ``HEAD``."""
    best = one.best_overall
    return (
        one.name,
        str(one.messages),
        percent(one.accuracy),
        percent(one.outside_recall),
        percent(one.outside_precision),
        percent(one.auroc),
        percent(one.calibration_error),
        percent(best.overall if best else None),
        f"{best.threshold:.2f}" if best else "–",
    )


def _details(one: Figures) -> Iterator[str]:
    yield f"\n{one.name}: {one.how}"
    for title, groups in (("language", one.languages), ("worst topics", one.topics)):
        yield ""
        rows = [(name or "?", str(count), percent(right)) for name, (count, right) in groups.items()]
        yield from columns([(title, "n", "right"), *rows[:WORST]])
    if one.decisions:
        yield ""
        rows = [(name, str(count), str(right)) for name, (count, right) in one.decisions.items()]
        yield from columns([("by thresholds", "n", "read right"), *rows])
    yield "\nconfusions"
    for pair in one.confusions[:WORST]:
        yield f"  {pair.size:3}  {pair.truth} → {pair.read_as}: {pair.examples[0]}"
    yield ""
