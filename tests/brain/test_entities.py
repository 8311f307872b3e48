"""What is found in messages, and what is hidden in them: attacks first."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.components import tokens
from bot.components.entities import EntityFinder
from bot.components.values import amount, grams, masked, phone

ROOT = Path(__file__).parents[2]
ACCOUNT = "IT60 X054 2811 1010 0000 0123 456"
CARD = "4111 1111 1111 1111"


@pytest.fixture(scope="module")
def finder() -> EntityFinder:
    return EntityFinder(EntityFinder.get_default_config())


def _found(finder: EntityFinder, text: str) -> list[tuple[str, str]]:
    return [(one.entity, one.value) for one in finder.find(text)]


@pytest.mark.parametrize(
    "secret",
    [
        ACCOUNT,
        ACCOUNT.replace(" ", ""),
        ACCOUNT.lower(),
        ACCOUNT.replace(" ", "-"),
        "GB82 WEST 1234 5698 7654 32",
        "IT60 X054 2811 1010 0000 0123 457",
        CARD,
        CARD.replace(" ", ""),
        CARD.replace(" ", "-"),
    ],
)
@pytest.mark.parametrize("around", ["{}", "rimborsatemi su {} grazie", "{}.", "x" * 5000 + " {} ok"])
def test_accounts_and_cards_are_kept_nowhere(finder: EntityFinder, secret: str, around: str) -> None:
    text = around.format(secret)
    message = Message(data={"text": text})
    finder.process([message])
    kept = str(message.as_dict())
    assert secret not in kept
    assert "0542811" not in kept.replace(" ", "").replace("-", "")
    assert "41111111" not in kept.replace(" ", "").replace("-", "")
    assert len(message.get("text")) == len(text)
    entity = message.get("entities")[0]
    assert entity["entity"] in ("iban", "card_number")
    assert message.get("text")[entity["start"] : entity["end"]] == entity["value"]


@pytest.mark.parametrize(
    "text", ["4111 1111 1111 1112", "IT60 X054", "DE00 1234 5678 90", "IT6\u212a X054 2811 1010"]
)
def test_what_only_looks_like_one_is_none(finder: EntityFinder, text: str) -> None:
    assert not {"iban", "card_number"} & {entity for entity, _ in _found(finder, text)}


@pytest.mark.parametrize(
    "attack",
    ["a", "1 ", "IT60 0000 ", "a@", "ordine ", "XL-", "1.1", "€", "\ud800", "+39 ", "A-", "² ", "٣٣٣٣ "],
)
def test_no_text_takes_long(finder: EntityFinder, attack: str) -> None:
    began = time.perf_counter()
    finder.find((attack * 20_000)[:20_000])
    assert time.perf_counter() - began < 5.0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("dov'è il mio pacco", []),
        ("l'ordine BL-20655 del 12/03", [("order_number", "BL-20655"), ("date", "12/03")]),
        ("ordine n. 20418", [("order_number", "20418")]),
        ("order #A12345", [("order_number", "A12345")]),
        ("1234567", [("order_number", "1234567")]),
        ("ordine di 3 pezzi", []),
        ("anna.rossi@example.it", [("email", "anna.rossi@example.it")]),
        ("chiamatemi al 333 123 4567", [("phone", "3331234567")]),
        ("+39 333 1234567", [("phone", "+393331234567")]),
        ("il tracking è 1Z999AA10123456784", [("tracking_number", "1Z999AA10123456784")]),
        ("rr123456789it", [("tracking_number", "RR123456789IT")]),
        ("tracking JD01234567890", [("tracking_number", "JD01234567890")]),
        ("123456789012", [("tracking_number", "123456789012")]),
        ("taglia 42", [("size", "42")]),
        ("what size is an xl", [("size", "XL")]),
        ("M", [("size", "M")]),
        ("la S", [("size", "S")]),
        ("che m dici", []),
        ("GIGLIO-M-WHITE", [("product_reference", "GIGLIO-M-WHITE")]),
        ("codice articolo AB123", [("product_reference", "AB123")]),
        ("MAI-PIU", []),
        ("ho speso 45,90€", [("amount", "45.90")]),
        ("€ 1.249,90", [("amount", "1249.90")]),
        ("20euro", [("amount", "20")]),
        ("il 5 marzo 2026", [("date", "5 marzo 2026")]),
        ("da martedì scorso", [("date", "martedì scorso")]),
        ("next friday", [("date", "next friday")]),
        ("lo porta Bartolini", [("carrier", "brt")]),
        ("con poste italiane", [("carrier", "poste")]),
        ("spedite in Germania? 2,5 kg", [("country", "DE"), ("weight", "2500")]),
        ("to the Netherlands", [("country", "NL")]),
        ("cap 20121", [("postcode", "20121")]),
        ("parliamo inglese", [("language_name", "en")]),
    ],
)
def test_finds(finder: EntityFinder, text: str, found: list[tuple[str, str]]) -> None:
    assert _found(finder, text) == found


def test_says_where(finder: EntityFinder) -> None:
    text = "il pacco BL-20655 da 45,90€ con GLS"
    for one in finder.find(text):
        assert text[one.start : one.end] in ("BL-20655", "45,90€", "GLS")


def test_an_unknown_language_has_tokens_too(finder: EntityFinder) -> None:
    assert [one.value for one in finder.find("con DHL", "de")] == ["dhl"]


def test_a_full_pipeline_is_used_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def load(name: str) -> object:
        asked.append(name)
        return tokens.spacy.blank("it")

    monkeypatch.setattr(tokens.spacy.util, "is_package", lambda name: name == "it_core_news_sm")
    monkeypatch.setattr(tokens.spacy, "load", load)
    made = tokens.pipeline("it", [{"label": "carrier", "pattern": "gls", "id": "gls"}])
    assert asked == ["it_core_news_sm"]
    assert [span.ent_id_ for span in made("Con GLS").ents] == ["gls"]


def test_spacy_comes_without_tensorflow() -> None:
    code = (
        "import bot.run; bot.run.prepare(); import bot.components.entities, sys;"
        "real = {n.split('.')[0] for n, m in sys.modules.items() if getattr(m, '__file__', None)};"
        "assert not real & {'tensorflow', 'torch', 'skops', 'keras'}, real;"
        "import tensorflow; tensorflow.keras.Model"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize(
    ("words", "value"), [("1.249,90 €", "1249.90"), ("€ 20", "20"), ("1.000", "1000"), ("9,5", "9.5")]
)
def test_sums(words: str, value: str) -> None:
    assert amount(words) == value


def test_other_values() -> None:
    assert grams("1,5 kg") == "1500"
    assert grams("300 g") == "300"
    assert phone("+39 06-123") == "+3906123"
    assert masked("AB 12345") == "•• •2345"
