"""Two states of the content on the same messages: what changes, and whether that may go live."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

from bot.circumstances import Circumstances
from bot.components.unseen import Unseen
from bot.laboratory import gate
from bot.laboratory.fitting import Learned
from bot.laboratory.readings import DECISIONS, decisions
from bot.laboratory.shelf import Knowledge

ANSWER = "answer"
CHANGES_AT_MOST = 1000
OUTCOMES = {"answer": "answered", "ask": "asked", "hand_over": "handed_over"}


class Read(NamedTuple):
    """What became of one message: its reading, what follows, and what it means where somebody said."""

    text: str
    intent: str
    decision: str
    expected: str | None = None

    @property
    def is_right(self) -> bool:
        """Answered, and with what it means."""
        return self.decision == ANSWER and self.intent == self.expected

    @property
    def is_wrong(self) -> bool:
        """Answered with something else."""
        return self.decision == ANSWER and self.intent != self.expected


Pair = tuple[list[Read], list[Read]]


def compare(
    before: Knowledge, after: Knowledge, kept: Sequence[tuple[str, str]], recent: Sequence[str]
) -> dict[str, Any]:
    """Compares.

    Args:
        before: What is live.
        after: What is to be.
        kept: Questions that were never learned from, with what they mean; those of topics that only one of
            the two has are left out of the figures, for there is nothing to compare.
        recent: Real messages.
    """
    sets = {
        "own": _own(before.learned, after.learned),
        "kept": _both(before, after, [text for text, _ in kept], [intent for _, intent in kept]),
        "recent": _both(before, after, list(dict.fromkeys(recent)), None),
    }
    shared = _labels(before) & _labels(after)
    counted = {name: _of_shared(pair, shared) for name, pair in sets.items()}
    figures = _figures(counted)
    found = list(gate.reasons(_outcomes(counted)))
    return {
        "figures": [
            {"set": name, "key": key, "before": values[0], "after": values[1]}
            for (name, key), values in figures.items()
        ],
        "changes": [one for name in ("kept", "recent") for one in _changes(name, sets[name])][
            :CHANGES_AT_MOST
        ],
        "gate": "stop" if found else "pass",
        "reasons": found,
    }


def _labels(knowledge: Knowledge) -> set[str]:
    return set(knowledge.learned.reader.classifier.model.labels)


def _both(before: Knowledge, after: Knowledge, texts: list[str], expected: list[str] | None) -> Pair:
    meant = expected if expected is not None else [None] * len(texts)
    # The same moment for both: a topic that ends tonight is no change of content.
    context = Circumstances(now=Circumstances().time)
    old, new = (
        [Read(text, *decided, want) for text, decided, want in zip(texts, side, meant, strict=True)]
        for side in (decisions(one, texts, context) for one in (before, after))
    )
    return old, new


def _own(before: Learned, after: Learned) -> Pair:
    """The examples that both have, each read as if it had not been one."""
    old, new = ({(row.text, row.label): row for row in one.unseen} for one in (before, after))
    shared = [key for key in old if key in new]
    return (
        [_unseen(old[key], before) for key in shared],
        [_unseen(new[key], after) for key in shared],
    )


def _unseen(row: Unseen, learned: Learned) -> Read:
    known = learned.reader.classifier.thresholds.get(row.best)
    lower, upper = learned.reader.doubt.stated(row.best, known._asdict() if known else None)
    decision = learned.reader.doubt.about(row.confidence, row.text, lower, upper)
    return Read(row.text, row.best, DECISIONS[decision], row.label)


def _of_shared(pair: Pair, shared: set[str]) -> Pair:
    places = [n for n, one in enumerate(pair[0]) if one.expected is None or one.expected in shared]
    return [pair[0][n] for n in places], [pair[1][n] for n in places]


def _figures(sets: dict[str, Pair]) -> dict[tuple[str, str], tuple[float, float]]:
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for name, pair in sets.items():
        if pair[0]:
            found[name, "messages"] = float(len(pair[0])), float(len(pair[1]))
    for place, seen in _outcomes(sets).items():
        found[place] = _mean([before for before, _ in seen]), _mean([after for _, after in seen])
    return found


def _outcomes(sets: dict[str, Pair]) -> dict[tuple[str, str], list[tuple[bool, bool]]]:
    """Of each message, before and after, what every figure counts; no figures of an empty set."""
    return {
        (name, key): [(holds(old), holds(new)) for old, new in zip(*pair, strict=True)]
        for name, pair in sets.items()
        if pair[0]
        for key, holds in _counted(name)
    }


def _counted(name: str) -> Iterator[tuple[str, Callable[[Read], bool]]]:
    for decision, key in OUTCOMES.items():
        yield key, partial(_ended, decision)
    # Nobody has said what recent messages mean.
    if name != "recent":
        yield "right", attrgetter("is_right")
        yield "wrong", attrgetter("is_wrong")


def _ended(decision: str, read: Read) -> bool:
    return read.decision == decision


def _mean(values: Sequence[bool]) -> float:
    return round(sum(values) / len(values), 4)


def _changes(name: str, pair: Pair) -> list[dict[str, Any]]:
    found = []
    for old, new in zip(*pair, strict=True):
        kind = _kind(old, new)
        if kind:
            sides = {"before": _told(old), "after": _told(new)}
            found.append({"text": old.text, "set": name, "kind": kind, **sides, "expected": old.expected})
    return found


def _kind(old: Read, new: Read) -> str | None:
    answered = old.decision == ANSWER, new.decision == ANSWER
    if answered == (False, True):
        return "newly_answered"
    if answered == (True, False):
        return "no_longer_answered"
    return "answered_differently" if answered == (True, True) and old.intent != new.intent else None


def _told(read: Read) -> dict[str, str]:
    return {"intent": read.intent, "decision": read.decision}
