"""Which team serves a case: by what it is about, the language and the channel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handoff.queue.records import Team


def team_for(teams: Iterable[Team], topic: str, language: str | None, channel: str) -> Team | None:
    """The team that serves such a case, the most particular one; None where nobody does.

    A team that names the topic (the longer the name, the more particular) comes before one that names the
    language, that before one that names the channel, and that before one that takes everything. Among
    equals the order of the teams decides.

    Args:
        teams: In the order in which they are to be asked.
        topic: The intent of the best reading; empty where nothing was read.
        language: ISO 639-1 code, or None where it is not known.
        channel: The channel's name.
    """
    serving = [team for team in teams if serves(team, topic, language, channel)]
    return max(serving, key=lambda team: _particular(team, topic), default=None)


def serves(team: Team, topic: str, language: str | None, channel: str) -> bool:
    """Whether a team serves such a case; an unknown language is no reason to refuse."""
    return (
        (not team.topics or matches(team.topics, topic))
        and (not team.languages or language is None or language in team.languages)
        and (not team.channels or channel in team.channels)
    )


def matches(topics: Sequence[str], topic: str) -> bool:
    """Whether a topic is one of these, or begins with one of them (``faq/`` or ``faq/returns``)."""
    return any(_begins(topic, name) for name in topics)


def _begins(topic: str, name: str) -> bool:
    return topic == name or topic.startswith(name if name.endswith("/") else f"{name}/")


def _particular(team: Team, topic: str) -> tuple[int, bool, bool]:
    longest = max((len(name) for name in team.topics if _begins(topic, name)), default=0)
    return longest, bool(team.languages), bool(team.channels)
