"""What a small shop's assistant did not understand in a week, and what else editors learn from."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.browser import mock_studio
from tests.browser.mock_records import Json, moment

HOUR = 60.0
DAY = 24 * HOUR


def _message(key: str, text: str, kind: str, hours: float, **changes: Any) -> Json:
    shown = {
        "id": key,
        "text": text,
        "at": moment(hours * HOUR),
        "language": "it",
        "kind": kind,
        "kinds": [kind],
        "channel": "webchat",
        "intent": "faq/payment_methods",
        "title": "",
        "confidence": 0.31,
    }
    return shown | changes


def _home(home: str, confidence: float, intent: str | None = None) -> Json:
    return {"home": home, "intent": intent, "title": None, "confidence": confidence}


def group(key: str, label: str, home: Json, messages: list[Json]) -> Json:
    """Messages of one meaning, as the inbox shows them."""
    languages = Counter(message["language"] for message in messages)
    moments = sorted(message["at"] for message in messages)
    return {
        "id": key,
        "state": "open",
        "size": len(messages),
        "label": label,
        "language": languages.most_common(1)[0][0],
        "kinds": dict(Counter(message["kind"] for message in messages)),
        "messages": messages,
        "proposed": home,
        "first_at": moments[0],
        "last_at": moments[-1],
        "decided_at": None,
        "decided_by": None,
    }


def _many(key: str, texts: list[str], kinds: list[str], **changes: Any) -> list[Json]:
    channels = ("webchat", "whatsapp", "telegram")
    return [
        _message(
            f"{key}-{number}",
            text,
            kinds[number % len(kinds)],
            1.5 + number * 7,
            channel=channels[number % 3],
            confidence=round(0.41 - number * 0.03, 2),
            **changes,
        )
        for number, text in enumerate(texts)
    ]


SATISPAY = [
    "posso pagare con Satispay?",
    "accettate satispay",
    "si può usare satispay alla cassa?",
    "vorrei pagare con Satispay, non lo vedo",
    "satispay?",
    "ma Satispay niente?",
    "il pagamento con satispay c'è",
    "pagate con Satispay?",
]
REFILL = [
    "vendete le ricariche del profumatore?",
    "c'è la ricarica per il diffusore",
    "il bastoncino del diffusore si compra a parte?",
    "ricariche diffusore 500 ml",
    "avete solo la ricarica?",
]
SMELL = [
    "la candela non profuma",
    "la candela che ho preso non fa odore",
    "non sento il profumo della candela, è normale?",
    "profuma pochissimo",
]
LAMP = [
    "does the lamp work with US plugs?",
    "is an adapter included for the UK?",
    "what plug does the table lamp have",
]
OPEN_SUNDAY = ["siete aperti domenica 30?", "domenica aprite?", "aperti la domenica prima di Natale?"]
PARTNERS = ["siamo una rivista e vorremmo parlare di voi", "collaboriamo? ho 40mila follower"]
WEATHER = ["che tempo fa a Torino", "chi ha vinto ieri sera?"]


def groups() -> list[Json]:
    """The inbox on a Thursday, most frequent first."""
    handed = ["handover", "fallback", "fallback", "should_be_answered"]
    returns = {"intent": "faq/damaged_item"}
    return [
        group("satispay", SATISPAY[0], _home("new", 0.71), _many("satispay", SATISPAY, handed)),
        group(
            "refill",
            REFILL[0],
            _home("topic", 0.86, "faq/product_details"),
            _many("refill", REFILL, ["fallback", "refused_clarification"]),
        ),
        group(
            "smell",
            SMELL[1],
            _home("topic", 0.64, "faq/damaged_item"),
            _many("smell", SMELL, ["low_satisfaction", "answered_wrong", "handover"], **returns),
        ),
        group(
            "plugs",
            LAMP[0],
            _home("topic", 0.58, "faq/product_details"),
            _many("plugs", LAMP, ["fallback"], language="en"),
        ),
        group(
            "sunday",
            OPEN_SUNDAY[0],
            _home("topic", 0.91, "faq/contacts_hours"),
            _many("sunday", OPEN_SUNDAY, ["agent_correction", "fallback"]),
        ),
        group("partners", PARTNERS[0], _home("business", 0.83), _many("partners", PARTNERS, ["handover"])),
        group("weather", WEATHER[0], _home("outside", 0.94), _many("weather", WEATHER, ["fallback"])),
    ]


def proposals() -> list[Json]:
    """Questions that agents have answered again and again."""
    return [
        {
            "id": "engraving",
            "question": "si può incidere un nome sulla lampada?",
            "title": "si può incidere un nome sulla lampada?",
            "count": 7,
            "language": "it",
            "examples": [
                "si può incidere un nome sulla lampada?",
                "fate incisioni personalizzate",
                "vorrei una dedica sulla base",
                "quanto costa l'incisione?",
            ],
            "answers": [
                _answer(
                    "Sì: incidiamo fino a 20 caratteri sulla base, gratis. Scrivi il testo nelle note "
                    "dell'ordine; serve un giorno in più.",
                    "Giulia Bianchi",
                    5,
                ),
                _answer(
                    "Certo! Fino a 20 lettere, senza costi. Un giorno lavorativo in più.", "Marco Conti", 30
                ),
                _answer(
                    "L'incisione sulla base è gratuita (20 caratteri). Indicala nelle note al momento "
                    "dell'ordine.",
                    "Giulia Bianchi",
                    52,
                ),
                _answer("Sì, gratis, max 20 caratteri: nelle note dell'ordine.", "Sara Lombardi", 80),
            ],
            "home": _home("new", 0.8),
            "last_at": moment(5 * HOUR),
        },
        {
            "id": "bulbs",
            "question": "che lampadina ci va?",
            "title": "che lampadina ci va?",
            "count": 4,
            "language": "it",
            "examples": ["che lampadina ci va?", "attacco e27 o e14?", "la lampadina è inclusa?"],
            "answers": [
                _answer("Attacco E27, al massimo 40 W; una LED da 6 W è nella scatola.", "Marco Conti", 20),
                _answer("È una E27 e la trovi già inclusa (LED 6 W).", "Sara Lombardi", 47),
            ],
            "home": _home("topic", 0.72, "faq/product_details"),
            "last_at": moment(20 * HOUR),
        },
    ]


def _answer(text: str, agent: str, hours: float) -> Json:
    return {"text": text, "agent": agent, "at": moment(hours * HOUR)}


TITLES = mock_studio.TITLES | {
    "faq/product_details": ("I nostri prodotti", "Our products"),
    "faq/damaged_item": ("Articolo difettoso", "Faulty item"),
}
"""Of topics, in Italian and English."""
CATEGORY_OF = {
    "shipping_cost": "delivery",
    "faq/delivery_time": "delivery",
    "faq/return_cost": "returns",
    "faq/payment_methods": "payment",
    "faq/sizes": "shop",
    "faq/contacts_hours": "shop",
}


def titled(value: Any, english: bool) -> Any:
    """The same with the titles of topics, as one reader is told them."""
    if isinstance(value, list):
        return [titled(one, english) for one in value]
    if not isinstance(value, dict):
        return value
    told = {key: titled(one, english) for key, one in value.items()}
    if value.get("intent") in TITLES and "title" in value:
        told["title"] = TITLES[value["intent"]][english]
    return told


def question(key: str, text: str, intent: str | None, decision: str, verdict: str | None = None) -> Json:
    """What somebody asked cold."""
    reply = {
        "answer": "La spedizione costa 5,90 €, gratis da 59 €. Arriva in 2–4 giorni lavorativi.",
        "ask": "Intendevi i tempi di consegna o i costi?",
        "hand_over": "",
    }[decision]
    return {
        "id": key,
        "text": text,
        "at": moment(90 - int(key[1:]) * 4),
        "intent": intent,
        "title": None,
        "category": CATEGORY_OF[intent] if intent else None,
        "decision": decision,
        "reply": reply,
        "verdict": verdict,
    }


def questions() -> list[Json]:
    """One evening's test among friends."""
    asked = [
        ("quanto si paga per farselo mandare?", "shipping_cost", "answer", "right"),
        ("in quanti giorni arriva a Palermo", "faq/delivery_time", "answer", "right"),
        ("se non mi piace?", "faq/return_cost", "ask", None),
        ("si può restituire dopo natale", "faq/return_cost", "answer", "right"),
        ("prendete la carta del docente?", "faq/payment_methods", "answer", "wrong"),
        ("posso pagare alla consegna", "faq/payment_methods", "answer", "right"),
        ("quanto è alta la lampada grande", "faq/sizes", "answer", None),
        ("la lampada si può dimmerare?", None, "hand_over", None),
        ("dove siete", "faq/contacts_hours", "answer", "right"),
        ("mi fate un pacchetto con un biglietto?", None, "hand_over", None),
        ("arriva entro sabato se ordino adesso?", "faq/delivery_time", "answer", "wrong"),
        ("spedite anche in Svizzera?", "shipping_cost", "ask", None),
    ]
    return [
        question(f"q{number}", text, intent, decision, verdict)
        for number, (text, intent, decision, verdict) in enumerate(asked, start=1)
    ]


