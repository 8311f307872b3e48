from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from tests.knowledge.files import Document, examples, faq_files, nlu_files, read

ALL = faq_files() + nlu_files()
name = pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)

GOOD = """
version: "3.1"
nlu:
- intent: faq/x
  metadata: {language: it, category: shop}
  examples: |
    - uno
"""


@pytest.mark.parametrize(
    "broken",
    [
        GOOD.replace('"3.1"', '"2.0"'),
        GOOD.replace("language: it", "language: fr"),
        GOOD.replace("category: shop", "category: weather"),
        GOOD.replace(", category: shop", ""),
        GOOD.replace("  metadata: {language: it, category: shop}\n", ""),
        GOOD.replace("examples: |\n    - uno", "examples: [uno]"),
        GOOD + "stories: []\n",
        GOOD + "responses:\n  utter_faq/x:\n  - txt: ciao\n",
        GOOD + "responses:\n  utter_faq/x: []\n",
        GOOD
        + "responses:\n  utter_faq/x:\n  - {text: a, condition: [{type: slot, name: manner, value: voi}]}\n",
        GOOD
        + "responses:\n  utter_faq/x:\n  - {text: a, condition: [{type: slot, name: city, value: en}]}\n",
    ],
)
def test_a_file_out_of_format_is_refused(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "x.yml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(ValidationError):
        read(path)


@pytest.mark.parametrize("broken", [GOOD + 'version: "3.1"\n', GOOD + "  bad: [indent\n"])
def test_a_file_that_is_no_yaml_or_repeats_a_key_is_refused(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "x.yml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(yaml.YAMLError):
        read(path)


@name
def test_every_file_is_in_the_format(path: Path) -> None:
    assert isinstance(read(path), Document)


@name
def test_every_line_of_examples_is_one_example(path: Path) -> None:
    for block in read(path).nlu:
        for line in block.examples.splitlines():
            assert line.startswith("- "), line
            assert line.removeprefix("- ").strip(), f"an empty example in {path.name}"


@name
def test_no_example_uses_the_signs_that_rasa_reads_as_entities(path: Path) -> None:
    # Patterns find order numbers and languages: a bracket in an example would be a slip.
    assert [e.text for e in examples(read(path)) if set(e.text) & set("[]{}")] == []


@name
def test_a_file_has_one_category(path: Path) -> None:
    assert len({block.metadata.category for block in read(path).nlu}) == 1


@pytest.mark.parametrize("path", faq_files(), ids=lambda path: path.stem)
def test_a_topic_is_its_file(path: Path) -> None:
    document = read(path)
    assert {block.intent for block in document.nlu} == {f"faq/{path.stem}"}
    assert set(document.responses) == {f"utter_faq/{path.stem}", f"utter_title/{path.stem}"}


@pytest.mark.parametrize("path", nlu_files(), ids=lambda path: path.stem)
def test_an_intent_is_its_file(path: Path) -> None:
    document = read(path)
    assert {block.intent for block in document.nlu} == {path.stem}
    assert set(document.responses) <= {f"utter_{path.stem}", f"utter_title/{path.stem}"}
