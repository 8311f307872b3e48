"""The words are chosen for the language, the manner and the channel, and differ from those just said."""

from __future__ import annotations

from typing import Any

import pytest

from bot.run import prepare

prepare()

from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered  # noqa: E402
from rasa.shared.core.slots import TextSlot  # noqa: E402
from rasa.shared.core.trackers import DialogueStateTracker  # noqa: E402
from rasa.shared.exceptions import RasaException  # noqa: E402
from rasa.utils.endpoints import EndpointConfig  # noqa: E402

from bot.circumstances import Circumstances, take_place  # noqa: E402
from bot.nlg import VariedResponses  # noqa: E402

EN = {"type": "slot", "name": "language", "value": "en"}
LEI = {"type": "slot", "name": "manner", "value": "lei"}
FRIDAY = {"valid_from": "2026-11-27", "valid_until": "2026-11-30"}
RESPONSES: dict[str, list[dict[str, Any]]] = {
    "utter_hello": [
        {"condition": [EN], "text": "hello"},
        {"condition": [EN], "text": "hi"},
        {"condition": [LEI], "text": "buongiorno"},
        {"text": "ciao"},
        {"text": "ehi"},
        {"text": "hei", "channel": "whatsapp"},
    ],
    "utter_sale": [
        {"condition": [EN], "text": "no sale now"},
        {
            "condition": [EN],
            "text": "sale!",
            "metadata": {"valid_from": "2026-11-27", "valid_until": "2026-11-30"},
        },
        {"text": "niente saldi"},
        {"text": "saldi!", "metadata": FRIDAY},
        {"text": "saldi?", "metadata": {"valid_from": "soon"}},
    ],
    "utter_call": [
        {"condition": [{"type": "slot", "name": "opening", "value": "closed"}], "text": "a domani"},
        {
            "condition": [
                {"type": "slot", "name": "opening", "value": "closed"},
                {"type": "slot", "name": "customer", "value": "vip"},
            ],
            "text": "il numero per lei",
        },
        {"text": "chiamaci", "buttons": [{"title": "S", "payload": "/utter"}]},
    ],
    "utter_faq/night": [{"condition": [{"type": "slot", "name": "opening", "value": "closed"}], "text": "…"}],
    "utter_more": [
        {
            "text": "altro?",
            "buttons": [{"title": t, "payload": p} for t, p in (("N", "/faq/night"), ("A", "/faq/absent"))],
        }
    ],
    "utter_one": [{"condition": [EN], "text": "only {x}"}, {"text": "solo {x}"}],
    "utter_again": [
        {"condition": [EN], "text": "Again:"},
        {"text": "Di nuovo:"},
        {"text": "Come dicevo:"},
    ],
}


def tracker(language: str | None = None) -> DialogueStateTracker:
    made = DialogueStateTracker("someone", [TextSlot("language", mappings=[{}])])
    made.update(SlotSet("language", language))
    return made


@pytest.fixture
def words() -> VariedResponses:
    return generator()


def generator(manner: str | None = None) -> VariedResponses:
    domain = Domain.from_dict({"responses": RESPONSES})
    return VariedResponses(EndpointConfig(type="bot.nlg.VariedResponses", manner=manner), domain)


async def say(
    words: VariedResponses, talk: DialogueStateTracker, name: str, channel: str = "telegram", **values: Any
) -> str:
    talk.update(UserUttered("…"))
    made = await words.generate(name, talk, channel, **values)
    assert made is not None
    talk.update(BotUttered(made["text"]))
    return str(made["text"])


async def test_in_the_language_of_the_conversation(words: VariedResponses) -> None:
    assert await say(words, tracker("en"), "utter_hello") == "hello"
    assert await say(words, tracker("it"), "utter_hello") == "ciao"
    assert await say(words, tracker(), "utter_hello") == "ciao"


async def test_english_before_what_is_worded_for_the_channel(words: VariedResponses) -> None:
    assert await say(words, tracker("en"), "utter_hello", "whatsapp") == "hello"
    assert await say(words, tracker("it"), "utter_hello", "whatsapp") == "hei"


