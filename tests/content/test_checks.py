"""What is wrong is found where it is wrong, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from content.checks import CODES, check
from content.folder import ContentFolder
from content.known import Known
from content.problems import Problem
from content.topics import Answer, Button, Changes, Content, Phrase, Threshold, Topic

SHOP = ContentFolder(Path(__file__).parents[1] / "fixtures" / "content")
OURS = ContentFolder(Path(__file__).parents[2])
ROME = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 25, 12, tzinfo=ROME)
NAME = "faq/christmas"
KNOWN = replace(SHOP.known(), longest={"telegram": 4096, "whatsapp": 1600})
TOPIC = Topic(
    NAME,
    "faq",
    "promotions",
    {"it": "Orari di Natale", "en": "Christmas hours"},
    {
        "it": tuple(
            f"siete aperti il {day} a natale" for day in ("venti", "ventuno", "ventidue", "sei", "otto")
        ),
        "en": tuple(
            f"do you open on the {day} december" for day in ("first", "third", "sixth", "tenth", "last")
        ),
    },
    (Answer("Di solito sì.", "it"), Answer("Usually yes.", "en")),
)


def found(topic: Topic, known: Known = KNOWN, now: datetime = NOW) -> list[Problem]:
    """What is wrong with a topic in the small shop, without what few examples are worth."""
    content = SHOP.read().changed(Changes(topics={topic.name: topic}))
    problems = [one for one in check(content, known, now) if one.topic == topic.name]
    return [one for one in problems if one.code != "examples_scarce"]


def told(problems: list[Problem]) -> set[tuple[str, str]]:
    return {(one.code, one.field) for one in problems}


def answered(**changes: Any) -> Topic:
    """The topic with something else about its first answer."""
    return replace(TOPIC, answers=(replace(TOPIC.answers[0], **changes), TOPIC.answers[1]))


def also(**changes: Any) -> Topic:
    """The topic with one more answer."""
    return replace(TOPIC, answers=(*TOPIC.answers, replace(TOPIC.answers[0], **changes)))


def asked(text: str) -> Topic:
    return replace(TOPIC, examples={**TOPIC.examples, "it": (*TOPIC.examples["it"], text)})


def buttoned(*buttons: Button) -> Topic:
    """The same buttons in both languages."""
    return replace(TOPIC, answers=tuple(replace(one, buttons=buttons) for one in TOPIC.answers))


@pytest.mark.parametrize("folder", [SHOP, OURS], ids=["small", "ours"])
def test_what_is_live_has_no_errors(folder: ContentFolder) -> None:
    known = replace(folder.known(), longest=KNOWN.longest)
    assert [one for one in check(folder.read(), known, NOW) if one.severity == "error"] == []


def test_a_good_topic_has_no_problem() -> None:
    assert found(TOPIC) == []


@pytest.mark.parametrize(
    ("topic", "code", "field"),
    [
        (replace(TOPIC, titles={"it": "Natale"}), "title_missing", "titles.en"),
        (
            replace(TOPIC, titles={**TOPIC.titles, "it": "Tutti gli orari di Natale"}),
            "title_long",
            "titles.it",
        ),
        (replace(TOPIC, titles={**TOPIC.titles, "it": "GUIDA alle taglie"}), "title_repeated", "titles.it"),
        (replace(TOPIC, category=""), "category_missing", "category"),
        (replace(TOPIC, category="weather"), "category_unknown", "category"),
        (replace(TOPIC, examples={}), "examples_few", "examples.it"),
        (replace(TOPIC, examples={"it": TOPIC.examples["it"][:4]}), "examples_few", "examples.it"),
        (replace(TOPIC, examples={"it": TOPIC.examples["it"]}), "examples_missing", "examples.en"),
        (replace(TOPIC, answers=TOPIC.answers[:1]), "answers_missing", "answers"),
        (replace(TOPIC, answers=()), "answers_missing", "answers"),
        (answered(channel="telegram"), "answers_missing", "answers"),
        (answered(text="  \n"), "answer_empty", "answers.0.text"),
        (answered(text="Ecco, di solito " * 101), "answer_too_long", "answers.0.text"),
        (answered(text="Ecco, " * 110), "answer_wordy", "answers.0.text"),
        (answered(text="Sì. No. Forse. Chissà."), "answer_sentences", "answers.0.text"),
        (answered(text="Sì! Certo!"), "answer_exclaims", "answers.0.text"),
        (answered(text="Siamo sempre aperti."), "promise", "answers.0.text"),
        (answered(text="Riceverai il pacco."), "promise_without_condition", "answers.0.text"),
        (answered(text="Gentile cliente, sì."), "office_language", "answers.0.text"),
        (answered(text="Ciao {nome}."), "blank_unknown", "answers.0.text"),
        (answered(text="Ciao {language."), "blank_unclosed", "answers.0.text"),
        (answered(text="Vedi www.shop.it"), "link_malformed", "answers.0.text"),
        (answered(text="Vedi https://shop"), "link_malformed", "answers.0.text"),
        (answered(text="Vedi http:/shop.it/a"), "link_malformed", "answers.0.text"),
        (answered(text="Vedi http://shop.it/a."), "link_insecure", "answers.0.text"),
        (answered(image="foto.png"), "image_malformed", "answers.0.image"),
        (also(channel="fax"), "channel_unknown", "answers.2.channel"),
        (also(language="fr"), "language_unknown", "answers.2.language"),
        (answered(country="Italia"), "limit_unknown", "answers.0.country"),
        (answered(customer="king"), "limit_unknown", "answers.0.customer"),
        (answered(opening="always"), "limit_unknown", "answers.0.opening"),
        (answered(valid_from="tomorrow"), "date_malformed", "answers.0.valid_from"),
        (answered(valid_until="2026-02-30"), "date_malformed", "answers.0.valid_until"),
        (
            answered(valid_from="2026-12-02", valid_until="2026-12-01"),
            "dates_reversed",
            "answers.0.valid_until",
        ),
        (answered(valid_until="2026-11-24"), "dates_past", "answers.0.valid_until"),
        (asked("scrivo da anna.rossi@example.com"), "example_personal", "examples.it.5"),
        (asked("chiamate il +39 333 123 4567"), "example_personal", "examples.it.5"),
        (asked("iban IT60X0542811101000000123456"), "example_personal", "examples.it.5"),
        (asked("la carta 4111 1111 1111 1111"), "example_personal", "examples.it.5"),
        (asked("mi chiamo Anna Rossi"), "example_name", "examples.it.5"),
        (asked("dov'è [il pacco](parcel)"), "example_signs", "examples.it.5"),
        (asked("e poi " * 60), "example_long", "examples.it.5"),
        (asked("Siete aperti il VENTI, a Natale?"), "example_repeated", "examples.it.5"),
        (asked("Che taglia prendo"), "example_shared", "examples.it.5"),
        (asked("ma quando aprite la domenica"), "", ""),
    ],
)
def test_what_is_wrong_is_told_at_its_field(topic: Topic, code: str, field: str) -> None:
    assert told(found(topic)) == ({(code, field)} if code else set())


@pytest.mark.parametrize(
    ("button", "code", "part"),
    [
        (Button("Taglie", "/faq/sizes"), "", ""),
        (Button("Sito", "https://shop.example/natale"), "", ""),
        (Button("Italiano", '/greet{"language":"it"}'), "", ""),
        (Button("", "/faq/sizes"), "button_untitled", "title"),
        (Button("Un titolo che non ci sta mai", "/faq/sizes"), "title_long", "title"),
        (Button("Andato", "/faq/gone"), "button_dead", "payload"),
        (Button("Tutto", "/faq"), "button_dead", "payload"),
        (Button("Qui", f"/{NAME}"), "button_to_itself", "payload"),
        (Button("Niente", ""), "button_malformed", "payload"),
        (Button("Niente", "faq/sizes"), "button_malformed", "payload"),
        (Button("Niente", "/faq/sizes{"), "button_malformed", "payload"),
        (Button("Niente", "javascript:alert(1)"), "button_malformed", "payload"),
        (Button("Altro", '/greet{"mood":"x"}'), "button_entity_unknown", "payload"),
    ],
)
def test_a_button_leads_somewhere(button: Button, code: str, part: str) -> None:
    wanted = {(code, f"answers.{at}.buttons.0.{part}") for at in (0, 1)} if code else set()
    assert told(found(buttoned(button))) == wanted


def test_buttons_are_few_and_different_and_the_same_in_each_language() -> None:
    four = tuple(
        Button(str(at), f"/faq/{name}") for at, name in enumerate(["sizes", "return_cost", "delivery_time"])
    )
    assert found(buttoned(*four)) == []
    more = (*four, Button("x", "/greet"))
    assert told(found(buttoned(*more))) == {
        ("buttons_many", "answers.0.buttons"),
        ("buttons_many", "answers.1.buttons"),
    }
    assert ("button_repeated", "answers.0.buttons.1.payload") in told(found(buttoned(four[0], four[0])))
    assert told(found(answered(buttons=four))) == {("buttons_differ", "answers")}


def test_a_topic_that_goes_leaves_dead_buttons_behind() -> None:
    content = SHOP.read().changed(
        Changes(topics={NAME: buttoned(Button("Taglie", "/faq/sizes")), "faq/sizes": None})
    )
    (first, _) = [one for one in check(content, KNOWN, NOW) if one.code == "button_dead"]
    assert (first.topic, first.severity, first.values["target"]) == (NAME, "error", "faq/sizes")


def test_an_answer_is_held_against_the_channel_it_is_for() -> None:
    long = "Di solito sì, " * 150
    known = replace(KNOWN, longest={"telegram": 4096})
    assert "answer_too_long" not in {one.code for one in found(answered(text=long), known)}
    (problem,) = [one for one in found(answered(text=long)) if one.code == "answer_too_long"]
    assert problem.values == {"channel": "whatsapp", "length": len(long), "most": 1600}
    other = (*TOPIC.answers, Answer(long, "it", channel="telegram"))
    assert "answer_too_long" not in {one.code for one in found(replace(TOPIC, answers=other))}


def test_a_slot_that_the_assistant_has_not_is_told() -> None:
    known = replace(KNOWN, slots=KNOWN.slots - {"opening"})
    answers = (*TOPIC.answers, replace(TOPIC.answers[0], opening="closed"))
    assert told(found(replace(TOPIC, answers=answers), known)) == {("slot_unknown", "answers.2.opening")}


def test_a_topic_is_over_when_all_of_it_is() -> None:
    answers = tuple(replace(one, valid_until="2026-11-25") for one in TOPIC.answers)
    topic = replace(TOPIC, answers=answers)
    assert found(topic) == []
    next_day = NOW + timedelta(days=1)
    assert ("topic_over", "answers") in told(found(topic, now=next_day))
    # Until midnight in the shop's zone, which the clock's is not.
    late = datetime(2026, 11, 25, 22, 59, tzinfo=UTC).astimezone(ROME)
    assert found(topic, now=late) == []


def test_a_date_with_a_time_is_as_good_as_one_without() -> None:
    answers = tuple(
        replace(one, valid_from="2026-11-25T09:00:00+01:00", valid_until="2026-11-25T11:59:00Z")
        for one in TOPIC.answers
    )
    assert found(replace(TOPIC, answers=answers)) == []


def test_messages_that_are_nearly_the_same_are_told_in_both_topics() -> None:
    other = replace(
        TOPIC, name="faq/other", titles={"it": "Altro", "en": "Other"}, examples={"it": ("a", "b", "c", "d")}
    )
    near = replace(other, examples={"it": (*other.examples["it"], "siete aperti, il sei, a natalee?")})
    content = SHOP.read().changed(Changes(topics={NAME: TOPIC, other.name: near}))
    alike = [one for one in check(content, KNOWN, NOW) if one.code == "example_alike"]
    assert {(one.topic, one.field) for one in alike} == {
        (NAME, "examples.it.3"),
        ("faq/other", "examples.it.4"),
    }
    # What was compared once is remembered.
    again = [one for one in check(content, KNOWN, NOW) if one.code == "example_alike"]
    assert again == alike
    gone = SHOP.read().changed(Changes(topics={NAME: TOPIC, other.name: other}))
    assert not [one for one in check(gone, KNOWN, NOW) if one.code == "example_alike"]


MEANT = "quale misura mi serve"
MANY = (
    "che numero porto",
    "come capisco la misura",
    "se sono alta due metri",
    "avete una tabella",
    "tra media e grande",
    "vestono stretto?",
    "il piede lungo ventisei",
    "per una bambina di sei anni",
    "la larghezza delle spalle",
)


def known_near(*told: tuple[str, str, float], new: str = MEANT, looked_at: str = NAME) -> Known:
    near: dict[str, tuple[tuple[str, float], ...]] = {}
    for text, other, likeness in told:
        near[text] = (*near.get(text, ()), (other, likeness))
    return replace(KNOWN, near=near, looked_at={looked_at: frozenset({new})})


def test_messages_that_mean_the_same_are_told_where_somebody_can_tell() -> None:
    known = known_near((MEANT, "che taglia prendo?", 0.87), (MEANT, "ciao", 0.86), (MEANT, "gone", 0.99))
    (problem,) = found(asked(MEANT), known)
    assert (problem.code, problem.severity, problem.field) == (
        "example_meaning",
        "warning",
        "examples.it.5",
    )
    assert problem.values == {"text": MEANT, "near": "che taglia prendo?", "other": "faq/sizes"}


def test_what_is_less_alike_or_not_being_written_is_not_told() -> None:
    assert found(asked(MEANT), known_near((MEANT, "che taglia prendo?", 0.84))) == []
    told = (MEANT, "che taglia prendo?", 0.9)
    assert found(asked(MEANT), known_near(told, looked_at="faq/gone")) == []
    assert found(asked(MEANT), replace(known_near(told), looked_at={})) == []


def test_what_is_the_same_as_letters_go_is_told_once() -> None:
    text = "che taglia prendo??"
    assert {one.code for one in found(asked(text), known_near((text, "che taglia prendo?", 1.0)))} == {
        "example_shared"
    }
    text = "che taglia prendoo"
    assert {one.code for one in found(asked(text), known_near((text, "che taglia prendo?", 0.99)))} == {
        "example_alike"
    }


def test_of_many_that_mean_the_same_the_new_one_and_the_likest_are_told() -> None:
    near = [(text, "che taglia prendo?", 0.9 + place / 1000) for place, text in enumerate(MANY)]
    topic = replace(TOPIC, examples={"it": MANY})
    told = [one for one in found(topic, known_near(*near, new=MANY[0])) if one.code == "example_meaning"]
    assert [one.field for one in told] == [f"examples.it.{place}" for place in (0, 8, 7, 6, 5)]


def test_a_question_is_not_called_as_something_that_acts() -> None:
    (problem,) = found(replace(TOPIC, name="faq/greet"))
    assert (problem.code, problem.severity, problem.values) == ("name_taken", "error", {"other": "greet"})


def test_a_dead_link_is_told_where_somebody_has_tried_it() -> None:
    known = replace(KNOWN, dead_links=frozenset({"https://shop.example/old"}))
    topic = answered(text="Vedi (https://shop.example/old).")
    assert told(found(topic, known)) == {("link_dead", "answers.0.text")}
    assert found(topic) == []


def changed(**changes: Mapping[str, Any]) -> list[Problem]:
    return check(SHOP.read().changed(Changes(**changes)), KNOWN, NOW)


def test_every_wording_of_a_phrase_has_the_same_blanks() -> None:
    phrase = SHOP.read().phrases["utter_complaint"]
    answers = (*phrase.answers[:-1], replace(phrase.answers[-1], text="Mi dispiace."))
    (problem,) = changed(phrases={phrase.name: Phrase(phrase.name, answers)})
    assert (problem.code, problem.topic, problem.field) == ("blanks_differ", phrase.name, "answers.2.text")


def test_thresholds_make_sense() -> None:
    problems = changed(thresholds={"greet": Threshold(0.6, 0.2), "faq/gone": Threshold(0.1, 0.2)})
    assert {(one.code, one.topic) for one in problems} == {
        ("threshold_order", "greet"),
        ("threshold_without_topic", "faq/gone"),
    }


def test_an_acting_topic_has_something_that_acts() -> None:
    content = SHOP.read()
    known = replace(KNOWN, answered={}, actions=frozenset())
    missing = {one.topic for one in check(content, known, NOW) if one.code == "action_missing"}
    assert "ask_person" in missing
    known = replace(KNOWN, actions=frozenset())
    unknown = {one.topic for one in check(content, known, NOW) if one.code == "action_unknown"}
    assert "ask_person" in unknown


def test_errors_come_first_and_are_of_known_codes() -> None:
    topic = replace(answered(text="Sempre!!", buttons=(Button("", "x"),)), category="", titles={})
    problems = check(Content(topics={NAME: topic}), KNOWN, NOW)
    assert [one.severity for one in problems] == sorted(one.severity for one in problems)
    assert {one.code for one in problems} <= CODES


def test_tu_where_lei_is_said_is_told() -> None:
    answers = (*TOPIC.answers, Answer("Scrivimi il tuo nome.", "it", manner="lei"))
    assert told(found(replace(TOPIC, answers=answers))) == {("tu_in_lei", "answers.2.text")}
