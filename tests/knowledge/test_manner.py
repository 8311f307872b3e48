"""A shop that calls its customers Lei does so throughout: what says tu has a wording with Lei."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from content.words import LEI, TU, Wording, manner_of, says, wordings

ROOT = Path(__file__).parents[2]
FILES = [ROOT / "domain.yml", *sorted((ROOT / "data").rglob("*.yml"))]
FRAGMENTS = ROOT / "actions" / "fragments" / "it.ftl"


@cache
def italian(path: Path) -> list[Wording]:
    """The Italian wordings of a file of the project; titles are names, or what the shopper says."""
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    found = wordings(content.get("responses") or {})
    return [one for one in found if one.language == "it" and not one.is_title]


def without_lei(found: list[Wording]) -> Iterator[str]:
    """The answers with tu that have no sibling with Lei for the same channel."""
    there = {(one.response, one.channel) for one in found if one.manner == "lei"}
    for one in found:
        needed = one.manner != "lei" and manner_of(one.text) == "tu"
        if needed and (one.response, one.channel) not in there:
            yield f"{one.response}: {one.text}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_says_tu_is_there_with_lei(path: Path) -> None:
    assert list(without_lei(italian(path))) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_manners_are_not_mixed(path: Path) -> None:
    found = italian(path)
    with_lei = [one.text for one in found if one.manner == "lei" and says(TU, one.text)]
    with_tu = [one.text for one in found if one.manner != "lei" and says(LEI, one.text)]
    assert (with_lei, with_tu) == ([], [])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_wording_with_lei_offers_the_same_buttons(path: Path) -> None:
    found = italian(path)
    for one in found:
        same = [it for it in found if (it.response, it.channel) == (one.response, one.channel)]
        if one.manner == "lei":
            assert one.titles in [it.titles for it in same if it.manner != "lei"], one.text


def test_parts_of_answers_address_nobody() -> None:
    """They stand in answers of either manner."""
    said = [line for line in FRAGMENTS.read_text(encoding="utf-8").splitlines() if " = " in line]
    assert [line for line in said if manner_of(line.partition(" = ")[2])] == []


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("Scrivi il numero.", "tu"),
        ("Ecco il link: guarda anche lì.", "tu"),
        ("Una persona può aiutarti.", "tu"),
        ("Se ordini entro le 12, arriva domani.", "tu"),
        ("Tocca «Avvisami».", "tu"),
        ("«Hai un codice?» è nel carrello.", None),
        ("Una persona guarda gli ordini e controlla.", None),
        ("Il pacco è in viaggio, salvo imprevisti.", None),
        ("Gli aperti e gli ordini restano così.", None),
        ("Mi scriva il numero.", "lei"),
        ("Una persona può aiutarla.", "lei"),
        ("Porti un documento: glielo chiedono.", "lei"),
    ],
)
def test_the_manner_shows_in_words(text: str, manner: str | None) -> None:
    assert manner_of(text) == manner


def test_an_answer_that_lacks_its_sibling_is_told() -> None:
    tu = Wording("utter_x", "Scrivimi quando vuoi.")
    for_whatsapp = Wording("utter_x", "Mi scriva.", manner="lei", channel="whatsapp")
    assert len(list(without_lei([tu, for_whatsapp]))) == 1
    assert list(without_lei([tu, Wording("utter_x", "Mi scriva.", manner="lei")])) == []
