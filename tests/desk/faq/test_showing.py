"""Words as HTML and as JSON-LD, colours that can be read, questions that fit a page: nothing gets through."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.faq import colours
from desk.faq.prose import prose
from desk.faq.records import Entry
from desk.faq.searching import Index, words
from desk.faq.shop_pages import read_pages
from desk.faq.structured import faq_page

HOSTILE = "</script><!--<script>alert(1)</script>]]>\u2028&amp;"


def entry(slug: str, question: str, answer: str = "Sì.", *asked: str) -> Entry:
    return Entry(f"faq/{slug}", slug, "", question, answer, "it", asked=asked)


def test_nothing_ends_the_script_that_search_engines_read() -> None:
    written = faq_page([entry("a", HOSTILE, HOSTILE)], "it")
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["mainEntity"][0]["name"] == HOSTILE


@given(st.text())
def test_words_never_become_html(text: str) -> None:
    shown = prose(text)
    bare = shown
    for allowed in ("<p>", "</p>", "<br>", "</a>"):
        bare = bare.replace(allowed, "")
    assert "<" not in bare.replace('<a href="', "") or "href" in bare


def test_addresses_become_links_and_their_full_stop_does_not() -> None:
    shown = prose("Scrivi a ciao@lume.example.\nGuarda https://lume.example/a?b=1&c=2.\n\nFine <b>")
    assert shown == (
        '<p>Scrivi a <a href="mailto:ciao@lume.example" rel="noopener nofollow">ciao@lume.example</a>.<br>'
        'Guarda <a href="https://lume.example/a?b=1&amp;c=2" rel="noopener nofollow">'
        "https://lume.example/a?b=1&amp;c=2</a>.</p><p>Fine &lt;b&gt;</p>"
    )


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_any_brand_colour_can_be_read(accent: colours.Rgb) -> None:
    for dark, paper in ((False, colours.LIGHT_PAPER), (True, colours.DARK_PAPER)):
        found = {name: colours.read(value[1:]) for name, value in colours.palette(accent, dark=dark).items()}
        assert colours.contrast(found["--faq-accent"], found["--faq-on-accent"]) >= 4.5
        assert colours.contrast(found["--faq-accent-text"], paper) >= 4.5


@pytest.mark.parametrize(
    ("wanted", "slugs"),
    [
        ("rèso", ["reso"]),
        ("i miei RESI", ["reso"]),
        ("rimborso bonifico", ["bonifico"]),
        ("rimb", ["bonifico", "reso"]),
        ("xyz", []),
        ("   ", ["reso", "bonifico"]),
        ("come si fa il", []),
    ],
)
def test_words_find_whatever_their_endings(wanted: str, slugs: list[str]) -> None:
    index = Index(
        [
            entry("reso", "Fare un reso", "Con il rimborso.", "posso rendere la lampada?"),
            entry("bonifico", "Rimborso con bonifico"),
        ]
    )
    assert [it.slug for it in index.find(wanted)] == slugs


def test_small_words_are_kept_where_there_is_nothing_else() -> None:
    assert words("come si fa") == ["fa"]
    assert words("chi") == ["chi"]


@pytest.mark.parametrize("written", ["checkout=payment", "/a", "/a=", "=x"])
def test_pages_that_make_no_sense_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match="topic,category"):
        read_pages(written)
