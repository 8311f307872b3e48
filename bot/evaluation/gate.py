"""Comparing with the figures on record, so that no change makes the assistant understand less unnoticed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation import measures
from bot.evaluation.rows import Row

# Of a calibration error less is better; of all else more.
LESS_IS_BETTER = frozenset({"calibration_error"})


@dataclass(frozen=True)
class Recorded:
    """A figure on record: its value, and how much worse it may become (both shares from 0 to 1)."""

    value: float
    margin: float


def read_record(path: Path) -> tuple[int, dict[str, Recorded]]:
    """The record: every how-manieth example it was measured on, and its figures by name.

    Raises:
        OSError: The file is missing.
        ValueError, KeyError, TypeError: It is damaged.
    """
    content = json.loads(path.read_text(encoding="utf-8"))
    return int(content["every"]), {name: Recorded(**one) for name, one in content["figures"].items()}


def gate_figures(rows: Sequence[Row]) -> dict[str, float | None]:
    """The figures that are kept on record."""
    languages = measures.grouped(rows, lambda row: row.language)
    return {
        "accuracy": measures.accuracy(rows),
        "auroc": measures.auroc(rows),
        "outside_recall": measures.outside_recall(rows),
        "outside_precision": measures.outside_precision(rows),
        "calibration_error": measures.calibration_error(rows),
        **{f"accuracy_{name}": measures.accuracy(some) for name, some in sorted(languages.items())},
    }


def losses(record: Mapping[str, Recorded], found: Mapping[str, float | None]) -> Iterator[str]:
    """What has become worse by more than its margin, a sentence each; a figure that is missing is worse."""
    for name, recorded in record.items():
        now = found.get(name)
        if now is None:
            yield f"{name} is not measured any more."
            continue
        lost = now - recorded.value if name in LESS_IS_BETTER else recorded.value - now
        if lost > recorded.margin:
            yield f"{name}: {now:.4f}, on record {recorded.value:.4f}, margin {recorded.margin:.4f}."
