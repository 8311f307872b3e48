"""A whole run on little data: what is learned from, what is left out, and what is written."""

from __future__ import annotations

import json
import sys
from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.components.likeness import Settings, Verdict
from bot.components.thresholds import Thresholds
from bot.evaluation import __main__ as command
from bot.evaluation import baseline, plan, runs, sets
from bot.evaluation.baseline import BaselineFailed
from bot.evaluation.page import write_page
from bot.evaluation.plan import Plan
from bot.evaluation.report import Report, figures, write_json
from bot.evaluation.rows import OUTSIDE, Decision
from bot.evaluation.sets import Example
from bot.evaluation.table import lines
from tests.brain.test_evaluation import ROWS, row

WORDS = {
    "sizes": ("che taglia", "guida taglie", "la taglia", "taglie grandi", "quale taglia"),
    "returns": ("un reso", "fare il reso", "rendo tutto", "come rendere", "reso gratis"),
    OUTSIDE: ("che tempo fa", "una poesia", "chi ha vinto", "la carbonara", "oroscopo di oggi"),
}
MORE = ("", " per favore", " grazie", " scusate", " ciao")
EXAMPLES = [
    Example(text + more, label, "it") for label, texts in WORDS.items() for text in texts for more in MORE
]
NO_ENCODER = Settings(encoders=())


@pytest.fixture(autouse=True)
def without_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "Settings", lambda: NO_ENCODER)


def write_set(path: Path, examples: list[Example]) -> None:
    rows = [{"text": e.text, "intent": e.label, "lang": e.language} for e in examples]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    for label, texts in WORDS.items():
        listed = "".join(f"    - {text}{more}\n" for text in texts for more in MORE)
        head = f"nlu:\n- intent: {label}\n  metadata: {{language: it}}\n  examples: |\n"
        (folder / f"{label}.yml").write_text(head + listed, encoding="utf-8")
    return folder


@pytest.fixture
def benchmarks(tmp_path: Path) -> Path:
    folder = tmp_path / "others"
    folder.mkdir()
    write_set(folder / sets.SOFMATTRESS_TRAIN, [e for e in EXAMPLES if e.label != OUTSIDE])
    write_set(folder / sets.SOFMATTRESS_TEST, EXAMPLES[::3])
    write_set(folder / sets.STRANGERS["it"], [e for e in EXAMPLES if e.label == OUTSIDE])
    return folder


def measured(plan_: Plan) -> Report:
    return plan.measure(plan_, datetime(2026, 1, 2, tzinfo=timezone.utc), lambda line: None)


def test_every_set_that_is_there_is_measured(data: Path, benchmarks: Path) -> None:
    report = measured(Plan(data, benchmarks=benchmarks))
    names = [one.name for one in report.sets]
    assert names == ["own data", "oos_it_xsid", "sofmattress", "own data, one fifth"]
    assert [note for note in report.notes if sets.STRANGERS["en"] in note]
    assert report.sets[0].messages == len(EXAMPLES)


def test_without_other_peoples_sets_it_says_so(data: Path) -> None:
    report = measured(Plan(data))
    assert [one.name for one in report.sets] == ["own data", "own data, one fifth"]
    assert len(report.notes) == 4


def test_a_file_of_ones_own_is_read_by_the_model(data: Path, tmp_path: Path) -> None:
    write_set(tmp_path / "mine.jsonl", [Example("guida taglie", "sizes", "it"), EXAMPLES[-1]])
    report = measured(Plan(data, file=tmp_path / "mine.jsonl"))
    mine = next(one for one in report.sets if one.name == "mine")
    assert (mine.messages, mine.accuracy) == (2, 1.0)


def test_cross_validation_does_not_see_what_it_reads() -> None:
    noise = [Example(word, label, "it") for word, label in zip("abcdefghijklmn", "xy" * 7, strict=True)]
    learned = runs.trained(noise, NO_ENCODER)
    seen = runs.read(learned, noise)
    assert sum(one.is_right for one in learned.unseen) < sum(one.is_right for one in seen)


