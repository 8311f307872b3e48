"""What is read from the files, and what a change makes of them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from content.errors import ContentConflict, ContentMalformed, ContentUnreadable
from content.folder import ContentFolder
from content.topics import Answer, Button, Changes, Phrase, Threshold, Topic

SHOP = Path(__file__).parents[1] / "fixtures" / "content"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> ContentFolder:
    shutil.copytree(SHOP, tmp_path / "shop")
    return ContentFolder(tmp_path / "shop")


def changed(folder: ContentFolder, changes: Changes) -> dict[str, str | None]:
    """The files after changes, as text; written, and read back as what was wanted."""
    wanted = folder.read().changed(changes)
    files = folder.files(changes)
    folder.write(files)
    assert folder.read() == wanted
    return {str(path): data if data is None else data.decode() for path, data in files.items()}


def test_a_topic_is_read_as_editors_see_it(folder: ContentFolder) -> None:
    topic = folder.read().topics["faq/sizes"]
    assert (topic.kind, topic.category) == ("faq", "products")
    assert topic.titles == {"en": "Size guide", "it": "Guida alle taglie"}
    assert topic.examples["it"][:2] == ("che taglia prendo?", "veste grande o piccolo?")
    assert [answer.language for answer in topic.answers] == ["en", "it"]


def test_every_kind_of_topic_is_told_by_what_answers_it(folder: ContentFolder) -> None:
    topics = folder.read().topics
    kinds = {name: topics[name].kind for name in ("faq/sizes", "greet", "ask_person", "out_of_scope")}
    assert kinds == {
        "faq/sizes": "faq",
        "greet": "talk",
        "ask_person": "acting",
        "out_of_scope": "outside",
    }
    assert topics["ask_person"].answers == ()
    assert len(topics["greet"].answers) >= 2


def test_what_no_topic_says_is_a_phrase(folder: ContentFolder) -> None:
    phrases = folder.read().phrases
    assert "utter_clarify" in phrases
    assert not {"utter_greet", "utter_title/sizes", "utter_faq/sizes"} & set(phrases)
    assert {answer.manner for answer in phrases["utter_clarify"].answers} == {None, "lei"}


def test_nothing_changed_changes_no_file(folder: ContentFolder) -> None:
    content = folder.read()
    assert folder.files(Changes()) == {}
    assert folder.files(Changes(topics=dict(content.topics), phrases=dict(content.phrases))) == {}


def test_a_new_topic_is_a_new_file_that_people_can_read(folder: ContentFolder) -> None:
    topic = Topic(
        "faq/christmas",
        "faq",
        "promotions",
        {"it": "Natale", "en": "Christmas"},
        {"it": ("siete aperti a natale?",), "en": ("open at christmas?",)},
        (
            Answer("Yes.\nUntil 24 December.", "en", valid_until="2026-12-24"),
            Answer("Sì, fino al 24.", "it", buttons=(Button("Orari", "/faq/contacts_hours"),)),
        ),
    )
    files = changed(folder, Changes(topics={topic.name: topic}))
    assert files == {
        "data/faq/christmas.yml": """version: "3.1"

nlu:
- intent: faq/christmas
  metadata: {language: it, category: promotions}
  examples: |
    - siete aperti a natale?

- intent: faq/christmas
  metadata: {language: en, category: promotions}
  examples: |
    - open at christmas?

responses:
  utter_faq/christmas:
  - condition: [{type: slot, name: language, value: en}]
    metadata: {valid_until: "2026-12-24"}
    text: |-
      Yes.
      Until 24 December.
  - text: "Sì, fino al 24."
    buttons:
    - {title: "Orari", payload: "/faq/contacts_hours"}
  utter_title/christmas:
  - condition: [{type: slot, name: language, value: en}]
    text: "Christmas"
  - text: "Natale"
