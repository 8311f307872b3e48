"""What the components are made of, by itself."""

from __future__ import annotations

import time

import pytest

from bot.components.language import LanguageDetector
from bot.components.reading import as_parse
from bot.components.tongue import Tongues
from bot.components.wording import LONGEST_READ, plain


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("", ""),
        ("?!… 🙂", ""),
        ("DOV'È il mio paccoooo???", "dov e il mio pacco"),
        ("Perche' nn arriva, xke?", "perche non arriva perche"),
        ("l’ordine  n° 12", "l ordine n 12"),
        ("guarda https://example.it/a?b=c grz", "guarda link grazie"),
        ("mamma bella 1111", "mamma bella 1111"),
        ("СТОП", "стоп"),
    ],
)
def test_spells_what_people_type_one_way(typed: str, spelled: str) -> None:
    assert plain(typed) == spelled


@pytest.mark.parametrize("attack", ["a" * 10**6, "́" * 10**6, "'" * 10**6, "http://" * 10**5])
def test_spelling_takes_no_longer_for_a_long_text(attack: str) -> None:
    began = time.perf_counter()
    assert len(plain(attack)) <= 4 * LONGEST_READ
    assert time.perf_counter() - began < 1.0


def test_a_reading_has_the_shape_that_rasa_answers_from() -> None:
    parse = as_parse(
        [("faq/returns", 0.8), ("greet", 0.1), ("faq/sizes", 0.05)], ["faq/returns", "faq/sizes", "greet"]
    )
    assert parse["intent"] == {"name": "faq", "confidence": 0.8}
    assert parse["response_selector"]["faq"]["response"]["utter_action"] == "utter_faq/returns"
    assert parse["response_selector"]["all_retrieval_intents"] == ["faq"]


def test_no_reading_is_a_shape_too() -> None:
    assert as_parse([], ["greet"])["intent"] == {"name": None, "confidence": 0.0}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("dove il mio pacco", "it"),
        ("quanto costa spedire", "it"),
        ("voglio un rimborso", "it"),
        ("posso pagare con paypal", "it"),
        ("il tracking non funziona", "it"),
        ("grazie mille", "it"),
        ("where is my order", "en"),
        ("shipping cost", "en"),
        ("can i return it", "en"),
        ("thank you", "en"),
        ("i want my money back", "en"),
        ("12345 @@ ??", None),
    ],
)
def test_tells_languages_apart(text: str, language: str | None) -> None:
    assert Tongues(["it", "en"]).guess(text).language == language


@pytest.mark.parametrize(
    ("text", "metadata", "language"),
    [
        ("ok", {}, None),
        ("ok", {"language": "it"}, "it"),
        ("tracking", {"language": "it"}, "it"),
        ("where is my parcel please", {"language": "it"}, "en"),
        ("where is my parcel please", {"language": "it", "language_fixed": True}, "it"),
        ("dov'è il mio pacco", {}, "it"),
        ("", {}, None),
    ],
)
def test_keeps_the_conversations_language_in_doubt(
    text: str, metadata: dict[str, object], language: str | None
) -> None:
    detector = LanguageDetector(LanguageDetector.get_default_config())
    assert detector.decide(text, metadata).language == language


def test_a_language_without_word_list_is_refused() -> None:
    with pytest.raises(LookupError):
        Tongues(["it", "xx"])
