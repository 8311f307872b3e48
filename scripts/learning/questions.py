"""What shoppers ask in the simulated week, in their own words, a new wording each time."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNKNOWN = (
    "organizzate corsi di cucito?",
    "fate corsi di cucito per principianti?",
    "tenete lezioni di ricamo?",
    "posso imparare a cucire da voi?",
    "c'è un corso di cucito in programma?",
    "quando inizia il prossimo corso di cucito?",
    "quanto costa il corso di cucito?",
    "vorrei iscrivermi a un corso di ricamo",
    "come ci si iscrive ai corsi di cucito?",
    "avete corsi di cucito serali?",
    "fate laboratori di cucito per bambini?",
    "mi piacerebbe seguire un corso di cucito da voi",
    "insegnate a cucire a mano?",
    "ci sono posti liberi al corso di cucito?",
    "il corso di ricamo è anche per principianti?",
    "dove si tengono i corsi di cucito?",
    "organizzate workshop di cucito il sabato?",
    "regalo: si può regalare un corso di cucito?",
    "quante lezioni ha il corso di cucito?",
    "i corsi di cucito sono in negozio o online?",
    "fate ancora i corsi di ricamo del giovedì?",
    "avete un calendario dei corsi di cucito",
    "corso cucito prezzo",
    "lezioni di cucito individuali ne fate?",
    "si può provare una lezione di cucito?",
    "cerco un corso di ricamo vicino a Firenze",
    "corsi di cucito per adulti, li organizzate?",
    "informazioni sul corso di cucito",
    "devo portare la macchina al corso di cucito?",
    "quanto dura una lezione di ricamo",
    "salve, tenete corsi di taglio e cucito?",
    "buongiorno, vorrei sapere dei corsi di cucito",
    "mi posso prenotare per la lezione di cucito?",
    "per il corso di ricamo serve esperienza?",
    "fate scuola di cucito?",
    "avete un insegnante di cucito?",
    "ci sono corsi di cucito a gennaio?",
    "il laboratorio di ricamo quanto costa",
    "un corso per imparare a ricamare, lo fate?",
    "vorrei fare un corso di cucito con mia figlia",
    "a che ora è la lezione di cucito?",
    "c'è ancora posto nel laboratorio di cucito di sabato?",
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
    "Sì, il sabato mattina c'è il corso di cucito in negozio: quattro lezioni, 90 euro, ci si iscrive lì.",
    "I corsi di cucito si tengono in negozio il sabato mattina: quattro lezioni a 90 euro in tutto.",
    "Certo: il corso di cucito è il sabato mattina in negozio, quattro lezioni a 90 euro, ci si iscrive lì.",
)
"""What agents say to it, each in their own words."""
ENGLISH = (
    "do you hold sewing classes?",
    "are there embroidery lessons",
    "can I learn to sew at your shop?",
    "when does the next sewing course start?",
    "how much is the sewing class?",
    "I'd like to join an embroidery course",
    "how do I sign up for a sewing class?",
    "sewing workshops for children?",
    "is there a sewing course for beginners",
    "are there places left in the sewing class?",
    "sewing lessons on Saturdays",
    "do I bring my own machine to the class?",
    "embroidery workshop price",
    "where do the sewing classes take place?",
    "could I give a sewing course as a present",
)
"""What the editor writes for those who ask in English."""
TITLES = {"it": "Corsi di cucito", "en": "Sewing classes"}
ANSWER_IT = "Di norma il sabato mattina c'è il corso di cucito in negozio: quattro lezioni a 90 euro."
ANSWER_EN = "There is usually a sewing class in the shop on Saturday mornings: four lessons for 90 euros."
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
