"""How people type: errors, shorthand, several things at once; and which language four words are in."""

from __future__ import annotations

import time

import pytest

from bot.components.likeness import Verdict
from bot.components.requests import requests_in
from bot.components.spelling import Speller
from bot.components.tongue import Tongues
from bot.components.wording import LONGEST_READ, plain, tidy

WORDS = ["spedizione", "rimborso", "tracciamento", "restituire", "parcel", "delivery", "pacco"]


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(dict.fromkeys(WORDS, 5))


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("", ""),
        ("dov'è la spediizone", "dov'è la spedizione"),
        ("il rimbroso nn arriva", "il rimborso non arriva"),
        ("TRACCIMENTO", "tracciamento"),
        ("voglio restutuire", "voglio restituire"),
        ("where is my delivrey", "where is my delivery"),
        ("paccooooo", "pacco"),
        ("cmq grz", "comunque grazie"),
        ("pacchi", "pacchi"),
        ("spesa", "spesa"),
        ("Zanzibar", "zanzibar"),
        ("BL-20655", "bl-20655"),
        ("xyzzy", "xyzzy"),
        ("🙂 spedizionee", "🙂 spedizione"),
    ],
)
def test_mends_towards_the_examples_words_and_nothing_else(speller: Speller, typed: str, mended: str) -> None:
    assert speller.mend(typed) == mended


def test_a_rare_word_that_occurs_once_is_no_goal() -> None:
    assert Speller.of(["la spediizone", "il rimborso", "il rimborso"]).words.keys() == {"rimborso"}


def _like_both(text: str) -> Verdict:
    found = [label for word, label in SUBJECTS.items() if word in text.lower()]
    return Verdict(tuple((label, 0.999 / 10**place) for place, label in enumerate(found)), 1.0, "test")


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("il pacco non si vede e vorrei i miei soldi", ["parcel", "refund"]),
        ("il pacco non si vede, i miei soldi sono andati", []),
    ],
)
def test_a_half_that_only_tells_is_a_request_where_the_whole_is_like_it(text: str, labels: list[str]) -> None:
    assert [one.verdict.ranking[0][0] for one in requests_in(text, _like_both, _is_request)] == labels
    assert requests_in(text, _judge, _is_request) == []


@pytest.mark.parametrize("attack", ["spediizone " * 2000, "x" * 10**6, "rimbroso" * 10**5, "\ud800" * 10**5])
def test_mending_takes_no_longer_for_a_long_text(speller: Speller, attack: str) -> None:
    began = time.perf_counter()
    assert len(speller.mend(attack)) <= 2 * LONGEST_READ
    assert time.perf_counter() - began < 2.0


@pytest.mark.parametrize("text", ["Cmq NN è arrivatooo!!", "grz xfavore", "DOVEEEE è"])
def test_tidying_changes_nothing_for_who_spells_plainly(text: str) -> None:
    assert plain(tidy(text)) == plain(text)


SUBJECTS = {"pacco": "parcel", "taglia": "size", "soldi": "refund", "ciao": "greet"}


def _judge(text: str) -> Verdict:
    label = next((label for word, label in SUBJECTS.items() if word in text.lower()), "none")
    return Verdict(((label, 0.0 if label == "none" else 0.9),), 1.0, "test")


def _is_request(verdict: Verdict) -> bool:
    return verdict.confidence > 0.5 and verdict.ranking[0][0] != "greet"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("", []),
        ("dov'è il pacco?", []),
        ("dov'è il pacco? e posso ancora cambiare taglia?", ["parcel", "size"]),
        ("posso cambiare taglia? dov'è il pacco?", ["size", "parcel"]),
        ("dov'è il mio pacco e quando arrivano i soldi", ["parcel", "refund"]),
        ("Dov'è il pacco. Vorrei i miei soldi.\nChe taglia sono?", ["parcel", "refund", "size"]),
        ("ciao a tutti! dov'è il mio pacco?", []),
        ("dov'è il pacco? sono due settimane che lo aspetto", []),
        ("dov'è il pacco? il mio pacco dov'è?", []),
        ("quando arriva il pacco, e che taglia posso prendere", ["parcel", "size"]),
        ("il pacco non si vede, inoltre la taglia è piccola", ["parcel", "size"]),
        ("il pacco è qui e la taglia è piccola", []),
        ("pacco? taglia?", []),
        ("che bello! come si fa? non lo so. boh e poi boh", []),
    ],
)
def test_tells_several_requests_from_one(text: str, labels: list[str]) -> None:
    assert [one.verdict.ranking[0][0] for one in requests_in(text, _judge, _is_request)] == labels


def test_requests_keep_their_words() -> None:
    found = requests_in("Dov'è il pacco? e posso ancora cambiare taglia?", _judge, _is_request)
    assert [one.text for one in found] == ["Dov'è il pacco", "e posso ancora cambiare taglia"]


@pytest.mark.parametrize("attack", ["dove e " * 3000, "?" * 20_000, "dove sei tu? " * 2000])
def test_a_long_text_is_not_judged_part_by_part(attack: str) -> None:
    asked: list[str] = []

    def judge(text: str) -> Verdict:
        asked.append(text)
        return Verdict()

    began = time.perf_counter()
    requests_in(attack, judge, _is_request)
    assert len(asked) <= 8
    assert time.perf_counter() - began < 2.0


SHORT = {
    "it": """
    sì grazie|va bene|quanto costa|taglia m|il reso|dove siete|non arriva|a domani|buongiorno|
    ordine annullato|il mio pacco|non funziona|siete aperti|codice sconto|pago alla consegna|
    spedite in francia|sono fuori casa|ho sbagliato indirizzo|che schifo|tutto ok grazie|perché|
    certo|quello blu|l'altro ordine|senza fattura|un operatore|mi serve aiuto|troppo piccolo|
    colore sbagliato|il tracking è fermo|ma quando|anche domani|posso cambiare|arriva oggi|niente|
    lasciamo stare|cmq grazie|nn arriva|dov'è|scontrino
    """,
    "en": """
    yes please|all right|how much|size m|the return|where are you|not arrived|see you tomorrow|
    good morning|order cancelled|my parcel|doesn't work|are you open|discount code|
    pay on delivery|ship to france|i'm not home|wrong address|this is awful|all good thanks|why|
    sure|the blue one|the other order|no invoice|a human|i need help|too small|wrong colour|
    tracking is stuck|but when|also tomorrow|can i exchange|arriving today|nothing|never mind|
    thx anyway|where is it|receipt|hello there
    """,
}


def test_tells_the_language_of_one_to_four_words() -> None:
    tongues = Tongues(["it", "en"])
    messages = [(text.strip(), code) for code, texts in SHORT.items() for text in texts.split("|")]
    assert len(messages) == 80
    assert max(len(text.split()) for text, _ in messages) <= 4
    wrong = [(text, code) for text, code in messages if tongues.guess(text).language not in (code, None)]
    assert wrong == []
