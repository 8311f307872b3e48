"""What is taken away as a file and brought back says the same, whatever it says."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.categories import categories
from content.exchange import reading, taking, writing
from content.exchange.proposing import propose
from content.exchange.records import Format, Item, Reason
from content.files.scalars import clean, one_line
from content.topics import CUSTOMERS, MANNERS, OPENINGS, Answer, Button, Content, Topic

LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), include_characters="\n")
AWKWARD = ("=1+1", "'=1", "''-x", "- punto", "@cmd", '"virgolette"; e altro', "a, b; c\td", "# no", "{blank}")
LINES = (
    st.one_of(st.sampled_from(AWKWARD), st.text(LETTERS, min_size=1, max_size=40)).map(one_line).filter(bool)
)
TEXTS = st.one_of(LINES, st.text(LETTERS, min_size=1, max_size=80)).map(clean).map(str.strip).filter(bool)
DATES = st.dates().map(lambda it: it.isoformat())
PAYLOADS = st.from_regex(r"/[a-z_]{1,12}(/[a-z_]{1,12})?", fullmatch=True)
TITLES = LINES.filter(lambda it: " => " not in f"{it} ")
BUTTONS = st.lists(st.builds(Button, TITLES, PAYLOADS), max_size=3).map(tuple)


def maybe(values: object) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(list(values))  # type: ignore[call-overload]


def answers(language: str) -> st.SearchStrategy[tuple[Answer, ...]]:
    one = st.builds(
        Answer,
        text=TEXTS,
        language=st.just(language),
        channel=maybe(["channel_one", "other"]),
        manner=maybe(MANNERS),
        opening=maybe(OPENINGS),
        country=maybe(["IT", "DE"]),
        customer=maybe(CUSTOMERS),
        valid_from=st.none() | DATES,
        valid_until=st.none() | DATES,
        buttons=BUTTONS,
        image=maybe(["https://example.com/a.png"]),
    )
    return st.lists(one, min_size=1, max_size=3).map(tuple)


@st.composite
def topics(draw: st.DrawFn) -> Topic:
    languages = draw(st.permutations(["it", "en"]))[: draw(st.integers(1, 2))]
    examples = {it: tuple(draw(st.lists(LINES, min_size=1, max_size=4))) for it in languages}
    titles = {it: draw(LINES) for it in languages if draw(st.booleans())}
    slug = draw(st.from_regex(r"[a-z][a-z_]{0,12}", fullmatch=True))
    category = draw(st.sampled_from(["", *(it.id for it in categories())]))
    said = tuple(answer for it in languages for answer in draw(answers(it)))
    return Topic(f"faq/{slug}", "faq", category, titles, examples, said)


def as_content(found: list[Topic]) -> Content:
    return Content({topic.name: topic for topic in found})


CONTENTS = st.lists(topics(), min_size=1, max_size=4).map(as_content)


def brought_back(content: Content, kind: Format) -> Content:
    """The topics that a file makes where there are none yet."""
    items: dict[str, list[Item]] = {}
    for item in reading.read(writing.write(content, kind).content, "it").items:
        assert item.refused is None
        items.setdefault(item.topic, []).append(item)
    return as_content([taking.new(group) for group in items.values()])


@pytest.mark.parametrize("kind", [Format.CSV, Format.XLSX, Format.RASA])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=CONTENTS)
def test_what_is_brought_back_is_what_was_taken_away(kind: Format, content: Content) -> None:
    assert brought_back(content, kind) == content


@pytest.mark.parametrize("kind", [Format.CSV, Format.XLSX, Format.RASA])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=CONTENTS)
def test_bringing_it_back_where_it_came_from_changes_nothing(kind: Format, content: Content) -> None:
    items = reading.read(writing.write(content, kind).content, "it").items
    assert {it.reason for it in propose(items, content)} == {Reason.NOTHING_CHANGES}


@settings(max_examples=25, deadline=None)
@given(content=CONTENTS)
def test_no_cell_begins_with_what_a_spreadsheet_runs(content: Content) -> None:
    text = writing.write(content, Format.CSV).content.decode("utf-8-sig")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for line in lines for cell in line)
