"""Every table, and what an erasure does to it: a table that nobody entered here fails a test."""

from __future__ import annotations

EMPTIED = "emptied"
"""What was said or who it was is taken out; the row stays for the figures."""
DELETED = "deleted"
"""The rows go."""
FOLLOWS = "follows"
"""Triggers or foreign keys take along what belongs to a row that goes."""
NO_PERSON = "no person"
"""Nothing about shoppers: settings, accounts, ids, times."""

PLACES = {
    "conversations": EMPTIED,
    "messages": EMPTIED,
    "cases": EMPTIED,
    "ratings": EMPTIED,
    "transfers": EMPTIED,
    "kept_events": DELETED,
    "notes": DELETED,
    "note_mentions": FOLLOWS,
    "uploads": DELETED,
    "upload_chunks": FOLLOWS,
    "search_entries": FOLLOWS,
    "learning_messages": DELETED,
    "findings": FOLLOWS,
    "answer_pairs": DELETED,
    "webhook_deliveries": DELETED,
    "webhook_events": DELETED,
    "agent_skills": NO_PERSON,
    "agents": NO_PERSON,
    "api_tokens": NO_PERSON,
    "audit_log": NO_PERSON,
    "beta_questions": NO_PERSON,
    "beta_tests": NO_PERSON,
    "breaches": NO_PERSON,
    "canned_answers": NO_PERSON,
    "closures": NO_PERSON,
    "consoles": NO_PERSON,
    "conversation_tags": NO_PERSON,
    "content_drafts": NO_PERSON,
    "content_edits": NO_PERSON,
    "content_imports": NO_PERSON,
    "content_models": NO_PERSON,
    "content_versions": NO_PERSON,
    "costs": NO_PERSON,
    "faq_votes": NO_PERSON,
    "hours_settings": NO_PERSON,
    "learning_groups": NO_PERSON,
    "learning_marks": NO_PERSON,
    "learning_proposals": NO_PERSON,
    "opening_hours": NO_PERSON,
    "outgoing_webhooks": NO_PERSON,
    "presence": NO_PERSON,
    "privacy_settings": NO_PERSON,
    # What a comparison shows of shoppers' messages has no personal data any more.
    "publications": NO_PERSON,
    "queue_settings": NO_PERSON,
    "recovery_codes": NO_PERSON,
    "saved_views": NO_PERSON,
    "second_factors": NO_PERSON,
    "sessions": NO_PERSON,
    "sign_in_attempts": NO_PERSON,
    "tags": NO_PERSON,
    "targets": NO_PERSON,
    "team_members": NO_PERSON,
    "teams": NO_PERSON,
}
