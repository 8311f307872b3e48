"""Measures on cases that can be worked out by hand, and the files they are taken from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.evaluation import measures, sets
from bot.evaluation.rows import OUTSIDE, Row
from bot.evaluation.sets import BadSet, Example


def row(truth: str, best: str, confidence: float = 0.9, in_scope: float = 0.9, text: str = "?") -> Row:
    return Row(text, "it", truth, ((best, confidence),), in_scope)


ROWS = [
    row("returns", "returns", 0.9, 0.9),
    row("returns", "exchange", 0.6, 0.8, "la posso cambiare?"),
    row("sizes", "sizes", 0.5, 0.4),
    row(OUTSIDE, "sizes", 0.55, 0.7),
    row(OUTSIDE, OUTSIDE, 0.9, 0.1),
]


def test_accuracy_counts_only_what_is_in_scope() -> None:
    assert measures.accuracy(ROWS) == pytest.approx(2 / 3)


def test_out_of_scope_is_found_by_label_or_by_score() -> None:
    assert measures.outside_recall(ROWS) == pytest.approx(1 / 2)
    assert measures.outside_precision(ROWS) == pytest.approx(1 / 2)


def test_a_message_of_which_nothing_was_made_is_turned_away() -> None:
    nothing = Row("…", "it", OUTSIDE, (), 0.0)
    assert (nothing.best, nothing.confidence, nothing.is_turned_away) == (OUTSIDE, 0.0, True)


def test_auroc_is_the_share_of_pairs_in_order() -> None:
    assert measures.auroc(ROWS) == pytest.approx(5 / 6)


def test_what_is_not_there_has_no_figure() -> None:
    assert measures.auroc(ROWS[:3]) is None
    assert measures.outside_recall(ROWS[:3]) is None
    assert measures.accuracy([]) is None
    assert measures.calibration_error([]) is None
    assert measures.best_overall([]) is None
    with pytest.raises(ValueError, match="nothing to accept"):
        measures.acceptance_threshold([], 0.9)


def test_calibration_error_weighs_bins_by_their_rows() -> None:
    rows = [row("a", "a", 0.95), row("a", "b", 0.95), row("a", "a", 1.0), row("a", "a", 0.1)]
    found = measures.reliability(rows, bins=2)
    assert [(one.size, one.right) for one in found] == [(1, 1.0), (3, pytest.approx(2 / 3))]
    expected = (3 * (2.9 / 3 - 2 / 3) + 0.9) / 4
    assert measures.calibration_error(rows, bins=2) == pytest.approx(expected)


def test_a_threshold_trades_answers_for_errors() -> None:
    points = {round(point.threshold, 2): point for point in measures.curve(ROWS)}
    assert points[0.0][1:] == pytest.approx((4 / 5, 2 / 5, 3 / 5))
    assert points[0.58][1:] == pytest.approx((2 / 5, 1 / 5, 3 / 5))
    assert points[0.7][1:] == pytest.approx((1 / 5, 0.0, 3 / 5))
    assert points[0.95][1:] == pytest.approx((0.0, 0.0, 2 / 5))


def test_best_overall_takes_the_best_threshold() -> None:
    rows = [row("a", "a", 0.8), row(OUTSIDE, "a", 0.5), row(OUTSIDE, "b", 0.75)]
    best = measures.best_overall(rows)
    assert best is not None
    assert best.overall == 1.0
    assert 0.75 < best.threshold <= 0.8


def test_out_of_scope_as_likeliest_label_is_never_an_answer() -> None:
    assert measures.curve([row(OUTSIDE, OUTSIDE, 0.9, 0.1)])[0].answered == 0.0
    assert measures.curve([row("a", OUTSIDE, 0.9, 0.1)])[0].overall == 0.0


def test_acceptance_takes_at_least_the_wanted_share() -> None:
    rows = [row("a", "a", in_scope=score / 10) for score in range(10, 0, -1)]
    threshold = measures.acceptance_threshold(rows, 0.9)
    assert threshold == pytest.approx(0.2)
    strangers = [row(OUTSIDE, "a", in_scope=0.1), row(OUTSIDE, "a", in_scope=0.2)]
    assert measures.rejected(strangers, threshold) == pytest.approx(1 / 2)
    assert measures.rejected([], threshold) is None


def test_confusions_come_commonest_first_with_examples() -> None:
    rows = [row("a", "b", text=str(n)) for n in range(4)] + [row("c", "a"), row("a", "a")]
    found = measures.confusions(rows)
    assert found[0] == ("a", "b", 4, ("0", "1", "2"))
    assert [pair.size for pair in found] == [4, 1]


def test_our_own_data_has_languages_and_labels() -> None:
    found = sets.own(Path(__file__).parents[2] / "data")
    assert {example.language for example in found} == {"it", "en"}
    assert OUTSIDE in {example.label for example in found}
    assert all(example.text and not example.text.startswith("-") for example in found)


def test_a_folder_without_examples(tmp_path: Path) -> None:
    (tmp_path / "rules.yml").write_text("rules: []\n", encoding="utf-8")
    with pytest.raises(BadSet, match="no examples"):
        sets.own(tmp_path)


def test_a_file_of_messages(tmp_path: Path) -> None:
    rows = [{"text": "Ciao", "label": "greet", "language": "it"}, {"text": "2+2?", "intent": "oos"}]
    path = tmp_path / "some.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in rows) + "\n\n", encoding="utf-8")
    assert sets.from_file(path) == [Example("Ciao", "greet", "it"), Example("2+2?", OUTSIDE, "")]
    assert {one.label for one in sets.from_file(path, all_outside=True)} == {OUTSIDE}


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "a"}', '{"intent": "a"}', "3"])
def test_a_damaged_file_says_where(tmp_path: Path, line: str) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text('{"text": "a", "intent": "b"}\n' + line, encoding="utf-8")
    with pytest.raises(BadSet, match="line 2"):
        sets.from_file(path)


def test_a_file_that_is_missing_or_empty(tmp_path: Path) -> None:
    with pytest.raises(BadSet, match="can't be read"):
        sets.from_file(tmp_path / "none.jsonl")
    (tmp_path / "empty.jsonl").touch()
    with pytest.raises(BadSet, match="is empty"):
        sets.from_file(tmp_path / "empty.jsonl")


def test_thinning_keeps_every_label_and_language() -> None:
    examples = [Example(str(n), "a", "it" if n % 2 else "en") for n in range(6)] + [Example("x", "b", "it")]
    assert [one.text for one in sets.thinned(examples, 2)] == ["0", "1", "4", "5", "x"]