"""
    }


def test_a_topic_taken_away_is_a_file_gone_and_put_back_it_is_the_same(folder: ContentFolder) -> None:
    before = folder.read()
    assert changed(folder, Changes(topics={"faq/sizes": None})) == {"data/faq/sizes.yml": None}
    assert not (folder.root / "data/faq/sizes.yml").exists()
    changed(folder, Changes(topics={"faq/sizes": before.topics["faq/sizes"]}))
    assert folder.read() == before


def test_only_the_lines_of_an_example_change(folder: ContentFolder) -> None:
    topic = folder.read().topics["faq/sizes"]
    before = (folder.root / "data/faq/sizes.yml").read_text(encoding="utf-8")
    more = {**topic.examples, "it": (*topic.examples["it"], 'taglia "unica" 😀?')}
    files = changed(folder, Changes(topics={topic.name: replace(topic, examples=more)}))
    last = f"    - {topic.examples['it'][-1]}\n"
    assert files == {"data/faq/sizes.yml": before.replace(last, last + '    - taglia "unica" 😀?\n', 1)}


def test_an_acting_topics_words_stay_a_phrase(folder: ContentFolder) -> None:
    topic = folder.read().topics["ask_person"]
    changes = Changes(topics={topic.name: replace(topic, titles={**topic.titles, "it": "Chi risponde"})})
    files = changed(folder, changes)
    assert list(files) == ["data/nlu/ask_person.yml"]


def test_a_phrase_is_worded_anew_and_comments_stay(folder: ContentFolder) -> None:
    phrase = folder.read().phrases["utter_again"]
    new = replace(phrase, answers=(*phrase.answers[:-1], replace(phrase.answers[-1], text="Di nuovo:")))
    files = changed(folder, Changes(phrases={phrase.name: new}))
    before = (SHOP / "domain.yml").read_text(encoding="utf-8")
    assert files == {"domain.yml": before.replace("Ancora una volta:", "Di nuovo:")}


def test_thresholds_come_change_and_go_and_the_rest_of_the_configuration_stays(folder: ContentFolder) -> None:
    before = (SHOP / "config.yml").read_text(encoding="utf-8")
    fixed = {"faq/sizes": Threshold(0.2, 0.6), "greet": Threshold(upper=0.5)}
    first = changed(folder, Changes(thresholds=fixed))["config.yml"]
    assert first is not None
    assert "  topics: {faq/sizes: {lower: 0.2, upper: 0.6}, greet: {upper: 0.5}}\n" in first
    changed(folder, Changes(thresholds={"greet": None, "thanks": Threshold(0.1, 0.3)}))
    last = changed(folder, Changes(thresholds={"faq/sizes": None, "thanks": None}))
    assert last == {"config.yml": before}


def test_a_topic_that_rules_ask_for_stays(folder: ContentFolder) -> None:
    with pytest.raises(ContentConflict, match="greet"):
        folder.files(Changes(topics={"greet": None}))


@pytest.mark.parametrize("name", ["faq/../x", "faq/A b", "greetings", "faq/", "faq/x/y"])
def test_a_topic_with_a_name_that_is_none_is_refused(folder: ContentFolder, name: str) -> None:
    with pytest.raises(ContentMalformed):
        folder.files(Changes(topics={name: Topic(name, "faq")}))


def test_a_phrase_that_is_none_is_refused(folder: ContentFolder) -> None:
    with pytest.raises(ContentConflict, match="utter_nothing"):
        folder.files(Changes(phrases={"utter_nothing": Phrase("utter_nothing", (Answer("x", "it"),))}))


def test_a_phrase_does_not_fall_silent(folder: ContentFolder) -> None:
    with pytest.raises(ContentConflict, match="utter_clarify"):
        folder.files(Changes(phrases={"utter_clarify": Phrase("utter_clarify")}))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("nlu: [", 1),
        ('version: "3.1"\nversion: "3.1"\n', 2),
        ("- a list\n", 1),
        ("nlu:\n- intent: {a: b}\n", 2),
        ("responses:\n  utter_x: words\n", 2),
        ("responses:\n  utter_x:\n  - words\n", 3),
    ],
)
def test_a_file_that_is_none_is_named_with_its_line(folder: ContentFolder, text: str, line: int) -> None:
    (folder.root / "data/faq/odd.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentUnreadable) as found:
        folder.read()
    assert (found.value.file, found.value.line) == ("data/faq/odd.yml", line)


def test_a_file_that_is_no_text_is_named(folder: ContentFolder) -> None:
    (folder.root / "data/faq/odd.yml").write_bytes(b"a: 1\nb: \xff\n")
    with pytest.raises(ContentUnreadable, match=r"odd\.yml, line 2"):
        folder.read()


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentUnreadable, match=r"config\.yml"):
        ContentFolder(tmp_path).read()


def test_a_response_in_two_files_is_told(folder: ContentFolder) -> None:
    (folder.root / "data/odd.yml").write_text("responses:\n  utter_greet:\n  - text: Oi\n", encoding="utf-8")
    with pytest.raises(ContentConflict, match="utter_greet"):
        folder.read()


def test_a_copy_holds_the_content_and_nothing_that_was_there(folder: ContentFolder, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "data" / "faq").mkdir(parents=True)
    (other / "data/faq/old.yml").write_text("nlu: []\n", encoding="utf-8")
    (other / "notes.txt").write_text("mine", encoding="utf-8")
    folder.copy_to(other)
    assert ContentFolder(other).read() == folder.read()
    assert not (other / "data/faq/old.yml").exists()
    assert (other / "notes.txt").exists()
    assert (other / "kept/questions.jsonl").exists()


def test_what_a_change_gives_is_named_inside_the_root(folder: ContentFolder) -> None:
    topic = folder.read().topics["faq/sizes"]
    files = folder.files(Changes(topics={topic.name: replace(topic, category="shop")}))
    assert list(files) == [PurePosixPath("data/faq/sizes.yml")]


def test_the_shops_own_content_is_read() -> None:
    content = ContentFolder(ROOT).read()
    assert len(content.topics) > 60
    assert all(topic.category for topic in content.topics.values())
    known = ContentFolder(ROOT).known()
    assert {"action_hand_over", "errand_form"} <= known.actions
    assert {"language", "manner"} <= known.slots
    assert {"greet", "inform"} <= known.intents