async def test_the_manner_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await say(generator("lei"), tracker("it"), "utter_hello") == "buongiorno"
    assert await say(generator("lei"), tracker("it"), "utter_hello", "whatsapp") == "buongiorno"
    assert await say(generator("lei"), tracker("en"), "utter_hello") == "hello"
    monkeypatch.setenv("SPORTELLO_MANNER", "tu")
    assert await say(generator("lei"), tracker("it"), "utter_hello") == "ciao"


async def test_where_there_is_no_lei_tu_is_said() -> None:
    assert await say(generator("lei"), tracker("it"), "utter_one", x="una") == "solo una"


def test_another_manner_stops_the_start() -> None:
    with pytest.raises(RasaException, match="SPORTELLO_MANNER"):
        generator("voi")


async def test_what_was_said_longest_ago_comes_next(words: VariedResponses) -> None:
    talk = tracker("en")
    assert [await say(words, talk, "utter_hello") for _ in range(4)] == ["hello", "hi", "hello", "hi"]


async def test_one_wording_only_is_not_repeated_bare(words: VariedResponses) -> None:
    talk = tracker("it")
    said = [await say(words, talk, "utter_one", x="una") for _ in range(4)]
    assert said == ["solo una", "Di nuovo: solo una", "solo una", "Come dicevo: solo una"]


async def test_other_values_are_another_answer(words: VariedResponses) -> None:
    talk = tracker("en")
    assert await say(words, talk, "utter_one", x="this") == "only this"
    assert await say(words, talk, "utter_one", x="that") == "only that"


async def test_what_there_is_no_response_for_is_not_said(words: VariedResponses) -> None:
    assert await words.generate("utter_nothing", tracker(), "telegram") is None


@pytest.mark.parametrize(
    ("now", "italian", "english"),
    [
        ("2026-11-26T23:59:59+01:00", "niente saldi", "no sale now"),
        ("2026-11-27T00:00:00+01:00", "saldi!", "sale!"),
        ("2026-11-30T23:59:59+01:00", "saldi!", "sale!"),
        ("2026-12-01T00:00:00+01:00", "niente saldi", "no sale now"),
    ],
)
async def test_a_dated_answer_wins_while_it_holds(
    words: VariedResponses, now: str, italian: str, english: str
) -> None:
    take_place(Circumstances.told({"now": now}))
    assert await say(words, tracker("it"), "utter_sale") == italian
    assert await say(words, tracker(), "utter_sale") == italian
    assert await say(words, tracker("en"), "utter_sale") == english


async def test_what_is_said_carries_no_dates(words: VariedResponses) -> None:
    take_place(Circumstances.told({"now": "2026-11-28T12:00:00+01:00"}))
    made = await words.generate("utter_sale", tracker(), "telegram")
    assert made == {"text": "saldi!"}


@pytest.mark.parametrize(
    ("context", "said"),
    [
        ({}, "chiamaci"),
        ({"opening": "open"}, "chiamaci"),
        ({"opening": "closed"}, "a domani"),
        ({"opening": "closed", "customer": "vip"}, "il numero per lei"),
    ],
)
async def test_circumstances_are_asked_for_like_slots(
    words: VariedResponses, context: dict[str, str], said: str
) -> None:
    take_place(Circumstances.told(context))
    assert await say(words, tracker(), "utter_call") == said


async def test_no_button_leads_to_a_topic_that_is_not_in_force(words: VariedResponses) -> None:
    take_place(Circumstances.told({"opening": "open"}))
    made = await words.generate("utter_more", tracker(), "telegram")
    assert made is not None
    assert [button["title"] for button in made["buttons"]] == ["A"]
    take_place(Circumstances.told({"opening": "closed"}))
    made = await words.generate("utter_more", tracker(), "telegram")
    assert made is not None
    assert [button["title"] for button in made["buttons"]] == ["N", "A"]
