"""What shoppers come for, as they write it: with the demo shop of a Wednesday morning, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.brain.conftest import Brain, Talk

GIULIA = "+393205550101"
MARCO = "+393205550102"
SARA = "+393205550103"
EMAIL = "giulia.ferri@posta.example"

WHERE = {"it": "dov'è il mio pacco?", "en": "where is my parcel?"}
RETURN = {"it": "vorrei fare un reso", "en": "I want to return an item"}
CANCEL_ORDER = {"it": "voglio annullare l'ordine", "en": "I want to cancel my order"}
ADDRESS = {"it": "ho sbagliato indirizzo di consegna", "en": "I entered the wrong delivery address"}
DELIVERY = {"it": "quanto ci mette ad arrivare?", "en": "how long does delivery take?"}
UNCLEAR = {"it": ("bla bla coso", "bla coso bla"), "en": ("blah thingy", "thingy blah")}
YES = {"it": "sì", "en": "yes"}
STOP = {"it": "annulla", "en": "never mind, forget it"}

languages = pytest.mark.parametrize("language", ["it", "en"])


def heard(answer: dict[str, Any]) -> str:
    """All that was said."""
    return " ".join(reply["text"] or "" for reply in answer["replies"])


def begun(brain: Brain, language: str, phone: str | None = None) -> Talk:
    talk = brain.talk(language, phone=phone)
    talk.fixed = True
    return talk


def press(talk: Talk, answer: dict[str, Any], part: str) -> dict[str, Any]:
    """Presses the button whose title or payload has the part."""
    buttons = [button for reply in answer["replies"] for button in reply["buttons"]]
    chosen = next(b for b in buttons if part in b["title"] or part in b["payload"])
    return talk.say(chosen["title"], chosen["payload"])


@languages
def test_a_stranger_proves_the_order_and_is_told(brain: Brain, language: str) -> None:
    talk = begun(brain, language)
    assert "BL-" in heard(talk.say(WHERE[language]))
    assert "mail" in heard(talk.say("BL-20406"))
    told = talk.say(EMAIL)
    assert "GLS" in heard(told)
    assert ", Giulia" in heard(told)
    assert told["handover"] is None


@languages
def test_whose_phone_is_proven_chooses_by_a_button(brain: Brain, language: str) -> None:
    talk = begun(brain, language, GIULIA)
    assert "GLS" in heard(press(talk, talk.say(WHERE[language]), "BL-20406"))


@languages
def test_the_other_order_after_all(brain: Brain, language: str) -> None:
    talk = begun(brain, language, GIULIA)
    talk.say({"it": "dov'è l'ordine BL-20406?", "en": "where is my order BL-20406?"}[language])
    asked = talk.say({"it": "no, l'altro ordine", "en": "no, the other order"}[language])
    assert "BL-20401" in heard(press(talk, asked, "BL-20401"))


@languages
def test_a_late_parcel_gets_an_apology_and_a_person(brain: Brain, language: str) -> None:
    talk = begun(brain, language, SARA)
    told = talk.say({"it": "dov'è il pacco BL-20407?", "en": "where is parcel BL-20407?"}[language])
    assert {"it": "Mi dispiace, Sara", "en": "I'm sorry, Sara"}[language] in heard(told)
    assert press(talk, told, "/ask_person")["handover"]["reason"] == "requested"


@languages
def test_not_found_and_not_yours_look_the_same(brain: Brain, language: str) -> None:
    def refused(number: str) -> list[Any]:
        talk = begun(brain, language)
        answers = [talk.say(WHERE[language]), talk.say(number), talk.say("qualcuno@posta.example")]
        return [answer["replies"] for answer in answers]

    assert refused("BL-20406") == refused("BL-99999")


@languages
def test_guessing_ends_with_a_person(brain: Brain, language: str) -> None:
    talk = begun(brain, language)
    talk.say(WHERE[language])
    for number in range(20401, 20406):
        answer = talk.say(f"BL-{number} io@posta.example")
        assert answer["handover"] is None
        assert "Giulia" not in heard(answer)
    assert talk.say("BL-20406 io@posta.example")["handover"]["reason"] == "identity_failed"


@languages
def test_a_question_meanwhile_is_answered_and_the_form_goes_on(brain: Brain, language: str) -> None:
    talk = begun(brain, language)
    talk.say(WHERE[language])
    both = talk.say(DELIVERY[language])
    assert len(both["replies"]) == 2
    assert "BL-" in both["replies"][-1]["text"]
    assert "mail" in heard(talk.say("BL-20406"))


@languages
def test_stop_works_in_the_middle(brain: Brain, language: str) -> None:
    talk = begun(brain, language)
    talk.say(WHERE[language])
    assert len(talk.say(STOP[language])["replies"]) == 1
    assert "mail" not in heard(talk.say(DELIVERY[language]))


@languages
def test_a_person_comes_at_once_from_the_middle(brain: Brain, language: str) -> None:
    talk = begun(brain, language)
    talk.say(WHERE[language])
    text = {"it": "voglio parlare con una persona", "en": "I want to talk to a human"}[language]
    assert talk.say(text)["handover"]["reason"] == "requested"
    # Whatever was begun is over: the next question is a question.
    assert len(talk.say(DELIVERY[language])["replies"]) == 1


@languages
def test_no_question_is_asked_a_third_time(brain: Brain, language: str) -> None:
    talk = begun(brain, language)
    talk.say(WHERE[language])
    assert talk.say(UNCLEAR[language][0])["handover"] is None
    assert talk.say(UNCLEAR[language][1])["handover"]["reason"] == "repeated_misunderstanding"


@languages
def test_a_shop_that_is_down_is_said_and_a_person_offered(brain: Brain, language: str) -> None:
    brain.actions.control(shop_is_down=True)
    talk = begun(brain, language, GIULIA)
    told = talk.say(WHERE[language])
    assert {"it": "non riesco a vedere", "en": "can't see"}[language] in heard(told)
    assert press(talk, told, "/ask_person")["handover"]["reason"] == "requested"
    brain.actions.control(shop_is_down=False)
    assert "BL-20406" in str(talk.say(WHERE[language])["replies"])


@languages
def test_a_return_is_begun_interrupted_and_told_again(brain: Brain, language: str) -> None:
    talk = begun(brain, language, GIULIA)
    items = press(talk, talk.say(RETURN[language]), "BL-20414")
    why = press(talk, items, "Camicia")
    how = press(talk, why, "too_small")
    assert "4" in heard(how)
    asked = {"it": "intanto dov'è il pacco BL-20406?", "en": "where is my parcel BL-20406?"}
    also = talk.say(asked[language])
    assert "GLS" in also["replies"][0]["text"]
    confirm = press(talk, also, "drop_off")
    assert "BL-20414" in heard(confirm)
    assert "RS-" in heard(talk.say(YES[language]))
    again = talk.say({"it": "a che punto è il mio reso?", "en": "what's the status of my return?"}[language])
    assert "RS-" in heard(again)


@languages
def test_what_can_not_come_back_is_said(brain: Brain, language: str) -> None:
    talk = begun(brain, language, GIULIA)
    told = press(talk, talk.say(RETURN[language]), "BL-20417")
    assert {"it": "Mi dispiace", "en": "I'm sorry"}[language] in heard(told)


@languages
def test_an_order_is_cancelled_only_after_a_yes(brain: Brain, language: str) -> None:
    talk = begun(brain, language, GIULIA)
    asked = talk.say(CANCEL_ORDER[language])
    assert "BL-20401" in heard(asked)
    assert {"it": "annullato", "en": "is cancelled"}[language] in heard(press(talk, asked, "yes"))


@languages
def test_it_is_too_late_to_cancel(brain: Brain, language: str) -> None:
    talk = begun(brain, language, MARCO)
    text = {"it": "vorrei annullare l'ordine BL-20404", "en": "please cancel my order BL-20404"}[language]
    told = talk.say(text)
    assert any(button["payload"] == "/ask_person" for button in told["replies"][0]["buttons"])


@languages
def test_an_address_is_changed_after_a_yes(brain: Brain, language: str) -> None:
    talk = begun(brain, language, GIULIA)
    talk.say(ADDRESS[language])
    assert "50125 Firenze" in heard(talk.say("Via Roma 12, 50125 Firenze"))
    assert "Via Roma 12" in heard(talk.say(YES[language]))
