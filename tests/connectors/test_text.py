"""Text that fits."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.text import language_code, numbered, split, storable, storable_json, utf16_length
from handoff.messages import Button


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("", 5, []),
        (" \n ", 5, []),
        ("ciao", 4, ["ciao"]),
        ("uno due tre", 7, ["uno due", "tre"]),
        ("Primo.\n\nSecondo.", 12, ["Primo.", "Secondo."]),
        ("Uno. Due. Tre quattro", 12, ["Uno. Due.", "Tre quattro"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("😀😀😀", 4, ["😀😀", "😀"]),
        ("a " + "b" * 10, 8, ["a", "bbbbbbbb", "bb"]),
    ],
)
def test_splitting_prefers_the_best_place(text: str, limit: int, parts: list[str]) -> None:
    assert split(text, limit) == parts


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.integers(min_value=2, max_value=50))
def test_splitting_loses_nothing_but_white_space(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(0 < utf16_length(part) <= limit for part in parts)
    assert "".join("".join(part.split()) for part in parts) == "".join(text.split())


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_utf16_length_is_that_of_the_encoding(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(st.characters(), max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    )
)
def test_what_is_kept_can_be_stored(value: Any) -> None:
    words = json.dumps(storable_json(value), allow_nan=False, ensure_ascii=False)
    assert "\\u0000" not in words
    words.encode()


def test_lone_surrogates_do_not_reach_storage() -> None:
    storable("a\ud800\x00b").encode()


def test_buttons_in_words() -> None:
    buttons = [Button("Sì", "/affirm"), Button("No", "/deny")]
    assert numbered(" Va bene? ", buttons) == "Va bene?\n\n1. Sì\n2. No"
    assert numbered("", buttons) == "1. Sì\n2. No"
    assert numbered("Ciao", []) == "Ciao"


@pytest.mark.parametrize(
    ("tag", "code"),
    [("it", "it"), ("it-IT", "it"), ("EN_us", "en"), ("", None), ("ita", None), (None, None), (5, None)],
)
def test_language_codes(tag: object, code: str | None) -> None:
    assert language_code(tag) == code
