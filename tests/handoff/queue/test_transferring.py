"""Passing on: to somebody who is there, with a note, and never round and round unnoticed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from handoff.errors import NotOwner
from handoff.queue.errors import AgentUnavailable, TeamNotFound, TransferToSelf
from handoff.queue.records import PresenceState
from handoff.records import CaseState, Owner
from handoff.signals import SUPERVISOR_NEEDED
from tests.handoff.queue.counter import GIULIA, MARCO, SARA, Counter


async def held(counter: Counter, contact: str = "anna") -> str:
    await counter.come(GIULIA, MARCO, SARA)
    await counter.arrive(contact)
    conversation = await counter.conversation(contact)
    await counter.ownership.take(conversation.id, GIULIA)
    return conversation.id


async def test_only_who_has_it_may_pass_it_on(counter: Counter) -> None:
    conversation_id = await held(counter)
    with pytest.raises(NotOwner):
        await counter.transferring.to_agent(conversation_id, MARCO, SARA.id, "")
    with pytest.raises(TransferToSelf):
        await counter.transferring.to_agent(conversation_id, GIULIA, GIULIA.id, "")
    with pytest.raises(TeamNotFound):
        await counter.transferring.to_team(conversation_id, GIULIA, "nowhere", "")
    assert await counter.queue.transfers(conversation_id) == []
    assert await counter.agent_of("anna") == "Giulia"


@pytest.mark.parametrize("state", [PresenceState.AWAY, PresenceState.OFFLINE])
async def test_nobody_is_handed_to_who_is_not_there(counter: Counter, state: PresenceState) -> None:
    conversation_id = await held(counter)
    await counter.attendance().choose(MARCO, state)
    with pytest.raises(AgentUnavailable):
        await counter.transferring.to_agent(conversation_id, GIULIA, MARCO.id, "")
    with pytest.raises(AgentUnavailable):
        await counter.transferring.to_agent(conversation_id, GIULIA, "f" * 32, "")


async def test_a_colleague_has_it_at_once_with_the_note(counter: Counter) -> None:
    conversation_id = await held(counter)
    epoch = (await counter.conversation("anna")).epoch
    await counter.transferring.to_agent(conversation_id, GIULIA, MARCO.id, "vuole il rimborso")
    conversation, case = await counter.conversation("anna"), await counter.case("anna")
    assert (conversation.owner, conversation.agent, conversation.epoch) == (Owner.AGENT, MARCO, epoch + 1)
    assert (case.state, case.agent, case.bounces) == (CaseState.TAKEN, MARCO, 1)
    (transfer,) = await counter.queue.transfers(conversation_id)
    assert (transfer.by, transfer.to_agent, transfer.note) == (GIULIA, MARCO, "vuole il rimborso")
    with pytest.raises(NotOwner):
        await counter.say("anna", GIULIA)
    await counter.say("anna", MARCO)


async def test_a_team_gets_it_with_the_time_already_waited(counter: Counter) -> None:
    team = await counter.team("Resi", (GIULIA, 5), (MARCO, 5), languages=("it",))
    conversation_id = await held(counter)
    counter.later(minutes=5)
    await counter.come(GIULIA, MARCO)
    await counter.arrive("bruno", language="fr")
    await counter.transferring.to_team(conversation_id, GIULIA, team.id, "reso")
    assert await counter.waiting() == ["anna", "bruno"]
    case = await counter.case("anna")
    assert (case.team_id, case.agent, case.bounces) == (team.id, None, 1)
    assert await counter.told("anna") == ["passed-on it place=1"]
    assert await counter.rota.settle() == 0, "they are being told"
    counter.later(seconds=16)
    await counter.rota.settle()
    assert await counter.agent_of("anna") == "Marco", "not to who passed it on, while there is anybody else"


async def test_who_passed_it_on_gets_it_back_rather_than_nobody(counter: Counter) -> None:
    team = await counter.team("Resi", (GIULIA, 5))
    conversation_id = await held(counter)
    await counter.transferring.to_team(conversation_id, GIULIA, team.id, "")
    counter.later(seconds=16)
    await counter.rota.settle()
    assert await counter.agent_of("anna") == "Giulia"


async def test_the_third_time_a_supervisor_is_told(counter: Counter) -> None:
    conversation_id = await held(counter)
    subscription = counter.signals.subscribe()
    hands = [GIULIA, MARCO, SARA, GIULIA]
    for by, to in pairwise(hands):
        assert not (await counter.case("anna")).needs_supervisor
        await counter.transferring.to_agent(conversation_id, by, to.id, "")
    case = await counter.case("anna")
    assert case.needs_supervisor
    kinds = []
    while not subscription.is_empty():
        kinds.append(await subscription.get())
    told = [signal for signal in kinds if signal.kind == SUPERVISOR_NEEDED]
    assert [signal.data["case_id"] for signal in told] == [case.id]
    assert await counter.agent_of("anna") == "Giulia", "not lost all the same"


async def test_what_was_agreed_is_said_and_kept(counter: Counter) -> None:
    conversation_id = await held(counter)
    await counter.ownership.hand_back(conversation_id, GIULIA, "rimborso entro venerdì")
    assert (await counter.case("anna")).agreed == "rimborso entro venerdì"
    assert await counter.told("anna") == ["handed-back-agreed it agreed=rimborso entro venerdì"]


async def test_handing_back_without_a_note_agrees_nothing(counter: Counter) -> None:
    conversation_id = await held(counter)
    await counter.ownership.hand_back(conversation_id, GIULIA)
    assert (await counter.case("anna")).agreed is None
    assert await counter.told("anna") == ["handed-back it"]