def by_category(asked: list[Json], english: bool) -> list[Json]:
    """What was done, counted by category; what belongs to none comes last."""
    found: dict[str, Json] = {}
    titles = {key: texts[english] for key, *texts in mock_studio.CATEGORIES}
    names = {"answer": "answered", "ask": "asked", "hand_over": "handed_over"}
    for one in sorted(asked, key=lambda one: one["category"] is None):
        key = one["category"] or ""
        start = {"category": one["category"], "title": titles.get(key, "")}
        row = found.setdefault(key, start | {"answered": 0, "asked": 0, "handed_over": 0, "wrong": 0})
        row[names[one["decision"]]] += 1
        row["wrong"] += one["decision"] == "answer" and one["verdict"] == "wrong"
    return list(found.values())


def tests() -> list[Json]:
    """Two tests, the newer first."""
    made = {"language": "it", "link": "/beta/9vQx2LrT0cW5kZbN7aJfEw"}
    return [
        made
        | {
            "id": "friends",
            "name": "Amici di Anna, novembre",
            "created_at": moment(2 * HOUR),
            "questions": 12,
        },
        made
        | {"id": "tourists", "name": "English friends", "language": "en", "created_at": moment(9 * DAY)}
        | {"questions": 31, "link": "/beta/Jp4mXo8sYdV1uGhB6tRqKi"},
    ]


