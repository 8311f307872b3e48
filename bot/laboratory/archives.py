"""A trained model, opened for reading: the very components that would answer shoppers."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TypeVar

from rasa.engine import loader
from rasa.engine.storage.local_model_storage import LocalModelStorage

from bot.components.classifier import UNSEEN, LikenessClassifier
from bot.components.doubt import Doubt
from bot.components.entities import EntityFinder
from bot.components.language import LanguageDetector
from bot.components.unseen import read_unseen
from bot.laboratory.content import Content, Example
from bot.laboratory.errors import BadContent
from bot.laboratory.fitting import Learned
from bot.laboratory.reader import Reader
from bot.runner import PlannedGraphRunner

Kind = TypeVar("Kind")


def opened(path: Path, content: Content) -> Learned:
    """A model from its archive.

    Args:
        path: What ``bot.train`` has made.
        content: What it was trained on: the model keeps no texts but those that training has read unseen.

    Raises:
        BadContent: It is missing, damaged, or not of our components.
    """
    if not path.is_file():
        raise BadContent("There is no such model.")
    with tempfile.TemporaryDirectory(prefix="sportello-model-") as folder:
        try:
            _, runner = loader.load_predict_graph_runner(
                Path(folder), path, LocalModelStorage, PlannedGraphRunner
            )
            reader = _reader(runner)
            unseen = tuple(read_unseen(_stored(Path(folder)) / UNSEEN))
        # Whatever is wrong with an archive, Rasa, NumPy and our components each say in their own way.
        except Exception as exc:
            raise BadContent("The model can't be opened.") from exc
    examples = tuple(Example(row.text, row.label, "") for row in unseen) or content.examples
    if len(examples) != reader.classifier.model.size:
        examples, unseen = (), ()
    return Learned(reader, examples, unseen)


def _reader(runner: PlannedGraphRunner) -> Reader:
    return Reader(
        _only(runner, LanguageDetector),
        _only(runner, EntityFinder),
        _only(runner, LikenessClassifier),
        _only(runner, Doubt),
    )


def _only(runner: PlannedGraphRunner, kind: type[Kind]) -> Kind:
    (found,) = [one for one in runner.components if isinstance(one, kind)]
    return found


def _stored(folder: Path) -> Path:
    """Where the classifier has its files."""
    return next(path.parent for path in sorted(folder.rglob("ngrams.npz")) if "Likeness" in path.parent.name)
