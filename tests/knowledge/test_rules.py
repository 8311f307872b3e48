"""The rules for examples find what they are there to find."""

from __future__ import annotations

import pytest

from tests.knowledge.files import Example
from tests.knowledge.rules import LEAST, MOST, alike, miscounted, repeated, shared


def italian(intent: str, *texts: str) -> list[Example]:
    return [Example(text, intent, "it") for text in texts]


def numbered(intent: str, times: int) -> list[Example]:
    return [Example(f"{intent} {n}", intent, language) for n in range(times) for language in ("it", "en")]


@pytest.mark.parametrize("times", [0, LEAST - 1, MOST + 1])
def test_too_few_and_too_many_are_told_for_each_language(times: int) -> None:
    found = miscounted(numbered("faq/returns", times), ["faq/returns"])
    assert len(found) == 2
    assert all(f"has {times} examples" in line for line in found)
    assert "Italian" in found[0]
    assert "English" in found[1]


@pytest.mark.parametrize("times", [LEAST, MOST])
def test_as_many_as_allowed_is_well(times: int) -> None:
    assert miscounted(numbered("faq/returns", times), ["faq/returns"]) == []


@pytest.mark.parametrize("other", ["Mi va stretta!!", "mi và stretta", "MI VA, STRETTA"])
def test_a_message_in_two_topics_is_told_whatever_its_accents_capitals_and_punctuation(other: str) -> None:
    [line] = shared(italian("faq/returns", "mi va stretta") + italian("faq/exchange", other))
    assert "faq/returns and in faq/exchange" in line


def test_a_message_twice_in_a_topic_is_told_and_two_spellings_are_not() -> None:
    assert shared(italian("faq/returns", "reso?", "Reso!")) == []
    [line] = repeated(italian("faq/returns", "reso?", "Reso!", "perché rendo", "perche rendo"))
    assert "faq/returns 2 times" in line


@pytest.mark.parametrize(
    "other",
    [
        "come faccio ad annullare un ordine?",
        "annullare un ordine come faccio",
        "come faccio a annullare l'ordine",
    ],
)
def test_nearly_the_same_in_two_topics_is_told_in_any_order_of_words(other: str) -> None:
    [line] = alike(
        italian("faq/order_cancel", "come faccio a annullare un ordine") + italian("cancel", other)
    )
    assert "faq/order_cancel" in line
    assert "cancel" in line


def test_what_differs_by_a_word_that_matters_is_not_told() -> None:
    near = italian("faq/returns", "quanto costa il reso?") + italian(
        "faq/shipping_cost", "quanto costa l'invio?"
    )
    short = italian("faq/sizes", "taglie") + italian("faq/exchange", "taglia")
    assert alike(near + short) == []


def test_nearly_the_same_within_a_topic_is_not_told() -> None:
    assert alike(italian("faq/returns", "vorrei fare un reso oggi", "vorrei fare un reso, oggi!!")) == []
