"""Whole conversations about products, prices, codes, troubles, papers and data, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.brain.conftest import Brain, Talk


def texts(answer: dict[str, Any]) -> str:
    return " ".join(reply["text"] or "" for reply in answer["replies"])


def pressed(talk: Talk, answer: dict[str, Any], at: int = 0) -> dict[str, Any]:
    button = answer["replies"][-1]["buttons"][at]
    return talk.say(button["title"], button["payload"])


def photo(talk: Talk) -> dict[str, Any]:
    """A picture and nothing else."""
    response = talk.brain.post({**talk.body(""), "photo": True})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("it", "quanto costa la spedizione?", "5,90 €"),
        ("it", "quanto costa spedire in Germania?", "12,90 €"),
        ("en", "how much is shipping?", "€5.90"),
        ("en", "how much is shipping to Switzerland?", "duties"),
    ],
)
def test_shipping_is_a_figure(brain: Brain, language: str, text: str, expected: str) -> None:
    answer = brain.talk(language).say(text)
    assert expected in texts(answer)


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_question_in_between_is_answered_and_the_first_one_asked_again(brain: Brain, language: str) -> None:
    talk = brain.talk(language)
    asked = talk.say("", "/product_compare")
    between = talk.say("", "/faq/payment_methods")
    assert "PayPal" in texts(between)
    assert between["replies"][1]["text"] != asked["replies"][-1]["text"]
    talk.say("Giglio")
    assert "139" in texts(talk.say("Fiesole"))


@pytest.mark.parametrize(
    ("language", "text", "product", "price"),
    [
        ("it", "avete l'abito Giglio in taglia S bianco?", "Abito Giglio", "119 €"),
        ("en", "do you have the Giglio dress in size S white?", "Giglio dress", "€119"),
    ],
)
def test_a_product_that_is_there(brain: Brain, language: str, text: str, product: str, price: str) -> None:
    answer = texts(brain.talk(language).say(text))
    assert product in answer
    assert price in answer


def test_two_products_side_by_side(brain: Brain) -> None:
    answer = brain.talk("it").say("che differenza c'è tra l'abito Giglio e il Fiesole?")
    assert "119 €" in texts(answer)
    assert "139 €" in texts(answer)


@pytest.mark.parametrize("language", ["it", "en"])
def test_advice_in_a_few_questions(brain: Brain, language: str) -> None:
    talk = brain.talk(language)
    answer = talk.say("", "/product_advice")
    for _ in range(5):
        if "/product_availability" in str(answer["replies"][-1]["buttons"]):
            break
        answer = pressed(talk, answer)
    assert "€" in texts(answer)
    assert pressed(talk, answer)["replies"][0]["text"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("it", "il codice LINO15 non funziona", "scaduto"),
        ("en", "the code LINO15 doesn't work", "expired"),
        ("it", "il codice GRAZIE5 è valido?", "5 €"),
        ("en", "is the code NOSUCH99 valid?", "no code"),
    ],
)
def test_a_discount_code_is_checked(brain: Brain, language: str, text: str, expected: str) -> None:
    assert expected in texts(brain.talk(language).say(text))


@pytest.mark.parametrize(("language", "balance"), [("it", "50 €"), ("en", "€50")])
def test_a_gift_card_is_told_by_its_code(brain: Brain, language: str, balance: str) -> None:
    talk = brain.talk(language)
    talk.fixed = True
    talk.say("quanto resta sulla mia carta regalo?" if language == "it" else "what is left on my gift card?")
    assert balance in texts(talk.say("LUME-7Q2M-4KXA-9T3D"))


def test_guessing_gift_cards_ends_with_a_person(brain: Brain) -> None:
    talk = brain.talk("it")
    answer = talk.say("quanto resta sulla mia carta regalo?")
    for turn in range(6):
        answer = talk.say(f"LUME-0000-0000-000{turn}")
    assert answer["handover"]["reason"] == "identity_failed"


@pytest.mark.parametrize("topic", ["damaged_item", "wrong_item", "missing_item"])
@pytest.mark.parametrize(("language", "sorry"), [("it", "dispiace"), ("en", "sorry")])
def test_a_trouble_is_recorded_with_its_photo_and_goes_to_a_person(
    brain: Brain, topic: str, language: str, sorry: str
) -> None:
    talk = brain.talk(language)
    assert sorry in texts(talk.say("", f"/{topic}"))
    talk.say("BL-20414")
    answer = photo(talk)
    assert "RI-" in texts(answer)
    assert answer["handover"]["reason"] == "complaint"


def test_a_picture_that_nobody_waits_for(brain: Brain) -> None:
    answer = photo(brain.talk("it"))
    assert answer["handover"] is None
    assert answer["replies"][0]["buttons"][-1]["payload"] == "/ask_person"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("it", "cancellate tutti i miei dati", "16 febbraio 2026"),
        ("en", "delete all my data", "16 February 2026"),
    ],
)
def test_a_request_about_data_has_its_legal_day(
    brain: Brain, language: str, text: str, expected: str
) -> None:
    answer = brain.talk(language).say(text)
    assert expected in texts(answer)
    assert answer["handover"]["reason"] == "requested"


@pytest.mark.parametrize(
    ("topic", "text"),
    [("payment_failed", "pagamento BL-20403"), ("warranty", "il mio BL-20403"), ("invoice", "come funziona")],
)
def test_of_an_order_that_is_not_theirs_nothing_is_told(brain: Brain, topic: str, text: str) -> None:
    answer = brain.talk("it").say(text, f"/{topic}")
    assert "BL-20403" not in texts(answer)


@pytest.mark.parametrize(
    ("language", "address"), [("it", "partner@bottegalume"), ("en", "partner@bottegalume")]
)
def test_a_business_proposal_never_reaches_an_agent(brain: Brain, language: str, address: str) -> None:
    answer = brain.talk(language).say("", "/faq/business_proposal")
    assert address in texts(answer)
    assert "/ask_person" not in str(answer["replies"])
    assert answer["handover"] is None


@pytest.mark.parametrize("topic", ["shipping_cost", "product_availability", "discount_code", "damaged_item"])
@pytest.mark.parametrize("language", ["it", "en"])
def test_a_shop_that_can_not_be_seen_is_said_so_with_a_person(
    brain: Brain, topic: str, language: str
) -> None:
    brain.actions.control(shop_is_down=True)
    answer = brain.talk(language).say("GRAZIE5 Giglio", f"/{topic}")
    assert answer["replies"][-1]["buttons"][-1]["payload"] == "/ask_person"
    assert "€" not in texts(answer)


@pytest.mark.parametrize("topic", ["product_compare", "product_advice", "damaged_item"])
def test_never_mind_ends_any_of_them(brain: Brain, topic: str) -> None:
    talk = brain.talk("it")
    talk.say("", f"/{topic}")
    talk.say("annulla")
    # Nothing is pending any more: another question is answered, and that is all.
    assert len(talk.say("", "/faq/contacts_hours")["replies"]) == 1
