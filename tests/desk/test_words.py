"""The catalogues: what one language says, the other says too; and every error has a sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from connectors import base as connectors
from connectors.webchat import errors as webchat_errors
from desk import errors as desk
from desk import settings as desk_settings_module
from desk.http.errors import STATUSES, message_of, status_of
from desk.realtime import visitors
from desk.settings import REPOSITORY
from desk.titles import Titles, folders_of
from desk.words.catalogue import FOLDER, Catalogue, UnknownPhrase, negotiate, phrases
from handoff import errors as handoff

WORDS = Catalogue()
PHRASES = {code: phrases(FOLDER / f"{code}.ftl") for code in ("it", "en")}
ROOTS = (desk.DeskError, handoff.HandoffError, connectors.ConnectorError)
MADE = {desk.TooManyAttempts: (7.2,), handoff.AlreadyTaken: ("Giulia",)}
EXTRA = (webchat_errors, desk_settings_module)


def every(root: type[Exception]) -> Iterator[type[Exception]]:
    yield root
    for child in root.__subclasses__():
        yield from every(child)


ERRORS = [error for root in ROOTS for error in every(root)]


def test_catalogues_have_the_same_phrases_with_the_same_arguments() -> None:
    assert PHRASES["it"] == PHRASES["en"]
    assert len(PHRASES["it"]) > 50


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("key", sorted(PHRASES["it"]))
def test_every_phrase_can_be_said(key: str, language: str) -> None:
    arguments = dict.fromkeys(PHRASES["it"][key], 3)
    assert WORDS.say(key, language, **arguments)


def test_a_missing_argument_is_a_mistake_and_not_a_gap() -> None:
    with pytest.raises(UnknownPhrase, match="handover-waiting"):
        WORDS.say("handover-waiting", "it")
    with pytest.raises(UnknownPhrase, match="nothing-like-it"):
        WORDS.say("nothing-like-it", "it")


@pytest.mark.parametrize(
    ("language", "said"),
    [(None, "Una persona"), ("de", "Una persona"), ("en-GB", "A person"), ("", "Una persona")],
)
def test_languages_that_have_no_catalogue_get_the_default_one(language: str | None, said: str) -> None:
    assert WORDS.say("button-person", language) == said


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_every_error_has_a_status_and_a_sentence_in_both_languages(error: type[Exception]) -> None:
    made = error(*MADE.get(error, ()))
    assert 400 <= status_of(made) < 600
    code = made.code  # type: ignore[attr-defined]
    assert WORDS.has(f"error-{code.replace('_', '-')}"), code
    assert message_of(made, WORDS, "it") != message_of(made, WORDS, "en")  # type: ignore[arg-type]


@pytest.mark.parametrize("code", [visitors.NO_SESSION, visitors.RATE_LIMITED, visitors.UNAVAILABLE])
def test_what_visitors_are_refused_with_has_a_sentence(code: str) -> None:
    assert WORDS.has(f"error-{code.replace('_', '-')}")


def test_bad_input_is_never_our_fault() -> None:
    ours = {error for error, status in STATUSES.items() if status >= 500}
    assert connectors.MalformedRequest not in ours
    assert not {error.__name__ for error in ours} & {"InvalidRequest", "BodyTooLarge", "BadSignature"}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "it"),
        ("", "it"),
        ("en", "en"),
        ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7", "en"),
        ("en;q=0.5, it;q=0.6", "it"),
        ("en;q=abc", "en"),
        ("*", "it"),
        (";;;,,,=", "it"),
        ("EN-us", "en"),
        ("x" * 100_000 + ",en", "it"),
    ],
)
def test_the_language_that_is_asked_for(header: str | None, language: str) -> None:
    assert negotiate(header, WORDS.languages, "it") == language


@pytest.mark.parametrize(
    ("intent", "italian", "english"),
    [
        ("faq/returns", "Fare un reso", "Returning an item"),
        ("ask_person", "Vuole una persona", "Wants a person"),
        ("faq/nobody_wrote_this", "Nobody wrote this", "Nobody wrote this"),
        ("", "", ""),
    ],
)
def test_intents_have_titles(intent: str, italian: str, english: str) -> None:
    titles = Titles(WORDS, folders_of(REPOSITORY))
    assert (titles.of(intent, "it"), titles.of(intent, "en")) == (italian, english)
    assert titles.of_payload(f'/{intent}{{"a": 1}}', "it") == italian
