"""What figures are made of, one rule at a time; and that each is defined in words, in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from connectors.telegram.render import callback_data
from connectors.whatsapp.render import render
from desk.figures import words as said
from desk.figures.costs import DEFAULTS
from desk.figures.definitions import DEFINITIONS, SILENCE, is_assumed, is_confirmed, percentile
from desk.figures.records import Contact, Costs, FigureKey
from desk.figures.stopwatch import Spans
from desk.words import Catalogue
from handoff.choices import resolve
from handoff.messages import Address, Button, Inbound, Outbound
from handoff.records import HandoverReason
from handoff.satisfaction import SCORES, payload_of
from scripts.bench.fortnight import fortnight

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
WORDS = Catalogue()
DOCUMENT = (Path(__file__).resolve().parents[3] / "docs" / "figures.md").read_text(encoding="utf-8")
ASKED = Contact(
    conversation_id="c",
    at=NOW - timedelta(days=2),
    channel="webchat",
    last_at=NOW - SILENCE,
    last_intent="faq/returns",
    answered=True,
    asked=True,
)


@pytest.mark.parametrize(
    ("changes", "confirmed", "assumed"),
    [
        ({}, False, True),
        ({"last_at": NOW - SILENCE + timedelta(seconds=1)}, False, False),
        ({"last_intent": "thanks"}, True, False),
        ({"last_intent": "affirm"}, True, False),
        ({"last_intent": "thanks", "answered": False}, False, False),
        ({"answered": False}, False, False),
        ({"has_case": True, "last_intent": "thanks"}, False, False),
        ({"asked": False, "last_intent": "thanks"}, False, False),
        ({"happy": True}, True, False),
        ({"unhappy": True}, False, False),
        ({"unhappy": True, "last_intent": "thanks"}, False, False),
        ({"last_intent": "deny"}, False, False),
        ({"last_intent": "cancel"}, False, False),
        ({"last_intent": "nlu_fallback"}, False, False),
        ({"last_intent": "complaint"}, False, False),
        ({"last_intent": ""}, False, False),
    ],
)
def test_when_the_assistant_has_resolved_it(
    changes: dict[str, object], confirmed: bool, assumed: bool
) -> None:
    contact = replace(ASKED, **changes)  # type: ignore[arg-type]
    assert (is_confirmed(contact), is_assumed(contact, NOW)) == (confirmed, assumed)


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [([], 0.5, None), ([7], 0.9, 7), ([60, 300], 0.5, 180), ([300, 60], 0.9, 276), ([1, 2, 9], 0.5, 2)],
)
def test_percentiles_lie_on_a_straight_line_between_neighbours(
    values: list[float], share: float, expected: float | None
) -> None:
    assert percentile(values, share) == pytest.approx(expected)


def test_opening_time_before_a_moment() -> None:
    hour = timedelta(hours=1)
    spans = Spans([(NOW, NOW + hour), (NOW + 3 * hour, NOW + 4 * hour)])
    moments = {0: 0, 0.5: 1800, 1: 3600, 2: 3600, 3.5: 5400, 9: 7200, -1: 0}
    assert {at: spans.until(NOW + at * hour) for at in moments} == moments


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("key", FigureKey)
def test_every_figure_is_defined_in_words(key: FigureKey, language: str) -> None:
    assert key in DEFINITIONS
    assert said.title(WORDS, key, language) != said.definition(WORDS, key, language)
    assert f"`{key.value}`" in DOCUMENT


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("reason", HandoverReason)
def test_every_reason_has_a_title(reason: HandoverReason, language: str) -> None:
    assert said.reason(WORDS, reason, language)


def test_the_usual_costs_are_the_trades_proportions() -> None:
    assert DEFAULTS["faq"] * 10 == pytest.approx(DEFAULTS["email"])
    assert DEFAULTS["faq"] * 40 == pytest.approx(DEFAULTS["call"])
    costs = Costs({"telegram": 0.1}, faq=0.5, email=5, call=20)
    assert (costs.saved("webchat"), costs.saved("telegram")) == (4.5, 0)


def test_the_fortnight_is_the_same_at_every_run_and_tells_of_nothing_to_come() -> None:
    once, again = fortnight(NOW), fortnight(NOW)
    assert [story.id for story in once] == [story.id for story in again]
    assert [message.text for message in once[3].messages] == [message.text for message in again[3].messages]
    assert len({story.id for story in once}) == len(once) > 300
    assert any(story.cases for story in once)
    assert all(rating.score for story in once for rating in story.ratings)
    assert all(case.opened_at <= NOW for story in once for case in story.cases)


@pytest.mark.parametrize("language", ["it", "en"])
def test_scores_where_a_channel_has_no_buttons_and_where_it_has_small_ones(language: str) -> None:
    buttons = tuple(
        Button(WORDS.say(f"satisfaction-{score}", language), payload_of(score)) for score in SCORES
    )
    asked = Outbound(text=WORDS.say("satisfaction-ask-plain", language), buttons=buttons)
    (listed,) = render(asked)
    for score, button in zip(SCORES, buttons, strict=True):
        assert f"{score}. {button.title}" in listed.text
        typed = resolve(Inbound(Address("whatsapp", "+39"), "m", str(score)), listed.buttons)
        assert typed.payload == payload_of(score)
        assert callback_data(score, button) == payload_of(score)
        assert len(button.title) <= 24
