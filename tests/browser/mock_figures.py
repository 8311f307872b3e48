"""Figures of a made-up period, always the same for the same question."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta

from tests.browser.mock_records import Json, moment

# fmt: off
ROWS: list[tuple[str, str, str, str, float, float | None, float, float | None]] = [
    # key, Italian, English, unit, value, 90th percentile, the period before, target
    ("volume", "Conversazioni", "Conversations", "count", 986, None, 902, None),
    (
        "resolved_confirmed",
        "Risolte, confermate",
        "Resolved, confirmed",
        "share",
        0.41,
        None,
        0.37,
        None,
    ),
    ("resolved_assumed", "Risolte, presunte", "Resolved, assumed", "share", 0.26, None, 0.27, None),
    ("handed_over", "Passate a una persona", "Handed to a person", "share", 0.28, None, 0.31, None),
    ("first_response", "Prima risposta", "First response", "seconds", 212, 744, 268, 600),
    ("next_response", "Risposte successive", "Next response", "seconds", 148, 560, 171, 600),
    (
        "next_response_within",
        "Risposte successive entro l'obiettivo",
        "Next response within target",
        "share",
        0.91,
        None,
        0.88,
        None,
    ),
    ("wait", "Attesa", "Wait", "seconds", 156, 610, 190, None),
    ("handling", "Gestione", "Handling", "seconds", 498, 1320, 470, None),
    ("satisfaction", "Soddisfazione", "Satisfaction", "score", 4.4, None, 4.3, 4.2),
    (
        "estimated_frustration",
        "Frustrazione stimata",
        "Estimated frustration",
        "share",
        0.12,
        None,
        0.14,
        None,
    ),
    ("reopened", "Riaperte", "Reopened", "share", 0.06, None, 0.05, None),
    ("faq_useful", "Risposte utili nelle FAQ", "Useful answers in the FAQ", "share", 0.83, None, 0.8, None),
    ("cost_saved", "Costo risparmiato", "Cost saved", "euro", 2754, None, 2410, None),
]
# fmt: on
GROUPS = {
    "channel": [("whatsapp", "WhatsApp"), ("webchat", "Web chat"), ("telegram", "Telegram")],
    "team": [("orders", "Ordini e resi"), ("abroad", "Estero"), ("", "Senza squadra")],
    "topic": [
        ("faq/parcel_status", "Dov’è il pacco"),
        ("faq/returns", "Fare un reso"),
        ("faq/sizes", "Taglie"),
    ],
    "language": [("it", "Italiano"), ("en", "English")],
}


def figures(query: dict[str, str], *, english: bool = False) -> Json:
    """An answer of ``/api/figures``."""
    today = datetime.now(UTC).date()
    last = date.fromisoformat(query.get("to", today.isoformat()))
    first = date.fromisoformat(query.get("from", (last - timedelta(6)).isoformat()))
    days = (last - first).days + 1
    group = query.get("group", "day")
    points = _days(first, days) if group == "day" else GROUPS[group]
    return {
        "start": first.isoformat(),
        "end": last.isoformat(),
        "previous_start": (first - timedelta(days)).isoformat(),
        "previous_end": (first - timedelta(1)).isoformat(),
        "zone": "Europe/Rome",
        "group": group,
        "figures": [_figure(row, points, english=english) for row in ROWS],
        "handed_over_by_reason": [
            {"reason": reason, "title": en if english else it, "value": value}
            for reason, it, en, value in (
                ("requested", "Chiede una persona", "Asks for a person", 121),
                ("low_confidence", "Non capito", "Not understood", 84),
                ("complaint", "Reclamo", "Complaint", 47),
                ("repeated_misunderstanding", "Frainteso più volte", "Misread repeatedly", 24),
            )
        ],
    }


def _days(first: date, days: int) -> list[tuple[str, str]]:
    all_days = [first + timedelta(n) for n in range(days)]
    return [(day.isoformat(), f"{day.day}/{day.month}") for day in all_days]


def _figure(
    row: tuple[str, str, str, str, float, float | None, float, float | None],
    points: list[tuple[str, str]],
    *,
    english: bool,
) -> Json:
    key, italian, title, unit, value, p90, previous, target = row
    estimate = {"precision": 0.83, "recall": 0.71, "examples": 420}
    texts = (
        "Di 100 chiamate così, 83 lo sono; ne trova 71 su 100 (420 esempi).",
        "Of 100 called so, 83 are; it finds 71 of 100 (420 examples).",
    )
    return {
        "key": key,
        "title": title if english else italian,
        "definition": "How it is counted, in a sentence." if english else "Come si conta, in una frase.",
        "unit": unit,
        "value": value,
        "p90": p90,
        "count": 42,
        "out_of": 986 if unit == "share" else None,
        "previous": previous,
        "previous_p90": p90,
        "previous_count": 40,
        "target": target,
        "parts": [],
        "measured_error": estimate | {"text": texts[english]} if key == "estimated_frustration" else None,
        "series": [_point(n, one, row, len(points)) for n, one in enumerate(points)],
    }


def _point(
    n: int,
    point: tuple[str, str],
    row: tuple[str, str, str, str, float, float | None, float, float | None],
    all_points: int,
) -> Json:
    group, label = point
    wave = 1 + 0.18 * math.sin(n * 1.7 + len(row[0]))
    share = row[4] / all_points if row[3] in ("count", "euro") else row[4]
    value = round(share * wave, 3)
    p90 = None if row[5] is None else round(row[5] * wave, 1)
    return {"group": group, "label": label, "value": value, "p90": p90, "count": 6}


def behind(conversations: list[Json]) -> Json:
    """An answer of ``/api/figures/{key}/conversations``: whatever conversations there are."""
    items = [
        {
            "conversation_id": one["id"],
            "case_id": one["case"]["id"],
            "sequence": 1,
            "at": moment(30 * (n + 1)),
            "channel": one["channel"],
            "contact_name": one["contact"]["name"],
            "language": one["language"],
            "topic": "faq/returns",
            "topic_title": "Fare un reso",
            "team": "orders",
            "agent": one["agent"],
            "reason": one["case"]["reason"],
            "value": 212.0,
            "score": None,
            "comment": None,
        }
        for n, one in enumerate(conversations)
        if one["case"]
    ]
    return {"items": items, "total": len(items), "next": None}
