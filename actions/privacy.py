"""The errand about personal data: a request is recorded with its legal deadline, and goes to a person."""

from __future__ import annotations

import re
from typing import ClassVar

from actions.errand import Ended, Errand, PersonNeeded
from actions.handover import REQUESTED
from actions.phrases import long_day
from actions.places import folded
from actions.visit import Visit
from shop.errors import ShopUnavailable, Unsupported
from shop.records import NewRequest, RequestKind

_DATA = r"(?:dat[iao]|account|informazioni|profilo|data|information|profile|details)"
_ERASE = re.compile(
    rf"\b(?:cancell\w*|elimin\w*|rimuov\w*|delet\w*|eras\w*|remov\w*|dimenticat\w*|forget|oblio)\b.*\b{_DATA}\b"
    rf"|\b{_DATA}\b.*\b(?:cancell\w*|elimin\w*|rimoss\w*|delet\w*|eras\w*|remov\w*)\b|\boblio\b"
)
_COPY = re.compile(
    rf"\b(?:copia|accesso|accedere|esport\w*|scaric\w*|ricevere|avere|copy|access|export|download|get)\b.*\b{_DATA}\b"
    r"|\bqual[ie] dati\b.*\b(?:avete|su di me|miei)\b|\bwhat (?:data|information)\b.*\b(?:me|my)\b"
)
_CORRECT = re.compile(rf"\b(?:corregg\w*|rettific\w*|correct\w*|rectif\w*|oppo\w*|object\w*)\b.*\b{_DATA}\b")
KINDS = (
    (RequestKind.PRIVACY_ERASURE, _ERASE),
    (RequestKind.PRIVACY_ACCESS, _COPY),
    (RequestKind.PRIVACY_OTHER, _CORRECT),
)


def kind_of(text: str) -> RequestKind | None:
    """What is asked to be done with personal data; None for a mere question about them."""
    words = folded(text)
    return next((kind for kind, pattern in KINDS if pattern.search(words)), None)


class PrivacyData(Errand):
    """Tells the rules, or records what is asked; who asks is checked by the person who answers."""

    name: ClassVar[str] = "privacy_data"

    async def next(self, visit: Visit) -> str | None:
        """Nothing is asked: a request by law needs no form."""
        if kind_of(visit.text) is None:
            visit.say("utter_privacy_data")
            raise Ended
        return None

    async def do(self, visit: Visit) -> None:
        """Records it, and says by when it is answered."""
        kind = kind_of(visit.text) or RequestKind.PRIVACY_OTHER
        asked = NewRequest(visit.message_id, kind, visit.tracker.sender_id, text=visit.text)
        try:
            request = await visit.services.shop.requests.open(asked)
        except (ShopUnavailable, Unsupported):
            visit.say("utter_privacy_unrecorded")
        else:
            due = long_day(request.due_on, visit.language) if request.due_on else ""
            visit.say(f"utter_{kind}", request=request.number, due=due)
        raise PersonNeeded(REQUESTED)
