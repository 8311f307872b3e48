"""Drawings for the page, as SVG that takes its colours from the page."""

from __future__ import annotations

from collections.abc import Sequence

from bot.evaluation.measures import Bin, Point

SIDE = 240
EDGE = 34


def reliability_plot(bins: Sequence[Bin]) -> str:
    """How often readings were right, by how sure they were; the dashed line would be exact."""
    most = max((one.size for one in bins), default=1)
    dots = "".join(
        f'<circle class="dot" cx="{_x(one.confidence):.1f}" cy="{_y(one.right):.1f}" '
        f'r="{2.5 + 6 * (one.size / most) ** 0.5:.1f}"><title>{one.size} messages, confidence '
        f"{one.confidence:.2f}, right {one.right:.2f}</title></circle>"
        for one in bins
    )
    diagonal = f'<path class="guide" d="M{_x(0):.0f} {_y(0):.0f}L{_x(1):.0f} {_y(1):.0f}"/>'
    return _frame("Calibration", "confidence", "share right", diagonal + dots)


def trade_plot(points: Sequence[Point]) -> str:
    """What is answered against what is answered wrongly, as the threshold moves."""
    widest = max((point.wrong for point in points), default=0.0) or 1.0
    path = "L".join(f"{_x(point.answered):.1f} {_y(point.wrong / widest):.1f}" for point in points)
    scale = f'<text x="{_x(0) + 4:.0f}" y="{_y(1) + 12:.0f}">{100 * widest:.1f} % wrong</text>'
    line = f'<path class="line" d="M{path}"/>' if points else ""
    return _frame("Answered against wrong", "share answered", "share wrong", line + scale)


def _frame(title: str, across: str, up: str, inner: str) -> str:
    size = SIDE + 2 * EDGE
    return (
        f'<svg viewBox="0 0 {size} {size}" role="img" aria-label="{title}: {up} by {across}">'
        f'<text class="title" x="{EDGE}" y="20">{title}</text>'
        f'<rect class="frame" x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}"/>{inner}'
        f'<text x="{EDGE}" y="{size - 14}">0</text><text x="{EDGE + SIDE - 6}" y="{size - 14}">1</text>'
        f'<text x="{size // 2}" y="{size - 14}" text-anchor="middle">{across}</text>'
        f'<text transform="translate(22 {size // 2}) rotate(-90)" text-anchor="middle">{up}</text></svg>'
    )


def _x(share: float) -> float:
    return EDGE + SIDE * share


def _y(share: float) -> float:
    return EDGE + SIDE * (1.0 - share)
