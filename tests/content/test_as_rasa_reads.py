"""What editors write is what Rasa trains on: the same examples, the same answers, whatever they contain."""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from content.folder import ContentFolder
from content.topics import FAQ, Answer, Button, Changes, Content, Topic
from desk.setup.home import brain_python

ROOT = Path(__file__).parents[2]
SHOP = ContentFolder(Path(__file__).parents[1] / "fixtures" / "content")
PYTHON = brain_python(ROOT)
SECONDS = 110
# fmt: off
PIECES = [
    "- ", ": ", " #", '"', "'", "\\", "&a", "*a", "|", ">", "%", "@", "`", "!", "---", "…", "😀", "\u00a0",
    "è", "null", "true", "no", "2026-11-27", "$", "\\n", "e\u0301", "אב", "~", "?", "<<", "=", ",", "${HOME}",
    "quando arriva", "where is it", "taglia",
]
# fmt: on
BREAKS = ["\n", "\n\n", "\t", "\n - ", "\u2028"]


def text(chance: random.Random, *more: str) -> str:
    """Signs that mean something somewhere, among words."""
    return "a" + " ".join(chance.choices([*PIECES, *more], k=5))


def odd_topic(number: int) -> Topic:
    """A topic that nobody would write."""
    chance = random.Random(number)
    answers = [
        Answer(
            text(chance, *BREAKS),
            language,
            channel=chance.choice([None, "telegram"]),
            country=chance.choice([None, "NO"]),
            valid_from=chance.choice([None, "2026-11-27"]),
            buttons=(Button(text(chance), "/greet"),) * chance.randrange(2),
        )
        for language in ("en", "it", "it")
    ]
    examples = {one: tuple(text(chance, *BREAKS) for _ in range(5)) for one in ("it", "en")}
    return Topic(
        f"faq/odd_{number}", "faq", "shop", {"it": text(chance), "en": "x"}, examples, tuple(answers)
    )


def as_rasa_reads(*folders: Path) -> list[dict[str, Any]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    command = [str(PYTHON), "-m", "tests.content.rasa_reads", *map(str, folders)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, timeout=SECONDS, check=True
    )
    found: list[dict[str, Any]] = json.loads(done.stdout.decode().splitlines()[-1])
    return found


def examples_of(content: Content) -> Counter[tuple[str, str]]:
    return Counter(
        (topic.name, one)
        for topic in content.topics.values()
        for texts in topic.examples.values()
        for one in texts
    )


def said(response: dict[str, Any]) -> tuple[Any, ...]:
    """What of a wording an answer knows."""
    asked = {one["name"]: one["value"] for one in response.get("condition") or []}
    dates = response.get("metadata") or {}
    buttons = tuple((one["title"], one["payload"]) for one in response.get("buttons") or [])
    return (
        response.get("text"),
        asked.get("country"),
        response.get("channel"),
        dates.get("valid_from"),
        buttons,
    )


@pytest.mark.skipif(not PYTHON.exists(), reason="the brain's environment is not there")
def test_rasa_reads_what_editors_wrote(tmp_path: Path) -> None:
    SHOP.copy_to(tmp_path)
    folder = ContentFolder(tmp_path)
    topics = [odd_topic(number) for number in range(60)]
    folder.write(folder.files(Changes(topics={topic.name: topic for topic in topics})))
    content = folder.read()
    (found,) = as_rasa_reads(tmp_path)
    assert Counter(tuple(one) for one in found["examples"]) == examples_of(content)
    for topic in content.topics.values():
        wanted = [
            (
                one.text,
                one.country,
                one.channel,
                one.valid_from,
                tuple((b.title, b.payload) for b in one.buttons),
            )
            for one in topic.answers
        ]
        if topic.kind != "acting":
            assert [said(one) for one in found["responses"][f"utter_{topic.name}"]] == wanted
        if topic.name.startswith(FAQ):
            titles = {one["text"] for one in found["responses"][f"utter_title/{topic.slug}"]}
            assert titles == set(topic.titles.values())