def test_the_split_keeps_proportions_and_nothing_twice() -> None:
    train, test = runs.split(EXAMPLES)
    assert {label: sum(e.label == label for e in test) for label in WORDS} == dict.fromkeys(WORDS, 5)
    assert not set(train) & set(test)
    assert runs.split(EXAMPLES) == (train, test)


@pytest.mark.parametrize(
    ("confidence", "decision"),
    [(0.6, Decision.ANSWER), (0.59, Decision.ASK), (0.2, Decision.ASK), (0.19, Decision.HAND_OVER)],
)
def test_decisions_follow_the_thresholds(confidence: float, decision: Decision) -> None:
    limits = {"sizes": Thresholds(lower=0.2, upper=0.6)}
    assert runs.decide((("sizes", confidence),), limits) is decision
    assert runs.decide((("returns", confidence),), limits) is None
    assert runs.decide((), limits) is Decision.ASK


def test_times_are_told_apart_by_stage() -> None:
    moments = iter([0.0, 0.001, 1.0, 1.010, 2.0, 2.003])
    stages = {"a": "ngrams", "b": "usem3", "c": "ngrams"}
    taken = runs.timing(
        lambda text: Verdict(stage=stages[text]), "ngrams", list("abc"), lambda: next(moments)
    )
    assert taken.first == pytest.approx((2.0, 2.9))
    assert taken.later == pytest.approx((10.0, 10.0))
    assert taken.share_first == pytest.approx(2 / 3)


def test_times_of_a_kind_that_did_not_occur() -> None:
    assert runs.timing(lambda text: Verdict(), "ngrams", []) == (None, None, 0.0)


def test_the_page_stands_alone_and_escapes_messages(tmp_path: Path) -> None:
    rows = [*ROWS, row("sizes", "returns", text="<script>alert(1)</script>")]
    report = Report("2026-01-02", [figures("a", "b", rows)], notes=["<i>"])
    write_page(report, tmp_path / "deep" / "page.html")
    page = (tmp_path / "deep" / "page.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert page.count("<svg") == 2
    assert "prefers-color-scheme: dark" in page
    assert "http" not in page


def test_json_names_its_figures(tmp_path: Path) -> None:
    write_json(Report("2026-01-02", [figures("a", "b", ROWS)]), tmp_path / "x.json")
    one = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["sets"][0]
    assert one["accuracy"] == pytest.approx(2 / 3)
    assert set(one["best_overall"]) == {"threshold", "answered", "wrong", "overall"}
    assert one["confusions"][0]["examples"]


def test_the_table_shows_nothing_as_a_dash() -> None:
    head, only = list(lines(Report("2026-01-02", [figures("inside", "b", ROWS[:1])])))[:2]
    assert only.split()[:4] == ["inside", "1", "100.0", "–"]
    assert head.split()[0] == "set"


def test_the_stock_pipeline_reads_in_another_process(tmp_path: Path) -> None:
    fake = tmp_path / "fake.py"
    fake.write_text(
        "import json, sys\n"
        "train, test, out, epochs = sys.argv[1:]\n"
        "texts = json.load(open(test))\n"
        "made = {'rankings': [[['sizes', 0.7]] for _ in texts], 'training_seconds': int(epochs)}\n"
        "json.dump(made, open(out, 'w'))\n",
        encoding="utf-8",
    )
    made = baseline.stock(EXAMPLES, EXAMPLES[:2], 3, [sys.executable, str(fake)])
    assert made.training_seconds == 3.0
    assert [(one.best, one.in_scope) for one in made.rows] == [("sizes", 0.7)] * 2


def test_a_stock_pipeline_that_fails_says_what_it_said() -> None:
    failing = [sys.executable, "-c", "import sys; sys.exit('no TensorFlow here')"]
    with pytest.raises(BaselineFailed, match="no TensorFlow here"):
        baseline.stock(EXAMPLES, EXAMPLES, 1, failing)


def test_the_command_writes_both_files(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(command.BENCHMARKS, raising=False)
    assert command.main(["--data", str(data), "--out", str(tmp_path / "out")]) == 0
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".html", ".json"]
    assert "own data, accuracy in scope" in capsys.readouterr().out


def test_the_command_fails_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--data", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
