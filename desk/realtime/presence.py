"""Who has a console open, so that a shopper is told the truth about whether somebody is there."""

from __future__ import annotations


class LocalPresence:
    """The consoles connected to this process."""

    def __init__(self) -> None:
        self._agents: dict[str, str] = {}

    def arrive(self, agent_id: str, socket: str) -> None:
        """A console connected; an agent may have several."""
        self._agents[socket] = agent_id

    def leave(self, socket: str) -> None:
        """A console went away."""
        self._agents.pop(socket, None)

    def sockets_of(self, agent_id: str) -> list[str]:
        """The consoles that an agent has open."""
        return [socket for socket, agent in self._agents.items() if agent == agent_id]

    async def on_duty(self) -> int:
        """How many agents have their console open."""
        return len(set(self._agents.values()))
