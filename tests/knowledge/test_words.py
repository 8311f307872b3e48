"""The answers keep to the style guide, and the rules find what they are there to find."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from content.words import Wording, problems, sentences, wordings

ROOT = Path(__file__).parents[2]
FILES = [ROOT / "domain.yml", *sorted((ROOT / "data").rglob("*.yml"))]


def pair(italian: str = "Va bene.", english: str = "All right.", **changes: object) -> list[Wording]:
    """The same response in both languages."""
    return [
        Wording("utter_x", italian, "it", **changes),  # type: ignore[arg-type]
        Wording("utter_x", english, "en", **changes),  # type: ignore[arg-type]
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_answer_keeps_to_the_style_guide(path: Path) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    assert problems(wordings(content.get("responses") or {})) == []


@pytest.mark.parametrize(
    ("italian", "english", "fault"),
    [
        ("Arriva sempre.", "It comes.", "“sempre”"),
        ("Arriva.", "It always comes.", "“always”"),
        ("Riceverai il pacco.", "The parcel is yours.", "no condition"),
        ("È tuo.", "You will receive it.", "no condition"),
        ("Gentile cliente, eccolo.", "Here it is.", "office"),
        ("Eccolo.", "Please be advised: here it is.", "office"),
        ("Sì! Ecco!", "Yes.", "exclamation"),
        ("Uno. Due. Tre. Quattro.", "One.", "4 sentences"),
        ("Ecco " + "lungo " * 100, "Here.", "characters"),
        ("Ciao {name}.", "Hello.", "different blanks"),
    ],
)
def test_what_breaks_a_rule_is_told(italian: str, english: str, fault: str) -> None:
    (problem,) = problems(pair(italian, english))
    assert fault in problem


def test_a_promise_with_a_condition_may_stand() -> None:
    found = pair("Se paghi entro le 12, riceverai il pacco domani.", "If you pay, you will receive it.")
    assert problems(found) == []


def test_on_a_channel_answers_are_shorter() -> None:
    long = "parola " * 50
    assert problems(pair(long, long)) == []
    assert len(problems(pair(long, long, channel="whatsapp"))) == 2


def test_a_language_that_is_missing_is_told() -> None:
    (problem,) = problems(pair()[:1])
    assert "only in it" in problem


def test_tu_in_an_answer_with_lei_is_told() -> None:
    lei = Wording("utter_x", "Mi dica il tuo nome.", "it", manner="lei")
    (problem,) = problems([*pair(), lei])
    assert "“tuo”" in problem


def test_titles_fit_a_button() -> None:
    long = "Un titolo che non ci sta mai"
    assert len(problems([Wording("utter_title/x", long), Wording("utter_title/x", "Fine", "en")])) == 1
    assert len(problems(pair(titles=(long,)))) == 2


def test_what_rasa_has_is_read() -> None:
    english = {"type": "slot", "name": "language", "value": "en"}
    (one,) = wordings({"utter_x": [{"text": "Hi {name}", "condition": [english], "channel": "telegram"}]})
    assert (one.language, one.manner, one.channel, one.blanks) == (
        "en",
        None,
        "telegram",
        frozenset({"name"}),
    )


@pytest.mark.parametrize(
    ("text", "count"), [("Uno. Due?", 2), ("Scrivi a a@b.it, 5.90 €.", 1), ("Sì… ecco!", 2)]
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert sentences(text) == count
