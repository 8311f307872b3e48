"""The report as one page that needs nothing else: no scripts, no other files, light and dark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from bot.evaluation.plots import reliability_plot, trade_plot
from bot.evaluation.report import Figures, Report
from bot.evaluation.table import HEAD, percent, row_of, said

STYLE = """
:root { color-scheme: light dark; --ink: #1d2327; --soft: #646c72; --line: #d5dadd; --paper: #fff;
  --mark: #0b6e69; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaec; --soft: #9aa4aa; --line: #3a4247;
  --paper: #15191b; --mark: #5cc8c1; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 68rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .7rem; border-bottom: 1px solid var(--line); text-align: right; }
th:first-child, td:first-child, td.words, th.words { text-align: left; }
.wide { overflow-x: auto; } .soft { color: var(--soft); }
.plots { display: flex; flex-wrap: wrap; gap: 1rem; }
svg { width: 20rem; max-width: 100%; } svg text { font-size: 11px; fill: var(--soft); }
svg .title { font-size: 13px; fill: var(--ink); } svg .frame { fill: none; stroke: var(--line); }
svg .dot { fill: var(--mark); fill-opacity: .7; } svg .guide { stroke: var(--soft); stroke-dasharray: 4 4; }
svg .line { fill: none; stroke: var(--mark); stroke-width: 2; }
"""


def write_page(report: Report, path: Path) -> None:
    """Writes the page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(_page(report)), encoding="utf-8")


def _page(report: Report) -> Iterator[str]:
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>What is understood</title><style>{STYLE}</style></head><body>"
    yield f'<h1>What is understood</h1><p class="soft">{escape(report.when)}; shares in percent</p>'
    yield table(HEAD, [row_of(one) for one in report.sets])
    if report.singles:
        rows = [(one.name, said(one), one.goal) for one in report.singles]
        yield table(("figure", "measured", "goal"), rows)
    for note in report.notes:
        yield f'<p class="soft">{escape(note)}</p>'
    for one in report.sets:
        yield from _section(one)
    yield "</body></html>"


def _section(one: Figures) -> Iterator[str]:
    yield f'<h2>{escape(one.name)}</h2><p class="soft">{escape(one.how)}</p><div class="plots">'
    yield reliability_plot(one.reliability) + trade_plot(one.curve) + "</div>"
    for title, groups in (("language", one.languages), ("topic", one.topics)):
        rows = [(name or "?", str(count), percent(right)) for name, (count, right) in groups.items()]
        yield _folded(f"By {title}", table((title, "messages", "right"), rows))
    if one.decisions:
        rows = [(name, str(count), str(right)) for name, (count, right) in one.decisions.items()]
        yield table(("by thresholds", "messages", "read right"), rows)
    pairs = [(p.truth, str(p.size), p.read_as, " · ".join(p.examples)) for p in one.confusions]
    yield _folded("Confusions", table(("is", "messages", "read as", "for example"), pairs, words=3))


def _folded(title: str, inner: str) -> str:
    return f"<details><summary>{escape(title)}</summary>{inner}</details>"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], words: int | None = None) -> str:
    """A table.

    Args:
        head: Titles of the columns.
        rows: Their cells, as text.
        words: Number of a column that holds sentences.
    """
    body = "".join(f"<tr>{_cells('td', row, words)}</tr>" for row in rows)
    return f'<div class="wide"><table><tr>{_cells("th", head, words)}</tr>{body}</table></div>'


def _cells(tag: str, cells: Sequence[str], words: int | None) -> str:
    kinds = [' class="words"' if number == words else "" for number in range(len(cells))]
    return "".join(f"<{tag}{kind}>{escape(cell)}</{tag}>" for kind, cell in zip(kinds, cells, strict=True))
