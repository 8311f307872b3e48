"""What a run measures, one step after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.components.ngrams import NgramView
from bot.evaluation import baseline, measures, runs, sets
from bot.evaluation.report import Report, Single, figures
from bot.evaluation.rows import Row
from bot.evaluation.runs import Timing, Trained
from bot.evaluation.sets import Example

ACCEPTED = 0.90
DIET_EPOCHS = 100
OWN = "own data"
SOFMATTRESS = "sofmattress"


@dataclass(frozen=True)
class Plan:
    """What to measure.

    Attributes:
        data: Folder of our own data.
        file: A further set of messages, read by the model trained on our own data.
        benchmarks: Folder of other people's sets; what is not in it is left out, and the report says so.
        stock: Whether Rasa's default pipeline is trained on the same.
        own_epochs: Of the stock pipeline on our own data, which is large; 0 to leave that out.
        every: Take every so-manieth example of our own data.
    """

    data: Path
    file: Path | None = None
    benchmarks: Path | None = None
    stock: bool = False
    own_epochs: int = 0
    every: int = 1


def measure(plan: Plan, now: datetime, tell: Callable[[str], None]) -> Report:
    """Measures everything that is planned.

    Args:
        plan: What.
        now: For the report.
        tell: Hears what goes on.

    Raises:
        BadSet: Messages cannot be read.
        BaselineFailed: The stock pipeline cannot be trained.
    """
    report = Report(now.isoformat(timespec="seconds"))
    further = sets.from_file(plan.file) if plan.file else []
    examples = sets.thinned(sets.own(plan.data), plan.every)
    tell(f"Learning from {len(examples)} examples of {plan.data}")
    learned = runs.trained(examples)
    _own(report, learned, plan)
    if plan.file:
        how = f"learned from {OWN}, tested on {plan.file.name}"
        report.sets.append(figures(plan.file.stem, how, runs.read(learned, further)))
    _strangers(report, learned, plan.benchmarks)
    _other_shop(report, plan, tell)
    _split(report, examples, plan, tell)
    return report


def _own(report: Report, learned: Trained, plan: Plan) -> None:
    thinned = f", every {plan.every}th example" if plan.every > 1 else ""
    report.sets.append(figures(OWN, f"cross-validated over five folds{thinned}", learned.unseen))
    report.singles.append(
        Single("own data, accuracy in scope", measures.accuracy(learned.unseen), goal="≥ 93")
    )
    if learned.model.missing:
        report.notes.append(
            f"Measured without encoders that are not here: {', '.join(learned.model.missing)}."
        )


def _strangers(report: Report, learned: Trained, folder: Path | None) -> None:
    inside = [row for row in learned.unseen if row.is_inside]
    threshold = measures.acceptance_threshold(inside, ACCEPTED)
    for language, name in sets.STRANGERS.items():
        path = _present(report, folder, name)
        if not path:
            continue
        rows = runs.read(learned, sets.from_file(path, all_outside=True))
        how = f"learned from {OWN}; nothing here belongs in a shop"
        report.sets.append(figures(path.stem, how, rows))
        found = measures.rejected(rows, threshold)
        said = f"{path.stem}, recall where {_accepted(inside, language, threshold)} of ours are accepted"
        report.singles.append(Single(said, found, goal="≥ 95"))


def _accepted(inside: list[Row], language: str, threshold: float) -> str:
    own = [row for row in inside if row.language == language]
    everywhere = sum(row.in_scope >= threshold for row in inside) / len(inside)
    here = sum(row.in_scope >= threshold for row in own) / max(1, len(own))
    return f"{100 * everywhere:.1f} % ({language} {100 * here:.1f} %)"


def _other_shop(report: Report, plan: Plan, tell: Callable[[str], None]) -> None:
    train_file = _present(report, plan.benchmarks, sets.SOFMATTRESS_TRAIN)
    test_file = _present(report, plan.benchmarks, sets.SOFMATTRESS_TEST)
    if not train_file or not test_file:
        return
    train, test = sets.from_file(train_file), sets.from_file(test_file)
    how = f"learned from {len(train)} messages, tested on {len(test)}"
    rows = runs.read(runs.trained(train), test)
    report.sets.append(figures(SOFMATTRESS, how, rows))
    best = measures.best_overall(rows)
    report.singles += [
        Single(f"{SOFMATTRESS}, accuracy in scope", measures.accuracy(rows), goal="≥ 79"),
        Single(f"{SOFMATTRESS}, AUROC", measures.auroc(rows), goal="≥ 91"),
        Single(f"{SOFMATTRESS}, best overall", best.overall if best else None, goal="≥ 77"),
    ]
    if plan.stock:
        _compare(report, SOFMATTRESS, train, test, DIET_EPOCHS, tell)


def _split(report: Report, examples: list[Example], plan: Plan, tell: Callable[[str], None]) -> None:
    """Messages that the process has never read: for times, and for the stock pipeline beside ours."""
    train, test = runs.split(examples)
    tell("Learning from four fifths, for reading times and for comparison")
    learned = runs.trained(train)
    _times(report, runs.timing(learned.model.judge, NgramView.name, [example.text for example in test]))
    rows = runs.read(learned, test)
    report.sets.append(figures(f"{OWN}, one fifth", "learned from four fifths, tested on one", rows))
    if plan.stock and plan.own_epochs:
        _compare(report, f"{OWN}, one fifth", train, test, plan.own_epochs, tell)
    elif plan.stock:
        report.notes.append(f"The stock pipeline was not trained on {OWN}: --own-epochs 30 does.")


def _compare(
    report: Report,
    name: str,
    train: list[Example],
    test: list[Example],
    epochs: int,
    tell: Callable[[str], None],
) -> None:
    tell(f"Training Rasa's default pipeline, {epochs} epochs, on {name}")
    made = baseline.stock(train, test, epochs)
    how = f"Rasa's default pipeline, {epochs} epochs, {made.training_seconds:.0f} s of training"
    report.sets.append(figures(f"{name}: DIET", how, made.rows))


def _times(report: Report, taken: Timing) -> None:
    first, later = taken.first or (None, None), taken.later or (None, None)
    report.singles += [
        Single("share that words and letters decide alone", taken.share_first),
        Single("p50 where they do", first[0], "ms", "≤ 2 ms"),
        Single("p95", first[1], "ms"),
        Single("p50 with the encoder", later[0], "ms", "≤ 8 ms"),
        Single("p95", later[1], "ms"),
    ]


def _present(report: Report, folder: Path | None, name: str) -> Path | None:
    path = folder / name if folder else None
    if path and path.is_file():
        return path
    where = folder or "no folder of benchmarks was given"
    report.notes.append(f"Left out: {name} ({where}).")
    return None
