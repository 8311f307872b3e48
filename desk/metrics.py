"""Numbers for Prometheus: how many, how long, how far behind."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from handoff.work import Backlog

TURN_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """Every number that this process keeps; each replica counts what it did itself."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        here = self.registry
        directed = ["channel", "direction"]
        self.messages = Counter(
            "sportello_messages", "Messages by channel and direction.", directed, registry=here
        )
        self.turns = Histogram(
            "sportello_turn_seconds",
            "Seconds that the assistant took for a turn, by outcome.",
            ["outcome"],
            buckets=TURN_SECONDS,
            registry=here,
        )
        self.tones = Counter(
            "sportello_tones", "Shoppers' messages by the tone that was heard.", ["tone"], registry=here
        )
        self.takeovers = Counter("sportello_takeovers", "Conversations taken by an agent.", registry=here)
        self.handovers = Counter(
            "sportello_handovers", "Handovers that the assistant asked for.", ["reason"], registry=here
        )
        self.send_failures = Counter(
            "sportello_send_failures", "Sends that a vendor did not take.", ["channel", "code"], registry=here
        )
        self._backlog = {name: self._gauge(name, told) for name, told in BACKLOG.items()}

    def _gauge(self, name: str, told: str) -> Gauge:
        return Gauge(f"sportello_{name}", told, registry=self.registry)

    def tell_backlog(self, backlog: Backlog) -> None:
        """Takes over what the database says is waiting; the same on every replica."""
        for name, gauge in self._backlog.items():
            gauge.set(getattr(backlog, name))

    def render(self) -> bytes:
        """All of it, in Prometheus' text format."""
        return generate_latest(self.registry)


BACKLOG = {
    "waiting_turns": "Shoppers' messages that the assistant has not answered yet.",
    "pending_deliveries": "Outgoing messages not sent yet.",
    "failed_deliveries": "Outgoing messages that failed, of the last 24 hours.",
    "uncertain_deliveries": "Outgoing messages of unknown fate, of the last 24 hours.",
    "queue_length": "Conversations waiting for a person.",
    "longest_wait_seconds": "How long the one that waits longest has waited for a person.",
    "oldest_pending_seconds": "Age of the oldest outgoing message not sent yet.",
}
