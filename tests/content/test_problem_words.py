"""Whatever a check finds can be said to an editor, in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from content.checks import CODES
from content.words import FAULTS
from desk.words import Catalogue
from desk.words.catalogue import FOLDER, phrases

CHECKS = Path(__file__).parents[2] / "content" / "checks"
EXAMPLES: dict[str, str | int] = {
    "text": "testo",
    "other": "Altro argomento",
    "near": "un testo simile",
    "of": "Titolo",
    "target": "faq/gone",
    "channel": "telegram",
    "spoken": "it",
    "kind": "email",
    "first": "2026-11-27",
    "last": "2026-11-30",
    "lower": "0.20",
    "upper": "0.60",
    "count": 3,
    "length": 30,
    "least": 5,
    "most": 24,
}
SAID = {language: phrases(FOLDER / f"{language}.ftl") for language in ("it", "en")}
WORDS = Catalogue()
codes = pytest.mark.parametrize("code", sorted(CODES))


def key(code: str) -> str:
    return f"content-problem-{code.replace('_', '-')}"


@codes
@pytest.mark.parametrize("language", ["it", "en"])
def test_every_problem_has_words(code: str, language: str) -> None:
    said = WORDS.say(key(code), language, **EXAMPLES)
    assert said.endswith(".")
    assert key(code) in SAID[language]


@codes
def test_both_languages_name_the_same_values(code: str) -> None:
    assert SAID["it"][key(code)] == SAID["en"][key(code)]


def test_no_words_are_left_of_a_problem_that_is_gone() -> None:
    stated = {one for one in SAID["en"] if one.startswith("content-problem-")}
    assert stated == {key(code) for code in CODES}


def test_every_code_that_checks_name_is_known() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in CHECKS.glob("*.py"))
    named = set(re.findall(r'problem\(\s*"(\w+)"', sources)) | (set(FAULTS) & CODES)
    chosen = {"example_name", "example_personal", "link_malformed", "image_malformed", "button_malformed"}
    assert named | chosen == CODES
