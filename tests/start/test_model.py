"""When the model is trained, and that a training that fails leaves the last one alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from desk.setup.errors import EnvironmentMissing, TrainingFailed
from desk.setup.model import Models, fingerprint

TRAINER = """\
import pathlib, sys
arguments = sys.argv
print("Starting to train component 'Toy'.")
if pathlib.Path("broken").exists():
    sys.exit("no such intent")
if not pathlib.Path("lazy").exists():
    out = pathlib.Path(arguments[arguments.index("--out") + 1])
    (out / (arguments[arguments.index("--fixed-model-name") + 1] + ".tar.gz")).write_text("model")
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "faq.yml").write_text("one")
    (tmp_path / "train.py").write_text(TRAINER)
    return tmp_path


@pytest.fixture
def models(root: Path) -> Models:
    return Models(root, root / "home", (sys.executable, str(root / "train.py")))


def ignore(line: str) -> None:
    """Nobody is watching."""


def test_without_rasa_it_says_so(root: Path) -> None:
    with pytest.raises(EnvironmentMissing, match="make setup"):
        Models(root, root / "home").train(ignore)


@pytest.mark.parametrize("fault", ["broken", "lazy"])
def test_a_failed_training_keeps_the_last_model(root: Path, models: Models, fault: str) -> None:
    before = models.train(ignore)
    (root / "data" / "faq.yml").write_text("two")
    (root / fault).touch()
    with pytest.raises(TrainingFailed) as raised:
        models.train(ignore)
    assert raised.value.last[0] == "Starting to train component 'Toy'."
    assert models.latest() == before
    assert not models.is_fresh()


def test_nothing_is_trained_twice(models: Models) -> None:
    heard: list[str] = []
    models.train(heard.append)
    models.train(heard.append)
    assert len(heard) == 1
    models.train(heard.append, force=True)
    assert len(heard) == 2


def test_content_that_went_back_makes_the_old_model_the_latest(root: Path, models: Models) -> None:
    first = models.train(ignore)
    (root / "data" / "faq.yml").write_text("two")
    second = models.train(ignore)
    os.utime(first, (1, 1))
    (root / "data" / "faq.yml").write_text("one")
    assert not models.is_fresh()
    assert models.train(ignore) == first
    assert models.latest() == first
    assert second.exists()


def test_old_models_are_cleared_away(root: Path, models: Models) -> None:
    for content in "abcd":
        (root / "data" / "faq.yml").write_text(content)
        models.train(ignore)
    assert len(list((root / "home" / "models").glob("*.tar.gz"))) == 2


def test_the_training_is_logged(models: Models) -> None:
    models.train(ignore)
    assert "Toy" in models.log.read_text()


def test_a_fingerprint_ignores_what_no_model_is_made_from(root: Path) -> None:
    before = fingerprint(root)
    (root / "README.md").write_text("words")
    (root / "bot").mkdir()
    (root / "bot" / "cache.pyc").write_text("words")
    assert fingerprint(root) == before
    (root / "bot" / "channel.py").write_text("code")
    assert fingerprint(root) != before
