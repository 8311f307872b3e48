"""What a small shop's assistant knows, as editors see it."""

from __future__ import annotations

from typing import Any

from tests.browser.mock_records import Json, moment

HOUR = 60.0
DAY = 24 * HOUR
CATEGORIES = (
    ("delivery", "Consegna", "Delivery"),
    ("returns", "Resi e rimborsi", "Returns and refunds"),
    ("payment", "Pagamenti", "Payment"),
    ("promotions", "Sconti e promozioni", "Discounts and promotions"),
    ("shop", "Il negozio", "The shop"),
    ("conversation", "Conversazione", "Conversation"),
)
TITLES = {
    "faq/delivery_time": ("Tempi di consegna", "Delivery times"),
    "faq/pickup_point": ("Punto di ritiro", "Pick-up point"),
    "faq/failed_delivery": ("Consegna fallita", "Failed delivery"),
    "faq/islands_remote": ("Isole e zone remote", "Islands and remote areas"),
    "shipping_cost": ("Costi di spedizione", "Shipping costs"),
    "parcel_status": ("Dov'è il pacco", "Where my parcel is"),
    "faq/return_cost": ("Quanto costa il reso", "What a return costs"),
    "faq/refund_time": ("Tempi del rimborso", "Refund times"),
    "faq/price_adjustment": ("Prezzo sceso dopo", "Price dropped later"),
    "faq/payment_methods": ("Come si paga", "Ways to pay"),
    "faq/instalments": ("Pagare a rate", "Instalments"),
    "faq/double_charge": ("Pagato due volte", "Charged twice"),
    "faq/promotions": ("Saldi e promozioni", "Sales and offers"),
    "faq/loyalty_program": ("Carta fedeltà", "Loyalty card"),
    "faq/contacts_hours": ("Contatti e orari", "Contacts and hours"),
    "faq/sizes": ("Taglie e misure", "Sizes"),
    "faq/business_proposal": ("Proposte di lavoro", "Business proposals"),
    "greet": ("Saluti", "Greetings"),
    "ask_person": ("Una persona", "A person"),
    "out_of_scope": ("Fuori tema", "Off topic"),
}
HOMES = (
    *("delivery",) * 6,
    *("returns",) * 3,
    *("payment",) * 3,
    *("promotions",) * 2,
    *("shop",) * 3,
    *("conversation",) * 3,
)
ACTING = {"shipping_cost", "parcel_status"}
WAYS = {
    "it": (
        "quando iniziano i saldi?",
        "fate il black friday?",
        "c'è uno sconto per studenti",
        "ci saranno saldi a gennaio?",
        "che sconti ci sono adesso",
        "avete roba scontata?",
        "dove vedo gli articoli in saldo",
        "saldi estivi quando",
        "fino a quando dura la promozione",
        "quando finiscono i saldi",
        "black friday anche quest'anno?",
        "conviene aspettare il black friday o compro ora?",
        "la lampada andrà in saldo?",
        "fate sconti per Natale",
    ),
    "en": (
        "where can I see the sale items",
        "when do the summer reductions begin",
        "do you have cyber monday offers",
        "is the bag going to be reduced",
        "any christmas sale",
        "anything marked down?",
    ),
}
ANSWERS = {
    "it": "Facciamo i saldi due volte l'anno, da gennaio e da luglio, e una settimana di Black Friday a fine "
    "novembre: le date escono prima nella newsletter. Quello che è in offerta adesso è nella pagina "
    "“Offerte”, con la data di fine.",
    "en": "We have sales twice a year, from January and from July, and a Black Friday week at the end of "
    "November: the dates come out in the newsletter first. What is on offer now is on the “Offers” page.",
}
CONDITIONS = ("channel", "manner", "opening", "country", "customer", "valid_from", "valid_until")


def answer(language: str, text: str, **changes: Any) -> Json:
    """An answer that always applies, but for the changes."""
    return {
        "text": text,
        "language": language,
        **dict.fromkeys(CONDITIONS),
        "buttons": [],
        "image": None,
    } | changes


def topic(name: str, category: str) -> Json:
    """A topic as it is live."""
    italian, english = TITLES[name]
    kind = "faq" if name.startswith("faq/") else "acting" if name in ACTING else "talk"
    said = [answer(code, f"{ANSWERS[code]}") for code in ("it", "en")]
    if name == "faq/promotions":
        said[0]["buttons"] = [
            {"title": "Iscrizione newsletter", "payload": "https://shop.example.com/newsletter"},
            {"title": "Una persona", "payload": "/ask_person"},
        ]
    return {
        "name": name,
        "kind": "outside" if name == "out_of_scope" else kind,
        "category": category,
        "titles": {"it": italian, "en": english},
        "examples": {code: list(ways) for code, ways in WAYS.items()},
        "answers": [] if kind == "acting" or name == "out_of_scope" else said,
    }


def topics() -> dict[str, Json]:
    """Everything that is live."""
    return {name: topic(name, home) for name, home in zip(TITLES, HOMES, strict=True)}


def figures(name: str) -> Json:
    """How a topic went in thirty days."""
    place = list(TITLES).index(name)
    asked = 0 if name == "faq/price_adjustment" else max(3, 412 - place * place * 2)
    return {
        "asked": asked,
        "ended_well": None if asked == 0 else round(asked * (0.93 - (place * 37 % 50) / 100)),
        "score": round(0.98 - (place * 17 % 33) / 100, 2),
        "confusions": [{"intent": "faq/delivery_time", "title": "Tempi di consegna", "count": 4}]
        if place % 3 == 1
        else [],
    }


