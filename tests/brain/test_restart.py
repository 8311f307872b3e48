"""A brain is stopped in the middle of a conversation, and another one goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.brain.conftest import Brain, Talk, running_brain

DOUBTED = (
    "ci ho ripensato per il BL-20406, entro quando ve lo devo dire?",
    "ho preso una lampada, BL-20406, e del corriere nemmeno l'ombra",
    "BL-20406 mistero, corriere sparito nel nulla chissà",
)
"""Of whatever topic, and in doubt: which of them is, depends on what was learned."""


def heard(answer: dict[str, Any]) -> str:
    """All that was said."""
    return " ".join(reply["text"] or "" for reply in answer["replies"])


@pytest.fixture(scope="module")
def after(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Brain, dict[str, Talk]]]:
    """The second brain, and what the first had been in the middle of."""
    folder = tmp_path_factory.mktemp("restart")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SPORTELLO_BRAIN_MEMORY", str(folder / "open.db"))
        with running_brain(model, folder) as first:
            talks = {name: Talk(first, language="it", fixed=True) for name in ("form", "doubt", "again")}
            for name in ("form", "again"):
                assert "BL-" in heard(talks[name].say("dov'è il mio pacco?"))
            talks["again"].say("BL-20406", message="unheard")
            talks["doubt"] = _in_doubt(first)
        with running_brain(model, folder) as second:
            yield second, {name: replace(talk, brain=second) for name, talk in talks.items()}


def _in_doubt(brain: Brain) -> Talk:
    for text in DOUBTED:
        talk = brain.talk("it")
        talk.fixed = True
        buttons = [button for reply in talk.say(text)["replies"] for button in reply["buttons"]]
        if "/parcel_status" in [button["payload"] for button in buttons]:
            return talk
    pytest.fail("Nothing is in doubt any more: find other words.")


@pytest.mark.timeout(900)
def test_an_open_question_is_answered_after_a_restart(after: tuple[Brain, dict[str, Talk]]) -> None:
    told = heard(after[1]["form"].say("BL-20406"))
    assert "e-mail" in told
    assert "BL-20406" not in told


@pytest.mark.timeout(900)
def test_a_topic_that_was_offered_before_is_chosen_with_what_was_said(
    after: tuple[Brain, dict[str, Talk]],
) -> None:
    told = heard(after[1]["doubt"].say("Dov'è il mio pacco", "/parcel_status"))
    assert "e-mail" in told
    assert "numero d'ordine?" not in told


@pytest.mark.timeout(900)
def test_a_message_whose_answer_nobody_heard_is_read_as_it_was(after: tuple[Brain, dict[str, Talk]]) -> None:
    assert "e-mail" in heard(after[1]["again"].say("BL-20406", message="unheard"))
