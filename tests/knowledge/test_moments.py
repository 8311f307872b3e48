"""Phrases are called in the studio by when they are said, and not by their names in the files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FILES = [ROOT / "domain.yml", *sorted((ROOT / "data").rglob("*.yml"))]
WORDS = ROOT / "ui" / "console" / "src" / "words" / "phrases"


def phrases() -> set[str]:
    """The responses that are no topic's: those have titles."""
    contents = (yaml.safe_load(path.read_text(encoding="utf-8")) or {} for path in FILES)
    names = {name.removeprefix("utter_") for one in contents for name in one.get("responses") or {}}
    titled = {name.removeprefix("title/") for name in names if name.startswith("title/")}
    return {name for name in names - titled if not name.startswith(("title/", "faq/"))}


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_phrase_has_a_label_and_no_two_the_same(language: str) -> None:
    labels = json.loads((WORDS / f"{language}.json").read_text(encoding="utf-8"))
    assert phrases() <= set(labels)
    assert len(set(labels.values())) == len(labels)
