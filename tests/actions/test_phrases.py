from __future__ import annotations

import re
from datetime import date

import pytest

from actions.phrases import FOLDER, LANGUAGES, UnknownFragment, day, fragment, listed, money
from shop.records import Money

BLANK = re.compile(r"\{ ?\$(\w+)")


@pytest.mark.parametrize(
    ("amount", "italian", "english"),
    [("5.90", "5,90 €", "€5.90"), ("59", "59 €", "€59"), ("1059.50", "1.059,50 €", "€1,059.50")],
)
def test_money_is_written_as_people_write_it(amount: str, italian: str, english: str) -> None:
    assert money(Money.of(amount), "it") == italian
    assert money(Money.of(amount), "en") == english


def test_another_currency_keeps_its_sign() -> None:
    assert money(Money.of("19.90", "GBP"), "en") == "£19.90"


def test_days_and_lists() -> None:
    assert day(date(2026, 1, 14), "it") == "mercoledì 14 gennaio"
    assert day(date(2026, 1, 14), "en") == "Wednesday 14 January"
    assert listed(["S", "M", "L"], "it") == "S, M e L"
    assert listed(["S", "M"], "en", "or") == "S or M"
    assert listed([], "it") == ""


@pytest.mark.parametrize("language", [None, "fr"])
def test_a_language_that_is_not_ours_is_answered_in_italian(language: str | None) -> None:
    assert fragment("free", language) == "gratis"


def test_a_mistake_of_ours_is_heard() -> None:
    with pytest.raises(UnknownFragment, match="no fragment"):
        fragment("no-such", "it")
    with pytest.raises(UnknownFragment, match="days-one"):
        fragment("days-one", "it")


def test_every_language_has_the_same_fragments_with_the_same_blanks() -> None:
    def blanks(language: str) -> dict[str, set[str]]:
        text = (FOLDER / f"{language}.ftl").read_text(encoding="utf-8")
        entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)
        return {
            entry.partition(" =")[0]: set(BLANK.findall(entry))
            for entry in entries
            if re.match("[a-z]", entry)
        }

    assert LANGUAGES == ("en", "it")
    assert blanks("it") == blanks("en")
