from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.knowledge.files import LANGUAGES, Variant, faq_files, nlu_files, read, topic_files

# What WhatsApp and Telegram show of a button without cutting it.
LONGEST_TITLE = 24
LONGEST_ANSWER = 600
MOST_SENTENCES = 4
BRIEF_LENGTH = 320

ALL = faq_files() + nlu_files()
topics = pytest.mark.parametrize("path", faq_files(), ids=lambda path: path.stem)
files = pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)

# fmt: off
REQUIRED = {
    "parcel_status", "shipping_cost", "returns", "delivery_time", "delivery_address_change",
    "failed_delivery", "withdrawal", "exchange", "refund_time", "warranty", "damaged_item", "wrong_item",
    "order_change", "order_cancel", "payment_methods", "payment_failed", "instalments", "invoice",
    "product_availability", "sizes", "discount_code", "gift_card", "account_password", "privacy_data",
    "contacts_hours", "store_pickup", "international_shipping", "business_proposal", "delivered_not_received",
    "tracking_problem", "express_shipping", "delivery_appointment", "islands_remote", "partial_delivery",
    "missing_item", "return_status", "return_cost", "customs_duties", "packaging", "pickup_point",
}
# fmt: on

# A shop can't keep these whatever happens, and whoever reads them will quote them.
PROMISES = re.compile(
    r"\b(?:garantiamo|sicuramente|senza dubbio|senz'altro|assolutamente|immediatamente|sempre|mai)\b"
    r"|\b(?:in ogni caso|promettiamo|soddisfatti o rimborsati|al 100 ?%)"
    r"|\b(?:always|never|guaranteed|we guarantee|we promise|definitely|certainly|immediately)\b"
    r"|\b(?:without fail|in any case|no matter what|100 ?%)",
    re.IGNORECASE,
)


def variants(path: Path) -> list[tuple[str, Variant]]:
    return [(key, variant) for key, found in read(path).responses.items() for variant in found]


def answers(path: Path) -> list[Variant]:
    return [variant for key, variant in variants(path) if not key.startswith("utter_title/")]


def sentences(text: str) -> int:
    """How many the text has; the dot of an address or a number ends none."""
    return len(re.findall(r"[.!?…]+(?=\s|$)", text))


def test_the_topics_that_a_shop_needs_are_there() -> None:
    assert REQUIRED - {path.stem for path in topic_files()} == set()


@pytest.mark.parametrize("path", topic_files(), ids=lambda path: path.stem)
def test_every_topic_has_a_title_in_every_language(path: Path) -> None:
    found = read(path).responses[f"utter_title/{path.stem}"]
    assert {variant.language for variant in found} == set(LANGUAGES)


@topics
def test_what_is_told_is_told_in_every_language(path: Path) -> None:
    for found in read(path).responses.values():
        assert {variant.language for variant in found if variant.channel is None} == set(LANGUAGES)


@pytest.mark.parametrize("intent", ["ask_person", "complaint"])
def test_what_a_clarification_can_offer_has_a_title(intent: str) -> None:
    found = read(next(path for path in nlu_files() if path.stem == intent)).responses[f"utter_title/{intent}"]
    assert {variant.language for variant in found} == set(LANGUAGES)


@files
def test_what_is_said_on_one_channel_is_said_there_in_every_language(path: Path) -> None:
    # Rasa prefers a channel's variant without condition to a variant in the right language.
    languages = defaultdict(set)
    for key, variant in variants(path):
        languages[key, variant.channel].add(variant.language)
    assert {key: found for key, found in languages.items() if found != set(LANGUAGES)} == {}


@files
def test_titles_fit_a_button(path: Path) -> None:
    titles = [variant.text for key, variant in variants(path) if key.startswith("utter_title/")]
    titles += [button.title for variant in answers(path) for button in variant.buttons]
    assert [title for title in titles if len(title) > LONGEST_TITLE] == []


def test_no_two_intents_have_the_same_title() -> None:
    titles = Counter(
        (v.language, v.text) for path in ALL for key, v in variants(path) if key.startswith("utter_title/")
    )
    assert [title for title, times in titles.items() if times > 1] == []


@files
def test_buttons_lead_somewhere_else(path: Path) -> None:
    known = {f"/faq/{p.stem}" for p in faq_files()} | {f"/{p.stem}" for p in nlu_files()}
    own = {f"/faq/{path.stem}", f"/{path.stem}"}
    for variant in answers(path):
        payloads = [button.payload for button in variant.buttons]
        assert set(payloads) <= known - own
        assert len(payloads) == len(set(payloads))


@files
def test_both_languages_offer_the_same_buttons(path: Path) -> None:
    def offered(language: str) -> set[tuple[str | None, *tuple[str, ...]]]:
        found = [v for v in answers(path) if v.language == language]
        return {(v.channel, *(button.payload for button in v.buttons)) for v in found}

    assert offered("it") == offered("en")


@files
def test_a_button_is_named_as_its_topic(path: Path) -> None:
    titles = {
        (key.removeprefix("utter_title/"), v.language): v.text
        for p in ALL
        for key, v in variants(p)
        if key.startswith("utter_title/")
    }
    for variant in answers(path):
        for button in variant.buttons:
            topic = button.payload.removeprefix("/faq/").removeprefix("/")
            assert button.title == titles[topic, variant.language]


@files
def test_answers_are_short(path: Path) -> None:
    for variant in answers(path):
        assert len(variant.text) <= LONGEST_ANSWER, variant.text
        assert sentences(variant.text) <= MOST_SENTENCES, variant.text
        if variant.channel:
            assert len(variant.text) <= BRIEF_LENGTH, variant.text


@files
def test_answers_promise_nothing_without_a_condition(path: Path) -> None:
    assert [v.text for v in answers(path) if PROMISES.search(v.text)] == []


@files
def test_answers_have_no_braces_that_rasa_would_fill(path: Path) -> None:
    assert [v.text for v in answers(path) if set(v.text) & set("{}")] == []


@pytest.mark.parametrize("intent", ["greet", "thanks", "goodbye", "out_of_scope"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_courtesies_are_not_repeated_word_for_word(intent: str, language: str) -> None:
    found = read(next(path for path in nlu_files() if path.stem == intent)).responses[f"utter_{intent}"]
    assert len({variant.text for variant in found if variant.language == language}) >= 3
