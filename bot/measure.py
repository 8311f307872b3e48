"""How well messages are understood: ``python -m bot.measure``.

Cross-validates the classifier on ``data/`` with the settings of ``config.yml``, and shows what each pair of
thresholds would do. What is printed is what ``docs/decisions/linear-classifier.md`` quotes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

from bot.components.ngrams import SEED, NgramClassifier, Settings
from bot.components.wording import plain

FOLDS = 5
OUT = "out_of_scope"
CLASSIFIER = "bot.components.classifier.LinearClassifier"
UPPERS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
LOWERS = (0.05, 0.08, 0.1, 0.12, 0.15, 0.2)


@dataclass(frozen=True)
class Trial:
    """One held-out message.

    Attributes:
        expected: Its label.
        read: The best reading.
        second: The next one.
        confidence: Of the best.
        in_scope: Confidence that it is about anything the assistant knows.
    """

    expected: str
    read: str
    second: str
    confidence: float
    in_scope: float


def examples(folder: Path) -> Iterator[tuple[str, str]]:
    """Texts and their full intents, from Rasa's YAML files."""
    for path in sorted(folder.rglob("*.yml")):
        content = YAML(typ="safe").load(path) or {}
        for block in content.get("nlu", []):
            lines = str(block.get("examples", "")).splitlines() if "intent" in block else []
            yield from ((line[2:].strip(), block["intent"]) for line in lines if line.startswith("- "))


def configured(path: Path) -> tuple[Settings, float]:
    """The classifier's settings and the weight of closeness, as ``config.yml`` has them."""
    pipeline = YAML(typ="safe").load(path)["pipeline"]
    stated: dict[str, Any] = next(part for part in pipeline if part["name"] == CLASSIFIER)
    chosen = {field.name: stated[field.name] for field in fields(Settings) if field.name in stated}
    return Settings(**chosen), float(stated.get("closeness_weight", 0.5))


def trials(texts: list[str], labels: list[str], settings: Settings, closeness_weight: float) -> list[Trial]:
    """Reads every message with a classifier that has not seen it."""
    done: list[Trial] = []
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(texts, labels):
        classifier = NgramClassifier(settings, plain)
        classifier.fit([texts[i] for i in train], [labels[i] for i in train])
        done += [_trial(classifier, texts[i], labels[i], closeness_weight) for i in test]
    return done


def _trial(classifier: NgramClassifier, text: str, label: str, closeness_weight: float) -> Trial:
    verdict = classifier.judge(text)
    ranking = [*verdict.ranking, ("", 0.0), ("", 0.0)]
    factor = verdict.closeness**closeness_weight
    out = dict(verdict.ranking).get(OUT, 1.0)
    return Trial(label, ranking[0][0], ranking[1][0], ranking[0][1] * factor, (1 - out) * factor)


def report(done: list[Trial]) -> Iterator[str]:
    """The figures, one line each."""
    inside = [t for t in done if t.expected != OUT]
    yield f"messages {len(done)}, classes {len({t.expected for t in done})}, folds {FOLDS}"
    yield f"right at once        {_share(t.read == t.expected for t in done):.3f}"
    yield f"right, in scope only {_share(t.read == t.expected for t in inside):.3f}"
    yield f"among the best two   {_share(t.expected in (t.read, t.second) for t in inside):.3f}"
    scope = roc_auc_score([t.expected != OUT for t in done], [t.in_scope for t in done])
    yield f"in/out of scope, AUROC {scope:.3f}"
    yield "upper   answered  of these right   wrong of all"
    for upper in UPPERS:
        answered = [t for t in done if t.confidence >= upper]
        right, share = _share(t.read == t.expected for t in answered), len(answered) / len(done)
        yield f"{upper:.2f}    {share:8.3f}  {right:14.3f}  {(1 - right) * share:13.3f}"
    yield "lower   below it   right among the best two (lost by giving up)"
    for lower in LOWERS:
        below = [t for t in done if t.confidence < lower]
        kept = _share(t.expected in (t.read, t.second) for t in below)
        yield f"{lower:.2f}    {len(below) / len(done):8.3f}  {kept:8.3f}"


def _share(outcomes: Any) -> float:
    found = list(outcomes)
    return float(np.mean(found)) if found else 0.0


def main() -> None:
    """Measures this repository."""
    texts, labels = zip(*examples(Path("data")), strict=True)
    settings, closeness_weight = configured(Path("config.yml"))
    for line in report(trials(list(texts), list(labels), settings, closeness_weight)):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
