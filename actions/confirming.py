"""Yes or no, before something is done that can't be undone."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from actions.errand import Question
from actions.phrases import fragment
from actions.visit import Visit, button

YES, NO = "yes", "no"
_YES = re.compile(
    r"\W*(?:s[iì]|ok(?:ay)?|certo|va bene|confermo|esatto|procedi|giusto|intatto|yes|yep|sure|right|go ahead)"
    r"\b",
    re.IGNORECASE,
)
_NO = re.compile(r"\W*(?:no+|non|nn|sbagliato|aperto|nope|not|don'?t|wrong|open)\b", re.IGNORECASE)


class YesOrNo(Question):
    """A question that is answered by yes or no.

    Attributes:
        titles: What follows ``yes-`` and ``no-`` in the fragments that name its buttons.
    """

    titles: ClassVar[str]

    def read(self, visit: Visit) -> Any:
        """``yes`` or ``no``."""
        if visit.choice in (YES, NO):
            return visit.choice
        if visit.intent in ("affirm", "deny"):
            return YES if visit.intent == "affirm" else NO
        # A long message says more than yes or no.
        if len(visit.text.split()) <= 5:
            return YES if _YES.match(visit.text) else NO if _NO.match(visit.text) else None
        return None

    async def buttons(self, visit: Visit) -> list[dict[str, str]]:
        """Yes, and no."""
        return [button(fragment(f"{said}-{self.titles}", visit.language), said) for said in (YES, NO)]
