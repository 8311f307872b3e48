"""What the components are made of, by itself."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from bot.components.doubt import Doubt
from bot.components.language import LanguageDetector
from bot.components.ngrams import NgramClassifier, Settings
from bot.components.patterns import PatternExtractor
from bot.components.reading import as_parse
from bot.components.tongue import Tongues
from bot.components.wording import LONGEST_READ, plain

TEXTS = [
    "dov'è il pacco",
    "pacco non arrivato",
    "quando arriva il pacco",
    "rimborso",
    "voglio i soldi",
    "soldi indietro",
]
LABELS = ["faq/parcel"] * 3 + ["refund"] * 3


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


def test_without_a_word_there_is_no_reading() -> None:
    classifier = NgramClassifier(Settings(folds=0), plain)
    classifier.fit(TEXTS, LABELS)
    assert classifier.judge(" ?! ").ranking == ()


def test_learns_and_is_sure_of_what_it_has_seen() -> None:
    classifier = NgramClassifier(Settings(), plain)
    classifier.fit(TEXTS, LABELS)
    verdict = classifier.judge("DOV'È IL PACCO")
    assert verdict.ranking[0][0] == "faq/parcel"
    assert verdict.closeness == pytest.approx(1.0, abs=1e-4)
    assert sum(probability for _, probability in verdict.ranking) == pytest.approx(1.0, abs=1e-5)
    assert classifier.judge("xyz 99").closeness < 0.2


@pytest.mark.parametrize("labels", [LABELS, ["a", "b", "c"] * 2])
def test_comes_back_from_disk_as_it_was(tmp_path: Path, labels: list[str]) -> None:
    classifier = NgramClassifier(Settings(), plain)
    classifier.fit(TEXTS, labels)
    classifier.save(tmp_path)
    again = NgramClassifier(Settings(), plain)
    again.restore(tmp_path)
    assert again.judge("dove sono i soldi") == classifier.judge("dove sono i soldi")


@pytest.mark.parametrize("text", [*TEXTS, "pacco pacco pacco", "xyz", "soldi 99 e poi"])
def test_one_text_is_weighed_as_many_are(text: str) -> None:
    classifier = NgramClassifier(Settings(), plain)
    classifier.fit(TEXTS, LABELS)
    features, weights = classifier._weigh(plain(text))
    many = classifier._features([plain(text)]).toarray()[0]
    assert weights == pytest.approx(many[features], abs=1e-6)
    assert np.count_nonzero(many) == len(features)


def test_a_stored_model_holds_nothing_that_runs(tmp_path: Path) -> None:
    classifier = NgramClassifier(Settings(), plain)
    classifier.fit(TEXTS, LABELS)
    classifier.save(tmp_path)
    np.savez(tmp_path / "classifier.npz", coefficients=np.array([object()], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        NgramClassifier(Settings(), plain).restore(tmp_path)


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
    ("confidence", "text", "doubt"),
    [
        (0.5, "una frase di cinque parole", None),
        (0.49, "una frase di cinque parole", "ask"),
        (0.19, "una frase di cinque parole", "give_up"),
        (0.19, "tre sole parole", "ask"),
        (0.0, "", "ask"),
    ],
)
def test_two_thresholds(confidence: float, text: str, doubt: str | None) -> None:
    assert Doubt({"upper": 0.5, "lower": 0.2, "words": 4}).about(confidence, text) == doubt


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


def test_patterns_take_turns_and_may_give_a_value() -> None:
    extractor = PatternExtractor(
        {
            "patterns": [
                {"entity": "email", "pattern": r"\S+@\S+"},
                {"entity": "number", "pattern": r"n[°.]?\s*(\d+)"},
                {"entity": "digits", "pattern": r"\d+"},
                {"entity": "language_name", "value": "en", "pattern": "inglese"},
            ]
        }
    )
    found = [(e["entity"], e["value"]) for e in extractor.find("n. 42, a7@b.it, 7 in INGLESE")]
    assert found == [("email", "a7@b.it,"), ("number", "42"), ("digits", "7"), ("language_name", "en")]
