"""A believable fortnight of a small shop, the same at every run: for screens, tests and measurements."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from desk.figures.testing import Story, identifier, write
from handoff.records import Agent, CaseState, HandoverReason
from handoff.sql.database import Database

Choice = TypeVar("Choice")
ROME = ZoneInfo("Europe/Rome")
NAMES = (
    "Anna Bianchi",
    "Bruno Ferri",
    "Carla Gallo",
    "Dario Conti",
    "Elena Riva",
    "Fabio Greco",
    "Gaia Marino",
    "Hugo Costa",
    "Irene Serra",
    "Luca Villa",
    "Marta Longo",
    "Nadia Rizzo",
    "Oscar Leone",
    "Paola Vitale",
    "Rocco Fontana",
    "Sofia Caruso",
    "Tommaso Ferrara",
    "Viola De Luca",
    "Emma Clarke",
    "James Hill",
)
ASKED = {
    # topic: how often, in Italian, in English, an answer
    "faq/parcel_status": (26, "Dov'è il mio pacco?", "Where is my parcel?", "È in viaggio: arriva domani."),
    "faq/shipping_cost": (14, "Quanto costa la spedizione?", "How much is shipping?", "5 €, gratis da 50 €."),
    "faq/returns": (13, "Come faccio il reso?", "How do I return it?", "Entro 30 giorni, dal tuo account."),
    "faq/delivery_time": (11, "Quando arriva?", "When will it arrive?", "In 2–3 giorni lavorativi."),
    "faq/sizes": (9, "La 42 a che taglia corrisponde?", "Which size is a 42?", "Alla M: ecco la tabella."),
    "faq/refund_time": (8, "Quando ricevo il rimborso?", "When do I get my refund?", "Entro 14 giorni."),
    "faq/payment_failed": (6, "Il pagamento non passa", "My payment failed", "Prova con un'altra carta."),
    "faq/damaged_item": (6, "È arrivato rotto", "It arrived broken", "Mi dispiace: manda una foto."),
    "faq/invoice": (4, "Mi serve la fattura", "I need an invoice", "La trovi nel tuo account."),
    "faq/warranty": (3, "È ancora in garanzia?", "Is it under warranty?", "La garanzia dura due anni."),
}
CHANNELS = (("webchat", 5), ("whatsapp", 4), ("telegram", 2))
BUSY = (0, 0, 0, 0, 0, 0, 0, 1, 3, 6, 8, 8, 6, 5, 6, 7, 7, 6, 5, 5, 4, 3, 2, 1)
"""How many come in each hour of the day, in proportion."""
WEEKEND = 0.55
REASONS = (
    (HandoverReason.REQUESTED, 9),
    (HandoverReason.LOW_CONFIDENCE, 5),
    (HandoverReason.REPEATED_MISUNDERSTANDING, 4),
    (HandoverReason.COMPLAINT, 3),
    (HandoverReason.IDENTITY_FAILED, 1),
    (HandoverReason.AGENT_STEPPED_IN, 1),
)
SCORES = ((5, 11), (4, 7), (3, 3), (2, 2), (1, 2))
COMMENTS = {
    5: "Gentilissima, risolto in un attimo.",
    4: "Bene, anche se ho aspettato un po'.",
    3: "Così così: ho dovuto spiegare due volte.",
    2: "Troppa attesa.",
    1: "Non avete risolto niente.",
}
USUAL_AGENTS = (Agent("a" * 32, "Giulia"), Agent("b" * 32, "Marco"), Agent("d" * 32, "Sara"))


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part.

    Attributes:
        agents: Who answers.
        teams: Identifiers of teams that cases go to; an empty one for none.
    """

    agents: Sequence[Agent] = USUAL_AGENTS
    teams: Sequence[str] = ("",)


def fortnight(
    now: datetime, cast: Cast | None = None, *, days: int = 14, daily: int = 45, seed: int = 7
) -> list[Story]:
    """The stories of some days until now; each conversation is told by one story.

    Args:
        now: Nothing is told of later.
        cast: Who takes part.
        days: How many days, today included.
        daily: Contacts of a working day, about.
        seed: Another one makes another shop.
    """
    chance = random.Random(seed)  # noqa: S311 - a story, not a secret
    cast = cast or Cast()
    today = now.astimezone(ROME).date()
    moments: list[datetime] = []
    for back in range(days - 1, -1, -1):
        day = today - timedelta(back)
        share = WEEKEND if day.weekday() > 4 else 1.0
        midnight = datetime.combine(day, time(), ROME).astimezone(UTC)
        moments += sorted(_moment(chance, midnight) for _ in range(round(daily * share)))
    told = [moment for moment in moments if moment < now - timedelta(minutes=5)]
    return [_story(chance, cast, number, moment, now) for number, moment in enumerate(told)]


