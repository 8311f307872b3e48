"""Settings, people and a board as a small shop's desk might have them."""

from __future__ import annotations

from tests.browser.mock_records import Json, moment

TEAMS: list[Json] = [
    {
        "id": "orders",
        "name": "Ordini e resi",
        "languages": ["it"],
        "topics": ["faq/returns", "faq/parcel_status"],
        "channels": [],
        "mode": "automatic",
        "members": [{"agent_id": "giulia", "capacity": 4}, {"agent_id": "marco", "capacity": 5}],
    },
    {
        "id": "abroad",
        "name": "Estero",
        "languages": ["en"],
        "topics": [],
        "channels": ["whatsapp"],
        "mode": "pulled",
        "members": [{"agent_id": "sara", "capacity": 3}],
    },
]


def accounts() -> list[tuple[str, str, str]]:
    """Key, name and role of those who are beside the two agents."""
    return [
        ("sara", "Sara Lombardi", "agent"),
        ("luca", "Luca Ferri", "agent"),
        ("anna", "Anna Moretti", "supervisor"),
        ("admin", "Chiara Riva", "admin"),
        ("elena", "Elena Fontana", "editor"),
    ]


def board() -> Json:
    """A busy moment of a weekday."""
    return {
        "at": moment(),
        "waiting": 5,
        "taken": 9,
        "longest_wait_seconds": 760.0,
        "on_duty": [
            _on_duty("giulia", "Giulia Bianchi", "online", 4, 4),
            _on_duty("marco", "Marco Conti", "online", 2, 5),
            _on_duty("sara", "Sara Lombardi", "online", 2, 3),
            _on_duty("luca", "Luca Ferri", "away", 1, 4),
        ],
        "teams": [
            {"team": {"id": "orders", "name": "Ordini e resi"}, "waiting": 3, "longest_wait_seconds": 760.0},
            {"team": {"id": "abroad", "name": "Estero"}, "waiting": 1, "longest_wait_seconds": 140.0},
            {"team": None, "waiting": 1, "longest_wait_seconds": 65.0},
        ],
        "breaches": [_promise("Francesca Riva", "whatsapp", "first", -3, "breached")],
        "warnings": [
            _promise("Tommaso Greco", "telegram", "next", 2, "warning"),
            _promise("Emily Clark", "webchat", "first", 4, "warning"),
        ],
        "today": {
            "volume": 148,
            "resolved_confirmed": 61,
            "resolved_assumed": 38,
            "handed_over": 42,
            "closed": 33,
            "first_response_seconds": 214.0,
            "satisfaction": 4.4,
            "satisfaction_count": 19,
            "breaches": 3,
        },
    }


def _on_duty(key: str, name: str, presence: str, load: int, capacity: int) -> Json:
    return {"agent": {"id": key, "name": name}, "presence": presence, "load": load, "capacity": capacity}


def _promise(name: str, channel: str, kind: str, minutes: float, state: str) -> Json:
    agent = {"id": "giulia", "name": "Giulia Bianchi"} if kind == "next" else None
    return {
        "case_id": name,
        "conversation_id": name.lower().replace(" ", "-"),
        "channel": channel,
        "contact_name": name,
        "team": {"id": "orders", "name": "Ordini e resi"},
        "agent": agent,
        "kind": kind,
        "due": moment(-minutes),
        "state": state,
    }


def _line(number: int, act: str, who: str, subject: str, minutes: float) -> Json:
    return {
        "id": number,
        "at": moment(minutes),
        "actor": {"id": who.split(maxsplit=1)[0].lower(), "name": who},
        "act": act,
        "subject": subject,
        "subject_name": subject,
        "detail": "",
        "origin": "192.0.2.17",
    }


def _token(name: str, scopes: list[str], hint: str) -> Json:
    return {
        "id": name,
        "name": name,
        "scopes": scopes,
        "hint": hint,
        "created_at": moment(60 * 24 * 20),
        "created_by": {"id": "admin", "name": "Chiara Riva"},
        "last_used_at": moment(12),
        "expires_at": None,
        "revoked_at": None,
    }


SETTINGS: dict[str, Json] = {
    "hours": {
        "zone": "Europe/Rome",
        "country": "IT",
        "province": None,
        "weekly": [
            {"scope": "default", "day": day, "from": begin, "to": end}
            for day in range(6)
            for begin, end in ([("09:00", "13:00"), ("14:30", "18:30")] if day < 5 else [("09:00", "12:30")])
        ],
        "closures": [{"date": "2026-12-24", "name": "Vigilia di Natale", "scope": "default"}],
        "holidays": True,
        "follow_staffing": None,
        "window_note": True,
    },
    "targets": {
        "items": [
            {
                "team_id": None,
                "priority": priority,
                "first_response_minutes": first,
                "next_response_minutes": following,
            }
            for priority, first, following in (("normal", 10, 15), ("high", 4, 6))
        ]
    },
    "queue-settings": {
        "grace_seconds": 120,
        "silence_warning_minutes": 30,
        "silence_hand_back_minutes": 15,
        "vip_spend": 500.0,
        "sticky_hours": 24,
        "safety_topics": ["faq/damaged_item"],
    },
    "costs": {
        "per_contact": {"whatsapp": 4.2, "telegram": 4.0, "webchat": 3.8},
        "faq": 0.5,
        "email": 5.0,
        "call": 20.0,
        "assumed": ["call", "email"],
        "assumption": "L’assistente costa un decimo di un’e-mail e un quarantesimo di una telefonata.",
    },
    "retention": {"days": 730, "redact": True, "changed_at": moment(60 * 24 * 40)},
    "audit": {
        "items": [
            _line(4, "team_change", "Chiara Riva", "Ordini e resi", 6),
            _line(3, "person_export", "Chiara Riva", "Paolo Neri", 40),
            _line(2, "take", "Giulia Bianchi", "Francesca Riva", 52),
            _line(1, "sign_in", "Anna Moretti", "Anna Moretti", 95),
        ]
    },
    "tokens": {
        "items": [
            _token("Magazzino", ["conversations:read"], "k7Qd"),
            _token("Cruscotto vendite", ["figures:read"], "9xWb"),
        ]
    },
    "webhooks": {
        "items": [
            {
                "id": "w1",
                "url": "https://gestionale.example.com/hooks/sportello",
                "events": ["case.opened", "case.resolved"],
                "include_text": False,
                "active": True,
                "created_at": moment(60 * 24 * 12),
                "previous_secret_until": None,
                "pending": 1,
                "failed": 2,
                "last_delivered_at": moment(3),
            }
        ]
    },
    "sessions": {
        "items": [
            {
                "id": "s1",
                "device": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
                "address": "192.0.2.17",
                "created_at": moment(200),
                "last_seen_at": moment(0),
                "expires_at": moment(-600),
                "current": True,
            },
            {
                "id": "s2",
                "device": "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile Safari/604.1",
                "address": "198.51.100.4",
                "created_at": moment(2000),
                "last_seen_at": moment(300),
                "expires_at": moment(-600),
                "current": False,
            },
        ]
    },
}
