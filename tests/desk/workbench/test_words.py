"""What is typed into the search is words, whatever it looks like; what is shown of a message is safe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.workbench.snippets import snippet
from desk.workbench.words import Wanted, for_postgresql, for_sqlite, plain, wanted


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("", []),
        ("  !?  ", []),
        ('""', []),
        ('"', []),
        ("pacco ", [Wanted(("pacco",), False)]),
        ("pacco", [Wanted(("pacco",), True)]),
        ("a", [Wanted(("a",), False)]),
        ("Caffè CITTÀ ", [Wanted(("caffe",), False), Wanted(("citta",), False)]),
        ("cafe\u0300 ", [Wanted(("cafe",), False)]),
        ("rim* subito ", [Wanted(("rim",), True), Wanted(("subito",), False)]),
        ('"non è arrivato" mai ', [Wanted(("non", "e", "arrivato"), False), Wanted(("mai",), False)]),
        ('"non arr', [Wanted(("non", "arr"), True)]),
        ("BL-20418 ", [Wanted(("bl", "20418"), False)]),
        ("l'ordine ", [Wanted(("l", "ordine"), False)]),
        ("a OR b NOT (c) ", [Wanted((it,), False) for it in ("a", "or", "b", "not", "c")]),
        ("NEAR(x, 5) ", [Wanted(("near", "x"), False), Wanted(("5",), False)]),
        ("посылка ", [Wanted(("посылка",), False)]),
    ],
)
def test_words_are_words(typed: str, parts: list[Wanted]) -> None:
    assert wanted(typed) == parts


def test_too_many_words_are_cut() -> None:
    assert len(wanted(" ".join(map(str, range(1000))))) == 12
    assert len(wanted("-".join(map(str, range(1000))))[0].words) == 12


@given(st.text(max_size=80))
def test_nothing_typed_is_syntax(typed: str) -> None:
    parts = wanted(typed)
    for part in parts:
        assert all(word.isalnum() for word in part.words)
    quotes = sum(2 * len(part.words) for part in parts)
    assert for_sqlite(parts).count('"') == quotes
    assert for_postgresql(parts).count("'") == quotes


@given(st.text(max_size=300), st.text(max_size=40))
def test_a_snippet_is_escaped_text_and_marks(text: str, typed: str) -> None:
    shown = snippet(text, wanted(typed)).replace("<mark>", "").replace("</mark>", "")
    assert not set(shown) & set('<>"')


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("Dov'è il PACCO?", "pacc", "Dov&#x27;è il <mark>PACCO</mark>?"),
        ("<b>caffè</b>", "caffe ", "&lt;b&gt;<mark>caffè</mark>&lt;/b&gt;"),
        ("<mark>x</mark>", "x ", "&lt;mark&gt;<mark>x</mark>&lt;/mark&gt;"),
        ("niente", "altro ", "niente"),
        ("", "x", ""),
    ],
)
def test_what_was_found_is_marked(text: str, typed: str, shown: str) -> None:
    assert snippet(text, wanted(typed)) == shown


def test_a_long_message_is_cut_around_what_was_found() -> None:
    text = "parola " * 100 + "ago " + "parola " * 100
    shown = snippet(text, wanted("ago "))
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "<mark>ago</mark>" in shown
    assert len(shown) < 220


def test_letters_are_plain_as_the_indexes_have_them() -> None:
    assert plain("ÀÉÎõü Ż-x_y") == "aeiou z x y"
