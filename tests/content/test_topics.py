"""Topics as JSON, shelves, errors: what others build on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from content.categories import categories
from content.errors import ERRORS, ContentError, ContentMalformed
from content.folder import ContentFolder
from content.topics import Answer, Button, Changes, Phrase, Threshold, Topic

SHOP = ContentFolder(Path(__file__).parents[1] / "fixtures" / "content")
TOPIC: dict[str, Any] = {"name": "faq/x", "kind": "faq", "category": "shop"}


def test_what_is_read_goes_to_json_and_back() -> None:
    content = SHOP.read()
    assert {name: Topic.from_json(one.to_json()) for name, one in content.topics.items()} == content.topics
    assert {name: Phrase.from_json(one.to_json()) for name, one in content.phrases.items()} == content.phrases
    assert Threshold.from_json(Threshold(0.2).to_json()) == Threshold(0.2)


def test_what_is_left_out_is_nothing() -> None:
    topic = Topic.from_json({**TOPIC, "answers": [{"text": "Ciao", "language": "it", "channel": ""}]})
    assert topic == Topic("faq/x", "faq", "shop", answers=(Answer("Ciao", "it"),))


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (None, ""),
        ([], ""),
        ({"kind": "faq"}, "name"),
        ({**TOPIC, "kind": "other"}, "kind"),
        ({**TOPIC, "colour": "red"}, "colour"),
        ({**TOPIC, "titles": []}, ""),
        ({**TOPIC, "titles": {"it": 1}}, "titles.it"),
        ({**TOPIC, "titles": ["x"]}, "titles"),
        ({**TOPIC, "examples": {"it": "uno"}}, "examples.it"),
        ({**TOPIC, "examples": {"it": ["uno", None]}}, "examples.it.1"),
        ({**TOPIC, "answers": "Ciao"}, "answers"),
        ({**TOPIC, "answers": [{"text": "Ciao"}]}, "answers.0.language"),
        ({**TOPIC, "answers": [{"text": "Ciao", "language": "it", "valid_from": 5}]}, "answers.0.valid_from"),
        (
            {**TOPIC, "answers": [{"text": "Ciao", "language": "it", "buttons": [{"title": "A"}]}]},
            "answers.0.buttons.0.payload",
        ),
    ],
)
def test_what_is_no_topic_is_refused_at_its_field(value: Any, field: str) -> None:
    if field == "" and isinstance(value, dict):
        assert Topic.from_json(value).titles == {}
        return
    with pytest.raises(ContentMalformed) as found:
        Topic.from_json(value)
    assert found.value.field == field


@pytest.mark.parametrize("number", [-0.1, 1.1, "0.5", True])
def test_a_threshold_is_a_share(number: Any) -> None:
    with pytest.raises(ContentMalformed):
        Threshold.from_json({"lower": number})


def test_a_topic_is_called_by_what_it_has() -> None:
    topic = Topic("faq/x", "faq", titles={"en": "Sizes"}, examples={"it": ("uno",), "fr": ()})
    assert (topic.slug, topic.title("it"), topic.languages) == ("x", "Sizes", ("en", "it"))
    assert Topic("greet", "talk").title("it") == "greet"


def test_changes_lead_from_one_content_to_another() -> None:
    before = SHOP.read()
    other = Topic("faq/x", "faq", "shop", answers=(Answer("Ciao", "it", buttons=(Button("A", "/greet"),)),))
    after = before.changed(
        Changes(topics={"faq/x": other, "faq/sizes": None}, thresholds={"greet": Threshold(0.1)})
    )
    assert before.changed(before.changes_to(after)) == after
    assert after.changed(after.changes_to(before)) == before
    assert not before.changes_to(before)


def test_shelves_have_titles_in_both_languages_and_hold_every_topic() -> None:
    shelves = categories()
    assert [shelf.id for shelf in shelves][:2] == ["delivery", "returns"]
    assert all({"it", "en"} <= set(shelf.titles) for shelf in shelves)
    used = {topic.category for topic in ContentFolder(Path(__file__).parents[2]).read().topics.values()}
    assert used == {shelf.id for shelf in shelves}


def test_every_error_has_a_code_of_its_own() -> None:
    known: tuple[type[ContentError], ...] = (*ERRORS, ContentError)
    codes = [error.code for error in known]
    assert len(set(codes)) == len(codes)
    assert set(ContentError.__subclasses__()) == {one for one in ERRORS if one.__bases__ == (ContentError,)}
