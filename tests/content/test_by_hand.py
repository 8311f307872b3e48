"""YAML as people write it by hand: whatever its style, only what was changed changes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from content.errors import ContentConflict, ContentUnreadable
from content.folder import ContentFolder
from content.topics import Answer, Button, Changes, Threshold, Topic

SHOP = Path(__file__).parents[1] / "fixtures" / "content"
FILE = PurePosixPath("data/faq/odd.yml")

COMMENTED = """# Of the shop, by hand.
---
version: "3.1"   # Rasa's

# asked
nlu:
    # in Italian
    - intent: faq/odd     # the topic
      metadata: { language: it, category: shop, author: "Anna" }   # hers
      # the ways
      examples: |   # one a line
          - uno

          - due:  con i due punti
          no example
          - tre
    # in English

    - metadata:
        category: shop     # a shelf
        language: en
      examples: |-
        - one
        - two{BLANKS}
      intent: faq/odd
    - synonym: pacco
      examples: |
        - collo

# said
responses:
  # the answer
  utter_faq/odd:
  # first
  - text: 'It''s "here": #1'   # the text
    condition:
    - type: slot
      name: language
      value: en
    - type: slot
      name: errand       # unknown to editors
      value: x
    custom: {a: [1, 2]}
  # second
  - text: >-
      Due righe
      in una.
    buttons:
    # which button
    - title: Uno     # its title
      payload: /faq/sizes
      type: postback
    - {title: Due, payload: /faq/return_cost}
    # after the buttons
    metadata:
      by: Anna
      valid_from: 2026-11-27

  utter_title/odd:
  - {condition: [{type: slot, name: language, value: en}], text: Odd}
  - {text: Strano}   # in brackets
# the end""".replace("{BLANKS}", "   ")

IN_BRACKETS = """version: "3.1"
nlu:
- {intent: faq/odd, metadata: {language: it}, examples: "- uno\\n- due"}
- {intent: faq/odd, metadata: {language: en}, examples: "- one"}
responses:
  utter_faq/odd: [{text: "Hi", condition: [{type: slot, name: language, value: en}]}, {text: Ciao, id: "7"}]
  utter_title/odd: [{text: Strano}]
"""

LISTED = """version: "3.1"
nlu:
- intent: faq/odd
  examples:
  - text: |
      uno
    metadata: {sentiment: good}   # good
  # the second
  - text: due
responses:
  utter_faq/odd:
    - text: Ciao
"""

STYLES = {
    "commented": COMMENTED,
    "commented, with a last newline": COMMENTED + "\n",
    "from Windows": COMMENTED.replace("\n", "\r\n"),
    "with a mark": "\ufeff" + COMMENTED,
    "in brackets": IN_BRACKETS,
    "listed": LISTED,
}
style = pytest.mark.parametrize("text", STYLES.values(), ids=STYLES.keys())


def folder_with(tmp_path: Path, text: str) -> ContentFolder:
    shutil.copytree(SHOP, tmp_path / "shop")
    folder = ContentFolder(tmp_path / "shop")
    (folder.root / FILE).write_bytes(text.encode())
    return folder


def changed(folder: ContentFolder, topic: Topic | None, name: str = "faq/odd") -> str | None:
    """The file after a change, which is read back as what was wanted."""
    wanted = folder.read().changed(Changes(topics={name: topic}))
    files = folder.files(Changes(topics={name: topic}))
    assert list(files) in ([FILE], [])
    folder.write(files)
    assert folder.read() == wanted
    return (folder.root / FILE).read_bytes().decode() if (folder.root / FILE).exists() else None


def lines_gone(before: str, after: str) -> list[str]:
    left = after.splitlines()
    return [line for line in before.splitlines() if line not in left]


@style
def test_it_is_read_and_left_alone(tmp_path: Path, text: str) -> None:
    folder = folder_with(tmp_path, text)
    topic = folder.read().topics["faq/odd"]
    assert topic.examples["it"][0] == "uno"
    assert topic.answers
    assert folder.files(Changes(topics={"faq/odd": topic})) == {}


@style
def test_an_example_comes_and_goes_byte_for_byte(tmp_path: Path, text: str) -> None:
    folder = folder_with(tmp_path, text)
    topic = folder.read().topics["faq/odd"]
    more = {**topic.examples, "it": (*topic.examples["it"], 'quattro: "4" 😀')}
    after = changed(folder, replace(topic, examples=more))
    assert after is not None
    gone = lines_gone(text, after)
    assert all("- uno" in line or "- due" in line for line in gone), gone
    back = changed(folder, topic)
    if text != IN_BRACKETS:
        assert back == text


@style
def test_a_text_comes_and_goes(tmp_path: Path, text: str) -> None:
    folder = folder_with(tmp_path, text)
    topic = folder.read().topics["faq/odd"]
    for new in (
        "Una riga",
        "Due\nrighe",
        'Con "virgolette": e\\n # altro',
        "",
        "😀\n\n- x\n",
        " davanti\ndietro ",
    ):
        first = replace(topic.answers[0], text=new)
        after = changed(folder, replace(topic, answers=(first, *topic.answers[1:])))
        assert after is not None
        assert len(lines_gone(text, after)) <= 2
    changed(folder, topic)
    assert folder.read().topics["faq/odd"] == topic


@style
def test_everything_about_it_changes_and_is_put_back(tmp_path: Path, text: str) -> None:
    folder = folder_with(tmp_path, text)
    topic = folder.read().topics["faq/odd"]
    other = Topic(
        topic.name,
        "faq",
        "delivery",
        {"it": "Altro titolo", "en": "Another", "de": "Anders"},
        {"it": ("quattro",), "de": ("vier",)},
        (
            Answer("Vier", "de", opening="closed", buttons=(Button("A", "/b"),)),
            *(
                replace(one, channel="whatsapp", valid_until="2026-12-31", image="https://a.it/b.png")
                for one in topic.answers
            ),
        ),
    )
    after = changed(folder, other)
    assert after is not None
    changed(folder, topic)
    assert folder.read().topics["faq/odd"] == topic


