"""A machine made of answers: for the set-up's decisions, without installing anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from scripts.bootstrap.failure import SetupFailure
from scripts.bootstrap.machine import Answer

MISSING = Answer(127, "")
Reaction = Callable[[Sequence[str]], Answer]


class FakeMachine:
    """Knows some commands, and remembers what was asked of it.

    Args:
        environment: Its variables.
    """

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self.environment: Mapping[str, str] = environment or {}
        self.paths: dict[str, Path] = {}
        self.reactions: list[tuple[tuple[str, ...], Reaction]] = []
        self.failing: set[str] = set()
        self.asked: list[str] = []
        self.done: list[tuple[str, Mapping[str, str]]] = []
        self.said: list[str] = []

    def answers(
        self, *words: str, output: str = "", code: int = 0, then: Callable[[], object] = tuple
    ) -> None:
        """From now on, a command with these words in this order says this, after doing ``then``."""

        def react(_: Sequence[str]) -> Answer:
            then()
            return Answer(code, output)

        self.reactions.insert(0, (words, react))

    def which(self, command: str) -> Path | None:
        return self.paths.get(command)

    def ask(self, command: Sequence[str], folder: Path, seconds: float = 0) -> Answer:
        line = " ".join(command)
        self.asked.append(line)
        for words, react in self.reactions:
            if _in_order(words, command):
                return react(command)
        return MISSING

    def do(self, command: Sequence[str], folder: Path, extra: Mapping[str, str]) -> None:
        line = " ".join(command)
        self.done.append((line, extra))
        if any(word in line for word in self.failing):
            raise SetupFailure(f"This failed: {line}")

    def say(self, line: str) -> None:
        self.said.append(line)


def _in_order(words: Sequence[str], command: Sequence[str]) -> bool:
    rest = iter(command)
    return all(any(word == part or part.endswith(f"/{word}") for part in rest) for word in words)
