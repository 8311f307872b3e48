"""What might be answered; an agent inserts it, or not."""

from __future__ import annotations

from fastapi import APIRouter

from desk.http.dependencies import AccountDep, Identifier, ServicesDep, ViewsDep
from desk.http.schemas import SuggestionOut, SuggestionsOut
from desk.workbench.suggestions import Suggestion

router = APIRouter(prefix="/api/conversations/{conversation_id}/suggestions", tags=["suggestions"])


@router.get("")
async def read_suggestions(
    conversation_id: Identifier, account: AccountDep, services: ServicesDep, views: ViewsDep
) -> SuggestionsOut:
    """At most five answers to the shopper's last question, likeliest first; for any agent."""
    found = await services.workbench.suggestions.of(conversation_id, account.agent, views.titles)
    return SuggestionsOut(items=[_out(suggestion) for suggestion in found])


def _out(suggestion: Suggestion) -> SuggestionOut:
    return SuggestionOut(
        kind="canned" if suggestion.canned else "faq",
        title=suggestion.title,
        text=suggestion.text,
        confidence=suggestion.confidence,
        topic=suggestion.topic,
        canned_id=suggestion.canned.id if suggestion.canned else None,
        shortcut=suggestion.canned.shortcut if suggestion.canned else None,
    )
