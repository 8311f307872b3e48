"""What shoppers ask in the simulated week, in their own words, a new wording each time."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNKNOWN = (
    "fate noleggio di tovaglie per matrimoni?",
    "posso noleggiare le tovaglie per una festa?",
    "si possono affittare tovaglie per un evento?",
    "noleggiate anche le tovaglie?",
    "avete un servizio di noleggio tovaglie",
    "vorrei affittare delle tovaglie per un matrimonio",
    "le tovaglie si possono prendere a noleggio?",
    "mi servono venti tovaglie a noleggio per un evento",
    "quanto costa noleggiare le tovaglie?",
    "prezzo del noleggio delle tovaglie per una cena",
    "noleggio tovaglie per eventi, lo fate?",
    "affittate tovaglie e tovaglioli?",
    "cerco tovaglie in affitto per un battesimo",
    "è possibile il noleggio delle tovaglie per un giorno",
    "avete tovaglie da noleggiare per un matrimonio a giugno?",
    "per una festa posso avere le tovaglie a noleggio?",
    "mi affittate delle tovaglie per sabato?",
    "noleggio biancheria da tavola per eventi?",
    "vorrei un preventivo per il noleggio di tovaglie",
    "come funziona il noleggio delle tovaglie",
    "si noleggiano le tovaglie rotonde?",
    "fate anche affitto tovaglie per ristoranti?",
    "le tovaglie le date a noleggio o solo in vendita?",
    "posso affittare una tovaglia grande per una cena?",
    "noleggiare tovaglie da voi è possibile?",
    "tovaglie a noleggio per comunione",
    "vorrei noleggiare tovaglie bianche per una cerimonia",
    "date in affitto le tovaglie per le feste?",
    "a noleggio avete tovaglie di lino?",
    "mi interessa il noleggio di tovaglie per l'azienda",
    "ma le tovaglie, noleggio si può?",
    "affitto di tovaglie per un compleanno, prezzi?",
    "quante tovaglie posso noleggiare?",
    "per quanti giorni si possono noleggiare le tovaglie?",
    "noleggio tovaglie weekend",
    "servizio noleggio tovaglie matrimonio costo",
    "posso prendere in affitto le tovaglie che vendete?",
    "ciao, affittate le tovaglie per un evento aziendale?",
    "salve, noleggiate tovaglie per un buffet?",
    "buongiorno, è previsto un noleggio delle tovaglie?",
    "avete la possibilità di affittare tovaglie e runner?",
    "volevo sapere se noleggiate le tovaglie",
)
"""The question that nobody has thought of."""
STRANGE = (
    "mi consigli un ristorante a Firenze?",
    "chi ha vinto la partita ieri?",
    "sai cucinare la carbonara?",
    "il mio gatto non mangia più",
    "che tempo fa domani al mare?",
    "posso vendervi la mia vecchia lavatrice?",
    "qual è la capitale dell'Australia",
    "aiutami con i compiti di matematica",
    "mi racconti una barzelletta?",
    "a che ora parte il treno per Pisa",
)
"""What no shop is asked."""
ANSWER = (
    "Sì, noleggiamo tovaglie di lino per eventi: 8 euro al pezzo per tre giorni, lavaggio compreso.",
    "Le tovaglie di lino si noleggiano per tre giorni a 8 euro al pezzo, con il lavaggio compreso.",
    "Certo: il noleggio delle tovaglie per eventi costa 8 euro al pezzo per tre giorni, lavaggio compreso.",
)
"""What agents say to it, each in their own words."""
ENGLISH = (
    "can I rent tablecloths for a wedding?",
    "do you hire out tablecloths",
    "how much is it to rent a tablecloth?",
    "tablecloth rental for events",
    "I need rented tablecloths for a party",
    "is there a rental service for table linen?",
    "we'd like to hire twenty tablecloths",
    "rent napkins and tablecloths",
    "how long can I keep a rented tablecloth?",
    "tablecloth hire price",
    "could I borrow tablecloths for a fee for one evening",
    "renting linens for a company dinner",
    "do you have round tablecloths to rent?",
    "are the tablecloths for hire as well as for sale",
    "renting tablecloths, how does it work",
)
"""What the editor writes for those who ask in English."""
ANSWER_IT = "Noleggiamo le tovaglie di lino per eventi: 8 euro al pezzo per tre giorni, lavaggio compreso."
ANSWER_EN = "We rent linen tablecloths for events: 8 euros each for three days, washing included."
A_DAY = 6
KNOWN_A_DAY = 10
STRANGE_A_DAY = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """One message of one shopper.

    Attributes:
        kind: ``unknown``, ``known`` or ``strange``.
        intent: What it means, where it was known before.
    """

    text: str
    kind: str
    intent: str | None = None


def week(content: Path, seed: int) -> list[list[Asked]]:
    """Seven days of questions, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - a story, not a secret
    unknown, strange = chance.sample(UNKNOWN, len(UNKNOWN)), chance.sample(STRANGE * 2, len(STRANGE) * 2)
    known = _kept(content / "kept" / "questions.jsonl")
    days = []
    for day in range(len(DAYS)):
        asked = [Asked(text, "unknown") for text in unknown[day * A_DAY : (day + 1) * A_DAY]]
        asked += [Asked(text, "strange") for text in strange[day * STRANGE_A_DAY : (day + 1) * STRANGE_A_DAY]]
        asked += chance.sample(known, min(KNOWN_A_DAY, len(known)))
        days.append(chance.sample(asked, len(asked)))
    return days


def _kept(path: Path) -> list[Asked]:
    """Questions that nothing was learned from; those of what a shop does not answer are left out."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [Asked(row["text"], "known", row["intent"]) for row in rows if row["intent"].startswith("faq/")]


def texts(asked: Sequence[Asked], kind: str) -> list[str]:
    """The words of one kind."""
    return [one.text for one in asked if one.kind == kind]