def thresholds() -> list[Json]:
    """How sure the assistant has to be, the most asked topics first."""
    rows = [
        ("shipping_cost", 0.18, 0.52, False, 214, 190, 2),
        ("faq/delivery_time", 0.22, 0.74, False, 181, 96, 4),
        ("faq/return_cost", 0.2, 0.58, True, 133, 104, 3),
        ("faq/payment_methods", 0.15, 0.61, False, 88, 59, 6),
        ("faq/sizes", 0.12, 0.45, False, 71, 52, 0),
        ("faq/contacts_hours", 0.1, 0.4, False, 64, 61, 0),
    ]
    return [
        {
            "intent": intent,
            "title": "",
            "lower": lower,
            "upper": upper,
            "learned": {"lower": lower, "upper": upper if not fixed else 0.66},
            "fixed": fixed,
            "draft": None,
            "messages": messages,
            "answered": answered,
            "wrong": wrong,
            "judged": answered // 2,
        }
        for intent, lower, upper, fixed, messages, answered, wrong in rows
    ]


GAINED = [
    ("arriva entro sabato?", "wrong"),
    ("per quando me lo portate", "right"),
    ("quanto ci mette ad arrivare a Cagliari", "right"),
    ("consegna giovedì o venerdì", "unknown"),
    ("ma quanto tempo ci vuole", "right"),
    ("tempi?", "unknown"),
    ("when will it get here", "right"),
]
IMPORTED = [
    ("Fate pacchetti regalo?", "Sì, a 3 €: si sceglie nel carrello.", "new", None, None),
    (
        "Quanto costa la spedizione?",
        "5,90 € in tutta Italia, gratis da 59 €.",
        "merge",
        "shipping_cost",
        "Costi di spedizione",
    ),
    ("Posso ritirare in negozio?", "Sì, in via Po 12 a Torino, il giorno dopo l'ordine.", "new", None, None),
    (
        "Come faccio a restituire?",
        "Hai 30 giorni: l'etichetta è nella tua area personale.",
        "merge",
        "faq/return_cost",
        "Come si fa un reso",
    ),
    ("Che garanzia hanno le lampade?", "", "refused", None, None),
]
