"""``ask`` and ``chat``, against a brain that misbehaves, and one that answers."""

from __future__ import annotations

import json

import pytest

from desk.brain.testing import FakeBrain, Fault, hands_over, says
from tests.cli.conftest import Sportello


@pytest.fixture
def settings(settings: dict[str, str], brain: FakeBrain) -> dict[str, str]:
    """With a brain that runs."""
    return {**settings, "SPORTELLO_BRAIN_URL": brain.url}


@pytest.mark.parametrize("fault", [Fault.hang(), Fault.answer(500, "{}"), Fault.answer(200, "nonsense")])
async def test_a_brain_that_does_not_answer_is_exit_code_4(
    sportello: Sportello, brain: FakeBrain, fault: Fault
) -> None:
    brain.fail(fault, method="turn")
    ended = await sportello("ask", "ciao")
    assert ended.code == 4
    assert ended.err.startswith("✗ The brain ")
    assert "Traceback" not in ended.err


async def test_a_wrong_token_is_refused(sportello: Sportello) -> None:
    ended = await sportello("ask", "ciao", more={"SPORTELLO_BRAIN_TOKEN": "wrong"})
    assert ended.code == 4
    assert "401" in ended.err


async def test_an_answer_is_shown_with_its_reading(sportello: Sportello, brain: FakeBrain) -> None:
    brain.script(says("Il reso è gratuito.", buttons=[("Apri", "/faq/returns")]))
    ended = await sportello("ask", "come faccio il reso?")
    assert ended.code == 0
    assert "Il reso è gratuito." in ended.out
    assert "faq/returns 0.95" in ended.out
    assert "1  Apri" in ended.out
    assert "person" not in ended.out


async def test_a_handover_is_told(sportello: Sportello, brain: FakeBrain) -> None:
    brain.script(hands_over("complaint", "Mi dispiace."))
    assert "a person is called: complaint" in (await sportello("ask", "vergogna!")).out


async def test_json_is_the_whole_answer(sportello: Sportello, brain: FakeBrain) -> None:
    answer = says("[b]è così[/b] " + "lungo " * 60)
    brain.script(answer)
    ended = await sportello("ask", "ciao", "--json", "--language", "en")
    assert json.loads(ended.out) == answer
    assert brain.turns[0]["language"] == "en"
    assert brain.turns[0]["language_fixed"] is True


async def test_text_that_begins_with_a_slash_is_text(sportello: Sportello, brain: FakeBrain) -> None:
    await sportello("ask", "/restart")
    assert brain.turns[0]["text"] == "/restart"
    assert brain.turns[0]["payload"] is None


async def test_a_chat_is_one_conversation_and_numbers_press_buttons(
    sportello: Sportello, brain: FakeBrain
) -> None:
    brain.script(says("Intendevi?", buttons=[("Il reso", "/faq/returns")]), says("Ecco."))
    ended = await sportello("chat", given="boh\n\n1\n7\n")
    assert ended.code == 0
    assert [(turn["text"], turn["payload"]) for turn in brain.turns] == [
        ("boh", None),
        ("Il reso", "/faq/returns"),
        ("7", None),
    ]
    assert len({turn["conversation"] for turn in brain.turns}) == 1
    assert "Ecco." in ended.out


async def test_a_quiet_chat_hides_readings(sportello: Sportello, brain: FakeBrain) -> None:
    brain.script(says("Ecco."))
    ended = await sportello("chat", "--quiet", given="ciao\n")
    assert "0.95" not in ended.out
