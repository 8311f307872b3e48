"""What can go wrong with teams and transfers."""

from __future__ import annotations

from handoff.errors import HandoffError


class TeamNotFound(HandoffError):
    """There is no such team."""

    code = "team_not_found"


class TeamNameTaken(HandoffError):
    """There is a team with this name."""

    code = "team_name_taken"


class AgentUnavailable(HandoffError):
    """This colleague is not online: nobody would answer."""

    code = "agent_unavailable"


class TransferToSelf(HandoffError):
    """The conversation is with this agent already."""

    code = "transfer_to_self"


class NothingToTransfer(HandoffError):
    """Only a conversation that needs a person can be passed on."""

    code = "nothing_to_transfer"
