"""What rounds add up to."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scripts.bench.load import Round


@dataclass(frozen=True, slots=True)
class Figures:
    """One side under one load, all its rounds together.

    Attributes:
        side: Its name.
        clients: How many wrote at once.
        messages: Answered.
        failures: Not answered.
        rate: Answered messages a second.
        p50: Milliseconds; half of the answers came sooner.
        p95: Milliseconds; nineteen of twenty came sooner.
        longest: Milliseconds.
        cpu: Processor milliseconds a message, by process.
        memory: Resident megabytes, by process; the most there was at the end of a round.
        thinking: Milliseconds a message that the desk waits for the brain; 0 where that is not known.
    """

    side: str
    clients: int
    messages: int
    failures: int
    rate: float
    p50: float
    p95: float
    longest: float
    cpu: dict[str, float]
    memory: dict[str, float]
    thinking: float

    @property
    def total_memory(self) -> float:
        """Megabytes of all its processes."""
        return sum(self.memory.values())


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides under one load.

    Attributes:
        stock: Rasa's own channel.
        ours: The whole path.
        ratios: Our rate by theirs, one for each pair of rounds: how far they lie apart tells how
            quiet the machine was.
    """

    stock: Figures
    ours: Figures
    ratios: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Our rate by theirs, over all rounds."""
        return self.ours.rate / self.stock.rate if self.stock.rate else 0.0


def compare(stock: Sequence[Round], ours: Sequence[Round]) -> Comparison:
    """Sums up rounds of one load; the first of one side was run beside the first of the other."""
    ratios = [_rate([mine]) / _rate([theirs]) for theirs, mine in zip(stock, ours, strict=True)]
    return Comparison(figures(stock), figures(ours), tuple(ratios))


def figures(rounds: Sequence[Round]) -> Figures:
    """Sums up one side's rounds of one load."""
    latencies = sorted(latency for one in rounds for latency in one.latencies)
    answered = max(len(latencies), 1)
    return Figures(
        side=rounds[0].side,
        clients=rounds[0].clients,
        messages=len(latencies),
        failures=sum(one.failures for one in rounds),
        rate=_rate(rounds),
        p50=_milliseconds(statistics.median(latencies) if latencies else 0.0),
        p95=_milliseconds(_percentile(latencies, 0.95)),
        longest=_milliseconds(latencies[-1] if latencies else 0.0),
        cpu={name: _milliseconds(sum(one.cpu[name] for one in rounds) / answered) for name in rounds[0].cpu},
        memory={name: max(one.memory[name] for one in rounds) / 1e6 for name in rounds[0].memory},
        thinking=_milliseconds(sum(one.thinking for one in rounds) / answered),
    )


def _rate(rounds: Iterable[Round]) -> float:
    rounds = list(rounds)
    # A side that answers nothing is not infinitely slower: it is shown by its failures.
    return max(sum(len(one.latencies) for one in rounds), 1e-9) / sum(one.seconds for one in rounds)


def _percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 2)
