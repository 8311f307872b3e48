"""What the desk in memory keeps for agents besides conversations: notes, tags, answers, files, colleagues."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.browser.mock_records import Json, moment

CHANNELS: list[Json] = [
    {
        "name": name,
        "title": title,
        "text_limit": limit,
        "window_hours": hours,
        "templates": hours is not None,
        "attachments": {
            "max_bytes": 5_000_000,
            "image_max_bytes": 5_000_000,
            "media_types": ["image/png", "image/jpeg", "application/pdf"],
        },
    }
    for name, title, limit, hours in (
        ("webchat", "Web chat", 4000, None),
        ("telegram", "Telegram", 4096, None),
        ("whatsapp", "WhatsApp", 1600, 24),
    )
]


@dataclass
class Workbench:
    """State that tests may change.

    Attributes:
        uploaded: Names of the files that were uploaded, in order.
        transfers: What was passed on: (conversation, destination, note).
        refuse_uploads: Status with which files are refused, or None.
        bulk_fails: Conversations for which a bulk action fails.
        searched: The queries that were asked.
    """

    notes: dict[str, list[Json]] = field(default_factory=dict)
    tags: list[Json] = field(
        default_factory=lambda: [tag("reso", "Reso", "#e8590c"), tag("vip", "VIP", "#5f3dc4")]
    )
    canned: list[Json] = field(default_factory=lambda: list(_CANNED))
    suggestions: list[Json] = field(default_factory=list)
    templates: list[Json] = field(default_factory=lambda: list(_TEMPLATES))
    teams: list[Json] = field(
        default_factory=lambda: [_team("resi", "Resi"), _team("spedizioni", "Spedizioni")]
    )
    views: list[Json] = field(default_factory=list)
    read_mentions: set[str] = field(default_factory=set)
    person: Json = field(default_factory=lambda: dict(_PERSON))
    rank: list[Json] = field(default_factory=lambda: list(_RANK))
    uploaded: list[str] = field(default_factory=list)
    transfers: list[tuple[str, str, str]] = field(default_factory=list)
    handed_back_with: list[str] = field(default_factory=list)
    flags: dict[str, str] = field(default_factory=dict)
    refuse_uploads: int | None = None
    bulk_fails: set[str] = field(default_factory=set)
    searched: list[Json] = field(default_factory=list)
    presence: dict[str, str] = field(default_factory=dict)

    def note(self, conversation_id: str, author: Json, text: str, **more: Any) -> Json:
        """Keeps a note; the same ``client_id`` is kept once."""
        kept = self.notes.setdefault(conversation_id, [])
        known = [n for n in kept if more.get("client_id") and n["client_id"] == more["client_id"]]
        if known:
            return known[0]
        new = {
            "id": str(uuid4()),
            "conversation_id": conversation_id,
            "author": {"id": author["id"], "name": author["name"]},
            "text": text,
            "mentions": [],
            "at": moment(),
            "after_sequence": 0,
            "client_id": str(uuid4()),
        } | more
        kept.append(new)
        return new

    def mentions_of(self, agent_id: str, names: dict[str, str]) -> list[Json]:
        """Where an agent was called, unread first."""
        found = [
            {
                "note": note,
                "channel": "webchat",
                "contact_name": names.get(conversation_id),
                "read": note["id"] in self.read_mentions,
            }
            for conversation_id, notes in self.notes.items()
            for note in reversed(notes)
            if agent_id in note["mentions"]
        ]
        return sorted(found, key=lambda mention: bool(mention["read"]))

    def tags_of(self, ids: list[str]) -> list[Json]:
        """Tags by id."""
        return [one for one in self.tags if one["id"] in ids]


def tag(tag_id: str, name: str, color: str) -> Json:
    """A tag as the desk says it."""
    return {"id": tag_id, "name": name, "color": color, "retired": False}


def _team(team_id: str, name: str) -> Json:
    return {
        "id": team_id,
        "name": name,
        "languages": ["it"],
        "topics": [],
        "channels": [],
        "mode": "pulled",
        "members": [],
    }


_CANNED: list[Json] = [
    {
        "id": "c1",
        "shortcut": "saluto",
        "title": "Saluto",
        "text_it": "Ciao {name}, sono {agent}. Come posso aiutarti?",
        "text_en": "Hi {name}, this is {agent}. How can I help?",
        "topics": [],
        "uses": 3,
        "text": None,
    },
    {
        "id": "c2",
        "shortcut": "reso",
        "title": "Come fare un reso",
        "text_it": "Il reso è gratuito entro 30 giorni: stampa l’etichetta dalla tua area personale.",
        "text_en": "Returns are free within 30 days: print the label from your account.",
        "topics": ["faq/returns"],
        "uses": 9,
        "text": None,
    },
    {
        "id": "c3",
        "shortcut": "rimborso",
        "title": "Tempi del rimborso",
        "text_it": "Il rimborso arriva entro 5 giorni lavorativi.",
        "text_en": "",
        "topics": [],
        "uses": 0,
        "text": None,
    },
]

_TEMPLATES: list[Json] = [
    {
        "id": "HX1",
        "name": "ordine_spedito",
        "language": "it",
        "category": "utility",
        "body": "Ciao {{1}}, il tuo ordine {{2}} è partito. Rispondi qui per qualsiasi domanda.",
        "variables": [{"name": "1", "example": "Maria"}, {"name": "2", "example": "BL-2041"}],
    }
]

_PERSON: Json = {
    "name": "Paolo",
    "channels": [],
    "orders": [
        {
            "number": "BL-20417",
            "state": "shipped",
            "placed_at": moment(60 * 24 * 4),
            "total": "84.50",
            "currency": "EUR",
            "parcels": [
                {"state": "in_transit", "carrier": "BRT", "tracking_url": "https://example.com/track/1"},
            ],
        }
    ],
    "orders_error": None,
    "past_cases": [],
    "tone": {"label": "frustrated", "confidence": 0.81, "measured_error": 0.22},
    "language": "it",
    "spend": "312.00",
}

_RANK: list[Json] = [
    {"reason": "waiting", "text": "in coda da 12 minuti", "minutes": 12},
    {"reason": "complaint", "text": "ha scritto un reclamo", "minutes": 30},
]
