"""The demo shop says the same thing wherever it says it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.knowledge.files import faq_files, read

SHOP = Path(__file__).parents[2] / "docs" / "demo-shop.md"

# Prices, days, hours, addresses of mail: what an editor must not change in one place only.
FACT = re.compile(
    r"€ ?[\d.,]*\d|[\d.,]*\d ?€|\d+ ?%"
    r"|\d+(?:–\d+)? (?:giorni(?: lavorativi)?|working days|days|mesi|months|ore|hours|minuti|minutes|rate)"
    r"|[\w.]+@[\w.]+\w|(?<!\d)\d{1,2}–\d{1,2}(?!\d)"
)


def facts(text: str) -> set[str]:
    """The figures, written one way: euros in front and with a dot, days and hours without their unit."""
    found = {match.group().replace(" ", "").replace(" ", "") for match in FACT.finditer(text)}
    return {re.sub(r"\D+$|^€", "", f).replace(",", ".") if "@" not in f else f for f in found}


def italian(path: Path) -> str:
    found = read(path).responses[f"utter_faq/{path.stem}"]
    return next(v.text for v in found if v.language == "it" and v.channel is None)


def english(path: Path) -> str:
    found = read(path).responses[f"utter_faq/{path.stem}"]
    return next(v.text for v in found if v.language == "en" and v.channel is None)


@pytest.mark.parametrize("path", faq_files(), ids=lambda path: path.stem)
def test_every_figure_in_an_answer_is_a_fact_of_the_shop(path: Path) -> None:
    known = facts(SHOP.read_text(encoding="utf-8"))
    assert facts(italian(path)) - known == set()


@pytest.mark.parametrize("path", faq_files(), ids=lambda path: path.stem)
def test_both_languages_say_the_same_figures(path: Path) -> None:
    def digits(text: str) -> list[str]:
        return sorted(re.findall(r"\d+", text.replace(",", ".").replace("1.000", "1000")))

    assert digits(italian(path)) == digits(english(path))