@style
def test_it_can_be_taken_away(tmp_path: Path, text: str) -> None:
    folder = folder_with(tmp_path, text)
    after = changed(folder, None)
    assert (after is None) == ("synonym" not in text)
    assert after is None or "# Of the shop, by hand." in after


@style
@pytest.mark.parametrize("keep", [0, 1])
def test_answers_go_one_by_one(tmp_path: Path, text: str, keep: int) -> None:
    folder = folder_with(tmp_path, text)
    topic = folder.read().topics["faq/odd"]
    changed(folder, replace(topic, answers=topic.answers[keep : keep + 1], titles={}))
    after = changed(folder, replace(topic, answers=()))
    assert after is not None
    changed(folder, topic)


def test_keys_that_editors_do_not_know_stay(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, COMMENTED)
    topic = folder.read().topics["faq/odd"]
    first, second = topic.answers
    buttons = (replace(second.buttons[0], title="Primo"), second.buttons[1])
    answers = (replace(first, opening="open"), replace(second, buttons=buttons, valid_from="2026-12-01"))
    after = changed(folder, replace(topic, answers=answers, category="returns"))
    assert after is not None
    for kept in ("name: errand", "custom: {a: [1, 2]}", "type: postback", "by: Anna", 'author: "Anna"'):
        assert kept in after
    for comment in (
        "# first",
        "# the text",
        "# second",
        "# asked",
        "# in brackets",
        "# a shelf",
        "# the end",
    ):
        assert comment in after


def test_a_line_that_is_no_example_stays_where_it_is(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, COMMENTED)
    topic = folder.read().topics["faq/odd"]
    assert topic.examples["it"] == ("uno", "due:  con i due punti", "tre")
    after = changed(
        folder, replace(topic, examples={**topic.examples, "it": (*topic.examples["it"][1:], "new")})
    )
    assert after is not None
    expected = "          - due:  con i due punti\n          no example\n          - tre\n          - new\n"
    assert expected in after


def test_metadata_of_an_example_stays_with_it(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, LISTED)
    topic = folder.read().topics["faq/odd"]
    after = changed(folder, replace(topic, examples={"it": ("tre", "due", "uno")}))
    assert after is not None
    assert "      uno\n    metadata: {sentiment: good}   # good\n" in after


def test_what_is_written_once_for_two_is_refused_and_left(tmp_path: Path) -> None:
    text = COMMENTED.replace("    condition:\n", "    condition: &english\n").replace(
        "condition: [{type: slot, name: language, value: en}], text: Odd", "condition: *english, text: Odd"
    )
    folder = folder_with(tmp_path, text)
    topic = folder.read().topics["faq/odd"]
    assert topic.titles == {"en": "Odd", "it": "Strano"}
    changed(folder, replace(topic, titles={**topic.titles, "it": "Altro"}))
    with pytest.raises(ContentConflict):
        folder.files(Changes(topics={"faq/odd": replace(topic, answers=topic.answers[1:])}))


THRESHOLDS = """recipe: default.v1   # the recipe
language: it
pipeline:
- name: other.Component
- name: bot.components.doubt.Doubt   # how sure
  upper: 0.45
{topics}
policies: []   # none
"""


@pytest.mark.parametrize(
    "topics",
    [
        "",
        "  topics:   # none yet",
        "  topics: {}   # none yet",
        "  topics: {faq/sizes: {lower: 0.1, upper: 0.2}, greet: {upper: 0.9}}   # by hand",
        "  topics:\n    # !\n    faq/sizes: {lower: 0.1, upper: 0.2}   # why\n    greet:\n      upper: 0.9",
        "  topics:\n    'faq/sizes':\n      lower: 0.1\n      upper: 0.2   # why\n  # after\n  words: 4",
    ],
)
def test_thresholds_written_in_any_way_can_be_changed(tmp_path: Path, topics: str) -> None:
    folder = folder_with(tmp_path, LISTED)
    text = THRESHOLDS.replace("{topics}\n", f"{topics}\n" if topics else "")
    (folder.root / "config.yml").write_text(text, encoding="utf-8")
    before = folder.read()
    for change in (
        {"faq/sizes": Threshold(0.3, 0.7)},
        {"thanks": Threshold(upper=0.5), "faq/sizes": Threshold(0.25)},
        {"faq/sizes": None},
        {"thanks": None, "greet": None},
        {**dict.fromkeys(before.thresholds), **before.thresholds},
    ):
        wanted = folder.read().changed(Changes(thresholds=change))
        folder.write(folder.files(Changes(thresholds=change)))
        assert folder.read() == wanted
        after = (folder.root / "config.yml").read_text(encoding="utf-8")
        assert after.startswith(text.split("{topics}")[0].split("  topics")[0].split("policies")[0])
        assert after.endswith("policies: []   # none\n")
    assert folder.read() == before


def test_a_pipeline_that_asks_for_no_thresholds_takes_none(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, LISTED)
    (folder.root / "config.yml").write_text("pipeline: []\n", encoding="utf-8")
    with pytest.raises(ContentConflict, match="Doubt"):
        folder.files(Changes(thresholds={"greet": Threshold(0.1, 0.2)}))


def test_a_threshold_that_is_no_number_is_told(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, LISTED)
    text = THRESHOLDS.replace("{topics}", "  topics: {greet: {upper: high}}")
    (folder.root / "config.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentUnreadable, match="high"):
        folder.read()