PHRASES = {
    "utter_ask_clarification": ("Intendevi una di queste?", "Did you mean one of these?"),
    "utter_parcel/ready": (
        "Il pacco {order} è pronto e aspetta il corriere.",
        "Parcel {order} is ready and waits for the courier.",
    ),
    "utter_parcel/out_for_delivery": (
        "Il pacco {order} è in consegna oggi, tra le {from} e le {until}.",
        "Parcel {order} is out for delivery today, between {from} and {until}.",
    ),
    "utter_handover_wait": (
        "Ti passo a una persona: di solito risponde in {minutes} minuti.",
        "I am passing you to a person: they usually answer within {minutes} minutes.",
    ),
}


def phrases() -> dict[str, Json]:
    """The assistant's other words."""
    return {
        name: {"name": name, "answers": [answer("it", italian), answer("en", english)]}
        for name, (italian, english) in PHRASES.items()
    }


def versions() -> list[Json]:
    """What has gone out, newest first."""
    notes = (
        (14, "Elena Fontana", "Black Friday: date e risposta", 3 * DAY, "live", 0.914),
        (13, "Anna Moretti", "Nuove risposte su resi dall'estero", 8 * DAY, "past", 0.907),
        (12, "Elena Fontana", "Tolto il vecchio punto di ritiro", 9 * DAY, "taken_back", 0.861),
        (11, "Elena Fontana", "Taglie: sei modi di chiedere in più", 21 * DAY, "past", 0.903),
    )
    return [
        {
            "id": f"version-{number}",
            "number": number,
            "author": author,
            "note": note,
            "at": moment(ago),
            "state": state,
            "score": score,
            "changes": {"added": number % 2, "changed": 2, "removed": int(state == "taken_back")},
            "reason": "Gli errori dell'assistente erano saliti da 0,4 % a 6,1 %."
            if state == "taken_back"
            else None,
            "commit": None,
        }
        for number, author, note, ago, state, score in notes
    ]


def read_as(intent: str, decision: str = "answer") -> Json:
    """What a message is read as."""
    return {"intent": intent, "title": TITLES[intent][0], "decision": decision}


def report(gate: str = "pass", reasons: tuple[str, ...] = ()) -> Json:
    """What a publication would change."""
    promotions, sizes = read_as("faq/promotions"), read_as("faq/sizes")
    new = [
        "fate sconti sul primo ordine?",
        "il codice del black friday vale anche in negozio?",
        "quando parte la promozione di novembre",
    ]
    changes = [
        {
            "text": text,
            "set": "recent" if place else "kept",
            "kind": "newly_answered",
            "before": read_as("faq/promotions", "hand_over"),
            "after": promotions,
            "expected": None if place else promotions,
            "right": None if place else True,
        }
        for place, text in enumerate(new)
    ]
    changes.append(
        {
            "text": "la taglia L è in offerta?",
            "set": "recent",
            "kind": "answered_differently",
            "before": sizes,
            "after": promotions,
            "expected": None,
            "right": None,
        }
    )
    if gate == "stop":
        lost: Json = {
            "kind": "no_longer_answered",
            "before": sizes,
            "after": read_as("faq/sizes", "hand_over"),
        }
        text = "che taglia prendo se porto la 42"
        changes.append({"text": text, "set": "kept", "expected": sizes, "right": False, **lost})
    counts = {
        kind: sum(change["kind"] == kind for change in changes)
        for kind in ("newly_answered", "answered_differently", "no_longer_answered")
    }
    figures = [("kept", "right", "Capite giuste", 0.914, 0.921), ("kept", "answered", "Risposte", 0.84, 0.86)]
    figures += [
        ("own", "right", "Capite giuste", 0.953, 0.951),
        ("recent", "answered", "Risposte", 0.78, 0.81),
    ]
    return {
        "gate": gate,
        "reasons": list(reasons),
        "figures": [
            {"set": kind, "key": key, "label": label, "before": before, "after": after}
            for kind, key, label, before, after in figures
        ],
        "counts": counts,
        "changes": changes,
    }


def reading(intent: str, title: str, confidence: float, text: str, decision: str = "answer") -> Json:
    """How a message was read, and what was said."""
    near = [("fate il black friday?", 0.91), ("quando iniziano i saldi?", 0.84), ("offerte in corso?", 0.77)]
    ranking = [(intent, title, confidence), ("faq/sizes", "Taglie e misure", 0.04)]
    return {
        "intent": intent,
        "title": title,
        "confidence": confidence,
        "decision": decision,
        "ranking": [{"intent": one, "title": name, "confidence": sure} for one, name, sure in ranking],
        "nearest": [
            {"text": said, "intent": intent, "title": title, "likeness": likeness} for said, likeness in near
        ],
        "entities": [],
        "language": "it",
        "replies": [{"text": text, "buttons": [], "image": None}],
        "acts": None,
        "in_force": True,
    }


ADVICE: Json = {
    "examples": [
        {"text": "c'è qualche offerta sul primo ordine?", "count": 6, "likeness": 0.88, "language": "it"},
        {"text": "il black friday vale anche in bottega?", "count": 3, "likeness": 0.86, "language": "it"},
    ],
    "pulling": [
        {"text": "la lampada andrà in saldo?", "toward": "faq/price_adjustment", "title": "Prezzo sceso dopo"}
    ],
    "merge": [
        {
            "intents": ["faq/promotions", "faq/loyalty_program"],
            "titles": ["Saldi e promozioni", "Carta fedeltà"],
            "share": 0.18,
        }
    ],
    "split": [],
}
