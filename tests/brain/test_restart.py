"""A brain is stopped in the middle of a conversation, and another one goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.brain.conftest import Brain, Talk, running_brain

DOUBTED = (
    "ci ho ripensato per il BL-20406, entro quando ve lo devo dire?",
    "ho preso una lampada, BL-20406, e del corriere nemmeno l'ombra",
    "BL-20406 mistero, corriere sparito nel nulla chissà",
    "per il BL-20406 si può ancora fare qualcosa, e che cosa?",
    "vorrei capire meglio la faccenda di BL-20406, soldi o merce?",
    "del BL-20406 mi ero scordata, adesso come si procede?",
    "BL-20406: pensavo altro, che opzioni mi restano adesso",
    "quanto tempo ho ancora per decidere sul BL-20406 secondo voi",
)
"""Of whatever topic, and in doubt: which of them is, depends on what was learned."""
ABOUT_AN_ORDER = {
    *("/parcel_status", "/returns", "/withdrawal", "/exchange", "/return_status", "/order_cancel"),
    *("/order_change", "/delivery_address_change", "/invoice", "/warranty"),
}


class Interrupted(NamedTuple):
    """What the first brain had been in the middle of, before the second one.

    Attributes:
        talks: By what had been asked.
        doubted: The one with "did you mean…?".
        button: Title and payload of a topic that was offered.
    """

    talks: dict[str, Talk]
    doubted: Talk
    button: tuple[str, str]


def heard(answer: dict[str, Any]) -> str:
    """All that was said."""
    return " ".join(reply["text"] or "" for reply in answer["replies"])


@pytest.fixture(scope="module")
def after(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Interrupted]:
    """Two brains, one after the other, with the same file."""
    folder = tmp_path_factory.mktemp("restart")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SPORTELLO_BRAIN_MEMORY", str(folder / "open.db"))
        with running_brain(model, folder) as first:
            talks = {name: Talk(first, language="it", fixed=True) for name in ("form", "again")}
            for name in ("form", "again"):
                assert "BL-" in heard(talks[name].say("dov'è il mio pacco?"))
            talks["again"].say("BL-20406", message="unheard")
            doubted, *button = _in_doubt(first)
        with running_brain(model, folder) as second:
            going_on = {name: replace(talk, brain=second) for name, talk in talks.items()}
            yield Interrupted(going_on, replace(doubted, brain=second), (button[0], button[1]))


def _in_doubt(brain: Brain) -> tuple[Talk, str, str]:
    """A conversation in which "did you mean…?" was asked, and a button of it."""
    for text in DOUBTED:
        talk = brain.talk("it")
        talk.fixed = True
        answer = talk.say(text)
        asks = "Intendevi" in heard(answer)
        buttons = [button for reply in answer["replies"] for button in reply["buttons"] if asks]
        if chosen := next((one for one in buttons if one["payload"] in ABOUT_AN_ORDER), None):
            return talk, chosen["title"], chosen["payload"]
    pytest.fail("Nothing is in doubt any more: find other words.")


@pytest.mark.timeout(900)
def test_an_open_question_is_answered_after_a_restart(after: Interrupted) -> None:
    told = heard(after.talks["form"].say("BL-20406"))
    assert "e-mail" in told
    assert "BL-20406" not in told


@pytest.mark.timeout(900)
def test_a_topic_that_was_offered_before_is_chosen_with_what_was_said(
    after: Interrupted,
) -> None:
    told = heard(after.doubted.say(*after.button))
    assert "e-mail" in told
    assert "numero d'ordine?" not in told


@pytest.mark.timeout(900)
def test_a_message_whose_answer_nobody_heard_is_read_as_it_was(after: Interrupted) -> None:
    assert "e-mail" in heard(after.talks["again"].say("BL-20406", message="unheard"))
