"""All figures of a run, as one object that becomes JSON, a table and a page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bot.evaluation import measures
from bot.evaluation.measures import Bin, Confusion, Point
from bot.evaluation.rows import Decision, Row

SHOWN_CONFUSIONS = 40


@dataclass(frozen=True)
class Figures:
    """What came of one set; shares from 0 to 1, None where a set has nothing to measure it on.

    Attributes:
        name: Of the set.
        how: What was learned from and tested on.
        messages: How many.
        accuracy: In scope, likeliest label right.
        outside_recall: Out of scope and taken for such.
        outside_precision: Taken for out of scope and rightly so.
        auroc: Of the in-scope score.
        calibration_error: Expected, over 15 bins.
        best_overall: Over the threshold, as HINT3 compares.
        topics: Messages and accuracy by label, the worst first.
        languages: The same by language.
        decisions: What the thresholds would do: messages, and those read right, by decision.
        confusions: The commonest.
        reliability: Bins of confidence.
        curve: Answered against wrong, by threshold.
    """

    name: str
    how: str
    messages: int
    accuracy: float | None
    outside_recall: float | None
    outside_precision: float | None
    auroc: float | None
    calibration_error: float | None
    best_overall: Point | None
    topics: dict[str, tuple[int, float]]
    languages: dict[str, tuple[int, float]]
    decisions: dict[str, tuple[int, int]]
    confusions: list[Confusion]
    reliability: list[Bin]
    curve: list[Point]


@dataclass(frozen=True)
class Single:
    """One figure beside the sets', with its goal.

    Attributes:
        name: What it is.
        value: In ``unit``; None where it could not be measured.
        unit: Empty for a share from 0 to 1.
        goal: As text; empty where there is none.
    """

    name: str
    value: float | None
    unit: str = ""
    goal: str = ""


@dataclass
class Report:
    """A run.

    Attributes:
        when: As ISO 8601.
        sets: Figures by set, in the order in which they were measured.
        singles: Other figures.
        notes: What was left out, and why.
    """

    when: str
    sets: list[Figures] = field(default_factory=list)
    singles: list[Single] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def figures(name: str, how: str, rows: Sequence[Row]) -> Figures:
    """Measures the rows of one set."""
    return Figures(
        name=name,
        how=how,
        messages=len(rows),
        accuracy=measures.accuracy(rows),
        outside_recall=measures.outside_recall(rows),
        outside_precision=measures.outside_precision(rows),
        auroc=measures.auroc(rows),
        calibration_error=measures.calibration_error(rows),
        best_overall=measures.best_overall(rows),
        topics=_worst_first(measures.grouped(rows, lambda row: row.truth)),
        languages=_worst_first(measures.grouped(rows, lambda row: row.language)),
        decisions=_decisions(rows),
        confusions=measures.confusions(rows)[:SHOWN_CONFUSIONS],
        reliability=measures.reliability(rows),
        curve=measures.curve(rows),
    )


def _worst_first(groups: dict[str, list[Row]]) -> dict[str, tuple[int, float]]:
    found = {
        name: (len(rows), measures.share(sum(row.is_right for row in rows), len(rows)) or 0.0)
        for name, rows in groups.items()
    }
    return dict(sorted(found.items(), key=lambda item: (item[1][1], item[0])))


def _decisions(rows: Sequence[Row]) -> dict[str, tuple[int, int]]:
    found = {}
    for decision in Decision:
        some = [row for row in rows if row.decision is decision]
        if some:
            found[decision.value] = (len(some), sum(row.is_right for row in some))
    return found


def write_json(report: Report, path: Path) -> None:
    """Writes every figure."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = asdict(report)
    for own, one in zip(content["sets"], report.sets, strict=True):
        own["best_overall"] = one.best_overall._asdict() if one.best_overall else None
        for key in ("confusions", "reliability", "curve"):
            own[key] = [entry._asdict() for entry in getattr(one, key)]
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
