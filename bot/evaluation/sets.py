"""Messages to measure on: our own data, anyone's file, other people's sets where they are present."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

from bot.evaluation.rows import OUTSIDE

OUTSIDE_NAMES = frozenset({OUTSIDE, "oos", "out-of-scope", "NO_NODES_DETECTED"})
SOFMATTRESS_TRAIN = "hint3v1_sofmattress_train.jsonl"
SOFMATTRESS_TEST = "hint3v1_sofmattress_test.jsonl"
STRANGERS = {"it": "oos_it_xsid.jsonl", "en": "near_oos_en_multidogo.jsonl"}
"""Messages of which none belongs in a shop, by language."""


class BadSet(Exception):
    """A file of messages that cannot be read; the text names file and line."""


class Example(NamedTuple):
    """A message, its label (``OUTSIDE`` where it has none) and its language (ISO 639-1, or empty)."""

    text: str
    label: str
    language: str


def own(folder: Path) -> list[Example]:
    """All examples of intents below a folder of Rasa's training data, in the order of the files' names.

    Raises:
        BadSet: There is none.
    """
    found = [example for path in sorted(folder.rglob("*.yml")) for example in _of_file(path)]
    if not found:
        raise BadSet(f"There are no examples in {folder}.")
    return found


def _of_file(path: Path) -> Iterator[Example]:
    content = YAML(typ="safe").load(path) or {}
    for block in content.get("nlu") or []:
        language = (block.get("metadata") or {}).get("language", "")
        for line in str(block.get("examples", "")).splitlines():
            text = line.strip().removeprefix("-").strip()
            if text and "intent" in block:
                yield Example(text, block["intent"], language)


def from_file(path: Path, *, all_outside: bool = False) -> list[Example]:
    """Messages of a JSONL file: ``text``, and ``intent`` or ``label``; ``language`` or ``lang`` if known.

    Args:
        path: The file.
        all_outside: Whatever the labels are, they are none of ours.

    Raises:
        BadSet: The file is missing or empty, or a line of it is not such a message.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise BadSet(f"{path} can't be read: {exc}") from exc
    found = [_of_line(line, f"{path}, line {n}") for n, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise BadSet(f"{path} is empty.")
    return [example._replace(label=OUTSIDE) for example in found] if all_outside else found


def _of_line(line: str, where: str) -> Example:
    try:
        row = json.loads(line)
        text, label = row["text"], row["intent"] if "intent" in row else row["label"]
    except (ValueError, KeyError, TypeError) as exc:
        raise BadSet(f'{where}: not {{"text": …, "intent": …}}') from exc
    label = OUTSIDE if label in OUTSIDE_NAMES else str(label)
    return Example(str(text), label, str(row.get("language") or row.get("lang") or ""))


def thinned(examples: Sequence[Example], every: int) -> list[Example]:
    """Every so-manieth example of each label and language: a smaller set of the same make."""
    counts: dict[tuple[str, str], int] = {}
    kept = []
    for example in examples:
        number = counts.setdefault((example.label, example.language), 0)
        counts[example.label, example.language] = number + 1
        if number % every == 0:
            kept.append(example)
    return kept