async def fill(
    database: Database,
    now: datetime,
    cast: Cast | None = None,
    *,
    days: int = 14,
    daily: int = 45,
    seed: int = 7,
) -> list[Story]:
    """Writes such a fortnight into an empty database; returns what it told."""
    stories = fortnight(now, cast, days=days, daily=daily, seed=seed)
    async with database.write() as session:
        await write(session, stories)
    return stories


def _moment(chance: random.Random, midnight: datetime) -> datetime:
    hour = chance.choices(range(24), BUSY)[0]
    return midnight + timedelta(hours=hour, seconds=chance.randrange(3600))


def _story(chance: random.Random, cast: Cast, number: int, at: datetime, now: datetime) -> Story:
    name = chance.choice(NAMES)
    channel = _weighted(chance, CHANNELS)
    language = "en" if name in NAMES[-2:] or chance.random() < 0.08 else "it"
    story = Story(identifier("story", number), channel, _contact(channel, number), language, name)
    topic = chance.choices(list(ASKED), [how_often for how_often, *_ in ASKED.values()])[0]
    _, italian, english, answer = ASKED[topic]
    upset = chance.random() < 0.09
    story.asks(at, topic, english if language == "en" else italian, tone="frustrated" if upset else "neutral")
    story.says(at + timedelta(seconds=1), answer)
    if chance.random() < (0.55 if upset else 0.2):
        _with_a_person(chance, cast, story, at + timedelta(seconds=chance.randint(20, 90)), now)
    elif chance.random() < 0.42:
        thanks = at + timedelta(seconds=chance.randint(15, 240))
        story.asks(thanks, "thanks", "thank you" if language == "en" else "grazie mille", tone="pleased")
        story.says(thanks + timedelta(seconds=1), "Prego!")
    elif chance.random() < 0.1:
        story.asks(at + timedelta(seconds=60), "nlu_fallback", "e per quell'altra cosa?")
        story.says(at + timedelta(seconds=61), "Non ho capito: puoi dirlo in altre parole?")
    return story


def _with_a_person(chance: random.Random, cast: Cast, story: Story, at: datetime, now: datetime) -> None:
    reason = _weighted(chance, REASONS)
    angry = reason is HandoverReason.COMPLAINT
    story.asks(
        at,
        "complaint" if angry else "ask_person",
        "È una vergogna!" if angry else "Vorrei parlare con una persona",
        tone="frustrated" if angry else "neutral",
    )
    team = chance.choice(list(cast.teams)) or None
    story.opens(at, reason, team=team, priority=10 if angry else 0, due=None)
    agent = chance.choice(list(cast.agents))
    taken = at + timedelta(seconds=min(chance.lognormvariate(5.2, 0.9), 5400))
    if taken > now:
        return
    story.taken(taken, agent)
    answered = taken + timedelta(seconds=chance.randint(15, 120))
    if answered > now:
        return
    story.answers(answered, agent, f"Ciao, sono {agent.name}: ci penso io.")
    story.waits(answered + timedelta(seconds=50), "Grazie, intanto ecco il numero d'ordine")
    story.answers(answered + timedelta(seconds=140), agent, "Trovato: ho sistemato tutto.")
    ended = answered + timedelta(seconds=200 + min(chance.lognormvariate(6.0, 0.7), 7200))
    if ended > now:
        return
    story.ends(ended, CaseState.HANDED_BACK if chance.random() < 0.2 else CaseState.RESOLVED)
    _afterwards(chance, cast, story, ended, now)


def _afterwards(chance: random.Random, cast: Cast, story: Story, ended: datetime, now: datetime) -> None:
    if chance.random() < 0.55:
        score = _weighted(chance, SCORES)
        scored = ended + timedelta(seconds=chance.randint(20, 900))
        comment = COMMENTS[score] if chance.random() < 0.35 else None
        story.rates(scored, score, comment, asked_at=ended)
    again = ended + timedelta(hours=chance.uniform(1, 20))
    if chance.random() < 0.08 and again < now and len(story.cases) == 1:
        _with_a_person(chance, cast, story, again, now)


def _contact(channel: str, number: int) -> str:
    if channel == "whatsapp":
        return f"+39333{number:07}"
    return f"{100_000_000 + number}" if channel == "telegram" else f"visitor-{number:08x}"


def _weighted(chance: random.Random, weights: Sequence[tuple[Choice, int]]) -> Choice:
    return chance.choices([it for it, _ in weights], [weight for _, weight in weights])[0]
