"""Whole conversations: understanding, asking back, calling a person, in both languages."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.brain.conftest import Brain, Talk

UNCLEAR = {"it": "mi conviene?", "en": "blah thingy whatsit"}
PERSON = {"it": "Una persona", "en": "A person"}


@pytest.mark.parametrize(
    ("text", "intent", "language"),
    [
        ("dov'è il mio pacco?", "parcel_status", "it"),
        ("DOVE IL MIO PACCOOOO", "parcel_status", "it"),
        ("quanto costa la spedizione", "shipping_cost", "it"),
        ("come faccio il reso?", "returns", "it"),
        ("where is my parcel?", "parcel_status", "en"),
        ("how much is shipping?", "shipping_cost", "en"),
        ("how do I return an item?", "returns", "en"),
    ],
)
def test_answers_what_shoppers_ask_every_day(brain: Brain, text: str, intent: str, language: str) -> None:
    answer = brain.talk().say(text)
    assert answer["reading"]["intent"] == intent
    assert answer["language"] == language
    assert answer["handover"] is None
    assert answer["replies"][0]["text"]


@pytest.mark.parametrize("language", ["it", "en"])
def test_asks_back_once_then_calls_a_person(brain: Brain, language: str) -> None:
    talk = brain.talk(language)
    asked = talk.say(UNCLEAR[language])
    assert asked["handover"] is None
    assert asked["replies"][-1]["buttons"][-1] == {"title": PERSON[language], "payload": "/ask_person"}
    called = talk.say(UNCLEAR[language])
    assert called["handover"]["reason"] in ("repeated_misunderstanding", "low_confidence")
    assert called["handover"]["tried"]
    # The desk says how long it will take; the brain has nothing to add.
    assert called["replies"] == []


def test_a_long_message_that_means_nothing_to_it_goes_to_a_person_at_once(brain: Brain) -> None:
    answer = brain.talk("it").say("zxqv wkjh plmn grtw fghj bnmk vbcx dfgh lkjh")
    assert answer["handover"] is None or answer["handover"]["reason"] == "low_confidence"


def test_being_understood_forgives_the_failure_before(brain: Brain) -> None:
    talk = brain.talk("it")
    assert talk.say(UNCLEAR["it"])["handover"] is None
    assert talk.say("quanto costa la spedizione?")["handover"] is None
    assert talk.say(UNCLEAR["it"])["handover"] is None


def test_after_a_person_has_helped_it_begins_anew(brain: Brain) -> None:
    talk = brain.talk("it")
    talk.say(UNCLEAR["it"])
    assert talk.say(UNCLEAR["it"])["handover"]
    assert talk.say(UNCLEAR["it"])["handover"] is None


def test_never_asks_the_same_twice_in_a_row(brain: Brain) -> None:
    talk = brain.talk("it")
    said: list[str] = []
    for _ in range(6):
        answer = talk.say(UNCLEAR["it"])
        said.append(answer["replies"][-1]["text"] if answer["replies"] else "")
    assert all(one != next_one for one, next_one in itertools.pairwise(said))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("voglio parlare con una persona", "it"),
        ("un operatore per favore", "it"),
        ("I want to talk to a human", "en"),
    ],
)
def test_calls_a_person_at_once_on_request(brain: Brain, text: str, language: str) -> None:
    answer = brain.talk(language).say(text)
    assert answer["handover"] == {"reason": "requested", "tried": []}
    assert answer["replies"] == []


def test_tells_what_it_tried(brain: Brain) -> None:
    talk = brain.talk("it")
    talk.say("quanto ci mette ad arrivare?")
    talk.say("", "/faq/return_cost")
    assert talk.say("", "/ask_person")["handover"]["tried"] == [
        "answer: faq/delivery_time",
        "answer: faq/return_cost",
    ]


@pytest.mark.parametrize(
    ("text", "language", "sorry"),
    [
        ("siete dei ladri, servizio vergognoso, voglio fare un reclamo", "it", "dispiace"),
        ("this is a disgrace, I want to make a complaint", "en", "sorry"),
    ],
)
def test_a_complaint_gets_a_sorry_and_a_person(brain: Brain, text: str, language: str, sorry: str) -> None:
    answer = brain.talk(language).say(text)
    assert answer["handover"]["reason"] == "complaint"
    assert sorry in answer["replies"][0]["text"]


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [
        ("che tempo fa domani a Milano?", "raccontami una barzelletta", "it"),
        ("what's the weather like tomorrow?", "tell me a joke", "en"),
    ],
)
def test_says_honestly_what_it_can_not_do_then_calls_a_person(
    brain: Brain, first: str, second: str, language: str
) -> None:
    talk = brain.talk(language)
    honest = talk.say(first)
    assert honest["handover"] is None
    assert honest["replies"][-1]["buttons"][-1]["payload"] == "/ask_person"
    assert talk.say(second)["handover"]


def test_yes_to_did_you_mean_answers_the_best_reading(brain: Brain) -> None:
    talk = brain.talk("it")
    asked = _until_readings(talk)
    best = asked["replies"][-1]["buttons"][0]["payload"]
    answer = talk.say("sì")
    assert answer["handover"] is None
    assert answer["replies"] == brain.talk("it").say("", best)["replies"]


def test_no_to_did_you_mean_calls_a_person(brain: Brain) -> None:
    talk = brain.talk("it")
    _until_readings(talk)
    assert talk.say("no")["handover"]["reason"] == "repeated_misunderstanding"


def test_yes_to_the_offer_of_a_person_calls_one(brain: Brain) -> None:
    talk = brain.talk("it")
    talk.say("che tempo fa domani a Milano?")
    assert talk.say("sì")["handover"]["reason"] == "requested"


def test_a_button_of_did_you_mean_is_an_answer(brain: Brain) -> None:
    talk = brain.talk("it")
    button = _until_readings(talk)["replies"][-1]["buttons"][0]
    answer = talk.say(button["title"], button["payload"])
    assert answer["reading"]["intent"] == button["payload"][1:]
    assert answer["handover"] is None


def _until_readings(talk: Talk) -> dict[str, Any]:
    """Says something between the thresholds; which words are, depends on the data."""
    for text in (
        "quella cosa del pacco e dei soldi",
        "costo reso pacco cambio",
        "ordine pagare spedire taglia",
    ):
        talk.id = talk.id + "-"
        answer = talk.say(text)
        if answer["replies"] and answer["replies"][-1]["buttons"][:1] and answer["handover"] is None:
            first = answer["replies"][-1]["buttons"][0]["payload"]
            if first != "/ask_person" and "Intendevi" in answer["replies"][-1]["text"]:
                return answer
    raise AssertionError("none of the texts is unclear any more: choose others")


def test_the_language_follows_the_shopper(brain: Brain) -> None:
    talk = brain.talk()
    assert talk.say("dov'è il mio pacco?")["language"] == "it"
    assert talk.say("sorry, could you tell me how much the shipping is?")["language"] == "en"


def test_a_word_of_both_languages_changes_nothing(brain: Brain) -> None:
    talk = brain.talk("it")
    for text in ("ok", "no", "email", "tracking", "1234567"):
        assert talk.say(text)["language"] == "it"


def test_a_chosen_language_stays(brain: Brain) -> None:
    talk = brain.talk("it")
    chosen = talk.say("English", '/set_language{"language":"en"}')
    assert (chosen["language"], chosen["language_fixed"]) == ("en", True)
    assert "English" in chosen["replies"][0]["text"]
    answer = talk.say("dov'è il mio pacco?")
    assert (answer["language"], answer["language_fixed"]) == ("en", True)
    assert "order number" in answer["replies"][0]["text"]


def test_a_brain_that_forgot_is_told_the_language(brain: Brain) -> None:
    talk = brain.talk("en")
    talk.fixed = True
    answer = talk.say("quanto costa la spedizione?")
    assert (answer["language"], answer["language_fixed"]) == ("en", True)
    assert "within italy" in answer["replies"][0]["text"].lower()


def test_asks_which_language(brain: Brain) -> None:
    answer = brain.talk("it").say("", "/set_language")
    assert [button["title"] for button in answer["replies"][0]["buttons"]] == ["Italiano", "English"]
    assert answer["language_fixed"] is False


def test_a_language_it_does_not_speak_is_not_set(brain: Brain) -> None:
    answer = brain.talk("it").say("", '/set_language{"language":"xx"}')
    assert (answer["language"], answer["language_fixed"]) == ("it", False)


def test_conversations_never_leak_into_one_another(brain: Brain) -> None:
    def converse(number: int) -> list[str]:
        italian = number % 2 == 0
        talk = brain.talk("it" if italian else "en")
        talk.fixed = True
        talk.say("", f'/set_language{{"language":"{"it" if italian else "en"}"}}')
        talk.say(UNCLEAR["it"])
        answer = talk.say("dov'è il mio pacco?" if italian else "how do I return an item?")
        assert answer["handover"] is None
        return [answer["language"], answer["reading"]["intent"]]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(converse, range(24)))
    assert found[0::2] == [["it", "parcel_status"]] * 12
    assert found[1::2] == [["en", "returns"]] * 12


def test_the_hundredth_turn_is_like_the_first(brain: Brain) -> None:
    talk = brain.talk("it")
    talk.say("English", '/set_language{"language":"en"}')
    for _ in range(60):
        assert talk.say("how long does delivery take?")["reading"]["intent"] == "faq/delivery_time"
    talk.language, talk.fixed = None, False
    # What was forgotten lives on in the slots.
    answer = talk.say("", "/returns")
    assert (answer["language"], answer["language_fixed"]) == ("en", True)
